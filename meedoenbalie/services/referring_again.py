"""Referring again: a new referral goes on from one that ended without success.

The two stay linked, so that *sent* is followed until a young person starts or knows why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from meedoenbalie.domain.referrals import (
    ENDED_WITHOUT_SUCCESS,
    Referral,
    ReferralState,
    Standing,
)
from meedoenbalie.storage.queries.referrals import ReferralLine
from meedoenbalie.storage.unit_of_work import Reader

__all__ = ["CannotFollow", "earlier_of", "followed"]


class CannotFollow(ValueError):
    """The earlier referral runs again, was completed, or is of somebody else."""

    def __init__(self) -> None:
        super().__init__("cannot_follow")


class Stands(Protocol):
    """A referral and where it stands."""

    @property
    def referral(self) -> Referral:
        """Which one."""

    @property
    def standing(self) -> Standing:
        """Where it stands."""


S = TypeVar("S", bound=Stands)


class _One(NamedTuple):
    referral: Referral
    standing: Standing


def earlier_of(items: Iterable[S], offer_id: UUID) -> S | None:
    """Return the referral of one resident that a new one to an offer goes on from, if there is one.

    It ended without success and nothing goes on from it yet. One to the same offer comes first,
    then the one that ended last.
    """
    every = tuple(items)
    error = ReferralState.ENTERED_IN_ERROR
    gone_on = {one.referral.follows_id for one in every if one.standing.state is not error}
    ended = [one for one in every if _failed(one.standing) and one.referral.id not in gone_on]
    same = [one for one in ended if one.referral.offer_id == offer_id]
    return max(same or ended, key=_last, default=None)


def followed(
    reader: Reader, lines: Sequence[ReferralLine], offer_id: UUID, wanted: UUID | None
) -> UUID | None:
    """Return which referral a new one goes on from; ``lines`` are all those of the resident.

    That is ``wanted``, or else the last one to the same offer that ended without success. Raises
    CannotFollow when ``wanted`` is of somebody else or didn't end without success.
    """
    referrals = {one.id: one for one in reader.find(Referral, id=[line.id for line in lines])}
    items = [_One(referrals[line.id], line.standing) for line in lines]
    if wanted is None:
        earlier = earlier_of((one for one in items if one.referral.offer_id == offer_id), offer_id)
        return earlier.referral.id if earlier is not None else None
    if any(one.referral.id == wanted and _failed(one.standing) for one in items):
        return wanted
    raise CannotFollow


def _failed(standing: Standing) -> bool:
    return standing.state in ENDED_WITHOUT_SUCCESS


def _last(one: Stands) -> tuple[date, str]:
    return one.standing.since or date.min, one.referral.reference
