"""Whatever answers to some words: residents, offers, referrals and lessons, the best of each."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.referrals import Referral, ReferralEvent
from meedoenbalie.storage import search
from meedoenbalie.storage.queries.resident_list import ResidentQuery, resident_ids
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_OFFER = TABLES[Offer]
_TEXT = TABLES[OfferText]
_REFERRAL = TABLES[Referral]
_EVENT = TABLES[ReferralEvent]


def offer_ids(reader: Reader, words: str, most: int) -> list[UUID]:
    """Return offers by what they are, by their provider, or by their text in any language."""
    found = dict.fromkeys(search.find(reader.connection, words, Offer, most))
    for kind, points in ((Provider, _OFFER.c.provider_id), (OfferText, None)):
        hits = search.find(reader.connection, words, kind, most)
        query = (
            select(_OFFER.c.id).where(points.in_(hits))
            if points is not None
            else select(_TEXT.c.offer_id).where(_TEXT.c.id.in_(hits))
        )
        found |= dict.fromkeys(reader.connection.scalars(query.limit(most)))
    return list(found)[:most]


def referral_ids(reader: Reader, words: str, site_id: UUID | None, most: int) -> list[UUID]:
    """Return referrals by number or note, by whom they are about, or by that and where to.

    Whom and where to may stand in either order: *semhar keuken*, *keuken semhar*.
    """
    found = dict.fromkeys(search.find(reader.connection, words, Referral, most))
    noted = search.find(reader.connection, words, ReferralEvent, most)
    by_note = select(_EVENT.c.referral_id).where(_EVENT.c.id.in_(noted)).limit(most)
    found |= dict.fromkeys(reader.connection.scalars(by_note))
    about = ResidentQuery(site_id=site_id, present_only=False, limit=most)
    for whom, where in _split(words):
        if len(found) >= most:
            break
        query = select(_REFERRAL.c.id).where(
            _REFERRAL.c.resident_id.in_(resident_ids(reader, about.typed(whom)))
        )
        if where:
            query = query.where(_REFERRAL.c.offer_id.in_(offer_ids(reader, where, most)))
        found |= dict.fromkeys(reader.connection.scalars(query.limit(most)))
    return list(found)[:most]


def _split(words: str) -> Iterator[tuple[str, str]]:
    yield words, ""
    typed = words.split()
    for place in range(1, len(typed)):
        first, last = " ".join(typed[:place]), " ".join(typed[place:])
        yield first, last
        yield last, first
