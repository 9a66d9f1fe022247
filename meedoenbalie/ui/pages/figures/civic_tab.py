"""Inburgering: own cohorts beside the national figures, who is behind a row, and the ruling."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.civic_integration.codes import Reason
from meedoenbalie.domain.intervals import LEAST_BASE
from meedoenbalie.i18n import _, civic, formats, ngettext
from meedoenbalie.services import civic_cohorts as service
from meedoenbalie.services import civic_integration
from meedoenbalie.services.civic_cohorts import CohortLine, Cohorts, Division
from meedoenbalie.services.civic_integration import ToTell
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.figures.civic_rows import columns_of, key_of, name_of, rows_of
from meedoenbalie.ui.pages.figures.pane import at_left, column, how_card
from meedoenbalie.ui.pages.figures.people_card import Behind, PeopleCard
from meedoenbalie.ui.pages.figures.voortgang_pane import VoortgangPane
from meedoenbalie.ui.table_model import TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.bars import Bars
from meedoenbalie.ui.widgets.cards import Card, CardRow
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text

_INTERNAL, _PUBLISHED = "internal", "published"


class CivicTab(VoortgangPane):
    """The cohorts in a table with the national figures; outflow by reason; whom to tell."""

    about = frozenset({"civic_integration", "resident", "site"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._division, self._view = Division.COHORT, _INTERNAL
        self._found: Cohorts | None = None
        self.cohorts = Card(_("Inburgering naast de landelijke cijfers"), "landmark")
        self.main.addWidget(self.cohorts)
        self.reasons = Card(_("Waarom de plicht eindigde of stilstaat"), "log-out")
        self.main.addWidget(self.reasons)
        self.ruling = Card(_("Uitspraak van 4 september 2024"), "scale")
        self.ruling.opened.connect(lambda one: shell.go("civic", one))
        self.ruling.pressed.connect(lambda one: shell.go("civic", one))
        self.main.addWidget(self.ruling)
        self.main.addStretch(1)
        self.people = PeopleCard(_("Kies een rij en druk op Enter."))
        self.people.chosen.connect(lambda who: shell.go("civic", who))
        self.people.left.connect(lambda _by: self._back_to_table())
        self.side.addWidget(self.people)
        self.side.addWidget(_how())
        self.side.addStretch(1)
        self.table: RowTable | None = None
        self._fill()

    def forget(self) -> None:
        self.people.show_people("", ())

    def may_be_shared(self) -> bool:
        return self._view == _PUBLISHED

    def parts(self) -> tuple[QWidget, ...]:
        return (self.cohorts, self.reasons, self.ruling, self.people)

    def _fill(self) -> None:
        inside, parts = column()
        self.divisions = SegmentedChoice(
            _("Verdelen naar"),
            (
                (_("Cohort"), Division.COHORT),
                (_("Wet"), Division.REGIME),
                (_("Groep"), Division.GROUP),
            ),
            self._division,
        )
        self.views = SegmentedChoice(
            _("Welke cijfers"),
            ((_("Intern"), _INTERNAL), (_("Te publiceren"), _PUBLISHED)),
            self._view,
        )
        self.divisions.chosen.connect(self._choose_division)
        self.views.chosen.connect(self._choose_view)
        for choice in (self.divisions, self.views):
            parts.addLayout(at_left(choice))
        self._place = QVBoxLayout()
        parts.addLayout(self._place)
        self._old = Notice("", "", "attention")
        self._old.hide()
        parts.addWidget(self._old)
        self._caption = Text("", "caption", "ink2", wrap=True)
        parts.addWidget(self._caption)
        self.cohorts.add(inside)
        below, parts = column(8)
        self.bars = Bars(name_width=170)
        parts.addWidget(self.bars)
        self._why = Text("", "caption", "ink2", wrap=True)
        parts.addWidget(self._why)
        self.reasons.add(below)

    def _choose_division(self, value: object) -> None:
        # One of them is always on.
        self._division = Division(value) if isinstance(value, str) else self._division
        self.divisions.set_value(self._division)
        self._show_table()

    def _choose_view(self, value: object) -> None:
        self._view = str(value) if value is not None else self._view
        self.views.set_value(self._view)
        self.read()

    def read(self) -> None:
        desk, code, public = self.shell.desk, self.site_code, self._view == _PUBLISHED
        site = self.shell.site

        def work() -> tuple[Cohorts, tuple[ToTell, ...]]:
            told = civic_integration.people_of_the_ruling(desk, None if site is None else site.id)
            return service.civic_cohorts(desk, code, public=public), told

        self.fetch(work, self._show)

    def _show(self, read: tuple[Cohorts, tuple[ToTell, ...]]) -> None:
        found, told = read
        self._found = found
        self._show_table()
        self._show_reasons(found)
        self._caption.setText(_caption(found))
        self._old.setVisible(found.national_is_old)
        self._old.set_message(
            _("De landelijke cijfers zijn van voor de laatste juni."),
            _("Zet nieuwere van DUO of CBS in de map rules naast de balie."),
        )
        self.ruling.set_count(str(len(told)) if told else "")
        self.ruling.set_rows(
            [_told_row(one) for one in told],
            _(
                "Niemand hier valt onder deze uitspraak, voor zover u het vastlegde. Vraag "
                "gezinsmigranten of zij met een mvv kwamen."
            ),
        )

    def _show_table(self) -> None:
        found = self._found
        if found is None:
            return
        rows = rows_of(found, self._division)
        model: TableModel[CohortLine] = TableModel(columns_of(found, self._division), key_of)
        model.set_rows(rows)
        clear_layout(self._place)
        if not rows:
            self.table = None
            words = _(
                "Van niemand is inburgering vastgelegd. Dat doet u bij een bewoner, onder Gegevens "
                "en toestemming, als er een reden voor is."
            )
            self._place.addWidget(Text(words, "body", "ink2", wrap=True))
            return
        self.table = RowTable(model, _("Inburgering naast de landelijke cijfers"))
        self.table.opened.connect(self._open_row)
        row = self.table.verticalHeader().defaultSectionSize()
        bar = self.table.horizontalScrollBar().sizeHint().height()
        head = self.table.horizontalHeader().height()
        self.table.setFixedHeight(head + row * len(rows) + bar + theme().px(2))
        self._place.addWidget(self.table)

    def _show_reasons(self, found: Cohorts) -> None:
        lines = found.lines[Division.REGIME]
        hidden = any(line.reasons[reason] is None for line in lines for reason in Reason)
        counts = {reason: sum(line.reasons[reason] or 0 for line in lines) for reason in Reason}
        total = sum(counts.values())
        self.bars.set_bars(
            ((civic.reason(reason), counts[reason]) for reason in Reason if counts[reason]),
            [
                # Of a total from which some are left out there is no share.
                formats.percent(counts[reason] / total)
                if total >= LEAST_BASE and not hidden
                else "–"
                for reason in Reason
                if counts[reason]
            ],
        )
        words = []
        if not total and not hidden:
            words.append(_("Van niemand hier eindigde de plicht, voor zover vastgelegd."))
        if hidden:
            words.append(_("Kleine aantallen zijn weggelaten."))
        words.append(_national_reasons(found))
        self._why.setText(" ".join(words))

    def _open_row(self, key: object) -> None:
        found = self._found
        line = next(
            (
                one
                for one in (rows_of(found, self._division) if found else ())
                if key_of(one) == key
            ),
            None,
        )
        if line is None or not line.who:
            self.people.show_people(_("Wie dit zijn, is hier niet te zien."), ())
            return
        desk, words = self.shell.desk, name_of(line, self._division)
        self.shell.tasks.read(
            lambda: service.people_behind(desk, line),
            lambda people: self._show_people(words, [Behind(one, one.reference) for one in people]),
            self.failed,
        )

    def _show_people(self, words: str, people: list[Behind]) -> None:
        self.people.show_people(words, people)
        self.people.take_keyboard()
        # The list gets its place in the layout first.
        QTimer.singleShot(0, self.people, lambda: self.ensureWidgetVisible(self.people.people))

    def _back_to_table(self) -> None:
        if self.table is not None:
            self.table.setFocus()


def _caption(found: Cohorts) -> str:
    national = found.national
    words = [
        _("Hier: stand van {day}, wat de balie vastlegde.").format(day=formats.full_day(found.day)),
        _("Landelijk ({act}): {source}, cijfers van {day}. De termijn is {n} jaar.").format(
            act=civic.regime(national.act),
            source=national.source,
            day=formats.full_day(national.as_of),
            n=national.term_years,
        ),
    ]
    if found.no_day:
        text = ngettext(
            "Van {n} bewoner is de dag van de plicht onbekend; die staat in geen cohort.",
            "Van {n} bewoners is de dag van de plicht onbekend; die staan in geen cohort.",
            found.no_day,
        )
        words.append(text.format(n=found.no_day))
    if not found.exact:
        words.append(
            _("Niet getoond (–): te weinig mensen, of weggelaten zodat terugrekenen niet kan.")
        )
    return " ".join(words)


def _national_reasons(found: Cohorts) -> str:
    national = found.national
    parts = [
        f"{formats.percent(share)} {civic.reason(reason)}"
        for reason, share in national.reasons.items()
    ]
    if national.rest_share > 0:
        rest = formats.percent(national.rest_share)
        parts.append(_("{share} overig (berekend)").format(share=rest))
    return _("Landelijk, van de uitstroom onder de {act}: {parts}. Bron: {source}.").format(
        act=civic.regime(national.act), parts=", ".join(parts), source=national.source
    )


def _told_row(one: ToTell) -> CardRow:
    record = one.record
    about = [
        _("over de uitspraak: {day}").format(
            day=formats.full_day(record.ruling_told_on) if record.ruling_told_on else _("nog niet")
        ),
        _("over kosten: {day}").format(
            day=formats.full_day(record.costs_told_on) if record.costs_told_on else _("nog niet")
        ),
    ]
    if record.told_by:
        about.append(record.told_by)
    todo = one.tell_ruling or one.tell_costs
    return CardRow(
        one.resident.id,
        one.resident.full_name,
        " · ".join((one.site, *about)),
        icon="scale" if todo else "check",
        note=_("nog vertellen") if todo else _("verteld"),
        note_ink="danger" if todo else "ink2",
        button=_("Vertellen") if todo else "",
    )


def _how() -> Card:
    return how_card(
        _(
            "Een cohort is iedereen van wie de plicht in één jaar begon, onder één wet. Instroom "
            "is altijd uitstroom plus wie doorgaat."
        ),
        _(
            "Een tijdelijke vrijstelling telt als uitstroom zolang zij duurt, zoals in de "
            "landelijke cijfers."
        ),
        _("Wie door een uitspraak geen plicht heeft, staat in geen cohort."),
        _("Onder een percentage staat waartussen het bijna zeker ligt (95%)."),
        _("De balie kent alleen wie zij vastlegde. Een verschil met het land zegt dus weinig."),
        _("DUO beslist over de plicht, niet de balie."),
    )
