"""Civic integration of some grown-up status holders: those who asked the desk to keep track."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from meedoenbalie.demo.chance import pick
from meedoenbalie.demo.history import Step
from meedoenbalie.demo.stories import workday
from meedoenbalie.domain.civic_integration.codes import (
    CivicGroup,
    Ending,
    Leerroute,
    Part,
    Purpose,
)
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Resident
from meedoenbalie.domain.sharing import ADULT
from meedoenbalie.services.civic_integration import record_civic, tell_ruling
from meedoenbalie.services.desk import Desk

_ASKED = 0.9
_LATELY = 100
"""Days since the desks began to keep track."""
_YEARS_AGO = {0: 12, 1: 26, 2: 26, 3: 18, 4: 11, 5: 7}
_WENT_OUT = {0: 0.0, 1: 0.05, 2: 0.12, 3: 0.2, 4: 0.3, 5: 0.45}
"""The longer ago the duty began, the more of it has ended: as the national figures show."""
_TURKISH = "tur"


def kept_track(people: Sequence[Resident], rng: Random, today: date) -> Iterator[Step]:
    """Yield the steps in which one desk records who is how far, and tells one about the ruling."""
    ruled = False
    for one in people:
        age = one.age_on(today)
        grown = age is not None and age >= ADULT
        holder = one.residence_phase is ResidencePhase.STATUS_HOLDER
        if not (grown and holder and rng.random() < _ASKED):
            continue
        values = _values(rng, today)
        day = workday(today - timedelta(days=rng.randint(3, _LATELY)))
        if one.arrival_date is not None and day <= one.arrival_date:
            continue
        told = not ruled and one.preferred_language == _TURKISH
        if told:
            ruled = True
            values |= {"civic_group": CivicGroup.FAMILY, "turkish_with_mvv": True, "ending": None}
            values |= {"purpose": Purpose.RULING, "ended_on": None, "suspended_until": None}
        minute = rng.randrange(9 * 60, 16 * 60)
        yield Step(day, minute, partial(_record, resident_id=one.id, values=values))
        if told:
            yield Step(day, minute + 5, partial(_tell, resident_id=one.id))


def _record(desk: Desk, resident_id: UUID, values: dict[str, Any]) -> object:
    return record_civic(desk, resident_id, values)


def _tell(desk: Desk, resident_id: UUID) -> object:
    """About costs made they still have to hear."""
    return tell_ruling(desk, resident_id, ruling=True, costs=False)


def _values(rng: Random, today: date) -> dict[str, Any]:
    ago = pick(rng, _YEARS_AGO)
    begin = today - timedelta(days=ago * 365 + rng.randint(110, 360))
    route = pick(rng, {Leerroute.B1: 62, Leerroute.ONDERWIJS: 12, Leerroute.Z: 26})
    group = pick(rng, {CivicGroup.ASYLUM: 88, CivicGroup.OTHER: 6, CivicGroup.FAMILY: 6})
    found: dict[str, Any] = {
        "purpose": pick(rng, {Purpose.GUIDANCE: 70, Purpose.COMBINING: 30}),
        "civic_group": group,
        "turkish_with_mvv": False if group is CivicGroup.FAMILY else None,
        "duty_from": begin,
        "route": route if begin.year >= 2022 else None,
        "level_reached": pick(
            rng, {DutchLevel.A0: 15, DutchLevel.A1: 35, DutchLevel.A2: 35, DutchLevel.B1: 15}
        ),
        "parts_done": tuple(part for part in (Part.PVT, Part.KNM) if rng.random() < 0.2 * ago),
    }
    if rng.random() < _WENT_OUT[ago]:
        found |= _ending(rng, begin, today)
    return found


def _ending(rng: Random, begin: date, today: date) -> dict[str, Any]:
    ending = pick(
        rng,
        {
            Ending.VOLDAAN: 34,
            Ending.VRIJSTELLING: 12,
            Ending.TIJDELIJKE_VRIJSTELLING: 28,
            Ending.ONTHEFFING: 16,
            Ending.NEDERLANDER: 10,
        },
    )
    ended = begin + timedelta(days=rng.randint(60, max(61, (today - begin).days - _LATELY)))
    if ending is not Ending.TIJDELIJKE_VRIJSTELLING:
        return {"ending": ending, "ended_on": ended}
    begun = today - timedelta(days=_LATELY + rng.randint(5, 60))
    until = today + timedelta(days=rng.randint(60, 400))
    return {"ending": ending, "ended_on": max(begin, begun), "suspended_until": until}
