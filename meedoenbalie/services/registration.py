"""Residents: registering, changing and finding them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from meedoenbalie.domain.merged import FormerDossier
from meedoenbalie.domain.people import Contact, Resident, Site
from meedoenbalie.services.desk import EVERYONE, READERS, Desk, Done
from meedoenbalie.storage.errors import StaleRecord, UnknownRecord
from meedoenbalie.storage.queries import resident_list
from meedoenbalie.storage.queries import residents as queries
from meedoenbalie.storage.queries.resident_list import ResidentQuery
from meedoenbalie.storage.queries.residents import Dossier, DossierReferral, ResidentLine
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "Dossier",
    "DossierReferral",
    "InvalidResident",
    "OpenedList",
    "ResidentLine",
    "ResidentQuery",
    "add_site",
    "change_resident",
    "dossier",
    "find_by_reference",
    "find_resident_records",
    "find_residents",
    "lines_at",
    "next_reference",
    "open_list",
    "place_of_name",
    "record_contact",
    "register_resident",
    "resident_by_reference",
    "resident_lines",
    "sites",
]


MOST_FOUND = 10_000


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list as it is opened: its length, the lines that are known by their first place.

    ``ids`` are all that are in it, when the list isn't one by name.
    """

    size: int
    known: dict[int, list[ResidentLine]]
    ids: list[UUID] | None = None


