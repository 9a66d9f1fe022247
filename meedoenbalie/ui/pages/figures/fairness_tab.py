"""Eerlijkheid: who is offered something, referred and started, by group, and why groups differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.fairness import Dimension, Group, PublishedGroup, Stage
from meedoenbalie.i18n import _, fairness, formats, ngettext
from meedoenbalie.services import fairness as service
from meedoenbalie.services.fairness import ExplainedGap, Fairness
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.figures.pane import Pane, at_left, column, how_card
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.cards import Card, CardRow
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.text import Text

_NAME, _BASE, _STAGE = 140, 106, 146
_INTERNAL, _PUBLISHED = "internal", "published"


class FairnessTab(Pane):
    """The groups of one dimension in a table, and the large gaps of all with their reasons."""

    about = frozenset(
        {"resident", "offer", "referral", "referral_event", "information_given", "site"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._found: Fairness | None = None
        self._dimension, self._view = Dimension.AGE, _PUBLISHED
        self.groups = Card(_("Gelijke kansen"), "scale")
        self.main.addWidget(self.groups)
        self.gaps = Card(_("Grote verschillen"), "triangle-alert")
        self.gaps.opened.connect(self._show_dimension)
        self.main.addWidget(self.gaps)
        self.main.addStretch(1)
        self.side.addWidget(_how())
        self.side.addStretch(1)
        self.table: RowTable | None = None
        self._fill_groups()

    def read(self) -> None:
        desk, code = self.shell.desk, self.site_code
        self.fetch(lambda: service.fairness(desk, code), self._show)

    def may_be_shared(self) -> bool:
        return self._view == _PUBLISHED

    def parts(self) -> tuple[QWidget, ...]:
        return (self.groups, self.gaps)

    def _fill_groups(self) -> None:
        inside, parts = column()
        self.dimensions = SegmentedChoice(
            _("Vergelijken op"),
            tuple((fairness.dimension(one), one) for one in Dimension),
            self._dimension,
        )
        self.views = SegmentedChoice(
            _("Welke cijfers"),
            ((_("Te publiceren"), _PUBLISHED), (_("Intern"), _INTERNAL)),
            self._view,
        )
        self.dimensions.chosen.connect(self._choose_dimension)
        self.views.chosen.connect(self._choose_view)
        for choice in (self.dimensions, self.views):
            parts.addLayout(at_left(choice))
        self._words = Text("", "caption", "ink2", wrap=True)
        parts.addWidget(self._words)
        self._place = QVBoxLayout()
        parts.addLayout(self._place)
        self.groups.add(inside)

    def _choose_dimension(self, value: object) -> None:
        # One of them is always on.
        self._dimension = value if isinstance(value, Dimension) else self._dimension
        self.dimensions.set_value(self._dimension)
        self._show_groups()

    def _show_dimension(self, each: object) -> None:
        if isinstance(each, ExplainedGap):
            self._choose_dimension(each.gap.dimension)

    def _choose_view(self, value: object) -> None:
        self._view = str(value) if value is not None else self._view
        self.views.set_value(self._view)
        self._show_groups()

    def _show(self, found: Fairness) -> None:
        self._found = found
        self.groups.set_count(
            ngettext("{n} bewoner", "{n} bewoners", found.people).format(n=found.people)
        )
        self._show_groups()
        self.gaps.set_rows(
            [_gap_row(gap, found) for gap in found.gaps],
            _("Geen groep komt duidelijk minder vaak verder dan de andere."),
        )

    def _show_groups(self) -> None:
        found = self._found
        if found is None:
            return
        publish = self._view == _PUBLISHED
        self._words.setText(
            _(
                "Zo mag het naar buiten: onder 10 niet getoond, en soms een tweede getal, zodat "
                "niemand kan terugrekenen. De rest is afgerond op 5."
            )
            if publish
            else _("Echte aantallen. Kleine aantallen zijn herkenbaar: geef ze niet door.")
        )
        rows: Sequence[Group | PublishedGroup] = (
            found.published[self._dimension] if publish else found.groups[self._dimension]
        )
        columns = _columns(self._dimension, found, real=not publish)
        model: TableModel[Group | PublishedGroup] = TableModel(columns, lambda one: one.key)
        model.set_rows(rows)
        clear_layout(self._place)
        self.table = RowTable(model, fairness.dimension(self._dimension))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        row = self.table.verticalHeader().defaultSectionSize()
        bar = self.table.horizontalScrollBar().sizeHint().height()
        head = self.table.horizontalHeader().height()
        self.table.setFixedHeight(head + row * len(rows) + bar + theme().px(2))
        self._place.addWidget(self.table)


def _columns(
    dimension: Dimension, found: Fairness, *, real: bool
) -> tuple[Column[Group | PublishedGroup], ...]:
    def name(one: Group | PublishedGroup) -> str:
        return fairness.group(dimension, one.key, found.sites)

    def base(one: Group | PublishedGroup) -> str:
        return _number(one.base)

    def of(stage: Stage) -> Column[Group | PublishedGroup]:
        def spoken(one: Group | PublishedGroup) -> str:
            told = ", ".join(part for part in (_reached(one, stage), _bounds(one, stage)) if part)
            return f"{name(one)}, {fairness.stage(stage)}: {told}"

        return Column(
            fairness.stage(stage),
            lambda one: _reached(one, stage),
            _STAGE,
            subtitle=(lambda one: _bounds(one, stage)) if real else None,
            spoken=spoken,
            ink=lambda one: "ink2" if one.reached[stage] is None else "ink",
        )

    return (
        Column(_("Groep"), name, _NAME, strong=True),
        Column(_("Bewoners"), base, _BASE, right=True),
        *(of(stage) for stage in Stage),
    )


def _number(count: int | None) -> str:
    return _("niet getoond") if count is None else formats.number(count)


def _reached(one: Group | PublishedGroup, stage: Stage) -> str:
    """Return the count, and the share where the base is large enough for one."""
    count = one.reached[stage]
    if count is None:
        return _("niet getoond")
    share = one.share(stage)
    if share is None:
        return formats.number(count)
    value = share if isinstance(share, float) else share.value
    return f"{formats.number(count)} · {formats.percent(value)}"


def _bounds(one: Group | PublishedGroup, stage: Stage) -> str:
    """Return between what the real share lies, for real counts."""
    share = one.share(stage)
    if share is None or isinstance(share, float):
        return ""
    return _("{low} tot {high}").format(
        low=formats.percent(share.low), high=formats.percent(share.high)
    )


def _gap_row(each: ExplainedGap, found: Fairness) -> CardRow:
    gap = each.gap
    mine, theirs = gap.group.share(gap.stage), gap.rest.share(gap.stage)
    title = _("{dimension}, {group}: minder vaak {stage}").format(
        dimension=fairness.dimension(gap.dimension),
        group=fairness.group(gap.dimension, gap.group.key, found.sites),
        stage=formats.inside(fairness.stage(gap.stage)),
    )
    words = []
    if mine is not None and theirs is not None:
        words.append(
            _("{mine} tegen {theirs} bij de anderen.").format(
                mine=formats.percent(mine.value), theirs=formats.percent(theirs.value)
            )
        )
        if (least := int(-100 * gap.apart.high)) > 1:
            words.append(
                _("Het verschil is bijna zeker {least} punten of meer.").format(least=least)
            )
    words.append(_reasons(each))
    return CardRow(each, title, " ".join(words))


def _reasons(each: ExplainedGap) -> str:
    if not each.reasons:
        return _(
            "De criteria staan deze groep niet vaker in de weg. Kijk hoe u deze groep bereikt."
        )
    reasons = ", ".join(
        _("{criterion} (bij {mine} van het aanbod, anderen {theirs})").format(
            criterion=fairness.criterion(reason.criterion),
            mine=formats.percent(reason.group),
            theirs=formats.percent(reason.rest),
        )
        for reason in each.reasons
    )
    return _("Vaker in de weg: {reasons}.").format(reasons=reasons)


def _how() -> Card:
    return how_card(
        _("Bewoners die hier nu zijn. Wie het gebruik van gegevens beperkte, telt niet mee."),
        _(
            "Onder een percentage staat waartussen het bijna zeker ligt (95%). Hoe kleiner de "
            "groep, hoe wijder."
        ),
        _(
            "Een verschil staat hier als het 10 punten of meer is en geen toeval lijkt. Bij veel "
            "vergelijkingen is er soms toch een toevallig bij."
        ),
        _("In de weg telt ook wat nog niet bekend is: daar kunt u naar vragen."),
        _(
            "Het programma weet geen nationaliteit, geloof, afkomst of gezondheid en vergelijkt "
            "daar dus nooit op."
        ),
    )
