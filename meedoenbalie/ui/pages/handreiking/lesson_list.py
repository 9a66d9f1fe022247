"""The lessons by phase, each with how far it is; one tab stop, the arrows choose."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.domain.handreiking import LESSONS_A_PHASE
from meedoenbalie.domain.lessons import LearnedLesson, LessonPhase, LessonStatus
from meedoenbalie.i18n import _, labels
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.paint import paint_text
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Icon, Text

SIGNS: dict[LessonStatus, tuple[str, str]] = {
    LessonStatus.DRAFT: ("pencil-line", "warn"),
    LessonStatus.REVIEWED: ("eye", "info"),
    LessonStatus.PUBLISHED: ("check", "ok"),
}


class LessonList(QWidget):
    """Headings of the phases with their lessons below; ``wanted`` says which one to show."""

    wanted = Signal(UUID)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Geleerde lessen"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: list[LessonRow] = []

    def show_lessons(self, lessons: Iterable[LearnedLesson], chosen: UUID | None) -> None:
        """Show the lessons, one of them chosen."""
        had_focus = any(row.hasFocus() for row in self.rows)
        clear_layout(self._column)
        self.rows = []
        by_phase: dict[LessonPhase, list[LearnedLesson]] = {phase: [] for phase in LessonPhase}
        for lesson in lessons:
            by_phase[lesson.phase].append(lesson)
        for phase, of_phase in by_phase.items():
            self._column.addWidget(_heading(phase, of_phase))
            for lesson in of_phase:
                row = LessonRow(lesson)
                row.clicked.connect(lambda _on, known=lesson.id: self.wanted.emit(known))
                row.stepped.connect(self._step)
                self._column.addWidget(row)
                self.rows.append(row)
        self._column.addSpacing(theme().px(10))
        self._column.addWidget(_legend())
        self._column.addStretch(1)
        self.choose(chosen)
        if had_focus:
            self.focus_chosen()

    def choose(self, chosen: UUID | None) -> None:
        """Mark a lesson as the one that is shown, or none."""
        stop = next((row for row in self.rows if row.lesson_id == chosen), None)
        for row in self.rows:
            row.setChecked(row is stop)
            tab = row is stop or (stop is None and row is self.rows[0])
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)

    def focus_chosen(self) -> None:
        """Give the keyboard to the chosen lesson."""
        for row in self.rows:
            if row.isChecked():
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        here = next((place for place, row in enumerate(self.rows) if row.hasFocus()), 0)
        there = here + by
        if 0 <= there < len(self.rows):
            self.rows[there].setFocus(Qt.FocusReason.TabFocusReason)
            self.rows[there].click()


class LessonRow(QAbstractButton):
    """One lesson: its tip, or what happened, and how far it is."""

    stepped = Signal(int)

    def __init__(self, lesson: LearnedLesson) -> None:
        super().__init__()
        self.lesson_id = lesson.id
        self._status = lesson.status
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = " ".join((lesson.tip or lesson.situation).split())
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(f"{words}, {labels.lesson_status(lesson.status)}")

    def sizeHint(self) -> QSize:
        now = theme()
        return QSize(now.px(200), now.px(now.tokens.row.list_one_line))

    def nextCheckState(self) -> None:
        """Leave the mark to the page: it may have to save another lesson first."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        box = self.rect()
        if self.isChecked():
            painter.fillRect(box, now.colour("accent-soft"))
            bar = now.px(now.tokens.line.selection_bar)
            painter.fillRect(0, 0, bar, box.height(), now.colour("accent"))
        elif self.underMouse():
            painter.fillRect(box, now.colour("raised"))
        pad, side = now.px(now.tokens.space.panel_padding), now.px(16)
        icon, ink = SIGNS[self._status]
        left = pad + now.px(8)
        right = box.width() - pad - side
        words = QRect(left, 0, right - left - now.px(8), box.height())
        paint_text(painter, words, self.text(), "body_strong" if self.isChecked() else "body")
        paint_icon(painter, QRectF(right, (box.height() - side) / 2, side, side), icon, ink)


def _heading(phase: LessonPhase, lessons: list[LearnedLesson]) -> QWidget:
    now = theme()
    line = QWidget()
    row = QHBoxLayout(line)
    pad = now.px(now.tokens.space.panel_padding)
    row.setContentsMargins(pad, now.px(10), pad, now.px(4))
    row.addWidget(Text(labels.lesson_phase(phase).capitalize(), "control", "ink2"), 1)
    done = sum(lesson.status is LessonStatus.PUBLISHED for lesson in lessons)
    count = _("{count} van {wanted}").format(count=done, wanted=LESSONS_A_PHASE)
    row.addWidget(Text(count, "body", "ink2"))
    return line


def _legend() -> QWidget:
    now = theme()
    box = QWidget()
    column = QVBoxLayout(box)
    pad = now.px(now.tokens.space.panel_padding)
    column.setContentsMargins(pad, now.px(8), pad, now.px(12))
    column.setSpacing(now.px(4))
    for status, (icon, ink) in SIGNS.items():
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        row.addWidget(Icon(icon, ink))
        row.addWidget(Text(labels.lesson_status(status), "caption", "ink2"), 1)
        column.addLayout(row)
    return box
