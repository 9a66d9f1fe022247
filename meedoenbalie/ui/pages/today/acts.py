"""What can be done with a row of Vandaag besides opening it, by key and by its menu."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from meedoenbalie.domain.follow_ups import BY_RULE, FollowUp, FollowUpKind
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import follow_ups, messages
from meedoenbalie.services.desk import Done
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.today.rows import Goal


class RowActs(QObject):
    """Ticks off, puts off, hands over and takes away; Ctrl+Z takes each of them back."""

    open_wanted = Signal(object)
    edit_wanted = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._parent = parent
        self.owners: list[str] = []
        self.menu: QMenu | None = None

    def tick(self, goal: object) -> None:
        """Tick a follow-up off; any other row is opened, because there more is asked."""
        if not isinstance(goal, Goal):
            return
        if goal.follow_up is None:
            self.open_wanted.emit(goal)
            return
        one, desk = goal.follow_up, self._shell.desk
        self._write(lambda: follow_ups.do(desk, one.id, one.version), _("Afgevinkt"))

    def edit(self, goal: object) -> None:
        """Ask for the form of a follow-up that somebody planned."""
        if isinstance(goal, Goal) and _is_own(goal.follow_up):
            self.edit_wanted.emit(goal.follow_up)

    def remove(self, goal: object) -> None:
        """Take a follow-up away; what a rule made is ticked off instead, or it would come back."""
        if not isinstance(goal, Goal) or goal.follow_up is None or goal.follow_up.kind in BY_RULE:
            return
        one, desk = goal.follow_up, self._shell.desk
        self._write(lambda: follow_ups.drop(desk, one.id, one.version), _("Weggehaald"))

    def put_off(self, goal: Goal, until: date) -> None:
        """Leave a row out until a day."""
        desk, one, about = self._shell.desk, goal.follow_up, goal.about
        said = _("Uitgesteld tot {day}").format(day=formats.weekday_and_day(until))
        if one is not None:
            self._write(lambda: follow_ups.snooze(desk, one.id, one.version, until), said)
        elif about is not None:
            self._write(lambda: follow_ups.put_off(desk, about, until), said)

    def assign(self, one: FollowUp, owner: str) -> None:
        """Hand a follow-up over to a colleague."""
        desk = self._shell.desk
        said = _("Overgedragen aan {name}").format(name=owner or _("wie er is"))
        self._write(lambda: follow_ups.assign(desk, one.id, one.version, owner), said)

    def ask(self, goal: object, where: QPoint) -> None:
        """Show the menu of a row with the same acts as its keys."""
        if not isinstance(goal, Goal):
            return
        self.menu = menu = QMenu(self._parent)
        menu.setAccessibleName(_("Wat u met deze regel kunt doen"))
        if self._shell.has(goal.page):
            _add(menu, _("&Openen"), "Return", lambda: self.open_wanted.emit(goal))
        if goal.follow_up is not None:
            _add(menu, _("&Afvinken"), "Space", lambda: self.tick(goal))
        if _is_own(goal.follow_up):
            _add(menu, _("&Wijzigen…"), "F2", lambda: self.edit(goal))
        if goal.follow_up is not None or goal.about is not None:
            menu.addSeparator()
            for text, day in later_days(self._shell.desk.clock.today()):
                _add(menu, text, "", partial(self.put_off, goal, day))
        if goal.follow_up is not None:
            self._add_owners(menu, goal.follow_up)
            if goal.follow_up.kind not in BY_RULE:
                menu.addSeparator()
                _add(menu, _("Weg&halen"), "Del", lambda: self.remove(goal))
        menu.popup(where)

    def _add_owners(self, menu: QMenu, one: FollowUp) -> None:
        others = [name for name in ("", *self.owners) if name != one.owner]
        if not others:
            return
        menu.addSeparator()
        colleagues = menu.addMenu(_("Over&dragen aan"))
        for name in others:
            text = (name or _("wie er is")).replace("&", "&&")
            _add(colleagues, text, "", partial(self.assign, one, name))

    def _write(self, act: Callable[[], Done[Any]], said: str) -> None:
        self._shell.tasks.write(
            act, lambda done: self._shell.saved(said, done.changed), self._refused
        )

    def _refused(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._shell.say(text)
        if messages.is_stale(error):
            self._shell.saved(text, {"follow_up"})
        return True


def later_days(today: date) -> list[tuple[str, date]]:
    """Return to which days a row can be put off: tomorrow, next Monday, in four weeks."""
    monday = today + timedelta(days=7 - today.weekday())
    month = today + timedelta(weeks=4)
    days = [
        (_("Uitstellen tot &morgen"), today + timedelta(days=1)),
        (_("Uitstellen tot {day} (&volgende week)"), monday),
        (_("Uitstellen tot {day} (&4 weken)"), month),
    ]
    return [(text.format(day=formats.weekday_and_day(day)), day) for text, day in days]


def _is_own(one: FollowUp | None) -> bool:
    return one is not None and one.kind is FollowUpKind.BY_HAND


def _add(menu: QMenu, text: str, keys: str, act: Callable[[], object]) -> None:
    action = QAction(text, menu)
    if keys:
        # Shown, not bound: the row itself hears the key.
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda _checked: act())
    menu.addAction(action)
