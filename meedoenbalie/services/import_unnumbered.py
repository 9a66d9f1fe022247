"""Rows of a list of residents without a number: who they are about, and which number they get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Resident
from meedoenbalie.storage.queries.importing import StoredResident

_Alike = tuple[frozenset[str], date | None, int | None]


class Unnumbered:
    """What the place of a row in a file can't tell, because the next file has another order.

    Somebody is known by a whole name with the same birth date; who isn't known gets the next number
    that nobody has.
    """

    def __init__(self, stored: Iterable[StoredResident], given_out: Iterable[str]) -> None:
        self._alike: dict[_Alike, list[StoredResident]] = defaultdict(list)
        self._taken = set(given_out)
        for one in stored:
            self._alike[_alike(one)].append(one)
            self._taken.add(one.reference)
        self._last: dict[str, int] = {}

    def known(self, read: Resident, met: Collection[UUID]) -> StoredResident | None:
        """Return who is stored and was in no row before (``met``); None for somebody new."""
        for one in self._alike.get(_alike(read), ()):
            other_number = one.v_number and read.v_number and one.v_number != read.v_number
            if one.id not in met and not other_number:
                return one
        return None

    def with_number(self, read: Resident) -> Resident:
        """Return a new resident with a reference that is nobody else's."""
        reference = read.reference
        if reference in self._taken:
            site = reference.rpartition("-")[0]
            number = self._last.get(site) or self._highest(site)
            reference = f"{site}-{number + 1:04d}"
            self._last[site] = number + 1
        self._taken.add(reference)
        return read.model_copy(update={"reference": reference})

    def _highest(self, site: str) -> int:
        ends = (one.removeprefix(f"{site}-") for one in self._taken if one.startswith(f"{site}-"))
        return max((int(end) for end in ends if end.isdecimal()), default=0)


def _alike(one: StoredResident | Resident) -> _Alike:
    return frozenset({fold(one.given_name), fold(one.family_name)}), one.birth_date, one.birth_year
