"""The first hour, ticked off from the data, and what was practised, from the journal."""

from __future__ import annotations

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Role, Site
from meedoenbalie.services import catalogue, informing, people, referring, registration, undoing
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.first_hour import (
    Exercise,
    FirstStep,
    exercises_done,
    first_steps_done,
    practice_begins,
)
from meedoenbalie.storage.keys import LEAST_COST
from tests.opened_desk import PASSPHRASE


def test_a_new_desk_has_done_nothing_and_each_act_ticks_its_own_step(
    desk: Desk, site: Site
) -> None:
    assert first_steps_done(desk) == frozenset()
    people.note_recovery_proof(desk)
    assert first_steps_done(desk) == {FirstStep.PAPER}
    catalogue.add_offer(desk, "De Schakel", code="M1", kind=OfferKind.MDT_TRAJECT, title="Keuken")
    assert first_steps_done(desk) == {FirstStep.PAPER, FirstStep.OFFERS}
    resident = registration.register_resident(desk, site.id, given_name="Hodan").result
    assert FirstStep.RESIDENTS in first_steps_done(desk)
    assert FirstStep.TALK not in first_steps_done(desk)
    registration.record_contact(desk, resident.id, "Kennisgemaakt")
    assert FirstStep.TALK in first_steps_done(desk)
    invited = people.invite(desk, PASSPHRASE, "Joost", [Role.DESK], LEAST_COST).result
    assert first_steps_done(desk) == set(FirstStep)
    people.withdraw(desk, invited.user.id)
    assert FirstStep.COLLEAGUE not in first_steps_done(desk)


def test_only_what_this_user_did_since_the_beginning_was_practised(desk: Desk, site: Site) -> None:
    resident = registration.register_resident(desk, site.id, given_name="Hodan").result
    registration.record_contact(desk, resident.id, "Van tevoren")
    since = practice_begins(desk)
    assert exercises_done(desk, since) == frozenset()
    registration.record_contact(desk, resident.id, "Oefening")
    assert exercises_done(desk, since) == {Exercise.TALK}
    offer = catalogue.add_offer(
        desk, "De Schakel", code="M1", kind=OfferKind.MDT_TRAJECT, title="Keuken"
    ).result
    assert exercises_done(desk, since) == {Exercise.TALK}
    referring.prepare_referral(desk, resident.id, offer.id)
    undoing.undo(desk)
    assert exercises_done(desk, since) == {Exercise.TALK, Exercise.REFER, Exercise.UNDO}
    informing.give_information(desk, resident.id, offer.id, "nl", "spoken")
    assert Exercise.TELL in exercises_done(desk, since)
    assert exercises_done(desk, practice_begins(desk)) == frozenset()
