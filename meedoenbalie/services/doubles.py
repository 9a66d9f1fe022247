"""Records that may be one person: proposed, never merged without a person's yes."""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.domain.duplicates.comparison import Person
from meedoenbalie.domain.duplicates.evidence import Evidence, Trait
from meedoenbalie.domain.duplicates.finding import LikelyPair, find_duplicates
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.exchange.files import read_bytes, read_table
from meedoenbalie.exchange.people import PERSON_FIELDS, read_people
from meedoenbalie.exchange.tabular import match_columns
from meedoenbalie.services.desk import Desk

__all__ = ["Evidence", "LikelyPair", "Person", "Trait", "doubles", "doubles_in_file"]


def doubles(desk: Desk) -> list[LikelyPair]:
    """Return the pairs of residents judged to be one person, most likely first.

    ``key`` of a person is the reference.
    """
    with desk.read() as reader:
        residents = reader.find(Resident)
        codes = {site.id: site.code for site in reader.find(Site)}
    return find_duplicates([person_of(each, codes[each.site_id]) for each in residents])


def doubles_in_file(path: Path) -> list[LikelyPair]:
    """Return the pairs of records in a file judged to be one person. Raises RefusedFile."""
    table = read_table(path, read_bytes(path), PERSON_FIELDS)
    return find_duplicates(read_people(table, match_columns(table, PERSON_FIELDS)))


def person_of(resident: Resident, site_code: str) -> Person:
    """Return what is compared of a resident."""
    return Person(
        key=resident.reference,
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
