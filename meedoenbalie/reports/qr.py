"""QR codes as drawings that stay sharp at any size."""

from __future__ import annotations

from dataclasses import dataclass

import segno

_QUIET = 2
# A reader takes any of the eight patterns. Looking for the best one takes longer than setting the
# page, and for calendars this one is within a few percent of it.
_PATTERN = 3
MOST_BYTES = 1003
"""What version 22 with 105 modules a side holds: 40 mm on paper; larger ones are hard to read."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """The drawing as SVG, and how many modules it is wide."""

    drawing: str
    modules: int


def fits(text: str) -> bool:
    """Tell whether a text makes a QR code that a phone reads from paper."""
    return len(text.encode("utf-8")) <= MOST_BYTES


def qr_code(text: str) -> QrCode:
    """Return the QR code that holds a text.

    A rim of two modules is part of it; the page around it gives the other two of the quiet zone.
    """
    code = segno.make(text, error="l", micro=False, mode="byte", encoding="utf-8", mask=_PATTERN)
    rows = [list(row) for row in code.matrix_iter(border=_QUIET)]
    path = "".join(
        f"M{start} {y}h{end - start}v1h{start - end}z"
        for y, row in enumerate(rows)
        for start, end in _runs(row)
    )
    size = len(rows)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path d="{path}"/></svg>'
    )
    return QrCode(svg, size)


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Return where dark modules begin and end."""
    dark = [False, *(bool(module) for module in row), False]
    edges = [x for x in range(len(row) + 1) if dark[x] != dark[x + 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
