"""Where a person stands in free text that isn't their own: notes about others, and lessons."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.follow_ups import FollowUp, HandOver
from meedoenbalie.domain.lessons import BLOCK_TEXTS, LINE_TEXTS, LearnedLesson
from meedoenbalie.domain.markup import laid_bare
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.providers import Agreement, ProviderTalk
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import Referral, ReferralEvent
from meedoenbalie.storage.queries.texts import texts_of
from meedoenbalie.storage.unit_of_work import Reader

_WORD = re.compile(r"\w+")
_SHORTEST = 3

_TEXTS: dict[type[Record], tuple[str, ...]] = {
    Resident: ("notes", "guardian", "restriction"),
    Contact: ("summary", "detail"),
    ReferralEvent: ("note", "receiver", "reason_text"),
    FollowUp: ("text",),
    HandOver: ("text",),
    LearnedLesson: (*BLOCK_TEXTS, *LINE_TEXTS),
    ProviderTalk: ("with_whom", "summary"),
    Agreement: ("tasks", "risks"),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A text in which a name or number of the person stands.

    ``resident_id`` is the other person whom the text is about; None for a lesson and for what was
    said or agreed with a provider. ``where`` is a reference: of that resident, the number of the
    lesson, or the name of the provider.
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
    names = {
        word
        for name in (person.given_name, person.family_name, person.native_name)
        for word in _words(name)
        if len(word) >= _SHORTEST
    }
    numbers = [n for n in (person.reference, person.v_number, person.contact_value) if n]
    found = []
    for kind, fields in _TEXTS.items():
        for identifier, text in texts_of(reader, kind, fields):
            # What is split by markup in a lesson is read as one word all the same.
            seen = "\n".join(laid_bare(text)) if kind is LearnedLesson else text
            named = names & _words(seen) or any(number in seen for number in numbers)
            if identifier not in ours and named:
                found.append(_mention(reader, reader.get(kind, identifier), text))
    return tuple(found)


def _mention(reader: Reader, record: Record, text: str) -> Mention:
    about = _about(reader, record)
    where = reader.get(Resident, about).reference if about else _named(reader, record)
    return Mention(type(record), record.id, about, where, text)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))


def _about(reader: Reader, record: Record) -> UUID | None:
    if isinstance(record, Resident):
        return record.id
    if isinstance(record, Contact | FollowUp | HandOver):
        return record.resident_id
    if isinstance(record, ReferralEvent):
        return reader.get(Referral, record.referral_id).resident_id
    return None


def _named(reader: Reader, record: Record) -> str:
    if isinstance(record, ProviderTalk | Agreement):
        return reader.get(Provider, record.provider_id).name
    return record.number if isinstance(record, LearnedLesson) else ""
