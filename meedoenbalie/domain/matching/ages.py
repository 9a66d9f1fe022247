"""Age on the day of the start, reckoned in birth dates: so a half-known one is treated right."""

from __future__ import annotations

from datetime import date, timedelta

from meedoenbalie.domain.matching.changes import BornBetween, Change, GuardianAgrees, LaterStart
from meedoenbalie.domain.matching.facts import AgeFacts, Criterion, CriterionResult, Verdict
from meedoenbalie.domain.matching.rules import Context, MatchingRules
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident

Days = tuple[date, date]
_FIRST_BIRTH = date(1900, 1, 1)


def age(resident: Resident, offer: Offer, context: Context) -> CriterionResult[AgeFacts]:
    """Judge the age on the day of the start, and below an age the guardian.

    Source: Subsidieregeling MDT 2023 (stcrt-2023-12901), 12 to 30 at the start, where the traject
    names no other age; AVG art. 8 and UAVG art. 5 for the guardian's agreement under 16, today.
    """
    rules, day = context.rules, context.day
    on = offer.next_start(day) or day
    minimum, maximum = age_range(offer, rules)
    possible = possible_births(resident, day)
    fitting = fitting_births(on, minimum, maximum)
    grown = years_before(day, rules.guardian_below_age)
    needed = possible[1] > grown
    known = bool(resident.guardian)
    facts = AgeFacts(
        on=on,
        lowest=None if _unknown(resident) else _age(possible[1], on),
        highest=None if _unknown(resident) else _age(possible[0], on),
        minimum=minimum,
        maximum=maximum,
        guardian_needed=needed and not _unknown(resident),
        guardian_known=known,
    )

    def result(verdict: Verdict, *changes: Change) -> CriterionResult[AgeFacts]:
        return CriterionResult(Criterion.AGE, verdict, facts, changes)

    both = _both(possible, fitting)
    agreement = () if known or not needed else (GuardianAgrees(),)
    if both is None:
        later = _later_start(resident, offer, context, minimum, maximum)
        return result(Verdict.FITS_NOT, *((later, *agreement) if later else ()))
    if both == possible:
        return result(Verdict.UNKNOWN if agreement else Verdict.FITS, *agreement)
    if agreement and both[0] <= grown:
        both, agreement = (both[0], min(both[1], grown)), ()
    earliest = None if both[0] == _FIRST_BIRTH else both[0]
    return result(Verdict.UNKNOWN, BornBetween(earliest, both[1]), *agreement)


def age_range(offer: Offer, rules: MatchingRules) -> tuple[int | None, int | None]:
    """Return the lowest and highest age at the start; None where an offer leaves it open.

    An open side of an MDT-traject is closed by the regulation, unless the traject's own other side
    lies beyond it.
    """
    minimum, maximum = offer.minimum_age, offer.maximum_age
    if offer.kind is OfferKind.MDT_TRAJECT:
        if minimum is None and (maximum is None or maximum >= rules.mdt_minimum_age):
            minimum = rules.mdt_minimum_age
        if maximum is None and (minimum is None or minimum <= rules.mdt_maximum_age):
            maximum = rules.mdt_maximum_age
    return minimum, maximum


def years_before(day: date, years: int) -> date:
    """Return the latest birth date of somebody who is so many years old on a day."""
    year = max(1, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _unknown(resident: Resident) -> bool:
    return resident.birth_date is None and resident.birth_year is None


def possible_births(resident: Resident, day: date) -> Days:
    """Return the first and the last day on which the resident may have been born."""
    if resident.birth_date is not None:
        return resident.birth_date, resident.birth_date
    if resident.birth_year is not None:
        return date(resident.birth_year, 1, 1), date(resident.birth_year, 12, 31)
    return _FIRST_BIRTH, day


def fitting_births(on: date, minimum: int | None, maximum: int | None) -> Days:
    """Return the first and the last birth date of who has the right age on a day."""
    earliest = _FIRST_BIRTH if maximum is None else years_before(on, maximum + 1) + timedelta(1)
    latest = date.max if minimum is None else years_before(on, minimum)
    return max(earliest, _FIRST_BIRTH), latest


def _both(first: Days, second: Days) -> Days | None:
    both = max(first[0], second[0]), min(first[1], second[1])
    return both if both[0] <= both[1] else None


def _age(born: date, on: date) -> int:
    return max(0, on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def _later_start(
    resident: Resident,
    offer: Offer,
    context: Context,
    minimum: int | None,
    maximum: int | None,
) -> LaterStart | None:
    """Find the first start at which the resident is old enough, and not yet too old."""
    born, day = resident.birth_date, context.day
    now = offer.next_start(day)
    if born is None or minimum is None or now is None or born <= years_before(now, minimum):
        return None
    starts = offer.starts_after(now)
    if not starts and (offer.continuous_intake or not offer.start_dates):
        starts = [_birthday(born, minimum)]
    for start in starts:
        earliest, latest = fitting_births(start, minimum, maximum)
        if earliest <= born <= latest and (offer.ends_on is None or start <= offer.ends_on):
            weeks = context.rules.later_start_weeks
            return LaterStart(start, small=(start - day).days <= 7 * weeks)
    return None


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
