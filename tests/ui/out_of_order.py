"""What in a window is told to a screen reader before what stands above it, or left of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtWidgets import QSplitter, QSplitterHandle, QStackedLayout, QWidget

from meedoenbalie.ui.main_window import MainWindow
from tests.ui.shown import shown


def problems(window: MainWindow) -> Iterator[str]:
    """Tell which neighbours in the order of reading stand the other way round."""
    for whole in shown(window):
        if not isinstance(whole, QSplitter) and (
            whole.layout() is None or isinstance(whole.layout(), QStackedLayout)
        ):
            continue
        parts = [one for one in whole.children() if isinstance(one, QWidget) and _stands(one)]
        # What drags two panes apart lies over both and says nothing.
        parts = [one for one in parts if not isinstance(one, QSplitterHandle)]
        for first, then in pairwise(parts):
            if _before(then, first):
                yield f"{_called(then)} is told after {_called(first)}"


def _stands(one: QWidget) -> bool:
    return one.isVisible() and not one.isWindow() and one.width() > 1 and one.height() > 1


def _before(one: QWidget, other: QWidget) -> bool:
    """Whether one stands in the same column above the other, or in the same line left of it."""
    here, there = one.geometry(), other.geometry()
    if here.bottom() <= there.top():
        return here.left() <= there.right() and there.left() <= here.right()
    return here.right() <= there.left() and here.top() < there.bottom()


def _called(one: QWidget) -> str:
    return f"{type(one).__name__} {one.accessibleName()!r}"
