"""One offer beside the list (06)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.ui.pages.offer_look import blocks_of, kind_chip, schedule_words
from meedoenbalie.ui.pages.offers.confirm import ConfirmLine
from meedoenbalie.ui.pages.offers.facts import figures, offer_facts
from meedoenbalie.ui.pages.offers.lessons import LessonList
from meedoenbalie.ui.pages.offers.reach import Reach
from meedoenbalie.ui.pages.offers.starts import held_places, starts
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import FigureStrip
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.reasons import ReasonList
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.week_planner import WeekPlanner


class OfferDetail(QWidget):
    """All that the desk knows of one offer, in the order in which it is asked for."""

    confirmed = Signal(int, object)
    """The user typed how many places are free, at a start date or (None) as a whole."""
    provider_wanted = Signal()
    """The user wants to see whom to call at the provider, and what was agreed."""
    hold_wanted = Signal(object)
    """The user wants to see a place that is held; carries its id."""
    texts_wanted = Signal()
    """The user wants to write what the leaflet says of the offer."""

    def __init__(
        self,
        line: OfferLine,
        reach: Reach,
        sites: tuple[Site, ...],
        titles: Mapping[str, str],
        *,
        stale: bool,
        confirm_days: int,
    ) -> None:
        super().__init__()
        now = theme()
        offer, today = line.offer, reach.day
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
        column.addWidget(FigureStrip(figures(line.free, today)))
        self.confirm = ConfirmLine(line, today, stale=stale)
        self.confirm.confirmed.connect(self.confirmed)
        column.addWidget(self.confirm)
        column.addLayout(starts(line, today, confirm_days))
        column.addLayout(held_places(line.held, self.hold_wanted.emit))
        column.addWidget(Text(_("Week"), "body_strong"))
        blocks = blocks_of(offer)
        if blocks:
            column.addWidget(WeekPlanner(blocks, compact=True))
        column.addWidget(Text(schedule_words(offer.schedule), "caption", "ink2", wrap=True))
        self.lessons = LessonList(offer, today)
        column.addWidget(self.lessons)
        column.addWidget(ReasonList(offer_facts(line, sites, reach, titles)))
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
