"""The week that a resident was accepted for: as a calendar for a phone, and in pictures on paper.

Both hold what the resident takes part in and nothing of anybody else, nor the resident's name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from meedoenbalie.domain.beginning import beginning_of
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Role
from meedoenbalie.domain.recurrence import rules_of
from meedoenbalie.domain.referrals import ReferralState, Standing
from meedoenbalie.domain.week import TimeSlot
from meedoenbalie.exchange.ics import Course, course_calendar
from meedoenbalie.services.desk import DESK_ROLES, READERS, Desk
from meedoenbalie.services.school_holidays import SchoolHolidays
from meedoenbalie.services.timetables import holidays_of, timetable
from meedoenbalie.storage.queries.referrals import referral_lines

__all__ = ["Accepted", "NoWeek", "accepted_week", "export_week", "print_week"]

_THERE = (ReferralState.ACCEPTED, ReferralState.STARTED)
_LONGEST_TITLE = 40


class NoWeek(ValueError):
    """Nothing to show: the resident was accepted nowhere, or no day and time is certain."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An offer that somebody was accepted at or takes part in, from ``start`` on if that is known.

    ``slots`` are its times in the week; none when there are choices or nobody knows them.
    """

    offer: Offer
    provider: Provider
    start: date | None

    @property
    def slots(self) -> tuple[TimeSlot, ...]:
        """The times in the week."""
        choices = self.offer.schedule.choices
        return choices[0] if len(choices) == 1 else ()


def accepted_week(desk: Desk, resident_id: UUID) -> tuple[Accepted, ...]:
    """Return where a resident was accepted or takes part, by title. Raises UnknownRecord."""
    return _found(desk, resident_id, "read", READERS)


def export_week(desk: Desk, resident_id: UUID, out: Path) -> int:
    """Write the accepted week as iCalendar; return how many offers are in it.

    What is not certain (a day, a time, the start) is left out. Raises UnknownRecord, NotAllowed,
    NoWeek when nothing is certain, InvalidRules for a file of holidays, and OSError.
    """
    from meedoenbalie.reports.files import write_whole

    found = _found(desk, resident_id, "export_week", DESK_ROLES)
    courses = _courses(found, holidays_of(desk))
    if not courses:
        raise NoWeek("no_week")
    desk.note("export_week", resident_id)
    write_whole(out, course_calendar(courses, desk.clock.today()).encode("utf-8"))
    return len(courses)


def print_week(
    desk: Desk, resident_id: UUID, out: Path, language: str = "", *, demo: bool = False
) -> str:
    """Write the accepted week as pictures; return the tag of the language that it is in.

    Without a language it is the one that the resident reads best. Raises UnknownRecord, NotAllowed,
    NoWeek, CannotTypeset, FontMissing, InvalidRules and OSError.
    """
    # Typst is loaded when something is printed.
    from meedoenbalie.reports.files import write_whole
    from meedoenbalie.reports.leaflet_facts import InWeek
    from meedoenbalie.reports.leaflet_words import DaypartTimes, words_of
    from meedoenbalie.reports.picture_week import PictureWeek, render
    from meedoenbalie.reports.qr import fits
    from meedoenbalie.services.leaflets import language_for
    from meedoenbalie.services.matching_rules import matching_rules, rules_path

    today = desk.clock.today()
    found = _found(desk, resident_id, "print_week", DESK_ROLES)
    if not found:
        raise NoWeek("no_week")
    with desk.read() as reader:
        resident = reader.get(Resident, resident_id)
    words = words_of(language or language_for(resident))
    rules = matching_rules(rules_path(desk.database.path), today)
    courses = _courses(found, holidays_of(desk))
    # Without the places it is shorter; what is too long yet can't be read off paper.
    bare = tuple(replace(course, place="") for course in courses)
    calendars = (course_calendar(each, today) for each in (courses, bare) if each)
    week = PictureWeek(
        words=words,
        offers=tuple((InWeek(one.offer, one.provider, one.slots), one.start) for one in found),
        calendar=next((text for text in calendars if fits(text)), ""),
        dayparts=DaypartTimes(rules.afternoon_from, rules.evening_from),
        today=today,
        demo=demo,
    )
    pdf = render(week)
    desk.note("print_week", resident_id)
    write_whole(out, pdf)
    return words.tag


def _found(
    desk: Desk, resident_id: UUID, action: str, roles: frozenset[Role]
) -> tuple[Accepted, ...]:
    today = desk.clock.today()
    with desk.read(action, roles) as reader:
        reader.get(Resident, resident_id)
        lines = [
            line
            for line in referral_lines(reader, resident_id=resident_id)
            if line.standing.state in _THERE
        ]
        offers = {one.id: one for one in reader.find(Offer, id={line.offer_id for line in lines})}
        about = {offer.provider_id for offer in offers.values()}
        providers = {one.id: one for one in reader.find(Provider, id=about)}
    found = {
        line.offer_id: Accepted(
            offers[line.offer_id],
            providers[offers[line.offer_id].provider_id],
            _start(offers[line.offer_id], line.standing, today),
        )
        for line in lines
    }
    return tuple(sorted(found.values(), key=lambda one: (one.offer.title, one.offer.code)))


def _start(offer: Offer, standing: Standing, today: date) -> date | None:
    """Return the first day of the group that somebody is in."""
    since = standing.since or today
    if standing.state is ReferralState.STARTED:
        return max((day for day in offer.start_dates if day <= since), default=since)
    return beginning_of(offer, since, today).day


def _courses(found: tuple[Accepted, ...], holidays: SchoolHolidays) -> tuple[Course, ...]:
    made = []
    for one in found:
        table = timetable(one.offer, one.start, holidays, one.slots) if one.start else None
        rules = rules_of(table) if table is not None else ()
        title = one.offer.title
        if rules:
            short = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
            made.append(Course(one.offer.id.hex[:8], short, one.offer.where, rules))
    return tuple(made)
