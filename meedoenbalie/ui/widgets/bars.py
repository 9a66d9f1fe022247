"""Horizontal bars: counts beside each other, drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from meedoenbalie.ui.theme import theme


class Bars(QWidget):
    """Horizontal bars with the name at the left, and the number and a note at the right."""

    _ROW, _THICK, _NUMBER, _NOTE = 26, 12, 40, 52

    def __init__(self, bars: Iterable[tuple[str, int]] = (), *, name_width: int = 92) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name_width = name_width
        self._bars: list[tuple[str, int, str]] = []
        self.set_bars(bars)

    def set_bars(self, bars: Iterable[tuple[str, int]], notes: Sequence[str] = ()) -> None:
        """Show other numbers; ``notes`` has a text for each, such as its share."""
        pairs = list(bars)
        texts = notes or [""] * len(pairs)
        self._bars = [(*pair, note) for pair, note in zip(pairs, texts, strict=True)]
        self.setAccessibleName(
            ", ".join(f"{name} {number} {note}".strip() for name, number, note in self._bars)
        )
        self.updateGeometry()
        self.update()

    def bars(self) -> tuple[tuple[str, int, str], ...]:
        """Return what is shown: name, number and note of each bar."""
        return tuple(self._bars)

    def sizeHint(self) -> QSize:
        """Return a row per bar."""
        return QSize(theme().px(220), theme().px(self._ROW) * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, bars, numbers and notes."""
        now = theme()
        painter = QPainter(self)
        row, thick = now.px(self._ROW), now.px(self._THICK)
        name_width, number_width = now.px(self._name_width), now.px(self._NUMBER)
        note_width = now.px(self._NOTE) if any(note for _, _, note in self._bars) else 0
        end = self.width() - number_width - note_width
        most = max((number for _, number, _ in self._bars), default=0) or 1
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        for line, (name, number, note) in enumerate(self._bars):
            top = line * row
            painter.setPen(now.colour("ink"))
            painter.setFont(now.font())
            painter.drawText(0, top, name_width, row, int(Qt.AlignmentFlag.AlignVCenter), name)
            track = QRectF(name_width, top + (row - thick) / 2, end - name_width, thick)
            painter.fillRect(track, now.colour("sunken"))
            track.setWidth(track.width() * number / most)
            painter.fillRect(track, now.colour("accent"))
            painter.setFont(now.font("body_strong"))
            painter.drawText(end, top, number_width, row, right, str(number))
            painter.setPen(now.colour("ink2"))
            painter.setFont(now.font("caption"))
            painter.drawText(end + number_width, top, note_width, row, right, note)
