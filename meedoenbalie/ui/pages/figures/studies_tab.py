"""Drie studies: what the data of this desk adds to each, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.civic_integration.codes import CivicGroup
from meedoenbalie.domain.intervals import LEAST_BASE
from meedoenbalie.i18n import _, civic, coverage, experiences, formats, ngettext, studies
from meedoenbalie.i18n.studies import Study
from meedoenbalie.services import studies as service
from meedoenbalie.services.studies import Market, Perspective, Studies
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.figures.pane import at_left, column, how_card
from meedoenbalie.ui.pages.figures.periods import PeriodChoice
from meedoenbalie.ui.pages.figures.voortgang_pane import VoortgangPane
from meedoenbalie.ui.widgets.cards import Card, KeyValueGrid
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.text import Text

_ICONS = {Study.PERSPECTIVE: "message-circle", Study.MARKET: "store", Study.ELEMENTS: "puzzle"}


class StudiesTab(VoortgangPane):
    """A card for each study."""

    about = frozenset(
        {"experience", "civic_integration", "resident", "offer", "referral", "referral_event"}
        | {"agreement", "learned_lesson", "site"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.period = PeriodChoice(shell.desk)
        self.period.activated.connect(lambda _number: self.read())
        self.main.addLayout(at_left(Field(_("Periode van de ervaringen"), self.period)))
        self.lenses = {study: _LensCard(study) for study in Study}
        for card in self.lenses.values():
            self.main.addWidget(card)
        self.main.addStretch(1)
        self.side.addWidget(_how())
        self.side.addStretch(1)

    def parts(self) -> tuple[QWidget, ...]:
        return tuple(self.lenses.values())

    def read(self) -> None:
        desk, code, period = self.shell.desk, self.site_code, self.period.period()
        self.fetch(lambda: service.studies(desk, period, code), self._show)

    def _show(self, found: Studies) -> None:
        self.lenses[Study.PERSPECTIVE].show_pairs(
            _perspectives(found), _("In deze periode is nog niets gezegd. Zie Ervaringen.")
        )
        self.lenses[Study.MARKET].show_pairs(_market(found), "")
        self.lenses[Study.ELEMENTS].show_pairs(
            (
                (studies.element(element), studies.published_lessons(number))
                for element, number in found.lessons.items()
            ),
            "",
        )


class _LensCard(Card):
    """The question of a study, its figures here, what they add, and what they cannot say."""

    def __init__(self, study: Study) -> None:
        words = studies.lens(study)
        super().__init__(words.title, _ICONS[study])
        inside, parts = column()
        parts.addWidget(Text(words.question, "body", "ink2", wrap=True))
        self.figures = KeyValueGrid(name_width=200)
        parts.addWidget(self.figures)
        self._nothing = Text("", "body", "ink2", wrap=True)
        parts.addWidget(self._nothing)
        parts.addWidget(Text(_("Wat deze cijfers toevoegen"), "body_strong"))
        parts.addWidget(Text(words.adds, "body", wrap=True))
        parts.addWidget(Text(_("Wat ze niet zeggen"), "body_strong"))
        parts.addWidget(Text(words.cannot, "body", wrap=True))
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
        yield _("helpt het meest: {what}").format(what=formats.inside(experiences.helps(one.helps)))
    if one.hard is not None:
        yield _("vaakst moeilijk: {what}").format(what=formats.inside(experiences.hard(one.hard)))


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
