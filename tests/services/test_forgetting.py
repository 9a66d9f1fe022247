"""The names of the walk-in are nowhere the next day; the numbers are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.settings import NamesUntil
from meedoenbalie.services import erasing, inzage, walk_in
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.forgetting import forget_names, forget_names_at_closing
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.settings import change_settings
from meedoenbalie.services.stores import close_store, open_store
from meedoenbalie.services.undoing import CannotUndo, redo, undo, what_can_be_undone
from meedoenbalie.services.verifying import verify
from meedoenbalie.services.walk_in import Visit, VisitPurpose, VisitState, counts_of_week
from meedoenbalie.storage.backends.file import file_of
from meedoenbalie.storage.rows import entry, payload
from tests.opened_desk import PASSPHRASE, TODAY, place_of
from tests.services.test_erasing import decrypted_pages, everything_in

NAMES = ("Zaferullah", "Woldegebriel", "Xhemajl", "Quetzalcoatl", "Wambugu")
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def busy(desk: Desk, site: Site) -> Desk:
    """A day on which everything happened that can happen to a name."""
    served, leaflet, left, undone, put_back = NAMES
    walk_in.arrive(desk, site.id, served, "tir")
    walk_in.take_next(desk, site.id)
    told = walk_in.arrive(desk, site.id, leaflet, "ara", VisitPurpose.LEAFLET).result
    walk_in.give_leaflet(desk, told.id)
    gone = walk_in.arrive(desk, site.id, left, "som").result
    walk_in.leave(desk, gone.id)
    walk_in.arrive(desk, site.id, undone)
    undo(desk)
    walk_in.arrive(desk, site.id, put_back)
    undo(desk)
    redo(desk)
    walk_in.hand_leaflet(desk, site.id)
    return desk


@pytest.fixture
def next_day(busy: Desk) -> Iterator[Desk]:
    """The same store, opened in the morning after it was left as a crash would leave it."""
    path = place_of(busy)
    busy.database.close()
    opened = open_store(path, "Marleen", PASSPHRASE, fixed_clock(TOMORROW))
    yield opened
    opened.database.close()


def traces(desk: Desk) -> list[str]:
    everything = everything_in(desk)
    return [name for name in NAMES if name in everything]


def left_to_read(desk: Desk) -> list[str]:
    """What the rows and the journal hold of names, in words."""
    with desk.read() as reader:
        names = [visit.given_name for visit in reader.find(Visit)]
        query = select(payload.c.before).join(entry, entry.c.id == payload.c.entry_id)
        kept = reader.connection.scalars(query.where(entry.c.table_name == "visit")).all()
    return [text for text in (*names, *kept) if text]


def test_the_names_are_there_while_they_are_needed(busy: Desk) -> None:
    busy.database.fold_log()
    assert traces(busy) == list(NAMES)


@pytest.mark.file_only("reads the pages of the file and its log")
def test_the_next_day_no_name_is_left_in_rows_journal_search_or_pages(next_day: Desk) -> None:
    assert left_to_read(next_day) == []
    assert traces(next_day) == []
    log = next_day.database.path.with_name(next_day.database.path.name + "-wal").read_bytes()
    # A header of 32 bytes, and one of 24 before each page.
    pages = b"".join(log[at + 24 : at + 24 + 4096] for at in range(32, len(log), 24 + 4096))
    said = b"".join(decrypted_pages(pages, bytes(file_of(next_day.database)._key))).decode(
        "utf-8", "replace"
    )
    assert [name for name in NAMES if name in said] == []


def test_the_numbers_of_the_day_stay(busy: Desk, site: Site, next_day: Desk) -> None:
    counts = counts_of_week(next_day, IsoWeek.of(TODAY), site.id)
    # Who sat at the table was helped, and who still waited had left.
    assert (counts.spoken, counts.leaflets, counts.left, counts.visits) == (1, 2, 2, 5)
    with next_day.read() as reader:
        visits = reader.find(Visit)
    assert {visit.language for visit in visits} == {"", "tir", "ara", "som"}
    assert {visit.day for visit in visits} == {TODAY}


def test_the_chain_still_verifies_and_every_row_that_stays_is_sealed(next_day: Desk) -> None:
    found = verify(next_day)
    assert found.problems == ()
    with next_day.write("tamper") as uow:
        uow.connection.exec_driver_sql(
            "UPDATE visit SET purpose = 'talk' WHERE purpose = 'leaflet'"
        )
    assert {problem.table for problem in verify(next_day).problems} == {"visit"}


def test_it_is_done_once(next_day: Desk) -> None:
    with next_day.read() as reader:
        head = reader.head()
    assert forget_names(next_day) == forget_names_at_closing(next_day) == 0
    with next_day.read() as reader:
        assert reader.head() == head


def test_nothing_brings_a_name_back(next_day: Desk) -> None:
    with pytest.raises(CannotUndo):
        undo(next_day)
    assert left_to_read(next_day) == []


def test_what_was_forgotten_is_not_offered_to_undo(desk: Desk, site: Site) -> None:
    visit = walk_in.arrive(desk, site.id, "Selin").result
    walk_in.leave(desk, visit.id)
    offered = what_can_be_undone(desk).undo
    assert offered is not None
    assert offered.name == "iemand weggegaan"
    assert forget_names_at_closing(desk) == 1
    assert what_can_be_undone(desk).undo is None


def test_who_waits_today_keeps_their_name_when_the_window_locks(desk: Desk, site: Site) -> None:
    walk_in.arrive(desk, site.id, "Selin")
    served = walk_in.arrive(desk, site.id, "Yusuf").result
    walk_in.leave(desk, served.id)
    assert forget_names_at_closing(desk) == 0
    assert forget_names(desk) == 0
    assert [one.given_name for one in walk_in.waiting(desk, site.id)] == ["Selin"]
    undo(desk)
    assert len(walk_in.waiting(desk, site.id)) == 2


def test_a_desk_can_choose_to_forget_whoever_was_served_at_locking(desk: Desk, site: Site) -> None:
    change_settings(desk, names_until=NamesUntil.LOCKING)
    walk_in.arrive(desk, site.id, "Selin")
    walk_in.leave(desk, walk_in.arrive(desk, site.id, "Woldegebriel").result.id)
    assert forget_names_at_closing(desk) == 1
    assert "Woldegebriel" not in everything_in(desk)
    assert [one.given_name for one in walk_in.waiting(desk, site.id)] == ["Selin"]
    counts = walk_in.walk_in(desk, site.id).counts
    assert (counts.waiting, counts.left) == (1, 1)
    assert verify(desk).problems == ()


def test_when_nobody_waits_any_more_closing_is_the_end_of_the_day(desk: Desk, site: Site) -> None:
    visit = walk_in.arrive(desk, site.id, "Woldegebriel").result
    walk_in.finish(desk, walk_in.take(desk, visit.id).result.id)
    walk_in.arrive(desk, site.id, "Zaferullah")
    undo(desk)
    path = place_of(desk)
    close_store(desk)
    close_store(desk)
    opened = open_store(path, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    assert left_to_read(opened) == []
    assert traces(opened) == []
    assert counts_of_week(opened, IsoWeek.of(TODAY), site.id).spoken == 1
    assert verify(opened).problems == ()
    opened.database.close()


def test_of_a_known_resident_only_that_it_was_them_stays(desk: Desk, site: Site) -> None:
    resident = register_resident(desk, site.id, given_name="Semhar").result
    visit = walk_in.arrive(desk, site.id, "Woldegebriel", resident_id=resident.id).result
    walk_in.finish(desk, walk_in.take(desk, visit.id).result.id)
    later = replace(desk, clock=fixed_clock(TOMORROW))
    assert forget_names(later) == 1
    assert "Woldegebriel" not in everything_in(later)
    with later.read() as reader:
        (kept,) = reader.find(Visit)
    assert (kept.resident_id, kept.given_name) == (resident.id, "")


def test_who_is_erased_is_out_of_the_visits_and_the_numbers_stay(desk: Desk, site: Site) -> None:
    people = [register_resident(desk, site.id, given_name=name).result for name in ("Ali", "Bo")]
    for person in people:
        visit = walk_in.arrive(desk, site.id, person.given_name, resident_id=person.id).result
        walk_in.finish(desk, walk_in.take(desk, visit.id).result.id)
    walk_in.arrive(desk, site.id, "Ali", resident_id=people[0].id)
    later = replace(desk, clock=fixed_clock(TOMORROW))
    assert forget_names(later) == 3
    before = counts_of_week(later, IsoWeek.of(TODAY), site.id)
    erasing.erase(later, people[0].id)
    assert counts_of_week(later, IsoWeek.of(TODAY), site.id) == before
    with later.read() as reader:
        assert [v.resident_id for v in reader.find(Visit) if v.resident_id] == [people[1].id]
    assert verify(later).problems == ()


def test_a_resident_who_asks_hears_of_the_visits(desk: Desk, site: Site) -> None:
    resident = register_resident(desk, site.id, given_name="Semhar").result
    walk_in.arrive(desk, site.id, "Semhar", "tir", resident_id=resident.id)
    held = inzage.held_about(desk, resident.id)
    (part,) = [part for part in inzage.parts_of_inzage(held) if part.key == "visits"]
    assert [item.value for item in part.items] == ["gesprek · Tigrinya · wacht · Semhar"]
    (told,) = inzage.as_json(held)["visits"]
    assert told["given_name"] == "Semhar"


def test_a_state_of_a_visit_that_is_over_is_kept(next_day: Desk) -> None:
    with next_day.read() as reader:
        assert {visit.state for visit in reader.find(Visit)} == {VisitState.DONE, VisitState.LEFT}
