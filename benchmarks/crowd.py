"""Many residents and offers of every kind, with gaps and oddities; the same for the same seed."""

from __future__ import annotations

import random
from datetime import date, timedelta

from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, Literacy, ResidencePhase, Resident
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.week import (
    Commitment,
    Daypart,
    FreeDaypart,
    ScheduleKind,
    TimeSlot,
    Weekday,
    WeekSchedule,
)
from meedoenbalie.paths import resource_path
from meedoenbalie.services.matching_rules import RULES_FILE, matching_rules

DAY = date(2026, 3, 2)
SITE = "RTW"
NOBODY = new_id()
DAYS = list(Weekday)
WISHES = (
    *("koken", "fietsen repareren", "muziek", "voetbal", "zorg voor ouderen", "tuinieren"),
    *("kinderen", "techniek", "schilderen", "naaien", "computers", "dieren", "bakken", "theater"),
)
TITLES = (
    *("Samen koken voor de buurt", "Fietswerkplaats", "Voetbal voor jong en oud", "Moestuin"),
    *("Muziek maken", "Buurttheater", "Dierenopvang", "Naaiatelier", "Repair café", "Podcast"),
)


def circumstances() -> Context:
    return Context(DAY, SITE, 14, matching_rules(resource_path(RULES_FILE), DAY))


def people(number: int, seed: int) -> list[Resident]:
    dice = random.Random(seed)
    return [a_resident(dice, place) for place in range(number)]


def supply(number: int, seed: int) -> list[Offer]:
    dice = random.Random(seed)
    return [an_offer(dice, place) for place in range(number)]


def a_resident(dice: random.Random, number: int) -> Resident:
    known = dice.random() > 0.05
    born = DAY - timedelta(dice.randrange(11 * 365, 32 * 365))
    return Resident(
        site_id=NOBODY,
        reference=f"{SITE}-{number:05d}",
        given_name="Semhar",
        birth_date=born if known else None,
        birth_year=None if known else dice.choice([None, born.year]),
        guardian=dice.choice(["", "voogd"]),
        dutch_level=dice.choice([None, *DutchLevel]),
        literacy=dice.choice([None, *Literacy]),
        residence_phase=dice.choice([None, *ResidencePhase]),
        arrival_date=DAY - timedelta(dice.randrange(400)),
        interests=tuple(dice.sample(WISHES, dice.choice([0, 1, 2, 3, 5]))),
        availability=dayparts(dice),
        commitments=tuple(an_appointment(dice) for _ in range(dice.choice([0, 1, 2, 3, 4]))),
        weekly_minutes=dice.choice([None, 240, 480, 720, 960, 1200]),
        max_travel_minutes=dice.choice([None, 10, 15, 20, 30, 45, 60]),
    )


def dayparts(dice: random.Random) -> tuple[FreeDaypart, ...]:
    if dice.random() < 0.2:
        return ()
    share = dice.choice([0.3, 0.6, 0.9])
    every = [FreeDaypart(day=day, daypart=part) for day in DAYS for part in Daypart]
    return tuple(part for part in every if dice.random() < share)


def an_appointment(dice: random.Random) -> Commitment:
    start = 15 * dice.randrange(32, 80)
    length = dice.choice([45, 60, 90, 180])
    return Commitment(day=dice.choice(DAYS), start=start, end=start + length, label="les")


def an_offer(dice: random.Random, number: int) -> Offer:
    kind = dice.choices(list(OfferKind), [5, 4, 1])[0]
    low, high = sorted(dice.sample(range(len(DutchLevel)), 2))
    levels = list(DutchLevel)
    youngest, oldest = dice.choice([None, 12, 14, 16, 18]), dice.choice([None, 23, 27, 30])
    starts = tuple(
        DAY + timedelta(dice.randrange(-20, 200)) for _ in range(dice.choice([0, 1, 1, 2, 4]))
    )
    ends = dice.random() < 0.2
    return Offer(
        provider_id=NOBODY,
        code=f"{kind.value[0].upper()}{number:05d}",
        kind=kind,
        title=dice.choice(TITLES),
        description=dice.choice(["", "Voor wie van tuinieren en dieren houdt"]),
        schedule=a_schedule(dice),
        minimum_age=youngest,
        maximum_age=oldest,
        level_from=dice.choice([None, levels[low]]),
        level_to=dice.choice([None, levels[high]]),
        residence_phases=tuple(dice.sample(list(ResidencePhase), dice.choice([0, 0, 2, 3]))),
        places=dice.choice([None, 0, 1, 2, 4, 8, 15]),
        places_confirmed_on=DAY - timedelta(dice.randrange(60)),
        start_dates=starts,
        continuous_intake=dice.random() < 0.3,
        ends_on=DAY + timedelta(dice.randrange(-5, 300)) if ends else None,
        travel_minutes=dice.choice([{}, *({SITE: way} for way in (5, 10, 12, 18, 25, 42, 75))]),
        work_permit=dice.choice([None, WorkPermit.YES, *WorkPermit]),
        active=dice.random() > 0.05,
    )


def a_schedule(dice: random.Random) -> WeekSchedule:
    minutes = dice.choice([None, 120, 180, 360])
    chance = dice.random()
    if chance < 0.2:
        kind = dice.choice([ScheduleKind.FLEXIBLE, ScheduleKind.UNKNOWN])
        return WeekSchedule(kind=kind, weekly_minutes=minutes, online=dice.random() < 0.2)
    if chance < 0.4:
        choices = tuple(some_slots(dice) for _ in range(dice.choice([2, 3])))
        return WeekSchedule(
            kind=ScheduleKind.FIXED, alternatives=choices, weekly_minutes=minutes or 150
        )
    slots = some_slots(dice)
    total = sum(slot.minutes for slot in slots)
    return WeekSchedule(
        kind=ScheduleKind.FIXED, slots=slots, weekly_minutes=total, online=dice.random() < 0.1
    )


def some_slots(dice: random.Random) -> tuple[TimeSlot, ...]:
    start = dice.choice([540, 570, 600, 690, 780, 810, 1050, 1110, 1140])
    days = sorted(dice.sample(DAYS, dice.choice([1, 1, 2, 2, 3])), key=lambda day: day.number)
    length = dice.choice([90, 120, 150])
    return tuple(TimeSlot(day=day, start=start, end=start + length) for day in days)
