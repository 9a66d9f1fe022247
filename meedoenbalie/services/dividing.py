"""Dividing places with the desk: a proposal, moving somebody, what that costs, and taking over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meedoenbalie.domain.choices import Choices
from meedoenbalie.domain.companions import Companion, companies
from meedoenbalie.domain.matching.allocate import allocate
from meedoenbalie.domain.matching.division import Allocation, InvalidProblem, Problem
from meedoenbalie.domain.matching.own_ranking import by_own_choice
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.lists import pairs_of
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import Referral
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.demand import Seeker, demand_of
from meedoenbalie.services.desk import DESK_ROLES, Desk, Done
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.services.referring import prepare_referral
from meedoenbalie.services.seats import Seat, SeatKey, seats_left
from meedoenbalie.storage.queries.choices import own_choices
from meedoenbalie.storage.queries.referrals import referral_lines

__all__ = [
    "DivisionChanged",
    "InvalidProblem",
    "Plan",
    "Scope",
    "Seat",
    "SeatKey",
    "Stated",
    "Whom",
    "accept",
    "let_waiting_weigh",
    "propose",
    "state",
]


class DivisionChanged(Exception):
    """Somebody or some place of a proposal isn't free any more: propose again."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is divided: one azc or all, one kind or all, and starts up to and including a day."""

    site_id: UUID | None = None
    kind: OfferKind | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody who looks for a place, in the circumstances in which they are matched.

    ``a_week`` is what each week of waiting counts for, in points.
    """

    seeker: Seeker
    choices: Choices
    context: Context
    a_week: int = 0

    @property
    def resident(self) -> Resident:
        """The resident as matched."""
        return self.seeker.resident

    @property
    def for_waiting(self) -> int:
        """The points that any place is worth more because this resident waited for it."""
        return self.a_week * self.seeker.weeks

    def rank_of(self, seat: Seat) -> int | None:
        """Return the hoeveelste keus of this resident a place is; None when it isn't chosen."""
        return self.choices.ranks.get(seat.key[0])


