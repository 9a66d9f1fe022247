"""Trechter: how far residents came in a period, how long each step took, and why it ended."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.intervals import LEAST_BASE
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.i18n import _, coverage, formats, labels, ngettext
from meedoenbalie.services import funnel as service
from meedoenbalie.services.funnel import ALONG_A_PATH, Funnel, Step
from meedoenbalie.services.informing_figures import CameOf, came_of_informing
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.figures.pane import Pane, at_left, column, how_card
from meedoenbalie.ui.pages.figures.periods import PeriodChoice
from meedoenbalie.ui.widgets.bars import Bars
from meedoenbalie.ui.widgets.cards import Card, KeyValueGrid
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.text import Text

_ALL = "all"


class FunnelTab(Pane):
    """The funnel with its period and kind of offer; days and reasons below it."""

    about = frozenset(
        {"resident", "offer", "referral", "referral_event", "information_given", "contact", "site"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.counts = Card(_("Van ingeschreven naar afgerond"), "funnel")
        self.main.addWidget(self.counts)
        self.informing = Card(_("Wat er van voorlichting kwam"), "info")
        self.main.addWidget(self.informing)
        self.waits = Card(_("Hoe lang elke stap duurt"), "hourglass")
        self.main.addWidget(self.waits)
        self.reasons = Card(_("Waarom het stopte"), "circle-x")
        self.main.addWidget(self.reasons)
        self.main.addStretch(1)
        self.side.addWidget(_how())
        self.side.addStretch(1)
        self._fill()

    def parts(self) -> tuple[QWidget, ...]:
        return (self.counts, self.informing, self.waits, self.reasons)

    def _fill(self) -> None:
        inside, parts = column(12)
        self.period = PeriodChoice(self.shell.desk)
        self.period.activated.connect(lambda _number: self.read())
        parts.addLayout(at_left(Field(_("Periode"), self.period)))
        kinds = ((coverage.kinds(kind), kind) for kind in OfferKind)
        self.kind = SegmentedChoice(_("Soort aanbod"), ((_("Alles"), _ALL), *kinds), _ALL)
        self.kind.chosen.connect(self._choose_kind)
        parts.addLayout(at_left(self.kind))
        self.bars = Bars(name_width=104)
        parts.addWidget(self.bars)
        self._note = Text("", "caption", "ink2", wrap=True)
        parts.addWidget(self._note)
        self.counts.add(inside)
        told, parts = column()
        self._ways = KeyValueGrid(name_width=190)
        self._not_told = Text(_("In deze periode is niemand voorgelicht."), "body", "ink2")
        parts.addWidget(self._ways)
        parts.addWidget(self._not_told)
        self.informing.add(told)
        self._days = KeyValueGrid(name_width=190)
        self.waits.add(self._days)
        below, parts = column()
        self.why = Bars(name_width=190)
        self._nothing = Text("", "body", "ink2", wrap=True)
        parts.addWidget(self.why)
        parts.addWidget(self._nothing)
        self.reasons.add(below)

    def _choose_kind(self, kind: object) -> None:
        # One of them is always on.
        self.kind.set_value(kind or _ALL)
        self.read()

    def read(self) -> None:
        desk, site = self.shell.desk, self.shell.site
        period, kind = self.period.period(), self.kind.value()
        kinds = [kind] if isinstance(kind, OfferKind) else []
        where = None if site is None else site.id
        self.fetch(
            lambda: (
                service.funnel_of(desk, period, where, kinds),
                came_of_informing(desk, period, where),
            ),
            lambda found: self._show(*found),
        )

    def _show(self, found: Funnel, came: tuple[CameOf, ...]) -> None:
        steps = list(Step)
        bases = [0, *(found.reached[step] for step in steps)]
        shares = [
            "" if step is steps[0] else _share(found.share(step), base)
            for step, base in zip(steps, bases, strict=False)
        ]
        self.bars.set_bars([(_step(step), found.reached[step]) for step in steps], shares)
        untold = found.paths - found.told
        words = _("Procent van de stap ervoor; bij minder dan {n} geen procent.").format(
            n=LEAST_BASE
        )
        if untold:
            told = ngettext(
                "Bij {n} stond de voorlichting niet genoteerd; die telt als gegeven.",
                "Bij {n} stond de voorlichting niet genoteerd; die tellen als gegeven.",
                untold,
            ).format(n=formats.number(untold))
            words = f"{words} {told}"
        self._note.setText(words)
        self._ways.set_pairs((one.way or _("niet genoteerd"), _came(one)) for one in came)
        self._not_told.setVisible(not came)
        self._show_waits(found)
        self._show_reasons(found)

    def _show_waits(self, found: Funnel) -> None:
        pairs = []
        for before, step in pairwise(ALONG_A_PATH):
            name = _("{before} tot {step}").format(
                before=_step(before), step=formats.inside(_step(step))
            )
            wait = found.waiting[step]
            if wait is None:
                pairs.append((name, _("nog niemand")))
                continue
            said = _("de helft binnen {half} dagen, negen van de tien binnen {most} ({n})").format(
                half=formats.number(round(wait.median)),
                most=formats.number(round(wait.most)),
                n=formats.number(wait.number),
            )
            pairs.append((name, said))
        self._days.set_pairs(pairs)

    def _show_reasons(self, found: Funnel) -> None:
        self.why.set_bars(
            (labels.reason(reason) if reason is not None else _("niet genoteerd"), number)
            for reason, number in found.reasons
        )
        self._nothing.setVisible(not found.reasons)
        self._nothing.setText(_("Niets stopte voortijdig in deze periode."))
        ended = ngettext("{n} doorverwijzing", "{n} doorverwijzingen", found.ended)
        self.reasons.set_count(ended.format(n=formats.number(found.ended)))


def _came(one: CameOf) -> str:
    words = _("{told} keer verteld · {referred} verwezen · {started} gestart").format(
        told=formats.number(one.told),
        referred=formats.number(one.referred),
        started=formats.number(one.started),
    )
    part = one.share_referred
    if part is None:
        return words
    return (
        words
        + " · "
        + _("{share} verwezen ({low} tot {high})").format(
            share=formats.percent(part.value),
            low=formats.percent(part.low),
            high=formats.percent(part.high),
        )
    )


def _share(share: float | None, base: int) -> str:
    return "–" if share is None or base < LEAST_BASE else formats.percent(share)


def _step(step: Step) -> str:
    return {
        Step.REGISTERED: _("Ingeschreven"),
        Step.SPOKEN: _("Gesproken"),
        Step.INFORMED: _("Voorgelicht"),
        Step.REFERRED: _("Verwezen"),
        Step.ACCEPTED: _("Aangenomen"),
        Step.STARTED: _("Gestart"),
        Step.COMPLETED: _("Afgerond"),
    }[step]


def _how() -> Card:
    return how_card(
        _(
            "Bewoners, niet doorverwijzingen: wie met twee dingen meedoet, telt in elke stap één "
            "keer."
        ),
        _(
            "Een stap hoort bij de periode waarin de jongere voor het eerst van het aanbod hoorde "
            "of ernaar verwezen werd."
        ),
        _("Wat foutief is ingevoerd telt niet mee, en wie gewist is ook niet."),
        _("Echte aantallen. Kleine aantallen zijn herkenbaar: geef ze niet door."),
    )
