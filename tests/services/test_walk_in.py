"""The walk-in: who waits, who is at the table, who somebody may be, and how many came."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from meedoenbalie.clock import Clock, fixed_clock
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.people import Role, Site, User
from meedoenbalie.services import messages, recognising, walk_in
from meedoenbalie.services.conversation import Talk, finish_talk
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.next_step import Step
from meedoenbalie.services.registration import change_resident, record_contact, register_resident
from meedoenbalie.services.reporting import weekly_report
from meedoenbalie.services.undoing import undo
from meedoenbalie.services.walk_in import NotHereAnyMore, Visit, VisitPurpose, VisitState
from tests.opened_desk import TODAY
from tests.reports.pdf_text import texts


class Moments:
    """A clock that goes on by a minute each time somebody comes in."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 13, tzinfo=UTC)

    def later(self, minutes: int = 1) -> None:
        self.now += timedelta(minutes=minutes)


class Queue:
    """A desk on an afternoon."""

    def __init__(self, desk: Desk, site: Site) -> None:
        self.moments = Moments()
        self.desk = replace(desk, clock=Clock(lambda: self.moments.now))
        self.site = site

    def comes(self, name: str, language: str = "som", **values: Any) -> Visit:
        self.moments.later()
        return walk_in.arrive(self.desk, self.site.id, name, language, **values).result

    def names(self) -> list[str]:
        return [one.visit.given_name for one in self.seen().waiting]

    def seen(self) -> walk_in.WalkIn:
        return walk_in.walk_in(self.desk, self.site.id)

    def known(self, given: str, family: str = "", **values: Any) -> UUID:
        resident = register_resident(
            self.desk, self.site.id, given_name=given, family_name=family, **values
        )
        return resident.result.id


@pytest.fixture
def queue(desk: Desk, site: Site) -> Queue:
    return Queue(desk, site)


def test_who_comes_first_is_next_whatever_the_name(queue: Queue) -> None:
    queue.comes("Selin")
    queue.comes("Abdirahman")
    assert queue.names() == ["Selin", "Abdirahman"]
    taken = walk_in.take_next(queue.desk, queue.site.id).result
    assert taken is not None
    assert (taken.given_name, taken.state, taken.served_by) == (
        "Selin",
        VisitState.TALKING,
        "Marleen",
    )
    assert queue.names() == ["Abdirahman"]


def test_a_clock_that_is_put_back_changes_no_order(queue: Queue) -> None:
    names = ["Selin", "Abdirahman", "Oleh", "Mehret", "Yusuf"]
    for name in names:
        queue.comes(name)
        queue.moments.later(-30)
    assert queue.names() == names


def test_a_first_name_is_all_that_is_asked_and_not_less(queue: Queue) -> None:
    assert queue.comes("  Mehret   Haile ", "").given_name == "Mehret Haile"
    with pytest.raises(ValidationError):
        queue.comes("   ")
    with pytest.raises(ValidationError):
        queue.comes("123456782")
    assert queue.names() == ["Mehret Haile"]


def test_taking_the_next_one_ends_what_went_before(queue: Queue) -> None:
    for name in ("Selin", "Yusuf", "Oleh"):
        queue.comes(name)
    walk_in.take_next(queue.desk, queue.site.id)
    queue.moments.later(10)
    walk_in.take_next(queue.desk, queue.site.id)
    counts = queue.seen().counts
    assert (counts.spoken, counts.talking, counts.waiting, counts.visits) == (1, 1, 1, 3)
    (table,) = queue.seen().table
    assert table.visit is not None
    assert (table.name, table.visit.given_name) == ("Marleen", "Yusuf")


def test_two_of_the_desk_sit_at_the_table_at_once(queue: Queue) -> None:
    queue.comes("Selin")
    queue.comes("Yusuf")
    joost = replace(queue.desk, user=User(name="Joost", roles=(Role.DESK,)))
    walk_in.take_next(joost, queue.site.id)
    seen = queue.seen()
    assert [(one.name, one.visit and one.visit.given_name) for one in seen.table] == [
        ("Joost", "Selin"),
        ("Marleen", None),
    ]
    walk_in.take_next(queue.desk, queue.site.id)
    assert queue.seen().counts.talking == 2


