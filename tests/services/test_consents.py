"""Taking a consent back stops sharing at once, and says whom to call; under 16 nobody is named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.follow_ups import FollowUp, FollowUpKind
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import EventKind, Referral
from meedoenbalie.domain.sharing import Lack, lacks_for_sharing
from meedoenbalie.services import catalogue, consents, registration, undoing
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import Refused, prepare_referral, record_event
from tests.opened_desk import TODAY

K = EventKind
REFER, PROGRESS = ConsentPurpose.REFERRAL, ConsentPurpose.PROGRESS
YES, NO, THINKING = ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.THINKING


@pytest.fixture
def hodan(desk: Desk, site: Site) -> Resident:
    return registration.register_resident(
        desk, site.id, given_name="Hodan", birth_date=date(2007, 1, 1)
    ).result


@pytest.fixture
def koken(desk: Desk) -> Offer:
    return catalogue.add_offer(
        *(desk, "De Schakel"), code="M01", kind="activity", title="Koken", phone="0612345678"
    ).result


def referred(desk: Desk, who: Resident, offer: Offer) -> Referral:
    return prepare_referral(desk, who.id, offer.id).result.referral


def sent(desk: Desk, who: Resident, offer: Offer) -> Referral:
    referral = referred(desk, who, offer)
    record_event(desk, referral.id, K.SENT, receiver="Els")
    return referral


def calls(desk: Desk) -> list[FollowUp]:
    with desk.read() as reader:
        found = reader.find(FollowUp)
    return [one for one in found if one.kind is FollowUpKind.WITHDRAWN]


@pytest.mark.parametrize("answer", [NO, THINKING])
def test_any_answer_but_yes_stops_what_lies_ready_and_says_whom_to_call(
    desk: Desk, hodan: Resident, koken: Offer, answer: ConsentAnswer
) -> None:
    consents.record_consent(desk, hodan.id, koken.provider_id, YES)
    running = sent(desk, hodan, koken)
    ready = referred(desk, hodan, koken)
    done = consents.record_consent(desk, hodan.id, koken.provider_id, answer)
    assert done.changed == {"consent", "follow_up"}
    (call,) = calls(desk)
    assert (call.referral_id, call.resident_id, call.offer_id) == (running.id, hodan.id, koken.id)
    assert call.due_on == TODAY
    with pytest.raises(Refused, match="consent_missing"):
        record_event(desk, ready.id, K.SENT, receiver="Els")
    with pytest.raises(Refused, match="consent_missing"):
        record_event(desk, ready.id, K.SENT, receiver="Els", consent_on=TODAY)


def test_a_consent_of_before_the_no_cannot_be_named_again_but_a_newer_one_can(
    desk: Desk, hodan: Resident, koken: Offer
) -> None:
    ready = referred(desk, hodan, koken)
    consents.record_consent(desk, hodan.id, koken.provider_id, NO, on=TODAY - timedelta(days=2))
    before, after = TODAY - timedelta(days=3), TODAY - timedelta(days=1)
    with pytest.raises(Refused, match="consent_missing"):
        record_event(desk, ready.id, K.SENT, receiver="Els", consent_on=before)
    record_event(desk, ready.id, K.SENT, receiver="Els", consent_on=after)


def test_withdrawing_tells_who_has_the_data_and_what_may_no_longer_go(
    desk: Desk, hodan: Resident, koken: Offer
) -> None:
    consents.record_consent(desk, hodan.id, koken.provider_id, YES)
    sent(desk, hodan, koken)
    ready = referred(desk, hodan, koken)
    gone = consents.withdraw_consent(desk, hodan.id, koken.provider_id, REFER).result
    assert gone.consent.answer is NO
    (call,) = gone.calls
    assert call.provider is not None
    assert call.offer is not None
    assert (call.provider.name, call.offer.phone) == ("De Schakel", "0612345678")
    assert [line.id for line in gone.drafts] == [ready.id]
    undoing.undo(desk)
    assert calls(desk) == []
    assert registration.dossier(desk, hodan.id).consents[0][0].answer is YES


def test_saying_no_twice_asks_for_one_call_and_a_new_yes_for_none(
    desk: Desk, hodan: Resident, koken: Offer
) -> None:
    consents.record_consent(desk, hodan.id, koken.provider_id, YES)
    sent(desk, hodan, koken)
    for _time in range(2):
        consents.record_consent(desk, hodan.id, koken.provider_id, NO)
    assert len(calls(desk)) == 1
    consents.record_consent(desk, hodan.id, koken.provider_id, YES)
    assert calls(desk) == []


def test_a_no_about_one_partner_says_nothing_of_another_nor_of_what_ended(
    desk: Desk, hodan: Resident, koken: Offer
) -> None:
    other = catalogue.add_offer(
        desk, "Taalhuis", code="T01", kind="language_course", title="A1"
    ).result
    for offer in (koken, other):
        consents.record_consent(desk, hodan.id, offer.provider_id, YES)
    sent(desk, hodan, koken)
    record_event(desk, sent(desk, hodan, other).id, K.DECLINED)
    consents.record_consent(desk, hodan.id, other.provider_id, NO)
    assert calls(desk) == []


@pytest.mark.parametrize("taken", [REFER, PROGRESS])
def test_taking_one_purpose_back_stops_that_alone(
    desk: Desk, hodan: Resident, koken: Offer, taken: ConsentPurpose
) -> None:
    for purpose in ConsentPurpose:
        consents.record_consent(desk, hodan.id, koken.provider_id, YES, purpose)
    running, ready = sent(desk, hodan, koken), referred(desk, hodan, koken)
    gone = consents.withdraw_consent(desk, hodan.id, koken.provider_id, taken).result
    kind = {REFER: FollowUpKind.WITHDRAWN, PROGRESS: FollowUpKind.PROGRESS_WITHDRAWN}[taken]
    assert [(call.follow_up.kind, call.follow_up.referral_id) for call in gone.calls] == [
        (kind, running.id)
    ]
    held = registration.dossier(desk, hodan.id)
    answers = {purpose: held.last_answer(koken.provider_id, purpose) for purpose in ConsentPurpose}
    said = {purpose: one.answer for purpose, one in answers.items() if one is not None}
    assert said == {purpose: NO if purpose is taken else YES for purpose in ConsentPurpose}
    assert [line.id for line in gone.drafts] == ([ready.id] if taken is REFER else [])
    if taken is REFER:
        with pytest.raises(Refused, match="consent_missing"):
            record_event(desk, ready.id, K.SENT, receiver="Els")
    else:
        record_event(desk, ready.id, K.SENT, receiver="Els")


def test_hearing_how_it_goes_is_no_consent_to_refer(
    desk: Desk, hodan: Resident, koken: Offer
) -> None:
    consents.record_consent(desk, hodan.id, koken.provider_id, YES, PROGRESS)
    ready = referred(desk, hodan, koken)
    with pytest.raises(Refused, match="consent_missing"):
        record_event(desk, ready.id, K.SENT, receiver="Els")


def test_a_new_yes_to_one_purpose_leaves_the_call_about_the_other(
    desk: Desk, hodan: Resident, koken: Offer
) -> None:
    consents.record_consent(desk, hodan.id, koken.provider_id, YES)
    sent(desk, hodan, koken)
    consents.record_consent(desk, hodan.id, koken.provider_id, NO)
    consents.record_consent(desk, hodan.id, koken.provider_id, YES, PROGRESS)
    assert len(calls(desk)) == 1


def test_an_old_answer_that_is_written_down_late_changes_nothing_of_today(
    desk: Desk, hodan: Resident, koken: Offer
) -> None:
    consents.record_consent(desk, hodan.id, koken.provider_id, YES)
    sent(desk, hodan, koken)
    yesterday = TODAY - timedelta(days=1)
    consents.record_consent(desk, hodan.id, koken.provider_id, NO, on=yesterday)
    assert calls(desk) == []


def test_under_16_the_guardian_agrees_and_on_the_birthday_no_longer(
    desk: Desk, site: Site, koken: Offer
) -> None:
    sixteen = TODAY + timedelta(days=10)
    zahra = registration.register_resident(
        desk, site.id, given_name="Zahra", birth_date=sixteen.replace(year=sixteen.year - 16)
    ).result
    consents.record_consent(desk, zahra.id, koken.provider_id, YES)
    ready = referred(desk, zahra, koken)
    with pytest.raises(Refused, match="guardian_missing"):
        record_event(desk, ready.id, K.SENT, receiver="Els")
    record_event(replace(desk, clock=fixed_clock(sixteen)), ready.id, K.SENT, receiver="Els")


@given(
    born=st.dates(date(1995, 1, 1), date(2020, 12, 31)),
    day=st.dates(date(2021, 1, 1), date(2030, 12, 31)),
    answer=st.sampled_from([*ConsentAnswer, None]),
    until=st.none() | st.dates(date(2021, 1, 1), date(2030, 12, 31)),
    agreed=st.booleans(),
    limited=st.booleans(),
)
def test_nothing_goes_out_without_a_yes_that_holds_and_under_16_without_the_guardian(
    born: date,
    day: date,
    answer: ConsentAnswer | None,
    until: date | None,
    agreed: bool,
    limited: bool,
) -> None:
    someone = Resident(
        site_id=new_id(),
        reference="RTW-0001",
        given_name="Zahra",
        birth_date=born,
        restricted_since=date(2020, 1, 1) if limited else None,
    )
    consent = None
    if answer is not None:
        consent = Consent(
            resident_id=someone.id,
            provider_id=new_id(),
            answer=answer,
            answered_on=date(2021, 1, 1),
            valid_until=until,
            guardian_agreed=agreed,
        )
    lack = lacks_for_sharing(someone, consent, day)
    sixteen = date(born.year + 16, born.month, min(born.day, 28))
    free = lack is None
    if free:
        assert answer is YES
        assert not limited
        assert until is None or day <= until
        assert agreed or day >= sixteen
    if limited:
        assert lack is Lack.RESTRICTED
    elif answer is not YES:
        assert lack is Lack.CONSENT
