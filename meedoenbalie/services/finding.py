"""Finding whatever somebody may see, from a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.offers import Offer
from meedoenbalie.services.desk import EVERYONE, READERS, Desk
from meedoenbalie.storage import search
from meedoenbalie.storage.queries import finding as queries
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines
from meedoenbalie.storage.queries.resident_list import ResidentQuery, resident_ids
from meedoenbalie.storage.queries.residents import ResidentLine, resident_lines
from meedoenbalie.storage.unit_of_work import Reader

__all__ = ["Found", "find_anything"]

_RESIDENTS, _OTHERS = 8, 5


@dataclass(frozen=True, slots=True)
class Found:
    """The best of each kind; empty where the user may not look."""

    residents: Sequence[ResidentLine] = ()
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
    with desk.read("find", EVERYONE) as reader:
        lessons = search.find(reader.connection, words, LearnedLesson, _OTHERS)
        return Found(
            residents=_residents(reader, words, site_id) if reads and people else (),
            offers=_offers(reader, words) if reads else (),
            referrals=_referrals(reader, words, site_id) if reads and people else (),
            lessons=[reader.get(LearnedLesson, each) for each in lessons],
        )


def _residents(reader: Reader, words: str, site_id: UUID | None) -> list[ResidentLine]:
    """Those who are here first; who left is found as well."""
    query = ResidentQuery(site_id=site_id, words=words, limit=_RESIDENTS)
    found = resident_ids(reader, query)
    if len(found) < _RESIDENTS:
        everybody = ResidentQuery(
            site_id=site_id, words=words, present_only=False, limit=_RESIDENTS
        )
        found = list(dict.fromkeys([*found, *resident_ids(reader, everybody)]))
    return resident_lines(reader, found[:_RESIDENTS])


def _offers(reader: Reader, words: str) -> list[Offer]:
    return [reader.get(Offer, each) for each in queries.offer_ids(reader, words, _OTHERS)]


def _referrals(reader: Reader, words: str, site_id: UUID | None) -> list[ReferralLine]:
    ids = queries.referral_ids(reader, words, site_id, _OTHERS)
    lines = {line.id: line for line in referral_lines(reader, among=ids)}
    return [lines[each] for each in ids if each in lines and site_id in (None, lines[each].site_id)]
