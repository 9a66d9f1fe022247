"""What the desk, and others, see of how referrals to an offer went."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.domain.referrals import EventKind, Reason
from meedoenbalie.services import erasing
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.offer_history import offer_history
from meedoenbalie.services.referring import prepare_referral, record_consent, record_event
from meedoenbalie.services.registration import register_resident
from tests.opened_desk import TODAY


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(
        desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen in de buurt"
    ).result


def referred(desk: Desk, site: Site, offer: Offer, *steps: EventKind) -> Resident:
    """Refer somebody new and take the steps, one each day up to today."""
    who = register_resident(
        desk, site.id, given_name="Zahra", birth_date=TODAY.replace(2006)
    ).result
    record_consent(desk, who.id, offer.provider_id, ConsentAnswer.YES)
    referral = prepare_referral(desk, who.id, offer.id).result.referral
    for kind in (EventKind.SENT, *steps):
        record_event(
            desk,
            referral.id,
            kind,
            receiver="Rob",
            reason=Reason.TRAVEL if kind is EventKind.STOPPED else None,
        )
    return who


STARTED = (EventKind.ACCEPTED, EventKind.STARTED)


def test_the_desk_sees_exact_counts_and_the_referrals(desk: Desk, site: Site, offer: Offer) -> None:
    referred(desk, site, offer, *STARTED, EventKind.COMPLETED)
    referred(desk, site, offer, *STARTED, EventKind.STOPPED)
    referred(desk, site, offer)
    went = offer_history(desk, offer.id)
    found = went.history
    assert found.exact
    assert (found.referred, found.accepted, found.started, found.completed) == (3, 2, 2, 1)
    assert (found.running, found.reasons) == (1, {Reason.TRAVEL: 1})
    assert {line.offer_id for line in went.referrals} == {offer.id}
    assert len(went.referrals) == 3


def test_who_is_erased_stays_in_the_counts_and_nowhere_else(
    desk: Desk, site: Site, offer: Offer
) -> None:
    gone = referred(desk, site, offer, *STARTED, EventKind.COMPLETED)
    also = referred(desk, site, offer, EventKind.ACCEPTED)
    before = offer_history(desk, offer.id).history
    for who in (gone, also):
        erasing.erase(desk, who.id)
    went = offer_history(desk, offer.id)
    for name in ("referred", "accepted", "started", "completed"):
        assert getattr(went.history, name) == getattr(before, name)
    assert went.history.reasons == {None: 1}
    assert went.referrals == ()


@pytest.mark.parametrize("role", [Role.PROGRAMME, Role.ADMINISTRATOR])
def test_who_does_not_work_with_residents_sees_no_few_and_nobody(
    desk: Desk, site: Site, offer: Offer, role: Role
) -> None:
    referred(desk, site, offer, *STARTED)
    team = replace(desk, user=desk.user.changed(roles=(role,)))
    went = offer_history(team, offer.id)
    assert (went.history.referred, went.history.started) == (None, None)
    assert (went.history.exact, went.referrals, went.history.first_on) == (False, (), None)
