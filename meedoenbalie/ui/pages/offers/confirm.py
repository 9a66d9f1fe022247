"""Confirming places in place (06): a line that says how old they are, and one number to type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.number_box import NumberBox
from meedoenbalie.ui.widgets.text import Icon, Text

_MOST_PLACES = 100_000


class ConfirmLine(QWidget):
    """How many days ago the places were confirmed; asks a number, Enter sends ``confirmed``."""

    confirmed = Signal(int, object)
    """The number, and the start date that it is for; None for the offer as a whole."""

    def __init__(self, line: OfferLine, today: date, *, stale: bool) -> None:
        super().__init__()
        OwnKeys(self, "Esc", _("sluit zonder vast te leggen"))
        now = theme()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(_Said(line, today, stale=stale, on_confirm=self.ask))
        question = QWidget()
        row = QHBoxLayout(question)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(8))
        figure = line.offer.next_figure(today)
        self._start = start = _next_start(line, today)
        label = Text(
            _("Hoeveel plaatsen zijn er vrij?")
            if start is None
            else _("Hoeveel plaatsen zijn er vrij bij de start op {day}?").format(
                day=formats.day(start)
            ),
            wrap=True,
        )
        self.number = _Number(_MOST_PLACES, figure.places, width=64)
        self.number.setAccessibleName(label.text())
        self.number.returnPressed.connect(self._send)
        self.number.left.connect(self._leave)
        row.addWidget(label, 1)
        row.addWidget(self.number)
        row.addWidget(Button(_("Vast&leggen"), small=True, on_click=self._send))
        self._stack.addWidget(question)

    def ask(self) -> None:
        """Show the number to type, with the last one selected."""
        self._stack.setCurrentIndex(1)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.number.selectAll()

    def _leave(self) -> None:
        self._stack.setCurrentIndex(0)

    def _send(self) -> None:
        places = self.number.value()
        if places is not None:
            self.confirmed.emit(places, self._start)


class _Number(NumberBox):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Said(QWidget):
    def __init__(
        self, line: OfferLine, today: date, *, stale: bool, on_confirm: Callable[[], None]
    ) -> None:
        super().__init__()
        now = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(10))
        row.addWidget(Icon("clock-alert", "warn") if stale else Icon("badge-check", "ok"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        first, second = _confirmed_words(line, today)
        when = Text(first, "body_strong", "warn", wrap=True) if stale else Text(first, wrap=True)
        words.addWidget(when)
        words.addWidget(Text(second, "caption", "ink2", wrap=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        if not stale:
            row.addWidget(Button(_("&Bevestigen"), small=True, on_click=on_confirm))


def _next_start(line: OfferLine, today: date) -> date | None:
    """Return the start date that is asked about; None for the offer as a whole."""
    start = line.offer.next_start(today)
    return start if start in line.offer.start_dates else None


def _confirmed_words(line: OfferLine, today: date) -> tuple[str, str]:
    offer, figure = line.offer, line.offer.next_figure(today)
    who = offer.contact_name or line.provider.name
    if figure.confirmed_on is None:
        return _("Plaatsen nooit bevestigd"), _("vraag het {who}").format(who=who)
    first = _("Plaatsen bevestigd op {day}").format(day=formats.day(figure.confirmed_on))
    days = figure.age(today) or 0
    age = _("vandaag") if days == 0 else _("{age} geleden").format(age=formats.days_ago(days))
    return first, _("{age} · navragen bij {who}").format(age=age, who=who)
