"""Lucide icons in token colours.

python-lucide keeps its drawings in an SQLite file. Importing the package takes longer than the
rest of the first window together, so the drawing that is wanted is read from the file itself.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from meedoenbalie.ui.theme import theme

_RATIOS = (1.0, 2.0)
"""Device pixel ratios that an icon carries; Qt picks the nearest and scales from there."""


def icon(name: str, ink: str = "ink", size: float | None = None) -> QIcon:
    """Return the Lucide icon ``name`` in the colour of a palette role.

    ``size`` is a token length in pixels; without it the size of an icon in a button.
    Raises KeyError for a name that Lucide does not have.
    """
    now = theme()
    return _icon(name, now.colour(ink).name(), now.px(size or now.tokens.size.icon))


def paint_icon(painter: QPainter, rect: QRectF, name: str, ink: str) -> None:
    """Draw an icon into a square, sharp at any device pixel ratio.

    ``ink`` is a palette role or ``#RRGGBB``. Raises KeyError for an unknown name.
    """
    ratio = painter.device().devicePixelRatio()
    if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        name = _TURNED.get(name, name)
    painter.drawPixmap(rect.topLeft(), pixmap(name, ink, round(rect.width()), ratio))


_TURNED = {
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "chevron-left": "chevron-right",
    "chevron-right": "chevron-left",
}
"""Signs of back and on, which change places where one reads from the right."""


def pixmap(name: str, ink: str, size: int, ratio: float) -> QPixmap:
    """Return an icon of ``size`` logical pixels for a device pixel ratio."""
    return _pixmap(name, theme().colour(ink).name(), size, ratio)


def require_icon(name: str | None) -> None:
    """Raise KeyError now, where the mistake is, and not while painting."""
    if name is not None:
        _drawing(name)


@cache
def _icon(name: str, colour: str, size: int) -> QIcon:
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(_pixmap(name, colour, size, ratio))
    return made


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    stroke = theme().tokens.size.icon_stroke
    drawing = (
        _drawing(name)
        .replace('stroke="currentColor"', f'stroke="{colour}"')
        .replace('stroke-width="2"', f'stroke-width="{stroke}"')
    )
    return QSvgRenderer(QByteArray(drawing.encode()))


@cache
def _drawing(name: str) -> str:
    row = _library().execute("SELECT svg FROM icons WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise KeyError(f"Lucide has no icon {name!r}")
    return str(row[0])


@cache
def _library() -> sqlite3.Connection:
    spec = find_spec("lucide")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package python-lucide is not installed")
    file = Path(spec.origin).parent / "data" / "lucide-icons.db"
    return sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
