"""A held place is taken for others, and ends by itself, by referring, or sooner."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.places import HoldEnding, PlaceHold, PlacesFigure
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services import (
    catalogue,
    erasing,
    holding,
    inzage,
    merging,
    referring,
    registration,
    settings,
    undoing,
)
from meedoenbalie.services.allocating import allocate_desk
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.holding import CannotHold
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.who_fits import residents_for
from tests.opened_desk import TODAY

DAY = timedelta(days=1)
SPRING, SUMMER = date(2026, 4, 6), date(2026, 6, 1)


def person(desk: Desk, site: Site, name: str) -> Resident:
    return registration.register_resident(
        desk,
        site.id,
        given_name=name,
        family_name="Tesfay",
        birth_date=date(2003, 5, 1),
        residence_phase="status_holder",
        weekly_minutes=1200,
    ).result


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return person(desk, site, "Semhar")


@pytest.fixture
def omar(desk: Desk, site: Site) -> Resident:
    return person(desk, site, "Omar")


@pytest.fixture
def cooking(desk: Desk) -> Offer:
    return catalogue.add_offer(
        desk,
        "Buurtkracht",
        code="M01",
        kind=OfferKind.ACTIVITY,
        title="Samen koken",
        places=1,
        places_confirmed_on=TODAY,
        continuous_intake=True,
        travel_minutes={"RTW": 10},
    ).result


def held(desk: Desk) -> list[PlaceHold]:
    with desk.read() as reader:
        return reader.find(PlaceHold, order_by="made_on")


def test_a_held_place_is_taken_for_everybody_else(
    desk: Desk, semhar: Resident, omar: Resident, cooking: Offer
) -> None:
    assert allocate_desk(desk).places == 1
    hold = holding.hold_place(desk, semhar.id, cooking.id).result
    assert (hold.until, hold.made_by) == (TODAY + 3 * DAY, "Marleen")
    (line,) = catalogue.find_offers(desk)
    assert (line.offer.places, line.free.places, line.held) == (1, 0, (hold,))
    (for_omar,) = matches_for(desk, omar.id).matches
    assert for_omar.judgement.places.facts.places == 0
    (for_semhar,) = matches_for(desk, semhar.id).matches
    assert for_semhar.judgement.places.facts.places == 1
    assert residents_for(desk, cooking.id) == ()
    assert allocate_desk(desk).places == 0
    with pytest.raises(CannotHold, match="no_place_left"):
        holding.hold_place(desk, omar.id, cooking.id)
    with pytest.raises(CannotHold, match="already_held"):
        holding.hold_place(desk, semhar.id, cooking.id)


def test_it_ends_by_itself_after_its_last_day(desk: Desk, semhar: Resident, cooking: Offer) -> None:
    holding.hold_place(desk, semhar.id, cooking.id, until=TODAY + DAY)
    last = replace(desk, clock=fixed_clock(TODAY + DAY))
    later = replace(desk, clock=fixed_clock(TODAY + 2 * DAY))
    assert catalogue.find_offers(last)[0].free.places == 0
    assert catalogue.find_offers(later)[0].free.places == 1
    assert holding.holds_of_resident(later, semhar.id) == ()
    with pytest.raises(CannotHold, match="not_held"):
        holding.release_place(later, held(desk)[0].id)


def test_sending_the_referral_ends_it_and_undo_brings_it_back(
    desk: Desk, semhar: Resident, cooking: Offer
) -> None:
    holding.hold_place(desk, semhar.id, cooking.id)
    referral = referring.prepare_referral(desk, semhar.id, cooking.id).result.referral
    assert held(desk)[0].ended_on is None
    referring.record_event(
        desk, referral.id, EventKind.SENT, consent_on=TODAY, receiver="Anouk Jansen"
    )
    (hold,) = held(desk)
    assert (hold.ended_on, hold.ending) == (TODAY, HoldEnding.REFERRED)
    undoing.undo(desk)
    assert held(desk)[0].ended_on is None


def test_who_is_on_the_way_with_a_held_place_takes_one_place(
    desk: Desk, semhar: Resident, omar: Resident, cooking: Offer
) -> None:
    catalogue.confirm_places(desk, cooking.id, 2)
    holding.hold_place(desk, semhar.id, cooking.id)
    referring.prepare_referral(desk, semhar.id, cooking.id)
    assert allocate_desk(desk).places == 1


def test_giving_it_back_and_holding_longer_can_be_undone(
    desk: Desk, semhar: Resident, cooking: Offer
) -> None:
    hold = holding.hold_place(desk, semhar.id, cooking.id).result
    assert holding.hold_longer(desk, hold.id, TODAY + 9 * DAY).result.until == TODAY + 9 * DAY
    undoing.undo(desk)
    assert held(desk)[0].until == hold.until
    with pytest.raises(CannotHold, match="hold_in_past"):
        holding.hold_longer(desk, hold.id, TODAY - DAY)
    holding.release_place(desk, hold.id)
    assert holding.holds_of_offer(desk, cooking.id) == ()
    undoing.undo(desk)
    assert [line.resident.id for line in holding.holds_of_offer(desk, cooking.id)] == [semhar.id]
    undoing.undo(desk)
    assert held(desk) == []


def test_the_desk_chooses_how_long(desk: Desk, semhar: Resident, cooking: Offer) -> None:
    settings.change_settings(desk, hold_days=7)
    assert holding.hold_place(desk, semhar.id, cooking.id).result.until == TODAY + 7 * DAY


def test_a_place_is_held_at_one_start(desk: Desk, semhar: Resident, omar: Resident) -> None:
    course = catalogue.add_offer(
        desk,
        "Taalhuis",
        code="T01",
        kind=OfferKind.LANGUAGE_COURSE,
        title="Taal",
        start_dates=(SPRING, SUMMER),
        start_places=(
            PlacesFigure(on=SPRING, places=1, confirmed_on=TODAY),
            PlacesFigure(on=SUMMER, places=4, confirmed_on=TODAY),
        ),
    ).result
    holding.hold_place(desk, semhar.id, course.id, SPRING)
    with pytest.raises(CannotHold, match="start_unknown"):
        holding.hold_place(desk, omar.id, course.id, date(2026, 5, 1))
    with pytest.raises(CannotHold, match="no_place_left"):
        holding.hold_place(desk, omar.id, course.id, SPRING)
    (match,) = matches_for(desk, omar.id).matches
    assert match.judgement.start.facts.on == SUMMER
    assert match.judgement.places.facts.places == 4


def test_it_is_shown_to_the_person_erased_and_merged(
    desk: Desk, semhar: Resident, omar: Resident, cooking: Offer
) -> None:
    hold = holding.hold_place(desk, omar.id, cooking.id).result
    told = inzage.as_json(inzage.held_about(desk, omar.id))
    assert [one["until"] for one in told["held_places"]] == [hold.until.isoformat()]
    parts = {part.key: part for part in inzage.parts_of_inzage(inzage.held_about(desk, omar.id))}
    assert parts["held_places"].items[0].value.startswith("Samen koken")
    merging.merge(desk, semhar.id, omar.id)
    assert held(desk)[0].resident_id == semhar.id
    erasing.erase(desk, semhar.id)
    assert held(desk) == []
