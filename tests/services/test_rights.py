"""A resident may ask to see what is held, and that it isn't used for now."""

from datetime import date

import pytest
from pydantic import ValidationError

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services import messages, rights
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.referring import prepare_referral, record_consent, record_event
from meedoenbalie.services.registration import change_resident, register_resident
from meedoenbalie.services.rights import Restricted
from meedoenbalie.services.sending import preview_data_set
from meedoenbalie.services.worklist import worklist
from tests.opened_desk import TODAY


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(
        desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen in de buurt"
    ).result


@pytest.fixture
def maryam(desk: Desk, site: Site) -> Resident:
    return register_resident(desk, site.id, given_name="Maryam").result


def test_limited_use_refuses_to_propose_tell_and_refer(
    desk: Desk, offer: Offer, maryam: Resident
) -> None:
    limited = rights.restrict_use(desk, maryam.id, "Maryam betwist de gegevens").result
    assert limited.restricted_since == TODAY
    with pytest.raises(Restricted) as refused:
        matches_for(desk, maryam.id)
    assert "Maryam betwist de gegevens" in str(messages.explain(refused.value))
    with pytest.raises(Restricted):
        give_information(desk, maryam.id, offer.id, "prs")
    with pytest.raises(Restricted):
        prepare_referral(desk, maryam.id, offer.id)

    rights.lift_restriction(desk, maryam.id)
    assert matches_for(desk, maryam.id).resident.restricted_since is None
    prepare_referral(desk, maryam.id, offer.id)


def test_what_was_sent_before_may_still_be_followed_but_a_draft_not_sent(
    desk: Desk, offer: Offer, maryam: Resident
) -> None:
    record_consent(desk, maryam.id, offer.provider_id, ConsentAnswer.YES)
    sent = prepare_referral(desk, maryam.id, offer.id).result.referral
    record_event(desk, sent.id, EventKind.SENT, receiver="Rob")
    draft = prepare_referral(desk, maryam.id, offer.id).result.referral
    rights.restrict_use(desk, maryam.id, "")
    with pytest.raises(Restricted):
        record_event(desk, draft.id, EventKind.SENT, receiver="Rob")
    record_event(desk, sent.id, EventKind.DECLINED)
    record_event(desk, draft.id, EventKind.WITHDRAWN)


def test_nobody_proposes_or_sends_along_who_limited_the_use(
    desk: Desk, site: Site, maryam: Resident
) -> None:
    assert worklist(desk).unspoken_count == 1
    assert preview_data_set(desk).counts["residents"] == 1
    rights.restrict_use(desk, maryam.id, "")
    assert worklist(desk).unspoken_count == 0
    assert preview_data_set(desk).counts["residents"] == 0
    assert worklist(desk).residents == 1


def test_limited_data_may_be_corrected(desk: Desk, maryam: Resident) -> None:
    limited = rights.restrict_use(desk, maryam.id, "klopt niet").result
    changed = change_resident(desk, maryam.id, limited.version, family_name="Sharif").result
    again = rights.restrict_use(desk, maryam.id, "de naam klopt nu").result
    assert (again.restricted_since, again.restriction) == (TODAY, "de naam klopt nu")
    assert changed.restricted_since == TODAY
    with pytest.raises(ValidationError):
        rights.restrict_use(desk, maryam.id, "bsn 111222333")


def test_a_request_to_see_has_a_month(desk: Desk, maryam: Resident) -> None:
    asked = rights.access_asked(desk, maryam.id, date(2026, 1, 31)).result
    assert asked.access_asked_on == date(2026, 1, 31)
    assert rights.access_due(date(2026, 1, 31)) == date(2026, 2, 28)
    assert rights.access_due(date(2026, 11, 23)) == date(2026, 12, 23)
    assert rights.access_given(desk, maryam.id).result.access_asked_on is None
