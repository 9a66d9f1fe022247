"""Kosten van deze wijziging: who gains, who loses, by which reasons, and the total (08)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.ui.pages.division import words
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.text import Icon, Ink, Line, Text

if TYPE_CHECKING:
    from meedoenbalie.services.dividing import Stated
    from meedoenbalie.services.division_costs import Cost, Shift

_SHOWN = 8


class CostPanel(QWidget):
    """What a change does before it is confirmed; not to do it is the primary button."""

    def __init__(
        self,
        stated: Stated,
        cost: Cost,
        on_go: Callable[[], object],
        on_leave: Callable[[], object],
    ) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(9))
        column.addWidget(Text(_("Kosten van deze wijziging"), "section"))
        for shift in cost.shifts[:_SHOWN]:
            column.addWidget(_ShiftRow(stated, shift))
        column.addWidget(_rest(cost))
        column.addWidget(Line())
        column.addLayout(_total(cost))
        buttons = FlowLayout(gap=9)
        self.go = Button(_("&Toch verplaatsen"), on_click=on_go)
        self.leave = Button(_("&Niet verplaatsen"), kind="primary", on_click=on_leave)
        buttons.addWidget(self.go)
        buttons.addWidget(self.leave)
        column.addLayout(buttons)
        told = [
            f"{stated.people[shift.who].resident.full_name}: {signed(shift.difference)}"
            for shift in cost.shifts[:_SHOWN]
        ]
        self.setAccessibleName(". ".join((_("Kosten van deze wijziging"), *told)))


class _ShiftRow(QWidget):
    def __init__(self, stated: Stated, shift: Shift) -> None:
        super().__init__()
        now = theme()
        whom = stated.people[shift.who]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(10))
        better, same = shift.difference > 0, shift.difference == 0
        icon = "minus" if same else "arrow-up" if better else "arrow-down"
        ink: Ink = "ink2" if same else "ok" if better else "danger"
        row.addWidget(Icon(icon, ink))
        middle = QVBoxLayout()
        middle.setSpacing(now.px(2))
        name = whom.resident.full_name
        if shift.after is None:
            name = _("{name} raakt deze plaats kwijt").format(name=name)
        middle.addWidget(Text(name, "body_strong", wrap=True))
        was = _from(stated, shift)
        middle.addWidget(Text(was, "caption", "ink2", wrap=True))
        reasons = words.because(shift.because)
        if reasons and not same:
            said = _("beter door {reasons}") if better else _("minder door {reasons}")
            middle.addWidget(Text(said.format(reasons=reasons), "caption", "ink2", wrap=True))
        row.addLayout(middle, 1)
        row.addWidget(Text(signed(shift.difference), "body_strong", ink))


def signed(difference: int) -> str:
    """Return a difference of points with its sign."""
    if not difference:
        return "0"
    return f"{'+' if difference > 0 else '−'}{words.points(abs(difference))}"


def _from(stated: Stated, shift: Shift) -> str:
    whom = stated.people[shift.who]

    def told(seat: object) -> str:
        found = shift.before if seat is shift.before else shift.after
        if found is None:
            return _("geen plaats")
        rank = words.why(whom, found, stated)
        worth = words.points(stated.worth(shift.who, found.key))
        return f"{words.place(found)} ({rank}, {worth})"

    return _("van {before} naar {after}").format(before=told(shift.before), after=told(shift.after))


def _rest(cost: Cost) -> Text:
    more = len(cost.shifts) - _SHOWN
    if more > 0:
        text = ngettext("Nog {n} ander verandert.", "Nog {n} anderen veranderen.", more)
        return Text(text.format(n=more), "body", "ink2", wrap=True)
    still = ngettext(
        "Niemand anders verandert; {n} zonder plaats.",
        "Niemand anders verandert; {n} zonder plaats.",
        cost.without_after,
    )
    return Text(still.format(n=formats.number(cost.without_after)), "body", "ink2", wrap=True)


def _total(cost: Cost) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Text(_("Samen"), "body_strong"))
    row.addStretch(1)
    row.addWidget(Text(f"{words.points(cost.before)} → {words.points(cost.after)}", "body_strong"))
    size = words.points(abs(cost.difference))
    if cost.difference < 0:
        row.addWidget(Text(_("{n} punten slechter").format(n=size), "body", "danger"))
    elif cost.difference > 0:
        row.addWidget(Text(_("{n} punten beter").format(n=size), "body", "ok"))
    else:
        row.addWidget(Text(_("even goed"), "body", "ink2"))
    return row
