"""Two dossiers of one person become one, and two again whatever was done in between."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.merged import FormerDossier
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Contact, Resident, Site
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import EventKind, InformationGiven, Reason, Referral
from meedoenbalie.services import drafts
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.doubles import say_not_double
from meedoenbalie.services.erasing import erase
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.inzage import as_json, look_at
from meedoenbalie.services.merging import (
    compare_dossiers,
    former_dossiers,
    merge,
    undo_merge,
)
from meedoenbalie.services.referring import prepare_referral, record_consent, record_event
from meedoenbalie.services.registration import (
    change_resident,
    dossier,
    record_contact,
    register_resident,
    resident_by_reference,
)
from meedoenbalie.services.undoing import CannotUndo, redo, undo
from meedoenbalie.services.verifying import verify


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(
        desk, "Buurtkracht", code="M01", kind="activity", title="Koken", places=3
    ).result


@pytest.fixture
def kept(desk: Desk, site: Site) -> Resident:
    return register_resident(
        desk, site.id, given_name="Semhar", family_name="Tesfay", birth_date=date(2006, 7, 14)
    ).result


@pytest.fixture
def other(desk: Desk, site: Site, offer: Offer) -> Resident:
    """A second dossier of the same person, with everything that can hang on one."""
    made = register_resident(
        desk,
        site.id,
        given_name="Semhar",
        family_name="Tesfai",
        v_number="9971803025",
        languages=("tir",),
    ).result
    record_contact(desk, made.id, "Kennismaking")
    give_information(desk, made.id, offer.id, "tir")
    record_consent(desk, made.id, offer.provider_id, ConsentAnswer.YES)
    prepare_referral(desk, made.id, offer.id)
    return made


def test_how_to_reach_somebody_is_taken_whole_from_one_dossier(
    desk: Desk, kept: Resident, other: Resident
) -> None:
    change_resident(desk, kept.id, kept.version, contact_channel="telefoon")
    change_resident(
        desk, other.id, other.version, contact_channel="e-mail", contact_value="semhar@example.org"
    )
    for both, from_other in (((kept, other), True), ((other, kept), False)):
        pairs = {
            pair.name: pair for pair in compare_dossiers(desk, *(one.id for one in both)).fields
        }
        assert pairs["contact_channel"].from_other is from_other
        assert pairs["contact_value"].from_other is from_other


def everything(desk: Desk) -> set[str]:
    """All that is recorded of residents, apart from how often it was changed."""
    with desk.read() as reader:
        return {
            record.changed(version=1).model_dump_json()
            for kind in (Resident, Contact, Consent, InformationGiven, Referral, FormerDossier)
            for record in reader.find(kind)
        }


def owners(desk: Desk) -> set[UUID]:
    kinds: tuple[Any, ...] = (Contact, Consent, InformationGiven, Referral)
    with desk.read() as reader:
        return {record.resident_id for kind in kinds for record in reader.find(kind)}


def test_side_by_side_an_empty_field_takes_what_the_other_knows(
    desk: Desk, kept: Resident, other: Resident
) -> None:
    found = compare_dossiers(desk, kept.id, other.id)
    pairs = {pair.name: pair for pair in found.fields}
    assert (pairs["family_name"].kept, pairs["family_name"].other) == ("Tesfay", "Tesfai")
    assert pairs["v_number"].from_other
    assert not pairs["family_name"].from_other
    assert not pairs["given_name"].differs
    assert found.moves == {"Contact": 1, "Consent": 1, "InformationGiven": 1, "Referral": 1}


def test_merging_moves_everything_and_takes_the_chosen_fields(
    desk: Desk, kept: Resident, other: Resident
) -> None:
    done = merge(desk, kept.id, other.id, ["family_name", "v_number"])
    assert (done.result.family_name, done.result.v_number) == ("Tesfai", "9971803025")
    assert done.result.birth_date == date(2006, 7, 14)
    assert (done.result.reference, done.result.pseudonym) == (kept.reference, kept.pseudonym)
    assert owners(desk) == {kept.id}
    assert {"resident", "referral", "contact", "consent"} <= done.changed
    assert verify(desk).problems == ()


def test_the_reference_on_paper_goes_on_leading_to_the_person(
    desk: Desk, site: Site, kept: Resident, other: Resident
) -> None:
    merge(desk, kept.id, other.id)
    assert resident_by_reference(desk, other.reference).id == kept.id
    fresh = register_resident(desk, site.id, given_name="Hodan").result
    assert fresh.reference not in {kept.reference, other.reference}


def test_a_half_typed_form_about_the_other_goes_along(
    desk: Desk, kept: Resident, other: Resident
) -> None:
    drafts.keep(desk, new_id(), "resident", {"notes": "belt terug"}, subject_id=other.id)
    merge(desk, kept.id, other.id)
    assert [draft.subject_id for draft in drafts.mine(desk)] == [kept.id]


def test_an_answer_about_one_provider_keeps_its_order(
    desk: Desk, offer: Offer, kept: Resident, other: Resident
) -> None:
    record_consent(desk, kept.id, offer.provider_id, ConsentAnswer.NO)
    merge(desk, kept.id, other.id)
    answers = dossier(desk, kept.id).consents
    assert sorted(consent.sequence for consent, _provider in answers) == [1, 2]


def test_undo_puts_back_both_as_they_were(desk: Desk, kept: Resident, other: Resident) -> None:
    before = everything(desk)
    merge(desk, kept.id, other.id, ["family_name", "v_number"])
    after = everything(desk)
    undo(desk)
    assert everything(desk) == before
    redo(desk)
    assert everything(desk) == after
    assert verify(desk).problems == ()


def test_work_that_went_on_in_between_stays_and_blocks_nothing(
    desk: Desk, site: Site, offer: Offer, kept: Resident, other: Resident
) -> None:
    now = merge(desk, kept.id, other.id, ["family_name", "v_number"]).result
    change_resident(desk, kept.id, now.version, notes="komt vaker", family_name="Tesfaye")
    record_contact(desk, kept.id, "Na het samenvoegen")
    register_resident(desk, site.id, given_name="Hodan")
    referral = dossier(desk, kept.id).referrals[0].referral
    record_event(desk, referral.id, EventKind.WITHDRAWN, reason=Reason.NOT_NEEDED)

    (former,) = former_dossiers(desk, kept.id)
    done = undo_merge(desk, former.record.id).result

    assert done.other.reference == other.reference
    assert done.other.v_number == "9971803025"
    # What was changed since stays; what the merge had put there goes back.
    assert (done.kept.family_name, done.kept.notes) == ("Tesfaye", "komt vaker")
    assert done.kept.v_number is None
    assert [item.referral.id for item in dossier(desk, other.id).referrals] == [referral.id]
    assert [one.summary for one in dossier(desk, kept.id).contacts] == ["Na het samenvoegen"]
    assert [one.summary for one in dossier(desk, other.id).contacts] == ["Kennismaking"]
    assert former_dossiers(desk, kept.id) == []
    assert resident_by_reference(desk, other.reference).id == other.id
    assert verify(desk).problems == ()


def test_who_was_merged_twice_is_taken_apart_in_the_other_order(
    desk: Desk, site: Site, kept: Resident, other: Resident
) -> None:
    before = everything(desk)
    third = register_resident(desk, site.id, given_name="Semhar").result
    merge(desk, kept.id, other.id)
    merge(desk, third.id, kept.id)
    first = next(
        one for one in former_dossiers(desk, third.id) if one.record.reference == other.reference
    )
    with pytest.raises(CannotUndo):
        undo_merge(desk, first.record.id)
    last = next(one for one in former_dossiers(desk, third.id) if one != first)
    undo_merge(desk, last.record.id)
    undo_merge(desk, first.record.id)
    assert everything(desk) >= before
    assert resident_by_reference(desk, other.reference).id == other.id


def test_inzage_tells_the_old_number_and_not_who_looks_alike(
    desk: Desk, site: Site, kept: Resident, other: Resident
) -> None:
    namesake = register_resident(desk, site.id, given_name="Semhar", family_name="Tesfaye").result
    say_not_double(desk, kept.id, namesake.id)
    merge(desk, kept.id, other.id)
    told = as_json(look_at(desk, kept.id))
    assert [one["reference"] for one in told["former_dossiers"]] == [other.reference]
    assert told["not_double"] == [{"said_on": "2026-03-02"}]


def test_erasing_the_person_erases_both_and_nothing_brings_them_back(
    desk: Desk, kept: Resident, other: Resident
) -> None:
    merge(desk, kept.id, other.id)
    erase(desk, kept.id)
    with desk.read() as reader:
        assert reader.find(FormerDossier) == []
        assert reader.find(Resident) == []
    with pytest.raises(CannotUndo):
        undo(desk)
    assert verify(desk).problems == ()


def test_one_dossier_is_not_merged_with_itself_and_its_numbers_are_no_choice(
    desk: Desk, kept: Resident, other: Resident
) -> None:
    with pytest.raises(ValueError, match="not_two_dossiers"):
        merge(desk, kept.id, kept.id)
    with pytest.raises(ValueError, match="no_choice"):
        merge(desk, kept.id, other.id, ["pseudonym"])
