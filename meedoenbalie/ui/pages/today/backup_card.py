"""The last checked back-up on Vandaag, and a warning when it is old or failed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.backup_words import words_of
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Icon, Text


class BackupCard(Surface):
    """Says when the last back-up was restored and checked; the button makes one now."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("card")
        self._keeper = shell.backups
        now = theme()
        self.setAccessibleName(_("Back-up"))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(now.px(10))
        self._recovered = Notice(
            _("De vorige keer is de balie niet goed afgesloten."),
            _(
                "Alles tot de laatste hele wijziging is er. "
                "Kijk na of wat u als laatste deed erbij is."
            ),
            "attention",
        )
        self._recovered.setVisible(shell.desk.database.recovered)
        column.addWidget(self._recovered)
        self._trouble = Notice("", tone="attention")
        self._trouble.hide()
        column.addWidget(self._trouble)
        row = QHBoxLayout()
        row.setSpacing(now.px(10))
        words = QVBoxLayout()
        words.setSpacing(now.px(2))
        self._sign = QVBoxLayout()
        self._good, self._none = Icon("shield-check", "ok", 20), Icon("shield-alert", "warn", 20)
        for icon in (self._good, self._none):
            self._sign.addWidget(icon)
            icon.hide()
        self._sign.addStretch(1)
        row.addLayout(self._sign)
        self._head = Text(_("Laatste gecontroleerde back-up"), "body_strong")
        self._title = Text("", wrap=True)
        self._line = Text("", "caption", "ink2", wrap=True)
        for text in (self._head, self._title, self._line):
            words.addWidget(text)
        row.addLayout(words, 1)
        self._words = QWidget()
        self._words.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        self.button = Button(_("Nu een back-&up maken"), "hard-drive", on_click=self._keeper.make)
        column.addWidget(self.button)
        self._keeper.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        words = words_of(self._keeper)
        has_one = self._keeper.standing is not None and self._keeper.standing.last is not None
        self._words.setVisible(bool(words.title))
        self._head.setVisible(has_one)
        self._title.setText(words.title)
        self._line.setText(words.line)
        self._line.setVisible(bool(words.line))
        self._good.setVisible(has_one)
        self._none.setVisible(not has_one)
        self._trouble.setVisible(bool(words.trouble))
        self._trouble.set_tone("danger" if self._keeper.failure else "attention")
        self._trouble.set_message(*_split(words.trouble))
        self.button.setEnabled(not self._keeper.busy())
        self.button.setToolTip(_("Er wordt er nu een gemaakt.") if self._keeper.busy() else "")


def _split(text: str) -> tuple[str, str]:
    """The first sentence is the message without the rest."""
    first, stop, rest = text.partition(". ")
    return (first + stop.strip(), rest)
