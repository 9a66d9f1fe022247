"""Copies rows of a table as they are shown, for a spreadsheet or a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QKeyCombination, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from meedoenbalie.ui.table_model import Column, TableModel

_FORMULA = re.compile(r"^[=@]|^[+-](?![\d\s().-]*$)")
"""How a cell begins that a spreadsheet would work out; a number or a telephone isn't one."""
_TEXT_STYLE = "mso-number-format:'\\@'"
"""Tells a spreadsheet that a cell is text, so that 0012 stays 0012."""

COPY_ALL = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C
)
"""Copies a whole table, where Ctrl+C copies a row."""


def copy_rows(table: QTableView, places: Sequence[int]) -> int:
    """Put these rows on the clipboard, with their headings; return how many.

    Only columns that are shown, and only rows that were read: nothing is fetched for it.
    """
    model = table.model()
    if not isinstance(model, TableModel):
        return 0
    shown = _columns_shown(table)
    known = [model.known_at(place) for place in places]
    rows = [
        [_cell(model.columns[column], row) for column in shown] for row in known if row is not None
    ]
    if not rows:
        return 0
    _put([model.columns[column].header for column in shown], rows)
    return len(rows)


def copy_grid(table: QTableView, places: Sequence[int]) -> None:
    """Put these rows of a table with named rows on the clipboard, with both kinds of headings."""
    model = table.model()
    columns, down = range(model.columnCount()), Qt.Orientation.Vertical
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]
    rows = [
        [model.headerData(row, down), *(model.index(row, column).data() for column in columns)]
        for row in places
    ]
    _put(["", *map(_plain, heads)], [[_plain(cell) for cell in row] for row in rows])


def _put(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    data = QMimeData()
    data.setText("\n".join("\t".join(line) for line in (heads, *rows)))
    data.setHtml(_html(heads, rows))
    QGuiApplication.clipboard().setMimeData(data)


def selected_places(table: QTableView) -> list[int]:
    """Return the places of the selected rows, from top to bottom."""
    return sorted({index.row() for index in table.selectionModel().selectedIndexes()})


def _columns_shown(table: QTableView) -> list[int]:
    head = table.horizontalHeader()
    order = (head.logicalIndex(place) for place in range(head.count()))
    model = table.model()
    named = Qt.ItemDataRole.DisplayRole
    return [
        column
        for column in order
        if not head.isSectionHidden(column)
        # A column without a heading holds signs, such as a tick.
        and (head.count() == 1 or model.headerData(column, Qt.Orientation.Horizontal, named))
    ]


def _cell(column: Column[object], row: object) -> str:
    below = column.subtitle(row) if column.subtitle is not None else ""
    return _plain(" · ".join(part for part in (column.text(row), below) if part))


def _plain(shown: object) -> str:
    plain = " ".join(str(shown or "").split())
    return f"'{plain}" if _FORMULA.match(plain) else plain


def _html(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th>{escape(one)}</th>" for one in heads)
    lines = "".join(
        "<tr>" + "".join(f'<td style="{_TEXT_STYLE}">{escape(one)}</td>' for one in row) + "</tr>"
        for row in rows
    )
    return f'<meta charset="utf-8"><table><tr>{top}</tr>{lines}</table>'
