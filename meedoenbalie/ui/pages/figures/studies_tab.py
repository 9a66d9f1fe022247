"""Drie studies: what the data of this desk adds to each, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.civic_integration.codes import CivicGroup
from meedoenbalie.i18n import _, civic, coverage, experiences, formats, ngettext, studies
from meedoenbalie.i18n.studies import Study
from meedoenbalie.services import studies as service
from meedoenbalie.services.studies import LEAST_BASE, Market, Perspective, Studies
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.figures.pane import how_card
from meedoenbalie.ui.pages.figures.periods import PeriodChoice
from meedoenbalie.ui.pages.figures.voortgang_pane import VoortgangPane
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.cards import Card, KeyValueGrid
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.text import Text

_SHOWS = frozenset(
    {"experience", "civic_integration", "resident", "offer", "referral", "referral_event"}
    | {"agreement", "learned_lesson", "site"}
)
_ICONS = {Study.PERSPECTIVE: "message-circle", Study.MARKET: "store", Study.ELEMENTS: "puzzle"}


class StudiesTab(VoortgangPane):
    """A card for each study."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._known = False
        self.period = PeriodChoice(shell.desk)
        self.period.activated.connect(lambda _number: self._read())
        row = QHBoxLayout()
        row.addWidget(Field(_("Periode van de ervaringen"), self.period))
        row.addStretch(1)
        self.main.addLayout(row)
        self.lenses = {study: _LensCard(study) for study in Study}
        for card in self.lenses.values():
            self.main.addWidget(card)
        self.main.addStretch(1)
        self.side.addWidget(_how())
        self.side.addStretch(1)

    def started(self) -> None:
        if not self._known:
            self._read()

    def changed(self, changed: Changes) -> None:
        if _SHOWS & changed:
            self._known = False
            if self.isVisible():
                self.started()

    def parts(self) -> tuple[QWidget, ...]:
        return tuple(self.lenses.values())

    def help_text(self) -> str:
        return _(
            "De brief over inburgering noemt drie studies. Hier staat bij elke studie wat uw eigen "
            "gegevens erover zeggen, en wat ze niet kunnen zeggen."
        )

    def _read(self) -> None:
        desk, code, period = self.shell.desk, self.site_code, self.period.period()
        self.shell.tasks.read(
            lambda: service.studies(desk, period, code), self._show, self.failed, key="studies"
        )

    def _show(self, found: Studies) -> None:
        self._known = True
        self.say_nothing()
        self.lenses[Study.PERSPECTIVE].show_pairs(
            _perspectives(found), _("In deze periode is nog niets gezegd. Zie Ervaringen.")
        )
        self.lenses[Study.MARKET].show_pairs(_market(found), "")
        self.lenses[Study.ELEMENTS].show_pairs(
            (
                (studies.element(element), _lessons(number))
                for element, number in found.lessons.items()
            ),
            "",
        )


class _LensCard(Card):
    """The question of a study, its figures here, what they add, and what they cannot say."""

    def __init__(self, study: Study) -> None:
        words = studies.lens(study)
        super().__init__(words.title, _ICONS[study])
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        column.addWidget(Text(words.question, "body", "ink2", wrap=True))
        self.figures = KeyValueGrid(name_width=200)
        column.addWidget(self.figures)
        self._nothing = Text("", "body", "ink2", wrap=True)
        column.addWidget(self._nothing)
        column.addWidget(Text(_("Wat deze cijfers toevoegen"), "body_strong"))
        column.addWidget(Text(words.adds, "body", wrap=True))
        column.addWidget(Text(_("Wat ze niet zeggen"), "body_strong"))
        column.addWidget(Text(words.cannot, "body", wrap=True))
        self.add(inside)

    def show_pairs(self, pairs: Iterable[tuple[str, str]], empty: str) -> None:
        """Show the figures, or why there are none."""
        shown = list(pairs)
        self.figures.set_pairs(shown)
        self.figures.setVisible(bool(shown))
        self._nothing.setText(empty)
        self._nothing.setVisible(not shown and bool(empty))


def _perspectives(found: Studies) -> Iterator[tuple[str, str]]:
    for group, one in found.perspectives.items():
        yield _group(group), " · ".join(_said(one))


def _group(group: CivicGroup | None) -> str:
    return _("Groep onbekend") if group is None else civic.group(group).capitalize()


def _said(one: Perspective) -> Iterator[str]:
    answers = ngettext("{n} antwoord", "{n} antwoorden", one.answers)
    yield answers.format(n=formats.number(one.answers))
    if one.share_good is None:
        yield _("te weinig voor een percentage")
        return
    yield _("goed: {share} ({low} tot {high})").format(
        share=formats.percent(one.share_good.value),
        low=formats.percent(one.share_good.low),
        high=formats.percent(one.share_good.high),
    )
    if one.helps is not None:
        yield _("helpt het meest: {what}").format(what=experiences.helps(one.helps).lower())
    if one.hard is not None:
        yield _("vaakst moeilijk: {what}").format(what=experiences.hard(one.hard).lower())


def _market(found: Studies) -> Iterator[tuple[str, str]]:
    for kind, one in found.market.items():
        yield coverage.kinds(kind), _places(one)
    yield (
        _("Afspraken over risico’s"),
        _("met {some} van {all} aanbieders").format(
            some=formats.number(found.providers_with_risks), all=formats.number(found.providers)
        ),
    )


def _places(one: Market) -> str:
    people = ngettext("{n} bewoner zoekt", "{n} bewoners zoeken", one.people)
    places = ngettext("{n} plaats vrij", "{n} plaatsen vrij", one.places)
    return " · ".join(
        (
            people.format(n=formats.number(one.people)),
            places.format(n=formats.number(one.places)),
        )
    )


def _lessons(number: int) -> str:
    words = ngettext("{n} gepubliceerde les", "{n} gepubliceerde lessen", number)
    return words.format(n=formats.number(number))


def _how() -> Card:
    return how_card(
        _("Ervaringen zijn van de gekozen periode; vraag, plaatsen en lessen zijn van vandaag."),
        _(
            "De groep komt uit Inburgering: alleen van wie die is vastgelegd. Onder de {n} "
            "antwoorden staat geen percentage."
        ).format(n=LEAST_BASE),
        _("Echte aantallen. Kleine aantallen zijn herkenbaar: geef ze niet door."),
        _("Bron van de studies: verzamelbrief inburgering, zomer 2025."),
    )