class InvalidResident(ValueError):
    """A value of a resident is refused; ``field`` and ``code`` say which and why."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


def register_resident(desk: Desk, site_id: UUID, **values: Any) -> Done[Resident]:
    """Register a resident at a site.

    Without ``reference`` the next number of the site is given out. Raises pydantic.ValidationError
    for a refused value and InvalidResident for one that only the desk's day can refuse.
    """
    _check_days(values, desk.clock.today())
    with desk.write("register_resident") as uow:
        site = uow.get(Site, site_id)
        if not values.get("reference"):
            values["reference"] = next_reference(uow, site)
        resident = uow.insert(Resident.model_validate({"site_id": site_id, **values}))
    return Done(resident, frozenset(uow.changed))


def change_resident(desk: Desk, resident_id: UUID, version: int, **values: Any) -> Done[Resident]:
    """Change fields of a resident.

    ``version`` is the one that was shown. Raises StaleRecord when somebody changed the resident
    since, and what ``register_resident`` raises.
    """
    _check_days(values, desk.clock.today())
    with desk.write("change_resident") as uow:
        before = uow.get(Resident, resident_id)
        if before.version != version:
            raise StaleRecord("resident")
        resident = uow.update(before, **values)
    return Done(resident, frozenset(uow.changed))


def record_contact(
    desk: Desk,
    resident_id: UUID,
    summary: str,
    detail: str = "",
    at: datetime | None = None,
    *,
    language: str = "",
    interpreter: str = "",
) -> Done[Contact]:
    """Write down a talk with a resident. Raises pydantic.ValidationError."""
    with desk.write("record_contact") as uow:
        contact = uow.insert(
            Contact(
                resident_id=uow.get(Resident, resident_id).id,
                at=at or desk.clock.now(),
                by=desk.user.name,
                summary=summary,
                detail=detail,
                language=language,
                interpreter=interpreter.strip(),
            )
        )
    return Done(contact, frozenset(uow.changed))


def find_residents(desk: Desk, query: ResidentQuery) -> list[UUID]:
    """Return the identifiers of the residents that a list shows, in its order."""
    with desk.read() as reader:
        return resident_list.resident_ids(reader, query)


def open_list(desk: Desk, query: ResidentQuery, around: UUID | None, stretch: int) -> OpenedList:
    """Return what a list needs to be shown: its length, its top, and where somebody stands in it.

    A list by name costs the same however long it is; one of hits or of a group names all of them.
    ``stretch`` is how many lines are read at once.
    """
    with desk.read() as reader:
        if query.searches or query.group is not None:
            ids = resident_list.resident_ids(reader, query)
            return OpenedList(len(ids), {0: queries.resident_lines(reader, ids[:stretch])}, ids)
        starts = {0}
        if around is not None:
            place = resident_list.place_of_resident(reader, query, around)
            if place is not None:
                starts.add(place // stretch * stretch)
        return OpenedList(
            resident_list.size_of_list(reader, query),
            {first: _lines_at(reader, query, first, stretch) for first in sorted(starts)},
        )


def lines_at(desk: Desk, query: ResidentQuery, first: int, most: int) -> list[ResidentLine]:
    """Return lines of a list by name from a place on; 0 is the top."""
    with desk.read() as reader:
        return _lines_at(reader, query, first, most)


def _lines_at(reader: Reader, query: ResidentQuery, first: int, most: int) -> list[ResidentLine]:
    ids = resident_list.stretch_of_list(reader, query, first, most)
    return queries.resident_lines(reader, ids)


def place_of_name(desk: Desk, query: ResidentQuery, start: str) -> int:
    """Return the place, from 0, in a list without words at which names starting so begin."""
    with desk.read() as reader:
        return resident_list.place_of_name(reader, query, start)


def find_resident_records(desk: Desk, words: str = "") -> list[Resident]:
    """Return whole records of residents, also of those who left, by reference."""
    with desk.read() as reader:
        if not words.strip():
            return reader.find(Resident, order_by="reference")
        query = ResidentQuery(words=words, present_only=False, limit=MOST_FOUND)
        hits = resident_list.resident_ids(reader, query)
        return reader.find(Resident, order_by="reference", id=hits)


def resident_lines(desk: Desk, identifiers: list[UUID]) -> list[ResidentLine]:
    """Return what a list shows of these residents, in the given order."""
    with desk.read() as reader:
        return queries.resident_lines(reader, identifiers)


def dossier(desk: Desk, resident_id: UUID) -> Dossier:
    """Return all that the desk knows of a resident. Raises UnknownRecord."""
    with desk.read() as reader:
        return queries.dossier(reader, resident_id)


def resident_by_reference(desk: Desk, text: str) -> Resident:
    """Return the resident with a reference (``RTW-0007``) or id. Raises UnknownRecord."""
    with desk.read() as reader:
        return find_by_reference(reader, text)


def find_by_reference(reader: Reader, text: str) -> Resident:
    """The same within a transaction."""
    found = reader.first(Resident, reference=text.strip())
    former = reader.first(FormerDossier, reference=text.strip()) if found is None else None
    if former is not None:
        return reader.get(Resident, former.resident_id)
    if found is None:
        try:
            return reader.get(Resident, UUID(text))
        except ValueError as error:
            raise UnknownRecord("resident") from error
    return found


def sites(desk: Desk) -> list[Site]:
    """Return the sites of this store, by code."""
    with desk.read("read_sites", EVERYONE) as reader:
        return reader.find(Site, order_by="code")


def add_site(desk: Desk, code: str, name: str) -> Done[Site]:
    """Add an azc. Raises pydantic.ValidationError and, for a code in use, IntegrityError."""
    with desk.write("add_site", roles=READERS) as uow:
        site = uow.insert(Site(code=code, name=name or code))
    return Done(site, frozenset(uow.changed))


def next_reference(reader: Reader, site: Site) -> str:
    """Return the next free reference of a site: its code and a number of at least four digits."""
    number = queries.highest_number(reader, site.id, f"{site.code}-")
    return f"{site.code}-{number + 1:04d}"


def _check_days(values: dict[str, Any], today: date) -> None:
    for field in ("birth_date", "arrival_date"):
        day = values.get(field)
        if isinstance(day, date) and day > today:
            raise InvalidResident(field, "in_future")
    year = values.get("birth_year")
    if isinstance(year, int) and year > today.year:
        raise InvalidResident("birth_year", "in_future")
