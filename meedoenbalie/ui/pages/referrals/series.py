"""Working through the list without the mouse: what a provider reports in two keys, then the next.

The first key says by which way it was reported, the second is the number of the step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.referrals import EventKind, ReferralState
from meedoenbalie.i18n import _, labels
from meedoenbalie.ui.pages.refer.sending import channels
from meedoenbalie.ui.pages.referrals.detail import ReferralDetail, steps_of
from meedoenbalie.ui.pages.referrals.filters import Listed
from meedoenbalie.ui.shortcuts import OwnKeys, inside
from meedoenbalie.ui.widgets.list_delegate import RowTable

_REPORTED = frozenset(
    {EventKind.RECEIVED, EventKind.ACCEPTED, EventKind.WAITLISTED, EventKind.DECLINED}
    | {EventKind.STARTED, EventKind.NO_SHOW, EventKind.PAUSED, EventKind.STOPPED}
    | {EventKind.COMPLETED}
)
"""What somebody else tells the desk; the other steps are its own."""


class Way(NamedTuple):
    """A way by which something is reported: its key on the list, and its words."""

    key: Qt.Key
    words: str


def ways() -> tuple[Way, ...]:
    """Return the ways that have a key: by telephone, by mail, in person."""
    mail, telephone, visit, *_others = channels()
    return (
        Way(Qt.Key.Key_T, telephone),
        Way(Qt.Key.Key_M, mail),
        Way(Qt.Key.Key_L, visit),
    )


def asks(row: Listed) -> bool:
    """Tell whether the desk has something to do: ask again, tell back, or send what is ready."""
    draft = row.line.standing.state is ReferralState.DRAFT
    return draft or row.to_tell or row.silent_days is not None


class Series(QObject):
    """Hears the keys of the list. ``detail`` returns what is shown beside it, ``rows`` the list."""

    def __init__(
        self,
        page: QWidget,
        table: RowTable,
        detail: Callable[[], ReferralDetail | None],
        rows: Callable[[], Sequence[Listed]],
        say: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._table, self._detail, self._rows, self._say = table, detail, rows, say
        self._way = ""
        self._reported: UUID | None = None
        table.installEventFilter(self)
        table.selected.connect(lambda _id: self._forget())
        inside(page, "Ctrl+Down", _("naar de volgende die iets vraagt"), lambda: self.go(1))
        inside(page, "Ctrl+Up", _("naar de vorige die iets vraagt"), lambda: self.go(-1))
        for way in ways():
            words = _("gemeld via {way}; daarna het cijfer van de stap").format(way=way.words)
            OwnKeys(table, QKeySequence(way.key).toString(), words)

    def go(self, by: int) -> None:
        """Choose the next row (1) or the one before (-1) that asks for something, round the end."""
        onward = self._onward(by)
        if onward is None:
            self._say(_("In deze lijst vraagt verder niets iets van u."))
            return
        self._table.select_id(onward)
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def after(self, saved: UUID) -> UUID | None:
        """Return which referral to show when a step of one was saved.

        That is the next one that asks for something, when the step was reported from the list.
        """
        reported, self._reported = self._reported, None
        return self._onward(1) if reported == saved else None

    def _onward(self, by: int) -> UUID | None:
        rows = list(self._rows())
        current = self._table.current_id()
        here = next((place for place, row in enumerate(rows) if row.line.id == current), -1)
        others = [place for place, row in enumerate(rows) if asks(row) and place != here]
        if not others:
            return None
        ahead = [place for place in others if (place > here) is (by > 0)] or others
        return rows[ahead[0] if by > 0 else ahead[-1]].line.id

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two keys of a report, and Esc in between; leave all others to the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return super().eventFilter(watched, event)
        for way in ways():
            if event.key() == way.key:
                self._begin(way.words)
                return True
        if not self._way:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self._forget()
            return True
        number = event.key() - Qt.Key.Key_0
        if 1 <= number <= 9:
            self._report(number)
            return True
        return super().eventFilter(watched, event)

    def _begin(self, way: str) -> None:
        detail = self._detail()
        steps = _reported(detail) if detail is not None else ()
        if detail is None or not steps:
            self._say(_("Hier kan de aanbieder nu niets over melden."))
            return
        self._way = way
        choices = ", ".join(
            f"{number} {labels.event_button(kind)}" for number, kind in enumerate(steps, 1)
        )
        words = _("Gemeld via {way}. Druk op een cijfer: {choices}. Esc stopt.").format(
            way=way, choices=choices
        )
        detail.say_keys(words)
        self._say(words)

    def _report(self, number: int) -> None:
        detail, way = self._detail(), self._way
        steps = _reported(detail) if detail is not None else ()
        if detail is not None and number <= len(steps):
            self._forget()
            self._reported = detail.item.referral.id
            detail.asking.connect(self._asked)
            detail.report(steps[number - 1], way)

    def _asked(self, asking: bool) -> None:
        """Stay at a referral of which the question was left without an answer."""
        if not asking:
            self._reported = None

    def _forget(self) -> None:
        self._way = ""
        detail = self._detail()
        if detail is not None:
            detail.say_keys("")


def _reported(detail: ReferralDetail) -> tuple[EventKind, ...]:
    return tuple(kind for kind in steps_of(detail.item) if kind in _REPORTED)
