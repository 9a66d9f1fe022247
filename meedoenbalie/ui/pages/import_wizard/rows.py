"""The rows of a preview as the table shows them: problems first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from meedoenbalie.i18n import _
from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.paint import paint_text
from meedoenbalie.ui.table_model import Column
from meedoenbalie.ui.theme import theme

Outcome = Literal["refused", "warned", "good"]
"""What happens with a row."""

_SIGNS: dict[Outcome, tuple[str, str]] = {
    "refused": ("circle-alert", "danger"),
    "warned": ("triangle-alert", "warn"),
    "good": ("check", "ok"),
}
_ORDER: dict[Outcome, int] = {"refused": 0, "warned": 1, "good": 2}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: ``short`` for the table, ``full`` with everything that is wrong with it.

    ``wrong`` holds the indexes of the cells that a problem is about.
    """

    line: int
    cells: tuple[str, ...]
    outcome: Outcome
    short: str = ""
    full: str = ""
    wrong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of the file in the table: its place there, its heading, its token width."""

    index: int
    heading: str
    width: int


def problems_first(rows: Sequence[PreviewRow]) -> list[PreviewRow]:
    """Return refused rows, then those with a message, then the rest; each by line."""
    return sorted(rows, key=lambda row: (_ORDER[row.outcome], row.line))


def columns_of(
    shown: Sequence[ShownColumn], correct: Callable[[PreviewRow, int, str], None]
) -> list[Column[PreviewRow]]:
    """Return line number, the given columns of the file, and the message.

    ``correct`` takes better text for a cell: row, index and text.
    """
    return [
        Column(_("Rij"), lambda row: str(row.line), width=52, right=True, ink=lambda _row: "ink2"),
        *(_cell_column(column, correct) for column in shown),
        Column(
            _("Melding"),
            lambda row: row.short or _("goed"),
            spoken=lambda row: row.full or _("goed"),
            tooltip=lambda row: row.full,
            paint=_paint_message,
        ),
    ]


def _cell_column(
    shown: ShownColumn, correct: Callable[[PreviewRow, int, str], None]
) -> Column[PreviewRow]:
    index = shown.index

    def text(row: PreviewRow) -> str:
        return row.cells[index] if index < len(row.cells) else ""

    def ink(row: PreviewRow) -> str:
        return _SIGNS[row.outcome][1] if index in row.wrong else "ink"

    def edit(row: PreviewRow, typed: str) -> None:
        if typed != text(row):
            correct(row, index, typed)

    return Column(
        shown.heading,
        text,
        width=shown.width,
        ink=ink,
        tooltip=text,
        edit=edit,
    )


def _paint_message(painter: QPainter, rect: QRect, row: PreviewRow, _selected: bool) -> None:
    now = theme()
    icon, ink = _SIGNS[row.outcome]
    side = now.px(14)
    top = rect.top() + (rect.height() - side) / 2
    paint_icon(painter, QRectF(rect.left(), top, side, side), icon, ink)
    words = QRect(rect)
    words.setLeft(rect.left() + side + now.px(6))
    role: TextRole = "body_strong" if row.outcome == "refused" else "body"
    paint_text(painter, words, row.short or _("goed"), role, ink)
