"""Matching one resident with 2,000 offers: their order, reasons, week plans, the next question.

Baselines, in the same run: for the order the hard criteria as bare yes/no loops, without facts,
changes, score or order; for the reasons judging every offer; for the week plans every pair tried
with ``first_clash`` and sorted.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import product
from uuid import UUID

from benchmarks.measure import Result
from meedoenbalie.domain.matching.ages import age_range
from meedoenbalie.domain.matching.asking import best_questions
from meedoenbalie.domain.matching.explain import Match, ranked
from meedoenbalie.domain.matching.plansearch import best_plans
from meedoenbalie.domain.matching.ranking import Line
from meedoenbalie.domain.matching.rules import Context, travel_limit, travel_minutes
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.cross import Offers
from meedoenbalie.domain.matching.vector.lists import Ranked, ranked_offers
from meedoenbalie.domain.matching.weekplan import Conditions
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Resident
from meedoenbalie.domain.week import (
    Commitment,
    Daypart,
    FreeDaypart,
    ScheduleKind,
    TimeSlot,
    Weekday,
    WeekSchedule,
    first_clash,
)
from meedoenbalie.paths import resource_path
from meedoenbalie.services.matching_rules import RULES_FILE, matching_rules

DAY = date(2026, 3, 2)
SITE = "RTW"
OFFERS = 2_000
RESIDENTS = 3
LONG = 1.0
"""What takes longer than so many seconds is done once."""
PLANS = 20
SEEN = 10
NOBODY = UUID(int=0)
TITLES = ("Samen koken", "Fietswerkplaats", "Voetbal voor jong en oud", "Moestuin", "Muziek")
LEVELS: list[tuple[DutchLevel | None, DutchLevel | None]] = [
    (None, None),
    (DutchLevel.A0, DutchLevel.A1),
    (DutchLevel.A1, DutchLevel.A2),
    (DutchLevel.A2, DutchLevel.B1),
    (DutchLevel.A1, None),
]


def run() -> list[Result]:
    dice = random.Random(1)
    context = Context(DAY, SITE, 14, matching_rules(resource_path(RULES_FILE), DAY))
    offers = [an_offer(dice, number) for number in range(OFFERS)]
    residents = [a_resident(dice, number) for number in range(RESIDENTS)]
    arrays = Offers(offers, context)
    found = [ranked(who, offers, context) for who in residents]
    pairs = statistics.median(len(left) * len(right) for left, right in map(split, found))
    same = [offer.model_copy(update={"schedule": a_slot_for_all()}) for offer in offers]
    nowhere = [ranked(who, same, context) for who in residents]
    asked = [conditions(matches) for matches in found]
    return [
        compare(
            f"one resident x {OFFERS:,} offers in their order, arrays of the offers ready",
            [partial(ranked_offers, who, arrays) for who in residents],
            "bare yes/no loops over the hard criteria",
            [partial(bare_loops, who, offers, context) for who in residents],
        ),
        compare(
            f"order, and the reasons of the first {SEEN}",
            [partial(seen, who, arrays, context) for who in residents],
            "judging every offer one by one",
            [partial(ranked, who, offers, context) for who in residents],
        ),
        compare_plans(f"week plans: {PLANS} best of {pairs:,.0f} pairs", residents, found, context),
        compare_plans(
            "week plans, a course pinned and two dayparts free", residents, found, context, asked
        ),
        # Then everything has to be tried.
        compare_plans("week plans when no pair goes together", residents, nowhere, context),
        compare(
            "what to ask next",
            [partial(best_questions, forgotten(who), arrays, ids(offers)) for who in residents],
            "judging every offer one by one",
            [partial(ranked, who, offers, context) for who in residents],
        ),
    ]


def seen(who: Resident, arrays: Offers, context: Context) -> list[Match]:
    """What a desk sees first: all offers in their order, and why for those on the screen."""
    lines = fresh(who, arrays.offers, ranked_offers(who, arrays), context)
    return [line.match for line in lines[:SEEN]]


def fresh(
    who: Resident, offers: Sequence[Offer], order: Sequence[Ranked], context: Context
) -> list[Line]:
    """Lines of which nothing is worked out yet."""
    return [Line(who, offers[one.place], one.fit, one.points, context) for one in order]


def conditions(found: Sequence[Match]) -> Conditions:
    course = next(m for m in found if m.offer.kind is OfferKind.LANGUAGE_COURSE)
    free = {(Weekday.MONDAY, Daypart.MORNING), (Weekday.FRIDAY, Daypart.AFTERNOON)}
    return Conditions(pinned=frozenset({course.offer.id}), free=frozenset(free))


def forgotten(who: Resident) -> Resident:
    """The same one, of whom only the wishes and the age are known."""
    unknown = ("dutch_level", "residence_phase", "weekly_minutes", "max_travel_minutes")
    return who.model_copy(update={**dict.fromkeys(unknown), "availability": ()})


def ids(offers: Sequence[Offer]) -> set[UUID]:
    return {offer.id for offer in offers}


def compare_plans(
    name: str,
    residents: Sequence[Resident],
    found: Sequence[Sequence[Match]],
    context: Context,
    asked: Sequence[Conditions] | None = None,
) -> Result:
    wanted = asked or [Conditions()] * len(residents)

    def plan(who: Resident, matches: Sequence[Match], conditions: Conditions) -> object:
        lines = [Line(who, one.offer, one.fit, one.points, context) for one in matches]
        return best_plans(who, lines, context, PLANS, conditions)

    return compare(
        name,
        [partial(plan, *each) for each in zip(residents, found, wanted, strict=True)],
        "every pair tried, weeks known already, then sorted",
        [partial(every_pair, matches, context) for matches in found],
    )


def compare(
    ours: str,
    our_calls: Sequence[Callable[[], object]],
    baseline: str,
    baseline_calls: Sequence[Callable[[], object]],
) -> Result:
    return Result(ours, median_seconds(our_calls), baseline, median_seconds(baseline_calls))


def median_seconds(calls: Sequence[Callable[[], object]]) -> float:
    return statistics.median(best_seconds(call) for call in calls)


def best_seconds(call: Callable[[], object], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
        if times[0] > LONG:
            break
    return min(times)


def bare_loops(who: Resident, offers: Sequence[Offer], context: Context) -> list[str]:
    return [
        offer.code
        for offer in offers
        if right_age(who, offer, context)
        and right_level(who, offer)
        and offer.places
        and (travel_minutes(offer, context) or 0) <= travel_limit(who, context)
        and (offer.schedule.weekly_minutes or 0) <= (who.weekly_minutes or 10_080)
        and (
            not offer.schedule.choices
            or any(
                first_clash(slots, who.commitments, 30) is None for slots in offer.schedule.choices
            )
        )
    ]


def right_age(who: Resident, offer: Offer, context: Context) -> bool:
    start = offer.next_start(context.day)
    years = who.age_on(start) if start is not None else None
    minimum, maximum = age_range(offer, context.rules)
    return years is not None and (minimum or 0) <= years <= (maximum or 200)


def right_level(who: Resident, offer: Offer) -> bool:
    rank = who.dutch_level.rank if who.dutch_level is not None else 0
    return (offer.level_from is None or offer.level_from.rank <= rank) and (
        offer.level_to is None or rank <= offer.level_to.rank
    )


def right_week(who: Resident, offer: Offer) -> bool:
    choices = offer.schedule.choices
    return not choices or any(first_clash(slots, who.commitments, 30) is None for slots in choices)


def split(found: Sequence[Match]) -> tuple[list[Match], list[Match]]:
    usable = [m for m in found if m.fit is not Fit.FITS_NOT and m.judgement.week.facts.usable]
    left = [m for m in usable if m.offer.kind is OfferKind.MDT_TRAJECT]
    return left, [m for m in usable if m.offer.kind is OfferKind.LANGUAGE_COURSE]


def every_pair(found: Sequence[Match], context: Context) -> list[tuple[int, str, str]]:
    """The least that a search without bounds does: no load, no changes that must agree."""
    plans = []
    for mdt, language in product(*split(found)):
        ways = [travel_minutes(each.offer, context) or 0 for each in (mdt, language)]
        gap = sum(ways) + context.rules.rest_minutes
        together = product(mdt.judgement.week.facts.usable, language.judgement.week.facts.usable)
        if any(first_clash(one, other, gap) is None for one, other in together):
            plans.append((-(mdt.points + language.points), mdt.offer.code, language.offer.code))
    return sorted(plans)[:PLANS]


def a_resident(dice: random.Random, number: int) -> Resident:
    days = list(Weekday)
    return Resident(
        site_id=NOBODY,
        reference=f"RTW-{number:04d}",
        given_name="Semhar",
        birth_date=date(2000 + dice.randrange(9), 1, 15),
        dutch_level=dice.choice([DutchLevel.A0, DutchLevel.A1, DutchLevel.A2]),
        residence_phase=dice.choice(list(ResidencePhase)),
        interests=("koken", "fietsen repareren", "muziek"),
        availability=tuple(
            FreeDaypart(day=day, daypart=part)
            for day in days
            for part in Daypart
            if dice.random() < 0.5
        ),
        commitments=tuple(
            Commitment(day=dice.choice(days), start=start, end=start + 90, label="les")
            for start in (600, 840, 1140)
        ),
        weekly_minutes=dice.choice([480, 720, 960]),
        max_travel_minutes=dice.choice([30, 45, 60]),
    )


def an_offer(dice: random.Random, number: int) -> Offer:
    course, activity = number % 5 < 2, number % 10 == 9
    level_from, level_to = dice.choice(LEVELS)
    return Offer(
        provider_id=NOBODY,
        code=f"{'T' if course else 'A' if activity else 'M'}{number:04d}",
        kind=kind_of(course=course, activity=activity),
        title=dice.choice(TITLES),
        schedule=a_schedule(dice),
        minimum_age=dice.choice([None, 12, 14, 16, 18]),
        maximum_age=dice.choice([None, 23, 27, 30]),
        level_from=level_from,
        level_to=level_to,
        places=dice.choice([None, 0, 2, 4, 8]),
        places_confirmed_on=DAY - timedelta(dice.randrange(60)),
        start_dates=(DAY + timedelta(dice.randrange(1, 150)),),
        travel_minutes={SITE: dice.choice([5, 10, 12, 18, 25, 30, 42, 55, 75])},
        work_permit=dice.choice(list(WorkPermit)),
    )


def kind_of(*, course: bool, activity: bool) -> OfferKind:
    if course:
        return OfferKind.LANGUAGE_COURSE
    return OfferKind.ACTIVITY if activity else OfferKind.MDT_TRAJECT


def a_schedule(dice: random.Random) -> WeekSchedule:
    if dice.random() < 0.15:
        return WeekSchedule(kind=ScheduleKind.FLEXIBLE, weekly_minutes=dice.choice([180, 360]))
    days = dice.sample(list(Weekday), dice.choice([1, 1, 2, 2, 3]))
    start = dice.choice([540, 570, 600, 780, 810, 1110, 1140])
    slots = tuple(
        TimeSlot(day=day, start=start, end=start + 120)
        for day in sorted(days, key=lambda day: day.number)
    )
    return WeekSchedule(
        kind=ScheduleKind.FIXED, slots=slots, weekly_minutes=sum(slot.minutes for slot in slots)
    )


def a_slot_for_all() -> WeekSchedule:
    slot = TimeSlot(day=Weekday.SUNDAY, start=480, end=540)
    return WeekSchedule(kind=ScheduleKind.FIXED, slots=(slot,), weekly_minutes=60)
