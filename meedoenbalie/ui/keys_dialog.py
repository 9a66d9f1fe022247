"""Ctrl+/: which keys work on this screen, read from what is really bound; searched by a word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.names import fold
from meedoenbalie.i18n import _
from meedoenbalie.ui.pick_dialog import PickDialog
from meedoenbalie.ui.shortcuts import KeyLine
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.widgets.list_delegate import RowTable


class KeysDialog(PickDialog):
    """What each key does, and where; Enter does it."""

    def __init__(self, lines: Sequence[KeyLine], parent: QWidget) -> None:
        self._every = lines
        self._window = parent
        model: TableModel[KeyLine] = TableModel(
            (
                Column(_("Wat"), lambda line: line.words[:1].upper() + line.words[1:]),
                Column(_("Toetsen"), lambda line: line.keys, 150, strong=True),
                Column(_("Waar"), lambda line: line.where.words(), 130),
            ),
            identify=lambda line: (line.keys, line.words),
        )
        self.table = RowTable(model, _("Toetsen van dit scherm"))
        super().__init__(
            parent,
            _("Toetsen van dit scherm"),
            QSize(640, 480),
            _("Typ een woord of een toets"),
            model,
            self.table,
            _("Niets gevonden. Probeer een ander woord."),
        )
        self.look_up("")

    def look_up(self, typed: str) -> None:
        """Show the lines that hold every word."""
        wanted = fold(typed).split()
        self.show_lines([line for line in self._every if _holds(line, wanted)])

    def do(self) -> None:
        """Close, and do what the chosen line does."""
        line: KeyLine | None = self.chosen()
        if line is not None and line.act is not None:
            self.accept()
            # What it opens may be a dialog, which must not lie within this one.
            QTimer.singleShot(0, self._window, line.act)


def _holds(line: KeyLine, words: Sequence[str]) -> bool:
    said = fold(f"{line.words} {line.keys} {line.where.words()}")
    return all(word in said for word in words)
