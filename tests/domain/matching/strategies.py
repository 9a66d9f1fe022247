"""Residents and offers of every kind, among them half-known and contradictory ones."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from meedoenbalie.domain.offer_terms import CertificateState, CostPayer
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import (
    Company,
    DutchLevel,
    Literacy,
    ResidencePhase,
    Resident,
    TravelMeans,
)
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.domain.week import (
    MINUTES_A_DAY,
    Commitment,
    Daypart,
    FreeDaypart,
    ScheduleKind,
    TimeSlot,
    Weekday,
    WeekSchedule,
)
from tests.domain.matching.builders import DAY, SITE, offer, resident

# Few days and whole quarters, so that weeks meet often enough to be worth a test.
_DAYS = st.sampled_from([Weekday.MONDAY, Weekday.TUESDAY, Weekday.SATURDAY])
_QUARTERS = MINUTES_A_DAY // 15


@st.composite
def slots(draw: st.DrawFn) -> TimeSlot:
    start = draw(st.integers(7 * 4, 20 * 4))
    length = draw(st.integers(1, 16))
    return TimeSlot(day=draw(_DAYS), start=start * 15, end=min(_QUARTERS, start + length) * 15)


@st.composite
def schedules(draw: st.DrawFn) -> WeekSchedule:
    kind = draw(st.sampled_from([*ScheduleKind, ScheduleKind.FIXED, ScheduleKind.FIXED]))
    minutes = draw(st.none() | st.integers(0, 1200))
    online = draw(st.booleans())
    if kind is not ScheduleKind.FIXED:
        return WeekSchedule(kind=kind, weekly_minutes=minutes, online=online)
    some = st.lists(slots(), min_size=1, max_size=3).map(tuple)
    if draw(st.booleans()):
        choices = draw(st.lists(some, min_size=2, max_size=3).map(tuple))
        return WeekSchedule(kind=kind, alternatives=choices, weekly_minutes=minutes, online=online)
    return WeekSchedule(
        kind=kind,
        slots=draw(some),
        weekly_minutes=minutes,
        online=online,
        interval_weeks=draw(st.sampled_from([1, 1, 2])),
    )


@st.composite
def residents(draw: st.DrawFn) -> Resident:
    commitments = [
        Commitment(**one.model_dump(), label="les") for one in draw(st.lists(slots(), max_size=3))
    ]
    dayparts = draw(st.sets(st.tuples(_DAYS, st.sampled_from(Daypart)), max_size=6))
    birth: dict[str, Any] = draw(
        st.sampled_from([{}, {"birth_year": 2008}, {"birth_year": 2010}, {"birth_year": 1980}])
        | st.dates(DAY - timedelta(35 * 365), DAY).map(lambda born: {"birth_date": born})
    )
    return resident(
        **{"birth_date": None, **birth},
        guardian=draw(st.sampled_from(["", "voogd"])),
        dutch_level=draw(st.none() | st.sampled_from(DutchLevel)),
        literacy=draw(st.none() | st.sampled_from(Literacy)),
        languages=draw(st.sampled_from([(), ("tir",), ("ara", "eng")])),
        residence_phase=draw(st.none() | st.sampled_from(ResidencePhase)),
        commitments=tuple(commitments),
        availability=tuple(FreeDaypart(day=day, daypart=part) for day, part in sorted(dayparts)),
        weekly_minutes=draw(st.none() | st.integers(0, 1200)),
        max_travel_minutes=draw(st.none() | st.integers(0, 90)),
        interests=draw(st.sampled_from([(), ("koken",), ("voetbal", "koken", "zorg")])),
        travel_means=draw(st.lists(st.sampled_from(TravelMeans), unique=True).map(tuple)),
        company=draw(st.none() | st.sampled_from(Company)),
    )


@st.composite
def offers(draw: st.DrawFn, kind: OfferKind | None = None) -> Offer:
    youngest = draw(st.none() | st.integers(5, 30))
    oldest = draw(st.none() | st.integers(youngest or 10, 40))
    return offer(
        code=f"X{draw(st.integers(0, 9999)):04d}",
        kind=kind or draw(st.sampled_from(OfferKind)),
        title=draw(st.sampled_from(["Samen koken voor de buurt", "Voetbal", "Podcast"])),
        schedule=draw(schedules()),
        minimum_age=youngest,
        maximum_age=oldest,
        level_from=draw(st.none() | st.sampled_from(DutchLevel)),
        level_to=draw(st.none() | st.sampled_from(DutchLevel)),
        support_languages=draw(st.sampled_from([(), ("tir",)])),
        residence_phases=draw(
            st.just(()) | st.lists(st.sampled_from(ResidencePhase), unique=True).map(tuple)
        ),
        places=draw(st.none() | st.integers(0, 3)),
        places_confirmed_on=draw(st.none() | st.dates(DAY - timedelta(60), DAY)),
        start_dates=(
            starts := tuple(
                draw(st.lists(st.dates(DAY - timedelta(30), DAY + timedelta(300)), max_size=3))
            )
        ),
        start_places=draw(start_places(starts)),
        continuous_intake=draw(st.booleans()),
        ends_on=draw(st.none() | st.dates(DAY - timedelta(10), DAY + timedelta(400))),
        travel_minutes=draw(st.just({}) | st.integers(0, 90).map(lambda minutes: {SITE: minutes})),
        work_permit=draw(st.none() | st.sampled_from(WorkPermit)),
        active=draw(st.sampled_from([True, True, True, False])),
        **draw(terms()),
    )


@st.composite
def terms(draw: st.DrawFn) -> dict[str, Any]:
    """What else a provider may state, each of it often left out."""
    soon = st.none() | st.dates(DAY - timedelta(10), DAY + timedelta(120))
    north = draw(st.none() | st.sampled_from([52.0, 52.01, 52.03, 52.1, 53.0]))
    lowest = draw(st.none() | st.integers(1, 3))
    return {
        "literacy_needed": draw(st.none() | st.sampled_from(Literacy)),
        "work_permit_valid_until": draw(soon),
        "conduct_certificate": draw(st.sampled_from([None, False, True, True])),
        "certificate_state": draw(st.none() | st.sampled_from(CertificateState)),
        "certificate_valid_until": draw(soon),
        "cost_cents": draw(st.sampled_from([None, 0, 1250])),
        "cost_payer": draw(st.none() | st.sampled_from(CostPayer)),
        "group_from": lowest,
        "group_to": draw(st.none() | st.integers(lowest or 1, 6)),
        "latitude": north,
        "longitude": None if north is None else 5.0,
    }


@st.composite
def start_places(draw: st.DrawFn, starts: tuple[date, ...]) -> tuple[PlacesFigure, ...]:
    """Figures of some of these start dates: full, unknown, fresh or old."""
    return tuple(
        PlacesFigure(
            on=start,
            places=draw(st.none() | st.integers(0, 2)),
            confirmed_on=draw(st.none() | st.dates(DAY - timedelta(60), DAY)),
        )
        for start in starts
        if draw(st.booleans())
    )


@st.composite
def near_offers(draw: st.DrawFn, kind: OfferKind | None = None) -> Offer:
    """An offer with little in its way, so that much of it fits and makes week plans."""
    return offer(
        code=f"N{draw(st.integers(0, 9999)):04d}",
        kind=kind or draw(st.sampled_from(OfferKind)),
        title=draw(st.sampled_from(["Samen koken voor de buurt", "Voetbal", "Podcast"])),
        schedule=draw(schedules()),
        level_from=draw(st.sampled_from([None, DutchLevel.A0, DutchLevel.A1, DutchLevel.B1])),
        places=draw(st.sampled_from([None, 2])),
        travel_minutes=draw(st.sampled_from([{}, {SITE: 0}, {SITE: 20}, {SITE: 30}])),
        work_permit=draw(st.none() | st.sampled_from(WorkPermit)),
        literacy_needed=draw(st.none() | st.sampled_from(Literacy)),
        conduct_certificate=draw(st.sampled_from([None, False, True])),
        certificate_state=draw(st.sampled_from([None, CertificateState.REQUESTED])),
    )
