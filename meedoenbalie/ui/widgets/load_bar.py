"""The load of a week: four parts, each with its hours in words, against the limit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.paint import hatch, painting
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Icon, Text
from meedoenbalie.ui.widgets.week import BlockKind, duration, kind_name

_KINDS: tuple[BlockKind, ...] = ("mdt", "language", "travel", "own")


class LoadBar(QWidget):
    """Heading, bar and legend. All numbers are minutes a week; without a limit none is shown."""

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(7))
        self._head = QHBoxLayout()
        self._bar = _Bar()
        self._legend = QHBoxLayout()
        self._legend.setSpacing(now.px(12))
        column.addLayout(self._head)
        column.addWidget(self._bar)
        column.addLayout(self._legend)
        self._advice = Text("", "caption", "danger", wrap=True)
        self._advice.hide()
        column.addWidget(self._advice)

    def set_load(
        self,
        *,
        mdt: int,
        language: int,
        travel: int,
        own: int,
        limit: int | None = None,
        advice: str = "",
    ) -> None:
        """Show the minutes; ``advice`` says what could move when they are over the limit."""
        parts: dict[BlockKind, int] = {
            "mdt": mdt,
            "language": language,
            "travel": travel,
            "own": own,
        }
        total = sum(parts.values())
        over = limit is not None and total > limit
        self._bar.set_parts(parts, limit)
        clear_layout(self._head)
        heading = _("Weekbelasting {hours}").format(hours=duration(total))
        self._head.addWidget(Text(heading, "body_strong", "danger" if over else "ink"))
        self._head.addStretch(1)
        verdict = ""
        if limit is not None:
            hours = duration(limit)
            verdict = (
                _("boven de grens van {hours}").format(hours=hours)
                if over
                else _("onder de grens van {hours}").format(hours=hours)
            )
            self._head.addWidget(
                Icon("triangle-alert", "danger", 14) if over else Icon("check", "ok", 14)
            )
            self._head.addWidget(Text(verdict, "body", "danger" if over else "ink2"))
        clear_layout(self._legend)
        said = []
        for kind in _KINDS:
            name = _("vaste afspraken") if kind == "own" else kind_name(kind)
            words = f"{name} {duration(parts[kind])}"
            said.append(words)
            key = QHBoxLayout()
            key.setSpacing(theme().px(5))
            key.addWidget(_Key(kind))
            key.addWidget(Text(words, "caption"))
            self._legend.addLayout(key)
        self._legend.addStretch(1)
        self._advice.setText(advice)
        self._advice.setVisible(over and bool(advice))
        self.setAccessibleName(", ".join(part for part in (heading, *said, verdict) if part))


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(14))
        self._parts: dict[BlockKind, int] = {}
        self._limit: int | None = None

    def set_parts(self, parts: dict[BlockKind, int], limit: int | None) -> None:
        self._parts, self._limit = parts, limit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        total = sum(self._parts.values())
        scale = max(total, self._limit or 0) or 1
        with painting(painter):
            painter.setPen(QPen(now.colour("line-strong"), 1))
            painter.setBrush(now.colour("sunken"))
            painter.drawRoundedRect(box, 2, 2)
        x = box.left()
        for kind in _KINDS:
            width = box.width() * self._parts.get(kind, 0) / scale
            if width:
                paint_part(painter, QRectF(x, box.top(), width, box.height()), kind)
            x += width
        if self._limit is not None and total > self._limit:
            mark = box.left() + box.width() * self._limit / scale
            painter.fillRect(QRectF(mark - 1, 0, 2, self.height()), now.colour("danger"))


class _Key(QWidget):
    def __init__(self, kind: BlockKind) -> None:
        super().__init__()
        self._kind = kind

    def sizeHint(self) -> QSize:
        return QSize(theme().px(11), theme().px(11))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().px(10)
        top = (self.height() - side) / 2
        paint_part(QPainter(self), QRectF(0.5, top, side, side), self._kind)


def paint_part(painter: QPainter, box: QRectF, kind: BlockKind) -> None:
    """Draw one part of the load in its pattern, so that it can be told without colour."""
    now = theme()
    with painting(painter):
        match kind:
            case "mdt":
                painter.fillRect(box, now.colour("mdt"))
            case "language":
                painter.setPen(QPen(now.colour("taal"), 2))
                painter.setBrush(now.colour("taal-soft"))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
            case "own":
                painter.fillRect(box, now.colour("surface"))
                hatch(painter, box, now.colour("own-line"), now.px(4))
            case "travel":
                painter.fillRect(box, now.colour("surface"))
                pen = QPen(now.colour("line-strong"), 1, Qt.PenStyle.CustomDashLine)
                pen.setDashPattern([3, 2])
                painter.setPen(pen)
                painter.drawRect(box)
