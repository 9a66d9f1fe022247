"""Dividing places over residents: the program proposes, a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.domain.matching.allocate import allocate
from meedoenbalie.domain.matching.division import Allocation, InvalidProblem, Problem
from meedoenbalie.domain.matching.vector.lists import fitting_pairs
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.exchange.instance import Name, read_instance
from meedoenbalie.exchange.table_out import write_table
from meedoenbalie.i18n import _
from meedoenbalie.services.demand import demand_of, places_left
from meedoenbalie.services.desk import DESK_ROLES, Desk
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.storage.queries.referrals import referral_lines

__all__ = [
    "Allocation",
    "DeskDivision",
    "InvalidProblem",
    "Name",
    "Placement",
    "allocate_desk",
    "allocate_instance",
    "write_division",
]


@dataclass(frozen=True, slots=True)
class Placement:
    """A proposed place: ``points`` as in the advice, ``weeks`` of waiting."""

    resident: Resident
    offer: Offer
    points: int
    weeks: int


@dataclass(frozen=True, slots=True)
class DeskDivision:
    """The proposal with the highest sum of points, by reference.

    ``without`` are those for whom something fits and no place is left, ``places`` how many places
    there were, ``bound`` a sum of points that no division goes beyond.
    """

    placements: tuple[Placement, ...]
    without: tuple[Resident, ...]
    places: int
    bound: int = 0

    @property
    def score(self) -> int:
        """The sum of the points."""
        return sum(placement.points for placement in self.placements)

    @property
    def gap(self) -> float:
        """What the bound is above the score, as a share of the bound."""
        return max(0.0, (self.bound - self.score) / self.bound) if self.bound else 0.0


def allocate_desk(desk: Desk) -> DeskDivision:
    """Propose who gets which free place; nothing is recorded.

    Everybody gets at most one place, of a kind that they have no open referral to, where the
    offer fits as things are now. What fits only if something changes is left out: a place should
    not wait for an answer.

    Raises NotAllowed, and InvalidRules for a rule file that can't be used.
    """
    day = desk.clock.today()
    rules = matching_rules(rules_path(desk.database.path), day)
    with desk.read("allocate", DESK_ROLES) as reader:
        offers = {offer.id: offer for offer in reader.find(Offer, order_by="code")}
        lines = referral_lines(reader)
        demands = demand_of(reader, day, rules, lines)
        every = places_left(reader, day, offers.values(), lines)
    places = {key: left for key, left in every.items() if left}
    seekers = {seeker.resident.id: seeker for demand in demands for seeker in demand.seekers}
    open_offers = [offer for offer in offers.values() if offer.id in places]
    pairs = [
        (who, what, points)
        for demand in demands
        for who, what, points in fitting_pairs(demand.residents, open_offers, demand.context)
        if offers[what].kind not in seekers[who].referred
    ]
    fitting = {who for who, _what, _points in pairs}
    waiting = {who: seeker.weeks for who, seeker in seekers.items() if who in fitting}
    best = allocate(Problem(waiting, places, pairs))
    given = best.assignments
    placements = [
        Placement(seekers[who].resident, offers[what], points, seekers[who].weeks)
        for who, what, points in pairs
        if given.get(who) == what
    ]
    return DeskDivision(
        placements=tuple(sorted(placements, key=lambda each: each.resident.reference)),
        without=tuple(seekers[who].resident for who in waiting if who not in given),
        places=sum(places.values()),
        bound=best.bound,
    )


def allocate_instance(path: Path) -> Allocation[Name, Name]:
    """Return the best division of the problem in a file. Raises RefusedFile and InvalidProblem."""
    return allocate(read_instance(path))


def write_division(desk: Desk, found: DeskDivision, path: Path) -> None:
    """Write a proposal as a workbook (.xlsx) or CSV, with nothing in it that is worked out.

    Raises NotAllowed and OSError.
    """
    desk.note("print_division")
    heads = [_("Nummer"), _("Bewoner"), _("Aanbod"), _("Titel"), _("Punten"), _("Weken wachttijd")]
    write_table(path, heads, (_row(each) for each in found.placements))


def _row(each: Placement) -> list[str | int]:
    who, what = each.resident, each.offer
    return [who.reference, who.full_name, what.code, what.title, each.points, each.weeks]
