"""Dividing the free places of a desk: who takes part, how many places there are, what comes out."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services.allocating import (
    DeskDivision,
    allocate_desk,
    write_division,
)
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.referring import prepare_referral, record_consent, record_event
from meedoenbalie.services.registration import add_site, record_contact, register_resident
from meedoenbalie.services.rights import restrict_use
from tests.domain.matching.builders import SITE, course, fixed, offer, slot
from tests.opened_desk import TODAY


def registered(desk: Desk, site: Site, **values: Any) -> Resident:
    fitting = {
        "given_name": "Semhar",
        "birth_date": date(2007, 1, 15),
        "dutch_level": "A1",
        "residence_phase": "status_holder",
    }
    return register_resident(desk, site.id, **{**fitting, **values}).result


def offered(desk: Desk, what: Offer) -> Offer:
    values = what.model_dump(exclude={"id", "version", "provider_id"})
    return add_offer(desk, "Buurthuis De Wending", **values).result


def referred(desk: Desk, who: Resident, what: Offer, *events: EventKind) -> None:
    made = prepare_referral(desk, who.id, what.id).result.referral
    record_consent(desk, who.id, what.provider_id, ConsentAnswer.YES)
    for event in events:
        record_event(desk, made.id, event, receiver="Joke")


def pairs(found: DeskDivision) -> list[tuple[str, str]]:
    return [(each.resident.given_name, each.offer.code) for each in found.placements]


def test_the_scarce_place_goes_to_whom_it_suits_best(desk: Desk, site: Site) -> None:
    registered(desk, site, given_name="Aylin", interests=("voetbal",))
    cook = registered(desk, site, given_name="Biniam", interests=("koken",))
    what = offered(desk, offer(title="Samen koken", places=1))
    found = allocate_desk(desk)
    assert pairs(found) == [("Biniam", "M01")]
    assert [who.given_name for who in found.without] == ["Aylin"]
    (match,) = matches_for(desk, cook.id).matches
    assert (match.offer.id, found.score, found.places) == (what.id, match.points, 1)


def test_two_who_suit_it_alike_are_parted_by_how_long_they_waited(desk: Desk, site: Site) -> None:
    registered(desk, site, given_name="Pas", arrival_date=date(2026, 2, 20))
    registered(desk, site, given_name="Lang", arrival_date=date(2025, 9, 1))
    offered(desk, offer(places=1))
    (placement,) = allocate_desk(desk).placements
    assert (placement.resident.given_name, placement.weeks) == ("Lang", 26)


def test_waiting_counts_from_the_first_talk_when_nobody_knows_the_arrival(
    desk: Desk, site: Site
) -> None:
    who = registered(desk, site)
    earlier = replace(desk, clock=fixed_clock(TODAY - timedelta(weeks=3)))
    record_contact(earlier, who.id, "Kennisgemaakt")
    offered(desk, offer())
    (placement,) = allocate_desk(desk).placements
    assert placement.weeks == 3


def test_what_fits_only_if_something_changes_gets_no_place(desk: Desk, site: Site) -> None:
    registered(desk, site, residence_phase=None)
    registered(desk, site, given_name="Zahra", birth_date=date(2011, 5, 1))
    offered(desk, offer(residence_phases=("status_holder",)))
    assert allocate_desk(desk) == DeskDivision((), (), 3)


def test_who_left_or_limited_the_use_of_their_data_is_not_proposed(desk: Desk, site: Site) -> None:
    registered(desk, site, departed_on=date(2026, 2, 1))
    restrict_use(desk, registered(desk, site).id, "klopt mijn geboortedatum?")
    offered(desk, offer())
    assert pairs(allocate_desk(desk)) == []


def test_whoever_is_referred_to_a_kind_already_looks_for_the_other(desk: Desk, site: Site) -> None:
    who = registered(desk, site)
    first = offered(desk, offer())
    offered(desk, offer(code="M02"))
    referred(desk, who, first, EventKind.SENT)
    assert pairs(allocate_desk(desk)) == []
    offered(desk, course())
    assert pairs(allocate_desk(desk)) == [("Semhar", "T01")]


def test_the_times_of_what_one_takes_part_in_are_taken(desk: Desk, site: Site) -> None:
    who = registered(desk, site)
    mine = offered(desk, offer())
    offered(desk, course(schedule=fixed(slot("MO", 14, 16))))
    referred(desk, who, mine, EventKind.SENT, EventKind.ACCEPTED)
    assert pairs(allocate_desk(desk)) == []


def test_a_place_somebody_is_on_the_way_to_is_not_given_twice(desk: Desk, site: Site) -> None:
    other = registered(desk, site, given_name="Onderweg")
    registered(desk, site)
    what = offered(desk, offer(places=1))
    assert allocate_desk(desk).places == 1
    referred(desk, other, what, EventKind.SENT)
    assert allocate_desk(desk).places == 0


@pytest.mark.parametrize(("accepted_on", "left"), [(date(2026, 2, 20), 1), (TODAY, 0)])
def test_a_place_that_the_provider_counted_as_taken_is_not_taken_off_again(
    desk: Desk, site: Site, accepted_on: date, left: int
) -> None:
    what = offered(desk, offer(places=1, places_confirmed_on=date(2026, 2, 25)))
    other = registered(desk, site, given_name="Begonnen")
    then = replace(desk, clock=fixed_clock(accepted_on))
    referred(then, other, what, EventKind.SENT, EventKind.ACCEPTED)
    assert allocate_desk(desk).places == left


def test_everybody_goes_by_the_way_from_their_own_azc(desk: Desk, site: Site) -> None:
    far = add_site(desk, "VDW", "azc Ver").result
    registered(desk, site, given_name="Dichtbij")
    registered(desk, far, given_name="Ver")
    offered(desk, offer(travel_minutes={SITE: 10, "VDW": 90}))
    assert pairs(allocate_desk(desk)) == [("Dichtbij", "M01")]


def test_nobody_but_the_desk_divides_places(desk: Desk, site: Site) -> None:
    admin = Desk(desk.database, desk.user.changed(roles=(Role.ADMINISTRATOR,)), desk.clock)
    with pytest.raises(NotAllowed):
        allocate_desk(admin)


@pytest.mark.parametrize("name", ["verdeling.csv", "verdeling.xlsx"])
def test_a_proposal_can_be_worked_on_in_a_spreadsheet(
    desk: Desk, site: Site, tmp_path: Path, name: str
) -> None:
    registered(desk, site, given_name='=HYPERLINK("x")', family_name="Tesfay")
    offered(desk, offer(title="+31 koken"))
    file = tmp_path / name
    write_division(desk, allocate_desk(desk), file)
    if file.suffix == ".csv":
        _heads, line = file.read_text(encoding="utf-8-sig").splitlines()
        assert ";\"'=HYPERLINK(" in line
        assert ";'+31 koken;" in line
        return
    book = openpyxl.load_workbook(file)
    rows = [[(cell.value, cell.data_type) for cell in row] for row in book.active.iter_rows()]
    assert rows[1][1] == ('=HYPERLINK("x") Tesfay', "s")
    assert rows[1][3] == ("+31 koken", "s")
    assert rows[1][5][1] == "n"
