"""A resident is registered by hand, found by part of a name, and changed."""

from datetime import date

import pytest
from pydantic import ValidationError

from meedoenbalie.domain.people import DutchLevel, Resident, Role, Site, User
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.messages import explain, field_problems
from meedoenbalie.services.registration import (
    InvalidResident,
    ResidentQuery,
    change_resident,
    dossier,
    find_residents,
    place_of_name,
    record_contact,
    register_resident,
    resident_by_reference,
    resident_lines,
)
from meedoenbalie.storage.errors import StaleRecord, UnknownRecord


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return register_resident(
        desk,
        site.id,
        given_name="Semhar",
        family_name="Tesfay",
        birth_date=date(2007, 1, 1),
        languages=("tir",),
    ).result


def test_after_the_last_number_of_four_digits_come_those_of_five(desk: Desk, site: Site) -> None:
    register_resident(desk, site.id, reference="RTW-9999", given_name="Hodan")
    # A number that somebody gave in another form is none to count on from.
    register_resident(desk, site.id, reference="RTW-B12", given_name="Zahra")
    given = [register_resident(desk, site.id, given_name="Adam").result for _turn in range(2)]
    assert [one.reference for one in given] == ["RTW-10000", "RTW-10001"]


def test_a_number_of_fewer_digits_from_a_list_keeps_nobody_from_registering(
    desk: Desk, site: Site
) -> None:
    for reference in ("RTW-12", "RTW-0013"):
        register_resident(desk, site.id, reference=reference, given_name="Hodan")
    assert register_resident(desk, site.id, given_name="Adam").result.reference == "RTW-0014"


def test_references_are_given_out_in_order(desk: Desk, site: Site, semhar: Resident) -> None:
    assert semhar.reference == "RTW-0001"
    register_resident(desk, site.id, reference="RTW-0041", given_name="Hodan")
    assert register_resident(desk, site.id, given_name="Yusuf").result.reference == "RTW-0042"


def test_a_resident_is_found_by_part_of_a_name_and_listed_with_what_the_desk_needs(
    desk: Desk, site: Site, semhar: Resident
) -> None:
    register_resident(desk, site.id, given_name="Hodan", family_name="Abdi")
    found = find_residents(desk, ResidentQuery(site_id=site.id, words="tesf sem"))
    assert found == [semhar.id]
    (line,) = resident_lines(desk, found)
    assert (line.given_name, line.reference, line.languages) == ("Semhar", "RTW-0001", ("tir",))
    assert line.state is None


def test_the_list_shows_one_site_in_order_of_name_and_leaves_out_who_left(
    desk: Desk, site: Site, semhar: Resident
) -> None:
    with desk.write("add_site") as uow:
        elsewhere = uow.insert(Site(code="VDW", name="azc Veldwijker"))
    register_resident(desk, elsewhere.id, given_name="Bilal")
    amal = register_resident(desk, site.id, given_name="Amal").result
    register_resident(desk, site.id, given_name="Omid", departed_on=date(2026, 2, 1))
    assert find_residents(desk, ResidentQuery(site_id=site.id)) == [amal.id, semhar.id]
    assert len(find_residents(desk, ResidentQuery())) == 3
    assert len(find_residents(desk, ResidentQuery(site_id=site.id, present_only=False))) == 3


def test_names_are_in_the_order_of_the_alphabet_whatever_their_accents(
    desk: Desk, site: Site
) -> None:
    for name in ("Zahra", "Ömer", "olena", "Élodie", "Çiğdem"):
        register_resident(desk, site.id, given_name=name)
    query = ResidentQuery(site_id=site.id)
    lines = resident_lines(desk, find_residents(desk, query))
    assert [line.given_name for line in lines] == ["Çiğdem", "Élodie", "olena", "Ömer", "Zahra"]
    assert place_of_name(desk, query, "o") == 2
    assert place_of_name(desk, query, "zz") == 5


def test_a_change_says_what_it_changed_and_is_found_at_once(
    desk: Desk, site: Site, semhar: Resident
) -> None:
    done = change_resident(
        desk, semhar.id, semhar.version, family_name="Haile", dutch_level=DutchLevel.A1
    )
    assert done.changed == {"resident"}
    assert done.result.version == 2
    assert find_residents(desk, ResidentQuery(words="haile")) == [semhar.id]
    assert find_residents(desk, ResidentQuery(words="tesfay")) == []


def test_a_change_on_what_a_colleague_changed_meanwhile_is_refused(
    desk: Desk, semhar: Resident
) -> None:
    change_resident(desk, semhar.id, semhar.version, dutch_level=DutchLevel.A1)
    with pytest.raises(StaleRecord) as error:
        change_resident(desk, semhar.id, semhar.version, dutch_level=DutchLevel.B1)
    assert "intussen gewijzigd" in (explain(error.value) or "")


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({}, "given_name", "voornaam of een achternaam"),
        ({"given_name": "A", "v_number": "123"}, "v_number", "10 cijfers"),
        ({"given_name": "A", "notes": "bsn 111222333"}, "notes", "lijkt op een BSN"),
        ({"given_name": "A", "weekly_minutes": -1}, "weekly_minutes", "te laag"),
        ({"given_name": "A" * 201}, "given_name", "te lang"),
    ],
)
def test_a_refused_value_is_told_at_its_field_and_nothing_is_stored(
    desk: Desk, site: Site, values: dict[str, object], field: str, says: str
) -> None:
    with pytest.raises(ValidationError) as error:
        register_resident(desk, site.id, **values)
    assert says in field_problems(error.value)[field]
    assert find_residents(desk, ResidentQuery()) == []


def test_a_birth_date_in_the_future_is_refused_by_the_day_of_the_desk(
    desk: Desk, site: Site
) -> None:
    with pytest.raises(InvalidResident) as error:
        register_resident(desk, site.id, given_name="A", birth_date=date(2026, 3, 3))
    assert explain(error.value) == (
        "Geboortedatum: Deze datum ligt in de toekomst. Kijk de datum na."
    )


def test_a_contact_moment_stands_in_the_dossier_newest_first(desk: Desk, semhar: Resident) -> None:
    record_contact(desk, semhar.id, "Eerste gesprek", "Wil graag met kinderen werken")
    record_contact(desk, semhar.id, "Even langs de balie")
    found = dossier(desk, semhar.id)
    assert {contact.summary for contact in found.contacts} == {
        "Eerste gesprek",
        "Even langs de balie",
    }
    assert {contact.by for contact in found.contacts} == {"Marleen"}


def test_a_resident_is_named_by_reference_or_identifier(desk: Desk, semhar: Resident) -> None:
    assert resident_by_reference(desk, "RTW-0001") == semhar
    assert resident_by_reference(desk, str(semhar.id)) == semhar
    for unknown in ("RTW-9999", "", str(semhar.pseudonym)):
        with pytest.raises(UnknownRecord):
            resident_by_reference(desk, unknown)


def test_the_programme_team_may_not_register(desk: Desk, site: Site) -> None:
    team = Desk(desk.database, User(name="Team", roles=(Role.PROGRAMME,)), desk.clock)
    with pytest.raises(NotAllowed):
        register_resident(team, site.id, given_name="A")
    assert find_residents(desk, ResidentQuery()) == []
