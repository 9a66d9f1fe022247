"""The coming lessons of an offer: call one off, or add one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.lesson_days import Lesson
from meedoenbalie.domain.offers import Offer
from meedoenbalie.i18n import _, lesson_words
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.inputs import DateBox
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Line, Text

_SHOWN = 4
_TIME_WIDTH = 72
_USUAL = (10 * 60, 12 * 60)


class LessonList(QWidget):
    """The next lessons, each with a button that calls it off; below them a day to add one.

    A lesson that is called off stays, struck in words, with a button that takes that back.
    """

    cancelled = Signal(object)
    """Carries the lesson that doesn't take place."""
    added = Signal(object)
    """Carries the lesson that is added, or takes place after all."""

    def __init__(self, offer: Offer, today: date) -> None:
        super().__init__()
        self._offer = offer
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(6))
        column.addWidget(Text(_("Komende lessen"), "body_strong"))
        if offer.holiday_region is not None:
            words = _("Stopt in de schoolvakanties, {region}").format(
                region=lesson_words.region(offer.holiday_region)
            )
            column.addWidget(Text(words, "caption", "ink2", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(now.px(4))
        column.addLayout(self._rows)
        start, end = next(((slot.start, slot.end) for slot in offer.schedule.slots[:1]), _USUAL)
        self.day = DateBox(to_qdate(today))
        self.day.setAccessibleName(_("Dag van de extra les"))
        self.start, self.end = _time_box(_("Begin"), start), _time_box(_("Einde"), end)
        # In a narrow pane the times come below the day.
        boxes = QWidget()
        flow = FlowLayout(boxes)
        for widget in (self.day, self.start, self.end):
            flow.addWidget(widget)
        column.addWidget(boxes)
        self.add = Button(_("E&xtra les"), "calendar-plus", on_click=self._add, small=True)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lessons(self, lessons: Sequence[Lesson]) -> None:
        """Show the first of the coming lessons; without any say why."""
        clear_layout(self._rows)
        if not lessons:
            words = _("Niet te zeggen: de dagen, tijden of startdatum zijn niet bekend.")
            self._rows.addWidget(Text(words, "caption", "ink2", wrap=True))
        for lesson in lessons[:_SHOWN]:
            self._rows.addWidget(self._row(lesson))
            self._rows.addWidget(Line())

    def _row(self, lesson: Lesson) -> QWidget:
        words = lesson_words.lesson(lesson)
        changes = self._offer.lesson_changes
        if lesson in changes.cancelled:
            return _line(
                _("{lesson} vervalt").format(lesson=words),
                _("Gaat door"),
                partial(self.added.emit, lesson),
                muted=True,
            )
        if lesson in changes.extra:
            words = _("{lesson} (extra)").format(lesson=words)
        return _line(words, _("Afzeggen"), partial(self.cancelled.emit, lesson))

    def _add(self) -> None:
        start, end = _minutes(self.start), _minutes(self.end)
        if end > start:
            self.added.emit(Lesson(on=to_date(self.day.date()), start=start, end=end))
        else:
            self.end.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(words: str, act: str, press: Callable[[], object], *, muted: bool = False) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Text(words, "body", "ink3" if muted else "ink", wrap=True), 1)
    button = Button(act, on_click=press, small=True)
    button.setAccessibleName(f"{act}: {words}")
    row.addWidget(button)
    return line


def _time_box(name: str, minutes: int) -> QTimeEdit:
    box = QTimeEdit(QTime(minutes // 60 % 24, minutes % 60))
    box.setDisplayFormat("H:mm")
    box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    box.setFixedSize(theme().px(_TIME_WIDTH), theme().px(theme().tokens.size.input))
    box.setAccessibleName(name)
    return box


def _minutes(box: QTimeEdit) -> int:
    return box.time().hour() * 60 + box.time().minute()
