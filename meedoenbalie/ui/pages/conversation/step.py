"""One step of the talk: its inputs by name, below each other or in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.services.drafts import Typed
from meedoenbalie.ui.keyboard import to_next_stop
from meedoenbalie.ui.pages.conversation.asks import Asking
from meedoenbalie.ui.pages.resident_form import parsing
from meedoenbalie.ui.pages.resident_form.bound import Bound
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import restored
from meedoenbalie.ui.widgets.answer_tiles import AnswerTiles
from meedoenbalie.ui.widgets.text import Text

Asked = tuple[Bound, QWidget]
"""An input, and the block that shows it."""

_TWO_COLUMNS_EM = 42


class Step(QWidget):
    """Base of the steps; a step adds its inputs in its constructor."""

    def __init__(self, asking: Asking, name: str, number: int) -> None:
        super().__init__()
        self.asking = asking
        self.bound: dict[str, Bound] = {}
        self._pairs: list[QBoxLayout] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().px(16))
        self.column.addWidget(Text(f"{number}. {asking.text(f'step.{name}')}", "section"))

    def add(self, *asked: Asked) -> None:
        """Add one input over the whole width, or two beside each other where there is room."""
        row = QHBoxLayout()
        row.setSpacing(theme().px(18))
        for bound, block in asked:
            self.bound[bound.name] = bound
            tiles = bound.field.box
            if isinstance(tiles, AnswerTiles):
                tiles.answered.connect(partial(to_next_stop, tiles, self))
            row.addWidget(block, 1)
        if len(asked) > 1:
            self._pairs.append(row)
        self.column.addLayout(row)

    def frozen(self) -> dict[str, Any]:
        """Return how every input stands, as plain JSON."""
        return {name: one.frozen() for name, one in self.bound.items()}

    def put(self, typed: Typed) -> None:
        """Put back what :meth:`frozen` returned, as far as it is of this step."""
        mine = {name: value for name, value in typed.items() if name in self.bound}
        restored(lambda name, value: self.bound[name].put_frozen(value), mine)
        self.settle()

    def read(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the values of the fields, and what is wrong by name of the input."""
        values: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for name, one in self.bound.items():
            try:
                values |= one.read()
            except parsing.Unreadable as error:
                problems[name] = str(error)
        return values, problems

    def show_problems(self, problems: dict[str, str]) -> QWidget | None:
        """Show at its input what is wrong and return the first such input."""
        first: QWidget | None = None
        for name, one in self.bound.items():
            one.field.set_error(problems.get(name, ""))
            if name in problems and first is None:
                first = one.field.box
        return first

    def settle(self) -> None:
        """Show what depends on the answers; called when they were put back."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put pairs below each other when there is no room for both."""
        super().resizeEvent(event)
        wide = theme().em(self.width()) >= _TWO_COLUMNS_EM
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for pair in self._pairs:
            pair.setDirection(direction)


def blocks(parts: Sequence[QWidget]) -> QWidget:
    """Return widgets in a column with room between them."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(12))
    for part in parts:
        column.addWidget(part)
    return box
