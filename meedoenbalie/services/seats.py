"""Free places as they are divided: of each start date with its own figure, or of the offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.places import less_held
from meedoenbalie.services.demand import is_counted
from meedoenbalie.storage.queries.places import by_offer, holds_on
from meedoenbalie.storage.queries.referrals import ReferralLine
from meedoenbalie.storage.unit_of_work import Reader

SeatKey = tuple[UUID, date | None]
"""An offer, and the start date when that has places of its own."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Places at one start: ``offer`` is the offer as somebody who begins then meets it.

    ``start`` is the day, None when one can begin at any moment; ``left`` how many places are free.
    """

    key: SeatKey
    offer: Offer
    start: date | None
    left: int


def seats_left(
    reader: Reader, day: date, offers: Iterable[Offer], lines: Iterable[ReferralLine]
) -> tuple[Seat, ...]:
    """Return the starts from a day on that have places which nobody is on the way to.

    Unknown places are none. A referral that the provider didn't count takes a place, at the first
    start that has one: nobody wrote down at which start. A held place is taken at its own start,
    once for who is also on the way.
    """
    lines = [line for line in lines if line.standing.is_open]
    under_way = {(line.resident_id, line.offer_id) for line in lines}
    held = by_offer(
        hold for hold in holds_on(reader, day) if (hold.resident_id, hold.offer_id) not in under_way
    )
    coming: dict[UUID, list[ReferralLine]] = {}
    for line in lines:
        coming.setdefault(line.offer_id, []).append(line)
    found: list[Seat] = []
    for offer in offers:
        if offer.active and (offer.ends_on is None or offer.ends_on >= day):
            free = offer.without_held(held.get(offer.id, ()))
            found += _seats(free, day, coming.get(offer.id, []))
    return tuple(found)


def _seats(offer: Offer, day: date, coming: list[ReferralLine]) -> list[Seat]:
    found = []
    for figure in offer.figures(day):
        taking = [line for line in coming if not is_counted(line, figure)]
        taken = min(len(taking), figure.places or 0)
        # Whoever has a place here needs none at a later start.
        coming = [line for line in coming if line not in taking[:taken]]
        left = less_held(figure, taken).places or 0
        if left:
            found.append(Seat((offer.id, figure.on), *_begun(offer, day, figure.on), left))
    return found


def _begun(offer: Offer, day: date, on: date | None) -> tuple[Offer, date | None]:
    """Return the offer as somebody meets it at a start, and that day."""
    if on is not None:
        own = tuple(figure for figure in offer.start_places if figure.on == on)
        return offer.model_copy(update={"start_dates": (on,), "start_places": own}), on
    own_days = {figure.on for figure in offer.start_places}
    others = tuple(start for start in offer.start_dates if start not in own_days)
    whole = offer.model_copy(update={"start_dates": others, "start_places": ()})
    start = whole.next_start(day)
    return whole, start if start in others else None
