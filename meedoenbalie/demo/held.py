"""A place that is held for somebody at each desk, and that ends tomorrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from meedoenbalie.demo.history import Step
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, User
from meedoenbalie.services.catalogue import offer_by_code
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.holding import hold_place
from meedoenbalie.services.referring import find_referrals

_AT = 9 * 60 + 10


def held(
    people: Sequence[Resident], catalogue: Sequence[Offer], site: str, user: User, today: date
) -> Step:
    """Return the step of this morning that holds a place near a centre for somebody who is here."""
    near = [offer.code for offer in catalogue if 0 < offer.travel_minutes.get(site, 99) <= 30]

    def act(desk: Desk) -> object:
        offers = [offer_by_code(desk, code) for code in near]
        known = {(line.resident_id, line.offer_id) for line in find_referrals(desk)}
        roomy = [offer for offer in offers if (offer.next_figure(today).places or 0) > 1]
        pairs = (
            (one, offer)
            for offer in roomy
            for one in people
            if one.departed_on is None and (one.id, offer.id) not in known
        )
        who, what = next(pairs, (None, None))
        if who is None or what is None:
            return None
        start = what.next_start(today)
        return hold_place(
            replace(desk, user=user),
            who.id,
            what.id,
            start if start in what.start_dates else None,
            today + timedelta(days=1),
        )

    return Step(today, _AT, act)
