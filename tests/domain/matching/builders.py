"""Residents, offers and rules for the tests of matching: what a test doesn't name, fits."""

from datetime import date
from typing import Any
from uuid import UUID

from meedoenbalie.domain.matching.rules import Context, MatchingRules, Weights
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Resident, WeekWeight
from meedoenbalie.domain.week import (
    Commitment,
    Daypart,
    FreeDaypart,
    ScheduleKind,
    TimeSlot,
    Weekday,
    WeekSchedule,
)

DAY = date(2026, 3, 2)
SITE = "RTW"
HERE = (52.0, 5.0)
"""Where the azc is; a hundredth of a degree to the north is 1,112 metres."""
_ANY_ID = UUID(int=1)

RULES = MatchingRules(
    mdt_minimum_age=12,
    mdt_maximum_age=30,
    guardian_below_age=16,
    default_travel_minutes=45,
    travel_stretch_minutes=15,
    rest_minutes=15,
    weekly_limit_minutes=1440,
    week_weight_minutes={WeekWeight.LIGHT: 720, WeekWeight.NORMAL: 1080, WeekWeight.FULL: 1440},
    afternoon_from=720,
    evening_from=1080,
    extra_dayparts=2,
    weeks_per_level=20,
    certificate_weeks=4,
    reads_from_level=DutchLevel.A2,
    detour_percent=130,
    walking_metres_a_minute=80,
    cycling_metres_a_minute=250,
    later_start_weeks=13,
    start_horizon_weeks=26,
    maximum_changes=2,
    permit_kinds=(OfferKind.MDT_TRAJECT,),
    permit_needed=(ResidencePhase.ASYLUM_SEEKER,),
    permit_asked=(ResidencePhase.REJECTED_APPEAL,),
    weights=Weights(interests=40, travel=20, start=15, load=15, places=10, cost=5, company=5),
)


def context(day: date = DAY, **rules: Any) -> Context:
    return Context(
        day=day,
        site=SITE,
        confirm_days=14,
        rules=MatchingRules.model_validate({**RULES.model_dump(), **rules}),
        position=HERE,
    )


def resident(**values: Any) -> Resident:
    return Resident.model_validate(
        {
            "site_id": _ANY_ID,
            "reference": "RTW-0001",
            "given_name": "Semhar",
            "birth_date": date(2007, 1, 15),
            "dutch_level": DutchLevel.A1,
            "residence_phase": ResidencePhase.STATUS_HOLDER,
            **values,
        }
    )


def offer(**values: Any) -> Offer:
    return Offer.model_validate(
        {
            "provider_id": _ANY_ID,
            "code": "M01",
            "kind": OfferKind.MDT_TRAJECT,
            "title": "Samen in de buurt",
            "schedule": fixed(slot("MO", 13, 15)),
            "places": 3,
            "places_confirmed_on": DAY,
            "start_dates": (date(2026, 3, 9),),
            "travel_minutes": {SITE: 15},
            "work_permit": WorkPermit.YES,
            **values,
        }
    )


def course(**values: Any) -> Offer:
    return offer(
        **{
            "code": "T01",
            "kind": OfferKind.LANGUAGE_COURSE,
            "title": "Nederlands A1–A2",
            "schedule": fixed(slot("TU", 9.5, 12)),
            "level_from": DutchLevel.A1,
            "level_to": DutchLevel.A2,
            **values,
        }
    )


def slot(day: str, start: float, end: float) -> TimeSlot:
    """A time slot from hours: 9.5 is half past nine."""
    return TimeSlot(day=Weekday(day), start=round(start * 60), end=round(end * 60))


def commitment(day: str, start: float, end: float, label: str = "zwemles") -> Commitment:
    times = slot(day, start, end)
    return Commitment(day=times.day, start=times.start, end=times.end, label=label)


def free(*parts: str) -> tuple[FreeDaypart, ...]:
    """Dayparts as ``"SA afternoon"``."""
    return tuple(
        FreeDaypart(day=Weekday(day), daypart=Daypart(daypart))
        for day, daypart in (part.split() for part in parts)
    )


def fixed(*slots: TimeSlot, **values: Any) -> WeekSchedule:
    return WeekSchedule(
        kind=ScheduleKind.FIXED,
        slots=slots,
        **{"weekly_minutes": sum(one.minutes for one in slots), **values},
    )


def either(*choices: tuple[TimeSlot, ...]) -> WeekSchedule:
    """A schedule of which a participant takes one of the choices."""
    return WeekSchedule(
        kind=ScheduleKind.FIXED,
        alternatives=choices,
        weekly_minutes=max(sum(one.minutes for one in slots) for slots in choices),
    )


def flexible(minutes: int | None, **values: Any) -> WeekSchedule:
    return WeekSchedule(kind=ScheduleKind.FLEXIBLE, weekly_minutes=minutes, **values)
