"""Undo and redo in the window: Ctrl+Z and Ctrl+Y, their names in the status bar, and refusals."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from meedoenbalie.i18n import _
from meedoenbalie.services import messages, undo_words, undoing
from meedoenbalie.services.desk import Done
from meedoenbalie.services.undoing import CannotUndo, Conflict, Offered, Reversed
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.shortcuts import Shortcut
from meedoenbalie.ui.status_bar import StatusBar
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import Notice

_SHOWN = 6
"""How many conflicts a notice tells before it only counts."""

_REDO_KEYS = ("Ctrl+Y", "Ctrl+Shift+Z")


class UndoKeeper(QObject):
    """Keeps the status bar true and reverses steps. ``notice`` says why one isn't reversed."""

    def __init__(self, window: QWidget, shell: Shell, status: StatusBar) -> None:
        super().__init__(window)
        self._shell = shell
        self._status = status
        self._again = False
        self._conflicts: tuple[Conflict, ...] = ()
        self._field: QWidget | None = None
        self._rest = Button(_("De &rest wel"), "undo-2", on_click=self._do_rest)
        close = Button(_("Sl&uiten"), "x", "quiet", self.hide_notice)
        self.notice = Notice("", "", "attention", self._rest, close)
        self.notice.setContentsMargins(0, 0, 0, 0)
        self.notice.hide()
        status.undo_wanted.connect(self.undo)
        # Held down, Ctrl+Z would take back the work of a whole afternoon.
        Shortcut(window, "Ctrl+Z", _("maak ongedaan wat u het laatst deed"), self.undo)
        for keys in _REDO_KEYS:
            Shortcut(window, keys, _("doe opnieuw wat u ongedaan maakte"), self.redo)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def changed(self, _changes: object = None) -> None:
        """Forget an earlier refusal and look again, because something was saved."""
        self.hide_notice()
        self.look()

    def look(self) -> None:
        """Read what can be undone and say it in the status bar."""
        desk = self._shell.desk
        self._shell.tasks.read(
            lambda: undoing.what_can_be_undone(desk), self._show, lambda _error: True, key="undo"
        )

    def undo(self) -> None:
        """Reverse what this user did last."""
        self._reverse((), again=False)

    def redo(self) -> None:
        """Do again what this user undid last."""
        self._reverse((), again=True)

    def hide_notice(self) -> None:
        """Take the explanation away; it may name somebody."""
        self.notice.hide()
        self._conflicts = ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a text field keep these keys while it has something to undo, and no longer."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            ours = {"Ctrl+Z": _can_undo, **dict.fromkeys(_REDO_KEYS, _can_redo)}
            can = ours.get(pressed.toString(QKeySequence.SequenceFormat.PortableText))
            if can is not None and not can(watched):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _reverse(self, without: tuple[Conflict, ...], *, again: bool) -> None:
        self.hide_notice()
        self._again = again
        desk = self._shell.desk
        act = undoing.redo if again else undoing.undo
        self._shell.tasks.write(lambda: act(desk, without), self._done, self._refused)

    def _do_rest(self) -> None:
        self._reverse(self._conflicts, again=self._again)

    def _done(self, done: Done[Reversed]) -> None:
        said = _("Opnieuw gedaan: {what}") if self._again else _("Ongedaan gemaakt: {what}")
        self._shell.saved(said.format(what=done.result.name), done.changed)

    def _refused(self, error: Exception) -> bool:
        if not isinstance(error, CannotUndo):
            text = messages.explain(error)
            if text is not None:
                self._shell.say(text)
            return text is not None
        if not error.conflicts:
            self._shell.say(error.text)
            return True
        self._conflicts = error.conflicts
        self._rest.setVisible(error.rest)
        self.notice.set_message(error.text, self._told(error.conflicts))
        self.notice.show()
        return True

    def _told(self, conflicts: tuple[Conflict, ...]) -> str:
        if self._shell.looking_along:
            return ""
        said = [conflict.text for conflict in conflicts[:_SHOWN]]
        if len(conflicts) > _SHOWN:
            said.append(_("En nog {n}.").format(n=len(conflicts) - _SHOWN))
        return " ".join(said)

    def _show(self, offered: Offered) -> None:
        step = offered.undo
        again = offered.redo
        self._status.show_undo(
            undo_words.offer_to_undo(step.name) if step is not None else "",
            undo_words.offer_to_redo(again.name) + " (Ctrl+Y)" if again is not None else "",
        )

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        # The field may be gone: a whole form is taken away at once.
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = None
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit):
            self._field = now
            now.installEventFilter(self)


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable()
    return False


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isRedoAvailable()
    return False
