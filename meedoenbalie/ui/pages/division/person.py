"""Somebody of a proposal: moving, fixing, and going together with friends (08)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.ui.pages.division import words
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.text import Text

if TYPE_CHECKING:
    from meedoenbalie.services.dividing import Plan, SeatKey

_MOST_FRIENDS = 5

Acts = Sequence[tuple[str, Callable[[], object]]]


def move_menu(
    parent: QWidget, plan: Plan, who: UUID, move: Callable[[SeatKey | None], object]
) -> QMenu:
    """Return *Verplaats naar…*: the places that are possible, what fits and was chosen first."""
    menu = QMenu(_("Verplaats naar…"), parent)
    stated = plan.stated
    for seat in stated.possible(who):
        if plan.given.get(who) == seat.key:
            continue
        taken = len(plan.at(seat.key))
        room = (
            _("vol")
            if taken >= seat.left
            else ngettext("{n} vrij", "{n} vrij", seat.left - taken).format(n=seat.left - taken)
        )
        text = f"{words.place(seat)} · {room}"
        if (who, seat.key) in stated.nearly:
            text = _("{place} · past niet zonder meer, of niet gekozen").format(place=text)
        _add(menu, text, partial(move, seat.key))
    if who in plan.given:
        menu.addSeparator()
        _add(menu, words.place(None), lambda: move(None))
    if menu.isEmpty():
        nothing = QAction(_("Er is geen andere plaats die past."), menu)
        nothing.setEnabled(False)
        menu.addAction(nothing)
    return menu


class PersonPanel(QWidget):
    """The selected resident with the acts; ``friends_wanted`` asks to choose friends."""

    friends_wanted = Signal()
    alone_wanted = Signal()

    def __init__(
        self,
        plan: Plan,
        who: UUID,
        move: Callable[[SeatKey | None], object],
        fix: Callable[[bool], object],
    ) -> None:
        super().__init__()
        now = theme()
        stated, whom = plan.stated, plan.stated.people[who]
        key = plan.given.get(who)
        seat = stated.seats[key] if key is not None else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        column.addWidget(Text(whom.resident.full_name, "section", wrap=True))
        parts = (words.place(seat), words.why(whom, seat, stated), words.for_waiting(whom))
        told = " · ".join(part for part in parts if part)
        column.addWidget(Text(told, "body", "ink2", wrap=True))
        buttons = FlowLayout(gap=8)
        self.move_to = Button(_("Ver&plaats naar…"), "arrow-right-left", small=True)
        self.move_to.set_menu(move_menu(self, plan, who, move))
        buttons.addWidget(self.move_to)
        fixed = who in plan.fixed
        self.fix = Button(
            _("&Losmaken") if fixed else _("Vast&zetten"),
            "pin-off" if fixed else "pin",
            on_click=lambda: fix(not fixed),
            small=True,
        )
        buttons.addWidget(self.fix)
        friends = stated.friends_of(who)
        if friends:
            self.friends = Button(
                _("&Gaat weer alleen"), "user", on_click=self.alone_wanted.emit, small=True
            )
        else:
            self.friends = Button(
                _("&Samen met…"), "users", on_click=self.friends_wanted.emit, small=True
            )
        buttons.addWidget(self.friends)
        column.addLayout(buttons)


class FriendsForm(QWidget):
    """Chooses with whom somebody goes together, when each of them said so."""

    def __init__(
        self,
        plan: Plan,
        who: UUID,
        save: Callable[[list[UUID]], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        now = theme()
        self._save = save
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        name = plan.stated.people[who].resident.full_name
        column.addWidget(
            Text(_("Met wie gaat {name} samen?").format(name=name), "section", wrap=True)
        )
        hint = _(
            "Zij krijgen samen een plaats, of geen van allen. Kies alleen wie vandaag zelf ja zei."
        )
        column.addWidget(Text(hint, "body", "ink2", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Vrienden"))
        self.list.setMinimumHeight(now.px(240))
        self.list.setSpacing(now.px(2))
        for one, whom in plan.stated.people.items():
            if one == who or plan.stated.friends_of(one):
                continue
            item = QListWidgetItem(whom.resident.full_name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.itemChanged.connect(lambda _item: self._look())
        column.addWidget(self.list)
        buttons = FlowLayout(gap=8)
        self.leave = Button(_("&Annuleren"), on_click=leave)
        self.save = Button(_("Vast&leggen"), kind="primary", on_click=self._done)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self._look()

    def chosen(self) -> list[UUID]:
        """Return who is ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _look(self) -> None:
        if 1 <= len(self.chosen()) <= _MOST_FRIENDS:
            self.save.enable()
        else:
            self.save.disable(_("Kies 1 tot 5 vrienden."))

    def _done(self) -> None:
        self._save(self.chosen())


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> None:
    action = QAction(text, menu)
    action.triggered.connect(lambda _checked: act())
    menu.addAction(action)
