"""Finding whatever somebody may see, from a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.offers import Offer
from meedoenbalie.services.desk import EVERYONE, READERS, Desk
from meedoenbalie.storage import search
from meedoenbalie.storage.queries import finding as queries
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines
from meedoenbalie.storage.queries.resident_list import ResidentQuery, called, resident_ids
from meedoenbalie.storage.queries.residents import ResidentLine, resident_lines
from meedoenbalie.storage.unit_of_work import Reader

__all__ = ["Found", "find_anything"]

_RESIDENTS, _OTHERS = 8, 5


@dataclass(frozen=True, slots=True)
class Found:
    """The best of each kind; empty where the user may not look.

    ``residents`` are called so, or sound so; ``mentioned`` are those in whose notes, talks or
    referrals the words stand.
    """

    residents: Sequence[ResidentLine] = ()
    mentioned: Sequence[ResidentLine] = ()
    offers: Sequence[Offer] = ()
    referrals: Sequence[ReferralLine] = ()
    lessons: Sequence[LearnedLesson] = ()


def find_anything(
    desk: Desk, words: str, site_id: UUID | None = None, *, people: bool = True
) -> Found:
    """Return the best of what answers to the words, at a site or anywhere.

    Without ``people`` nobody is named: no residents and no referrals. Who may not read about
    residents finds lessons only.
    """
    reads = desk.may(READERS)
    names = reads and people
    with desk.read("find", EVERYONE) as reader:
        lessons = search.find(reader.connection, words, LearnedLesson, _OTHERS)
        residents, mentioned = _residents(reader, words, site_id) if names else ([], [])
        return Found(
            residents=residents,
            mentioned=mentioned,
            offers=_offers(reader, words) if reads else (),
            referrals=_referrals(reader, words, site_id) if names else (),
            lessons=[reader.get(LearnedLesson, each) for each in lessons],
        )


def _residents(
    reader: Reader, words: str, site_id: UUID | None
) -> tuple[list[ResidentLine], list[ResidentLine]]:
    """Who is called so, those who are here first, and who is mentioned."""
    query = ResidentQuery(site_id=site_id, words=words, limit=_RESIDENTS)
    named = called(reader, query)
    if len(named) < _RESIDENTS:
        everybody = replace(query, present_only=False)
        named = list(dict.fromkeys([*named, *called(reader, everybody)]))[:_RESIDENTS]
    others = resident_ids(reader, replace(query, limit=_RESIDENTS + _OTHERS))
    mentioned = [who for who in others if who not in named][:_OTHERS]
    if len(named) == _RESIDENTS:
        mentioned = []
    return resident_lines(reader, named), resident_lines(reader, mentioned)


def _offers(reader: Reader, words: str) -> list[Offer]:
    return [reader.get(Offer, each) for each in queries.offer_ids(reader, words, _OTHERS)]


def _referrals(reader: Reader, words: str, site_id: UUID | None) -> list[ReferralLine]:
    ids = queries.referral_ids(reader, words, site_id, _OTHERS)
    lines = {line.id: line for line in referral_lines(reader, among=ids)}
    return [lines[each] for each in ids if each in lines and site_id in (None, lines[each].site_id)]
