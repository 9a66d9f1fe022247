"""The young person ranks up to three offers or says no; the desk notes it with the day."""

from datetime import timedelta

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.choices import OwnChoice
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.changes import resident_changes
from meedoenbalie.services.choosing import (
    choose,
    own_choices,
    say_no,
    say_no_to_all,
    take_back,
)
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.erasing import erase
from meedoenbalie.services.inzage import as_json, look_at, parts_of_inzage
from meedoenbalie.services.merging import former_dossiers, merge, undo_merge
from meedoenbalie.services.registration import dossier, register_resident
from meedoenbalie.services.rights import Restricted, restrict_use
from meedoenbalie.services.undoing import redo, undo
from meedoenbalie.services.verifying import verify
from tests.opened_desk import TODAY


def made(desk: Desk, code: str, kind: OfferKind = OfferKind.MDT_TRAJECT) -> Offer:
    return add_offer(desk, "Buurtkracht", code=code, kind=kind, title=f"Aanbod {code}").result


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return register_resident(desk, site.id, given_name="Semhar").result


def ranks(desk: Desk, who: Resident, *offers: Offer) -> list[int | None]:
    chosen = own_choices(desk, who.id).ranks
    return [chosen.get(offer.id) for offer in offers]


def test_a_choice_is_noted_with_the_day_and_who_noted_it(desk: Desk, semhar: Resident) -> None:
    garden = made(desk, "M01")
    done = choose(desk, semhar.id, [garden.id], 1)
    assert done.changed == {"own_choice"}
    ((chosen, offer),) = dossier(desk, semhar.id).choices
    assert (chosen.rank, chosen.chosen_on, chosen.noted_by) == (1, TODAY, "Marleen")
    assert offer == garden


def test_what_comes_first_moves_the_others_down_and_the_fourth_is_said_to_be_gone(
    desk: Desk, semhar: Resident
) -> None:
    one, two, three, four = (made(desk, f"M0{n}") for n in range(1, 5))
    for rank, offer in enumerate((one, two, three), start=1):
        choose(desk, semhar.id, [offer.id], rank)
    done = choose(desk, semhar.id, [four.id], 1).result
    assert ranks(desk, semhar, four, one, two, three) == [1, 2, 3, None]
    assert done.dropped == (three,)
    assert done.moved == (one, two)
    undo(desk)
    assert ranks(desk, semhar, one, two, three, four) == [1, 2, 3, None]
    redo(desk)
    assert ranks(desk, semhar, four, one, two, three) == [1, 2, 3, None]
    assert verify(desk).problems == ()


def test_a_second_choice_that_becomes_first_changes_places(desk: Desk, semhar: Resident) -> None:
    one, two = made(desk, "M01"), made(desk, "M02")
    choose(desk, semhar.id, [one.id], 1)
    choose(desk, semhar.id, [two.id], 2)
    choose(desk, semhar.id, [two.id], 1)
    assert ranks(desk, semhar, two, one) == [1, 2]


def test_the_offers_of_a_week_plan_share_a_rank_and_kinds_do_not_compete(
    desk: Desk, semhar: Resident
) -> None:
    one, two = made(desk, "M01"), made(desk, "M02")
    course = made(desk, "T01", OfferKind.LANGUAGE_COURSE)
    choose(desk, semhar.id, [one.id, course.id], 1)
    choose(desk, semhar.id, [two.id, course.id], 2)
    assert ranks(desk, semhar, one, two, course) == [1, 2, 1]
    chosen = own_choices(desk, semhar.id)
    assert chosen.rank_of([one.id, course.id]) == 1
    assert chosen.rank_of([two.id, course.id]) == 2
    assert chosen.number == 2


def test_no_to_a_plan_is_a_no_to_what_was_not_chosen_in_it(desk: Desk, semhar: Resident) -> None:
    garden, course = made(desk, "M01"), made(desk, "T01", OfferKind.LANGUAGE_COURSE)
    choose(desk, semhar.id, [garden.id], 1)
    say_no(desk, semhar.id, [garden.id, course.id])
    chosen = own_choices(desk, semhar.id)
    assert chosen.refused == {course.id}
    assert chosen.ranks == {garden.id: 1}
    assert chosen.refuses([garden.id, course.id])
    assert not chosen.refuses([garden.id])
    say_no(desk, semhar.id, [garden.id])
    assert own_choices(desk, semhar.id).refused == {garden.id, course.id}


