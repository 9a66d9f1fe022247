"""A resident is referred: klaargezet, verstuurd, answered, started, and told how it went."""

from datetime import date, timedelta
from typing import Any

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer, SharedField
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Outcome, Reason, Referral, ReferralState
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.messages import explain, refusal
from meedoenbalie.services.referring import (
    ReferralLine,
    Refused,
    find_referrals,
    prepare_referral,
    record_consent,
    record_event,
    referral_by_reference,
    retract_event,
)
from meedoenbalie.services.referring_again import CannotFollow
from meedoenbalie.services.registration import dossier, register_resident, resident_lines
from tests.opened_desk import TODAY

K = EventKind


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return register_resident(desk, site.id, given_name="Semhar", birth_date=date(2007, 1, 1)).result


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(
        desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen in de buurt"
    ).result


@pytest.fixture
def referral(desk: Desk, semhar: Resident, offer: Offer) -> Referral:
    return prepare_referral(desk, semhar.id, offer.id).result.referral


def send(desk: Desk, referral: Referral) -> None:
    record_event(desk, referral.id, K.SENT, consent_on=TODAY, receiver="Els Timmer")


def line(desk: Desk, referral: Referral) -> ReferralLine:
    return next(item for item in find_referrals(desk) if item.id == referral.id)


def test_klaarzetten_makes_a_draft_and_nothing_leaves_the_desk(
    desk: Desk, referral: Referral
) -> None:
    found = line(desk, referral)
    assert found.reference == "D0001"
    assert found.standing.state is ReferralState.DRAFT
    assert found.standing.sent_on is None


def test_the_whole_way_to_a_closed_loop(desk: Desk, referral: Referral, semhar: Resident) -> None:
    send(desk, referral)
    for kind in (K.RECEIVED, K.ACCEPTED, K.STARTED):
        record_event(desk, referral.id, kind, reported_by="aanbieder", channel="telefoon")
    record_event(desk, referral.id, K.COMPLETED, outcome=Outcome.REACHED)
    assert not line(desk, referral).standing.closed_loop
    record_event(desk, referral.id, K.TOLD)
    standing = line(desk, referral).standing
    assert standing.closed_loop
    assert standing.outcome is Outcome.REACHED
    (shown,) = dossier(desk, semhar.id).referrals
    assert [event.kind for event in shown.events] == [
        K.DRAFT,
        K.SENT,
        K.RECEIVED,
        K.ACCEPTED,
        K.STARTED,
        K.COMPLETED,
        K.TOLD,
    ]
    assert resident_lines(desk, [semhar.id])[0].state is ReferralState.COMPLETED


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        (K.SENT, {"receiver": "Els"}, "consent_missing"),
        (K.SENT, {"consent_on": TODAY}, "receiver_missing"),
        (K.SENT, {"consent_on": TODAY, "receiver": "  "}, "receiver_missing"),
        (K.STARTED, {}, "illegal_transition"),
        (K.RETRACTION, {}, "illegal_transition"),
        (K.WITHDRAWN, {"happened_on": TODAY + timedelta(days=1)}, "date_in_future"),
        (K.WITHDRAWN, {"happened_on": TODAY - timedelta(days=1)}, "date_before_previous"),
    ],
)
def test_a_step_that_may_not_be_is_refused_with_words_and_the_state_stays(
    desk: Desk, referral: Referral, kind: EventKind, values: dict[str, Any], code: str
) -> None:
    with desk.read() as reader:
        before = reader.head()
    with pytest.raises(Refused) as error:
        record_event(desk, referral.id, kind, **values)
    assert error.value.code == code
    assert refusal(code)
    assert line(desk, referral).standing.state is ReferralState.DRAFT
    with desk.read() as reader:
        assert reader.head() == before


