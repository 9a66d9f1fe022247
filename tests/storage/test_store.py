"""What is kept is encrypted, chained, found again, and either written whole or not at all."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from meedoenbalie.domain.people import DutchLevel, Resident, Site
from meedoenbalie.domain.record import Record
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage import search
from meedoenbalie.storage.backends.file import FileDatabase
from meedoenbalie.storage.errors import NotAStore, StaleRecord, UnknownRecord
from meedoenbalie.storage.journal import NO_HASH, digest_of, image_of, step_hash
from meedoenbalie.storage.keys import new_data_key
from meedoenbalie.storage.rows import TABLES, entry, payload, step


def resident(site: Site, number: int = 1, **values: object) -> Resident:
    return Resident.model_validate(
        {
            "site_id": site.id,
            "reference": f"RTW-{number:04d}",
            "given_name": "Gülşen",
            "family_name": "Yıldız",
            **values,
        }
    )


def test_a_record_comes_back_as_it_was_written(desk: Desk, site: Site) -> None:
    written = resident(
        site,
        birth_date=date(2007, 2, 28),
        languages=("tur", "kmr"),
        dutch_level="A1",
        commitments=({"day": "TU", "start": 600, "end": 690, "label": "taalles"},),
        availability=({"day": "SA", "daypart": "morning"},),
    )
    with desk.write("register_resident") as uow:
        uow.insert(written)
    with desk.read() as reader:
        assert reader.get(Resident, written.id) == written


@pytest.mark.file_only("what the driver of SQLite would else read anew on every line")
def test_the_same_resident_has_one_identifier_on_every_line(desk: Desk, site: Site) -> None:
    with desk.write("register_resident") as uow:
        uow.insert_many([resident(site, 1), resident(site, 2)])
    table = TABLES[Resident]
    with desk.read() as reader:
        first, second = reader.connection.scalars(select(table.c.site_id))
    assert first == second == site.id
    assert first is second


@pytest.mark.file_only("the program encrypts a file; a server's disk is the server's")
def test_nothing_readable_stands_in_the_file_or_its_log(desk: Desk, site: Site) -> None:
    with desk.write("register_resident") as uow:
        uow.insert(resident(site, notes="zoekt een fietswerkplaats"))
    files = [path for path in desk.database.path.parent.iterdir() if path.is_file()]
    assert len(files) >= 3  # the store, its write-ahead log and the key slots
    for path in files:
        data = path.read_bytes()
        assert not data.startswith(b"SQLite format 3")
        for word in ("fietswerkplaats", "Gülşen", "RTW-0001"):
            assert word.encode() not in data


@pytest.mark.file_only("a server has passwords: tests/services/test_server_logins.py")
def test_another_key_opens_nothing(desk: Desk) -> None:
    path = desk.database.path
    desk.database.close()
    with pytest.raises(NotAStore):
        FileDatabase(path, new_data_key())


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "brief.db"
    path.write_bytes(b"Beste Els, " * 1000)
    with pytest.raises(NotAStore):
        FileDatabase(path, new_data_key())
    assert path.read_bytes() == b"Beste Els, " * 1000


def test_a_failure_half_way_leaves_the_store_as_it_was(desk: Desk, site: Site) -> None:
    def fails() -> None:
        with desk.write("register_resident") as uow:
            uow.insert(resident(site))
            uow.insert_many([resident(site, number) for number in range(2, 30)])
            raise RuntimeError("stroom weg")

    with desk.read() as reader:
        before = reader.head()
    with pytest.raises(RuntimeError):
        fails()
    with desk.read() as reader:
        assert reader.count(Resident) == 0
        assert reader.head() == before
        assert search.find(reader.connection, "gulsen", Resident) == []


def test_a_change_on_an_old_version_is_refused(desk: Desk, site: Site) -> None:
    with desk.write("register_resident") as uow:
        first = uow.insert(resident(site))
    with desk.write("change_resident") as uow:
        second = uow.update(first, dutch_level=DutchLevel.A1)
    assert second.version == 2
    with pytest.raises(StaleRecord), desk.write("change_resident") as uow:
        uow.update(first, dutch_level=DutchLevel.B1)


def test_a_change_that_changes_nothing_writes_no_step(desk: Desk, site: Site) -> None:
    with desk.write("register_resident") as uow:
        made = uow.insert(resident(site))
    with desk.read() as reader:
        before = reader.head()
    with desk.write("change_resident") as uow:
        assert uow.update(made, given_name=made.given_name) is made
    with desk.read() as reader:
        assert reader.head() == before


def test_an_unknown_identifier_is_named(desk: Desk, site: Site) -> None:
    with desk.read() as reader, pytest.raises(UnknownRecord, match="resident"):
        reader.get(Resident, site.id)


def test_foreign_keys_hold(desk: Desk, site: Site) -> None:
    stranger = resident(site, site_id=resident(site).id)
    with pytest.raises(Exception, match=r"(?i)foreign key"), desk.write("register_resident") as uow:
        uow.insert(stranger)


def test_each_step_is_chained_to_the_one_before(desk: Desk, site: Site) -> None:
    with desk.write("register_resident") as uow:
        made = uow.insert(resident(site))
    with desk.write("change_resident") as uow:
        changed = uow.update(made, dutch_level=DutchLevel.A1)
    with desk.write("import") as uow:
        many: list[Record] = [resident(site, number) for number in range(2, 1503)]
        uow.insert_many(many)
    with desk.read() as reader:
        previous = NO_HASH
        for row in reader.connection.execute(select(step).order_by(step.c.id)):
            digests = reader.connection.scalars(
                select(entry.c.digest).where(entry.c.step_id == row.id).order_by(entry.c.id)
            ).all()
            assert row.prev_hash == previous
            assert row.hash == step_hash(previous, row.actor, row.at, row.action, digests)
            previous = row.hash
        assert reader.head().hash == previous
        last = reader.connection.execute(
            select(entry.c.digest, payload.c.salt, payload.c.before, payload.c.subject_id)
            .join(payload, payload.c.entry_id == entry.c.id)
            .where(entry.c.row_id == made.id, entry.c.op == "update")
        ).one()
        assert last.digest == digest_of(last.salt, [image_of(changed)])
        assert Resident.model_validate_json(last.before) == made
        assert last.subject_id == made.id
        chunks = reader.connection.execute(select(entry).where(entry.c.chunk.is_not(None))).all()
        assert len(chunks) == 2


def test_a_name_is_found_without_its_accents_and_by_its_beginning(desk: Desk, site: Site) -> None:
    with desk.write("register_resident") as uow:
        made = uow.insert(resident(site))
        uow.insert(resident(site, 2, given_name="Semhar", family_name="Tesfay"))
    with desk.read() as reader:
        for words in ("gul", "yil", "Gülşen", "YILDIZ gulsen", "rtw-0001"):
            assert search.find(reader.connection, words, Resident) == [made.id]
        for words in ("", "  ", '"', "niemand", "ulsen"):
            assert search.find(reader.connection, words, Resident) == []


def test_a_changed_name_is_found_and_the_old_one_is_gone(desk: Desk, site: Site) -> None:
    with desk.write("register_resident") as uow:
        made = uow.insert(resident(site))
    with desk.write("change_resident") as uow:
        changed = uow.update(made, family_name="Kaya")
    with desk.read() as reader:
        assert search.find(reader.connection, "kaya", Resident) == [made.id]
        assert search.find(reader.connection, "yildiz", Resident) == []
    with desk.write("change_resident") as uow:
        uow.delete(changed)
    with desk.read() as reader:
        assert search.find(reader.connection, "kaya", Resident) == []


@pytest.mark.file_only("settings of SQLite")
@pytest.mark.parametrize("setting", ["foreign_keys", "secure_delete"])
def test_the_settings_that_protect_people_are_on(desk: Desk, setting: str) -> None:
    with desk.read() as reader:
        assert reader.connection.scalar(text(f"PRAGMA {setting}")) == 1
        assert reader.connection.scalar(text("PRAGMA synchronous")) == 2


def test_every_record_has_a_table_with_its_fields() -> None:
    for kind, table in TABLES.items():
        assert set(table.columns.keys()) == set(kind.model_fields)
