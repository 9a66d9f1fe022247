"""The status bar: what was saved, what is being done, and where it stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from meedoenbalie.i18n import _
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.shortcuts import Shortcut
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.progress import ProgressStrip
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText, Icon, Text


class StatusBar(Surface):
    """One line at the bottom of the window."""

    help_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, *, demo: bool, on_server: bool = False) -> None:
        super().__init__("sunken")
        now = theme()
        row = _row_of(self)
        self._sign = Icon("check", "ink2", 14)
        self._sign.hide()
        self._words = CutText("", "caption", "ink2")
        # As wide as what is said, so that the button stands beside it; narrower where it must be.
        self._words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._words.setMinimumWidth(1)
        row.addWidget(self._sign)
        row.addWidget(self._words)
        self._undo = _small_button("", self.undo_wanted.emit, "undo-2")
        self._undo.hide()
        row.addWidget(self._undo)
        row.addStretch(1)
        self.progress = ProgressStrip()
        row.addWidget(self.progress, 1)
        if demo:
            words = _("Demo: alle personen zijn verzonnen")
            row.addWidget(StateChip(Chip(words, "info", "info-soft", "flask-conical")))
            row.addSpacing(now.px(10))
        self._backup_sign = Icon("hard-drive", "ink2", 14)
        self._backup = Text("", "caption", "ink2")
        for part in (self._backup_sign, self._backup):
            part.hide()
            row.addWidget(part)
        row.addSpacing(now.px(10))
        self._always = (
            Icon("shield-check", "ink2", 14),
            Text(
                _("Op de server") if on_server else _("Versleuteld op deze computer"),
                "caption",
                "ink2",
            ),
        )
        for part in self._always:
            row.addWidget(part)
        row.addSpacing(now.px(10))
        row.addWidget(_small_button(_("F1 Hulp"), self.help_wanted.emit))
        self._quiet = QTimer(
            self, singleShot=True, interval=now.tokens.motion_ms.undo_notice_visible
        )
        self._quiet.timeout.connect(self._calm_down)

    def saved(self, text: str, time: str) -> None:
        """Say that something was saved, and when; bold for eight seconds."""
        self._show(_("{what}, {time}").format(what=text.removesuffix("."), time=time), "check")

    def say(self, text: str) -> None:
        """Say something else; bold for eight seconds."""
        self._show(text, "info")

    def text(self) -> str:
        """Return what is said now."""
        return self._words.text()

    def show_undo(self, text: str, again: str) -> None:
        """Say what Ctrl+Z would undo, and at the button what Ctrl+Y would do again."""
        self._undo.setText(text)
        self._undo.setToolTip("\n".join(part for part in (text, again) if part))
        self._undo.setVisible(bool(text))

    def undo_text(self) -> str:
        """Return what Ctrl+Z would undo; empty for nothing."""
        return "" if self._undo.isHidden() else self._undo.text()

    def show_backup(self, text: str) -> None:
        """Say of which day the last checked back-up is; nothing when the text is empty."""
        self._backup.setText(text)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what always holds out of a narrow window: what was just done is said there."""
        super().resizeEvent(event)
        self._make_room()

    def forget(self) -> None:
        """Say nothing any more: what was said may name somebody."""
        self._words.setText("")
        self._sign.hide()

    def _make_room(self) -> None:
        now = theme()
        wide = now.em(self.width()) >= now.tokens.breakpoints_em.two_panes
        for part in self._always:
            part.setVisible(wide)
        for part in (self._backup_sign, self._backup):
            part.setVisible(wide and bool(self._backup.text()))

    def _show(self, text: str, icon: str) -> None:
        self._sign.set_icon(icon)
        self._sign.show()
        self._words.setFont(theme().font("caption_strong"))
        self._words.setText(text)
        self._words.setToolTip(text)
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._quiet.start()

    def _calm_down(self) -> None:
        self._words.setFont(theme().font("caption"))


class WelcomeBar(Surface):
    """The status bar while no desk is open."""

    help_wanted = Signal()
    keys_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("sunken")
        row = _row_of(self)
        row.addWidget(Icon("wifi-off", "ink2", 14))
        row.addWidget(Text(_("Geen internet nodig"), "caption", "ink2"))
        self.progress = ProgressStrip()
        row.addWidget(self.progress, 3)
        row.addStretch(2)
        row.addWidget(_small_button(_("&Instellingen"), self.settings_wanted.emit))
        row.addWidget(_small_button(_("F1 Hulp"), self.help_wanted.emit))
        Shortcut(self, "F1", _("hulp bij dit scherm"), self.help_wanted.emit)
        Shortcut(self, "Ctrl+/", _("alle toetsen van dit scherm"), self.keys_wanted.emit)
        Shortcut(self, "Ctrl+,", _("instellingen"), self.settings_wanted.emit)


def _row_of(bar: Surface) -> QHBoxLayout:
    now = theme()
    bar.setFixedHeight(now.px(now.tokens.size.status_bar))
    row = QHBoxLayout(bar)
    row.setContentsMargins(now.px(12), 0, now.px(12), 0)
    row.setSpacing(now.px(6))
    return row


def _small_button(text: str, act: Callable[[], object], icon: str | None = None) -> Button:
    now = theme()
    button = Button(text, icon, "quiet", act)
    button.setFont(now.font("caption"))
    button.setFixedHeight(now.px(now.tokens.size.status_bar - 4))
    return button
