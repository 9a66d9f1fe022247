"""The left column: which file, what was recognised, and where each column goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.importing import Column, FileShape
from meedoenbalie.ui.pages.import_wizard.shape_pane import ShapePane
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import CutText, Icon, Text


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was seen in a file: its name, some words about it, what to know, and how it was read.

    ``shape`` is None where there is nothing to choose; ``recalled`` tells that an earlier file with
    the same headings was read so, ``csv`` that delimiter and encoding matter.
    """

    name: str
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    shape: FileShape | None = None
    recalled: bool = False
    csv: bool = False


class SourcePane(QWidget):
    """Kind and file on top; below it what the program made of the file.

    ``mapped`` carries the index of a column and the field that it must go to, or None.
    """

    mapped = Signal(int, object)

    def __init__(self, kinds: Sequence[tuple[str, object]]) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(10))
        column.addWidget(Text(_("Bestand"), "body_strong"))
        self.kind = Choice(kinds)
        column.addWidget(Field(_("Wat staat erin?"), self.kind))
        self._file = self._made_file()
        column.addWidget(self._file)
        self.other = Button(_("Ander &bestand…"), "folder-open", small=True)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.shape = ShapePane()
        column.addWidget(self.shape)
        self._notes_title = Text(_("Goed om te weten"), "body_strong")
        column.addWidget(self._notes_title)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(now.px(4))
        column.addLayout(self._notes)
        self._columns_title = Text(_("Kolommen"), "body_strong")
        column.addWidget(self._columns_title)
        self._columns_words = Text(
            _("Van het bestand naar het programma. Zonder doel nemen we een kolom niet over."),
            "caption",
            "ink2",
            wrap=True,
        )
        column.addWidget(self._columns_words)
        self._columns = QGridLayout()
        self._columns.setHorizontalSpacing(now.px(6))
        self._columns.setVerticalSpacing(now.px(4))
        self._columns.setColumnStretch(0, 2)
        self._columns.setColumnStretch(2, 3)
        column.addLayout(self._columns)
        column.addStretch(1)
        self.show_nothing()

    def _made_file(self) -> QWidget:
        now = theme()
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(8))
        row.addWidget(Icon("file-spreadsheet", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(now.px(1))
        self._name = CutText("", "body_strong")
        self._facts = Text("", "caption", "ink2", wrap=True)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        row.addLayout(words, 1)
        return box

    def show_nothing(self) -> None:
        """Show no file."""
        self._file.hide()
        self.other.hide()
        self._clear()

    def show_name(self, name: str) -> None:
        """Show which file is being read, or was refused."""
        self._clear()
        self._name.setText(name)
        self._facts.setText("")
        self._file.show()
        self.other.show()

    def show_file(
        self,
        found: Recognised,
        columns: Sequence[Column],
        fields: Sequence[tuple[str, str]],
    ) -> None:
        """Show what was made of a file; ``fields`` are label and name of where columns can go."""
        self.show_name(found.name)
        self._facts.setText(" · ".join(found.facts))
        if found.shape is not None:
            self.shape.show_shape(found.shape, recalled=found.recalled, csv=found.csv)
            self.shape.show()
        self._notes_title.setVisible(bool(found.notes))
        for note in found.notes:
            self._notes.addWidget(Text(note, "caption", "ink2", wrap=True))
        for widget in (self._columns_title, self._columns_words):
            widget.setVisible(bool(columns))
        for line, column in enumerate(columns):
            self._columns.addWidget(CutText(column.heading), line, 0)
            self._columns.addWidget(Icon("arrow-right", "ink2", 12), line, 1)
            self._columns.addWidget(self._target(column, fields), line, 2)

    def _target(self, column: Column, fields: Sequence[tuple[str, str]]) -> Choice:
        known = [(_("niet overnemen"), None), *fields]
        if column.field not in [name for _label, name in known]:
            known.append((column.label, column.field))
        target = Choice(known, small=True)
        target.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        target.setMinimumContentsLength(6)
        target.setAccessibleName(_("{heading} gaat naar").format(heading=column.heading))
        target.setCurrentIndex([name for _label, name in known].index(column.field))
        target.setToolTip(target.currentText())
        target.activated.connect(lambda _place: self.mapped.emit(column.index, target.value()))
        return target

    def _clear(self) -> None:
        for widget in (self.shape, self._notes_title, self._columns_title, self._columns_words):
            widget.hide()
        clear_layout(self._notes)
        clear_layout(self._columns)
