"""Fictional residents: names, languages, levels, weeks and wishes that go together."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from meedoenbalie.demo.chance import pick
from meedoenbalie.demo.words import words
from meedoenbalie.domain.people import (
    DutchLevel,
    GuardianKind,
    Literacy,
    ResidencePhase,
    Resident,
    Site,
)
from meedoenbalie.domain.schedule_text import parse_commitments
from meedoenbalie.domain.week import Commitment, Daypart, FreeDaypart, Weekday

ADULT = 18
_LEVELS = {
    DutchLevel.A0: 24,
    DutchLevel.A1: 32,
    DutchLevel.A2: 20,
    DutchLevel.B1: 7,
    DutchLevel.ALFA_A: 6,
    DutchLevel.ALFA_B: 6,
    DutchLevel.ALFA_C: 3,
}
_ALFA = {DutchLevel.ALFA_A, DutchLevel.ALFA_B}
# One in five birth dates in the papers is 1 January: the day isn't known.
_UNKNOWN_DAY = 0.2


def residents(rng: Random, site: Site, count: int, today: date) -> list[Resident]:
    """Return fictional residents of a site; those who arrived first have the lowest numbers."""
    arrivals = sorted(today - timedelta(days=_days_here(rng)) for _ in range(count))
    taken: set[tuple[str, str]] = set()
    return [
        _resident(rng, site, number, arrival, today, taken)
        for number, arrival in enumerate(arrivals, start=1)
    ]


def _days_here(rng: Random) -> int:
    # People are moved often: three in ten came in the last weeks.
    return rng.randint(2, 42) if rng.random() < 0.3 else int(rng.triangular(30, 480, 90))


def _resident(
    rng: Random,
    site: Site,
    number: int,
    arrival: date,
    today: date,
    taken: set[tuple[str, str]],
) -> Resident:
    origins = words("people")["origins"]
    origin = origins[pick(rng, {place: one["share"] for place, one in enumerate(origins)})]
    given, family = _name(rng, origin, taken)
    age = int(rng.triangular(14, 32, 20)) if rng.random() < 0.93 else rng.randint(31, 44)
    # A few are minors for certain, so that every desk meets the rules about guardians.
    if number % 9 == 4:
        age = rng.choice((13, 14, 15, 15))
    born = _birth_date(rng, age, today)
    level = pick(rng, _LEVELS) if rng.random() < 0.97 else None
    first = rng.choice(origin["first_languages"])
    others = [code for code in origin["other_languages"] if code != first and rng.random() < 0.45]
    channel, value = _contact(rng, given)
    made = Resident(
        id=UUID(int=rng.getrandbits(128), version=4),
        site_id=site.id,
        reference=f"{site.code}-{number:04d}",
        v_number=f"9972{rng.randrange(10**6):06d}" if rng.random() < 0.7 else None,
        given_name=given,
        family_name=family,
        native_name=_native(origin, given, family),
        birth_date=born,
        languages=(first, *others),
        preferred_language=first,
        dutch_level=level,
        literacy=_literacy(rng, level, origin),
        residence_phase=ResidencePhase(pick(rng, origin["phases"])),
        guardian=_guardian(rng, age, family),
        arrival_date=arrival,
        interests=tuple(rng.sample(words("people")["interests"], rng.randint(1, 4))),
        availability=_availability(rng, age),
        commitments=_commitments(rng, age),
        weekly_minutes=rng.choice((4, 6, 8, 8, 12, 16, 20)) * 60 if rng.random() < 0.85 else None,
        max_travel_minutes=rng.choice((15, 20, 30, 30, 45, 60)) if rng.random() < 0.75 else None,
        contact_channel=channel,
        contact_value=value,
        notes=rng.choice(words("people")["notes"]) if rng.random() < 0.35 else "",
    )
    return made.model_copy(update={"guardian_kind": _guardian_kind(made.guardian)})


def _name(rng: Random, origin: dict[str, Any], taken: set[tuple[str, str]]) -> tuple[str, str]:
    while True:
        name = rng.choice(origin["given_names"]), rng.choice(origin["family_names"])
        if name not in taken and name[0] != name[1]:
            taken.add(name)
            return name


def _native(origin: dict[str, Any], given: str, family: str) -> str:
    known = origin["native"]
    return f"{known[given]} {known[family]}" if given in known and family in known else ""


def _birth_date(rng: Random, age: int, today: date) -> date:
    latest = date(today.year - age, today.month, min(today.day, 28))
    born = latest - timedelta(days=rng.randrange(365))
    return date(born.year, 1, 1) if rng.random() < _UNKNOWN_DAY else born


def _literacy(rng: Random, level: DutchLevel | None, origin: dict[str, Any]) -> Literacy:
    if level in _ALFA:
        return Literacy.ILLITERATE if rng.random() < 0.7 else Literacy.OTHER_SCRIPT
    if not origin["latin_script"] and level in {DutchLevel.ALFA_C, DutchLevel.A0}:
        return Literacy.OTHER_SCRIPT
    return Literacy.LITERATE


def _guardian(rng: Random, age: int, family: str) -> str:
    if age >= ADULT or rng.random() < 0.1:
        return ""
    if rng.random() < 0.5:
        return str(rng.choice(words("people")["guardians"]))
    return str(rng.choice(words("people")["parents"])).format(name=family)


def _guardian_kind(guardian: str) -> GuardianKind | None:
    """Return who it is, as the words before the name tell."""
    kinds = {
        "Nidos": GuardianKind.NIDOS,
        "moeder": GuardianKind.PARENT,
        "vader": GuardianKind.PARENT,
    }
    return kinds.get(guardian.partition(",")[0], GuardianKind.OTHER) if guardian else None


def _availability(rng: Random, age: int) -> tuple[FreeDaypart, ...]:
    if rng.random() < 0.12:
        return ()
    days = list(Weekday)[:6]
    parts = list(Daypart) if age >= ADULT else [Daypart.AFTERNOON, Daypart.EVENING]
    every = [FreeDaypart(day=day, daypart=part) for day in days for part in parts]
    free = rng.sample(every, rng.randint(5, min(12, len(every))))
    return tuple(sorted(free, key=lambda f: (f.day.number, list(Daypart).index(f.daypart))))


def _commitments(rng: Random, age: int) -> tuple[Commitment, ...]:
    known = words("people")["commitments"]
    chosen = rng.sample(known, rng.choice((0, 1, 1, 1, 2)))
    if age < ADULT:
        chosen = [words("people")["school"], *rng.sample(known, rng.choice((0, 0, 1)))]
    kept: list[Commitment] = []
    for item in chosen:
        for time in item["times"]:
            for commitment in parse_commitments(f"{time} {item['label']}"):
                if not any(commitment.overlaps(other) for other in kept):
                    kept.append(commitment)
    return tuple(sorted(kept, key=lambda c: (c.day.number, c.start)))


def _contact(rng: Random, given: str) -> tuple[str, str]:
    channel = str(rng.choice(words("people")["channels"]))
    if channel == "langs de balie":
        return channel, ""
    if channel == "e-mail":
        plain = "".join(sign for sign in given.lower() if sign.isascii())
        return channel, f"{plain}{rng.randrange(100, 999)}@post.example"
    return channel, f"06-0000{rng.randrange(10**4):04d}"
