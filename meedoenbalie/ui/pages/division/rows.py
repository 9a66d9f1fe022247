"""The table of a proposal: who is placed where, and who waits (08)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from meedoenbalie.domain.sharing import needs_guardian
from meedoenbalie.i18n import _
from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.pages.division import words
from meedoenbalie.ui.paint import Chip, paint_chip, paint_text, paint_tick
from meedoenbalie.ui.table_model import Column
from meedoenbalie.ui.theme import theme

if TYPE_CHECKING:
    from meedoenbalie.services.dividing import Plan, Seat


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in a proposal; ``ticked`` will be put ready, ``loses`` the place by a change."""

    who: UUID
    name: str
    seat: Seat | None
    why: str
    points: int
    note: str
    ticked: bool
    fixed: bool
    chosen: bool
    loses: bool


def rows_of(
    plan: Plan,
    left_out: Collection[UUID],
    losing: Collection[UUID] = (),
    moving: UUID | None = None,
) -> list[Row]:
    """Return who is placed, by place, and then who waits, the longest first."""
    stated = plan.stated
    found = []
    for who, whom in stated.people.items():
        key = plan.given.get(who)
        seat = stated.seats[key] if key is not None else None
        found.append(
            Row(
                who,
                whom.resident.full_name,
                seat,
                words.why(whom, seat, stated),
                stated.worth(who, key),
                _("u wilt verplaatsen") if who == moving else _note(plan, who),
                seat is not None and who not in left_out,
                who in plan.fixed,
                seat is not None and whom.rank_of(seat) is not None,
                who in losing and who != moving,
            )
        )
    return sorted(found, key=lambda row: _order(plan, row))


def _order(plan: Plan, row: Row) -> tuple[bool, str, str, int, str]:
    code = row.seat.offer.code if row.seat is not None else ""
    start = "" if row.seat is None or row.seat.start is None else row.seat.start.isoformat()
    waited = 0 if row.seat is not None else -plan.stated.people[row.who].seeker.weeks
    return row.seat is None, code, start, waited, row.name


def _note(plan: Plan, who: UUID) -> str:
    stated, whom = plan.stated, plan.stated.people[who]
    notes = []
    if who in plan.fixed:
        notes.append(_("vastgezet"))
    friends = [stated.people[one] for one in stated.friends_of(who) if one in stated.people]
    if friends:
        names = ", ".join(words.first_name(one) for one in friends)
        notes.append(_("samen met {names}").format(names=names))
    if who in plan.given:
        if needs_guardian(whom.resident, whom.context.day):
            notes.append(_("eerst akkoord voogd"))
    else:
        notes.append(_("wacht {weeks}").format(weeks=words.weeks(whom.seeker.weeks)))
    return " · ".join(notes)


def columns() -> tuple[Column[Row], ...]:
    """Return the columns."""
    return (
        Column("", _tick_words, 40, paint=_paint_tick),
        Column(_("Bewoner"), lambda row: row.name, 150, strong=True),
        Column(
            _("Voorstel"),
            lambda row: words.place(row.seat),
            None,
            tooltip=lambda row: words.place(row.seat),
            paint=_paint_place,
        ),
        Column(
            _("Waarom"),
            _why_words,
            150,
            paint=_paint_why,
            order=lambda row: -row.points,
        ),
        Column(
            _("Opmerking"),
            lambda row: _("raakt plaats kwijt") if row.loses else row.note,
            160,
            tooltip=lambda row: row.note,
            ink=lambda row: "danger" if row.loses else "ink2",
        ),
    )


def _tick_words(row: Row) -> str:
    if row.seat is None:
        return ""
    return _("wordt klaargezet") if row.ticked else _("wordt niet klaargezet")


def _why_words(row: Row) -> str:
    return row.why if row.seat is None else f"{row.why} ({words.points(row.points)})"


def _paint_tick(painter: QPainter, rect: QRect, row: Row, _selected: bool) -> None:
    side = theme().px(18)
    top = rect.top() + (rect.height() - side) / 2
    paint_tick(painter, QRectF(rect.left(), top, side, side), row.ticked)


def _paint_place(painter: QPainter, rect: QRect, row: Row, _selected: bool) -> None:
    if row.seat is None:
        paint_chip(painter, rect, Chip(words.place(None), "danger", "danger-soft", "x"))
        return
    room = rect.adjusted(0, 0, -theme().px(20) if row.fixed else 0, 0)
    start = words.start(row.seat)
    first, second = theme().px(17), theme().px(15)
    if start:
        room.setTop(rect.top() + (rect.height() - first - second) // 2)
        room.setHeight(first)
        below = QRect(room.left(), room.top() + first, room.width(), second)
        paint_text(painter, below, start, "caption", "ink2")
    paint_text(painter, room, row.seat.offer.title)
    if row.fixed:
        side = theme().px(14)
        top = rect.top() + (rect.height() - side) / 2
        paint_icon(painter, QRectF(rect.right() - side, top, side, side), "pin", "ink")


def _paint_why(painter: QPainter, rect: QRect, row: Row, _selected: bool) -> None:
    if row.seat is None:
        paint_text(painter, rect, row.why, "body", "ink2")
        return
    role: TextRole = "body_strong" if row.chosen else "body"
    paint_text(painter, rect, row.why, role)
    left = rect.left() + theme().metrics(role).horizontalAdvance(row.why + " ")
    rest = QRect(left, rect.top(), max(0, rect.right() - left), rect.height())
    paint_text(painter, rest, f"({words.points(row.points)})", "body", "ink2")
