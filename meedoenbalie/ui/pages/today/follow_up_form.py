"""Planning a follow-up, or changing one: what, when, who, and whether it comes again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from meedoenbalie.domain.follow_ups import FollowUp, Repeat
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import follow_ups, messages
from meedoenbalie.services.desk import Done
from meedoenbalie.services.drafts import DraftKind, FormDraft
from meedoenbalie.ui.drafts import DraftKeeper, DraftTarget
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import restored
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
    emptied = Signal()
    """What was half-typed is thrown away."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("card")
        OwnKeys(self, "Esc", _("sluit; wat u typte, blijft staan"))
        self._shell = shell
        now = theme()
        self._changes: FollowUp | None = None
        self._resident_id: UUID | None = None
        self.setAccessibleName(_("Opvolgtaak"))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(now.px(10))
        self._title = Text("", "body_strong")
        column.addWidget(self._title)
        self.keeper = DraftKeeper(
            shell,
            DraftKind.FOLLOW_UP,
            self,
            typed=self.typed,
            put=lambda typed: restored(self._put, typed),
            reset=self._reset,
            label=lambda _name: _("Opvolgtaak"),
        )
        column.addWidget(self.keeper.notice)
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
        self._start = self._values()
        self.text.textChanged.connect(self.keeper.changed)
        self.when.edited.connect(self.keeper.changed)
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
        if self.isHidden() or _which(self._changes) != _which(changes):
            self._show(changes)
        self._field.set_error("")
        self._focus()

    def resume(self, draft: FormDraft, *, asked: bool) -> None:
        """Go on with a draft; unless the user ``asked`` for it, not over what was begun since.

        A change of a follow-up that is done or gone meanwhile goes on as a new one about the same
        resident.
        """
        desk, about = self._shell.desk, draft.about

        def show(changes: FollowUp | None) -> None:
            kept = self.keeper.target()
            if kept is not None and not asked:
                return
            if kept != DraftTarget(draft.id):
                self._show(changes, draft)
            self.show()
            if asked:
                self._focus()

        self._shell.tasks.read(
            lambda: follow_ups.still_open(desk, UUID(about)) if about else None,
            show,
            self._not_saved,
        )

    def typed(self) -> dict[str, Any]:
        """Return what stands here that isn't saved."""
        values = self._values()
        return values if values["text"].strip() and values != self._start else {}

    def _show(self, changes: FollowUp | None, draft: FormDraft | None = None) -> None:
        """Show what is saved; the draft comes back over it."""
        self.keeper.leave()
        self._changes = changes
        self._title.setText(_("Nieuwe opvolgtaak") if changes is None else _("Opvolgtaak wijzigen"))
        self.save.setText(_("&Inplannen") if changes is None else _("Wijz&iging bewaren"))
        self._fill()
        about = str(changes.id) if changes is not None else ""
        self._resident_id = _resident_of(changes, draft)
        self.keeper.follow(
            draft.about if draft is not None else about,
            subject_id=self._resident_id,
            version=changes.version if changes is not None else 0,
            wanted=draft.id if draft is not None else None,
        )

    def _fill(self) -> None:
        one = self._changes
        if one is not None:
            self.text.setText(one.text)
            self.when.put(to_qdate(one.shows_on), one.owner, one.repeat)
        else:
            tomorrow = self._shell.desk.clock.today() + timedelta(days=1)
            self.text.clear()
            self.when.put(to_qdate(tomorrow), "", Repeat.NONE)
        self._field.set_error("")
        self._start = self._values()

    def _values(self) -> dict[str, Any]:
        day, owner, repeat = self.when.chosen()
        return {"text": self.text.text(), "when": [day.isoformat(), owner, repeat.value]}

    def _put(self, name: str, value: Any) -> None:
        if name == "text":
            self.text.setText(str(value))
        else:
            day, owner, repeat = value
            self.when.put(to_qdate(date.fromisoformat(day)), str(owner), Repeat(repeat))

    def _reset(self) -> None:
        self._fill()
        self.emptied.emit()

    def _focus(self) -> None:
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

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
        resident_id = self._resident_id

        def write() -> Done[FollowUp]:
            if before is None:
                at = site.id if site else None
                return follow_ups.plan(
                    *(desk, text, day),
                    resident_id=resident_id,
                    site_id=at,
                    owner=owner,
                    repeat=repeat,
                )
            return follow_ups.change_follow_up(
                *(desk, before.id, before.version),
                text=text,
                due_on=day,
                owner=owner,
                repeat=repeat,
            )

        self._shell.tasks.write(write, self._saved, self._not_saved)

    def _saved(self, done: Done[FollowUp]) -> None:
        self.keeper.done()
        self._changes = None
        self._fill()
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


def _which(one: FollowUp | None) -> tuple[UUID, int] | None:
    return (one.id, one.version) if one is not None else None


def _resident_of(changes: FollowUp | None, draft: FormDraft | None) -> UUID | None:
    if changes is not None:
        return changes.resident_id
    return draft.subject_id if draft is not None else None
