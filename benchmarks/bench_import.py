"""Import of 100,000 residents from CSV into the encrypted store, with journal and full-text index.

Baselines, in the same run and into a store with the same tables: csv reader, validation of the same
record, executemany and full-text index; and executemany alone. Neither recognises columns, reads
dates or levels as people write them, keeps a journal, nor finds out who was there already.
"""

import csv
import json
import random
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.duplicates.records import made
from benchmarks.measure import Result, once
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.record import new_id
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import ImportKind, import_file
from meedoenbalie.services.stores import LEAST_COST, create_store

ROWS = 100_000
TODAY = date(2026, 3, 2)
HEAD = (
    "resident_ref",
    "v_number",
    "given_name",
    "family_name",
    "birth_date",
    "languages",
    "dutch_level",
    "literacy",
    "residence_phase",
    "arrival_date",
    "interests",
    "availability",
    "commitments",
    "hours_per_week",
    "notes",
)


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "residents.csv"
        write_rows(file)
        desk = a_desk(folder / "ours.db")
        ours = once(lambda: import_file(desk, ImportKind.RESIDENTS, file, "RTW", "azc Rietwaard"))
        with desk.read() as reader:
            if reader.count(Resident) != ROWS:
                raise AssertionError("rows were lost")
        desk.database.close()
        plain = a_desk(folder / "plain.db")
        checked = once(lambda: validated(plain, file))
        plain.database.close()
        bare = a_desk(folder / "bare.db")
        rows = [columns_of(record) for record in records(file, bare_site(bare))]
        alone = once(lambda: executemany(bare, rows))
        bare.database.close()
    name = f"import of {ROWS:,} residents, with journal"
    return [
        Result(name, ours, "csv + validation + executemany + full text", checked, goal=1.5),
        Result(name, ours, "executemany alone", alone),
    ]


def a_desk(path: Path) -> Desk:
    site = Site(code="RTW", name="azc Rietwaard")
    day = fixed_clock(TODAY)
    return create_store(path, "Marleen", "vier gewone woorden", day, [site], LEAST_COST).desk


def bare_site(desk: Desk) -> Site:
    with desk.read() as reader:
        return reader.find(Site)[0]


def write_rows(path: Path, rows: int = ROWS) -> None:
    """Write a list of residents, one row in six about somebody who is in it already.

    The people come from ``benchmarks.duplicates``, with its noise: 20,000 rows hold some 15,500
    different full names, made of 3,200 different parts; 100,000 rows 58,800 of 5,200.
    """
    chance = random.Random(1)
    people = made(round(rows / 1.15), 1).people[:rows]
    numbers: set[str] = set()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number, person in enumerate(people):
            # A number that is there already is no question: its row is recognised by it.
            v_number = person.v_number if person.v_number not in numbers else ""
            numbers.add(v_number)
            writer.writerow(
                (
                    f"RTW-{number:06d}",
                    v_number,
                    person.given_name,
                    person.family_name,
                    person.birth_date or date(person.birth_year or 2000, 1, 1),
                    person.language,
                    chance.choice(("A0", "A1", "A2", "Alfa B")),
                    "gealfabetiseerd",
                    chance.choice(("asylum_seeker", "status_holder")),
                    min(person.arrival or TODAY, TODAY),
                    chance.choice(("koken|muziek", "sport", "")),
                    chance.choice(("MO 09:00-12:00|WE 13:00-17:00", "FR 09:00-12:00")),
                    chance.choice(("TU 10:00-11:30 taalles", "")),
                    chance.choice(("8", "12.5", "")),
                    "",
                )
            )


def records(path: Path, site: Site) -> list[Resident]:
    """Validate the same record from the same cells, by the shortest code."""
    parts = {"09:00-12:00": "morning", "13:00-17:00": "afternoon"}
    made = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            free = [slot.split(" ") for slot in row[11].split("|")]
            made.append(
                Resident.model_validate(
                    {
                        "site_id": site.id,
                        "reference": row[0],
                        "v_number": row[1] or None,
                        "given_name": row[2],
                        "family_name": row[3],
                        "birth_date": row[4],
                        "languages": row[5].split("|"),
                        "dutch_level": row[6],
                        "literacy": row[7],
                        "residence_phase": row[8],
                        "arrival_date": row[9],
                        "interests": row[10].split("|") if row[10] else (),
                        "availability": [{"day": d, "daypart": parts[p]} for d, p in free],
                        "commitments": [{"day": "TU", "start": 600, "end": 690, "label": "taalles"}]
                        if row[12]
                        else (),
                        "weekly_minutes": int(float(row[13]) * 60) if row[13] else None,
                    }
                )
            )
    return made


def columns_of(record: Resident) -> tuple[Any, ...]:
    values = record.model_dump(mode="json")
    values["id"], values["site_id"] = record.id.hex, record.site_id.hex
    values["pseudonym"] = new_id().hex
    return tuple(
        json.dumps(value) if isinstance(value, list) else value for value in values.values()
    )


def validated(desk: Desk, path: Path) -> None:
    made = records(path, bare_site(desk))
    executemany(desk, [columns_of(record) for record in made])
    texts = [(fold(f"{r.given_name} {r.family_name} {r.reference} {r.v_number}"),) for r in made]
    with desk.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO search_text (name) VALUES (?)", texts)


def executemany(desk: Desk, rows: Sequence[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" for _ in rows[0])
    names = ", ".join(Resident.model_fields)
    with desk.database.writing() as connection:
        connection.exec_driver_sql(f"INSERT INTO resident ({names}) VALUES ({marks})", list(rows))
