"""The offers of a store as arrays, kept for as long as no offer changes.

Reading and laying out thousands of offers takes longer than matching somebody with all of them.
"""

from __future__ import annotations

from uuid import UUID
from weakref import WeakKeyDictionary

from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.vector.cross import Offers
from meedoenbalie.domain.offers import Offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.queries.offers import offer_versions
from meedoenbalie.storage.unit_of_work import Reader

_MOST_CIRCUMSTANCES = 4
_Versions = tuple[tuple[UUID, int], ...]


class _Kept:
    """What was laid out of one store."""

    def __init__(self, versions: _Versions, offers: tuple[Offer, ...]) -> None:
        self.versions, self.offers = versions, offers
        self.laid_out: list[Offers] = []

    def in_circumstances(self, context: Context) -> Offers:
        for arrays in self.laid_out:
            if arrays.context == context:
                return arrays
        arrays = Offers(self.offers, context)
        self.laid_out = [arrays, *self.laid_out[: _MOST_CIRCUMSTANCES - 1]]
        return arrays


_KEPT: WeakKeyDictionary[Database, _Kept] = WeakKeyDictionary()


def offer_arrays(desk: Desk, reader: Reader, context: Context) -> Offers:
    """Return every offer, by code, as arrays in some circumstances."""
    versions = offer_versions(reader)
    kept = _KEPT.get(desk.database)
    if kept is None or kept.versions != versions:
        kept = _Kept(versions, tuple(reader.find(Offer, order_by="code")))
        _KEPT[desk.database] = kept
    return kept.in_circumstances(context)
