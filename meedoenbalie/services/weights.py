"""What weighs in the order of offers at a site: versions, and whose advice another choice changes.

Weights order what fits; they never decide whether something fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from meedoenbalie.domain.matching.asking import TOP
from meedoenbalie.domain.matching.rules import MatchingRules, Weights
from meedoenbalie.domain.matching.vector.best import NONE, both_ways
from meedoenbalie.domain.matching.vector.cross import Offers
from meedoenbalie.domain.matching.weights import MOST_FOR_WAITING, POINT, SiteWeights
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.services.demand import demand_of
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.dividing import Scope, let_waiting_weigh, propose, state
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.services.offer_arrays import offer_arrays
from meedoenbalie.storage.queries.referrals import referral_lines
from meedoenbalie.storage.queries.weights import newest_weights

__all__ = [
    "MOST_FOR_WAITING",
    "TOP",
    "Affected",
    "Effect",
    "Moved",
    "SiteWeights",
    "WeightVersions",
    "change_weights",
    "effect_of",
    "may_change_weights",
    "weights_of",
]

_ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class WeightVersions:
    """What weighs at a site now, and its versions, the newest first; none goes by the rules.

    ``waiting`` is in points for each week of waiting, when places are divided.
    """

    now: Weights
    waiting: int
    versions: tuple[SiteWeights, ...]


@dataclass(frozen=True, slots=True)
class Affected:
    """A resident whose best five offers, or their order, would change: before and after."""

    resident: Resident
    before: tuple[Offer, ...]
    after: tuple[Offer, ...]

    @property
    def another_first(self) -> bool:
        """Whether another offer would come first."""
        return self.before[:1] != self.after[:1]


@dataclass(frozen=True, slots=True)
class Moved:
    """A resident who would get another place when places are divided today; None for no place."""

    resident: Resident
    before: Offer | None
    after: Offer | None


@dataclass(frozen=True, slots=True)
class Effect:
    """Whose advice changes, by reference, of how many residents, and who gets another place.

    ``moved`` is empty when waiting weighs as it did.
    """

    affected: tuple[Affected, ...]
    residents: int
    moved: tuple[Moved, ...] = ()


def weights_of(desk: Desk, site_id: UUID) -> WeightVersions:
    """Return what weighs at a site. Raises UnknownRecord and InvalidRules."""
    rules = _rules(desk)
    with desk.read("read_weights") as reader:
        reader.get(Site, site_id)
        stored = reader.find(SiteWeights, order_by="number", site_id=site_id)
    if not stored:
        return WeightVersions(rules.weights, 0, ())
    return WeightVersions(stored[-1].weights, stored[-1].waiting, tuple(stored[::-1]))


def may_change_weights(desk: Desk) -> bool:
    """Tell whether the user may choose what weighs."""
    return desk.may(_ROLES)


def effect_of(
    desk: Desk,
    site_id: UUID,
    weights: Weights,
    report: Report | None = None,
    *,
    waiting: int | None = None,
) -> Effect:
    """Return whose best five offers, or their order, these weights would change.

    With ``waiting``, in points a week, also who would get another place if all places were divided
    today. Nothing is recorded. Counted are the residents of the site for whom something is looked
    for. ``report`` hears how many were looked at of how many, and may raise to stop. Raises
    UnknownRecord, InvalidRules and NotAllowed.
    """
    day, rules = desk.clock.today(), _rules(desk)
    with desk.read("try_weights") as reader:
        site = reader.get(Site, site_id)
        demands = demand_of(reader, day, rules, referral_lines(reader, only_open=True))
        demand = next((one for one in demands if one.context.site == site.code), None)
        if demand is None:
            return Effect((), 0)
        changes = waiting is not None and waiting * POINT != demand.waiting
        before = offer_arrays(desk, reader, demand.context)
    tried = demand.context.rules.model_copy(update={"weights": weights})
    after = Offers(before.offers, replace(demand.context, rules=tried))
    residents = demand.residents
    affected: list[Affected] = []
    for first, one, other in both_ways(residents, before, after, TOP):
        for row in (one != other).any(axis=1).nonzero()[0].tolist():
            best = [
                tuple(before.offers[place] for place in each[row].tolist() if place != NONE)
                for each in (one, other)
            ]
            affected.append(Affected(residents[first + row], best[0], best[1]))
        if report is not None:
            report(first + len(one), len(residents))
    moved = _moved(desk, site_id, waiting) if waiting is not None and changes else ()
    return Effect(tuple(affected), len(residents), moved)


def _moved(desk: Desk, site_id: UUID, waiting: int) -> tuple[Moved, ...]:
    stated = state(desk, Scope(site_id))
    before = propose(stated)
    after = propose(let_waiting_weigh(stated, waiting * POINT), before=before)
    seats = stated.seats
    return tuple(
        Moved(
            whom.resident,
            seats[old].offer if old is not None else None,
            seats[new].offer if new is not None else None,
        )
        for who, whom in stated.people.items()
        if (old := before.given.get(who)) != (new := after.given.get(who))
    )


def change_weights(
    desk: Desk, site_id: UUID, weights: Weights, *, waiting: int | None = None
) -> Done[SiteWeights]:
    """Let other weights count at a site from now on, as a new version.

    Without ``waiting`` a week of waiting goes on to count as it did. Raises pydantic's
    ValidationError when that is out of range, UnknownRecord and NotAllowed; ValueError
    (``no_weight``) when nothing would weigh.
    """
    if not weights.total:
        raise ValueError("no_weight")
    with desk.write("change_weights", roles=_ROLES) as uow:
        site = uow.get(Site, site_id)
        last = newest_weights(uow).get(site.id)
        made = uow.insert(
            SiteWeights(
                site_id=site.id,
                number=1 if last is None else last.number + 1,
                made_on=desk.clock.today(),
                made_by=desk.user.name,
                waiting=_waiting(last) if waiting is None else waiting,
                **weights.model_dump(),
            )
        )
    return Done(made, frozenset(uow.changed))


def _waiting(last: SiteWeights | None) -> int:
    return 0 if last is None else last.waiting


def _rules(desk: Desk) -> MatchingRules:
    return matching_rules(rules_path(desk.database.path), desk.clock.today())
