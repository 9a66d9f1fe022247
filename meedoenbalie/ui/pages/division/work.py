"""What the page does on the database thread: reading, dividing, what a move costs, taking over.

The services load OR-Tools, which takes a second: only when there is something to divide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.ui.tasks import Progress

if TYPE_CHECKING:
    from meedoenbalie.services.desk import Desk, Done
    from meedoenbalie.services.dividing import Plan
    from meedoenbalie.services.division_costs import Cost, WhyNot
    from meedoenbalie.ui.pages.division.decided import Fixed, Key

_STEPS = 3


@dataclass(frozen=True, slots=True)
class Move:
    """A change that waits for a yes or a no."""

    who: UUID
    plan: Plan
    cost: Cost


def divide(
    desk: Desk,
    site_id: UUID | None,
    kind: OfferKind | None,
    weeks: int | None,
    fixed: Fixed,
) -> Callable[[Progress], Plan]:
    """Return the work of reading who and what there is, and dividing it around what is decided.

    What was decided and can't be any more, is dropped.
    """

    def work(progress: Progress) -> Plan:
        progress(0, _STEPS)
        from meedoenbalie.services import dividing

        until = None if weeks is None else desk.clock.today() + timedelta(weeks=weeks)
        progress(1, _STEPS)
        stated = dividing.state(desk, dividing.Scope(site_id, kind, until))
        progress(2, _STEPS)
        try:
            plan = dividing.propose(stated, fixed)
        except dividing.InvalidProblem:
            plan = dividing.propose(stated)
        progress(_STEPS, _STEPS)
        return plan

    return work


def moved(plan: Plan, who: UUID, key: Key | None) -> Callable[[], Move]:
    """Return the work of dividing anew around one move, and what that costs."""

    def work() -> Move:
        from meedoenbalie.services.dividing import propose
        from meedoenbalie.services.division_costs import cost_of

        company = (who, *plan.stated.friends_of(who))
        fixed = {one: at for one, at in plan.fixed.items() if one not in company}
        after = propose(plan.stated, {**fixed, who: key}, plan)
        return Move(who, after, cost_of(plan, after, company))

    return work


def again(plan: Plan, fixed: Fixed) -> Callable[[], Plan]:
    """Return the work of dividing the same anew around other decisions."""

    def work() -> Plan:
        from meedoenbalie.services.dividing import propose

        return propose(plan.stated, fixed, plan)

    return work


def why_not(plan: Plan, who: UUID) -> Callable[[], WhyNot]:
    """Return the work of finding out why somebody has no place."""

    def work() -> WhyNot:
        from meedoenbalie.services.division_costs import why_without

        return why_without(plan, who)

    return work


def take_over(desk: Desk, plan: Plan, wanted: set[UUID]) -> Callable[[], Done[int]]:
    """Return the work of putting proposals ready; its result is how many."""

    def work() -> Done[int]:
        from meedoenbalie.services.desk import Done
        from meedoenbalie.services.dividing import accept

        done = accept(desk, plan, wanted)
        return Done(len(done.result), done.changed)

    return work