@pytest.mark.parametrize("day", ["consent_on", "guardian_agreed_on"])
def test_an_agreement_that_is_still_to_come_is_none(
    desk: Desk, referral: Referral, day: str
) -> None:
    values: dict[str, Any] = {"consent_on": TODAY, day: TODAY + timedelta(days=1)}
    with pytest.raises(Refused, match="date_in_future"):
        record_event(desk, referral.id, K.SENT, receiver="Els Timmer", **values)
    assert line(desk, referral).standing.state is ReferralState.DRAFT


@pytest.mark.parametrize("day", ["consent_on", "guardian_agreed_on"])
def test_nothing_is_sent_before_there_is_consent(
    desk: Desk, site: Site, offer: Offer, day: str
) -> None:
    eve = TODAY - timedelta(days=1)
    earlier = Desk(desk.database, desk.user, fixed_clock(eve))
    semhar = register_resident(
        earlier, site.id, given_name="Semhar", birth_date=date(2005, 1, 1)
    ).result
    referral = prepare_referral(earlier, semhar.id, offer.id).result.referral
    values: dict[str, Any] = {"consent_on": eve, "receiver": "Els Timmer", "happened_on": eve}
    with pytest.raises(Refused, match="agreed_after_sending"):
        record_event(desk, referral.id, K.SENT, **{**values, day: TODAY})
    record_event(desk, referral.id, K.SENT, **{**values, day: eve})
    assert refusal("agreed_after_sending")


def test_nobody_was_told_on_a_day_to_come(desk: Desk, referral: Referral) -> None:
    send(desk, referral)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="date_in_future"):
        record_event(desk, referral.id, K.DECLINED, reason=Reason.FULL, told_on=tomorrow)
    assert line(desk, referral).standing.state is ReferralState.SENT


def test_under_16_nothing_is_sent_without_the_guardian(
    desk: Desk, site: Site, offer: Offer
) -> None:
    zahra = register_resident(
        desk, site.id, given_name="Zahra", birth_date=TODAY.replace(year=2010) + timedelta(days=1)
    ).result
    referral = prepare_referral(desk, zahra.id, offer.id).result.referral
    with pytest.raises(Refused, match="guardian_missing"):
        send(desk, referral)
    record_event(
        desk,
        referral.id,
        K.SENT,
        consent_on=TODAY,
        guardian_agreed_on=TODAY,
        receiver="Els Timmer",
    )
    assert line(desk, referral).standing.state is ReferralState.SENT


def test_recorded_consent_counts_for_every_offer_of_that_provider_until_it_is_taken_back(
    desk: Desk, referral: Referral, semhar: Resident, offer: Offer
) -> None:
    record_consent(
        desk,
        semhar.id,
        offer.provider_id,
        ConsentAnswer.YES,
        shared=(SharedField.NAME_AND_CONTACT,),
        language="tir",
        explained_by="tolk aan de telefoon",
    )
    record_consent(desk, semhar.id, offer.provider_id, ConsentAnswer.NO)
    with pytest.raises(Refused, match="consent_missing"):
        record_event(desk, referral.id, K.SENT, receiver="Els Timmer")
    record_consent(desk, semhar.id, offer.provider_id, ConsentAnswer.YES)
    event = record_event(desk, referral.id, K.SENT, receiver="Els Timmer").result
    assert event.consent_on == TODAY


def test_a_second_open_referral_to_the_same_offer_is_warned_about(
    desk: Desk, referral: Referral, semhar: Resident, offer: Offer
) -> None:
    again = prepare_referral(desk, semhar.id, offer.id).result
    assert again.second_open
    for item in (referral, again.referral):
        record_event(desk, item.id, K.WITHDRAWN, reason=Reason.NOT_NEEDED)
    assert not prepare_referral(desk, semhar.id, offer.id).result.second_open


def test_reopening_asks_a_note_and_returns_to_the_state_before_the_end(
    desk: Desk, referral: Referral
) -> None:
    send(desk, referral)
    record_event(desk, referral.id, K.DECLINED, reason=Reason.FULL)
    with pytest.raises(Refused, match="note_missing"):
        record_event(desk, referral.id, K.REOPENED)
    record_event(desk, referral.id, K.REOPENED, note="Er kwam toch een plaats vrij")
    assert line(desk, referral).standing.state is ReferralState.SENT


