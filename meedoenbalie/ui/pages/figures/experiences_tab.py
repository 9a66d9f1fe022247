"""Ervaringen: what young people say helps and makes it hard, counted; never who said it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.experiences import Feeling, Hard, Helps, Moment
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.i18n import _, coverage, experiences, formats
from meedoenbalie.services import experience_figures as service
from meedoenbalie.services.experience_figures import Answered, Counts, ExperienceFigures
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.figures.pane import Pane, at_left, column, how_card
from meedoenbalie.ui.pages.figures.periods import PeriodChoice
from meedoenbalie.ui.widgets.bars import Bars
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.text import Text

_ALL = "all"
_NAME_WIDTH = 210


class ExperiencesTab(Pane):
    """One period, kind of offer and moment; how it is, what helps, and what makes it hard."""

    about = frozenset({"experience", "referral", "referral_event", "offer", "resident", "site"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.feeling = _Question(_("Hoe is het daar?"), "message-circle")
        self.helps = _Question(_("Wat helpt?"), "thumbs-up")
        self.hard = _Question(_("Wat maakt het moeilijk?"), "construction")
        self._choices()
        for card in (self.feeling, self.helps, self.hard):
            self.main.addWidget(card)
        self.main.addStretch(1)
        self.side.addWidget(_how())
        self.side.addStretch(1)

    def parts(self) -> tuple[QWidget, ...]:
        return (self.asked, self.feeling, self.helps, self.hard)

    def _choices(self) -> None:
        self.asked = Card(_("Wie is gevraagd"), "message-circle-question-mark")
        inside, parts = column(12)
        self.period = PeriodChoice(self.shell.desk)
        self.period.activated.connect(lambda _number: self.read())
        kinds = ((coverage.kinds(kind), kind) for kind in OfferKind)
        self.kind = SegmentedChoice(_("Soort aanbod"), ((_("Alles"), _ALL), *kinds), _ALL)
        moments = ((experiences.moment(one).capitalize(), one) for one in Moment)
        self.moment = SegmentedChoice(_("Moment"), ((_("Alles"), _ALL), *moments), _ALL)
        for choice in (self.kind, self.moment):
            choice.chosen.connect(_always_one(choice, self.read))
        for widget in (Field(_("Periode"), self.period), self.kind, self.moment):
            parts.addLayout(at_left(widget))
        self._words = Text("", "body", "ink2", wrap=True)
        parts.addWidget(self._words)
        self.asked.add(inside)
        self.main.addWidget(self.asked)

    def read(self) -> None:
        desk, site, period = self.shell.desk, self.shell.site, self.period.period()
        kind, moment = self.kind.value(), self.moment.value()
        kinds = [] if kind == _ALL else [OfferKind(str(kind))]
        when = None if moment == _ALL else Moment(str(moment))
        where = None if site is None else site.id
        self.fetch(lambda: service.experience_figures(desk, period, where, kinds, when), self._show)

    def _show(self, found: ExperienceFigures) -> None:
        self._words.setText(_asked(found))
        self.feeling.show_counts(found.feeling, Feeling, experiences.feeling)
        self.helps.show_counts(found.helps, Helps, experiences.helps)
        self.hard.show_counts(found.hard, Hard, experiences.hard)


class _Question(Card):
    """The answers to one question as bars, each with its count and its share of who answered."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(title, icon)
        inside, parts = column(8)
        self.bars = Bars(name_width=_NAME_WIDTH)
        self._words = Text("", "caption", "ink2", wrap=True)
        parts.addWidget(self.bars)
        parts.addWidget(self._words)
        self.add(inside)

    def show_counts(self, counts: Counts, kind: type[StrEnum], words: Callable[[Any], str]) -> None:
        """Show one question; what is too small to be shown is left out, and said."""
        told = [(one, counts.cells[one]) for one in kind]
        shown = [(one, number) for one, number in told if number is not None]
        hidden = len(told) - len(shown)
        shares = (counts.share(one) for one, _number in shown)
        self.bars.set_bars(
            ((words(one), number) for one, number in shown if counts.base or number),
            [formats.percent(part) if part is not None else "–" for part in shares]
            if any(number for _one, number in shown) or counts.base
            else [],
        )
        base = counts.base
        said = [] if base is None else [_("{n} antwoorden.").format(n=formats.number(base))]
        if base == 0:
            said = [_("Nog geen antwoorden in deze periode.")]
        if hidden:
            said.append(_("Kleine aantallen zijn weggelaten."))
        self._words.setText(" ".join(said))


def _asked(found: ExperienceFigures) -> str:
    answered = found.asked.cells[Answered.ANSWERED]
    declined = found.asked.cells[Answered.DECLINED]
    if found.asked.base == 0:
        return _("In deze periode is nog niemand gevraagd. Vandaag zegt wanneer u iemand vraagt.")

    def number(count: int | None) -> str:
        return _("niet getoond") if count is None else formats.number(count)

    return _("Antwoord gegeven: {answered}. Wilde niet antwoorden: {declined}.").format(
        answered=number(answered), declined=number(declined)
    )


def _always_one(choice: SegmentedChoice, read: Callable[[], object]) -> Callable[[object], None]:
    """Return what hears a choice of which one is always on."""

    def heard(value: object) -> None:
        choice.set_value(value or _ALL)
        read()

    return heard


def _how() -> Card:
    return how_card(
        _("Antwoorden, geen personen: wie drie keer is gevraagd, telt drie keer."),
        _("Bij Wat helpt en Wat maakt het moeilijk mag iemand er drie kiezen. Optellen kan niet."),
        _("Het percentage is van wie die vraag beantwoordde."),
        _(
            "Wie niet is gevraagd, of niet wil antwoorden, zegt hier niets. Het zijn dus vooral de "
            "ervaringen van wie bleef."
        ),
    )
