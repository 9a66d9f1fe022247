"""Questions to the data as data: what is counted, of whom, and over which weeks.

A small closed language instead of code, so that a figure can be kept, printed beside its number and
asked again. The store answers it through ``live_count.py``, the collection in SQL
(``collection/live_query.py``); a property test holds both together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from pydantic import field_validator, model_validator

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.record import Field, Value
from meedoenbalie.domain.referrals import EventKind

STEPS = (EventKind.SENT, EventKind.ACCEPTED, EventKind.STARTED, EventKind.COMPLETED)
"""Steps that can be asked about, in their order."""

STEP_KEYS = {
    EventKind.SENT: "referred",
    EventKind.ACCEPTED: "accepted",
    EventKind.STARTED: "started",
    EventKind.COMPLETED: "completed",
}


class Measure(StrEnum):
    """What is counted.

    ``share``: of the referrals that reached a step, how many reached a later one, if asked within
    some weeks. ``informed_share``: of people who were told about an offer, how many were referred
    to it. ``counts``: how often each step was first reached in the period. ``reasons``: how many
    referrals ended for each reason.
    """

    SHARE = "share"
    INFORMED_SHARE = "informed_share"
    COUNTS = "counts"
    REASONS = "reasons"


class Contrast(StrEnum):
    """Which groups are laid side by side: with against without.

    ``company``: somebody of the same group of friends was referred to the same offer. ``linked``:
    the referral was made in one week plan with another.
    """

    COMPANY = "company"
    LINKED = "linked"


SHARES = frozenset({Measure.SHARE, Measure.INFORMED_SHARE})


class Query(Value):
    """One question. Weeks are ISO weeks (``2026-W10``) or empty; ``weeks`` 0 means whenever.

    The period is that of the base of a share, and of the step itself for the other measures. Raises
    ValueError: wrong_week, wrong_period, same_step, not_comparable.
    """

    measure: Measure = Measure.SHARE
    base: EventKind = EventKind.SENT
    target: EventKind = EventKind.STARTED
    weeks: int = Field(default=0, ge=0, le=104)
    offer_kind: OfferKind | None = None
    site: str = Field(default="", max_length=40)
    age_band: str = Field(default="", max_length=8)
    company: bool | None = None
    linked: bool | None = None
    first_week: str = ""
    last_week: str = ""
    contrast: Contrast | None = None

    @field_validator("first_week", "last_week")
    @classmethod
    def _a_week(cls, text: str) -> str:
        try:
            return str(IsoWeek.parse(text)) if text else ""
        except ValueError as error:
            raise ValueError("wrong_week") from error

    @model_validator(mode="after")
    def _answerable(self) -> Self:
        if self.first_week and self.last_week and self.first_week > self.last_week:
            raise ValueError("wrong_period")
        if self.measure is Measure.SHARE and not (
            self.base in STEPS
            and self.target in STEPS
            and STEPS.index(self.base) < STEPS.index(self.target)
        ):
            raise ValueError("same_step")
        of_referrals = self.measure is not Measure.INFORMED_SHARE
        if self.contrast is not None and self.measure is not Measure.SHARE:
            raise ValueError("not_comparable")
        if self.contrast is not None and getattr(self, self.contrast.value) is not None:
            raise ValueError("not_comparable")
        if not of_referrals and (self.company is not None or self.linked is not None):
            raise ValueError("not_comparable")
        return self

    @property
    def compares(self) -> bool:
        """Whether two groups are laid side by side."""
        return self.contrast is not None

    @property
    def asks_about_people_together(self) -> bool:
        """Whether it needs to know who went with whom, which no gegevensset tells."""
        return (self.company, self.linked, self.contrast) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Arm:
    """One share of an answer: so many of so many."""

    part: int
    whole: int


Counts = Mapping[str, int]
"""The answer to a query. A share has ``reached`` and ``base``, a comparison these with ``with.``
and ``without.`` in front; the other measures the names of steps, or the codes of reasons."""

ARMS = ("with.", "without.")


def arms_of(query: Query, counts: Counts) -> tuple[Arm, ...]:
    """Return the shares in an answer: none, one, or with and without."""
    if query.measure not in SHARES:
        return ()
    names = ARMS if query.compares else ("",)
    return tuple(Arm(counts[f"{name}reached"], counts[f"{name}base"]) for name in names)


def canonical(value: Any) -> bytes:
    """Return plain values as the same bytes each time, to be sealed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
