"""Leaflets: one beside bare Typst on the same source, and sixty in a row from store to file.

Baseline of both, in the same run: Typst alone, with the same template, data, fonts and standard.
One leaflet adds to that the words of the language, the week, and the drawing of the QR code; sixty
in a row also read the encrypted store, record that the resident was told, and write each file
whole.
"""

import json
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from benchmarks.measure import Result, in_turns
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.offers import OfferKind, Provider
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.paths import resource_path
from meedoenbalie.reports import leaflet as printed
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
SITE = Site(code="DIJ", name="azc Dijkhorst")
LEAFLETS = 60
LANGUAGES = ("nl", "en", "ar", "ti")


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = a_desk(folder / "desk.db")
        calls, kept = leaflets_of(desk, folder)
        for call in calls[: len(LANGUAGES)]:
            call()
        sources = [printed.leaflet_data(leaflet) for leaflet in kept]
        one, bare_one = in_turns(
            lambda: [printed.render(leaflet) for leaflet in kept],
            lambda: [bare_typst(source) for source in sources],
        )
        all_of_them, bare_all = in_turns(
            lambda: [call() for call in calls],
            lambda: [bare_typst(sources[n % len(sources)]) for n in range(LEAFLETS)],
            rounds=3,
        )
        desk.database.close()
    each = len(LANGUAGES)
    return [
        Result(
            "one leaflet, facts to PDF (mean of 4 languages)",
            one / each,
            "bare Typst on the same source",
            bare_one / each,
            goal=1.5,
        ),
        Result(
            f"{LEAFLETS} leaflets in a row, store to file and record",
            all_of_them,
            "bare Typst on the same sources, nothing kept",
            bare_all,
            goal=1.5,
        ),
    ]
