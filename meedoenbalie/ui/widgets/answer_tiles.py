"""Answers to point at, as tiles: one tab stop, arrows walk, a digit or Space chooses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.choices import ChoiceTile

Value = str | int | None
"""What an answer stands for; None stands for *not known yet* and goes with nothing else."""

LEAST = 168
"""The least width of a tile with words, as a token length."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One answer: its words, the same in another language, and a picture."""

    value: Value
    text: str
    translated: str = ""
    icon: str | None = None


class AnswerTiles(QWidget):
    """Tiles of which ``most`` may be on. With ``ranked`` they carry their place, from 1.

    Alt+Up and Alt+Down move an answer in its order. Choosing the one answer again takes it away.
    """

    changed = Signal()
    answered = Signal()
    """The one answer was given with a digit: one may go on."""
    full = Signal()
    """One more was chosen than there may be; nothing changed."""

    def __init__(
        self,
        tiles: Sequence[Tile],
        *,
        most: int = 1,
        ranked: bool = False,
        large: bool = False,
        least: int = LEAST,
        look: type[ChoiceTile] = ChoiceTile,
    ) -> None:
        super().__init__()
        self._look = look
        self._most, self._ranked, self._large, self._least = most, ranked, large, least
        OwnKeys(self, "1", _("kies een antwoord met zijn nummer"))
        if ranked:
            OwnKeys(self, "Alt+Up", _("zet het antwoord hoger"))
            OwnKeys(self, "Alt+Down", _("zet het antwoord lager"))
        self._chosen: list[Value] = []
        self._tiles: dict[Value, ChoiceTile] = {}
        self._columns = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(8))
        for tile in tiles:
            self._add(tile)
        self._own = len(tiles)
        self._lay_out(1)
        self._one_tab_stop(next(iter(self._tiles.values())))

    def chosen(self) -> tuple[Value, ...]:
        """Return the answers that are on, in their order."""
        return tuple(self._chosen)

    def choose(self, values: Iterable[Value]) -> None:
        """Switch these on and the rest off; a value without a tile gets one with its own words."""
        wanted = list(dict.fromkeys(values))
        for value in list(self._tiles)[self._own :]:
            self._tiles.pop(value).deleteLater()
        for value in wanted:
            if value not in self._tiles:
                self._add(Tile(value, str(value)))
        self._chosen = wanted
        self._show()
        self._lay_out(max(1, self._columns))
        self._one_tab_stop(next(iter(self._tiles.values())))

    def tile(self, value: Value) -> ChoiceTile:
        """Return the tile of an answer. Raises KeyError."""
        return self._tiles[value]

    def tiles(self) -> tuple[ChoiceTile, ...]:
        """Return every tile, in reading order."""
        return tuple(self._tiles.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk with the arrows and choose with a digit."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and self._walked(Qt.Key(event.key())):
                return True
            if plain and event.text().isdecimal():
                return self._nth(int(event.text()) - 1)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many beside each other as have room for their words."""
        super().resizeEvent(event)
        gap = self._grid.horizontalSpacing()
        words = max(tile.sizeHint().width() for tile in self._tiles.values())
        least = max(theme().px(self._least), words)
        room = (self.width() + gap) // (least + gap)
        self._lay_out(max(1, min(room, len(self._tiles))))

    def _add(self, tile: Tile) -> None:
        made = self._look(
            tile.text, tile.icon, tile.translated, large=self._large, ranked=self._ranked
        )
        made.setMinimumWidth(theme().px(56))
        made.installEventFilter(self)
        made.clicked.connect(lambda _on: self._toggle(tile.value))
        made.moved.connect(lambda by: self._move(tile.value, by))
        self._tiles[tile.value] = made

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns and self._grid.count() == len(self._tiles):
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for number, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()

    def _toggle(self, value: Value) -> None:
        if value in self._chosen:
            self._chosen.remove(value)
        elif self._most == 1 or value is None:
            self._chosen = [value]
        elif len(self._chosen) == self._most and None not in self._chosen:
            self._show()
            self.full.emit()
            return
        else:
            self._chosen = [*filter(lambda one: one is not None, self._chosen), value]
        self._show()
        self.changed.emit()

    def _move(self, value: Value, by: int) -> None:
        if not self._ranked or value not in self._chosen:
            return
        here = self._chosen.index(value)
        there = min(max(here + by, 0), len(self._chosen) - 1)
        self._chosen.insert(there, self._chosen.pop(here))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for value, tile in self._tiles.items():
            on = value in self._chosen
            tile.setChecked(on)
            ranked = self._ranked and on and value is not None
            tile.set_rank(self._chosen.index(value) + 1 if ranked else None)

    def _nth(self, place: int) -> bool:
        tiles = list(self._tiles.values())
        if not 0 <= place < len(tiles):
            return False
        self._focus(tiles[place])
        tiles[place].click()
        if self._most == 1 and self._chosen:
            self.answered.emit()
        return True

    def _walked(self, key: Qt.Key) -> bool:
        onward = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        step = {
            Qt.Key.Key_Left: -onward,
            Qt.Key.Key_Right: onward,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }.get(key)
        if step is None:
            return False
        tiles = list(self._tiles.values())
        there = next((n for n, tile in enumerate(tiles) if tile.hasFocus()), 0) + step
        if 0 <= there < len(tiles):
            self._focus(tiles[there])
        return True

    def _focus(self, tile: ChoiceTile) -> None:
        self._one_tab_stop(tile)
        tile.setFocus(Qt.FocusReason.TabFocusReason)

    def _one_tab_stop(self, stop: ChoiceTile) -> None:
        for tile in self._tiles.values():
            policy = Qt.FocusPolicy.StrongFocus if tile is stop else Qt.FocusPolicy.ClickFocus
            tile.setFocusPolicy(policy)
        self.setFocusProxy(stop)