def test_a_leaflet_is_a_visit_and_no_talk(queue: Queue) -> None:
    walk_in.hand_leaflet(queue.desk, queue.site.id, "ara")
    farida = queue.comes("Farida", purpose=VisitPurpose.LEAFLET)
    walk_in.give_leaflet(queue.desk, farida.id)
    taken = queue.comes("Oleh", purpose=VisitPurpose.LEAFLET)
    walk_in.finish(queue.desk, walk_in.take(queue.desk, taken.id).result.id)
    counts = queue.seen().counts
    assert (counts.leaflets, counts.spoken, counts.visits) == (3, 0, 3)


def test_who_left_came_all_the_same_and_undo_brings_them_back_in_their_place(queue: Queue) -> None:
    first = queue.comes("Selin")
    queue.comes("Yusuf")
    walk_in.leave(queue.desk, first.id)
    assert queue.names() == ["Yusuf"]
    assert (queue.seen().counts.left, queue.seen().counts.visits) == (1, 2)
    undo(queue.desk)
    assert queue.names() == ["Selin", "Yusuf"]


def test_nobody_is_taken_twice(queue: Queue) -> None:
    visit = queue.comes("Selin")
    walk_in.take(queue.desk, visit.id)
    for act in (walk_in.take, walk_in.leave, walk_in.give_leaflet):
        with pytest.raises(NotHereAnyMore):
            act(queue.desk, visit.id)
    assert "een collega was u voor" in str(messages.explain(NotHereAnyMore()))
    assert queue.seen().counts.talking == 1
    assert walk_in.take_next(queue.desk, queue.site.id).result is None


def test_the_desk_proposes_who_it_is_however_it_is_spelled(queue: Queue) -> None:
    tesfay = queue.known("Tesfay", "Haile")
    queue.known("Yusuf", "Al-Khatib")
    gone = queue.known("Tesfai", "Weg")
    change_resident(queue.desk, gone, 1, departed_on=TODAY)
    queue.comes("Tesfai")
    queue.comes("Oleh")
    tesfai, oleh = queue.seen().waiting
    assert [one.id for one in tesfai.maybe] == [tesfay]
    assert tesfai.known is None
    assert oleh.maybe == ()
    assert [one.id for one in recognising.sounding_like(queue.desk, queue.site.id, "Youssef")] != []
    assert recognising.sounding_like(queue.desk, queue.site.id, "") == ()


def test_a_word_in_the_notes_of_somebody_is_not_their_name(queue: Queue) -> None:
    queue.known("Yusuf", "Al-Khatib", notes="vriend van Selin")
    queue.comes("Selin")
    assert queue.seen().waiting[0].maybe == ()


def test_once_it_is_said_who_it_is_the_row_tells_what_is_known(queue: Queue) -> None:
    semhar = queue.known("Semhar", "Tesfay", preferred_language="tir")
    visit = queue.comes("Semhar", "")
    linked = walk_in.link(queue.desk, visit.id, semhar).result
    assert linked.language == "tir"
    (row,) = queue.seen().waiting
    assert row.known is not None
    assert (row.known.resident.id, row.known.last_contact) == (semhar, None)
    assert row.known.next.step is Step.TALK
    record_contact(queue.desk, semhar, "Gesprek")
    known = queue.seen().waiting[0].known
    assert known is not None
    assert known.last_contact is not None
    walk_in.link(queue.desk, visit.id, None)
    assert queue.seen().waiting[0].known is None
    assert [one.id for one in queue.seen().waiting[0].maybe] == [semhar]


def test_a_recorded_talk_ends_the_visit_and_says_whose_it_was(queue: Queue) -> None:
    visit = queue.comes("Mehret")
    walk_in.take(queue.desk, visit.id)
    resident = finish_talk(queue.desk, queue.site.id, {"given_name": "Mihret"}, Talk("tir")).result
    assert queue.seen().counts.spoken == 1
    with queue.desk.read() as reader:
        assert reader.get(Visit, visit.id).resident_id == resident.id
    undo(queue.desk)
    assert queue.seen().counts.talking == 1


