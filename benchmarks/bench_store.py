"""The store: what the journal, the full sync, the size and the encryption cost.

Each baseline is measured in the same run: the same rows with the same tables, full-text index and
transactions, without journal or, in the last lines, without encryption (SQLite of the standard
library, with the same settings). One edit through the service has a limit of 10 ms at the 95th
percentile, shown as a baseline that is not measured.
"""

import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlcipher3 import dbapi2 as sqlcipher

from benchmarks.measure import Result, in_turns, once
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import change_resident
from meedoenbalie.services.stores import LEAST_COST, create_store, open_store
from meedoenbalie.storage import search
from meedoenbalie.storage.keys import KeyFile
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import unit_of_work

MANY, FEW, EDITS, ROWS = 100_000, 1_000, 300, 20_000
USER, PASSPHRASE = "Marleen", "vier gewone woorden"
DAY = fixed_clock(date(2026, 3, 2))
MANY_STORE = "with_journal-0.db"
EDIT_LIMIT = 0.010
# Of both drivers the defaults differ.
SETTINGS = (
    "page_size = 4096",
    "cache_size = -2000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "temp_store = MEMORY",
)
Row = tuple[bytes, str, str]


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*journal(folder), *edits(folder), *opening(folder), *encryption(folder)]


def a_desk(path: Path, site: Site) -> Desk:
    return create_store(path, USER, PASSPHRASE, DAY, [site], LEAST_COST).desk


def people(site: Site, number: int) -> list[Resident]:
    chance = random.Random(1)
    return [
        Resident(
            site_id=site.id,
            reference=f"RTW-{n:06d}",
            given_name=chance.choice(("Semhar", "Hodan", "Yusuf", "Zahra", "Emre")),
            family_name=f"{chance.choice(('Tesfay', 'Abdi', 'Rahimi', 'Melnyk'))} {n}",
            birth_date=date(2004, 1, 1),
            languages=("tir", "eng"),
        )
        for n in range(number)
    ]


def journal(folder: Path) -> list[Result]:
    """Rows that are ready made, so that validation hides nothing."""
    site = Site(code="RTW", name="azc Rietwaard")
    rows = people(site, MANY)

    def stored(work: Callable[[Desk, list[Resident]], None], turn: int) -> float:
        desk = a_desk(folder / f"{work.__name__}-{turn}.db", site)
        took = once(lambda: work(desk, rows))
        desk.database.close()
        return took

    turns = [(stored(with_journal, n), stored(without_journal, n)) for n in range(3)]
    ours, bare = (min(seconds) for seconds in zip(*turns, strict=True))
    return [
        Result(
            f"{MANY:,} residents stored, with journal",
            ours,
            "the same rows and full-text index, no journal",
            bare,
            goal=1.4,
        )
    ]


def with_journal(desk: Desk, rows: list[Resident]) -> None:
    with unit_of_work(desk.database, USER, DAY.now(), "import") as uow:
        uow.insert_many(rows)


def without_journal(desk: Desk, rows: list[Resident]) -> None:
    with desk.database.writing() as connection:
        for start in range(0, len(rows), 1000):
            chunk = rows[start : start + 1000]
            connection.execute(insert(TABLES[Resident]), [dict(row.__dict__) for row in chunk])
            search.add(connection, chunk)


def edits(folder: Path) -> list[Result]:
    """Change one resident among 100,000 through the service, each on the disk before the next."""
    desk = open_store(folder / MANY_STORE, USER, PASSPHRASE, DAY)
    with desk.read() as reader:
        chosen = reader.find(Resident, reference=[f"RTW-{n:06d}" for n in range(0, MANY, 997)])
    versions = {person.id: person.version for person in chosen}
    seconds, busy = [], []
    for n in range(EDITS):
        person = chosen[n % len(chosen)]
        start, worked = time.perf_counter(), time.process_time()
        after = change_resident(desk, person.id, versions[person.id], notes=f"Gesprek {n}").result
        seconds.append(time.perf_counter() - start)
        busy.append(time.process_time() - worked)
        versions[person.id] = after.version
    desk.database.close()
    percentile, processor = (statistics.quantiles(times, n=20)[-1] for times in (seconds, busy))
    return [
        Result(
            f"one edit, 95th percentile of {EDITS}, full sync",
            percentile,
            "limit, not a measurement",
            EDIT_LIMIT,
            goal=1.0,
        ),
        # On a machine that is busy with other things, this tells more.
        Result("the same, processor time only", processor, "limit, not a measurement", EDIT_LIMIT),
        Result("one edit, median", statistics.median(seconds), "one sync of 4 kB", a_sync(folder)),
    ]


