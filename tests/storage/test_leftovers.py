"""What a killed program left half made doesn't stay, because somebody in it may be erased later."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.paths import cache_folder
from meedoenbalie.services.backing_up import back_up, backup_folder
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import open_store
from tests.opened_desk import PASSPHRASE, TODAY


def test_what_lies_half_made_beside_a_store_goes_when_it_is_opened(desk: Desk) -> None:
    path = desk.database.path
    desk.database.close()
    there = {file.name for file in path.parent.iterdir()}
    for name in (
        "rietwaard.db.keys.part",
        "rietwaard.db.erased.part",
        "rietwaard-versie-0003.db.part",
        "rietwaard-versie-0003.db.part-wal",
    ):
        (path.parent / name).write_bytes(b"half")
    (path.parent / "rietwaard.db.restored.part").mkdir()
    (path.parent / "rietwaard.db.restored.part" / "store.db").write_bytes(b"half")
    open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY)).database.close()
    assert {file.name for file in path.parent.iterdir()} == there


@pytest.mark.parametrize(("age", "stays"), [(timedelta(hours=1), True), (timedelta(2), False)])
def test_half_back_ups_go_after_a_day(
    desk: Desk, age: timedelta, stays: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEEDOENBALIE_CACHE", str(tmp_path / "cache"))
    half = backup_folder(desk) / "rietwaard 2026-02-28.back-up.part"
    copy = cache_folder() / "back-up-x1" / "store.db"
    for file in (half, copy):
        file.parent.mkdir(parents=True)
        file.write_bytes(b"half")
    moment = (desk.clock.now() - age).timestamp()
    for path in (half, copy.parent):
        os.utime(path, (moment, moment))
    made = back_up(desk)
    assert (half.exists(), copy.exists()) == (stays, stays)
    assert made.path.exists()
