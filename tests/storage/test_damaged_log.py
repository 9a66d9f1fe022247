"""A damaged write-ahead log gives the last whole transaction, and says that part was given up."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from meedoenbalie.domain.people import Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.backends.file import FileDatabase, file_of
from meedoenbalie.storage.in_use import Lock
from meedoenbalie.storage.unit_of_work import reading
from meedoenbalie.storage.wal import frames_in, log_of

FRAME = 24 + 4096


@dataclass(frozen=True)
class Crashed:
    """A store as a crash leaves it: three sites in the file, eight more in the log only."""

    path: Path
    desk: Desk

    def opened(self) -> FileDatabase:
        key = file_of(self.desk.database)._key
        return FileDatabase(self.path, key, Lock(self.path, "Marleen", self.desk.clock.now()))

    def sites(self) -> tuple[list[str], bool]:
        with self.opened() as database, reading(database) as reader:
            return [site.code for site in reader.find(Site, "code")], database.recovered


@pytest.fixture
def crashed(desk: Desk, tmp_path: Path) -> Crashed:
    add(desk, "A1", "A2")
    desk.database.compact()
    add(desk, *(f"B{number}" for number in range(8)))
    path = tmp_path / "gevallen.db"
    shutil.copy(desk.database.path, path)
    shutil.copy(log_of(desk.database.path), log_of(path))
    return Crashed(path, desk)


def add(desk: Desk, *codes: str) -> None:
    for code in codes:
        with desk.write("add_site") as uow:
            uow.insert(Site(code=code, name=f"azc {code}"))


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 4
    path.write_bytes(data)


def test_a_whole_log_gives_everything_and_nothing_is_said(crashed: Crashed) -> None:
    codes, recovered = crashed.sites()
    assert len(codes) == 11
    assert not recovered


def test_wherever_a_bit_flips_in_the_log_a_whole_number_of_changes_is_left_and_it_is_told(
    crashed: Crashed,
) -> None:
    log = log_of(crashed.path).read_bytes()
    store = crashed.path.read_bytes()
    frames = (len(log) - 32) // FRAME
    assert frames == frames_in(log_of(crashed.path)) > 16
    everything = ["A1", "A2", *(f"B{number}" for number in range(8)), "RTW"]
    places = [*range(0, 32, 3), *range(37, len(log), 1013)]
    for place in places:
        crashed.path.write_bytes(store)
        log_of(crashed.path).write_bytes(log)
        flip(log_of(crashed.path), place)
        codes, recovered = crashed.sites()
        left = len(codes) - 3
        assert codes == ["A1", "A2", *(f"B{number}" for number in range(left)), "RTW"]
        assert recovered == (codes != everything), place


def test_a_log_that_was_cut_off_half_way_a_change_is_told(crashed: Crashed) -> None:
    log = log_of(crashed.path)
    log.write_bytes(log.read_bytes()[: -FRAME - 100])
    codes, recovered = crashed.sites()
    assert recovered
    assert len(codes) == 10


def test_it_is_told_once(crashed: Crashed) -> None:
    flip(log_of(crashed.path), 32 + FRAME * 5 + 50)
    assert crashed.sites()[1]
    assert not crashed.sites()[1]
