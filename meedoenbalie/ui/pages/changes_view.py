"""Who changed what of one thing, read when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.changes import Change, FieldChange
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.dated_rows import DatedRow, DatedRows
from meedoenbalie.ui.widgets.text import Text

Read = Callable[[], Sequence[Change]]


def change_rows(changes: Sequence[Change], *, named: bool = True) -> list[DatedRow]:
    """Return changes as rows; ``named`` tells what was done, when and by whom in each of them."""
    return [
        DatedRow("", sentence(_title(one, named=named)), "\n".join(_lines(one, named=named)))
        for one in changes
    ]


def sentence(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def _title(one: Change, *, named: bool) -> str:
    if not one.record:
        return one.what
    return f"{one.what}: {one.record}" if named else one.record


def _lines(one: Change, *, named: bool) -> list[str]:
    lines = [f"{formats.moment(one.at)} · {one.actor}"] if named else []
    if one.erased:
        lines.append(_("Gewist: wat er stond, is voorgoed weg."))
    return lines + [_field(field) for field in one.fields]


def _field(field: FieldChange) -> str:
    if not field.old:
        return _("{field}: {new}").format(field=field.label, new=field.new)
    new = field.new or _("leeg")
    return _("{field}: {old} → {new}").format(field=field.label, old=field.old, new=new)


class ChangesView(QWidget):
    """The changes of what ``about`` named last, newest on top."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._read: Read | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self._nothing = Text(_("Bezig met lezen…"), "body", "ink2")
        self._rows = DatedRows(when_width=0)
        column.addWidget(self._nothing)
        column.addWidget(self._rows)
        column.addStretch(1)

    def about(self, read: Read) -> None:
        """Show what ``read`` tells, once somebody looks."""
        self._read = read
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what wasn't read yet."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self._read is None:
            return
        read, self._read = self._read, None
        self._shell.tasks.read(read, self._show, key=f"changes/{id(self)}")

    def _show(self, changes: Sequence[Change]) -> None:
        self._rows.set_rows(change_rows(changes))
        self._nothing.setText(_("Hier is nog niets vastgelegd."))
        self._nothing.setVisible(not changes)


class ChangesFold(QWidget):
    """A line that unfolds into who changed what of the thing that ``about`` named last."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(6), 0, 0)
        column.setSpacing(theme().px(8))
        words = _("Wie veranderde wat")
        self.button = Button(words, "rotate-ccw-clock", "link", self._unfold, small=True)
        self.view = ChangesView(shell)
        self.view.hide()
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.view)

    def about(self, read: Read) -> None:
        """Show what ``read`` tells, once somebody looks."""
        self.view.about(read)

    def _unfold(self) -> None:
        self.view.setVisible(self.view.isHidden())
