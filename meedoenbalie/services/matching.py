"""Matching one resident: ranked offers with reasons, and week plans. The desk decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from meedoenbalie.domain.matching.explain import Match, ranked
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.weekplan import WeekPlan, WeekPlans, week_plans
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services import matching_text
from meedoenbalie.services.demand import taken_part_in, with_times_of
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.services.rights import refuse_restricted
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines

MOST_PLANS = 20


@dataclass(frozen=True, slots=True)
class MatchList:
    """The advice for one resident: every running offer best first, and the best week plans.

    ``referred`` are the open referrals; their offers are not in ``matches``. ``resident`` is as
    matched: the times of an offer that the resident takes part in are among the commitments.
    """

    resident: Resident
    site: Site
    context: Context
    matches: tuple[Match, ...]
    plans: WeekPlans
    referred: tuple[ReferralLine, ...]
    providers: dict[UUID, Provider]

    def of(self, fit: Fit) -> tuple[Match, ...]:
        """Return the matches that fit, fit if, or fit not, best first."""
        return tuple(found for found in self.matches if found.fit is fit)


def matches_for(desk: Desk, resident_id: UUID, most_plans: int = MOST_PLANS) -> MatchList:
    """Match a resident with every offer that they have no open referral to.

    Raises UnknownRecord, Restricted, and InvalidRules for a rule file that can't be used.
    """
    day = desk.clock.today()
    rules = matching_rules(rules_path(desk.database.path), day)
    with desk.read() as reader:
        resident = reader.get(Resident, resident_id)
        refuse_restricted(resident)
        site = reader.get(Site, resident.site_id)
        offers = {offer.id: offer for offer in reader.find(Offer, order_by="code")}
        providers = {provider.id: provider for provider in reader.find(Provider)}
        lines = referral_lines(reader, resident_id=resident_id)
    referred = tuple(line for line in lines if line.standing.is_open)
    context = Context(day, site.code, site.confirm_days, rules)
    busy = with_times_of(resident, taken_part_in(referred, offers))
    closed = {line.offer_id for line in referred}
    matches = ranked(busy, [offer for offer in offers.values() if offer.id not in closed], context)
    return MatchList(
        resident=busy,
        site=site,
        context=context,
        matches=matches,
        plans=week_plans(busy, matches, context, most_plans),
        referred=referred,
        providers=providers,
    )


def as_json(found: MatchList) -> dict[str, Any]:
    """Return the advice in the shape that scripts read.

    ``changes`` are those that make an offer fit *if*; the ``weekly_minutes`` of a plan are what
    both offers ask together, None when one of them isn't known.
    """
    name = matching_text.called(found.resident)
    return {
        "offers": [_offer_json(match, name) for match in found.matches],
        "week_plans": [_plan_json(plan) for plan in found.plans.plans],
    }


def _offer_json(match: Match, name: str) -> dict[str, Any]:
    return {
        "offer": match.offer.code,
        "verdict": match.fit.value,
        "score": match.score,
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


def _plan_json(plan: WeekPlan) -> dict[str, Any]:
    known = plan.load.mdt is not None and plan.load.language is not None
    slots = sorted(
        plan.mdt_slots + plan.language_slots, key=lambda slot: (slot.day.number, slot.start)
    )
    return {
        "offers": [plan.mdt.offer.code, plan.language.offer.code],
        "weekly_minutes": plan.load.offers if known else None,
        "slots": [[slot.day.value, _time(slot.start), _time(slot.end)] for slot in slots],
    }


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
