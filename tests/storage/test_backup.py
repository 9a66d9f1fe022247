"""A back-up is one file, is there whole or not at all, and is only called checked when it was."""

import errno
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import register_resident
from meedoenbalie.storage import backup as files
from meedoenbalie.storage.backends.file import file_of
from meedoenbalie.storage.backup import KEYS, STORE, Backup
from meedoenbalie.storage.errors import BackupDamaged
from meedoenbalie.storage.keys import key_file_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 12, 1, tzinfo=UTC)


def nothing(_done: int, _total: int) -> None:
    pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def full(desk: Desk, site: Site) -> Desk:
    """The desk with two residents, so that it has more than one table and one step."""
    register_resident(desk, site.id, given_name="Semhar")
    register_resident(desk, site.id, given_name="Zahra")
    return desk


def make(desk: Desk, folder: Path, name: str = "rietwaard") -> Backup:
    return files.make(
        file_of(desk.database), folder, name, NOON, folder.parent / "scratch", nothing
    )


def prove(desk: Desk, backup: Backup) -> Backup:
    return files.prove(
        backup, file_of(desk.database), LATER, backup.path.parent / "scratch", nothing
    )


def test_a_back_up_is_checked_only_after_it_was_restored(full: Desk, folder: Path) -> None:
    made = make(full, folder)
    assert files.read(made.path).proved_at is None
    assert prove(full, made).proved_at == LATER
    read = files.read(made.path)
    assert read.proved_at == LATER
    assert read.facts.moment == NOON
    assert read.facts.counts["resident"] == 2
    with full.read() as reader:
        last = reader.head()
        assert (read.facts.step, read.facts.head) == (last.step, last.hash.hex())
        assert read.facts.store == files.store_of(file_of(full.database))


def test_it_holds_the_slots_and_nothing_that_can_be_read(full: Desk, folder: Path) -> None:
    made = prove(full, make(full, folder))
    with zipfile.ZipFile(made.path) as archive:
        assert archive.read(KEYS) == key_file_of(full.database.path).read_bytes()
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"Semhar" not in data
            assert b"SQLite format 3" not in data
    assert sorted(path.name for path in folder.iterdir()) == [
        "rietwaard.back-up",
        "rietwaard.back-up.json",
        "scratch",
    ]
    assert list((folder / "scratch").iterdir()) == []


def test_it_is_of_one_moment_while_somebody_goes_on_working(
    full: Desk, site: Site, folder: Path
) -> None:
    number = 0

    def works_on(_done: int, _total: int) -> None:
        nonlocal number
        number += 1
        register_resident(full, site.id, given_name=f"Nummer {number}")

    made = files.make(file_of(full.database), folder, "a", NOON, folder / "scratch", works_on)
    assert number > 3
    assert made.facts.counts["resident"] == 3  # one was registered before the copy began
    prove(full, made)


def test_a_name_that_is_taken_is_not_overwritten(full: Desk, folder: Path) -> None:
    names = {make(full, folder).path.name for _number in range(3)}
    assert names == {"rietwaard.back-up", "rietwaard-2.back-up", "rietwaard-3.back-up"}


def test_of_one_folder_each_store_finds_its_own(full: Desk, folder: Path) -> None:
    made = make(full, folder)
    (folder / "oud.back-up").write_bytes(b"PK geen archief")
    (folder / "brief.txt").write_text("Beste Els", encoding="utf-8")
    assert [found.path for found in files.backups_in(folder)] == [made.path]
    assert files.backups_in(folder, made.facts.store)
    assert files.backups_in(folder, "0" * 64) == []


def test_wherever_a_bit_flips_it_is_noticed(full: Desk, folder: Path) -> None:
    made = prove(full, make(full, folder))
    whole = made.path.read_bytes()
    silent = []
    for place in [*range(0, 2000, 61), *range(2000, len(whole), 4099), len(whole) - 3]:
        data = bytearray(whole)
        data[place] ^= 16
        made.path.write_bytes(data)
        try:
            found = files.read(made.path)
            target = folder / "restored"
            target.mkdir(exist_ok=True)
            files.unpack(found, target)
            # What came back is right byte for byte, or somebody was told.
            with zipfile.ZipFile(made.path) as archive:
                same = {name: (target / name).read_bytes() for name in (STORE, KEYS)}
                assert {name: archive.read(name) for name in same} == same
            assert (target / KEYS).read_bytes() == key_file_of(full.database.path).read_bytes()
            if found.facts == made.facts:
                silent.append(place)
        except (BackupDamaged, OSError):
            pass
    # Dates and attributes in the archive's own directory say nothing about the data.
    assert len(silent) < 8


