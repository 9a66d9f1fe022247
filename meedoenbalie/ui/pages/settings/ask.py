"""A question of the settings that ends in one act, which may be refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from meedoenbalie.i18n import _
from meedoenbalie.services import messages
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button, ButtonKind
from meedoenbalie.ui.widgets.inputs import ErrorLine
from meedoenbalie.ui.widgets.text import Text


class AskDialog(QDialog):
    """Fields, a place for what went wrong, *Annuleren* and the act. It stays until the act is done.

    ``column`` takes the fields; :meth:`act` is called by the button. ``ended`` carries what the
    act made, after it was done.
    """

    ended = Signal(object)

    def __init__(
        self,
        card: SectionCard,
        title: str,
        words: str,
        act: str,
        icon: str | None = "check",
        kind: ButtonKind = "primary",
    ) -> None:
        super().__init__(card)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.shell = card.shell
        now = theme()
        self.setWindowTitle(title)
        self.setMinimumWidth(now.px(460))
        whole = QVBoxLayout(self)
        margin = now.px(now.tokens.space.xl)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(now.px(14))
        whole.addWidget(Text(title, "section"))
        if words:
            whole.addWidget(Text(words, "body", "ink2", wrap=True))
        self.column = QVBoxLayout()
        self.column.setSpacing(now.px(14))
        whole.addLayout(self.column)
        self.error = ErrorLine()
        whole.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.setSpacing(now.px(8))
        self._busy = Text("", "body", "ink2")
        buttons.addWidget(self._busy, 1)
        self.cancel = Button(_("A&nnuleren"), on_click=self.reject)
        self.button = Button(act, icon, kind, self.act)
        self.button.setDefault(kind != "danger")
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.button)
        whole.addLayout(buttons)

    def act(self) -> None:
        """Do what the button says."""
        raise NotImplementedError

    def run(self, call: Callable[[], object]) -> None:
        """Do it in the database thread; then close, or say what went wrong."""
        self.error.set_message("")
        self._wait(_("Bezig…"))
        self.shell.tasks.write(call, self._done, self._failed)

    def _done(self, result: object) -> None:
        self.ended.emit(result)
        self.accept()

    def _failed(self, error: Exception) -> bool:
        self._wait("")
        message = messages.explain(error)
        self.error.set_message(message or "")
        return message is not None

    def _wait(self, words: str) -> None:
        self._busy.setText(words)
        self.button.setEnabled(not words)
        self.cancel.setEnabled(not words)
