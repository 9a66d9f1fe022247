"""The first tab of a dossier: the next step, wishes, what is known, the week, consent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.week import TimeSlot
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.i18n.free_time import availability_text
from meedoenbalie.services.next_step import next_step
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.residents.consents import ConsentList
from meedoenbalie.ui.pages.residents.held import HeldList
from meedoenbalie.ui.pages.residents.history import history_rows
from meedoenbalie.ui.pages.residents.step_notice import StepNotice
from meedoenbalie.ui.pages.residents.week import own_blocks, own_minutes
from meedoenbalie.ui.pages.residents.words import unknown
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.cards import KeyValueGrid
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.dated_rows import DatedRows
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.week_planner import WeekPlanner

_SIDE_WIDTH = 262
_TWO_COLUMNS = 620
_CONTACTS_SHOWN = 3


class Overview(Surface):
    """Two columns that become one when narrow."""

    def __init__(
        self, shell: Shell, talk: Callable[[], object], ask: Callable[[UUID, UUID], object]
    ) -> None:
        super().__init__("surface")
        now = theme()
        self.held = HeldList(lambda hold_id: shell.go("held_place", hold_id))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        pad = now.px(18)
        self._columns.setContentsMargins(pad, now.px(14), pad, pad)
        self._columns.setSpacing(now.px(20))
        main = QVBoxLayout()
        main.setSpacing(now.px(8))
        self.notice = StepNotice(shell, talk)
        main.addWidget(self.notice)
        main.addSpacing(now.px(8))
        self._wishes_title = Text("", "body_strong")
        main.addWidget(self._wishes_title)
        self._wishes = QWidget()
        self._wish_flow = FlowLayout(self._wishes)
        main.addWidget(self._wishes)
        self._words = Text("", "body", "ink2", wrap=True)
        main.addWidget(self._words)
        main.addSpacing(now.px(4))
        self._facts = KeyValueGrid()
        main.addWidget(self._facts)
        main.addSpacing(now.px(10))
        main.addWidget(Text(_("Laatste contactmomenten"), "body_strong"))
        self._contacts = DatedRows()
        main.addWidget(self._contacts)
        self._no_contacts = Text(_("Nog geen contactmomenten."), "body", "ink2")
        main.addWidget(self._no_contacts)
        main.addStretch(1)
        self._columns.addLayout(main, 1)
        self._side = QWidget()
        self._side.setLayout(self._side_column(ask))
        self._columns.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)

    def _side_column(self, ask: Callable[[UUID, UUID], object]) -> QVBoxLayout:
        now = theme()
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(now.px(6))
        head = QHBoxLayout()
        head.addWidget(Text(_("Week"), "body_strong"))
        head.addStretch(1)
        self._week_total = Text("", "caption", "ink2")
        head.addWidget(self._week_total)
        side.addLayout(head)
        self._week = WeekPlanner(compact=True, framed=True)
        side.addWidget(self._week)
        self._week_words = Text("", "caption", "ink2", wrap=True)
        side.addWidget(self._week_words)
        side.addSpacing(now.px(12))
        side.addWidget(Text(_("Toestemming"), "body_strong"))
        self._consents = ConsentList(ask)
        side.addWidget(self._consents)
        side.addSpacing(now.px(12))
        side.addWidget(self.held)
        side.addStretch(1)
        return side

    def show_dossier(self, dossier: Dossier, today: date) -> None:
        """Show a resident."""
        resident = dossier.resident
        self.notice.set_step(resident, next_step(dossier, today))
        self._show_wishes(resident)
        self._facts.set_pairs(_facts(resident))
        rows = history_rows(dossier, today)[:_CONTACTS_SHOWN]
        self._contacts.set_rows(rows)
        self._no_contacts.setVisible(not rows)
        self._week.set_blocks(own_blocks(resident))
        minutes = own_minutes(resident)
        self._week_total.setText(
            _("vaste afspraken {hours}").format(hours=formats.duration(minutes))
            if minutes
            else _("geen vaste afspraken")
        )
        self._week_words.setText(_commitments_text(resident))
        self._week_words.setVisible(bool(resident.commitments))
        self._consents.show_dossier(dossier, today)
        self.held.show_dossier(dossier, today)

    def _show_wishes(self, resident: Resident) -> None:
        name = resident.given_name or resident.family_name
        clear_layout(self._wish_flow)
        for rank, wish in enumerate(resident.interests, start=1):
            self._wish_flow.addWidget(StateChip(Chip(f"{rank}  {wish}", "accent", "accent-soft")))
        self._wishes.setVisible(bool(resident.interests))
        self._wishes.updateGeometry()
        self._wishes_title.setText(
            _("Wat {name} wil").format(name=name)
            if resident.interests
            else _("Wat {name} wil, is nog niet gevraagd").format(name=name)
        )
        words = "\n".join(text for text in (_quoted(resident.own_words), resident.notes) if text)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the week and consent below the rest when narrow."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_TWO_COLUMNS)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        if wide:
            self._side.setFixedWidth(theme().px(_SIDE_WIDTH))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)


def _facts(resident: Resident) -> list[tuple[str, str]]:
    travel = (
        _("tot {minutes} minuten").format(minutes=resident.max_travel_minutes)
        if resident.max_travel_minutes is not None
        else ""
    )
    hours = (
        _("{hours} per week").format(hours=formats.duration(resident.weekly_minutes))
        if resident.weekly_minutes is not None
        else ""
    )
    facts = [
        (
            _("Verblijfsfase"),
            unknown(labels.phase(resident.residence_phase) if resident.residence_phase else ""),
        ),
        (_("Beschikbaar"), unknown(availability_text(resident.availability))),
        (_("Tijd"), unknown(hours)),
        (_("Reistijd"), unknown(travel)),
        (
            _("Lezen en schrijven"),
            unknown(labels.literacy(resident.literacy) if resident.literacy else ""),
        ),
        (_("Te bereiken"), unknown(_contact_text(resident))),
    ]
    if resident.guardian:
        facts.append((_("Voogd of ouder"), resident.guardian))
    return facts


def _quoted(words: str) -> str:
    return f"“{words}”" if words else ""


def _contact_text(resident: Resident) -> str:
    parts = (resident.contact_channel, resident.contact_value)
    return ", ".join(part for part in parts if part)


def _commitments_text(resident: Resident) -> str:
    by_label: dict[str, list[TimeSlot]] = {}
    for item in sorted(resident.commitments, key=lambda c: (c.day.number, c.start)):
        by_label.setdefault(item.label or _("afspraak"), []).append(item)
    return " · ".join(f"{label} {formats.slots(tuple(items))}" for label, items in by_label.items())