@dataclass(frozen=True, slots=True)
class Stated:
    """Who and what there is to divide. ``people`` are those for whom something fits.

    ``points`` holds what fits, by own choice; ``nearly`` what fits only if something changes, or
    wasn't chosen: never proposed, and a person may still decide it. Both have the points for
    waiting in them. ``nothing`` counts those for whom nothing fits.
    """

    scope: Scope
    people: Mapping[UUID, Whom]
    seats: Mapping[SeatKey, Seat]
    points: Mapping[tuple[UUID, SeatKey], int]
    nearly: Mapping[tuple[UUID, SeatKey], int]
    groups: tuple[tuple[UUID, ...], ...]
    nothing: int

    def friends_of(self, who: UUID) -> tuple[UUID, ...]:
        """Return with whom somebody goes together, without them; empty for who goes alone."""
        group = next((group for group in self.groups if who in group), ())
        return tuple(one for one in group if one != who)

    def worth(self, who: UUID, key: SeatKey | None) -> int:
        """Return the points of somebody at a place; 0 for no place."""
        if key is None:
            return 0
        return self.points.get((who, key), self.nearly.get((who, key), 0))

    def possible(self, who: UUID) -> tuple[Seat, ...]:
        """Return the places to which somebody, with their friends, can be moved.

        First what fits and was chosen, then the rest; the best first.
        """
        company = (who, *self.friends_of(who))
        found = [
            seat
            for key, seat in self.seats.items()
            if all((one, key) in self.points or (one, key) in self.nearly for one in company)
            and seat.left >= len(company)
        ]
        return tuple(
            sorted(
                found,
                key=lambda seat: ((who, seat.key) not in self.points, -self.worth(who, seat.key)),
            )
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """A proposal. ``fixed`` is what a person decided: a place, or None for no place."""

    stated: Stated
    fixed: Mapping[UUID, SeatKey | None]
    found: Allocation[UUID, SeatKey]

    @property
    def given(self) -> Mapping[UUID, SeatKey]:
        """Who gets which place."""
        return self.found.assignments

    def at(self, key: SeatKey) -> tuple[UUID, ...]:
        """Return who is proposed for a place, by reference."""
        return tuple(who for who in self.stated.people if self.given.get(who) == key)


def state(desk: Desk, scope: Scope = Scope()) -> Stated:
    """Read who takes part and which places there are.

    Everybody takes part who has not left, whose data may be used, and who has no open referral, or
    place that is held, of the kind. Raises NotAllowed, and InvalidRules for a rule file that can't
    be used.
    """
    day = desk.clock.today()
    rules = matching_rules(rules_path(desk.database.path), day)
    with desk.read("allocate", DESK_ROLES) as reader:
        offers = {offer.id: offer for offer in reader.find(Offer, order_by="code")}
        lines = referral_lines(reader, only_open=True)
        demands = demand_of(reader, day, rules, lines)
        seats = list(seats_left(reader, day, offers.values(), lines))
        choices = own_choices(reader)
        groups = companies(reader.find(Companion))
    seats = [seat for seat in seats if _within(scope, seat)]
    kinds = {key: offer.kind for key, offer in offers.items()}
    people = {
        seeker.resident.id: Whom(
            seeker,
            choices.get(seeker.resident.id, Choices()),
            demand.context,
            demand.waiting,
        )
        for demand in demands
        for seeker in demand.seekers
        if scope.site_id in (None, seeker.resident.site_id)
    }
    fits: list[tuple[UUID, SeatKey, int]] = []
    nearly: dict[tuple[UUID, SeatKey], int] = {}
    for demand in demands:
        own = [who for who in demand.residents if who.id in people]
        met = [seat.offer for seat in seats]
        for fit in (Fit.FITS, Fit.FITS_IF):
            for who, number, points in pairs_of(own, met, demand.context, fit):
                key = seats[number].key
                if kinds[key[0]] in people[who].seeker.referred:
                    continue
                if fit is Fit.FITS:
                    fits.append((who, key, points))
                if not people[who].choices.refuses((key[0],)):
                    nearly[who, key] = points
    left = by_own_choice(fits, choices, lambda key: key[0], kinds)
    points_of = {(who, key): points + people[who].for_waiting for who, key, points in left}
    taking_part = {who for who, _key in points_of}
    return Stated(
        scope=scope,
        people={who: whom for who, whom in people.items() if who in taking_part},
        seats={seat.key: seat for seat in seats},
        points=points_of,
        nearly={
            (who, key): worth + people[who].for_waiting
            for (who, key), worth in nearly.items()
            if (who, key) not in points_of
        },
        groups=tuple(
            here
            for group in groups
            if len(here := tuple(who for who in group if _looks(people.get(who), scope))) > 1
        ),
        nothing=len(people) - len(taking_part),
    )


def let_waiting_weigh(stated: Stated, a_week: int) -> Stated:
    """Return the same people and places when each week of waiting counts for so many points."""
    people = {who: replace(whom, a_week=a_week) for who, whom in stated.people.items()}

    def weighed(points: Mapping[tuple[UUID, SeatKey], int]) -> dict[tuple[UUID, SeatKey], int]:
        return {
            (who, key): worth - stated.people[who].for_waiting + people[who].for_waiting
            for (who, key), worth in points.items()
            if who in people
        }

    return replace(
        stated, people=people, points=weighed(stated.points), nearly=weighed(stated.nearly)
    )


def propose(
    stated: Stated,
    fixed: Mapping[UUID, SeatKey | None] | None = None,
    before: Plan | None = None,
) -> Plan:
    """Return the best division around what is decided; of equal ones the nearest to ``before``.

    What was decided about who or what is no longer there, is dropped. Raises InvalidProblem when
    more people are fixed at a place than it has.
    """
    kept = {
        who: key
        for who, key in (fixed or {}).items()
        if who in stated.people
        and (key is None or (who, key) in stated.points or (who, key) in stated.nearly)
    }
    # Friends go where one of them is put.
    company = {
        who: key
        for one, key in kept.items()
        for who in stated.friends_of(one)
        if who in stated.people
    }
    decided = {**company, **kept}
    by_hand = [
        (who, key, stated.nearly[who, key])
        for who, key in decided.items()
        if key is not None and (who, key) in stated.nearly
    ]
    groups = [group for group in stated.groups if set(group) <= stated.people.keys()]
    alone = {who for group in stated.groups if group not in groups for who in group}
    problem = Problem(
        waiting={who: whom.seeker.weeks for who, whom in stated.people.items()},
        capacity={key: seat.left for key, seat in stated.seats.items()},
        scores=[
            *((who, key, points) for (who, key), points in stated.points.items()),
            *by_hand,
        ],
        # When nothing fits one of them, the others go nowhere either.
        fixed=dict.fromkeys(alone & stated.people.keys()) | decided,
        groups=groups,
        before=dict(before.given) if before is not None else {},
    )
    return Plan(stated, kept, allocate(problem))


def accept(desk: Desk, plan: Plan, wanted: Collection[UUID]) -> Done[tuple[Referral, ...]]:
    """Put ready the proposals for ``wanted`` residents, in one step that can be undone.

    They become drafts: nothing leaves the desk. Raises DivisionChanged when somebody or some place
    isn't free any more; then nothing is recorded. Raises Restricted.
    """
    made: list[Referral] = []
    with (
        desk.together("accept_division") as joined,
        joined.write("accept_division") as uow,
    ):
        now = state(joined, plan.stated.scope)
        chosen = {who: key for who, key in plan.given.items() if who in wanted}
        taken = Counter(chosen.values())
        if any(
            (who, key) not in now.points and (who, key) not in now.nearly
            for who, key in chosen.items()
        ) or any(number > now.seats[key].left for key, number in taken.items()):
            raise DivisionChanged
        for who, key in chosen.items():
            start = plan.stated.seats[key].start
            note = (
                _("Uit de verdeling")
                if start is None
                else _("Uit de verdeling, start {day}").format(day=formats.numeric_day(start))
            )
            made.append(prepare_referral(joined, who, key[0], note).result.referral)
    return Done(tuple(made), frozenset(uow.changed))


def _looks(whom: Whom | None, scope: Scope) -> bool:
    """Tell whether somebody is here and has no open referral of the kind that is divided."""
    return whom is not None and scope.kind not in whom.seeker.referred


def _within(scope: Scope, seat: Seat) -> bool:
    soon = scope.until is None or seat.start is None or seat.start <= scope.until
    return soon and scope.kind in (None, seat.offer.kind)
