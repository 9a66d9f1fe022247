"""One offer beside the list (06)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.ui.pages.offer_look import blocks_of, kind_chip, schedule_words
from meedoenbalie.ui.pages.offers.confirm import ConfirmLine
from meedoenbalie.ui.pages.offers.facts import figures, offer_facts, start_lines
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import FigureStrip
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.reasons import ReasonList
from meedoenbalie.ui.widgets.text import Line, Text
from meedoenbalie.ui.widgets.week_planner import WeekPlanner


class OfferDetail(QWidget):
    """All that the desk knows of one offer, in the order in which it is asked for."""

    confirmed = Signal(int)
    """The user typed how many places are free."""
    provider_wanted = Signal()
    """The user wants to see whom to call at the provider, and what was agreed."""
    texts_wanted = Signal()
    """The user wants to write what the leaflet says of the offer."""

    def __init__(
        self, line: OfferLine, today: date, sites: tuple[Site, ...], *, stale: bool
    ) -> None:
        super().__init__()
        now = theme()
        offer = line.offer
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(10))
        chip = StateChip(kind_chip(offer.kind, full=True))
        column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(_title(line))
        words = _("Over deze &aanbieder")
        provider = Button(words, "handshake", on_click=self.provider_wanted.emit, small=True)
        column.addWidget(provider, 0, Qt.AlignmentFlag.AlignLeft)
        if not offer.active:
            rest = _("Er wordt niet naar verwezen.")
            column.addWidget(Notice(_("Dit aanbod loopt nu niet."), rest, "attention"))
        if offer.description:
            column.addWidget(Text(offer.description, wrap=True))
        column.addWidget(FigureStrip(figures(offer)))
        self.confirm = ConfirmLine(line, today, stale=stale)
        self.confirm.confirmed.connect(self.confirmed)
        column.addWidget(self.confirm)
        column.addLayout(_starts(line, today))
        column.addWidget(Text(_("Week"), "body_strong"))
        blocks = blocks_of(offer)
        if blocks:
            column.addWidget(WeekPlanner(blocks, compact=True))
        column.addWidget(Text(schedule_words(offer.schedule), "caption", "ink2", wrap=True))
        column.addWidget(ReasonList(offer_facts(line, sites)))
        texts = Button(
            _("Teksten v&oor de folder…"), "languages", on_click=self.texts_wanted.emit, small=True
        )
        column.addWidget(texts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


def _title(line: OfferLine) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme().px(2))
    title = Text(line.offer.title, "section", wrap=True)
    column.addWidget(title)
    who = line.provider.name
    if line.offer.contact_name:
        who = _("{provider} · contact {name}").format(provider=who, name=line.offer.contact_name)
    column.addWidget(Text(who, "body", "ink2", wrap=True))
    reach = " · ".join(part for part in (line.offer.phone, line.offer.email) if part)
    if reach:
        shown = Text(reach, "caption", "ink2", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(shown)
    return column


def _starts(line: OfferLine, today: date) -> QVBoxLayout:
    now = theme()
    column = QVBoxLayout()
    column.setSpacing(now.px(5))
    column.addWidget(Text(_("Instroommomenten"), "body_strong"))
    for when, how_far in start_lines(line.offer, today):
        row = QHBoxLayout()
        row.addWidget(Text(when), 1)
        row.addWidget(Text(how_far, "body", "ink2"))
        column.addLayout(row)
        column.addWidget(Line())
    return column
