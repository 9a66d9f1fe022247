"""What was done is taken back by name, and done again, also after closing the store."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, DutchLevel, Resident, Role, Site, User
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import (
    EventKind,
    Referral,
    ReferralEvent,
    ReferralState,
    standing_of,
)
from meedoenbalie.services import erasing
from meedoenbalie.services.catalogue import add_offer, change_offer
from meedoenbalie.services.changes import desk_steps, step_changes
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import ImportKind, import_file
from meedoenbalie.services.referring import (
    prepare_referral,
    record_consent,
    record_event,
    retract_event,
)
from meedoenbalie.services.registration import (
    ResidentQuery,
    change_resident,
    find_residents,
    record_contact,
    register_resident,
)
from meedoenbalie.services.stores import open_store
from meedoenbalie.services.undoing import CannotUndo, redo, undo, what_can_be_undone
from meedoenbalie.services.verifying import verify
from tests.opened_desk import PASSPHRASE, TODAY, place_of


@pytest.fixture
def joost(desk: Desk) -> Desk:
    """A colleague at the same desk."""
    return replace(desk, user=User(name="Joost", roles=(Role.DESK,)))


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return register_resident(
        desk, site.id, given_name="Semhar", family_name="Tesfay", birth_date=date(2006, 7, 1)
    ).result


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(
        desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen in de buurt"
    ).result


def find(desk: Desk, kind: type[Record]) -> list[Record]:
    with desk.read() as reader:
        return list(reader.find(kind))


def state(desk: Desk, referral: Referral) -> ReferralState | None:
    with desk.read() as reader:
        return standing_of(reader.find(ReferralEvent, referral_id=referral.id)).state


def test_a_new_resident_goes_and_comes_back_as_the_same_one(desk: Desk, semhar: Resident) -> None:
    offered = what_can_be_undone(desk).undo
    assert offered is not None
    assert offered.name == "bewoner toegevoegd"
    done = undo(desk)
    assert done.result.name == "bewoner toegevoegd"
    assert done.changed == frozenset({"resident"})
    assert find(desk, Resident) == []
    assert find_residents(desk, ResidentQuery(words="semhar")) == []
    redo(desk)
    assert find(desk, Resident) == [semhar.changed(version=2)]
    assert find_residents(desk, ResidentQuery(words="semhar")) == [semhar.id]
    undo(desk)
    assert find(desk, Resident) == []
    assert verify(desk).problems == ()


def test_changes_go_back_one_by_one_and_versions_count_on(desk: Desk, semhar: Resident) -> None:
    first = change_resident(desk, semhar.id, 1, given_name="Samhar").result
    change_resident(desk, semhar.id, 2, dutch_level=DutchLevel.A1)
    undo(desk)
    assert find(desk, Resident) == [first.changed(version=4)]
    undo(desk)
    assert find(desk, Resident) == [semhar.changed(version=5)]
    assert find_residents(desk, ResidentQuery(words="samhar")) == []
    redo(desk)
    redo(desk)
    assert find(desk, Resident) == [first.changed(version=7, dutch_level=DutchLevel.A1)]
    assert verify(desk).problems == ()


def test_a_new_change_clears_what_could_be_done_again(desk: Desk, semhar: Resident) -> None:
    change_resident(desk, semhar.id, 1, given_name="Samhar")
    undo(desk)
    assert what_can_be_undone(desk).redo is not None
    record_contact(desk, semhar.id, "Even langs de balie")
    assert what_can_be_undone(desk).redo is None
    with pytest.raises(CannotUndo, match="cannot_undo") as refused:
        redo(desk)
    assert refused.value.text == "Er is niets om opnieuw te doen."


def test_it_works_after_closing_and_opening_the_store(desk: Desk, semhar: Resident) -> None:
    desk.database.close()
    again = open_store(place_of(desk), "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with again.database:
        undo(again)
        assert find(again, Resident) == []
        redo(again)
        assert find(again, Resident) == [semhar.changed(version=2)]


def test_everybody_takes_back_only_what_they_did(desk: Desk, joost: Desk, semhar: Resident) -> None:
    record_contact(joost, semhar.id, "Fiets geregeld")
    offered = what_can_be_undone(desk).undo
    assert offered is not None
    assert offered.name == "bewoner toegevoegd"
    undo(joost)
    assert find(desk, Contact) == []
    assert what_can_be_undone(joost).undo is None


def test_what_somebody_else_built_on_it_is_told(desk: Desk, joost: Desk, semhar: Resident) -> None:
    record_contact(joost, semhar.id, "Fiets geregeld")
    with pytest.raises(CannotUndo) as refused:
        undo(desk)
    assert [conflict.text for conflict in refused.value.conflicts] == [
        "Bij Semhar Tesfay hoort nu: contactmoment."
    ]
    assert not refused.value.rest
    assert find(desk, Resident) == [semhar]


def test_what_somebody_else_changed_since_is_told_with_who_did_it(
    desk: Desk, joost: Desk, semhar: Resident
) -> None:
    change_resident(joost, semhar.id, 1, given_name="Samhar")
    with pytest.raises(CannotUndo) as refused:
        undo(desk)
    (conflict,) = refused.value.conflicts
    assert conflict.code == "changed"
    assert conflict.text.startswith("Samhar Tesfay is daarna gewijzigd door Joost")
    undo(joost)
    undo(desk)
    assert find(desk, Resident) == []


def test_an_import_is_one_step_and_what_stands_in_the_way_is_left_out(
    desk: Desk, joost: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "bewoners.csv"
    lines = [f"VDW-{n:04d};Naam{n};Achter{n};2006-07-01" for n in range(1, 21)]
    file.write_text(
        "nummer;voornaam;achternaam;geboortedatum\n" + "\n".join(lines), encoding="utf-8"
    )
    import_file(desk, ImportKind.RESIDENTS, file, site_code="VDW")
    everybody = find(desk, Resident)
    assert len(everybody) == 20
    undo(desk)
    assert find(desk, Resident) == []
    assert len(find(desk, Site)) == 1
    redo(desk)
    assert len(find(desk, Resident)) == 20
    record_contact(joost, everybody[3].id, "Was er zelf")
    with pytest.raises(CannotUndo) as refused:
        undo(desk)
    assert {conflict.row for conflict in refused.value.conflicts} >= {("resident", everybody[3].id)}
    assert refused.value.rest
    undo(desk, without=refused.value.conflicts)
    assert [one.id for one in find(desk, Resident)] == [everybody[3].id]
    assert len(find(desk, Site)) == 2
    redo(desk)
    assert {one.id for one in find(desk, Resident)} == {one.id for one in everybody}
    assert verify(desk).problems == ()


def test_a_step_of_a_referral_is_struck_and_never_deleted(
    desk: Desk, semhar: Resident, offer: Offer
) -> None:
    referral = prepare_referral(desk, semhar.id, offer.id).result.referral
    record_event(desk, referral.id, EventKind.WITHDRAWN)
    offered = what_can_be_undone(desk).undo
    assert offered is not None
    assert offered.name == "doorverwijzing ingetrokken"
    for turn in range(3):
        undo(desk)
        assert state(desk, referral) is ReferralState.DRAFT
        redo(desk)
        assert state(desk, referral) is ReferralState.WITHDRAWN
        assert len(find(desk, ReferralEvent)) == 4 + 2 * turn
    undo(desk)
    undo(desk)
    assert state(desk, referral) is ReferralState.ENTERED_IN_ERROR
    redo(desk)
    redo(desk)
    assert state(desk, referral) is ReferralState.WITHDRAWN
    assert verify(desk).problems == ()


def test_a_correction_is_taken_back_where_it_stood(
    desk: Desk, semhar: Resident, offer: Offer
) -> None:
    referral = prepare_referral(desk, semhar.id, offer.id).result.referral
    record_event(desk, referral.id, EventKind.SENT, consent_on=TODAY, receiver="Rob Hoek")
    received = record_event(desk, referral.id, EventKind.RECEIVED).result
    record_event(desk, referral.id, EventKind.ACCEPTED)
    before = find(desk, ReferralEvent)
    retract_event(desk, received.id, "Andere jongere")
    undo(desk)
    with desk.read() as reader:
        events = reader.find(ReferralEvent, referral_id=referral.id)
    assert [one for one in events if one.retracts is None] == before
    assert standing_of(events) == standing_of(
        one for one in before if isinstance(one, ReferralEvent)
    )
    retract_event(desk, received.id, "Toch een andere jongere")
    assert state(desk, referral) is ReferralState.ACCEPTED


def test_a_step_on_which_a_later_one_stands_stays(
    desk: Desk, joost: Desk, semhar: Resident, offer: Offer
) -> None:
    referral = prepare_referral(desk, semhar.id, offer.id).result.referral
    record_event(desk, referral.id, EventKind.SENT, consent_on=TODAY, receiver="Rob Hoek")
    record_event(joost, referral.id, EventKind.ACCEPTED)
    with pytest.raises(CannotUndo) as refused:
        undo(desk)
    assert [conflict.text for conflict in refused.value.conflicts] == [
        "Na ‘Verwezen, wacht op reactie’ is al ‘Aangenomen’ vastgelegd."
    ]
    undo(joost)
    undo(desk)
    assert state(desk, referral) is ReferralState.DRAFT


def test_a_consent_on_which_was_sent_stays(
    desk: Desk, joost: Desk, semhar: Resident, offer: Offer
) -> None:
    referral = prepare_referral(joost, semhar.id, offer.id).result.referral
    record_consent(desk, semhar.id, offer.provider_id, ConsentAnswer.YES)
    record_event(joost, referral.id, EventKind.SENT, receiver="Rob Hoek")
    with pytest.raises(CannotUndo):
        undo(desk)
    undo(joost)
    undo(desk)
    assert find(desk, Consent) == []


def test_a_referral_read_from_a_file_goes_as_a_whole_so_that_a_better_file_can_come(
    desk: Desk, semhar: Resident, offer: Offer, tmp_path: Path
) -> None:
    file = tmp_path / "doorverwijzingen.csv"
    file.write_text(
        "verwijzing;nr;bewoner;aanbod;gebeurtenis;datum\n"
        "D0001;1;RTW-0001;M01;draft;2026-02-20\n"
        "D0001;2;RTW-0001;M01;withdrawn;2026-02-23\n",
        encoding="utf-8",
    )
    report = import_file(desk, ImportKind.REFERRALS, file)
    assert report.accepted == 2, report
    undo(desk)
    assert find(desk, Referral) == find(desk, ReferralEvent) == []
    redo(desk)
    assert len(find(desk, ReferralEvent)) == 2
    undo(desk)
    assert import_file(desk, ImportKind.REFERRALS, file).accepted == 2
    assert len(find(desk, ReferralEvent)) == 2
    assert verify(desk).problems == ()


def test_a_provider_that_came_with_a_change_goes_with_it(desk: Desk, offer: Offer) -> None:
    change_offer(desk, offer.id, "De Schakel")
    undo(desk)
    assert [one.id for one in find(desk, Provider)] == [offer.provider_id]
    assert find(desk, Offer) == [offer.changed(version=3)]


def test_a_number_that_another_has_now_is_not_taken_from_them(
    desk: Desk, joost: Desk, site: Site, semhar: Resident
) -> None:
    undo(desk)
    register_resident(joost, site.id, reference=semhar.reference, given_name="Hodan")
    with pytest.raises(CannotUndo) as refused:
        redo(desk)
    assert [conflict.text for conflict in refused.value.conflicts] == [
        "Het nummer of de naam van Semhar Tesfay is nu van Hodan."
    ]


def test_the_beginning_of_a_desk_stays(desk: Desk) -> None:
    offered = what_can_be_undone(desk)
    assert offered.undo is None
    assert (
        offered.refusal == "‘balie gemaakt’ kan niet ongedaan: het gaat over toegang en sleutels."
    )
    with pytest.raises(CannotUndo):
        undo(desk)


def test_two_people_made_one_come_apart_again(desk: Desk, site: Site, semhar: Resident) -> None:
    twin = register_resident(desk, site.id, given_name="Semhar", family_name="Tesfai").result
    contact = record_contact(desk, twin.id, "Gesproken").result
    with desk.write("merge_residents") as uow:
        uow.update(contact, resident_id=semhar.id)
        uow.delete(twin)
    undo(desk)
    assert find(desk, Contact) == [contact.changed(version=3)]
    assert {one.id for one in find(desk, Resident)} == {semhar.id, twin.id}
    redo(desk)
    assert [one.id for one in find(desk, Resident)] == [semhar.id]
    assert verify(desk).problems == ()


def test_who_was_erased_from_an_import_stays_erased_and_the_others_go(
    desk: Desk, site: Site
) -> None:
    people: list[Record] = [
        Resident(site_id=site.id, reference=f"RTW-{n:04d}", given_name=f"Naam{n}")
        for n in range(1, 6)
    ]
    with desk.write("import", "residents") as uow:
        uow.insert_many(people)
    number = desk_steps(desk)[0].step
    erasing.erase(desk, people[2].id)
    assert [one.erased for one in step_changes(desk, number)] == [False, False, True, False, False]
    with pytest.raises(CannotUndo) as refused:
        undo(desk)
    assert [conflict.code for conflict in refused.value.conflicts] == ["erased"]
    assert refused.value.rest
    undo(desk, without=refused.value.conflicts)
    assert find(desk, Resident) == []
    redo(desk)
    assert {one.id for one in find(desk, Resident)} == {
        one.id for one in people if one is not people[2]
    }
    assert verify(desk).problems == ()
