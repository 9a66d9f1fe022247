"""What ten years of a busy azc cost: 200,000 steps of referrals behind the same open work.

Baseline, in the same run: the same desk with one year behind it. For a click, until something of
the page is painted, it is three frames of a screen of 60 Hz; a click is told in CPU.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.measure import Result, in_turns
from benchmarks.page_window import PageWindow
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import EventKind, InformationGiven, Referral, ReferralEvent
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.funnel import funnel_of, last_year
from meedoenbalie.services.referring import find_referrals
from meedoenbalie.services.reporting import weekly_figures
from meedoenbalie.services.stores import LEAST_COST, create_store
from meedoenbalie.services.worklist import worklist
from meedoenbalie.ui.desk_shell import PageFactory

TODAY = date(2026, 11, 24)
YEAR_AGO = TODAY - timedelta(days=365)
REFERRALS_A_YEAR = 4000
OPEN = 200
K = EventKind
_WHOLE = ((K.DRAFT, 0), (K.SENT, 1), (K.ACCEPTED, 8), (K.STARTED, 20), (K.COMPLETED, 90))
_GOAL = 1.2
_THREE_FRAMES = 3 / 60
_CLICKS = 5


def run() -> list[Result]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        one, ten = (a_desk(Path(name) / f"{years}.db", years) for years in (1, 10))
        results = []
        for what, work in (
            ("Vandaag", worklist),
            ("funnel of the last year", lambda desk: funnel_of(desk, last_year(desk))),
            ("figures of the week", weekly_figures),
            ("Doorverwijzingen", lambda desk: find_referrals(desk, since=YEAR_AGO)),
        ):
            ours, bare = in_turns(partial(work, ten), partial(work, one))
            results.append(
                Result(f"{what}, 10 years behind it", ours, f"{what}, 1 year", bare, _GOAL)
            )
        for page in _pages():
            results += painted(*page, one, ten)
        for desk in (one, ten):
            desk.database.close()
    return results


def _pages() -> tuple[tuple[str, str, PageFactory, str, str | None], ...]:
    from meedoenbalie.ui.pages.figures.page import FiguresPage
    from meedoenbalie.ui.pages.referrals.page import ReferralsPage
    from meedoenbalie.ui.pages.today.page import TodayPage

    return (
        ("Vandaag", "today", TodayPage, "referral", None),
        ("Doorverwijzingen", "referrals", ReferralsPage, "referral", None),
        ("Trechter", "figures", FiguresPage, "referral_event", "funnel"),
    )


def painted(
    what: str,
    key: str,
    factory: PageFactory,
    changed: str,
    target: str | None,
    one: Desk,
    ten: Desk,
) -> list[Result]:
    """Measure a page: a click on it, and from a change elsewhere until it is painted anew."""
    windows = [PageWindow(desk, key, factory, changed, target) for desk in (ten, one)]
    ours, bare = in_turns(*(window.read_anew for window in windows))
    back = min(windows[0].come_back() for _click in range(_CLICKS))
    first = windows[0].first_look
    for window in windows:
        window.close()
    named = f"{what}, painted"
    return [
        Result(f"{named}, 10 years behind it", ours, f"{named}, 1 year", bare, _GOAL),
        Result(f"first click on {what}", first, "three frames", _THREE_FRAMES),
        Result(f"click on {what} after a change", back, "three frames", _THREE_FRAMES, 1.0),
    ]


def a_desk(path: Path, years: int) -> Desk:
    site = Site(code="DIJ", name="azc Dijkhorst")
    desk = create_store(
        path, "balie", "a passphrase for this run", fixed_clock(TODAY), [site], LEAST_COST
    ).desk
    provider = Provider(name="Jongerenwerk De Schakel")
    offers = [
        Offer(
            provider_id=provider.id,
            code=f"M{number:02d}",
            kind=list(OfferKind)[number % 3],
            title=f"Aanbod {number}",
            places=3,
            places_confirmed_on=TODAY,
        )
        for number in range(40)
    ]
    with desk.write("benchmark") as uow:
        uow.insert_many([provider])
        uow.insert_many(offers)
    dice = random.Random(1)
    for year in range(years):
        with desk.write("benchmark") as uow:
            for records in a_year(site, offers, year, dice):
                uow.insert_many(records)
    return desk


def a_year(
    site: Site, offers: list[Offer], year: int, dice: random.Random
) -> Iterator[list[Record]]:
    """Yield a year's residents, referrals, steps and talks; year 0 is the last one."""
    residents = [
        Resident(
            site_id=site.id,
            reference=f"DIJ-{year}-{number}",
            given_name="Semhar",
            family_name=f"T{number}",
            departed_on=TODAY - timedelta(days=365 * year) if year else None,
            keep_until=TODAY + timedelta(days=365) if year else None,
        )
        for number in range(REFERRALS_A_YEAR // 4)
    ]
    referrals: list[Record] = []
    steps: list[Record] = []
    told: list[Record] = []
    for number in range(REFERRALS_A_YEAR):
        still_open = year == 0 and number < OPEN
        who, offer = dice.choice(residents), dice.choice(offers)
        back = dice.randrange(2, 20) if still_open else 100 + 365 * year + dice.randrange(260)
        first = TODAY - timedelta(days=back)
        referral = Referral(reference=f"D{year}-{number}", resident_id=who.id, offer_id=offer.id)
        referrals.append(referral)
        told.append(InformationGiven(resident_id=who.id, offer_id=offer.id, given_on=first))
        for sequence, (kind, after) in enumerate(_WHOLE[: 2 if still_open else None], 1):
            day = first + timedelta(days=after)
            ended = kind is K.COMPLETED
            steps.append(
                ReferralEvent(
                    referral_id=referral.id,
                    sequence=sequence,
                    kind=kind,
                    happened_on=day,
                    recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
                    told_on=day if ended else None,
                )
            )
    yield list(residents)
    yield referrals
    yield steps
    yield told