def test_a_proof_of_another_file_does_not_count(full: Desk, site: Site, folder: Path) -> None:
    one = prove(full, make(full, folder))
    register_resident(full, site.id, given_name="Yusuf")
    other = make(full, folder, "other")
    one.path.with_name(other.path.name + ".json").write_bytes(
        one.path.with_name(one.path.name + ".json").read_bytes()
    )
    assert files.read(other.path).proved_at is None


def altered(desk: Desk, statement: str) -> None:
    """Change the store behind the back of the journal."""
    driver = desk.database.engine.raw_connection()
    cursor = driver.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.execute(statement)
    cursor.execute("PRAGMA foreign_keys = ON")
    driver.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE step SET actor = 'iemand anders' WHERE id = 2", "step_changed"),
        ("UPDATE entry SET digest = zeroblob(32) WHERE step_id = 2", "step_changed"),
        ("DELETE FROM entry WHERE step_id = 2", "reference_broken"),
        ("UPDATE resident SET given_name = 'Els'", "row_changed"),
        ("DELETE FROM resident", "row_missing"),
        ("UPDATE resident SET site_id = zeroblob(16)", "reference_broken"),
    ],
)
def test_a_store_in_which_something_is_not_right_gets_no_checked_back_up(
    full: Desk, folder: Path, statement: str, code: str
) -> None:
    altered(full, statement)
    made = make(full, folder)
    with pytest.raises(BackupDamaged, match=code):
        prove(full, made)
    assert files.read(made.path).proved_at is None


def test_a_back_up_that_says_something_else_than_it_holds_is_refused(
    full: Desk, site: Site, folder: Path
) -> None:
    made = make(full, folder)
    register_resident(full, site.id, given_name="Yusuf")
    other = make(full, folder, "other")
    lies = Backup(made.path, other.facts)
    with pytest.raises(BackupDamaged, match="altered"):
        prove(full, lies)


Break = Callable[[pytest.MonkeyPatch], None]


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "_pour", fails)


def pulled_stick(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_number: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fails)


def no_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))

    monkeypatch.setattr(Path, "replace", fails)


@pytest.mark.parametrize("fault", [full_disk, pulled_stick, no_rename])
def test_a_fault_of_the_place_leaves_nothing_half_and_the_store_as_it_was(
    full: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch, fault: Break
) -> None:
    earlier = prove(full, make(full, folder))
    before = (earlier.path.read_bytes(), full.database.path.read_bytes())
    with monkeypatch.context() as broken:
        fault(broken)
        with pytest.raises(OSError) as told:  # noqa: PT011  (which one depends on the fault)
            make(full, folder, "nieuw")
    assert told.value.filename
    assert [path.name for path in folder.iterdir() if "nieuw" in path.name] == []
    assert list((folder.parent / "scratch").iterdir()) == []
    assert (earlier.path.read_bytes(), full.database.path.read_bytes()) == before
    with full.read() as reader:
        assert reader.count(Resident) == 2


class Stopped(Exception):
    """Somebody pressed *Stoppen*."""


@pytest.mark.parametrize("at", range(5))
def test_stopping_half_way_leaves_nothing(full: Desk, folder: Path, at: int) -> None:
    def stops(done: int, _total: int) -> None:
        if done >= at:
            raise Stopped

    scratch = folder.parent / "scratch"
    with suppress(Stopped):
        made = files.make(file_of(full.database), folder, "a", NOON, scratch, stops)
        with pytest.raises(Stopped):
            files.prove(made, file_of(full.database), NOON, scratch, stops)
        assert files.read(made.path).proved_at is None
        files.drop(made)
    assert list(folder.iterdir()) == []
    assert not scratch.exists() or list(scratch.iterdir()) == []
