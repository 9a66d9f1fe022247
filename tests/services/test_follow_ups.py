"""Planning, doing, putting off and handing over; and what is done can be undone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from meedoenbalie.domain.follow_ups import FollowUp, HandOver, Repeat
from meedoenbalie.domain.people import Contact, Resident, Role, Site, User
from meedoenbalie.services import erasing, follow_ups, hand_overs, inzage, registration, undoing
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.follow_ups import NextStep
from meedoenbalie.storage.errors import StaleRecord
from tests.opened_desk import TODAY

SOON = TODAY + timedelta(days=3)


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return registration.register_resident(
        desk, site.id, given_name="Semhar", family_name="Tesfay"
    ).result


@pytest.fixture
def joost(desk: Desk) -> Desk:
    """A colleague on the same store."""
    with desk.write("invite_user") as uow:
        user = uow.insert(User(name="Joost", roles=(Role.DESK,)))
    return replace(desk, user=user)


def stored(desk: Desk) -> list[FollowUp]:
    with desk.read() as reader:
        return reader.find(FollowUp, order_by="due_on")


def test_what_is_planned_stands_at_the_site_of_the_resident(desk: Desk, semhar: Resident) -> None:
    done = follow_ups.plan(desk, " bel over de fiets ", SOON, resident_id=semhar.id, owner="Joost")
    assert done.changed == {"follow_up"}
    (one,) = stored(desk)
    assert (one.text, one.due_on, one.owner, one.made_by, one.site_id) == (
        *("bel over de fiets", SOON, "Joost", "Marleen"),
        semhar.site_id,
    )


def test_done_is_done_by_somebody_on_a_day_and_undo_takes_it_back(
    desk: Desk, semhar: Resident
) -> None:
    one = follow_ups.plan(desk, "bel", TODAY, resident_id=semhar.id).result
    assert follow_ups.do(desk, one.id, one.version).result is None
    (done,) = stored(desk)
    assert (done.done_on, done.done_by) == (TODAY, "Marleen")
    undoing.undo(desk)
    assert stored(desk)[0].done_on is None


def test_a_repeating_one_comes_again_and_undo_takes_the_next_one_along(
    desk: Desk, semhar: Resident
) -> None:
    one = follow_ups.plan(
        desk, "hoe gaat het?", date(2026, 1, 31), resident_id=semhar.id, repeat=Repeat.MONTHLY
    ).result
    again = follow_ups.do(desk, one.id, one.version).result
    assert again is not None
    assert again.due_on == date(2026, 3, 31)
    assert (again.text, again.resident_id, again.repeat) == (one.text, semhar.id, Repeat.MONTHLY)
    undoing.undo(desk)
    assert [(item.due_on, item.done_on) for item in stored(desk)] == [(one.due_on, None)]
    undoing.redo(desk)
    assert len(stored(desk)) == 2


def test_a_colleague_who_was_first_is_not_overruled(
    desk: Desk, joost: Desk, semhar: Resident
) -> None:
    one = follow_ups.plan(desk, "bel", TODAY, resident_id=semhar.id).result
    follow_ups.do(joost, one.id, one.version)
    with pytest.raises(StaleRecord):
        follow_ups.do(desk, one.id, one.version)
    with pytest.raises(StaleRecord):
        follow_ups.snooze(desk, one.id, one.version, SOON)


def test_putting_off_keeps_when_it_was_due_and_asks_a_day_to_come(
    desk: Desk, semhar: Resident
) -> None:
    one = follow_ups.plan(desk, "bel", TODAY, resident_id=semhar.id).result
    later = follow_ups.snooze(desk, one.id, one.version, SOON).result
    assert (later.due_on, later.shows_on) == (TODAY, SOON)
    with pytest.raises(ValueError, match="day_has_come"):
        follow_ups.snooze(desk, later.id, later.version, TODAY)


def test_another_day_ends_putting_off_and_a_repeating_one_counts_from_there(
    desk: Desk, semhar: Resident
) -> None:
    one = follow_ups.plan(desk, "bel", TODAY, resident_id=semhar.id).result
    one = follow_ups.snooze(desk, one.id, one.version, SOON).result
    other = SOON + timedelta(days=1)
    changed = follow_ups.change_follow_up(
        *(desk, one.id, one.version), text="mail", due_on=other, owner="", repeat=Repeat.WEEKLY
    ).result
    assert (changed.shows_on, changed.snoozed_until, changed.about_on) == (other, None, other)
    same = follow_ups.change_follow_up(
        *(desk, one.id, changed.version), text="mail!", due_on=other, owner="", repeat=Repeat.WEEKLY
    ).result
    assert (same.text, same.about_on) == ("mail!", other)


def test_it_is_handed_over_to_who_works_here_only(
    desk: Desk, joost: Desk, semhar: Resident
) -> None:
    assert follow_ups.owners(joost) == ["Joost", "Marleen"]
    one = follow_ups.plan(desk, "bel", TODAY, resident_id=semhar.id).result
    assert follow_ups.assign(desk, one.id, one.version, "Joost").result.owner == "Joost"
    with pytest.raises(StaleRecord):
        follow_ups.assign(desk, one.id, one.version + 1, "Niemand")


def test_a_talk_and_its_next_step_are_one_step(desk: Desk, semhar: Resident) -> None:
    step = NextStep("vraag naar de fiets", SOON, "Marleen")
    follow_ups.record_contact(desk, semhar.id, "even gesproken", "", step)
    assert [one.text for one in stored(desk)] == ["vraag naar de fiets"]
    undoing.undo(desk)
    with desk.read() as reader:
        assert reader.count(Contact) == 0
        assert reader.count(FollowUp) == 0


def test_a_next_step_with_a_bsn_writes_nothing_at_all(desk: Desk, semhar: Resident) -> None:
    with pytest.raises(ValidationError, match="bsn_like"):
        follow_ups.record_contact(
            desk, semhar.id, "gesproken", "", NextStep("bel over 111222333", SOON)
        )
    with desk.read() as reader:
        assert reader.count(Contact) == 0


def test_one_step_plans_for_a_whole_selection(desk: Desk, site: Site, semhar: Resident) -> None:
    emre = registration.register_resident(desk, site.id, given_name="Emre").result
    done = follow_ups.plan_for_many(desk, [semhar.id, emre.id], "nodig uit", SOON)
    assert done.result == 2
    assert {one.resident_id for one in stored(desk)} == {semhar.id, emre.id}
    undoing.undo(desk)
    assert stored(desk) == []


def test_a_hand_over_is_on_top_until_each_colleague_read_it(
    desk: Desk, joost: Desk, semhar: Resident
) -> None:
    note = hand_overs.hand_over(desk, "Semhar komt om 15:00", resident_id=semhar.id).result
    assert hand_overs.unread(desk) == []
    ((shown, who),) = [(one.note, one.resident) for one in hand_overs.unread(joost)]
    assert (shown.text, who) == ("Semhar komt om 15:00", semhar)
    hand_overs.mark_read(joost, note.id)
    hand_overs.mark_read(joost, note.id)
    assert hand_overs.unread(joost) == []
    with desk.read() as reader:
        assert reader.get(HandOver, note.id).read_by == ("Joost",)


def test_they_are_erased_with_the_resident_and_shown_before(desk: Desk, semhar: Resident) -> None:
    follow_ups.plan(desk, "bel over trombone", TODAY, resident_id=semhar.id)
    hand_overs.hand_over(desk, "Semhar speelt hobo", resident_id=semhar.id)
    held = inzage.held_about(desk, semhar.id)
    words = " ".join(
        f"{item.label} {item.value}" for part in inzage.parts_of_inzage(held) for item in part.items
    )
    assert "bel over trombone" in words
    assert "Semhar speelt hobo" in words
    erasing.erase(desk, semhar.id)
    with desk.read() as reader:
        assert reader.count(FollowUp) == reader.count(HandOver) == 0


def test_a_name_in_a_task_about_nobody_is_told_before_erasing(desk: Desk, semhar: Resident) -> None:
    follow_ups.plan(desk, "vraag het aan Semhar", TODAY)
    hand_overs.hand_over(desk, "Tesfay is geweest")
    found = {mention.text for mention in erasing.what_erasing_means(desk, semhar.id).mentions}
    assert found == {"vraag het aan Semhar", "Tesfay is geweest"}


def test_the_programme_team_plans_nothing(desk: Desk, semhar: Resident) -> None:
    team = replace(desk, user=desk.user.changed(roles=(Role.PROGRAMME,)))
    with pytest.raises(NotAllowed):
        follow_ups.plan(team, "bel", TODAY)
