"""Words at the left and acts at the right; the acts go below where the words need the room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.surface import Surface, SurfaceKind
from meedoenbalie.ui.widgets.text import Text

_BELOW = 10
"""Token length under acts that stand below."""
_LESS = 0.8
"""How high the line of words is when acts stand below it, of the line of both."""


class ActionRow(Surface):
    """One line of ``height`` token pixels, or two when what is in it would be cut off.

    What ``words`` holds stays at the left. A text in it that may be cut off counts in full.
    """

    def __init__(self, ground: SurfaceKind, height: int, gap: int) -> None:
        super().__init__(ground)
        now = theme()
        self._line = now.px(height)
        self._side = now.px(now.tokens.space.screen_margin)
        self._acts: list[QWidget] = []
        self._beside = True
        column = QVBoxLayout(self)
        column.setContentsMargins(self._side, 0, self._side, 0)
        column.setSpacing(0)
        self._first = QHBoxLayout()
        self._first.setSpacing(now.px(gap))
        self.words = QHBoxLayout()
        self.words.setSpacing(now.px(gap))
        self._first.addLayout(self.words, 1)
        self._strut = QSpacerItem(0, self._line)
        self._first.addItem(self._strut)
        column.addLayout(self._first)
        self._below = FlowLayout(gap=gap)
        column.addLayout(self._below)
        self.setFixedHeight(self._line)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or a box at the right, after the ones that are there."""
        self._acts.append(widget)
        (self._first if self._beside else self._below).addWidget(widget)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Ask no more room than the widest act: the others go below."""
        acts = (act.minimumSizeHint().width() for act in self._acts if not act.isHidden())
        return QSize(max(acts, default=0) + 2 * self._side, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the acts beside the words or below them."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Look again when something came, went or changed its words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def words_width(self) -> int:
        """Return how much room the words need to be read in full."""
        items = (self.words.itemAt(place) for place in range(self.words.count()))
        shown = [item.widget() for item in items if item is not None]
        widths = [_wanted(one) for one in shown if one is not None and not one.isHidden()]
        return sum(widths) + self.words.spacing() * max(0, len(widths) - 1)

    def _arrange(self) -> None:
        room = self.width() - 2 * self._side
        acts = [act for act in self._acts if not act.isHidden()]
        gap = self._first.spacing()
        wanted = self.words_width() + sum(act.sizeHint().width() + gap for act in acts)
        self._put(beside=wanted <= room or not acts)
        high = self._line if self._beside else round(self._line * _LESS)
        # Whatever is said to have changed is laid out again: said each time, that never ends.
        if self._strut.sizeHint().height() != high:
            self._strut.changeSize(0, high)
            self._first.invalidate()
        below = 0 if self._beside else self._below.heightForWidth(room) + theme().px(_BELOW)
        self.setFixedHeight(high + below)

    def _put(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        old, new = (self._below, self._first) if beside else (self._first, self._below)
        for act in self._acts:
            old.removeWidget(act)
            new.addWidget(act)


def _wanted(widget: QWidget) -> int:
    if isinstance(widget, Text):
        margins = widget.contentsMargins()
        words = widget.fontMetrics().horizontalAdvance(widget.text())
        return words + margins.left() + margins.right() + 1
    return widget.sizeHint().width()
