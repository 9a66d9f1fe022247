"""Records that may be one person: proposed, never merged without a person's yes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from meedoenbalie.domain.duplicates.comparison import Names, Person, language_of, name_parts
from meedoenbalie.domain.duplicates.evidence import Evidence, Trait
from meedoenbalie.domain.duplicates.finding import LikelyPair, find_duplicates, judge
from meedoenbalie.domain.duplicates.spelling import parts, sound
from meedoenbalie.domain.merged import NotDouble
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.exchange.files import read_bytes, read_table
from meedoenbalie.exchange.people import PERSON_FIELDS, read_people
from meedoenbalie.exchange.tabular import match_columns
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.storage.queries import alike
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "Evidence",
    "LikelyDouble",
    "LikelyPair",
    "Person",
    "Trait",
    "doubles",
    "doubles_in_file",
    "how_many_doubles",
    "likely_doubles_of",
    "person_of",
    "possible_doubles",
    "say_not_double",
]

_USUAL_SHARE = 0.2
"""Which share of a desk speaks one language, where nobody counted it."""


@dataclass(frozen=True, slots=True)
class LikelyDouble:
    """A resident who may be somebody that was just typed, and what agrees and differs."""

    resident: Resident
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PossibleDouble:
    """Two residents who may be one person, and what agrees and differs."""

    one: Resident
    other: Resident
    score: float
    evidence: tuple[Evidence, ...]


def doubles(desk: Desk) -> list[LikelyPair]:
    """Return the pairs of residents judged to be one person, most likely first.

    ``key`` of a person is the reference. Who were said to be two people are left out.
    """
    with desk.read() as reader:
        return list(_pairs(reader).values())


def possible_doubles(desk: Desk) -> list[PossibleDouble]:
    """Return the same with the residents themselves."""
    with desk.read() as reader:
        pairs = _pairs(reader)
        ids = [one for both in pairs for one in both]
        residents = {each.id: each for each in reader.find(Resident, id=ids)}
    return [
        PossibleDouble(residents[one], residents[other], pair.score, pair.evidence)
        for (one, other), pair in pairs.items()
    ]


def how_many_doubles(desk: Desk, most: int = 5000) -> int | None:
    """Return how many pairs may be one person; None in a desk of more residents than ``most``.

    Among so many it takes seconds, and whoever wants to know can ask.
    """
    with desk.read() as reader:
        return len(_pairs(reader)) if reader.count(Resident) <= most else None


def doubles_in_file(path: Path) -> list[LikelyPair]:
    """Return the pairs of records in a file judged to be one person. Raises RefusedFile."""
    table = read_table(path, read_bytes(path), PERSON_FIELDS)
    return find_duplicates(read_people(table, match_columns(table, PERSON_FIELDS)))


def likely_doubles_of(
    desk: Desk, person: Person, without: Collection[UUID] = (), most: int = 3
) -> list[LikelyDouble]:
    """Return the residents who may be this person, most likely first; for while it is typed.

    ``without`` is left out: the resident whose own form it is. Nothing is found before there is a
    name with a birth date or a second part, or a V-number.
    """
    with desk.read() as reader:
        found = _candidates(reader, person) - set(without)
        if not found:
            return []
        codes = {site.id: site.code for site in reader.find(Site)}
        told = {other for one in without for other in _not_doubles(reader, one)}
        total = reader.count(Resident)
        names = _names(reader, person, total)
        pairs = {
            row.id: pair
            for row in alike.compared(reader, found - told)
            if (pair := judge(person, person_of(row, codes[row.site_id]), names, total))
        }
        best = sorted(pairs, key=lambda one: (-pairs[one].score, pairs[one].other.key))[:most]
        residents = {one.id: one for one in reader.find(Resident, id=best)}
    return [LikelyDouble(residents[one], pairs[one].score, pairs[one].evidence) for one in best]


def say_not_double(desk: Desk, one_id: UUID, other_id: UUID) -> Done[NotDouble]:
    """Remember that two residents are two people, so that they aren't proposed again.

    Raises UnknownRecord.
    """
    with desk.write("say_not_double") as uow:
        said = uow.insert(
            NotDouble(
                one_id=uow.get(Resident, one_id).id,
                other_id=uow.get(Resident, other_id).id,
                said_on=desk.clock.today(),
                by=desk.user.name,
            ),
            subject=one_id,
        )
    return Done(said, frozenset(uow.changed))


def _pairs(reader: Reader) -> dict[tuple[UUID, UUID], LikelyPair]:
    rows = {row.reference: row for row in alike.compared(reader)}
    codes = {site.id: site.code for site in reader.find(Site)}
    told = {frozenset((said.one_id, said.other_id)) for said in reader.find(NotDouble)}
    people = [person_of(row, codes[row.site_id]) for row in rows.values()]
    found = {
        (rows[pair.one.key].id, rows[pair.other.key].id): pair for pair in find_duplicates(people)
    }
    return {both: pair for both, pair in found.items() if frozenset(both) not in told}


def _candidates(reader: Reader, person: Person) -> set[UUID]:
    words = (*name_parts(person), *parts(person.native_name))
    found = alike.by_number(reader, _written_as(person.v_number)) if person.v_number else set()
    if person.birth_date is not None:
        found |= alike.by_birth(reader, _days(person.birth_date), words)
    year = person.birth_date.year if person.birth_date else person.birth_year
    if len(words) > 1 or (words and year is not None):
        # A year beside it, or none at all, is how a birth date is told without knowing it.
        years = {year - 1, year, year + 1, None} if year is not None else set()
        found |= alike.by_names(reader, words, years)
    return found


def _written_as(number: str) -> set[str]:
    """A V-number, and what becomes of it when two digits are swapped."""
    return {number} | {
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        for place in range(len(number) - 1)
    }


def _days(born: date) -> set[date]:
    swapped = {date(born.year, born.day, born.month)} if born.day <= 12 else set()
    return {born, date(born.year, 1, 1), *swapped}


def _names(reader: Reader, person: Person, total: int) -> Names:
    words = (*name_parts(person), *parts(person.native_name))
    counted = alike.how_many_have(reader, {sound(part) for part in words if part.islower()})
    return Names(counted, {language_of(person): max(1, round(total * _USUAL_SHARE))}, total)


def _not_doubles(reader: Reader, resident_id: UUID) -> set[UUID]:
    said = reader.find(NotDouble, one_id=resident_id) + reader.find(NotDouble, other_id=resident_id)
    return {other for each in said for other in (each.one_id, each.other_id)} - {resident_id}


def person_of(resident: Any, site_code: str, key: str = "") -> Person:
    """Return what is compared of a resident, or of a row with the same fields.

    ``key`` is, unless told otherwise, the reference.
    """
    return Person(
        key=key or resident.reference,
        given_name=resident.given_name,
        family_name=resident.family_name,
        native_name=resident.native_name,
        birth_date=resident.birth_date,
        birth_year=resident.birth_year,
        v_number=resident.v_number or "",
        phone=_phone(resident.contact_value),
        language=resident.preferred_language or next(iter(resident.languages), ""),
        site=site_code,
        arrival=resident.arrival_date,
    )


def _phone(contact: str) -> str:
    digits = "".join(sign for sign in contact if sign.isdigit())
    return digits if len(digits) >= 9 else ""
