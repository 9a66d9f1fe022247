"""What the store keeps of a referral's standing is what replaying its events says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Referral, ReferralEvent, standing_of
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage import standing
from meedoenbalie.storage.queries.referrals import referral_lines
from meedoenbalie.storage.unit_of_work import UnitOfWork
from tests.opened_desk import TODAY

_KINDS = st.sampled_from([kind for kind in EventKind if kind is not EventKind.RETRACTION])
_ACTS = st.lists(
    st.tuples(
        st.sampled_from(("happen", "happen", "happen", "strike", "take away", "erase", "many")),
        st.integers(0, 1),
        _KINDS,
        st.integers(0, 20),
    ),
    max_size=25,
)
_TOLD = frozenset({EventKind.TOLD, EventKind.COMPLETED})


@pytest.fixture
def referrals(desk: Desk, site: Site) -> list[Referral]:
    """Two referrals of one resident, without events."""
    with desk.write("try") as uow:
        resident = uow.insert(Resident(site_id=site.id, reference="X-1", given_name="Semhar"))
        provider = uow.insert(Provider(name="Buurtkracht"))
        offer = uow.insert(
            Offer(provider_id=provider.id, code="X1", kind=OfferKind.ACTIVITY, title="Koffie")
        )
        return [
            uow.insert(Referral(reference=f"V{n}", resident_id=resident.id, offer_id=offer.id))
            for n in (1, 2)
        ]


def _event(referral: Referral, place: int, kind: EventKind, **values: object) -> ReferralEvent:
    day = TODAY + timedelta(days=place)
    return ReferralEvent.model_validate(
        {
            "referral_id": referral.id,
            "sequence": place,
            "kind": kind,
            "happened_on": day,
            "recorded_at": datetime.combine(day, datetime.min.time(), LOCAL_ZONE),
            "told_on": day if kind in _TOLD else None,
            **values,
        }
    )


def _agrees(uow: UnitOfWork, events: dict[str, list[ReferralEvent]]) -> None:
    kept = {line.reference: line.standing for line in referral_lines(uow)}
    assert kept == {reference: standing_of(of_one) for reference, of_one in events.items()}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=_ACTS)
def test_it_follows_whatever_happens_to_the_events(
    desk: Desk, referrals: list[Referral], acts: list[tuple[str, int, EventKind, int]]
) -> None:
    with desk.write("try") as uow:
        for old in uow.find(ReferralEvent):
            uow.erase(old)
        events: dict[str, list[ReferralEvent]] = {one.reference: [] for one in referrals}
        for place, (act, which, kind, number) in enumerate(acts, 1):
            referral = referrals[which]
            of_one = events[referral.reference]
            if act == "many":
                new = [
                    _event(referral, 100 * place + n, step)
                    for n, step in enumerate((EventKind.DRAFT, EventKind.SENT, kind))
                ]
                uow.insert_many(new)
                of_one.extend(new)
            elif act == "happen" or not of_one:
                of_one.append(uow.insert(_event(referral, 100 * place, kind)))
            elif act == "strike":
                struck = of_one[number % len(of_one)]
                values = {"retracts": struck.id}
                strike = _event(referral, 100 * place, EventKind.RETRACTION, **values)
                of_one.append(uow.insert(strike))
            else:
                gone = of_one.pop(number % len(of_one))
                (uow.erase if act == "erase" else uow.delete)(gone)
            _agrees(uow, events)
        before = uow.connection.execute(_ALL).all()
        standing.rebuild(uow.connection)
        assert uow.connection.execute(_ALL).all() == before


_ALL = select(standing.referral_standing).order_by(standing.referral_standing.c.referral_id)


def test_it_keeps_the_first_day_of_each_step(desk: Desk, referrals: list[Referral]) -> None:
    steps = (
        EventKind.DRAFT,
        EventKind.SENT,
        EventKind.ACCEPTED,
        EventKind.STARTED,
        EventKind.PAUSED,
        EventKind.STARTED,
        EventKind.COMPLETED,
    )
    with desk.write("try") as uow:
        for place, kind in enumerate(steps):
            uow.insert(_event(referrals[0], place + 1, kind))
        (row,) = uow.connection.execute(_ALL).all()
    firsts = (row.first_sent_on, row.first_accepted_on, row.first_started_on, row.completed_on)
    assert [(day - TODAY).days for day in firsts] == [2, 3, 4, 7]
