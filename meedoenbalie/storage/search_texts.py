"""Which words each kind of record is found by, and by how a name sounds.

``name`` are the words that a record is called by, ``sound`` how these sound, ``body`` all that was
written besides. ``marks`` are words that nobody types: of which kind a line is, and for a resident
at which site, whether here, and when born. So the index itself keeps to what somebody looks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.duplicates.spelling import parts, readings, skeletons
from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.markup import plain
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import Referral, ReferralEvent

Heard = tuple[str, bool]
"""A word of the index that a name sounds like, and whether one that begins so counts too."""

HERE = "here"
_WORD = re.compile(r"\w+")
_TWICE = re.compile(r"(.)\1+")
_SERVANT = re.compile(r"^abd[aeiou]l?$")
"""*Abdul* before the name that follows it, which the index has as *abd*."""
_LEAST = 3
"""Fewer sounds than this say nothing about what somebody is still typing."""
_COMPOUND = 8
_TAIL = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What a line of the index is found by; ``order`` is its place in a list by name."""

    name: str
    sound: str = ""
    body: str = ""
    marks: str = ""
    order: str = ""
    site_id: UUID | None = None
    here: bool = False


def site_mark(site_id: UUID) -> str:
    """Return the word that marks the residents of a site."""
    return f"site{site_id.hex}"


def order_of(given_name: str, family_name: str) -> str:
    """Return what a list by name is sorted by: without accents, given name first."""
    return f"{fold(given_name)}\t{fold(family_name)}"


def sounds_of(name: str) -> str:
    """Return the sounds of a name; ``0`` and ``1`` begin the consonants of the two kinds of script.

    ``0`` is a script that writes no vowels, ``1`` one that does.
    """
    found: dict[str, None] = {}
    for part in parts(name):
        if part.isupper():
            found[f"0{_single(part.lower())}"] = None
        else:
            found |= dict.fromkeys(sorted(readings(part)))
            found |= dict.fromkeys(f"1{_single(bones)}" for bones in sorted(skeletons(part)))
    return " ".join(found)


def heard_as(part: str) -> list[Heard]:
    """Return how a part of a name that somebody types may sound, and whether that may go on."""
    if part.isupper():
        consonants = _single(part.lower())
        return [(f"{kind}{consonants}", False) for kind in "01"] if len(consonants) > 1 else []
    part = _SERVANT.sub("abd", part)
    bones = {_single(each) for each in skeletons(part)}
    return [
        *(_beginning(sound) for sound in sorted(readings(part)) if sound),
        *((f"0{each}", False) for each in sorted(bones) if len(each) > 1),
    ]


def _beginning(sound: str) -> Heard:
    # The last vowel may be half of one: *yousse* goes on to be *youssef*, which sounds otherwise.
    sure = sound.rstrip("aiu")
    return (sure, True) if len(sure) >= _LEAST else (sound, False)


def _single(bones: str) -> str:
    """Consonants that stand twice: a script without vowels doesn't tell them from one."""
    return _TWICE.sub(r"\1", bones)


def words_in(text: str) -> list[str]:
    """Return the words in what somebody typed, as the index keeps them."""
    return _WORD.findall(fold(text))


def text_of(record: Record) -> Found:
    """Return what a record is found by. Raises KeyError for a kind that isn't looked for."""
    return _TEXTS[type(record)](record)


def day_mark(day: date) -> str:
    """Return the word that marks who was born on a day."""
    return f"born{day:%Y%m%d}"


def year_mark(year: int | None) -> str:
    """Return the word that marks who was born in a year; None: whose year isn't known."""
    return f"year{year or 0}"


def _birth_marks(resident: Resident) -> tuple[str, ...]:
    if resident.birth_date is not None:
        return day_mark(resident.birth_date), year_mark(resident.birth_date.year)
    return (year_mark(resident.birth_year),)


def _resident(resident: Resident) -> Found:
    names = f"{resident.given_name} {resident.family_name} {resident.native_name}"
    here = resident.departed_on is None
    return Found(
        name=fold(f"{names} {resident.reference} {resident.v_number or ''}"),
        sound=sounds_of(names),
        body=_joined(
            (resident.notes, resident.own_words, *resident.interests, *resident.talents),
        ),
        marks=" ".join(
            (site_mark(resident.site_id), HERE if here else "", *_birth_marks(resident))
        ),
        order=order_of(resident.given_name, resident.family_name),
        site_id=resident.site_id,
        here=here,
    )


def _offer(offer: Offer) -> Found:
    return Found(
        name=_with_tails(f"{offer.code} {offer.title}"),
        body=_with_tails(
            f"{offer.place} {offer.work_kind} {offer.contact_name} {offer.description}"
        ),
    )


def _offer_text(text: OfferText) -> Found:
    return Found(name=fold(text.title), body=_joined((text.what_you_do, text.benefit)))


def _provider(provider: Provider) -> Found:
    return Found(name=_with_tails(provider.name))


def _lesson(lesson: LearnedLesson) -> Found:
    return Found(
        name=fold(lesson.number),
        body=_with_tails(
            " ".join(
                (
                    *map(plain, (lesson.situation, lesson.what_worked, lesson.tip)),
                    *map(plain, (lesson.evidence, lesson.mind, lesson.holds_for)),
                    lesson.site_name,
                )
            )
        ),
    )


def _contact(contact: Contact) -> Found:
    return Found(name="", body=_with_tails(f"{contact.summary} {contact.detail}"))


def _referral(referral: Referral) -> Found:
    return Found(name=fold(referral.reference))


def _event(event: ReferralEvent) -> Found:
    return Found(name="", body=_joined((event.note, event.receiver)))


def _joined(texts: Iterable[str]) -> str:
    return _with_tails(" ".join(text for text in texts if text))


def _with_tails(text: str) -> str:
    """Add the ends of long words: Dutch writes *fietswerkplaats* as one word."""
    folded = fold(text)
    tails = (
        word[start:]
        for word in dict.fromkeys(_WORD.findall(folded))
        if len(word) >= _COMPOUND and word.isalpha()
        for start in range(2, len(word) - _TAIL + 1)
    )
    return " ".join((folded, *tails))


_TEXTS: dict[type[Record], Callable[..., Found]] = {
    Resident: _resident,
    Offer: _offer,
    OfferText: _offer_text,
    Provider: _provider,
    LearnedLesson: _lesson,
    Contact: _contact,
    Referral: _referral,
    ReferralEvent: _event,
}
SEARCHED = frozenset(_TEXTS)
"""The kinds of records that are in the index."""
