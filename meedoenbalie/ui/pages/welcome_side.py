"""The left side of the first screen: what the program is for, and the ways in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from meedoenbalie import __version__
from meedoenbalie.i18n import _
from meedoenbalie.ui.icons import paint_icon, require_icon
from meedoenbalie.ui.paint import mirrored, paint_text
from meedoenbalie.ui.shapes.panes import Pane
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Icon, Text


class Way(NamedTuple):
    """A way in: its name, one line, an icon, the key that does the same, and what it does."""

    title: str
    line: str
    icon: str
    keys: str
    act: Callable[[], object]


def ways(
    *,
    open_file: Callable[[], object],
    make_new: Callable[[], object],
    open_demo: Callable[[], object],
    on_server: Callable[[], object] | None,
) -> tuple[Way, ...]:
    """Return the ways in; ``on_server`` is none where there are only files."""
    open_line = _("Een bestand dat u al hebt, of een back-up")
    new_line = _("Voor een azc dat nog niet met dit programma werkt")
    server_line = _("Openen of maken, om met meer collega's tegelijk in te werken")
    demo_line = _("Verzonnen bewoners. U kunt niets stukmaken")
    server = (
        ()
        if on_server is None
        else (Way(_("Balie op een server"), server_line, "server", "Ctrl+S", on_server),)
    )
    return (
        Way(_("Balie openen"), open_line, "folder-open", "Ctrl+O", open_file),
        Way(_("Nieuwe balie maken"), new_line, "file-plus-corner", "Ctrl+N", make_new),
        *server,
        Way(_("Demobalie bekijken"), demo_line, "flask-conical", "Ctrl+D", open_demo),
    )


class WelcomeSide(Pane):
    """The name of the program, its promise, and a tile for every way in."""

    def __init__(self, ways_in: Sequence[Way]) -> None:
        super().__init__("canvas", padding=0)
        now = theme()
        self.setFixedWidth(now.px(500))
        self.body.setContentsMargins(now.px(56), now.px(52), now.px(48), now.px(40))
        brand = QHBoxLayout()
        brand.setSpacing(now.px(12))
        brand.addWidget(Icon("door-open", "accent", 34))
        brand.addWidget(Text("Meedoenbalie", "figure"))
        brand.addStretch(1)
        self.body.addLayout(brand)
        promise = _(
            "Voor het gesprek aan de balie: wat wil iemand, wat past in de week, "
            "en wie neemt het over. Alles blijft versleuteld op deze computer, of op uw eigen "
            "server."
        )
        self.body.addWidget(Text(promise, "body", "ink2", wrap=True))
        self.body.addSpacing(now.px(8))
        for way in ways_in:
            self.body.addWidget(Tile(way))
        self.body.addStretch(1)
        version = _("Versie {version} · werkt zonder internet").format(version=__version__)
        self.body.addWidget(Text(version, "caption", "ink2"))


class WaysBar(Surface):
    """The ways in as buttons, for a window that is too narrow for tiles."""

    def __init__(self, ways_in: Sequence[Way]) -> None:
        super().__init__("bar")
        pad = theme().px(theme().tokens.space.m)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        row = FlowLayout(gap=8)
        column.addLayout(row)
        for way in ways_in:
            row.addWidget(Button(way.title, way.icon, on_click=way.act, small=True))


class Tile(QAbstractButton):
    """A large way in: icon, name, one line, and the key that does the same."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        require_icon(way.icon)
        self.setText(way.title)
        self.setAccessibleName(way.title)
        self.setAccessibleDescription(f"{way.line}. {way.keys}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._way = way
        self._heights: dict[int, int] = {}
        self.clicked.connect(lambda _checked: way.act())

    def sizeHint(self) -> QSize:
        now = theme()
        return QSize(now.px(396), self.heightForWidth(now.px(396)))

    def heightForWidth(self, width: int) -> int:
        now = theme()
        return self._line_rect(width).height() + now.line_height("body") + now.px(28)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.colour("line"), 1))
        hover = self.underMouse() or self.isDown()
        painter.setBrush(now.colour("raised" if hover else "surface"))
        radius = now.px(now.tokens.radius.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        side = now.px(22)
        square = QRectF(now.px(16), (self.height() - side) / 2, side, side)
        square = mirrored(painter, self.rect(), square)
        paint_icon(painter, square, self._way.icon, "accent" if self.isEnabled() else "ink3")
        line = self._line_rect(self.width())
        first = now.line_height("body")
        top = (self.height() - first - line.height()) // 2
        ink = "ink" if self.isEnabled() else "ink3"
        line = mirrored(painter, self.rect(), QRectF(line)).toRect()
        room = QRect(line.left(), top, line.width(), first)
        paint_text(painter, room, self.text(), "body_strong", ink)
        painter.setFont(now.font())
        painter.setPen(now.colour("ink2"))
        line.moveTop(top + first)
        painter.drawText(line, int(Qt.TextFlag.TextWordWrap), self._way.line)
        keys = QRect(self.width() - now.px(72), 0, now.px(56), self.height())
        keys = mirrored(painter, self.rect(), QRectF(keys)).toRect()
        right = Qt.AlignmentFlag.AlignRight
        paint_text(painter, keys, self._way.keys, "caption", "ink2", align=right)

    def _line_rect(self, width: int) -> QRect:
        now = theme()
        left = now.px(52)
        room = QRect(left, 0, max(1, width - left - now.px(84)), now.px(200))
        if width not in self._heights:
            flags = int(Qt.TextFlag.TextWordWrap)
            shown = now.metrics().boundingRect(room, flags, self._way.line)
            self._heights[width] = shown.height()
        return QRect(left, 0, room.width(), self._heights[width])