def test_a_wrong_event_is_struck_and_stays_visible(
    desk: Desk, referral: Referral, semhar: Resident
) -> None:
    send(desk, referral)
    wrong = record_event(desk, referral.id, K.RECEIVED).result
    with pytest.raises(Refused, match="note_missing"):
        retract_event(desk, wrong.id, "")
    retract_event(desk, wrong.id, "hoorde bij een andere doorverwijzing")
    assert line(desk, referral).standing.state is ReferralState.SENT
    (shown,) = dossier(desk, semhar.id).referrals
    assert [event.kind for event in shown.events][-2:] == [K.RECEIVED, K.RETRACTION]
    with pytest.raises(Refused, match="illegal_transition"):
        retract_event(desk, wrong.id, "nog eens")


def test_an_outcome_belongs_to_an_end(desk: Desk, referral: Referral) -> None:
    send(desk, referral)
    with pytest.raises(Refused, match="outcome_before_end"):
        record_event(desk, referral.id, K.ACCEPTED, outcome=Outcome.REACHED)


def test_the_result_is_told_when_there_is_one(desk: Desk, referral: Referral) -> None:
    send(desk, referral)
    eve = TODAY - timedelta(days=1)
    for kind, told_on in ((K.RECEIVED, TODAY), (K.DECLINED, eve)):
        with pytest.raises(Refused, match="told_before_end"):
            record_event(desk, referral.id, kind, told_on=told_on)
    record_event(desk, referral.id, K.DECLINED, reason=Reason.FULL)
    with pytest.raises(Refused, match="told_before_end"):
        record_event(desk, referral.id, K.TOLD, told_on=eve)
    assert not line(desk, referral).standing.closed_loop
    record_event(desk, referral.id, K.TOLD, told_on=TODAY)
    assert line(desk, referral).standing.closed_loop
    assert refusal("told_before_end")


def test_references_of_referrals_are_given_out_in_order(
    desk: Desk, referral: Referral, semhar: Resident, offer: Offer
) -> None:
    assert prepare_referral(desk, semhar.id, offer.id).result.referral.reference == "D0002"
    assert referral_by_reference(desk, "D0001") == referral


def test_another_try_at_the_same_offer_goes_on_from_the_one_that_failed(
    desk: Desk, referral: Referral, semhar: Resident, offer: Offer
) -> None:
    beside = prepare_referral(desk, semhar.id, offer.id).result.referral
    assert beside.follows_id is None, "a second open one goes on from nothing"
    record_event(desk, referral.id, K.WITHDRAWN, reason=Reason.TRAVEL)
    again = prepare_referral(desk, semhar.id, offer.id).result.referral
    assert again.follows_id == referral.id
    record_event(desk, beside.id, K.WITHDRAWN, reason=Reason.TRAVEL)
    assert prepare_referral(desk, semhar.id, offer.id).result.referral.follows_id == beside.id


def test_a_referral_elsewhere_goes_on_from_one_when_that_is_said(
    desk: Desk, referral: Referral, semhar: Resident, site: Site
) -> None:
    garden = add_offer(desk, "Buurtkracht", code="M02", kind="mdt_traject", title="Moestuin").result
    with pytest.raises(CannotFollow) as error:
        prepare_referral(desk, semhar.id, garden.id, follows=referral.id)
    assert "niet meer zonder resultaat beëindigd" in str(explain(error.value))
    record_event(desk, referral.id, K.WITHDRAWN, reason=Reason.TRAVEL)
    assert prepare_referral(desk, semhar.id, garden.id).result.referral.follows_id is None
    linked = prepare_referral(desk, semhar.id, garden.id, follows=referral.id).result.referral
    assert linked.follows_id == referral.id
    other = register_resident(desk, site.id, given_name="Emre").result
    with pytest.raises(CannotFollow):
        prepare_referral(desk, other.id, garden.id, follows=referral.id)
