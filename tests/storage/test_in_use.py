"""Two programs and one store: the second is told who has it; a crash leaves nobody locked out."""

import errno
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import LEAST_COST, create_store, open_store
from meedoenbalie.storage.errors import NotAStore
from meedoenbalie.storage.in_use import (
    Holder,
    Lock,
    StoreInUse,
    lock_file_of,
)
from meedoenbalie.system.posix import Posix
from meedoenbalie.system.windows import Windows
from tests.opened_desk import PASSPHRASE, TODAY

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_second_is_told_who_has_it(desk: Desk) -> None:
    with pytest.raises(StoreInUse) as refused:
        open_store(desk.database.path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    holder = refused.value.holder
    assert holder.user == "Marleen"
    assert holder.since == desk.clock.now()


def test_after_closing_the_next_gets_it_and_no_lock_lies_about(desk: Desk) -> None:
    path = desk.database.path
    desk.database.close()
    assert not lock_file_of(path).exists()
    with open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY)).database:
        assert lock_file_of(path).exists()
    assert not lock_file_of(path).exists()


def test_reading_beside_somebody_is_possible(desk: Desk) -> None:
    path = desk.database.path
    with open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY), beside=True).database:
        assert lock_file_of(path).exists()
    # The reader closed; the one who has it still has it.
    with pytest.raises(StoreInUse):
        open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY))


def test_a_file_that_a_crash_left_stops_nobody(tmp_path: Path) -> None:
    store = tmp_path / "balie.db"
    lock_file_of(store).write_text('{"user": "Joost", "since": null}', encoding="utf-8")
    Lock(store, "Marleen", NOW).release()
    assert not lock_file_of(store).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a POSIX signal")
def test_the_system_lets_go_when_the_holder_is_killed(tmp_path: Path) -> None:
    store = tmp_path / "balie.db"
    code = (
        "import sys, pathlib, datetime\n"
        "from meedoenbalie.storage.in_use import Lock\n"
        "lock = Lock(pathlib.Path(sys.argv[1]), 'Joost', datetime.datetime.now(datetime.UTC))\n"
        "print('has it', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(store)], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"has it\n"
        with pytest.raises(StoreInUse) as refused:
            Lock(store, "Marleen", NOW)
        assert refused.value.holder.user == "Joost"
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    assert lock_file_of(store).exists()
    Lock(store, "Marleen", NOW).release()


def test_a_store_that_does_not_open_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "balie.db"
    create_store(
        path, "Marleen", PASSPHRASE, fixed_clock(TODAY), (), LEAST_COST
    ).desk.database.close()
    path.write_bytes(b"geen balie" * 1000)
    with pytest.raises(NotAStore):
        open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    assert not lock_file_of(path).exists()


class FakeSystem(Posix):
    """An operating system on which a lock can be had, or a file changes hands in between."""

    def __init__(self, free: bool = True, changes_hands: int = 0) -> None:
        self.free = free
        self.changes_hands = changes_hands
        self.open: list[int] = []

    def try_lock(self, number: int) -> bool:
        self.open.append(number)
        return self.free

    def is_same(self, number: int, path: Path) -> bool:
        self.changes_hands -= 1
        return self.changes_hands < 0

    def let_go(self, number: int, path: Path) -> None:
        os.close(number)
        path.unlink()


def test_a_lock_on_a_file_that_was_just_removed_is_taken_anew(tmp_path: Path) -> None:
    fake = FakeSystem(changes_hands=3)
    lock = Lock(tmp_path / "balie.db", "Marleen", NOW, fake)
    assert len(fake.open) == 4
    lock.release()
    lock.release()


def test_a_store_that_changes_hands_all_the_time_is_in_use(tmp_path: Path) -> None:
    with pytest.raises(StoreInUse):
        Lock(tmp_path / "balie.db", "Marleen", NOW, FakeSystem(changes_hands=1000))


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b'{"user": 1}', b"\xff\xfe"])
def test_a_holder_that_cannot_be_read_is_nobody_known(tmp_path: Path, said: bytes) -> None:
    store = tmp_path / "balie.db"
    lock_file_of(store).write_bytes(said)
    with pytest.raises(StoreInUse) as refused:
        Lock(store, "Marleen", NOW, FakeSystem(free=False))
    assert refused.value.holder == Holder()
    assert lock_file_of(store).read_bytes() == said


class Msvcrt(ModuleType):
    """Windows' own locks: a byte of a file has one holder, wherever in the file it lies."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.held: dict[tuple[int, int], int] = {}

    def locking(self, number: int, mode: int, count: int) -> None:
        assert count == 1
        byte = (os.fstat(number).st_ino, os.lseek(number, 0, os.SEEK_CUR))
        if mode == self.LK_UNLCK:
            assert self.held.pop(byte) == number
        elif byte in self.held:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        else:
            self.held[byte] = number


def test_on_windows_what_is_locked_can_still_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = Msvcrt()
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    store = tmp_path / "balie.db"
    lock = Lock(store, "Joost", NOW, Windows())
    ((_file, byte),) = fake.held
    assert byte > lock_file_of(store).stat().st_size
    with pytest.raises(StoreInUse) as refused:
        Lock(store, "Marleen", NOW, Windows())
    assert refused.value.holder.user == "Joost"
    lock.release()
    assert not fake.held
    assert not lock_file_of(store).exists()
    Lock(store, "Marleen", NOW, Windows()).release()
