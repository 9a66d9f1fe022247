"""What the desk can best do next for one resident."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Reason, Referral
from meedoenbalie.services import catalogue, informing, referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.next_step import NextStep, Step, next_step
from tests.opened_desk import TODAY


class Story:
    """One resident, one offer, and what happens with them."""

    def __init__(self, desk: Desk, site: Site, **values: Any) -> None:
        self.desk = desk
        self.resident: Resident = registration.register_resident(
            desk, site.id, given_name="Hodan", **values
        ).result
        self.offer: Offer = self.add_offer("M01")

    def add_offer(self, code: str, provider: str = "De Schakel", **values: Any) -> Offer:
        return catalogue.add_offer(
            self.desk, provider, code=code, kind=OfferKind.MDT_TRAJECT, title=code, **values
        ).result

    def ago(self, days: int) -> Desk:
        return replace(self.desk, clock=fixed_clock(TODAY - timedelta(days=days)))

    def informed(self, offer: Offer | None = None) -> None:
        informing.give_information(self.desk, self.resident.id, (offer or self.offer).id, "som")

    def answered(self, answer: ConsentAnswer, days: int = 0, **values: Any) -> None:
        referring.record_consent(
            self.ago(days), self.resident.id, self.offer.provider_id, answer, **values
        )

    def drafted(self, days: int = 0, offer: Offer | None = None) -> Referral:
        prepared = referring.prepare_referral(
            self.ago(days), self.resident.id, (offer or self.offer).id
        )
        return prepared.result.referral

    def sent(self, days: int, offer: Offer | None = None) -> Referral:
        referral = self.drafted(days, offer)
        day = TODAY - timedelta(days=days)
        self.then(referral, EventKind.SENT, days, consent_on=day, receiver="Jansen")
        return referral

    def then(self, referral: Referral, kind: EventKind, days: int, **values: Any) -> None:
        referring.record_event(self.ago(days), referral.id, kind, **values)

    def next(self) -> NextStep:
        return next_step(registration.dossier(self.desk, self.resident.id), TODAY)


@pytest.fixture
def story(desk: Desk, site: Site) -> Story:
    return Story(desk, site)


def test_nothing_recorded_means_talk_and_after_a_talk_seek(story: Story) -> None:
    assert story.next().step is Step.TALK
    registration.record_contact(story.desk, story.resident.id, "gesprek")
    assert story.next().step is Step.MATCH


def test_after_information_comes_consent_and_then_referring(story: Story) -> None:
    story.informed()
    assert story.next().step is Step.ASK_CONSENT
    assert story.next().provider is not None
    story.answered(ConsentAnswer.YES)
    assert story.next().step is Step.REFER
    assert story.next().offer == story.offer


def test_who_thinks_it_over_is_asked_again_and_a_no_leads_to_something_else(story: Story) -> None:
    story.informed()
    story.answered(ConsentAnswer.THINKING, days=3)
    assert (story.next().step, story.next().answer) == (Step.ASK_CONSENT, ConsentAnswer.THINKING)
    story.answered(ConsentAnswer.NO, days=1)
    assert (story.next().step, story.next().answer) == (Step.MATCH, ConsentAnswer.NO)


def test_a_no_for_one_provider_leaves_the_other_open(story: Story) -> None:
    other = story.add_offer("M02", "Buurtkracht")
    story.informed()
    story.informed(other)
    story.answered(ConsentAnswer.NO)
    assert (story.next().step, story.next().offer) == (Step.ASK_CONSENT, other)


def test_expired_consent_is_asked_again(story: Story) -> None:
    story.informed()
    story.answered(ConsentAnswer.YES, days=100, valid_until=TODAY - timedelta(days=1))
    assert (story.next().step, story.next().answer) == (Step.ASK_CONSENT, None)


def test_under_sixteen_the_guardian_agrees_as_well(desk: Desk, site: Site) -> None:
    young = Story(desk, site, birth_date=date(2011, 1, 1))
    young.informed()
    young.answered(ConsentAnswer.YES, days=1)
    assert young.next().step is Step.ASK_GUARDIAN
    young.answered(ConsentAnswer.YES, guardian_agreed=True)
    assert young.next().step is Step.REFER


def test_what_stands_ready_is_sent_once_consent_is_there(story: Story) -> None:
    story.drafted()
    assert story.next().step is Step.ASK_CONSENT
    assert story.next().referral is not None
    story.answered(ConsentAnswer.YES)
    assert story.next().step is Step.SEND


def test_a_provider_within_the_term_is_waited_for_and_then_reminded(story: Story) -> None:
    story.sent(10)
    assert story.next().step is Step.WAIT
    other = story.add_offer("M02", "Buurtkracht")
    story.sent(11, other)
    assert (story.next().step, story.next().days, story.next().offer) == (Step.REMIND, 11, other)


def test_when_the_start_has_passed_the_desk_asks_whether_it_began(story: Story) -> None:
    starts = (TODAY - timedelta(days=20), TODAY - timedelta(days=1), TODAY + timedelta(days=20))
    offer = story.add_offer("M02", start_dates=starts)
    referral = story.sent(9, offer)
    story.then(referral, EventKind.ACCEPTED, 5)
    assert (story.next().step, story.next().on) == (Step.CHECK_START, TODAY - timedelta(days=1))
    story.then(referral, EventKind.STARTED, 0)
    assert story.next().step is Step.WAIT


def test_a_result_is_told_before_anything_new_and_then_something_else_is_sought(
    story: Story,
) -> None:
    other = story.add_offer("M02", "Buurtkracht")
    story.drafted(0, other)
    referral = story.sent(9)
    story.then(referral, EventKind.DECLINED, 1, reason=Reason.FULL)
    assert (story.next().step, story.next().offer) == (Step.TELL, story.offer)


def test_a_told_end_of_the_only_offer_leads_to_seeking(story: Story) -> None:
    story.informed()
    story.answered(ConsentAnswer.YES, days=9)
    referral = story.sent(9)
    story.then(referral, EventKind.DECLINED, 1, reason=Reason.FULL)
    story.then(referral, EventKind.TOLD, 0)
    assert story.next().step is Step.MATCH


def test_what_was_entered_in_error_counts_for_nothing(story: Story) -> None:
    referral = story.drafted()
    story.then(referral, EventKind.ENTERED_IN_ERROR, 0)
    assert story.next().step is Step.MATCH
