"""What week plans are made of: around a traject or course that runs already, if there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meedoenbalie.domain.matching.explain import Match, match
from meedoenbalie.domain.matching.ranking import Line
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.weekplan import PLANNED
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.services.demand import taken_part_in, with_times_of
from meedoenbalie.storage.queries.referrals import ReferralLine


@dataclass(frozen=True, slots=True)
class PlanGround:
    """Whom plans are for and from which offers.

    ``running`` are the offers of open referrals that every plan is made around: at most one
    traject and one course. Their times are no commitments of ``resident`` here, those of other
    offers that the resident takes part in are.
    """

    resident: Resident
    lines: tuple[Line, ...]
    running: frozenset[UUID] = frozenset()


def plan_ground(
    resident: Resident,
    referred: Sequence[ReferralLine],
    offers: dict[UUID, Offer],
    lines: Iterable[Line],
    context: Context,
) -> PlanGround:
    """Return what plans are made of, for somebody with these open referrals."""
    newest: dict[object, ReferralLine] = {}
    for line in sorted(referred, key=lambda one: (one.standing.since or date.min, one.reference)):
        kind = offers[line.offer_id].kind
        if kind in PLANNED:
            newest[kind] = line
    others = [line for line in referred if line not in newest.values()]
    busy = with_times_of(resident, taken_part_in(others, offers))
    settled = [_settled(match(busy, offers[line.offer_id], context)) for line in newest.values()]
    # Of one without times that go with the week nobody can plan what comes beside.
    running = [one for one in settled if one.judgement.week.facts.usable]
    kinds = {one.offer.kind for one in running}
    return PlanGround(
        resident=busy if running else with_times_of(resident, taken_part_in(referred, offers)),
        lines=(
            *(Line.of(busy, one, context) for one in running),
            *(line for line in lines if line.offer.kind not in kinds),
        ),
        running=frozenset(one.offer.id for one in running),
    )


def _settled(found: Match) -> Match:
    """Return an offer of which it was decided already that it fits: nothing is in the way."""
    judgement = found.judgement.settled()
    return replace(found, fit=Fit.FITS, judgement=judgement, changes=())
