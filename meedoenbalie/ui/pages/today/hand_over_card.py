"""The note of the colleague (*overdracht*) on top of the side, and writing one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import hand_overs, messages
from meedoenbalie.services.drafts import DraftKind, FormDraft, Typed
from meedoenbalie.services.hand_overs import Unread
from meedoenbalie.ui.drafts import DraftKeeper, DraftTarget
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.later import Later
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.surface import Surface

_SHOWN = 3
"""How many notes stand here at once; the next come when these are read."""


class HandOverCard(Surface):
    """What colleagues left for this user, the newest first, and a place to leave something."""

    emptied = Signal()
    """What was half-typed is thrown away."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("card")
        now = theme()
        self._shell = shell
        self.setAccessibleName(_("Overdracht"))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(now.px(10))
        self._notes = QVBoxLayout()
        self._notes.setSpacing(now.px(10))
        column.addLayout(self._notes)
        self.write = Button(_("Over&dracht schrijven"), "message-square-plus", on_click=self._begin)
        column.addWidget(self.write)
        self.keeper = DraftKeeper(
            shell,
            DraftKind.HAND_OVER,
            self,
            typed=self.typed,
            put=self._put,
            reset=self._reset,
            label=lambda _name: _("Overdracht"),
        )
        self._form = Later(self._made_form)
        self._form.hide()
        column.addWidget(self._form)

    @property
    def text(self) -> QPlainTextEdit:
        """The box to write in."""
        self._form.part()
        return self._text

    def show_notes(self, notes: Sequence[Unread], today: date) -> None:
        """Show what this user didn't read yet."""
        clear_layout(self._notes)
        for unread in notes[:_SHOWN]:
            self._notes.addWidget(self._notice(unread, today))

    def typed(self) -> dict[str, Any]:
        """Return what stands here that isn't saved."""
        text = self.text.toPlainText() if self._form.made is not None else ""
        return {"text": text} if text.strip() else {}

    def resume(self, draft: FormDraft, *, asked: bool) -> None:
        """Go on with a draft; unless the user ``asked`` for it, not over what was begun since."""
        kept = self.keeper.target()
        if kept is not None and not asked:
            return
        if kept != DraftTarget(draft.id):
            self.keeper.leave()
            self.text.clear()
            self.keeper.follow(wanted=draft.id)
        if asked:
            self._begin()

    def _made_form(self) -> QWidget:
        now = theme()
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        column.addWidget(self.keeper.notice)
        self._text = text = QPlainTextEdit()
        text.textChanged.connect(self.keeper.changed)
        text.setTabChangesFocus(True)
        text.setFixedHeight(now.px(84))
        self._field = Field(_("Wat moet een collega weten?"), text)
        column.addWidget(self._field)
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        self.save = Button(_("Over&dragen"), "check", on_click=self._save, small=True)
        row.addWidget(self.save)
        row.addWidget(Button(_("Sl&uiten"), on_click=self._close, small=True))
        row.addStretch(1)
        column.addLayout(row)
        return form

    def _notice(self, unread: Unread, today: date) -> Notice:
        note, who = unread.note, unread.resident
        day = note.at.astimezone(LOCAL_ZONE).date()
        when = _("vandaag") if day == today else formats.weekday_and_day(day)
        title = _("Overdracht van {name}, {when}").format(name=note.by, when=when)
        read = Button(_("Gelezen"), on_click=partial(self._read, unread), small=True)
        read.setAccessibleName(f"{_('Gelezen')}: {title}")
        buttons = [read]
        if who is not None and self._shell.has("residents"):
            name = (who.given_name or who.family_name).replace("&", "&&")
            opened = Button(
                _("{name} openen").format(name=name),
                on_click=lambda: self._shell.go("residents", who.id),
                small=True,
            )
            buttons.append(opened)
        return Notice(title, note.text, "info", *buttons, below=True)

    def _begin(self) -> None:
        if self.keeper.target() is None:
            self.keeper.follow()
        self._open()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        self._form.show()
        self.write.hide()

    def _put(self, typed: Typed) -> None:
        self.text.setPlainText(str(typed.get("text", "")))
        self._open()

    def _reset(self) -> None:
        self.text.clear()
        self._field.set_error("")
        self.emptied.emit()

    def _close(self) -> None:
        self._form.hide()
        self.write.show()
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, unread: Unread) -> None:
        desk = self._shell.desk
        self._shell.tasks.write(
            lambda: hand_overs.mark_read(desk, unread.note.id),
            lambda done: self._shell.saved(_("Overdracht gelezen"), done.changed),
            self._refused,
        )

    def _save(self) -> None:
        text = self.text.toPlainText().strip()
        if not text:
            self._field.set_error(_("Schrijf in een paar woorden wat een collega moet weten."))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        desk, site = self._shell.desk, self._shell.site
        self._shell.tasks.write(
            lambda: hand_overs.hand_over(desk, text, site_id=site.id if site else None),
            lambda done: self._saved(done.changed),
            self._refused,
        )

    def _saved(self, changed: frozenset[str]) -> None:
        self.keeper.done()
        self.text.clear()
        self._field.set_error("")
        self._close()
        self._shell.saved(_("Overdracht geschreven"), changed)

    def _refused(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        # Also of a note that could not be marked as read, while nobody writes one.
        if self._form.made is not None:
            self._field.set_error(text)
        self._shell.say(text)
        return True
