"""The weekly report of 1,000 lines, from the encrypted store to the file on disk.

Baseline, in the same run: a bare ReportLab table with the same cells in the same font. The report
reads the store, derives every state, draws figures, boxes and footers, and is written whole; the
table gets its cells for nothing.
"""

import random
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from benchmarks.measure import Result, in_turns
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import EventKind, Referral, ReferralEvent
from meedoenbalie.reports.fonts import REGULAR
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.reporting import weekly_report
from meedoenbalie.services.stores import LEAST_COST, create_store

TODAY = date(2026, 11, 24)
LINES = 1000
GIVEN = ("Hodan", "Emre", "Leyla", "Noor", "Idris", "Maryam", "Filmon", "Zahra", "Khaled", "Amal")
FAMILY = ("Abdi Warsame", "Yıldız", "Demir", "Al-Sayed", "Osman", "Gebremedhin", "Rahimi", "Nasser")
TITLES = ("Techniek voor elkaar", "Nederlands A2, avond", "Keuken van de wijk", "Sportmaatjes")
HEADINGS = ("", "Bewoner", "Aanbod", "Aanbieder of reden", "Sinds", "Doen")


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk, cells = a_desk(folder / "desk.db")
        first, second = folder / "first.pdf", folder / "second.pdf"
        weekly_report(desk, None, None, first)
        weekly_report(desk, None, None, second)
        if first.read_bytes() != second.read_bytes():
            raise AssertionError("the same data made other bytes")
        ours, bare = in_turns(
            lambda: weekly_report(desk, None, None, first),
            lambda: bare_table(folder / "bare.pdf", cells),
        )
        desk.database.close()
    return [
        Result(
            f"weekly report of {LINES:,} lines, store to file",
            ours,
            "bare ReportLab table with the same cells",
            bare,
            goal=1.3,
        )
    ]


def bare_table(path: Path, cells: list[tuple[str, ...]]) -> None:
    table = Table(
        [HEADINGS, *cells],
        colWidths=(17, 102, 136, 118, 53, 79),
        repeatRows=1,
        style=TableStyle([("FONTNAME", (0, 0), (-1, -1), REGULAR)]),
    )
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build([table])


def a_desk(path: Path) -> tuple[Desk, list[tuple[str, ...]]]:
    """A desk with 1,000 referrals that nobody answered, and what the report prints of each."""
    dice = random.Random(1)
    site = Site(code="DIJ", name="azc Dijkhorst")
    desk = create_store(
        path, "balie", "a passphrase for this run", fixed_clock(TODAY), [site], LEAST_COST
    ).desk
    provider = Provider(name="Jongerenwerk De Schakel")
    offers = [
        Offer(
            provider_id=provider.id,
            code=f"M{number:02d}",
            kind=OfferKind.MDT_TRAJECT,
            title=TITLES[number % len(TITLES)],
            places=3,
            places_confirmed_on=TODAY,
        )
        for number in range(40)
    ]
    residents: list[Record] = []
    referrals: list[Record] = []
    events: list[Record] = []
    cells: list[tuple[str, ...]] = []
    for number in range(LINES):
        offer, waited = dice.choice(offers), 11 + dice.randrange(20)
        day = TODAY - timedelta(days=waited)
        who = Resident(
            site_id=site.id,
            reference=f"DIJ-{number:04d}",
            given_name=dice.choice(GIVEN),
            family_name=dice.choice(FAMILY),
        )
        referral = Referral(reference=f"D{number:04d}", resident_id=who.id, offer_id=offer.id)
        residents.append(who)
        referrals.append(referral)
        events += [
            ReferralEvent(
                referral_id=referral.id,
                sequence=sequence,
                kind=kind,
                happened_on=day,
                recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            )
            for sequence, kind in enumerate((EventKind.DRAFT, EventKind.SENT), 1)
        ]
        to_do = "bellen" if waited >= 15 else "herinneren"
        cells.append(("", who.full_name, offer.title, provider.name, f"{waited} dagen", to_do))
    with desk.write("benchmark") as uow:
        for records in ([provider], offers, residents, referrals, events):
            uow.insert_many(records)
    return desk, cells
