"""Hours after the start: what was agreed for a week, what was made, and how far that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.attendance import (
    Absence,
    Attendance,
    HoursMade,
    asks_activities,
    hours_made,
    is_short,
    started_on,
)
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.lesson_days import Timetable
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.recurrence import lessons_of
from meedoenbalie.domain.referrals import Referral, ReferralEvent, standing_of
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.matching_rules import InvalidRules
from meedoenbalie.services.timetables import holidays_of, timetable
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "Absence",
    "Attendance",
    "CannotNote",
    "HoursMade",
    "WeekHours",
    "asks_activities",
    "hours_made",
    "is_short",
    "note_hours",
    "started_on",
    "take_away_hours",
    "weeks_of",
]

LONGEST = 104
"""How many weeks back hours can be noted from a list: two years."""


class CannotNote(ValueError):
    """Hours that can't be noted.

    ``code`` is not_started, week_ahead, week_before_start or week_after_end.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class WeekHours:
    """One week of taking part: what was agreed by the schedule (minutes), and what was noted.

    ``agreed`` is None when nobody knows it; ``noted`` when nothing was noted yet.
    """

    week: IsoWeek
    agreed: int | None
    noted: Attendance | None


def weeks_of(desk: Desk, referral_id: UUID) -> tuple[WeekHours, ...]:
    """Return the weeks of taking part, the last one first; none before the start.

    That is this week, or the week in which it ended.

    A file of holidays that can't be used is told where lessons are shown; here the mean load of a
    week stands in for it. Raises UnknownRecord.
    """
    today = desk.clock.today()
    with desk.read() as reader:
        referral = reader.get(Referral, referral_id)
        offer = reader.get(Offer, referral.offer_id)
        start, end = _start_and_end(reader, referral_id)
        noted = {one.week: one for one in reader.find(Attendance, referral_id=referral_id)}
    if start is None:
        return ()
    # A course counts its fortnights and its last day from its own first day.
    group = max((day for day in offer.start_dates if day <= start), default=start)
    try:
        table = timetable(offer, group, holidays_of(desk))
    except (InvalidRules, OSError):
        table = None
    weeks = [IsoWeek.of(end or today)]
    while weeks[-1] > IsoWeek.of(start) and len(weeks) < LONGEST:
        weeks.append(weeks[-1].earlier(1))
    agreed = _agreed(offer, start, weeks[0], table)
    return tuple(WeekHours(week, agreed(week), noted.get(str(week))) for week in weeks)


def note_hours(
    desk: Desk,
    referral_id: UUID,
    week: IsoWeek,
    made_minutes: int,
    agreed_minutes: int | None = None,
    absence: Absence | None = None,
) -> Done[Attendance]:
    """Note the minutes that were made in a week, or note that week anew.

    Only of a referral that has started, for a week from the start to today or to its end. Raises
    UnknownRecord, CannotNote, and pydantic.ValidationError for more than a week holds or an absence
    of somebody who was there.
    """
    today = desk.clock.today()
    with desk.write("note_hours") as uow:
        referral = uow.get(Referral, referral_id)
        start, end = _start_and_end(uow, referral_id)
        if start is None:
            raise CannotNote("not_started")
        if week > IsoWeek.of(today):
            raise CannotNote("week_ahead")
        if week < IsoWeek.of(start):
            raise CannotNote("week_before_start")
        if end is not None and week > IsoWeek.of(end):
            raise CannotNote("week_after_end")
        said = {
            "agreed_minutes": agreed_minutes,
            "made_minutes": made_minutes,
            "absence": absence,
            "noted_on": today,
            "noted_by": desk.user.name,
        }
        before = uow.first(Attendance, referral_id=referral_id, week=str(week))
        if before is None:
            new = Attendance.model_validate({"referral_id": referral_id, "week": str(week), **said})
            stored = uow.insert(new, subject=referral.resident_id)
        else:
            stored = uow.update(before, subject=referral.resident_id, **said)
    return Done(stored, frozenset(uow.changed))


def take_away_hours(desk: Desk, attendance_id: UUID) -> Done[Attendance]:
    """Take away what was noted of a week by mistake; it can be undone. Raises UnknownRecord."""
    with desk.write("take_away_hours") as uow:
        noted = uow.get(Attendance, attendance_id)
        referral = uow.get(Referral, noted.referral_id)
        uow.delete(noted, subject=referral.resident_id)
    return Done(noted, frozenset(uow.changed))


def _start_and_end(reader: Reader, referral_id: UUID) -> tuple[date | None, date | None]:
    events = reader.find(ReferralEvent, order_by="sequence", referral_id=referral_id)
    standing = standing_of(events)
    return started_on(events), standing.since if standing.is_ended else None


def _agreed(
    offer: Offer, start: date, last: IsoWeek, table: Timetable | None
) -> Callable[[IsoWeek], int | None]:
    """Return what tells the minutes that were agreed for a week, from the day of the start on.

    Where the days are certain these are the lessons of that week, so none in a school holiday;
    else the mean load of a week, or None when nobody knows it.
    """
    if table is None or not table.slots:
        return lambda _week: offer.schedule.weekly_minutes
    minutes: Counter[IsoWeek] = Counter()
    for lesson in lessons_of(table, start, last.sunday):
        minutes[IsoWeek.of(lesson.on)] += lesson.end - lesson.start
    return lambda week: minutes[week]
