"""The offer that the page is about, with what is written of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site
from meedoenbalie.services import catalogue, leaflets, registration
from meedoenbalie.services.desk import Desk


@dataclass(slots=True)
class OfferInWords:
    """An offer, its texts by language (ISO 639-3), and the sites at which it is told about."""

    offer: Offer | None = None
    texts: dict[str, OfferText] = field(default_factory=dict)
    sites: tuple[Site, ...] = ()

    @property
    def id(self) -> UUID | None:
        """The id of the offer."""
        return self.offer.id if self.offer is not None else None

    @property
    def dutch(self) -> OfferText | None:
        """What was written in Dutch for the leaflet."""
        return self.texts.get(leaflets.words_of(leaflets.DUTCH).language)


def read_offer(desk: Desk, offer_id: UUID | None) -> OfferInWords:
    """Read an offer; without one when it is gone. Runs in the database thread."""
    lines = catalogue.find_offers(desk)
    offer = next((line.offer for line in lines if line.offer.id == offer_id), None)
    texts = leaflets.offer_texts(desk, offer.id) if offer is not None else []
    sites = tuple(registration.sites(desk))
    return OfferInWords(offer, {text.language: text for text in texts}, sites)
