"""Fictional offers: 40 MDT-trajecten, 25 language courses and some activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from zlib import crc32

from meedoenbalie.demo.chance import pick
from meedoenbalie.demo.offer_terms import terms
from meedoenbalie.demo.words import words
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import ResidencePhase, Site
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.domain.week import WeekSchedule

HISTORY = timedelta(weeks=30)
_HIGHEST_NUMBER = 80


@dataclass(frozen=True, slots=True)
class PlannedOffer:
    """An offer as the desk adds it, and what its provider said later about the places.

    ``confirmations`` are (day, free places), oldest first; ``values`` go to ``add_offer``.
    """

    provider: str
    values: dict[str, Any]
    confirmations: tuple[tuple[date, int], ...]


def offers(rng: Random, sites: Sequence[Site], today: date) -> list[PlannedOffer]:
    """Return the offers of the whole desk, spread evenly over the towns of its centres."""
    towns = {place["code"]: place["town"] for place in words("places")["sites"]}
    planned: list[PlannedOffer] = []
    for prefix, kind, name in (
        ("M", OfferKind.MDT_TRAJECT, "mdt_trajects"),
        ("T", OfferKind.LANGUAGE_COURSE, "language_courses"),
        ("A", OfferKind.ACTIVITY, "activities"),
    ):
        for number, item in enumerate(words("offers")[name], start=1):
            site = sites[number % len(sites)]
            values = dict(item, kind=kind, code=f"{prefix}{number:02d}")
            travel = {one.code: _travel(rng, near=one is site) for one in sites}
            if number % 5 == 0:
                # Nobody asked how long the way from the others takes, so it is estimated.
                travel = {code: minutes for code, minutes in travel.items() if code == site.code}
            one = _planned(rng, values, towns[site.code], travel, today)
            one.values.update(terms(one.values, site, today))
            planned.append(one)
    return planned


def _planned(
    rng: Random, values: dict[str, Any], town: str, travel: dict[str, int], today: date
) -> PlannedOffer:
    provider = str(values.pop("provider")).format(town=town)
    schedule = parse_schedule(str(values.pop("schedule")))
    contact = str(rng.choice(words("offers")["contacts"]))
    total = rng.choice((4, 6, 8, 10, 12))
    starts = _starts(rng, schedule, today)
    values |= {
        "title": values["title"].format(town=town),
        "place": town,
        "address": "" if schedule.online else _house_of(provider, town),
        "schedule": schedule,
        "places_total": total,
        "start_dates": starts,
        "continuous_intake": values.get("continuous_intake", False) or not starts,
        "travel_minutes": travel,
        "residence_phases": _phases(rng, values),
        "cost_cents": pick(rng, {0: 90, 1000: 5, 2500: 5}),
        "contact_name": contact,
        "phone": f"06-0000{rng.randrange(10**4):04d}",
        "email": _address(contact, provider),
    }
    return PlannedOffer(provider, values, _confirmations(rng, total, today))


def _travel(rng: Random, *, near: bool) -> int:
    return rng.choice((5, 10, 10, 15, 15, 20, 25)) if near else rng.choice((35, 40, 50, 60, 75))


def _starts(rng: Random, schedule: WeekSchedule, today: date) -> tuple[date, ...]:
    """Return start dates on the first day of the schedule; some fall this week and the next."""
    if not schedule.choices or rng.random() < 0.25:
        return ()
    ahead = (schedule.choices[0][0].day.number - today.weekday() - 1) % 7 + 1
    first = today + timedelta(days=ahead)
    # Providers begin in different weeks; half of them with something that begins about now.
    now = rng.choice((-1, 0, 0, 1)) if rng.random() < 0.5 else rng.randint(2, 6)
    weeks = (now - rng.randint(20, 27), now - rng.randint(5, 12), now, now + rng.randint(9, 14))
    return tuple(first + timedelta(weeks=week) for week in weeks)


def _phases(rng: Random, values: dict[str, Any]) -> tuple[ResidencePhase, ...]:
    if values["kind"] is OfferKind.LANGUAGE_COURSE and rng.random() < 0.15:
        return (ResidencePhase.STATUS_HOLDER,)
    return ()


def _confirmations(rng: Random, total: int, today: date) -> tuple[tuple[date, int], ...]:
    chance = rng.random()
    if chance < 0.07:
        return ()
    days_ago = rng.randint(0, 12) if chance < 0.78 else rng.randint(16, 44)
    days = [today - timedelta(days=days_ago + rounds * rng.randint(13, 24)) for rounds in range(8)]
    begin = today - HISTORY
    return tuple(
        (day, 0 if rng.random() < 0.12 else rng.randint(1, max(2, total // 2)))
        for day in sorted(set(days))
        if day >= begin
    )


def _house_of(provider: str, town: str) -> str:
    """Return street and number; a provider has one house in a town, the same for every seed."""
    streets = words("places")["streets"]
    number, street = divmod(crc32(f"{provider} {town}".encode()), len(streets))
    return f"{streets[street]} {1 + number % _HIGHEST_NUMBER}"


def _address(contact: str, provider: str) -> str:
    name = "".join(sign for sign in contact.split(maxsplit=1)[0].lower() if sign.isalnum())
    house = "".join(sign for sign in provider.lower() if sign.isascii() and sign.isalnum())
    return f"{name}@{house}.example"
