"""Editions: the programme team sends lessons back, a desk takes them in and says what came of one.

A desk holds the newest edition and nothing of older ones, so that taking in is the same in any
order and twice without harm. A lesson that its azc no longer publishes goes with the next edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from meedoenbalie.domain.edition_differences import Difference, differences
from meedoenbalie.domain.editions import (
    EditionLesson,
    TakenEdition,
    TakenLesson,
    TriedLesson,
    TriedResult,
)
from meedoenbalie.domain.lessons import LearnedLesson, LessonStatus
from meedoenbalie.domain.people import Role, Site
from meedoenbalie.exchange.edition_file import (
    MOST_BYTES,
    RefusedEdition,
    SignedEdition,
    read_edition,
)
from meedoenbalie.services.desk import DESK_ROLES, EVERYONE, Desk, Done
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "Arrived",
    "EditionLesson",
    "OtherKey",
    "RefusedEdition",
    "TakenHere",
    "TriedLesson",
    "TriedResult",
    "forget_tried",
    "look_at_edition",
    "note_tried",
    "take_edition",
    "taken_here",
]

_WRITERS = DESK_ROLES | {Role.PROGRAMME}


class OtherKey(Exception):
    """An edition is signed with a key that nobody here compared yet; ``fingerprint`` is its own."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__("other_key")
        self.fingerprint = fingerprint


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was looked at: what it would change. ``newer`` is False when it changes nothing.

    ``compare`` says that people have to compare the fingerprint first: no edition of this key was
    taken in before.
    """

    number: int
    made_at: str
    fingerprint: str
    compare: bool
    newer: bool
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class TakenHere:
    """The lessons of other azc's at a desk, and what came of those that were tried at a site."""

    edition: TakenEdition | None
    lessons: tuple[EditionLesson, ...]
    tried: dict[str, TriedLesson]
    own: tuple[LearnedLesson, ...]


def look_at_edition(desk: Desk, file: Path) -> Arrived:
    """Return what an edition would change; nothing is recorded.

    Raises RefusedEdition and OSError.
    """
    found = _read(file)
    with desk.read("read_lessons", EVERYONE) as reader:
        latest = _latest(reader)
        before = [one.lesson for one in reader.find(TakenLesson)]
        others = _of_others(reader, found)
    known = latest is not None and latest.public_key == found.public_key
    newer = not known or latest is None or found.edition.number > latest.number
    return Arrived(
        found.edition.number,
        found.edition.made_at,
        found.fingerprint,
        compare=not known,
        newer=newer,
        changes=differences(before, others) if newer else (),
    )


def take_edition(desk: Desk, file: Path, compared: str = "") -> Done[int]:
    """Take in the lessons of other azc's from an edition; returns how many there are now.

    An edition that is there already, or an older one, changes nothing. ``compared`` is the
    fingerprint that people compared, for a key that no edition had before. Raises OtherKey,
    RefusedEdition, NotAllowed and OSError; then nothing is written.
    """
    found = _read(file)
    with desk.write("take_edition", str(found.edition.number), roles=_WRITERS) as uow:
        latest = _latest(uow)
        if latest is None or latest.public_key != found.public_key:
            if compared.split() != found.fingerprint.split():
                raise OtherKey(found.fingerprint)
        elif found.edition.number <= latest.number:
            return Done(uow.count(TakenLesson), frozenset())
        others = {(one.site, one.number): one for one in _of_others(uow, found)}
        for there in uow.find(TakenLesson):
            lesson = others.pop((there.site, there.number), None)
            if lesson is None:
                uow.delete(there)
            elif lesson != there.lesson:
                uow.update(there, content=lesson.model_dump_json())
        for (site, number), lesson in others.items():
            uow.insert(TakenLesson(site=site, number=number, content=lesson.model_dump_json()))
        values: dict[str, Any] = {
            "number": found.edition.number,
            "made_at": found.edition.made_at,
            "public_key": found.public_key,
            "taken_in_at": desk.clock.now(),
            "taken_by": desk.user.name,
        }
        if latest is None:
            uow.insert(TakenEdition.model_validate(values))
        else:
            uow.update(latest, **values)
        there_now = uow.count(TakenLesson)
    return Done(there_now, frozenset(uow.changed))


def taken_here(desk: Desk, site_id: UUID | None = None) -> TakenHere:
    """Return the lessons of other azc's, by phase and name, and what came of them at a site."""
    with desk.read("read_lessons", EVERYONE) as reader:
        lessons = [one.lesson for one in reader.find(TakenLesson)]
        tried = reader.find(TriedLesson, site_id=site_id) if site_id is not None else []
        own = reader.find(LearnedLesson, order_by="number", status=LessonStatus.PUBLISHED)
        return TakenHere(
            _latest(reader),
            tuple(sorted(lessons, key=lambda one: (_phase(one), one.name))),
            {f"{one.origin}/{one.number}": one for one in tried},
            tuple(own),
        )


def note_tried(
    desk: Desk,
    site_id: UUID,
    origin: str,
    number: str,
    result: TriedResult,
    tried_on: date,
    note: str = "",
    against_id: UUID | None = None,
) -> Done[TriedLesson]:
    """Write down that a lesson of another azc was tried at a site, and what came of it.

    What was written before about the same lesson is changed. ``against_id`` is an own published
    lesson that says the opposite. Raises UnknownRecord, NotAllowed, pydantic.ValidationError, and
    ValueError (``date_in_future``).
    """
    if tried_on > desk.clock.today():
        raise ValueError("date_in_future")
    with desk.write("note_tried", roles=_WRITERS) as uow:
        site = uow.get(Site, site_id)
        if uow.first(TakenLesson, site=origin, number=number) is None:
            raise UnknownRecord("lesson")
        if against_id is not None:
            uow.get(LearnedLesson, against_id)
        values: dict[str, Any] = {
            "result": result,
            "note": note.strip(),
            "tried_on": tried_on,
            "noted_by": desk.user.name,
            "against_id": against_id,
        }
        there = uow.first(TriedLesson, site_id=site.id, origin=origin, number=number)
        if there is not None:
            kept = uow.update(there, **values)
        else:
            made = {"site_id": site.id, "origin": origin, "number": number, **values}
            kept = uow.insert(TriedLesson.model_validate(made))
    return Done(kept, frozenset(uow.changed))


def forget_tried(desk: Desk, tried_id: UUID) -> Done[None]:
    """Take away that a lesson was tried. Raises UnknownRecord and NotAllowed."""
    with desk.write("forget_tried", roles=_WRITERS) as uow:
        uow.delete(uow.get(TriedLesson, tried_id))
    return Done(None, frozenset(uow.changed))


def _read(file: Path) -> SignedEdition:
    if file.stat().st_size > MOST_BYTES:
        raise RefusedEdition("damaged")
    return read_edition(file.read_bytes())


def _latest(reader: Reader) -> TakenEdition | None:
    return next(iter(reader.find(TakenEdition)), None)


def _of_others(reader: Reader, found: SignedEdition) -> list[EditionLesson]:
    """Return the lessons that aren't of this desk's own sites: those are here already."""
    own = {site.code for site in reader.find(Site)}
    return [lesson for lesson in found.edition.lessons if lesson.site not in own]


def _phase(lesson: EditionLesson) -> int:
    return list(type(lesson.phase)).index(lesson.phase)
