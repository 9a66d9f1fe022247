"""Opening an older store backs it up and brings it up to date; a newer one is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, inspect, text

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import open_store
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage import migrate, migrations, search
from meedoenbalie.storage.backends.file import FileDatabase
from meedoenbalie.storage.errors import NewerStore, NotAStore
from meedoenbalie.storage.keys import new_data_key
from meedoenbalie.storage.migrations import HEAD, KNOWN
from meedoenbalie.storage.rows import metadata
from tests.opened_desk import PASSPHRASE, TODAY, place_of
from tests.real_server import RealServer


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """On a server a store of its own: what a migration leaves is more than rows."""
    if request.param == "file":
        yield request.getfixturevalue("file_desk")
        return
    server: RealServer = request.getfixturevalue("server")
    found = server.opened(request.getfixturevalue("server_store"))
    yield found
    found.database.close()


@pytest.fixture
def filled(desk: Desk, site: Site) -> Desk:
    with desk.write("register_resident") as uow:
        uow.insert(Resident(site_id=site.id, reference="RTW-0001", given_name="Semhar"))
    return desk


def derived(name: str | None) -> bool:
    return name is not None and name.startswith("search_text")


def asked_by_rows(*, on_server: bool) -> MetaData:
    """On a server references may wait, which is no part of the rows (docs/server.md)."""
    if not on_server:
        return metadata
    asked = MetaData()
    for table in metadata.sorted_tables:
        for reference in table.to_metadata(asked).foreign_key_constraints:
            reference.deferrable = True
    return asked


def test_the_program_knows_every_migration_there_is() -> None:
    folder = Path(migrations.__file__).parent / "versions"
    assert tuple(sorted(file.name[:4] for file in folder.glob("[0-9]*.py"))) == KNOWN
    assert KNOWN[-1] == HEAD


def test_the_migrations_make_the_tables_that_the_rows_ask(desk: Desk) -> None:
    with desk.read() as reader:
        context = MigrationContext.configure(
            reader.connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not derived(name)},
        )
        assert compare_metadata(context, asked_by_rows(on_server=desk.database.on_server)) == []


def test_every_version_goes_down_and_up_again_with_data(filled: Desk) -> None:
    with filled.read() as reader:
        before = reader.find(Resident)
    for version, next_one in zip(reversed(KNOWN[:-1]), reversed(KNOWN[1:]), strict=True):
        for wanted in (version, next_one, version):
            migrate.migrate(filled.database, wanted)
            with filled.database.reading() as connection:
                assert migrate.version_of(connection) == wanted
                names = connection.scalars(text("SELECT given_name FROM resident")).all()
                assert names == ["Semhar"], wanted
    migrate.migrate(filled.database, HEAD)
    with filled.read() as reader:
        assert reader.find(Resident) == before
        assert search.find(reader.connection, "semhar", Resident) == [before[0].id]
    # A table that came with a migration went with it; all else is as its last step left it.
    assert {problem.table for problem in verify(filled).problems} == {"settings"}


def test_going_down_to_nothing_and_up_again_leaves_an_empty_store(filled: Desk) -> None:
    migrate.migrate(filled.database, "base")
    migrate.migrate(filled.database, HEAD)
    with filled.read() as reader:
        assert reader.count(Resident) == 0


@pytest.mark.file_only("a copy is made beside a file; on a server a back-up is")
def test_an_older_store_is_backed_up_and_brought_up_to_date_when_it_is_opened(
    filled: Desk,
) -> None:
    path = filled.database.path
    migrate.migrate(filled.database, "0001")
    filled.database.close()

    opened = open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with opened.read() as reader:
        assert migrate.version_of(reader.connection) == HEAD
        assert reader.count(Resident) == 1
    opened.database.close()

    copy = path.with_name("rietwaard-versie-0001.db")
    reopened = open_store(copy, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with reopened.read() as reader:
        assert reader.count(Resident) == 1
    reopened.database.close()


def test_an_older_store_is_brought_up_to_date_when_its_owner_opens_it(filled: Desk) -> None:
    migrate.migrate(filled.database, "0001")
    filled.database.close()
    opened = open_store(place_of(filled), "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with opened.database, opened.read() as reader:
        assert migrate.version_of(reader.connection) == HEAD
        assert reader.count(Resident) == 1


def test_a_migration_that_fails_leaves_the_store_at_its_old_version(
    filled: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate.migrate(filled.database, "0001")

    def stroom_weg(*_: object) -> None:
        raise RuntimeError("stroom weg")

    monkeypatch.setattr(search, "rebuild", stroom_weg)
    with pytest.raises(RuntimeError):
        migrate.bring_up_to_date(filled.database)
    with filled.read() as reader:
        assert migrate.version_of(reader.connection) == "0001"
        assert "search_entry" not in inspect(reader.connection).get_table_names()
        assert reader.count(Resident) == 1


def test_a_store_of_a_newer_program_is_refused_and_left_alone(filled: Desk) -> None:
    with filled.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    filled.database.close()
    with pytest.raises(NewerStore):
        open_store(place_of(filled), "Marleen", PASSPHRASE, fixed_clock(TODAY))
    folder = filled.database.path.parent
    assert [p.name for p in folder.glob("*.db")] == ["rietwaard.db"] * isinstance(
        filled.database, FileDatabase
    )


def test_an_encrypted_file_without_our_tables_is_no_store(tmp_path: Path) -> None:
    with FileDatabase(tmp_path / "leeg.db", new_data_key()) as database:
        with pytest.raises(NotAStore):
            migrate.bring_up_to_date(database)
        with database.writing() as connection:
            connection.execute(text("CREATE TABLE iets (id INTEGER)"))
        with pytest.raises(NotAStore):
            migrate.bring_up_to_date(database)


def test_migrations_import_nothing_of_the_program() -> None:
    folder = Path(migrate.__file__).with_name("migrations") / "versions"
    for module in folder.glob("0*.py"):
        assert "meedoenbalie" not in module.read_text(encoding="utf-8")
