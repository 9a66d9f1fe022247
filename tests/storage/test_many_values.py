"""A list of values in a question may be longer than what goes beside a statement at once."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from meedoenbalie.domain.people import Resident
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.rows import TABLES

NUMBER = 65_536
_RESIDENT = TABLES[Resident].c


def test_one_among_more_than_sixty_five_thousand_is_found(desk: Desk) -> None:
    site = registration.sites(desk)[0]
    made = registration.register_resident(desk, site.id, given_name="Semhar 100% 'Zoë'").result
    nobody = [UUID(int=number) for number in range(NUMBER)]
    with desk.read() as reader:
        found = reader.find(Resident, id=[*nobody, made.id])
        assert [one.given_name for one in found] == [made.given_name]
        # The same question with a few, which is kept for the next time, still goes the short way.
        assert reader.find(Resident, id=[made.id]) == found
        names = ["50% (x):'y", *(f"{number}:'x" for number in range(NUMBER))]
        query = select(_RESIDENT.id).where(_RESIDENT.given_name.in_([*names, made.given_name]))
        assert list(reader.connection.scalars(query)) == [made.id]
