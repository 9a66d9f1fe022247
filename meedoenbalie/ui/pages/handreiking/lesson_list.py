"""The lessons by phase, each with how far it is; one tab stop, the arrows choose."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.domain.handreiking import LESSONS_A_PHASE
from meedoenbalie.domain.lessons import (
    LearnedLesson,
    LessonPhase,
    LessonStatus,
    headline,
    in_outline,
)
from meedoenbalie.i18n import _, labels
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.paint import paint_text
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Icon, Text

SIGNS: dict[LessonStatus, tuple[str, str]] = {
    LessonStatus.DRAFT: ("pencil-line", "warn"),
    LessonStatus.REVIEWED: ("eye", "info"),
    LessonStatus.PUBLISHED: ("check", "ok"),
}


class LessonList(QWidget):
    """Headings of the phases with their lessons below; ``wanted`` says which one to show.

    A lesson is moved by dragging it, or by Alt and an arrow; ``moved`` says where to.
    """

    wanted = Signal(UUID)
    moved = Signal(UUID, object, object)
    """Which lesson, into which phase, and before which other one (None: at the end)."""

    def __init__(self) -> None:
        super().__init__()
        OwnKeys(self, "Alt+Up", _("zet de les hoger"))
        OwnKeys(self, "Alt+Down", _("zet de les lager"))
        self.setAccessibleName(_("Geleerde lessen"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: list[LessonRow] = []
        self._heads: list[tuple[QWidget, LessonPhase]] = []
        self._line = QWidget(self)
        self._line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line.setStyleSheet(f"background: {theme().colour('accent').name()};")
        self._line.hide()
        self.setAcceptDrops(True)

    def show_lessons(self, lessons: Iterable[LearnedLesson], chosen: UUID | None) -> None:
        """Show the lessons, one of them chosen."""
        had_focus = any(row.hasFocus() for row in self.rows)
        clear_layout(self._column)
        self.rows, self._heads = [], []
        by_phase: dict[LessonPhase, list[LearnedLesson]] = {phase: [] for phase in LessonPhase}
        for lesson in in_outline(lessons):
            by_phase[lesson.phase].append(lesson)
        for phase, of_phase in by_phase.items():
            head = _heading(phase, of_phase)
            self._heads.append((head, phase))
            self._column.addWidget(head)
            for lesson in of_phase:
                row = LessonRow(lesson)
                row.clicked.connect(lambda _on, known=lesson.id: self.wanted.emit(known))
                row.stepped.connect(self._step)
                row.shifted.connect(partial(self._shift, row))
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

    def _shift(self, row: LessonRow, by: int) -> None:
        """Move a lesson one place up or down; past the end of a phase, into the next."""
        phases = list(LessonPhase)
        here = [one for one in self.rows if one.phase is row.phase]
        at = here.index(row) + by
        if 0 <= at < len(here):
            # Down: past the next one, so before the one after that.
            follows = at if by < 0 else at + 1
            before = here[follows].lesson_id if follows < len(here) else None
            self.moved.emit(row.lesson_id, row.phase, before)
            return
        there = phases.index(row.phase) + by
        if not 0 <= there < len(phases):
            return
        others = [one for one in self.rows if one.phase is phases[there]]
        first = others[0].lesson_id if by > 0 and others else None
        self.moved.emit(row.lesson_id, phases[there], first)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a lesson of this list."""
        if isinstance(event.source(), LessonRow):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would come."""
        _phase, _before, y = self._place_at(event.position().toPoint().y())
        self._line.setGeometry(theme().px(8), y - 1, self.width() - theme().px(16), 2)
        self._line.show()
        self._line.raise_()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the line away."""
        self._line.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the lesson there."""
        self._line.hide()
        row = event.source()
        if isinstance(row, LessonRow):
            phase, before, _y = self._place_at(event.position().toPoint().y())
            event.acceptProposedAction()
            if before != row.lesson_id:
                self.moved.emit(row.lesson_id, phase, before)

    def _place_at(self, y: int) -> tuple[LessonPhase, UUID | None, int]:
        """Return phase, following lesson (None: the end of the phase), and where the line goes."""
        phase, edge = next(iter(LessonPhase)), 0
        for widget, name in self._heads:
            if widget.y() <= y:
                phase, edge = name, widget.geometry().bottom()
        for row in (one for one in self.rows if one.phase is phase):
            if y < row.geometry().center().y():
                return phase, row.lesson_id, row.y()
            edge = row.geometry().bottom()
        return phase, None, edge

    def spoken_role(self) -> QAccessible.Role:
        """Return what it is."""
        return QAccessible.Role.List

    def _step(self, by: int) -> None:
        here = next((place for place, row in enumerate(self.rows) if row.hasFocus()), 0)
        there = here + by
        if 0 <= there < len(self.rows):
            self.rows[there].setFocus(Qt.FocusReason.TabFocusReason)
            self.rows[there].click()


class LessonRow(QAbstractButton):
    """One lesson: its tip, or what happened, and how far it is."""

    stepped = Signal(int)
    shifted = Signal(int)

    def __init__(self, lesson: LearnedLesson) -> None:
        super().__init__()
        self.lesson_id = lesson.id
        self.phase = lesson.phase
        self._pressed: QPoint | None = None
        self._status = lesson.status
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = headline(lesson.tip, lesson.situation)
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(f"{words}, {labels.lesson_status(lesson.status)}")

    def spoken_role(self) -> QAccessible.Role:
        """Return what it is: a line of the list, of which one is chosen."""
        return QAccessible.Role.ListItem

    def do_main(self) -> None:
        """Do what a click does."""
        self.click()

    def sizeHint(self) -> QSize:
        now = theme()
        return QSize(now.px(200), now.px(now.tokens.row.list_one_line))

    def nextCheckState(self) -> None:
        """Leave the mark to the page: it may have to save another lesson first."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag when the pressed lesson is moved far enough."""
        way = event.position().toPoint() - self._pressed if self._pressed is not None else QPoint()
        if way.manhattanLength() < QApplication.startDragDistance():
            super().mouseMoveEvent(event)
            return
        self._pressed = None
        self.setDown(False)
        drag, data = QDrag(self), QMimeData()
        data.setText(self.text())
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.shifted.emit(by)
                return
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
    column.addWidget(Text(_("Alt+↑ en Alt+↓ verplaatsen een les"), "caption", "ink2", wrap=True))
    for status, (icon, ink) in SIGNS.items():
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        row.addWidget(Icon(icon, ink))
        row.addWidget(Text(labels.lesson_status(status), "caption", "ink2"), 1)
        column.addLayout(row)
    return box
