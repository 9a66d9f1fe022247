"""Desks as earlier programs left them: opened, copied first, checked, and gone back to.

The files in ``stores`` were made by the programs of their day, not by migrating back; with the next
released version one is added. Each has two residents, of whom one was given another name.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Resident
from meedoenbalie.services.registration import change_resident, find_resident_records
from meedoenbalie.services.stores import open_store
from meedoenbalie.services.undoing import undo
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage import migrate
from meedoenbalie.storage.keys import key_file_of
from meedoenbalie.storage.migrations import HEAD, KNOWN
from tests.opened_desk import PASSPHRASE, TODAY

STORES = sorted((Path(__file__).parent / "stores").glob("*.db"))


@pytest.fixture(params=STORES, ids=lambda path: f"version {path.stem}")
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A desk of an earlier program, under the name that its users gave it."""
    stored: Path = request.param
    path = tmp_path / "rietwaard.db"
    shutil.copyfile(stored, path)
    shutil.copyfile(key_file_of(stored), key_file_of(path))
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(residents: list[Resident]) -> list[str]:
    return sorted(one.full_name for one in residents)


def test_it_opens_is_brought_up_to_date_and_its_journal_holds(old: Path) -> None:
    desk = open_store(old, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with desk.database:
        with desk.read() as reader:
            assert migrate.version_of(reader.connection) == HEAD
        assert names(find_resident_records(desk)) == ["Hodan Abdi", "Semhar Tesfai"]
        assert verify(desk).problems == ()
        # What the old program recorded can still be undone, and work goes on.
        undo(desk)
        assert names(find_resident_records(desk)) == ["Hodan Abdi", "Semhar Tesfay"]
        [semhar] = [one for one in find_resident_records(desk) if one.given_name == "Semhar"]
        change_resident(desk, semhar.id, semhar.version, family_name="Tesfaye")
        assert verify(desk).problems == ()


def test_the_copy_is_whole_and_of_the_old_version_before_anything_changes(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_gone(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(migrate, "migrate", power_gone)
    before = digest(old)
    with pytest.raises(RuntimeError):
        open_store(old, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    monkeypatch.undo()
    assert digest(old) == before
    [copy] = migrate.older_copies(old)
    assert copy.stem.rpartition("-")[2] in KNOWN[:-1]
    desk = open_store(copy, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with desk.database:
        assert names(find_resident_records(desk)) == ["Hodan Abdi", "Semhar Tesfai"]


def test_one_goes_back_by_putting_the_copy_in_its_place(old: Path) -> None:
    desk = open_store(old, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with desk.database:
        [semhar] = [one for one in find_resident_records(desk) if one.given_name == "Semhar"]
        change_resident(desk, semhar.id, semhar.version, family_name="Anders")
    [copy] = migrate.older_copies(old)
    version = copy.stem.rpartition("-")[2]
    for source, target in ((copy, old), (key_file_of(copy), key_file_of(old))):
        source.replace(target)
    # The old program sees its own version; this one would bring it up to date again.
    desk = open_store(old, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with desk.database:
        assert names(find_resident_records(desk)) == ["Hodan Abdi", "Semhar Tesfai"]
    [again] = migrate.older_copies(old)
    assert again.stem.endswith(version)


def test_there_is_a_store_of_each_age() -> None:
    assert [path.stem for path in STORES] == ["0004", "0013", "0029"]
    assert sum(path.stat().st_size for path in STORES) < 2_000_000
