"""Lists of offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.places import PlaceHold
from meedoenbalie.domain.referrals import Referral, ReferralEvent
from meedoenbalie.storage import search
from meedoenbalie.storage.queries.places import by_offer, holds_on
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader, record_of

_OFFER = TABLES[Offer]
_REFERRAL = TABLES[Referral]
_EVENT = TABLES[ReferralEvent]


def offer_versions(reader: Reader) -> tuple[tuple[UUID, int], ...]:
    """Return which offers there are and how often each was changed, by code."""
    rows = reader.connection.execute(select(_OFFER.c.id, _OFFER.c.version).order_by(_OFFER.c.code))
    return tuple((row.id, row.version) for row in rows)


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer with who runs it, and the places that are held there for somebody."""

    offer: Offer
    provider: Provider
    held: tuple[PlaceHold, ...] = ()

    @property
    def free(self) -> Offer:
        """The offer without the places that are held."""
        return self.offer.without_held(self.held)


def offer_lines(
    reader: Reader,
    day: date,
    *,
    words: str = "",
    kind: OfferKind | None = None,
    active_only: bool = False,
) -> list[OfferLine]:
    """Return offers by code, with what is held on a day.

    With words those in which, or in whose provider, each is found.
    """
    wanted: set[UUID] | None = None
    if words.strip():
        wanted = set(search.find(reader.connection, words, Offer))
        by_provider = search.find(reader.connection, words, Provider)
        wanted |= set(
            reader.connection.scalars(
                select(_OFFER.c.id).where(_OFFER.c.provider_id.in_(by_provider))
            )
        )
    equals: dict[str, object] = {}
    if kind is not None:
        equals["kind"] = kind
    if active_only:
        equals["active"] = True
    if wanted is not None:
        equals["id"] = wanted
    offers = reader.find(Offer, order_by="code", **equals)
    providers = {provider.id: provider for provider in reader.find(Provider)}
    held = by_offer(holds_on(reader, day))
    return [
        OfferLine(offer, providers[offer.provider_id], tuple(held.get(offer.id, ())))
        for offer in offers
    ]


def events_of_offer(reader: Reader, offer_id: UUID) -> dict[UUID, list[ReferralEvent]]:
    """Return the events of each referral to an offer, in order, by referral."""
    query = (
        select(_EVENT)
        .join(_REFERRAL, _REFERRAL.c.id == _EVENT.c.referral_id)
        .where(_REFERRAL.c.offer_id == offer_id)
        .order_by(_EVENT.c.referral_id, _EVENT.c.sequence)
    )
    events: dict[UUID, list[ReferralEvent]] = {}
    for row in reader.connection.execute(query).mappings():
        events.setdefault(row["referral_id"], []).append(record_of(ReferralEvent, row))
    return events
