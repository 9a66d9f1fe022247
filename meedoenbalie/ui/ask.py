"""A question that ends in one act, which may be refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import messages
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.shapes.panes import Pane
from meedoenbalie.ui.tasks import Job
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button, ButtonKind
from meedoenbalie.ui.widgets.inputs import ErrorLine
from meedoenbalie.ui.widgets.text import Text

_WIDTH = 460
_ROOM_AROUND = 80
"""Token pixels of the screen that a dialog leaves free above and below."""


class Asker(Protocol):
    """A card or a page from which is asked: a widget that knows the window."""

    shell: Shell


class AskDialog(QDialog):
    """Fields, a place for what went wrong, *Annuleren* and the act. It stays until the act is done.

    ``column`` takes the fields and scrolls when the screen is low; :meth:`act` is called by the
    button. ``ended`` carries what the act made, after it was done.
    """

    ended = Signal(object)

    def __init__(
        self,
        card: Asker,
        title: str,
        words: str,
        act: str,
        icon: str | None = "check",
        kind: ButtonKind = "primary",
        *,
        width: int = _WIDTH,
    ) -> None:
        super().__init__(card if isinstance(card, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.shell = card.shell
        self._held: Job | None = None
        now = theme()
        self.setWindowTitle(title)
        self.setMinimumWidth(now.px(width))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._pane = Pane("canvas", padding=now.tokens.space.xl)
        whole.addWidget(self._pane, 1)
        self._pane.body.setSpacing(now.px(14))
        self._pane.body.addWidget(Text(title, "section"))
        if words:
            self._pane.body.addWidget(Text(words, "body", "ink2", wrap=True))
        self.column = QVBoxLayout()
        self.column.setSpacing(now.px(14))
        self._pane.body.addLayout(self.column)
        self.error = ErrorLine()
        self._pane.body.addWidget(self.error)
        self._pane.body.addStretch(1)
        buttons = QHBoxLayout()
        margin = now.px(now.tokens.space.xl)
        buttons.setContentsMargins(margin, 0, margin, margin)
        buttons.setSpacing(now.px(8))
        self._busy = Text("", "body", "ink2")
        buttons.addWidget(self._busy, 1)
        self.cancel = Button(_("A&nnuleren"), on_click=self.reject)
        self.button = Button(act, icon, kind, self.act)
        self.button.setDefault(kind != "danger")
        self.error.describe(self.button)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.button)
        whole.addLayout(buttons)

    def sizeHint(self) -> QSize:
        """Return the height that the fields need, as far as the screen has it."""
        now = theme()
        width = self.minimumWidth()
        below = self.button.sizeHint().height() + now.px(now.tokens.space.xl)
        # A text that wraps asks for more than it takes, and the pane would scroll for that.
        fields = self._pane.body.totalHeightForWidth(width)
        wanted = max(fields, self._pane.body.totalMinimumSize().height()) + below
        room = self.screen().availableGeometry().height() - now.px(_ROOM_AROUND)
        return QSize(width, min(wanted, room))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that is needed: by itself Qt stops at two thirds of the screen."""
        self.resize(self.sizeHint())
        super().showEvent(event)

    def act(self) -> None:
        """Do what the button says."""
        raise NotImplementedError

    def run(self, call: Callable[[], object]) -> None:
        """Do it in the database thread; then close, or say what went wrong."""
        self.error.set_message("")
        self._wait(_("Bezig…"))
        job = self.shell.tasks.write(call, self._done, self._failed)
        job.held.connect(lambda: self._hold(job))

    def reject(self) -> None:
        """Close; what waits for the server isn't done any more."""
        held, self._held = self._held, None
        super().reject()
        if held is not None:
            self.shell.tasks.give_up(held)

    def _hold(self, job: Job) -> None:
        self._held = job
        self._wait(_("Wacht op de server…"))
        self.cancel.setEnabled(True)

    def _done(self, result: object) -> None:
        self.ended.emit(result)
        self.accept()

    def _failed(self, error: Exception) -> bool:
        self._wait("")
        message = messages.explain(error)
        self.error.set_message(message or "")
        self._pane.scroller.ensureWidgetVisible(self.error)
        return message is not None

    def _wait(self, words: str) -> None:
        self._busy.setText(words)
        self.button.setEnabled(not words)
        self.cancel.setEnabled(not words)
