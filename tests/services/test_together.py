"""Several use cases are one transaction and one step of the journal: all, or nothing."""

import pytest

from meedoenbalie.domain.people import Resident, Role, Site, User
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.registration import record_contact, register_resident


def steps(desk: Desk) -> int:
    with desk.read() as reader:
        return reader.head().step


def test_what_is_done_together_is_one_step(desk: Desk, site: Site) -> None:
    before = steps(desk)
    with desk.together("register_resident") as joined:
        semhar = register_resident(joined, site.id, given_name="Semhar").result
        record_contact(joined, semhar.id, "Eerste gesprek")
    assert steps(desk) == before + 1


def test_one_sees_what_the_other_wrote(desk: Desk, site: Site) -> None:
    with desk.together("register_resident") as joined:
        first = register_resident(joined, site.id, given_name="Semhar").result
        second = register_resident(joined, site.id, given_name="Filmon").result
        with joined.read() as reader:
            assert reader.count(Resident) == 2
    assert (first.reference, second.reference) == ("RTW-0001", "RTW-0002")


def test_an_error_in_the_last_undoes_the_first(desk: Desk, site: Site) -> None:
    before = steps(desk)

    def register_somebody_and_nobody() -> None:
        with desk.together("register_resident") as joined:
            register_resident(joined, site.id, given_name="Semhar")
            register_resident(joined, site.id)

    with pytest.raises(ValueError, match="missing_name"):
        register_somebody_and_nobody()
    with desk.read() as reader:
        assert reader.count(Resident) == 0
    assert steps(desk) == before


def test_who_may_not_write_may_not_write_together(desk: Desk) -> None:
    visitor = Desk(desk.database, User(name="team", roles=(Role.PROGRAMME,)), desk.clock)
    with pytest.raises(NotAllowed), visitor.together("register_resident"):
        pass
