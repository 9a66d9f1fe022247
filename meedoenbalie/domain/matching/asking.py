"""Which question about somebody is worth asking next: the one that could change the advice most.

What isn't known of a resident never excludes an offer. Each thing that isn't known is a question
with a few possible answers; for each answer every offer is judged anew, all at once. What a
question could change is, on average over its answers, how many of the best five offers become
others, and after that how many offers fit or don't fit otherwise than before. Its gain is how many
more offers fit for certain with the answer that helps most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np

from meedoenbalie.domain.matching.ages import years_before
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.best import NONE, best_columns, by_code
from meedoenbalie.domain.matching.vector.cross import Offers, Pairs, every_pair
from meedoenbalie.domain.people import Company, DutchLevel, Literacy, ResidencePhase, Resident
from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday

TOP = 5
"""How many offers count as the best: what a desk shows and talks about first."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something about a resident that isn't known, by the name of its field.

    ``top`` is how many of the best five offers would be others, ``turned`` how many offers would
    be judged otherwise, both on average over the possible answers. ``gain`` is how many more
    offers fit for certain with the answer that helps most.
    """

    field: str
    top: float
    turned: float
    gain: int


def best_questions(
    resident: Resident, arrays: Offers, among: Collection[UUID], wishes: Iterable[str] = ()
) -> tuple[Question, ...]:
    """Return what isn't known of a resident and could change something, the best question first.

    ``among`` are the offers that count, ``wishes`` are answers to what somebody likes. Questions
    that could change equally much stand in the order in which they are asked in the talk.
    """
    asked = _unknown(resident, arrays.context.day, wishes)
    supposed = [resident.model_copy(update=values) for _field, every in asked for values in every]
    counts = np.array([offer.id in among for offer in arrays.offers], dtype=np.bool_)
    if not supposed or not counts.any():
        return ()
    pairs = every_pair([resident, *supposed], arrays)
    fit = pairs.fit[:, counts]
    some = Pairs(0, fit, pairs.points[:, counts])
    columns = best_columns(some, by_code(arrays)[counts], TOP)
    best = [frozenset(row) - {NONE} for row in columns.tolist()]
    fitting = (fit == Fit.FITS.order).sum(axis=1)
    found, row = [], 1
    for field, every in asked:
        rows = range(row, row + len(every))
        row += len(every)
        question = Question(
            field,
            top=sum(len(best[0] - best[each]) for each in rows) / len(every),
            turned=sum(int((fit[each] != fit[0]).sum()) for each in rows) / len(every),
            gain=max(0, *(int(fitting[each] - fitting[0]) for each in rows)),
        )
        if question.top or question.turned:
            found.append(question)
    return tuple(sorted(found, key=lambda each: (-each.top, -each.turned)))


def _unknown(
    resident: Resident, day: date, wishes: Iterable[str]
) -> list[tuple[str, Sequence[dict[str, Any]]]]:
    """Return each field that isn't known, with the values that its possible answers give."""
    answers: dict[str, Sequence[dict[str, Any]]] = {
        "interests": [{"interests": (wish,)} for wish in wishes],
        "availability": [{"availability": free} for free in _weeks()],
        "max_travel_minutes": [{"max_travel_minutes": n} for n in (15, 30, 45, 60, 90)],
        "weekly_minutes": [{"weekly_minutes": 60 * n} for n in (4, 8, 12, 16, 24)],
        "company": [{"company": company} for company in Company],
        "dutch_level": [{"dutch_level": level} for level in DutchLevel],
        "literacy": [{"literacy": literacy} for literacy in Literacy],
        "residence_phase": [{"residence_phase": phase} for phase in ResidencePhase],
        "guardian": [{"guardian": "+"}],
        "birth_date": [{"birth_date": born} for born in _births(resident, day)],
    }
    return [
        (field, every)
        for field, every in answers.items()
        if every and getattr(resident, field) in (None, (), "")
    ]


def _births(resident: Resident, day: date) -> list[date]:
    """Return birth dates to suppose: within the year that is known, else one for each age."""
    if resident.birth_year is not None:
        year = resident.birth_year
        return [date(year, month, 1) for month in (1, 4, 7, 10)] + [date(year, 12, 31)]
    return [years_before(day, age) for age in range(12, 31)]


def _weeks() -> list[tuple[FreeDaypart, ...]]:
    """Return weeks to suppose: free in one part of each day, on working days, or at the weekend."""
    days = {"all": tuple(Weekday), "working": tuple(Weekday)[:5], "weekend": tuple(Weekday)[5:]}
    parts: list[tuple[tuple[Weekday, ...], tuple[Daypart, ...]]]
    parts = [(days["all"], (part,)) for part in Daypart]
    parts += [(days["working"], tuple(Daypart)[:2]), (days["weekend"], tuple(Daypart))]
    return [
        tuple(FreeDaypart(day=day, daypart=part) for day in some for part in dayparts)
        for some, dayparts in parts
    ]
