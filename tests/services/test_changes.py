"""Each resident, offer and referral shows who changed what, in words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import DutchLevel, Resident, Role, Site, User
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services.catalogue import add_offer, change_offer
from meedoenbalie.services.changes import (
    FieldChange,
    desk_steps,
    offer_changes,
    referral_changes,
    resident_changes,
    step_changes,
)
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.field_words import NOT_SHOWN, label_of
from meedoenbalie.services.importing import ImportKind, import_file
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import change_resident, record_contact, register_resident
from meedoenbalie.services.undoing import undo
from meedoenbalie.storage.rows import TABLES


@pytest.fixture
def joost(desk: Desk) -> Desk:
    return replace(desk, user=User(name="Joost", roles=(Role.DESK,)))


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return register_resident(
        desk, site.id, given_name="Semhar", family_name="Tesfay", birth_date=date(2006, 7, 1)
    ).result


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(desk, "Buurtkracht", code="M01", kind="activity", title="Koken").result


def test_a_change_is_told_field_by_field_with_who_did_it(
    desk: Desk, joost: Desk, semhar: Resident
) -> None:
    change_resident(
        joost, semhar.id, 1, dutch_level=DutchLevel.A1, languages=("tir",), weekly_minutes=270
    )
    changed, added = resident_changes(desk, semhar.id)
    assert (changed.actor, changed.what) == ("Joost", "bewoner gewijzigd")
    assert set(changed.fields) == {
        FieldChange("Niveau Nederlands", "", "A1"),
        FieldChange("Talen", "", "Tigrinya"),
        FieldChange("Uren per week", "", "4 u 30"),
    }
    assert (added.actor, added.what) == ("Marleen", "bewoner toegevoegd")
    assert FieldChange("Geboortedatum", "", "1 juli 2006") in added.fields
    assert FieldChange("Locatie", "", "azc Rietwaard") in added.fields
    assert added.record == "bewoner Semhar Tesfay"


def test_what_was_taken_back_stays_in_the_history(desk: Desk, semhar: Resident) -> None:
    record_contact(desk, semhar.id, "Even langs de balie")
    undo(desk)
    gone, made, _added = resident_changes(desk, semhar.id)
    assert gone.what == "ongedaan gemaakt: contactmoment vastgelegd"
    assert FieldChange("Wat er besproken is", "Even langs de balie", "") in gone.fields
    assert FieldChange("Wat er besproken is", "", "Even langs de balie") in made.fields


def test_an_offer_and_a_referral_have_their_own_history(
    desk: Desk, semhar: Resident, offer: Offer
) -> None:
    change_offer(desk, offer.id, "De Schakel", cost_cents=250)
    changed, _added = offer_changes(desk, offer.id)
    assert set(changed.fields) == {
        FieldChange("Aanbieder", "Buurtkracht", "De Schakel"),
        FieldChange("Kosten", "", "€\xa02,50"),
    }
    referral = prepare_referral(desk, semhar.id, offer.id).result.referral
    record_event(desk, referral.id, EventKind.WITHDRAWN, note="Ander plan")
    withdrawn = referral_changes(desk, referral.id)[0]
    assert withdrawn.what == "doorverwijzing ingetrokken"
    assert FieldChange("Opmerking", "", "Ander plan") in withdrawn.fields


def test_the_desk_shows_every_step_and_an_import_as_one(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "bewoners.csv"
    file.write_text(
        "nummer;voornaam;achternaam;geboortedatum\n"
        + "\n".join(f"{n};Naam{n};Achter;2006-07-01" for n in range(1, 101)),
        encoding="utf-8",
    )
    import_file(desk, ImportKind.RESIDENTS, file, site_code="RTW")
    newest, oldest = desk_steps(desk)
    assert (newest.what, newest.counts) == ("bewoners ingelezen", "bewoner: 100 gegevens")
    assert oldest.what == "balie gemaakt"
    assert desk_steps(desk, before=newest.step) == [oldest]
    told = step_changes(desk, newest.step)
    assert len(told) == 60
    assert told[0].record == "bewoner Naam1 Achter"
    assert FieldChange("Achternaam", "", "Achter") in told[0].fields
    with desk.read() as reader:
        (first,) = reader.find(Resident, reference="RTW-0001")
    (only,) = resident_changes(desk, first.id)
    assert only.what == "bewoners ingelezen"


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_every_field_has_a_name(kind: type[Resident]) -> None:
    assert [f for f in kind.model_fields if f not in NOT_SHOWN and label_of(f) == f] == []
