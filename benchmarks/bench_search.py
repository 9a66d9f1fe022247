"""Search as you type on 100,000 residents: from what was typed to the lines that are shown.

Baseline, in the same run and on the same store: the bare full-text query for the same words. Ours
also keeps to the azc and to who is here, and reads the lines that fit on a screen.
"""

import random
import tempfile
from datetime import date
from pathlib import Path

from sqlalchemy import text

from benchmarks.measure import Result, in_turns
from meedoenbalie.clock import Clock
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import ResidentQuery, find_residents, resident_lines, sites
from meedoenbalie.services.stores import LEAST_COST, create_store
from meedoenbalie.storage.search_texts import words_in

RESIDENTS = 100_000
SHOWN = 20
FOUND = 200
SYLLABLES = ("ba", "se", "mar", "ha", "yu", "su", "fi", "da", "te", "klu", "no", "ri", "za", "li")
# What somebody types, key after key; "r" begins every number and so matches everybody.
TYPED = ("s", "se", "sem", "sema", "semar", "semar h", "semar ha", "r")


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name) / "desk.db")
        site = sites(desk)[0]

        def ours() -> None:
            for words in TYPED:
                query = ResidentQuery(site_id=site.id, words=words, limit=FOUND)
                resident_lines(desk, find_residents(desk, query)[:SHOWN])

        found, bare = in_turns(ours, lambda: bare_queries(desk))
        desk.database.close()
    return [
        Result(
            f"{len(TYPED)} keys typed in {RESIDENTS:,} residents, shown",
            found,
            "bare full-text query, identifiers only",
            bare,
            goal=1.5,
        )
    ]


def bare_queries(desk: Desk) -> None:
    query = text(
        "SELECT rowid FROM search_text WHERE search_text MATCH :pattern ORDER BY rank LIMIT :most"
    )
    for words in TYPED:
        with desk.read() as reader:
            values = {"pattern": " ".join(f'"{word}"*' for word in words_in(words)), "most": FOUND}
            reader.connection.execute(query, values).fetchall()


def a_desk(path: Path, residents: int = RESIDENTS) -> Desk:
    site = Site(code="RTW", name="azc Rietwaard")
    desk = create_store(path, "Marleen", "vier gewone woorden", Clock(), [site], LEAST_COST).desk
    with desk.write("import") as uow:
        uow.insert_many(many_residents(site, residents))
    return desk


def many_residents(site: Site, number: int) -> list[Resident]:
    chance = random.Random(1)

    def a_name() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).title()

    return [
        Resident(
            site_id=site.id,
            reference=f"{site.code}-{place:06d}",
            given_name=a_name(),
            family_name=a_name(),
            languages=("tir",),
            birth_date=date(2004, 1, 1),
        )
        for place in range(number)
    ]
