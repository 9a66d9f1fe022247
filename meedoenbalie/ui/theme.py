"""The look that is on now: palette, text scale and the fonts and lengths that follow from them.

Painted widgets ask :func:`theme` while they paint, so a change of look needs no bookkeeping.
Lengths that a layout took are fixed until the widget is made again: a new text scale rebuilds
the window, a new palette does not.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetrics

from meedoenbalie.tokens import Look, Palette, TextRole, Tokens, tokens


class Theme(NamedTuple):
    """A palette and a text scale (1.0 to 2.0)."""

    look: Look = "light"
    scale: float = 1.0

    @property
    def tokens(self) -> Tokens:
        """The tokens at scale 1.0."""
        return tokens()

    @property
    def palette(self) -> Palette:
        """The colours as ``#RRGGBB``."""
        return tokens().palette(self.look)

    def px(self, length: float) -> int:
        """Return a token length in pixels at this text scale, never less than one."""
        return max(1, round(length * self.scale))

    def colour(self, role: str) -> QColor:
        """Return the colour of a palette role (``accent-soft``) or of a literal ``#RRGGBB``."""
        return QColor(_colour(self.look, role))

    def font(self, role: TextRole = "body") -> QFont:
        """Return the font of a text role at this scale."""
        return QFont(_font(role, self.scale))

    def metrics(self, role: TextRole = "body") -> QFontMetrics:
        """Return the metrics of a text role at this scale."""
        return QFontMetrics(self.font(role))

    def line_height(self, role: TextRole = "body") -> int:
        """Return the height of one line of that text role in pixels."""
        return self.px(tokens().type.scale[role].line)

    def em(self, pixels: int) -> float:
        """Return a width in em: how often the body letter goes into it (for breakpoints)."""
        return pixels / self.px(tokens().type.scale["body"].px)


@cache
def _colour(look: Look, role: str) -> QColor:
    return QColor(role if role.startswith("#") else tokens().palette(look).named(role))


@cache
def _font(role: TextRole, scale: float) -> QFont:
    kind = tokens().type
    style = kind.scale[role]
    font = QFont([kind.family, kind.ethiopic, kind.arabic, *kind.fallback])
    font.setPixelSize(max(1, round(style.px * scale)))
    # The packages carry variable fonts. FreeType takes the weight from the axis only,
    # DirectWrite from the font's weight.
    font.setWeight(QFont.Weight(style.weight))
    font.setVariableAxis(QFont.Tag("wght"), style.weight)
    for feature in kind.features:
        font.setFeature(QFont.Tag(feature), 1)
    return font


_active = Theme()


def theme() -> Theme:
    """Return the look that is on now."""
    return _active


def set_theme(new: Theme) -> None:
    """Make ``new`` the look; :func:`meedoenbalie.ui.style.apply` calls this."""
    global _active  # noqa: PLW0603  (there is one screen)
    _active = new
