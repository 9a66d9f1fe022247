"""Where a person stands in free text that isn't their own: notes about others, and lessons."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import Referral, ReferralEvent
from meedoenbalie.storage.unit_of_work import Reader

_WORD = re.compile(r"\w+")
_SHORTEST = 3

_TEXTS: dict[type[Record], tuple[str, ...]] = {
    Resident: ("notes", "guardian", "restriction"),
    Contact: ("summary", "detail"),
    ReferralEvent: ("note", "receiver", "reason_text"),
    LearnedLesson: ("situation", "what_worked", "tip", "evidence"),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A text in which a name or number of the person stands.

    ``resident_id`` is the other person whom the text is about; None for a lesson. ``where`` is a
    reference: of that resident, or the number of the lesson.
    """

    kind: type[Record]
    record_id: UUID
    resident_id: UUID | None
    where: str
    text: str


def mentions_of(reader: Reader, person: Resident, own: Collection[Record]) -> tuple[Mention, ...]:
    """Return the texts, outside a person's own records, with a name or number of that person.

    A name counts when it stands there as a word, whatever its accents; another person may have the
    same one, so somebody has to look.
    """
    ours = {record.id for record in own}
    people = {resident.id: resident for resident in reader.find(Resident)}
    whose = {referral.id: referral.resident_id for referral in reader.find(Referral)}
    names = {
        word
        for name in (person.given_name, person.family_name, person.native_name)
        for word in _words(name)
        if len(word) >= _SHORTEST
    }
    numbers = [n for n in (person.reference, person.v_number, person.contact_value) if n]
    found = []
    for kind, fields in _TEXTS.items():
        for record in reader.find(kind):
            if record.id in ours:
                continue
            for field in fields:
                text: str = getattr(record, field)
                if text and (names & _words(text) or any(n in text for n in numbers)):
                    about = _about(record, whose)
                    where = people[about].reference if about in people else _number_of(record)
                    found.append(Mention(kind, record.id, about, where, text))
    return tuple(found)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))


def _about(record: Record, whose: dict[UUID, UUID]) -> UUID | None:
    if isinstance(record, Resident):
        return record.id
    if isinstance(record, Contact):
        return record.resident_id
    return whose[record.referral_id] if isinstance(record, ReferralEvent) else None


def _number_of(record: Record) -> str:
    return record.number if isinstance(record, LearnedLesson) else ""