def test_a_no_to_everything_ends_with_the_next_choice(desk: Desk, semhar: Resident) -> None:
    garden, kitchen = made(desk, "M01"), made(desk, "M02")
    choose(desk, semhar.id, [garden.id], 1)
    say_no_to_all(desk, semhar.id)
    chosen = own_choices(desk, semhar.id)
    assert chosen.no_to_all
    assert not chosen.ranks
    assert chosen.refuses([kitchen.id])
    choose(desk, semhar.id, [kitchen.id], 1)
    chosen = own_choices(desk, semhar.id)
    assert not chosen.no_to_all
    assert ranks(desk, semhar, garden, kitchen) == [None, 1]


def test_a_no_and_a_choice_are_taken_back_to_no_answer(desk: Desk, semhar: Resident) -> None:
    garden, kitchen = made(desk, "M01"), made(desk, "M02")
    say_no(desk, semhar.id, [garden.id])
    choose(desk, semhar.id, [kitchen.id], 1)
    take_back(desk, semhar.id, [garden.id, kitchen.id])
    assert dossier(desk, semhar.id).choices == ()
    say_no_to_all(desk, semhar.id)
    take_back(desk, semhar.id)
    assert not own_choices(desk, semhar.id).no_to_all


def test_the_person_sees_the_choice_and_the_history_tells_it(desk: Desk, semhar: Resident) -> None:
    garden = made(desk, "M01")
    choose(desk, semhar.id, [garden.id], 2)
    say_no_to_all(desk, semhar.id)
    held = look_at(desk, semhar.id)
    (told,) = as_json(held)["choices"]
    assert (told["offer"], told["rank"]) == (None, None)
    (part,) = (part for part in parts_of_inzage(held) if part.key == "choices")
    assert [item.value for item in part.items] == ["Nee · alles wat is voorgesteld · Marleen"]
    changes = [change for change in resident_changes(desk, semhar.id) if "keus" in change.what]
    assert len(changes) == 3


def test_erasing_a_person_takes_the_choices_along(desk: Desk, semhar: Resident) -> None:
    choose(desk, semhar.id, [made(desk, "M01").id], 1)
    erase(desk, semhar.id)
    with desk.read() as reader:
        assert reader.count(OwnChoice) == 0
    assert verify(desk).problems == ()


def test_nothing_is_noted_of_who_wants_no_use_of_their_data(desk: Desk, semhar: Resident) -> None:
    garden = made(desk, "M01")
    restrict_use(desk, semhar.id, "wacht op antwoord")
    with pytest.raises(Restricted):
        choose(desk, semhar.id, [garden.id], 1)


def test_choices_of_two_dossiers_become_one_list_and_two_again(
    desk: Desk, site: Site, semhar: Resident
) -> None:
    one, two, three = (made(desk, f"M0{n}") for n in range(1, 4))
    other = register_resident(desk, site.id, given_name="Semhar").result
    choose(desk, semhar.id, [one.id], 1)
    choose(desk, semhar.id, [two.id], 2)
    later = Desk(desk.database, desk.user, fixed_clock(TODAY + timedelta(days=3)))
    choose(later, other.id, [three.id], 1)
    say_no(later, other.id, [two.id])
    merge(later, semhar.id, other.id)
    chosen = own_choices(desk, semhar.id)
    # The later no counts, and the other's first choice takes the place that it leaves.
    assert chosen.ranks == {one.id: 1, three.id: 2}
    assert chosen.refused == {two.id}
    (former,) = former_dossiers(desk, semhar.id)
    undo_merge(later, former.record.id)
    assert ranks(desk, semhar, one, two, three) == [1, 2, None]
    assert ranks(desk, other, one, two, three) == [None, None, 1]
    assert own_choices(desk, other.id).refused == {two.id}
