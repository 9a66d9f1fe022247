"""Matching one resident: ranked offers with reasons, and week plans. The desk decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from meedoenbalie.domain.choices import MOST_RANKED, Choices
from meedoenbalie.domain.matching.asking import Question, best_questions
from meedoenbalie.domain.matching.explain import Match, match
from meedoenbalie.domain.matching.plansearch import best_plans, left_out
from meedoenbalie.domain.matching.ranking import Line, Ranking
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.cross import Offers
from meedoenbalie.domain.matching.vector.lists import ranked_offers
from meedoenbalie.domain.matching.weekplan import Conditions, WeekPlan, WeekPlans
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.places import PlaceHold
from meedoenbalie.i18n.talk_questions import question
from meedoenbalie.services import matching_text
from meedoenbalie.services.demand import taken_part_in, with_times_of
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.services.offer_arrays import offer_arrays
from meedoenbalie.services.planning import PlanGround, plan_ground
from meedoenbalie.services.rights import refuse_restricted
from meedoenbalie.storage.queries.choices import own_choices
from meedoenbalie.storage.queries.places import by_offer, holds_on
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines
from meedoenbalie.storage.queries.weights import newest_weights, with_weights

MOST_PLANS = 20
MOST_LEFT_OUT = 40
"""How many offers that are in no plan yet are told."""


@dataclass(frozen=True, slots=True)
class MatchList:
    """The advice for one resident: every running offer best first, and the best week plans.

    What the young person chose comes first and what was refused last; the rest stands in the order
    of the program. ``referred`` are the open referrals; their offers are not in ``matches``.
    ``resident`` is as matched: the times of an offer that the resident takes part in are among the
    commitments. ``ground`` is what the plans are made of: around what runs already.
    """

    resident: Resident
    site: Site
    context: Context
    matches: Ranking
    plans: WeekPlans
    referred: tuple[ReferralLine, ...]
    providers: dict[UUID, Provider]
    choices: Choices
    arrays: Offers
    ground: PlanGround

    def of(self, fit: Fit) -> tuple[Match, ...]:
        """Return the matches that fit, fit if, or fit not, best first."""
        return tuple(line.match for line in self.matches.lines if line.fit is fit)


def matches_for(desk: Desk, resident_id: UUID, most_plans: int = MOST_PLANS) -> MatchList:
    """Match a resident with every offer that they have no open referral to.

    A place that is held for somebody else is taken.

    Raises UnknownRecord, Restricted, and InvalidRules for a rule file that can't be used.
    """
    day = desk.clock.today()
    rules = matching_rules(rules_path(desk.database.path), day)
    with desk.read() as reader:
        resident = reader.get(Resident, resident_id)
        refuse_restricted(resident)
        site = reader.get(Site, resident.site_id)
        rules = with_weights(rules, newest_weights(reader).get(site.id))
        context = Context(day, site.code, site.confirm_days, rules, site.position)
        arrays = offer_arrays(desk, reader, context)
        held = by_offer(holds_on(reader, day), (resident_id,))
        providers = {provider.id: provider for provider in reader.find(Provider)}
        lines = referral_lines(reader, resident_id=resident_id)
        choices = own_choices(reader, {resident_id}).get(resident_id, Choices())
    referred = tuple(line for line in lines if line.standing.is_open)
    offers = {offer.id: offer for offer in arrays.offers}
    busy = with_times_of(resident, taken_part_in(referred, offers))
    closed = {line.offer_id for line in referred}
    found = [
        _line(busy, arrays.offers[one.place], one.fit, one.points, context, held)
        for one in ranked_offers(busy, arrays)
        if arrays.offers[one.place].id not in closed
    ]
    ranking = Ranking(sorted(found, key=lambda line: (_chosen(choices, line), *_rank(line))))
    ground = plan_ground(resident, referred, offers, ranking.lines, context)
    conditions = conditions_of(choices)
    return MatchList(
        resident=busy,
        site=site,
        context=context,
        matches=ranking,
        plans=WeekPlans(
            best_plans(ground.resident, ground.lines, context, most_plans, conditions),
            left_out(ground.resident, ground.lines, context, MOST_LEFT_OUT),
            conditions,
        ),
        referred=referred,
        providers=providers,
        choices=choices,
        arrays=arrays,
        ground=ground,
    )


def planned_anew(
    found: MatchList, conditions: Conditions, most_plans: int = MOST_PLANS
) -> WeekPlans:
    """Return the best week plans under other conditions; nothing is read from the store."""
    ground = found.ground
    plans = best_plans(ground.resident, ground.lines, found.context, most_plans, conditions)
    return replace(found.plans, plans=plans, conditions=conditions)


def questions_of(found: MatchList) -> tuple[Question, ...]:
    """Return what isn't known of the resident and could change the advice, best question first.

    Possible wishes are those of the talk, in Dutch, as offers are described in it.
    """
    among = {line.offer.id for line in found.matches.lines}
    wishes = [str(one.value) for one in question("interests").answers if one.value]
    return best_questions(found.resident, found.arrays, among, wishes)


def conditions_of(choices: Choices) -> Conditions:
    """Return what the young person's own choice asks of week plans."""
    return Conditions(without=choices.refused, ranks=choices.ranks)


