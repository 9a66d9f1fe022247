"""Import of 5,000 offers from a workbook, schedules read and all, into the encrypted store.

Baselines, on the same file: reading it with openpyxl alone, as a workbook and in its quicker
read-only mode. Neither recognises a column, reads a schedule, a range or a date as people write it,
validates, stores, or finds out which offer was there already. Measured in seconds of the processor,
the least of some turns, so that whoever else uses the machine doesn't count.
"""

import gc
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from xlsxwriter import Workbook

from benchmarks.measure import Result
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import ImportKind, import_file, preview
from meedoenbalie.services.stores import LEAST_COST, create_store

ROWS = 5_000
TURNS = 3
HEAD = (
    *("Code", "Titel", "Aanbieder", "Plaats", "Soort werk", "Weekrooster", "Uren totaal"),
    *("Duur (weken)", "Leeftijd", "Niveau NL", "Plaatsen", "Bevestigd op", "Instroommomenten"),
    *("Reistijd azc Rietwaard (min)", "Reistijd azc Veldwijker (min)", "Ondersteuning in"),
    *("Verklaring vrijwilligerswerk", "VOG", "Kosten", "Contactpersoon", "Telefoon", "E-mail"),
)
DAYS = ("ma", "di", "wo", "do", "vr", "za", "maandag", "dinsdag", "woensdag", "donderdag")


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "aanbod.xlsx"
        write_offers(file)
        desks = [a_desk(folder / f"{turn}.db") for turn in range(2 * TURNS)]
        empty = iter(desks)
        ours, looked, whole, quick = least(
            lambda: stored(next(empty), file),
            lambda: looked_at(next(empty), file),
            lambda: values(file, read_only=False),
            lambda: values(file, read_only=True),
        )
        for desk in desks:
            desk.database.close()
    name = f"import of {ROWS:,} offers, stored with journal (CPU)"
    return [
        Result(name, ours, "openpyxl alone", whole, goal=2.0),
        Result(name, ours, "openpyxl alone, read-only", quick),
        Result(f"preview of {ROWS:,} offers (CPU)", looked, "openpyxl alone, read-only", quick),
    ]


def least(*works: Callable[[], object]) -> list[float]:
    """Return the least seconds of the processor of each work, done in turns."""
    best = [float("inf")] * len(works)
    for _turn in range(TURNS):
        for place, work in enumerate(works):
            gc.collect()
            start = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - start)
    return best


def stored(desk: Desk, file: Path) -> None:
    report = import_file(desk, ImportKind.OFFERS, file)
    with desk.read() as reader:
        if reader.count(Offer) != ROWS or report.rejected:
            raise AssertionError("offers were lost")


def looked_at(desk: Desk, file: Path) -> None:
    if preview(desk, ImportKind.OFFERS, file).report.accepted != ROWS:
        raise AssertionError("offers were lost")


def a_desk(path: Path) -> Desk:
    site = Site(code="RTW", name="azc Rietwaard")
    day = fixed_clock(date(2026, 3, 2))
    return create_store(path, "Marleen", "vier gewone woorden", day, [site], LEAST_COST).desk


def values(file: Path, *, read_only: bool) -> int:
    book = openpyxl.load_workbook(file, read_only=read_only, data_only=True)
    return sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))


def write_offers(path: Path) -> None:
    """Write a list as providers send it: nearly every row has a schedule of its own."""
    chance = random.Random(6)
    with Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet("Aanbod")
        sheet.write_row(0, 0, HEAD)
        for number in range(1, ROWS + 1):
            confirmed = date(2026, 1, 1) + timedelta(chance.randrange(60))
            start = confirmed + timedelta(chance.randrange(90))
            row = (
                *(
                    f"M{number:04d}",
                    f"Meedoen {number}",
                    f"Organisatie {number % 400}",
                    "Havermeer",
                ),
                *(
                    "groen",
                    schedule(chance),
                    chance.choice((60, 120, 200)),
                    chance.randrange(4, 40),
                ),
                *(f"{chance.randrange(12, 19)}-{chance.randrange(20, 30)}",),
                *(chance.choice(("A0-A2", "vanaf A1", "B1", "geen")), chance.randrange(12)),
            )
            sheet.write_row(number, 0, row)
            sheet.write_datetime(number, len(row), confirmed)
            sheet.write_row(
                number,
                len(row) + 1,
                (
                    *(f"{start:%d-%m-%Y}; {start + timedelta(60):%d-%m-%Y}", chance.randrange(60)),
                    *(
                        chance.randrange(60),
                        chance.choice(("Engels, Farsi", "Tigrinya", "Arabisch")),
                    ),
                    *(chance.choice(("ja", "nee", "aangevraagd")), chance.choice(("ja", "nee"))),
                    *(chance.choice(("gratis", "€ 12,50", "€ 5,00 per maand")), "Anouk Vermeer"),
                    *(f"0600{chance.randrange(10**6):06d}", f"info{number % 400}@meedoen.example"),
                ),
            )


def schedule(chance: random.Random) -> str:
    one, two = chance.sample(DAYS, 2)
    begin, length = chance.randrange(8, 18), chance.randrange(1, 4)
    quarter = chance.choice(("00", "15", "30", "45"))
    return chance.choice(
        (
            f"{one}+{two} {begin:02d}:{quarter}-{begin + length:02d}:{quarter}",
            f"{one} {begin}-{begin + length}u",
            f"{one} en {two} {begin}.{quarter} - {begin + length}.{quarter} uur",
            f"{one} avond",
            f"om de week {one} {begin}:{quarter}-{begin + length}:{quarter}",
            f"flexibel, {chance.randrange(2, 24)} uur/week",
            f"{one} ochtend of {two} middag",
        )
    )
