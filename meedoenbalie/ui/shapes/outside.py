"""A screen outside a desk: what it is about at the side, a form, and one way back and forward."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meedoenbalie.ui.shapes.panes import Footer, Pane
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Line, Text

_MARGIN = 72


class OutsideScreen(QWidget):
    """``side`` goes when there is little room; ``pane`` scrolls; ``why`` says what it waits for."""

    def __init__(self, back: Callable[[], object], forward: Callable[[], object]) -> None:
        super().__init__()
        now = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.side = Pane("canvas", padding=0)
        self.side.setFixedWidth(now.px(300))
        self.side.body.setContentsMargins(now.px(32), now.px(48), now.px(32), now.px(20))
        self.pane = Pane(padding=0)
        row.addWidget(self.side)
        row.addWidget(Line(vertical=True))
        row.addWidget(self.pane, 1)
        self.back = Button("", "arrow-left", on_click=back)
        self.why = Text("", "caption", "ink2")
        self.forward = Button("", kind="primary", on_click=forward, trailing="arrow-right")
        footer = Footer(_MARGIN)
        footer.add_left(self.back)
        footer.add_right(self.why)
        footer.add_right(self.forward)
        self.pane.add_bottom(footer)

    def start(self) -> None:
        """Put the keyboard where one begins."""

    def showEvent(self, event: QShowEvent) -> None:
        """Begin once the screen that was here before is gone."""
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the side when the window is narrow."""
        super().resizeEvent(event)
        now = theme()
        narrow = now.em(self.width()) < now.tokens.breakpoints_em.two_panes
        self.side.setVisible(not narrow)
        side, top = (now.tokens.space.xl, 20) if narrow else (_MARGIN, 48)
        margins = (now.px(side), now.px(top), now.px(side), now.px(28))
        self.pane.body.setContentsMargins(*margins)

    def set_busy(self, words: str, *parts: QWidget) -> None:
        """Say what is being done and lock the buttons and ``parts``; empty when it is over."""
        self.why.setText(words)
        for part in (self.forward, self.back, *parts):
            part.setEnabled(not words)
