"""Figures of lessons as they were published, on their way to the other azc's.

What travels is what the handreiking of the azc printed: hidden and rounded, with the question, the
period and the moment of freezing. Exact counts and seals stay in its store. Whoever reads such a
figure holds it to the rules of a publication again, so that no small count arrives by mistake.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from pydantic import TypeAdapter, field_validator, model_validator

from meedoenbalie.domain.disclosure import ROUNDING, THRESHOLD
from meedoenbalie.domain.lesson_figures import LessonFigure, Shown, refusal, shown, shown_arms
from meedoenbalie.domain.live_count import COUNT_KEYS
from meedoenbalie.domain.live_query import ARMS, SHARES, Measure, Query, canonical
from meedoenbalie.domain.record import Field, Value, no_bsn
from meedoenbalie.domain.referrals import Reason

MOST = 12
"""So many figures of a lesson go along."""


class EditionFigure(Value):
    """A frozen figure in an edition. Raises ValueError (not_suppressed) for a count too small."""

    caption: str = Field(min_length=1, max_length=200)
    query: Query
    shown: dict[str, int | None]
    frozen_at: str = Field(min_length=10, max_length=40)

    _no_bsn = no_bsn("caption")

    @field_validator("frozen_at")
    @classmethod
    def _a_moment(cls, text: str) -> str:
        datetime.fromisoformat(text)
        return text

    @model_validator(mode="after")
    def _may_be_told(self) -> Self:
        if not (set(self.shown) <= _names_of(self.query) and _is_hidden(self.query, self.shown)):
            raise ValueError("not_suppressed")
        return self


_MANY = TypeAdapter(tuple[EditionFigure, ...])


def published_figures(figures: Iterable[LessonFigure]) -> tuple[EditionFigure, ...]:
    """Return the frozen figures of a lesson as its handreiking prints them, at most twelve."""
    found = [
        EditionFigure(
            caption=one.caption,
            query=one.query,
            shown=shown(one.query, one.counts),
            frozen_at=one.frozen_at.isoformat(),
        )
        for one in figures
        if one.counts is not None
        and one.frozen_at is not None
        and refusal(one.query, one.counts) is None
    ]
    return tuple(found[:MOST])


def as_text(figures: Iterable[EditionFigure]) -> str:
    """Return figures as one field of a gegevensset; empty for none."""
    lines = [one.model_dump(mode="json") for one in figures]
    return canonical(lines).decode() if lines else ""


def from_text(text: str) -> tuple[EditionFigure, ...]:
    """Read what ``as_text`` wrote. Raises ValueError for anything else."""
    try:
        found = _MANY.validate_python(json.loads(text)) if text else ()
    except RecursionError as error:
        raise ValueError("too_deep") from error
    if len(found) > MOST:
        raise ValueError("too_many")
    return found


def _names_of(query: Query) -> set[str]:
    if query.measure is Measure.REASONS:
        return {reason.value for reason in Reason}
    if query.measure not in SHARES:
        return set(COUNT_KEYS)
    return {f"{arm}{part}" for arm in _arms(query) for part in ("reached", "base")}


def _is_hidden(query: Query, printed: Shown) -> bool:
    """Tell whether no count is too small, nor can be worked out from the others."""
    cells = [count for count in printed.values() if count is not None]
    if query.measure in SHARES:
        if set(printed) != _names_of(query):
            return False
        pairs = shown_arms(query, printed)
        if any(part is None and whole is not None for part, whole in pairs):
            return False
        cells += [whole - part for part, whole in pairs if part is not None and whole is not None]
    return all(count == 0 or (count >= THRESHOLD and count % ROUNDING == 0) for count in cells)


def _arms(query: Query) -> tuple[str, ...]:
    return ARMS if query.compares else ("",)
