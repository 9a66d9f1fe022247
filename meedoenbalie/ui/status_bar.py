"""The status bar: what was saved, what is being done, and that it stays on this computer."""

from PySide6.QtCore import QDateTime, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.progress import ProgressStrip
from meedoenbalie.ui.widgets.text import CutText, Icon, Text


class StatusBar(QFrame):
    """One line at the bottom of the window."""

    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        self.setProperty("ground", "sunken")
        self.setFixedHeight(now.px(now.tokens.size.status_bar))
        row = QHBoxLayout(self)
        row.setContentsMargins(now.px(12), 0, now.px(12), 0)
        row.setSpacing(now.px(6))
        self._sign = Icon("check", "ink2", 14)
        self._sign.hide()
        self._words = CutText("", "caption", "ink2")
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        self.progress = ProgressStrip()
        row.addWidget(self.progress, 1)
        row.addWidget(Icon("shield-check", "ink2", 14))
        row.addWidget(Text(_("Versleuteld op deze computer"), "caption", "ink2"))
        row.addSpacing(now.px(10))
        help_button = Button(_("F1 Hulp"), kind="quiet", on_click=self.help_wanted.emit)
        help_button.setFont(now.font("caption"))
        help_button.setFixedHeight(now.px(now.tokens.size.status_bar - 8))
        row.addWidget(help_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._quiet = QTimer(
            self, singleShot=True, interval=now.tokens.motion_ms.undo_notice_visible
        )
        self._quiet.timeout.connect(self._calm_down)

    def saved(self, text: str) -> None:
        """Say that something was saved, with the time; bold for eight seconds."""
        moment = QDateTime.currentDateTime().toString("HH:mm")
        self._show(_("{what}, {time}").format(what=text, time=moment), "check")

    def say(self, text: str) -> None:
        """Say something else; bold for eight seconds."""
        self._show(text, "info")

    def text(self) -> str:
        """Return what is said now."""
        return self._words.text()

    def forget(self) -> None:
        """Say nothing any more: what was said may name somebody."""
        self._words.setText("")
        self._sign.hide()

    def _show(self, text: str, icon: str) -> None:
        self._sign.set_icon(icon)
        self._sign.show()
        self._words.setFont(theme().font("caption_strong"))
        self._words.setText(text)
        self._words.setToolTip(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._quiet.start()

    def _calm_down(self) -> None:
        self._words.setFont(theme().font("caption"))
