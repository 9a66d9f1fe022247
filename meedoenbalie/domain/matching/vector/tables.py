"""Criteria that look at few different things: each asked once for every different pair of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

import numpy as np

from meedoenbalie.domain.matching.criteria import permit_expired
from meedoenbalie.domain.matching.facts import CriterionResult, Facts
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.vector.codes import Codes, code_of, distinct
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Literacy, Resident

T = TypeVar("T", Resident, Offer)


class Kinds(Generic[T]):
    """The first record of each kind, and of which kind every record is."""

    def __init__(self, records: Iterable[T], key: Callable[[T], Hashable]) -> None:
        keyed = [(key(record), record) for record in records]
        keys, self.of = distinct(kind for kind, _record in keyed)
        # Of a key that stands twice the first one in this order stays.
        first = dict(reversed(keyed))
        self.examples: list[T] = [first[kind] for kind in keys]


class Table:
    """A criterion on every kind of resident and every offer."""

    def __init__(
        self,
        criterion: Callable[[Resident, Offer, Context], CriterionResult[Facts]],
        residents: Kinds[Resident],
        offers: Kinds[Offer],
        context: Context,
    ) -> None:
        codes = [
            [code_of(criterion(who, what, context)) for what in offers.examples]
            for who in residents.examples
        ]
        shape = len(residents.examples), len(offers.examples)
        table = np.array(codes, dtype=np.uint32).reshape(shape)
        self._table: Codes = table[:, offers.of]
        self._kinds = residents.of

    def codes(self, rows: slice) -> Codes:
        """Return the codes for some residents and all offers."""
        return self._table[self._kinds[rows]]


def level_of_resident(resident: Resident) -> Hashable:
    """Return what ``criteria.level`` judges of a resident."""
    return resident.dutch_level, resident.literacy is Literacy.ILLITERATE


def level_of_offer(offer: Offer, context: Context) -> Hashable:
    """Return what ``criteria.level`` judges of an offer, with the levels to gain before it."""
    days = ((offer.next_start(context.day) or context.day) - context.day).days
    in_time = days // (7 * context.rules.weeks_per_level)
    course = offer.kind is OfferKind.LANGUAGE_COURSE
    return offer.level_from, offer.level_to, course, in_time


def literacy_of_resident(resident: Resident) -> Hashable:
    """Return what ``terms.literacy`` judges of a resident."""
    return resident.literacy, resident.dutch_level


def literacy_of_offer(offer: Offer) -> Hashable:
    """Return what ``terms.literacy`` judges of an offer."""
    return offer.literacy_needed


def phase_of_resident(resident: Resident) -> Hashable:
    """Return what ``criteria.residence_phase`` judges of a resident."""
    return resident.residence_phase


def phase_of_offer(offer: Offer, context: Context) -> Hashable:
    """Return what ``criteria.residence_phase`` judges of an offer."""
    expired = permit_expired(offer, context) is not None
    return frozenset(offer.residence_phases), offer.kind, offer.work_permit, expired
