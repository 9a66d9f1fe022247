"""The page beside the form: the chapter as it will look, following what is typed (09)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services import handreiking, messages
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text

_REST_MS = 300
"""So long after the last key the page is made anew: it stands there within a second."""
_DOTS = 110.0

Typed = Callable[[], tuple[UUID | None, Mapping[str, Any]] | None]


class ChapterPreview(Surface):
    """The pages of one chapter, one at a time. ``typed`` says which lesson is in the form, and how.

    Nothing is made while it can't be seen.
    """

    def __init__(self, shell: Shell, typed: Typed) -> None:
        super().__init__("canvas")
        self._shell, self._typed = shell, typed
        self._pages: tuple[QPixmap, ...] = ()
        self._page = 0
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = Surface("bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(now.px(12), now.px(8), now.px(12), now.px(8))
        row.setSpacing(now.px(8))
        before, after = _("Vorige bladzijde"), _("Volgende bladzijde")
        self.before = Button(
            before, "chevron-left", "quiet", lambda: self._turn(-1), icon_only=True
        )
        self.after = Button(after, "chevron-right", "quiet", lambda: self._turn(1), icon_only=True)
        self._where = Text("", "body", "ink2")
        self._when = Text("", "caption", "ink2")
        for widget in (self.before, self._where, self.after):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._when)
        column.addWidget(bar)
        self.image = QLabel()
        self.image.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroller.setAccessibleName(_("Zo ziet het hoofdstuk eruit"))
        self._scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(now.px(12), now.px(12), now.px(12), now.px(12))
        inside.addWidget(self.image)
        self._problem = Text("", "body", "danger", wrap=True)
        self._problem.hide()
        inside.addWidget(self._problem)
        inside.addStretch(1)
        self._scroller.setWidget(holder)
        column.addWidget(self._scroller, 1)
        self._timer = QTimer(self, interval=_REST_MS, singleShot=True)
        self._timer.timeout.connect(self.make)
        self._show()

    def changed(self) -> None:
        """Make the page anew when nothing more is typed for a moment."""
        if not self.isHidden():
            self._timer.start()

    def make(self) -> None:
        """Make the page now, off the UI thread; what was asked before is left."""
        self._timer.stop()
        typed = self._typed()
        if typed is None or self.isHidden():
            return
        desk, (lesson_id, values) = self._shell.desk, typed
        self._shell.tasks.read(
            lambda: [
                QImage.fromData(page)
                for page in handreiking.preview_chapter(desk, lesson_id, values, _DOTS)
            ],
            self._take,
            self._failed,
            key="preview",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the room."""
        super().resizeEvent(event)
        self._show()

    def _take(self, pages: list[QImage]) -> None:
        self._pages = tuple(QPixmap.fromImage(page) for page in pages)
        self._page = min(self._page, max(0, len(pages) - 1))
        self._problem.hide()
        moment = formats.time_of(self._shell.desk.clock.now())
        self._when.setText(_("bijgewerkt {time}").format(time=moment))
        self._show()

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._pages = ()
        self._problem.setText(text)
        self._problem.show()
        self._show()
        return True

    def _turn(self, by: int) -> None:
        self._page = min(max(0, self._page + by), max(0, len(self._pages) - 1))
        self._show()

    def _show(self) -> None:
        number = len(self._pages)
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < number)
        words = _("bladzijde {n} van {all}").format(n=self._page + 1, all=number)
        self._where.setText(words if number else "")
        self.image.setVisible(bool(number))
        if not number:
            return
        page = self._pages[self._page]
        ratio = self.devicePixelRatioF()
        # Room for the bar, there or not: a page that fits only without it would slide sideways.
        room = self._scroller.width() - self._scroller.verticalScrollBar().sizeHint().width()
        width = round(max(200, room - 2 * theme().px(12)) * ratio)
        fitted = page.scaledToWidth(
            min(width, page.width()), Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self.image.setPixmap(fitted)
        self.image.setAccessibleName(words)
