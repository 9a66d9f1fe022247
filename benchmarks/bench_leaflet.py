"""Leaflets: facts to PDF beside bare Typst on the same source, and sixty in a row for a store.

Baseline, in the same run: Typst alone, with the same template, data, fonts and standard. A leaflet
adds the words of the language, the week and the drawing of the QR code. Sixty in a row are those of
a busy day, fifteen offers in four languages: they also read the encrypted store, record that the
resident was told, and write each file whole. No two leaflets are alike, because Typst remembers
what it has set before.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import typst

from benchmarks.measure import Result, in_turns
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.exchange.ics import Recurring, calendar
from meedoenbalie.paths import resource_path
from meedoenbalie.reports.leaflet import leaflet_data, render
from meedoenbalie.reports.leaflet_facts import InWeek, Leaflet
from meedoenbalie.reports.leaflet_words import DaypartTimes, words_of
from meedoenbalie.reports.script_fonts import font_folder
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.leaflets import make_leaflet
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.stores import LEAST_COST, create_store
from meedoenbalie.tokens import tokens

TODAY = date(2026, 11, 24)
START = date(2026, 12, 7)
SITE = Site(code="DIJ", name="azc Dijkhorst")
PROVIDER = Provider(name="Buurtkracht Dijkhorst")
LEAFLETS = 60
ROUNDS = 5
LANGUAGES = ("nl", "en", "ar", "ti")
VALUES: dict[str, Any] = {
    "kind": OfferKind.MDT_TRAJECT,
    "description": "Spelmiddag voor kinderen: klaarzetten, meedoen, opruimen.",
    "work_kind": "kinderen en buurt",
    "schedule": parse_schedule("ma 13:00-15:00 + wo 13:00-15:30"),
    "weeks": 20,
    "place": "Dijkhorst",
    "address": "Lindestraat 12",
    "start_dates": (START,),
    "travel_minutes": {"DIJ": 15},
    "cost_cents": 0,
}


def run() -> list[Result]:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()]
    )
    bare = partial(bare_typst, fonts)
    each = len(LANGUAGES)
    mine = leaflets("a")
    theirs = iter([leaflet_data(leaflet) for leaflet in islice(leaflets("b"), ROUNDS * each)])
    one, bare_one = in_turns(
        lambda: [render(next(mine)) for _language in LANGUAGES],
        lambda: [bare(next(theirs)) for _language in LANGUAGES],
        rounds=ROUNDS,
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = a_desk(folder / "desk.db")
        calls = iter(informing(desk, folder))
        many = islice(leaflets("c"), ROUNDS * LEAFLETS)
        ready = iter([leaflet_data(leaflet) for leaflet in many])
        row, bare_row = in_turns(
            lambda: [next(calls)() for _ in range(LEAFLETS)],
            lambda: [bare(next(ready)) for _ in range(LEAFLETS)],
            rounds=ROUNDS,
        )
        desk.database.close()
    return [
        Result(
            "leaflet, facts to PDF (mean of 4 languages)",
            one / each,
            "bare Typst on the same source",
            bare_one / each,
            goal=1.5,
        ),
        Result(
            f"{LEAFLETS} leaflets in a row, store to file, recorded",
            row,
            "bare Typst on the same sources, nothing kept",
            bare_row,
            goal=1.5,
        ),
    ]


def bare_typst(fonts: typst.Fonts, source: dict[str, Any]) -> bytes:
    made: bytes = typst.compile(
        resource_path("typst/leaflet.typ"),
        root=resource_path("typst"),
        font_paths=fonts,
        format="pdf",
        sys_inputs={
            "data": json.dumps(source, ensure_ascii=False),
            "tokens": json.dumps(
                {name.replace("_", "-"): value for name, value in tokens().light._asdict().items()}
            ),
            "day": TODAY.isoformat(),
        },
        pdf_standards=["ua-1"],
        timestamp=int(datetime.combine(TODAY, time(12), UTC).timestamp()),
    )
    return made


def leaflets(name: str) -> Iterator[Leaflet]:
    """Leaflets of which no two are alike, in every language by turns."""
    offer = Offer(provider_id=PROVIDER.id, code="M01", title="Samen", **VALUES)
    slots = offer.schedule.slots
    usual = Leaflet(
        words=words_of("nl"),
        main=InWeek(offer, PROVIDER, slots),
        text=None,
        beside=None,
        site=SITE,
        person="Marleen de Wit",
        desk_hours=parse_schedule("di 13:00-17:00").slots,
        calendar="",
        dayparts=DaypartTimes(720, 1080),
        today=TODAY,
    )
    number = 0
    while True:
        number += 1
        title = f"Samen in de buurt {name}{number}"
        week = Recurring("3f2a9c1e", title, "Lindestraat 12, Dijkhorst", slots, START)
        yield replace(
            usual,
            words=words_of(LANGUAGES[number % len(LANGUAGES)]),
            main=InWeek(offer.model_copy(update={"title": title}), PROVIDER, slots),
            calendar=calendar([week], TODAY),
        )


def a_desk(path: Path) -> Desk:
    return create_store(
        path, "balie", "a passphrase for this run", fixed_clock(TODAY), [SITE], LEAST_COST
    ).desk


def informing(desk: Desk, folder: Path) -> list[Callable[[], object]]:
    """The desk's own calls: an offer in each language, and then the next one."""
    who = register_resident(desk, SITE.id, given_name="Semhar").result
    offers = [
        add_offer(
            desk,
            PROVIDER.name,
            code=f"M{number:03d}",
            title=f"Samen in de buurt {number}",
            **VALUES,
        ).result
        for number in range(LEAFLETS * ROUNDS // len(LANGUAGES))
    ]
    return [
        partial(
            make_leaflet,
            desk,
            who.id,
            offer.id,
            language,
            folder / f"{offer.code}-{language}.pdf",
            person="Marleen de Wit",
            hours="di 13:00-17:00",
        )
        for offer in offers
        for language in LANGUAGES
    ]
