"""A flipped bit in the file, in a back-up, its proof or the keys: noticed, or nothing differs.

Regions of a page of SQLCipher 4 (4,096 bytes): salt (first page only), body, vector, code (HMAC).
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from meedoenbalie.services.backing_up import backups
from meedoenbalie.services.messages import explain
from meedoenbalie.storage import backup as files
from meedoenbalie.storage.backends.file import FileDatabase
from meedoenbalie.storage.chain import damages
from meedoenbalie.storage.errors import StoreError
from meedoenbalie.storage.keys import KeyFile, key_file_of
from meedoenbalie.storage.rows import metadata
from meedoenbalie.storage.unit_of_work import reading
from torture.figures import Figure
from torture.hour import USER, Work
from torture.snapshots import snapshots

PAGE, SALT, VECTOR, CODE = 4096, 16, 16, 64
_BODY_ENDS = PAGE - VECTOR - CODE
REGIONS = {
    "body": (SALT, _BODY_ENDS),
    "vector": (_BODY_ENDS, _BODY_ENDS + VECTOR),
    "code": (_BODY_ENDS + VECTOR, PAGE),
}
NOTICED, SAME = "noticed", "nothing differs"


def run(chance: random.Random, times: int = 1) -> Iterator[Figure]:
    """Flip bits everywhere; ``times`` thins out: every so-manieth place."""
    with tempfile.TemporaryDirectory() as name:
        work = snapshots(Path(name))[11].copied_to(Path(name, "work"))
        work.desk.database.compact()
        work.close()
        yield from _of_the_store(work, chance, times)
        yield from _of_a_backup(work, chance, times)
        yield _of_the_keys(work, times)


def _of_the_store(work: Work, chance: random.Random, times: int) -> Iterator[Figure]:
    key = KeyFile(work.path).unlock(USER, work.promise.passphrases[-1])
    whole = work.path.read_bytes()
    truth = _all_rows(work.path, key)
    target = work.folder / "flipped.db"

    def look(data: bytes) -> str:
        target.write_bytes(data)
        return _shown(target, key, truth)

    pages = len(whole) // PAGE
    places = {"salt": list(range(SALT))}
    for region, (start, end) in REGIONS.items():
        places[region] = [
            page * PAGE + chance.randrange(start, end)
            for page in range(pages)
            for _turn in range(4)
        ]
    for page in (0, pages // 2, pages - 1):
        places[f"each byte of page {page + 1}"] = list(range(page * PAGE, (page + 1) * PAGE))
    for region, where in places.items():
        yield _flipped("store", region, whole, where[::times], look, chance)


def _of_a_backup(work: Work, chance: random.Random, times: int) -> Iterator[Figure]:
    made = backups(work.desk)[0]
    work.close()
    out = work.folder / "out"
    out.mkdir()
    files.unpack(made, out)
    truth = {path.name: path.read_bytes() for path in out.iterdir()}

    def look(_data: bytes) -> str:
        try:
            found = files.read(made.path)
            files.unpack(found, out)
        except (StoreError, OSError) as error:
            return NOTICED if explain(error) else f"no sentence for {error!r}"
        if {path.name: path.read_bytes() for path in out.iterdir()} != truth:
            return "wrong data"
        if found.proved_at is None:
            return NOTICED
        return SAME if found == made else "says something else and is called proved"

    def on(path: Path) -> Callable[[bytes], str]:
        def write_and_look(data: bytes) -> str:
            path.write_bytes(data)
            return look(data)

        return write_and_look

    whole = made.path.read_bytes()
    places = sorted(
        {
            *range(3000),
            *chance.sample(range(len(whole)), 3000),
            *range(len(whole) - 600, len(whole)),
        }
    )
    yield _flipped("back-up", "the file", whole, places[::times], on(made.path), chance)
    made.path.write_bytes(whole)
    proof = made.path.with_name(made.path.name + ".json")
    said = proof.read_bytes()
    yield _flipped("back-up", "its proof", said, range(0, len(said), times), on(proof), chance)
    proof.write_bytes(said)


def _of_the_keys(work: Work, times: int) -> Figure:
    path, passphrase = key_file_of(work.path), work.promise.passphrases[-1]
    key = KeyFile(work.path).unlock(USER, passphrase)
    whole = path.read_bytes()
    figure = Figure("flipped bit", "keys: every bit")
    for place in range(0, len(whole) * 8, times):
        data = bytearray(whole)
        data[place // 8] ^= 1 << place % 8
        path.write_bytes(data)
        outcome = _unlocked(work, passphrase, key)
        figure.count([] if outcome in (NOTICED, SAME) else [outcome], outcome, f"bit {place}")
    path.write_bytes(whole)
    return figure


def _unlocked(work: Work, passphrase: str, key: bytes) -> str:
    try:
        found = KeyFile(work.path)
        opened = found.unlock(USER, passphrase)
    except StoreError as error:
        return NOTICED if explain(error) else f"no sentence for {error!r}"
    if opened != key:
        return "another key"
    return NOTICED if found.damaged or not found.has_recovery else SAME


def _flipped(
    what: str,
    region: str,
    whole: bytes,
    places: Any,
    look: Callable[[bytes], str],
    chance: random.Random,
) -> Figure:
    figure = Figure("flipped bit", f"{what}: {region}")
    for place in places:
        data = bytearray(whole)
        data[place] ^= 1 << chance.randrange(8)
        outcome = look(bytes(data))
        figure.count([] if outcome in (NOTICED, SAME) else [outcome], outcome, f"byte {place}")
    return figure


def _all_rows(path: Path, key: bytes) -> list[Any]:
    with FileDatabase(path, key) as database, reading(database) as reader:
        return [
            tuple(row)
            for table in metadata.sorted_tables
            for row in reader.connection.execute(select(table).order_by(*table.primary_key))
        ]


def _shown(path: Path, key: bytes, truth: list[Any]) -> str:
    """Read everything, as the pages of the program do, and then ask whether the file is whole."""
    noticed = ""
    try:
        if _all_rows(path, key) != truth:
            return "wrong data"
    except StoreError as error:
        noticed = NOTICED if explain(error) else f"no sentence for {error!r}"
    try:
        with FileDatabase(path, key) as database, reading(database) as reader:
            if next(iter(damages(reader)), None) is not None:
                noticed = noticed or NOTICED
    except StoreError:
        noticed = noticed or NOTICED
    finally:
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    return noticed or "not noticed"
