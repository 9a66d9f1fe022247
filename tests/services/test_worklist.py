"""What waits for the desk on one day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Outcome, Reason, Referral
from meedoenbalie.services import catalogue, informing, referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.worklist import Reached, TaskKind, worklist
from tests.opened_desk import TODAY


class Past:
    """Does things on days gone by."""

    def __init__(self, desk: Desk, site: Site) -> None:
        self.desk = desk
        self.site = site

    def ago(self, days: int) -> Desk:
        return replace(self.desk, clock=fixed_clock(TODAY - timedelta(days=days)))

    def resident(self, name: str = "Semhar", **values: Any) -> Resident:
        return registration.register_resident(
            self.desk, self.site.id, given_name=name, **values
        ).result

    def offer(self, code: str = "M01", **values: Any) -> Offer:
        return catalogue.add_offer(
            self.desk, "De Schakel", code=code, kind=OfferKind.MDT_TRAJECT, title=code, **values
        ).result

    def drafted(self, resident: Resident, offer: Offer, days: int) -> Referral:
        return referring.prepare_referral(self.ago(days), resident.id, offer.id).result.referral

    def sent(self, resident: Resident, offer: Offer, days: int) -> Referral:
        referral = self.drafted(resident, offer, days)
        consent_on = TODAY - timedelta(days=days)
        self.then(referral, EventKind.SENT, days, consent_on=consent_on, receiver="Jansen")
        return referral

    def then(self, referral: Referral, kind: EventKind, days: int, **values: Any) -> None:
        referring.record_event(self.ago(days), referral.id, kind, **values)


@pytest.fixture
def past(desk: Desk, site: Site) -> Past:
    return Past(desk, site)


def test_an_empty_desk_asks_nothing(desk: Desk) -> None:
    work = worklist(desk)
    assert work.asks == 0
    assert (work.residents, work.unspoken_count, work.this_week) == (0, 0, Reached())


def test_a_referral_waits_only_when_its_term_has_passed_the_oldest_first(
    desk: Desk, past: Past
) -> None:
    offer = past.offer()
    past.sent(past.resident("Binnen"), offer, 10)
    past.sent(past.resident("Elf"), offer, 11)
    past.sent(past.resident("Dertig"), offer, 30)
    found = [(item.line.given_name, item.days) for item in worklist(desk).unanswered]
    assert found == [("Dertig", 30), ("Elf", 11)]


def test_an_end_asks_to_be_told_until_it_was_told(desk: Desk, past: Past) -> None:
    referral = past.sent(past.resident(), past.offer(), 9)
    past.then(referral, EventKind.DECLINED, 3, reason=Reason.FULL)
    assert [line.reference for line in worklist(desk).to_tell] == [referral.reference]
    past.then(referral, EventKind.TOLD, 0)
    assert worklist(desk).to_tell == ()


def test_what_was_put_ready_waits_to_be_sent(desk: Desk, past: Past) -> None:
    referral = past.drafted(past.resident(), past.offer(), 2)
    assert [line.reference for line in worklist(desk).drafts] == [referral.reference]


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        (TODAY - timedelta(days=2), True),
        (TODAY, True),
        (TODAY + timedelta(days=6), True),
        (TODAY + timedelta(days=7), False),
    ],
)
def test_an_accepted_start_is_shown_until_the_end_of_its_week_and_stays_until_recorded(
    desk: Desk, past: Past, start: date, shown: bool
) -> None:
    referral = past.sent(past.resident(), past.offer(start_dates=(start,)), 9)
    past.then(referral, EventKind.ACCEPTED, 5)
    assert [item.on for item in worklist(desk).starting] == ([start] if shown else [])
    past.then(referral, EventKind.STARTED, 0)
    assert worklist(desk).starting == ()


def test_a_start_date_before_the_yes_does_not_count(desk: Desk, past: Past) -> None:
    early = TODAY - timedelta(days=6)
    referral = past.sent(past.resident(), past.offer(start_dates=(early,)), 9)
    past.then(referral, EventKind.ACCEPTED, 5)
    assert worklist(desk).starting == ()


def test_nobody_spoke_yet_with_the_residents_who_have_no_trace_longest_here_first(
    desk: Desk, past: Past
) -> None:
    offer = past.offer()
    past.resident("Geen datum")
    past.resident("Kort", arrival_date=TODAY - timedelta(days=3))
    past.resident("Lang", arrival_date=TODAY - timedelta(days=90))
    past.resident("Vertrokken", departed_on=TODAY)
    spoken, informed = past.resident("Gesproken"), past.resident("Voorgelicht")
    registration.record_contact(desk, spoken.id, "gesprek")
    informing.give_information(desk, informed.id, offer.id, "som")
    past.drafted(past.resident("Verwezen"), offer, 1)
    work = worklist(desk)
    assert [resident.given_name for resident in work.unspoken] == ["Lang", "Kort", "Geen datum"]
    assert (work.unspoken_count, work.residents) == (3, 6)


def test_places_are_no_longer_certain_after_the_term_of_the_site(desk: Desk, past: Past) -> None:
    past.offer("M14", places=3, places_confirmed_on=TODAY - timedelta(days=14))
    past.offer("M15", places=3, places_confirmed_on=TODAY - timedelta(days=15))
    past.offer("M40", places=3, places_confirmed_on=TODAY - timedelta(days=40))
    past.offer("M99")
    past.offer("M50", places_confirmed_on=TODAY - timedelta(days=50), active=False)
    past.offer(
        "M60", places_confirmed_on=TODAY - timedelta(days=60), ends_on=TODAY - timedelta(days=1)
    )
    found = [(item.offer.code, item.days) for item in worklist(desk).stale_places]
    assert found == [("M40", 40), ("M15", 15)]


def test_figures_count_persons_and_the_same_days_of_last_week(desk: Desk, past: Past) -> None:
    """2 March 2026 is a Monday, so the week so far is that one day."""
    offer = past.offer()
    semhar, emre = past.resident("Semhar"), past.resident("Emre")
    for summary in ("ochtend", "middag"):
        registration.record_contact(desk, semhar.id, summary)
    registration.record_contact(past.ago(7), emre.id, "vorige maandag")
    registration.record_contact(past.ago(6), semhar.id, "vorige dinsdag")
    informing.give_information(desk, semhar.id, offer.id, "tir")
    past.sent(semhar, offer, 0)
    first = past.sent(emre, offer, 7)
    past.then(first, EventKind.ACCEPTED, 3)
    past.then(first, EventKind.STARTED, 0)
    work = worklist(desk)
    assert work.this_week == Reached(spoken=1, informed=1, referred=1, started=1)
    assert work.last_week == Reached(spoken=1, informed=0, referred=1, started=0)


def test_a_struck_event_does_not_count(desk: Desk, past: Past) -> None:
    referral = past.sent(past.resident(), past.offer(), 0)
    (event,) = [
        item
        for item in registration.dossier(desk, referral.resident_id).referrals[0].events
        if item.kind is EventKind.SENT
    ]
    referring.retract_event(desk, event.id, "nog niet gemaild")
    work = worklist(desk)
    assert work.this_week.referred == 0
    assert len(work.drafts) == 1


def test_one_site_sees_its_own_only(desk: Desk, site: Site, past: Past) -> None:
    other = registration.add_site(desk, "KLD", "azc Kolderveen").result
    elsewhere = Past(desk, other)
    offer = past.offer()
    elsewhere.sent(elsewhere.resident("Emre"), offer, 20)
    past.sent(past.resident("Semhar"), offer, 12)
    assert [item.line.given_name for item in worklist(desk, site.id).unanswered] == ["Semhar"]
    assert worklist(desk, site.id).residents == 1
    assert len(worklist(desk).unanswered) == 2


def test_completed_with_a_result_still_asks_to_be_told(desk: Desk, past: Past) -> None:
    referral = past.sent(past.resident(), past.offer(), 9)
    past.then(referral, EventKind.ACCEPTED, 8)
    past.then(referral, EventKind.STARTED, 7)
    past.then(referral, EventKind.COMPLETED, 1, outcome=Outcome.REACHED)
    found = worklist(desk)
    assert len(found.to_tell) == 1
    assert {task.kind for task in found.tasks} == {TaskKind.TELL, TaskKind.EXPERIENCE}
    referring.record_consent(
        desk, referral.resident_id, past.offer("M02").provider_id, ConsentAnswer.NO
    )
    assert worklist(desk).asks == found.asks
