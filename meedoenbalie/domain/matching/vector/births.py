"""The age, for all pairs: as in ``ages``, with days of birth as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from meedoenbalie.domain.matching.ages import (
    age_range,
    fitting_births,
    possible_births,
    years_before,
)
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.vector.codes import (
    ASKED,
    FAR,
    HOPELESS,
    ONE_MORE_QUESTION,
    ONE_MORE_REFUSAL,
    REFUSED,
    Codes,
    Whole,
    distinct,
)
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident

Later = tuple[tuple[int, int, bool], ...]
"""Births (first and last day) that are old enough at a later start, and whether that is near."""


class AskedAges:
    """The births that fit each offer, and those that would at a later start."""

    def __init__(self, offers: Sequence[Offer], context: Context) -> None:
        keys, self.of_offer = distinct(_key(offer, context) for offer in offers)
        asked = [_asked(key, context) for key in keys]
        self.first = np.array([first for first, _last, _later in asked], dtype=np.int32)
        self.last = np.array([last for _first, last, _later in asked], dtype=np.int32)
        self.waits = np.array([bool(later) for _first, _last, later in asked], dtype=np.bool_)
        width = max((len(later) for _first, _last, later in asked), default=0)
        never = (1, 0, False)
        padded = [(*later, *(never,) * (width - len(later))) for _first, _last, later in asked]
        self.later = np.array(padded, dtype=np.int32).reshape(len(keys), width, 3)


class Births:
    """The days on which each resident may have been born, and whether a guardian is asked for."""

    def __init__(self, residents: Sequence[Resident], context: Context) -> None:
        births = [possible_births(resident, context.day) for resident in residents]
        self.first = np.array([first.toordinal() for first, _last in births], dtype=np.int32)
        self.last = np.array([last.toordinal() for _first, last in births], dtype=np.int32)
        self.exact = np.array([who.birth_date is not None for who in residents], dtype=np.bool_)
        self.grown = years_before(context.day, context.rules.guardian_below_age).toordinal()
        unknown = np.array([not who.guardian for who in residents], dtype=np.bool_)
        self.guardian = (self.last > self.grown) & unknown


def age_codes(births: Births, asked: AskedAges, rows: slice) -> Codes:
    """Return the codes of the age for some residents and all offers."""
    first, last = births.first[rows, None], births.last[rows, None]
    guardian = births.guardian[rows, None]
    both_first = np.maximum(first, asked.first)
    both_last = np.minimum(last, asked.last)
    # In one range, unless told otherwise below: only the guardian may be in the way.
    codes = np.broadcast_to(np.where(guardian, ASKED, 0), both_first.shape).astype(np.uint32)
    outside = both_first > both_last
    if not births.exact[rows].all():
        partly = (both_first != first) | (both_last != last)
        more = ONE_MORE_QUESTION * (guardian & (both_first > births.grown))
        codes = np.where(partly, ASKED + more, codes).astype(np.uint32)
    codes[outside] = HOPELESS
    young = outside & (first > asked.last) & births.exact[rows, None] & asked.waits
    who, what = np.nonzero(young)
    if len(who):
        codes[who, what] = _waiting(births, asked, who + rows.start, what)
    return codes[:, asked.of_offer]


def _waiting(births: Births, asked: AskedAges, who: Whole, what: Whole) -> Codes:
    """Return the codes of pairs in which the resident is too young now."""
    born = births.first[who]
    found = np.zeros(len(who), dtype=np.bool_)
    near = np.zeros(len(who), dtype=np.bool_)
    for column in range(asked.later.shape[1]):
        first, last, small = asked.later[what, column].T
        inside = (first <= born) & (born <= last)
        found |= inside
        near |= inside & (small != 0)
    codes = REFUSED + ONE_MORE_REFUSAL * births.guardian[who] + FAR * ~near
    return np.where(found, codes, HOPELESS).astype(np.uint32)


_Key = tuple[date | None, int | None, int | None, tuple[date, ...], bool, date | None]


def _key(offer: Offer, context: Context) -> _Key:
    now = offer.next_start(context.day)
    minimum, maximum = age_range(offer, context.rules)
    ahead = tuple(offer.starts_after(now)) if now else ()
    any_time = offer.continuous_intake or not offer.start_dates
    return now, minimum, maximum, ahead, any_time, offer.ends_on


def _asked(key: _Key, context: Context) -> tuple[int, int, Later]:
    now, minimum, maximum, ahead, any_time, ends_on = key
    first, last = fitting_births(now or context.day, minimum, maximum)
    later: Later = ()
    if now is not None and minimum is not None:
        later = _later(minimum, maximum, ahead, any_time, ends_on, context)
    return first.toordinal(), last.toordinal(), later


def _later(
    minimum: int,
    maximum: int | None,
    ahead: tuple[date, ...],
    any_time: bool,
    ends_on: date | None,
    context: Context,
) -> Later:
    soon = context.day + timedelta(weeks=context.rules.later_start_weeks)
    if ahead:
        in_time = [start for start in ahead if ends_on is None or start <= ends_on]
        births = [fitting_births(start, minimum, maximum) for start in in_time]
        return tuple(
            (first.toordinal(), last.toordinal(), start <= soon)
            for start, (first, last) in zip(in_time, births, strict=True)
        )
    if not any_time:
        return ()
    # One starts on the birthday itself, so whoever has it in time is old enough.
    end = date.max if ends_on is None else years_before(ends_on, minimum)
    return (
        (1, end.toordinal(), False),
        (1, min(end, years_before(soon, minimum)).toordinal(), True),
    )
