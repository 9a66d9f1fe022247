"""Offers and providers: the catalogue of the desk."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries import offers as queries
from meedoenbalie.storage.queries.offers import OfferLine
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

__all__ = [
    "OfferLine",
    "add_offer",
    "change_offer",
    "confirm_places",
    "find_by_code",
    "find_offers",
    "offer_by_code",
    "provider_named",
]


def add_offer(desk: Desk, provider_name: str, **values: Any) -> Done[Offer]:
    """Add an offer; its provider is made when the name is new. Raises pydantic.ValidationError."""
    with desk.write("add_offer") as uow:
        provider = provider_named(uow, provider_name)
        offer = uow.insert(Offer.model_validate({"provider_id": provider.id, **values}))
    return Done(offer, frozenset(uow.changed))


def change_offer(desk: Desk, offer_id: UUID, provider_name: str = "", **values: Any) -> Done[Offer]:
    """Change fields of an offer, and its provider when one is named; a new name makes a provider.

    Raises UnknownRecord and pydantic.ValidationError.
    """
    with desk.write("change_offer") as uow:
        if provider_name.strip():
            values["provider_id"] = provider_named(uow, provider_name).id
        offer = uow.update(uow.get(Offer, offer_id), **values)
    return Done(offer, frozenset(uow.changed))


def confirm_places(
    desk: Desk,
    offer_id: UUID,
    places: int,
    on: date | None = None,
    start: date | None = None,
) -> Done[Offer]:
    """Record how many places the provider says to be free, on which day, and that this user asked.

    ``start`` is the start date that it is about, None for the offer as a whole. Raises
    UnknownRecord and ValueError.
    """
    with desk.write("confirm_places") as uow:
        offer = uow.get(Offer, offer_id)
        figure = offer.figure(start).changed(
            on=start,
            places=places,
            confirmed_on=on or desk.clock.today(),
            asked_by=desk.user.name,
        )
        offer = uow.update(offer, **offer.with_figure(figure))
    return Done(offer, frozenset(uow.changed))


def find_offers(
    desk: Desk, words: str = "", kind: OfferKind | None = None, active_only: bool = False
) -> list[OfferLine]:
    """Return the offers that a list shows, by code."""
    with desk.read() as reader:
        return queries.offer_lines(
            reader, desk.clock.today(), words=words, kind=kind, active_only=active_only
        )


def offer_by_code(desk: Desk, text: str) -> Offer:
    """Return the offer with a code (``M08``) or id. Raises UnknownRecord."""
    with desk.read() as reader:
        return find_by_code(reader, text)


def find_by_code(reader: Reader, text: str) -> Offer:
    """The same within a transaction."""
    found = reader.first(Offer, code=text.strip())
    if found is None:
        try:
            return reader.get(Offer, UUID(text))
        except ValueError as error:
            raise UnknownRecord("offer") from error
    return found


def provider_named(uow: UnitOfWork, name: str) -> Provider:
    """Return the provider with a name, made when it is new."""
    return uow.first(Provider, name=name.strip()) or uow.insert(Provider(name=name.strip()))
