"""Referrals of one week plan stay linked."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import Referral
from meedoenbalie.storage.queries.referrals import referral_lines
from meedoenbalie.storage.unit_of_work import UnitOfWork


def joined_plan(uow: UnitOfWork, resident_id: UUID, beside: Collection[UUID]) -> UUID | None:
    """Return the plan of a new referral, linking the open ones to the offers ``beside`` it.

    Without offers beside it there is no plan. A plan that an open one is in already goes on.
    """
    if not beside:
        return None
    lines = referral_lines(uow, resident_id=resident_id)
    open_ids = [one.id for one in lines if one.standing.is_open and one.offer_id in beside]
    linked = uow.find(Referral, id=open_ids) if open_ids else []
    plan = next((one.plan_id for one in linked if one.plan_id is not None), None) or new_id()
    for one in linked:
        uow.update(one, plan_id=plan)
    return plan