def a_sync(folder: Path) -> float:
    """Return the median seconds in which this disk takes 4 kB."""
    seconds = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _turn in range(100):
            start = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def opening(folder: Path) -> list[Result]:
    """Open and close, with a key derivation of next to nothing."""
    site = Site(code="RTW", name="azc Rietwaard")
    desk = a_desk(folder / "few.db", site)
    with_journal(desk, people(site, FEW))
    desk.database.close()
    many, few = in_turns(
        *(
            lambda path=path: open_store(path, USER, PASSPHRASE, DAY).database.close()
            for path in (folder / MANY_STORE, folder / "few.db")
        ),
        rounds=31,
    )
    return [Result(f"opening {MANY:,} residents", many, f"opening {FEW:,}", few, goal=1.2)]


def encryption(folder: Path) -> list[Result]:
    """The same SQL on both drivers, with the same settings."""
    key = KeyFile(folder / "few.db").unlock(USER, PASSPHRASE)
    chance = random.Random(1)
    rows = [(chance.randbytes(16), f"Semhar {n}", "Wil graag koken. " * 8) for n in range(ROWS)]
    ours, plain = connected(folder / "secret", key), connected(folder / "plain", None)
    found = []
    for what, work in WORKS.items():
        # Bound now: the loop goes on.
        secret, bare = in_turns(
            lambda work=work: work(ours, rows), lambda work=work: work(plain, rows), rounds=5
        )
        found.append(Result(f"encrypted: {what}", secret, "plain SQLite, the same SQL", bare))
    ours.close()
    plain.close()
    return found


def connected(path: Path, key: bytes | None) -> Any:
    """Return an empty database, plain without a key."""
    driver: Any = sqlite3 if key is None else sqlcipher
    made = driver.connect(str(path), isolation_level=None)
    if key is not None:
        made.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in SETTINGS:
        made.execute(f"PRAGMA {setting}")
    made.execute("CREATE TABLE person (id BLOB PRIMARY KEY, name TEXT, notes TEXT)")
    made.execute("CREATE INDEX person_name ON person (name)")
    made.execute("CREATE VIRTUAL TABLE words USING fts5 (content)")
    return made


def insert_all(made: Any, rows: list[Row]) -> None:
    made.execute("BEGIN IMMEDIATE")
    made.execute("DELETE FROM person")
    made.executemany("INSERT INTO person VALUES (?, ?, ?)", rows)
    made.execute("COMMIT")


def index_all(made: Any, rows: list[Row]) -> None:
    made.execute("BEGIN IMMEDIATE")
    made.execute("DELETE FROM words")
    made.executemany("INSERT INTO words VALUES (?)", [(row[1],) for row in rows])
    made.execute("COMMIT")


def change_each(made: Any, rows: list[Row]) -> None:
    """Twenty transactions, each on the disk before the next."""
    for row in rows[:20]:
        made.execute("UPDATE person SET notes = notes || '.' WHERE id = ?", row[:1])


def ask(made: Any, rows: list[Row]) -> None:
    for row in rows[::7]:
        made.execute("SELECT notes FROM person WHERE name = ?", (row[1],)).fetchone()


def find(made: Any, rows: list[Row]) -> None:
    for n in range(0, len(rows), 40):
        made.execute("SELECT rowid FROM words WHERE words MATCH ?", (f'"{n}"*',)).fetchall()


def read_all(made: Any, _rows: list[Row]) -> None:
    made.execute("SELECT sum(length(notes)) FROM person").fetchone()


WORKS: dict[str, Callable[[Any, list[Row]], None]] = {
    f"{ROWS:,} rows in": insert_all,
    f"{ROWS:,} rows in the index": index_all,
    "20 changes, each synced": change_each,
    "asked by name": ask,
    "found by word": find,
    "all rows read": read_all,
}