def test_a_talk_that_began_from_the_queue_ends_that_visit_whatever_the_name(queue: Queue) -> None:
    visit = walk_in.take(queue.desk, queue.comes("Mo").id).result
    talk = Talk("ara", visit_id=visit.id)
    finish_talk(queue.desk, queue.site.id, {"given_name": "Abdelkarim"}, talk)
    assert (queue.seen().counts.spoken, queue.seen().counts.talking) == (1, 0)


def test_a_talk_with_somebody_else_leaves_the_table_as_it_is(queue: Queue) -> None:
    walk_in.take(queue.desk, queue.comes("Mehret").id)
    finish_talk(queue.desk, queue.site.id, {"given_name": "Oleksandr"}, Talk("ukr"))
    assert queue.seen().counts.talking == 1


def test_the_languages_of_the_place_come_first(queue: Queue) -> None:
    assert walk_in.languages_here(queue.desk, queue.site.id)[0] == "tir"
    for name in ("Oleh", "Ivan"):
        queue.comes(name, "ukr")
    queue.known("Leyla", preferred_language="kmr")
    found = walk_in.languages_here(queue.desk, queue.site.id)
    assert found[:2] == ["ukr", "kmr"]
    assert len(found) == 6


def test_yesterday_does_not_wait_today(queue: Queue) -> None:
    queue.comes("Selin")
    tomorrow = replace(queue.desk, clock=fixed_clock(TODAY + timedelta(days=1)))
    assert walk_in.walk_in(tomorrow, queue.site.id).waiting == ()
    assert walk_in.walk_in(tomorrow, queue.site.id).counts.visits == 0


def test_a_week_counts_visits_and_leaflets_apart_at_one_azc_or_all(
    queue: Queue, desk: Desk
) -> None:
    with desk.write("add_site") as uow:
        other = uow.insert(Site(code="GRB", name="azc Grensbeek"))
    queue.comes("Selin")
    walk_in.take_next(queue.desk, queue.site.id)
    walk_in.take_next(queue.desk, queue.site.id)
    visit = queue.comes("Yusuf")
    walk_in.finish(queue.desk, walk_in.take(queue.desk, visit.id).result.id)
    walk_in.hand_leaflet(queue.desk, queue.site.id)
    walk_in.hand_leaflet(queue.desk, other.id)
    week = IsoWeek.of(TODAY)
    here = walk_in.counts_of_week(queue.desk, week, queue.site.id)
    assert (here.visits, here.spoken, here.leaflets) == (3, 2, 1)
    assert walk_in.counts_of_week(queue.desk, week).visits == 4
    assert walk_in.counts_of_week(queue.desk, week.earlier(1)).visits == 0


def test_the_weekly_report_tells_it_in_one_line(queue: Queue, tmp_path: Path) -> None:
    def printed() -> str:
        weekly_report(queue.desk, "RTW", "2026-W10", tmp_path / "week.pdf")
        return " ".join(texts(tmp_path / "week.pdf"))

    assert "Inloop" not in printed()
    for _number in range(2):
        walk_in.hand_leaflet(queue.desk, queue.site.id)
    visit = queue.comes("Woldegebriel")
    walk_in.finish(queue.desk, walk_in.take(queue.desk, visit.id).result.id)
    text = printed()
    assert "Inloop: 3 bezoeken, waarvan 1 gesprek en 2 alleen voor een folder." in text
    assert "Woldegebriel" not in text


def test_only_who_works_at_the_desk_fills_the_queue(queue: Queue) -> None:
    team = replace(queue.desk, user=User(name="Els", roles=(Role.PROGRAMME,)))
    with pytest.raises(NotAllowed):
        walk_in.arrive(team, queue.site.id, "Selin")
    with pytest.raises(NotAllowed):
        walk_in.walk_in(team, queue.site.id)
