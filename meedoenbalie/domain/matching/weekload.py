"""How heavy a week is, and how heavy it may be."""

from __future__ import annotations

from dataclasses import dataclass

from meedoenbalie.domain.matching.rules import Context, MatchingRules, travel_minutes
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.week import TimeSlot


@dataclass(frozen=True, slots=True)
class Load:
    """Minutes a week of a plan: what the offers ask (None: not known), travel, own appointments.

    ``limit`` is what experience says is bearable in all, ``wanted`` what fits how heavy the
    resident wants the week to be (None: not said), ``wish`` what the resident wants to spend on the
    offers. Travel counts each day there and back; with times that are still to be agreed once for
    each daypart, or once a week.
    """

    mdt: int | None
    language: int | None
    travel: int
    own: int
    limit: int
    wish: int | None
    activities: int = 0
    wanted: int | None = None

    @property
    def offers(self) -> int:
        """Minutes a week of the offers, as far as known."""
        return (self.mdt or 0) + (self.language or 0) + self.activities

    @property
    def total(self) -> int:
        """All minutes a week, as far as known."""
        return self.offers + self.travel + self.own

    @property
    def over_limit(self) -> bool:
        """More than experience says is bearable."""
        return self.total > self.limit

    @property
    def over_wanted(self) -> bool:
        """A heavier week than the resident wants."""
        return self.wanted is not None and self.total > self.wanted

    @property
    def over_wish(self) -> bool:
        """More than the resident wants to spend on offers."""
        return self.wish is not None and self.offers > self.wish

    @property
    def over(self) -> bool:
        """More than one of these."""
        return self.over_limit or self.over_wanted or self.over_wish


def wanted_minutes(resident: Resident, rules: MatchingRules) -> int | None:
    """Return how many minutes a week holds that is as heavy as the resident wants it to be."""
    weight = resident.week_weight
    return None if weight is None else rules.week_weight_minutes[weight]


def weekly_travel(offer: Offer, slots: tuple[TimeSlot, ...], context: Context) -> int:
    """Return the minutes of travel a week, there and back; 0 when the way isn't known."""
    schedule = offer.schedule
    both_ways = 2 * (travel_minutes(offer, context) or 0)
    if not slots:
        return both_ways * (schedule.dayparts or 1)
    days = len({slot.day for slot in slots})
    if schedule.monthly:
        return round(both_ways * days * 12 / 52)
    return round(both_ways * days / schedule.interval_weeks)
