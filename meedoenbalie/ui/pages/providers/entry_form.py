"""One small form for all that is written down of a provider."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import messages
from meedoenbalie.services.desk import Done
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.providers.entries import Entry, Input
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.inputs import DateBox, ErrorLine, Field
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.text_box import TextBox

_TEXT_HEIGHT = 72


class EntryForm(Surface):
    """Shows an entry and stores it; hidden while there is none. Esc closes it."""

    closed = Signal()
    """It was saved or left; the keyboard can go back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("card")
        OwnKeys(self, "Esc", _("sluit zonder vast te leggen"))
        now = theme()
        self._shell = shell
        self._entry: Entry | None = None
        self.fields: dict[str, Field] = {}
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(now.px(10))
        self._title = Text("", "body_strong", wrap=True)
        column.addWidget(self._title)
        self._inputs = QVBoxLayout()
        self._inputs.setSpacing(now.px(10))
        column.addLayout(self._inputs)
        self._error = ErrorLine()
        column.addWidget(self._error)
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        self.save = Button(_("&Bewaren"), "check", "primary", self._save)
        row.addWidget(self.save)
        row.addWidget(Button(_("S&luiten"), on_click=self.close_form))
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def begin(self, entry: Entry) -> None:
        """Show an entry; the keyboard is in its first input."""
        self._entry = entry
        self._title.setText(entry.title)
        self.setAccessibleName(entry.title)
        self._error.set_message("")
        clear_layout(self._inputs)
        self.fields = {one.name: self._field(one) for one in entry.inputs}
        for field in self.fields.values():
            self._inputs.addWidget(field)
        self.save.setEnabled(True)
        self.show()
        first = next(iter(self.fields.values())).box
        first.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> bool:
        """Return whether something stands here that isn't saved."""
        if self._entry is None:
            return False
        return any(_value(self.fields[one.name].box) != one.value for one in self._entry.inputs)

    def close_form(self) -> None:
        """Hide the form."""
        self._entry = None
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _field(self, asked: Input) -> Field:
        box: QWidget
        if isinstance(asked.value, date):
            box = DateBox(to_qdate(asked.value))
        elif asked.kind == "text":
            box = QPlainTextEdit(asked.value)
            box.setTabChangesFocus(True)
            box.setFixedHeight(theme().px(_TEXT_HEIGHT))
        else:
            box = TextBox(asked.value)
            box.setMaxLength(asked.most)
            box.returnPressed.connect(self._save)
        return Field(asked.label, box, optional=asked.optional, hint=asked.hint)

    def _save(self) -> None:
        entry = self._entry
        if entry is None or not self.save.isEnabled():
            return
        typed = {name: _value(field.box) for name, field in self.fields.items()}
        self.save.setEnabled(False)
        self._shell.tasks.write(
            lambda: entry.write(typed), lambda done: self._saved(entry, done), self._refused
        )

    def _saved(self, entry: Entry, done: Done[object]) -> None:
        if self._entry is entry:
            self.close_form()
        self._shell.saved(entry.said, done.changed)

    def _refused(self, error: Exception) -> bool:
        self.save.setEnabled(True)
        text = messages.explain(error)
        if text is None:
            return False
        problems = messages.field_problems(error)
        for name, field in self.fields.items():
            field.set_error(problems.get(name, ""))
        wrong = [field.box for name, field in self.fields.items() if name in problems]
        self._error.set_message("" if wrong else text)
        (wrong or [next(iter(self.fields.values())).box])[0].setFocus(
            Qt.FocusReason.OtherFocusReason
        )
        return True


def _value(box: QWidget) -> str | date:
    if isinstance(box, DateBox):
        return to_date(box.date())
    if isinstance(box, QPlainTextEdit):
        return box.toPlainText()
    return box.text() if isinstance(box, QLineEdit) else ""