def _line(
    resident: Resident,
    offer: Offer,
    fit: Fit,
    points: int,
    context: Context,
    held: dict[UUID, list[PlaceHold]],
) -> Line:
    taken = held.get(offer.id)
    if not taken:
        return Line(resident, offer, fit, points, context)
    return Line.of(resident, match(resident, offer.without_held(taken), context), context)


def _chosen(choices: Choices, line: Line) -> int:
    """Sort what was chosen first and what was refused last."""
    if line.offer.id in choices.refused:
        return MOST_RANKED + 2
    return choices.ranks.get(line.offer.id, MOST_RANKED + 1)


def _rank(line: Line) -> tuple[int, int, str]:
    return line.fit.order, -line.points, line.offer.code


def as_json(found: MatchList) -> dict[str, Any]:
    """Return the advice in the shape that scripts read.

    ``changes`` are those that make an offer fit *if*; ``choice`` is the young person's own, 1 to 3
    or "no". The ``weekly_minutes`` of a plan are what its offers ask together, None when one of
    them isn't known.
    """
    name = matching_text.called(found.resident)
    return {
        "offers": [_offer_json(match, found.choices, name) for match in found.matches],
        "week_plans": [_plan_json(plan) for plan in found.plans.plans],
    }


def _offer_json(match: Match, choices: Choices, name: str) -> dict[str, Any]:
    return {
        "offer": match.offer.code,
        "verdict": match.fit.value,
        "score": match.score,
        "choice": _choice_json(choices, match.offer.id),
        "reasons": [
            {
                "criterion": result.criterion.value,
                "verdict": result.verdict.value,
                "text": matching_text.reason(result, name),
            }
            for result in match.judgement
        ],
        "changes": (matching_text.changes(match.changes, name) if match.fit is Fit.FITS_IF else []),
    }


def _choice_json(choices: Choices, offer_id: UUID) -> int | str | None:
    return "no" if choices.refuses([offer_id]) else choices.ranks.get(offer_id)


def _plan_json(plan: WeekPlan) -> dict[str, Any]:
    known = all(offer.schedule.weekly_minutes is not None for offer in plan.offers)
    slots = sorted(
        (slot for part in plan.parts for slot in part.slots),
        key=lambda slot: (slot.day.number, slot.start),
    )
    return {
        "offers": [offer.code for offer in plan.offers],
        "weekly_minutes": plan.load.offers if known else None,
        "slots": [[slot.day.value, _time(slot.start), _time(slot.end)] for slot in slots],
        "tuned": plan.tuned,
    }


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
