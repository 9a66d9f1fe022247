"""A list by name answers from its counts what reading the whole of it would."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage import list_order
from meedoenbalie.storage.list_order import Shelf
from meedoenbalie.storage.rows import list_part
from meedoenbalie.storage.search_texts import order_of
from tests.opened_desk import TODAY

_NAMES = st.sampled_from(("Ömer", "omer", "Zahra", "Semhar", "Sem", "Semira", "ሰምሃር", "محمد"))
_ACTS = st.lists(
    st.tuples(st.sampled_from(("come", "leave", "rename", "erase")), _NAMES, st.integers(0, 30)),
    max_size=25,
)


def _resident(site: Site, number: int, name: str) -> Resident:
    return Resident(site_id=site.id, reference=f"X-{number}", given_name=name, family_name="A")


def _by_hand(people: list[Resident], shelf: Shelf) -> list[str]:
    return sorted(
        order_of(person.given_name, person.family_name)
        for person in people
        if shelf.site_id in (None, person.site_id)
        and not (shelf.here and person.departed_on is not None)
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=_ACTS)
def test_counts_and_places_are_those_of_the_whole_list(
    desk: Desk, site: Site, acts: list[tuple[str, str, int]]
) -> None:
    with desk.write("try") as uow:
        for old in uow.find(Resident):
            uow.delete(old)
        people: list[Resident] = []
        for number, (act, name, which) in enumerate(acts):
            if act == "come" or not people:
                people.append(uow.insert(_resident(site, number, name)))
                continue
            place = which % len(people)
            person = people.pop(place)
            if act == "erase":
                uow.erase(person)
            else:
                values = {"departed_on": TODAY} if act == "leave" else {"given_name": name}
                people.append(uow.update(person, **values))
        for shelf in (Shelf(site.id, True), Shelf(site.id, False), Shelf(None, False)):
            _agrees(uow.connection, people, shelf)


def _agrees(connection: Connection, people: list[Resident], shelf: Shelf) -> None:
    wanted = _by_hand(people, shelf)
    keys = {person.id: order_of(person.given_name, person.family_name) for person in people}
    assert list_order.size(connection, shelf) == len(wanted)
    whole = list_order.stretch(connection, shelf, 0, None)
    assert [keys[who] for who in whole] == wanted
    for first in range(len(wanted) + 1):
        assert list_order.stretch(connection, shelf, first, 3) == whole[first : first + 3]
    for place, who in enumerate(whole):
        assert list_order.place_of_resident(connection, shelf, who) == place
    for start in ("", "s", "sem", "semi", "semira", "zz"):
        assert list_order.place_of(connection, shelf, start) == sum(key < start for key in wanted)


def test_nothing_of_a_name_stays_in_the_counts(desk: Desk, site: Site) -> None:
    with desk.write("try") as uow:
        uow.erase(uow.insert(_resident(site, 1, "Semhar")))
    with desk.read() as reader:
        assert reader.connection.execute(select(list_part)).all() == []


def test_who_is_not_in_a_list_has_no_place(desk: Desk, site: Site) -> None:
    with desk.write("try") as uow:
        gone = uow.insert(_resident(site, 1, "Semhar").changed(departed_on=TODAY))
    with desk.read() as reader:
        places = [
            list_order.place_of_resident(reader.connection, Shelf(site.id, here), who)
            for here, who in ((True, gone.id), (False, gone.id), (False, site.id))
        ]
    assert places == [None, 0, None]
