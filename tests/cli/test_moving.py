"""Moving a store to a server and back: everything arrives, and that is proven."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Resident, Role, Site, User
from meedoenbalie.services import moving
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.stores import open_store
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.storage.errors import HalfMoved, StoreExists, WrongPassphrase
from meedoenbalie.storage.keys import LEAST_COST
from tests.cli.conftest import Terminal
from tests.made_demo import opened_demo
from tests.opened_desk import PASSPHRASE, TODAY
from tests.services.test_proving import STARTED, filled, guide


class Stopped(Exception):
    """Somebody stops the work."""


def stops_at(part: float) -> Callable[[int, int], None]:
    """Progress that stops when so much of the work is done."""

    def progress(done: int, total: int) -> None:
        if done >= part * total:
            raise Stopped

    return progress


def reopened(place: Path | ServerAddress) -> Desk:
    return open_store(place, "Marleen", PASSPHRASE, fixed_clock(TODAY))


def test_a_year_of_a_desk_goes_to_a_server_and_back_and_all_of_it_is_the_same(
    terminal: Terminal, empty_database: ServerAddress, tmp_path: Path
) -> None:
    demo = opened_demo(tmp_path / "demo", sites=1)
    with demo.write("change_user", roles=frozenset(Role)) as uow:
        uow.update(demo.user, name="Marleen")
    source = demo.database.path
    with demo.read() as reader:
        residents, head = reader.count(Resident), reader.head()
    there = moving.move(demo, empty_database, "", user="Marleen")
    demo.database.close()
    assert there.proof.head == head
    assert {one.table: one.rows for one in there.proof.contents}["resident"] == residents

    said = terminal("verify", "--store", str(empty_database))
    assert said.code == 0, said.err
    back = tmp_path / "terug.db"
    again = terminal("move", str(empty_database), back, "--json")
    assert again.code == 0, again.err
    assert "Herstelcode: " in again.err
    hashes = {one["table"]: one["hash"] for one in again.json["tables"]}
    # Who opened the store was written down in between, and so was how its figures are sealed.
    same = {one.table for one in there.proof.contents} - {"access", "earlier_seal"}
    assert {name: hashes[name] for name in same} == {
        one.table: one.hash for one in there.proof.contents if one.table in same
    }
    assert again.json["head"] == head.hash.hex()
    assert terminal("verify", "--store", back).code == 0
    for store in (source, back):
        assert store.exists()


def test_work_goes_on_where_the_store_is_now(
    terminal: Terminal, desk: Desk, empty_database: ServerAddress
) -> None:
    (site,) = [one.id for one in _sites(desk)]
    register_resident(desk, site, given_name="Semhar", family_name="Tesfay")
    moving.move(desk, empty_database, "")
    store = str(empty_database)
    found = terminal("list", "residents", "--store", store, "--search", "semha", "--json").json
    assert [one["given_name"] for one in found] == ["Semhar"]
    on_server = reopened(empty_database)
    register_resident(on_server, site, given_name="Zahra")
    on_server.database.close()
    # First the new one goes, and then what was done before the move.
    assert terminal("undo", "--store", store).code == 0
    assert terminal("undo", "--store", store).code == 0
    assert terminal("list", "residents", "--store", store, "--json").json == []
    assert terminal("verify", "--store", store).code == 0


def test_a_handreiking_printed_before_is_still_proven_afterwards(
    terminal: Terminal, desk: Desk, empty_database: ServerAddress, tmp_path: Path
) -> None:
    filled(desk)
    file = guide(desk, tmp_path, STARTED)
    moving.move(desk, empty_database, "")
    assert terminal("verify-handreiking", file, "--store", str(empty_database)).code == 0
    back = tmp_path / "terug.db"
    assert terminal("move", str(empty_database), back).code == 0
    assert terminal("verify-handreiking", file, "--store", back).code == 0


@pytest.mark.parametrize("part", [0.0, 0.5, 0.9])
def test_what_was_stopped_halfway_stays_shut_and_goes_on(
    desk: Desk, tmp_path: Path, empty_database: ServerAddress, part: float
) -> None:
    register_resident(desk, _sites(desk)[0].id, given_name="Semhar")
    places = (empty_database, tmp_path / "ander.db")
    for place in places:
        secret = "" if isinstance(place, ServerAddress) else PASSPHRASE
        with pytest.raises(Stopped):
            moving.move(desk, place, secret, stops_at(part), cost=LEAST_COST)
        with pytest.raises(HalfMoved):
            reopened(place)
        moved = moving.move(desk, place, secret, cost=LEAST_COST)
        with desk.read() as reader:
            assert moved.proof.head == reader.head()
        there = reopened(place)
        assert [one.name for one in _sites(there)] == [one.name for one in _sites(desk)]
        there.database.close()


def test_what_was_spoiled_in_half_a_copy_is_mended(
    desk: Desk, empty_database: ServerAddress
) -> None:
    with pytest.raises(Stopped):
        moving.move(desk, empty_database, "", stops_at(0.9))
    with ServerDatabase(empty_database) as half, half.writing() as connection:
        connection.execute(text("UPDATE site SET name = 'azc Elders'"))
    moving.move(desk, empty_database, "")
    there = reopened(empty_database)
    assert [one.name for one in _sites(there)] == ["azc Rietwaard"]
    there.database.close()


def test_a_store_that_was_changed_behind_the_journal_is_not_called_equal(
    desk: Desk, empty_database: ServerAddress
) -> None:
    with desk.database.writing() as connection:
        connection.execute(text("UPDATE site SET name = 'azc Elders'"))
    with pytest.raises(moving.NotEqual) as refused:
        moving.move(desk, empty_database, "")
    assert [(one.code, one.table) for one in refused.value.problems] == [("row_changed", "site")]
    with pytest.raises(HalfMoved):
        reopened(empty_database)


def test_whoever_is_no_user_could_not_open_it_and_a_full_place_is_left_alone(
    terminal: Terminal, desk: Desk, server_store: ServerAddress, tmp_path: Path
) -> None:
    stranger = ServerAddress(server_store.host, None, "postgres", "postgres")
    with pytest.raises(moving.NoSuchUser):
        moving.move(desk, stranger, "")
    with pytest.raises(StoreExists):
        moving.move(desk, server_store, "")
    store = desk.database.path
    desk.database.close()
    said = terminal("move", store, str(stranger))
    assert said.code == 1
    assert "‘postgres’ is geen gebruiker" in said.err
    assert terminal("move", store, str(server_store)).code == 1
    assert terminal("verify", "--store", str(server_store)).code == 0


def test_half_a_file_opens_with_its_own_passphrase_only(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "ander.db"
    with pytest.raises(Stopped):
        moving.move(desk, place, PASSPHRASE, stops_at(0.5), cost=LEAST_COST)
    with pytest.raises(WrongPassphrase):
        moving.move(desk, place, "vier andere woorden", cost=LEAST_COST)


def test_only_an_administrator_moves_a_store(desk: Desk, tmp_path: Path) -> None:
    with desk.write("change_user", roles=frozenset(Role)) as uow:
        colleague = uow.insert(User(name="Yusuf", roles=(Role.DESK, Role.COORDINATOR)))
    with pytest.raises(NotAllowed):
        moving.move(Desk(desk.database, colleague, desk.clock), tmp_path / "x.db", PASSPHRASE)
    assert not (tmp_path / "x.db").exists()


def _sites(desk: Desk) -> list[Site]:
    with desk.read() as reader:
        return reader.find(Site)
