"""Taal en meedoen: who combines a language course with taking part, and what that goes with."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.flexible_language import Flexible
from meedoenbalie.domain.intervals import LEAST_BASE, Interval
from meedoenbalie.i18n import _, flexible, formats, ngettext
from meedoenbalie.services.flexible_language import (
    FlexibleFigures,
    Hours,
    Part,
    Split,
    flexible_language,
)
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.figures.pane import at_left, column, how_card
from meedoenbalie.ui.pages.figures.periods import PeriodChoice
from meedoenbalie.ui.pages.figures.voortgang_pane import VoortgangPane
from meedoenbalie.ui.widgets.bars import Bars
from meedoenbalie.ui.widgets.cards import Card, KeyValueGrid
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.text import Text

_NAME_WIDTH = 200


class LanguageTab(VoortgangPane):
    """Learners who combine; by form; hours; and staying on, if the numbers can carry that."""

    about = frozenset({"resident", "offer", "referral", "referral_event", "attendance", "site"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.learners = Card(_("Taal leren en meedoen tegelijk"), "combine")
        self.forms = Card(_("Per vorm van de taalcursus"), "calendar-days")
        self.hours = Card(_("Gemaakte uren"), "clock")
        self.staying = Card(_("Blijven"), "footprints")
        for card in (self.learners, self.forms, self.hours, self.staying):
            self.main.addWidget(card)
        self.main.addStretch(1)
        self.side.addWidget(_how())
        self.side.addStretch(1)
        self._fill()

    def parts(self) -> tuple[QWidget, ...]:
        return (self.learners, self.forms, self.hours, self.staying)

    def _fill(self) -> None:
        inside, parts = column()
        self.period = PeriodChoice(self.shell.desk)
        self.period.activated.connect(lambda _number: self.read())
        parts.addLayout(at_left(Field(_("Periode"), self.period)))
        self.bars = Bars(name_width=_NAME_WIDTH)
        parts.addWidget(self.bars)
        self._said = Text("", "body", "ink2", wrap=True)
        parts.addWidget(self._said)
        self.learners.add(inside)
        inside, parts = column()
        self.by_form = Bars(name_width=_NAME_WIDTH)
        parts.addWidget(self.by_form)
        self._form_words = Text("", "caption", "ink2", wrap=True)
        parts.addWidget(self._form_words)
        self.forms.add(inside)
        self._hours = KeyValueGrid(name_width=_NAME_WIDTH)
        self.hours.add(self._hours)
        inside, parts = column()
        self._stayed = KeyValueGrid(name_width=_NAME_WIDTH)
        parts.addWidget(self._stayed)
        self._compared = Text("", "body", "ink2", wrap=True)
        parts.addWidget(self._compared)
        self.staying.add(inside)

    def read(self) -> None:
        desk, code, period = self.shell.desk, self.site_code, self.period.period()
        self.fetch(lambda: flexible_language(desk, period, code), self._show)

    def _show(self, figures: FlexibleFigures) -> None:
        found = figures.found
        everybody = found.learners.everybody
        learners = ngettext("{n} cursist", "{n} cursisten", everybody)
        self.learners.set_count(learners.format(n=formats.number(everybody)))
        self.bars.set_bars(
            (
                (_("Met meedoen"), found.learners.combined),
                (_("Alleen taal"), found.learners.alone),
            )
            if everybody
            else ()
        )
        self._said.setText(_combined(found.learners))
        self._show_forms(found)
        self._hours.set_pairs(
            (
                (_("Met meedoen"), _attended(found.hours_combined)),
                (_("Alleen taal"), _attended(found.hours_alone)),
            )
        )
        self._stayed.set_pairs(
            (
                (_("Met meedoen"), _part(found.stayed_combined)),
                (_("Alleen taal"), _part(found.stayed_alone)),
            )
        )
        self._compared.setText(flexible.compared(found))

    def _show_forms(self, found: Flexible) -> None:
        rows = [(flexible.form(form), split) for form, split in found.forms.items()]
        if found.no_form.everybody and rows:
            rows.append((_("vorm niet bekend"), found.no_form))
        self.by_form.set_bars(
            ((name, split.combined) for name, split in rows),
            [_of(split) for _name, split in rows],
        )
        self._form_words.setText(
            _(
                "Cursussen met meedoen, van alle cursussen in die vorm. Een cursus kan meer vormen "
                "hebben; optellen kan dus niet."
            )
            if rows
            else _("Van deze cursussen is geen vorm bekend. Vul die in bij Aanbod.")
        )


def _combined(split: Split) -> str:
    if not split.everybody:
        return _("In deze periode begon niemand aan een taalcursus.")
    if split.share is None:
        return _("Te weinig cursisten voor een percentage: minder dan {n}.").format(n=LEAST_BASE)
    return _("{share} leert de taal terwijl hij of zij meedoet ({bounds}).").format(
        share=formats.percent(split.share.value), bounds=_bounds(split.share)
    )


def _of(split: Split) -> str:
    return _("van {n}").format(n=formats.number(split.everybody))


def _attended(hours: Hours) -> str:
    if hours.share is None:
        return _("geen uren genoteerd")
    return _("{made} van {agreed} afgesproken: {share}").format(
        made=formats.duration(hours.made),
        agreed=formats.duration(hours.agreed),
        share=formats.percent(hours.share),
    )


def _part(part: Part) -> str:
    if not part.base:
        return _("nog niemand")
    counts = _("{part} van {whole}").format(
        part=formats.number(part.number), whole=formats.number(part.base)
    )
    if part.share is None:
        return counts
    return f"{counts}: {formats.percent(part.share.value)} ({_bounds(part.share)})"


def _bounds(share: Interval) -> str:
    return _("{low} tot {high}").format(
        low=formats.percent(share.low), high=formats.percent(share.high)
    )


def _how() -> Card:
    return how_card(
        _(
            "Combineren is: op dezelfde dagen een taalcursus volgen en meedoen aan een MDT-traject "
            "of activiteit waarnaar de balie verwees."
        ),
        _("Een cursist telt één keer. Vormen, uren en blijven tellen cursussen."),
        _("Uren zijn van weken waarvan de afgesproken en de gemaakte uren allebei genoteerd zijn."),
        _(
            "Gebleven is wie na 12 weken nog meedeed of eerder afrondde. Vergeleken wordt wie de "
            "eerste 4 weken haalde, naar of die toen al combineerde: anders lijkt combineren te "
            "helpen, omdat wie langer blijft meer tijd heeft om te combineren."
        ),
        _("Een verschil is geen oorzaak: wie combineert, verschilt misschien ook anders."),
    )
