"""Planning a follow-up, or changing one: what, when, who, and whether it comes again."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from meedoenbalie.domain.follow_ups import FollowUp, Repeat
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import follow_ups, messages
from meedoenbalie.services.desk import Done
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.date_list import to_qdate
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.when_and_who import WhenAndWho


class FollowUpForm(Surface):
    """A small form above the cards, for a new one or one that is there."""

    closed = Signal()
    """It was saved or left; the keyboard can go back to the rows."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("card")
        self._shell = shell
        now = theme()
        self._changes: FollowUp | None = None
        self.setAccessibleName(_("Opvolgtaak"))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(now.px(10))
        self._title = Text("", "body_strong")
        column.addWidget(self._title)
        self.text = QLineEdit()
        self.text.setMaxLength(300)
        self.text.returnPressed.connect(self._press)
        self._field = Field(
            _("Wat moet er gebeuren?"),
            self.text,
            hint=_("Kort, en niets over gezondheid, geloof of afkomst."),
        )
        column.addWidget(self._field)
        self.when = WhenAndWho(shell.desk.clock.today())
        column.addWidget(self.when)
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        self.save = Button("", "check", "primary", self._press)
        self.close_button = Button(_("S&luiten"), on_click=self._close)
        row.addWidget(self.save)
        row.addWidget(self.close_button)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def begin(self, changes: FollowUp | None = None) -> None:
        """Show the form for a new one, or for one that is there."""
        today = self._shell.desk.clock.today()
        again = not self.isHidden() and self._changes is changes
        self._changes = changes
        self._title.setText(_("Nieuwe opvolgtaak") if changes is None else _("Opvolgtaak wijzigen"))
        self.save.setText(_("&Inplannen") if changes is None else _("Wijz&iging bewaren"))
        if changes is not None:
            self.text.setText(changes.text)
            self.when.put(to_qdate(changes.shows_on), changes.owner, changes.repeat)
        elif not again:
            self.text.clear()
            self.when.put(to_qdate(today + timedelta(days=1)), "", Repeat.NONE)
        self._field.set_error("")
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> bool:
        """Return whether something stands here that isn't saved."""
        before = self._changes.text if self._changes is not None else ""
        return not self.isHidden() and self.text.text().strip() not in ("", before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; what was typed stays for when it is opened again."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _press(self) -> None:
        text = self.text.text().strip()
        if not text:
            self._refuse(_("Schrijf in een paar woorden wat er moet gebeuren."))
            return
        desk, site, before = self._shell.desk, self._shell.site, self._changes
        day, owner, repeat = self.when.chosen()

        def write() -> Done[FollowUp]:
            if before is None:
                at = site.id if site else None
                return follow_ups.plan(desk, text, day, site_id=at, owner=owner, repeat=repeat)
            return follow_ups.change_follow_up(
                *(desk, before.id, before.version),
                text=text,
                due_on=day,
                owner=owner,
                repeat=repeat,
            )

        self._shell.tasks.write(write, self._saved, self._not_saved)

    def _saved(self, done: Done[FollowUp]) -> None:
        self.text.clear()
        day = formats.weekday_and_day(done.result.shows_on)
        self._shell.saved(_("Opvolgtaak voor {day}").format(day=day), done.changed)
        self._close()

    def _not_saved(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            self._refuse(text)
        return text is not None

    def _refuse(self, message: str) -> None:
        self._field.set_error(message)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
