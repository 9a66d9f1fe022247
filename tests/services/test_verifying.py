"""Whatever is changed behind the program's back shows, and nothing personal is said of it."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, select, update

from meedoenbalie.domain.people import Contact, DutchLevel, Resident, Site
from meedoenbalie.domain.record import Record
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import change_resident, record_contact, register_resident
from meedoenbalie.services.undoing import redo, undo
from meedoenbalie.services.verifying import on_paper, problem_text, verify
from meedoenbalie.storage.dialect import dialect_of
from meedoenbalie.storage.rows import TABLES, entry, payload, step

RESIDENT, CONTACT = TABLES[Resident], TABLES[Contact]


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    """A resident who was changed twice, spoken with, and many who came by a file."""
    made = register_resident(desk, site.id, given_name="Semhar", birth_date=date(2006, 7, 1)).result
    change_resident(desk, made.id, 1, dutch_level=DutchLevel.A1)
    changed = change_resident(desk, made.id, 2, dutch_level=DutchLevel.A2).result
    record_contact(desk, made.id, "Even langs de balie")
    with desk.write("import", "residents") as uow:
        many: list[Record] = [
            Resident(site_id=site.id, reference=f"L-{n}", given_name=f"Naam{n}")
            for n in range(1200)
        ]
        uow.insert_many(many)
    change_resident(desk, many[5].id, 1, given_name="Anders")
    return changed


def codes(desk: Desk) -> list[str]:
    return [problem.code for problem in verify(desk).problems]


def tamper(desk: Desk, *statements: Any) -> None:
    with desk.database.writing() as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_store_at_work_agrees_with_its_journal(desk: Desk, semhar: Resident) -> None:
    undo(desk)
    undo(desk)
    redo(desk)
    found = verify(desk)
    assert found.problems == ()
    assert found.rows == 1205  # with the azc, the user and the contact moment
    assert found.steps == 10
    with desk.read() as reader:
        assert found.head == reader.head().hash.hex()


def test_a_row_changed_outside_the_program_is_named_by_its_identifier(
    desk: Desk, semhar: Resident
) -> None:
    tamper(desk, update(RESIDENT).where(RESIDENT.c.id == semhar.id).values(dutch_level="B2"))
    (problem,) = verify(desk).problems
    assert (problem.code, problem.step, problem.row) == ("row_changed", 4, semhar.id)
    assert "Semhar" not in problem_text(problem)
    assert str(semhar.id) in problem_text(problem)


def test_a_changed_row_among_many_from_a_file_shows(desk: Desk, semhar: Resident) -> None:
    tamper(desk, update(RESIDENT).where(RESIDENT.c.reference == "L-1100").values(notes="x"))
    (problem,) = verify(desk).problems
    assert (problem.code, problem.step, problem.table) == ("row_changed", 6, "resident")


def where_step(number: int) -> Any:
    return select(entry.c.id).where(entry.c.step_id == number).scalar_subquery()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (lambda: update(step).where(step.c.id == 3).values(actor="Joost"), ["step_changed"]),
        (lambda: update(step).where(step.c.id == 3).values(undoes=2), ["step_changed"]),
        (lambda: delete(CONTACT), ["row_missing"]),
        (
            lambda: update(entry).where(entry.c.step_id == 4).values(digest=bytes(32)),
            ["step_changed", "row_changed"],
        ),
        (
            lambda: (
                update(payload)
                .where(payload.c.entry_id == where_step(4))
                .values(before=json.dumps({"given_name": "Iemand"}))
            ),
            ["image_changed"],
        ),
        (
            lambda: delete(payload).where(payload.c.entry_id == where_step(5)),
            ["payload_missing"],
        ),
    ],
)
def test_a_changed_journal_shows(
    desk: Desk, semhar: Resident, statement: Callable[[], Any], expected: list[str]
) -> None:
    tamper(desk, statement())
    assert codes(desk) == expected


def test_a_step_taken_from_the_middle_shows(desk: Desk, semhar: Resident) -> None:
    with desk.database.writing() as connection:
        dialect_of(connection).defer_references(connection)
        connection.execute(delete(payload).where(payload.c.entry_id == where_step(5)))
        connection.execute(delete(entry).where(entry.c.step_id == 5))
        connection.execute(delete(step).where(step.c.id == 5))
        connection.execute(delete(CONTACT))
    assert codes(desk) == ["step_missing", "chain_broken"]


def test_a_row_that_nobody_wrote_shows(desk: Desk, site: Site, semhar: Resident) -> None:
    stranger = Resident(site_id=site.id, reference="X-1", given_name="Niemand")
    table: Table = RESIDENT
    tamper(desk, insert(table).values(**dict(stranger)))
    (problem,) = verify(desk).problems
    assert (problem.code, problem.row) == ("row_unknown", stranger.id)


def test_a_chain_that_was_cut_off_or_written_anew_shows_against_paper(
    desk: Desk, semhar: Resident
) -> None:
    with desk.read() as reader:
        noted = reader.head()
    signs = noted.hash.hex()[:12]
    on_sheet = f"{signs[:4]} {signs[4:8]} {signs[8:]}"
    assert on_paper(desk, on_sheet, noted.step)
    record_contact(desk, semhar.id, "Nog eens")
    assert on_paper(desk, on_sheet.upper(), noted.step)
    assert not on_paper(desk, on_sheet, noted.step + 1)
    assert not on_paper(desk, on_sheet, noted.step + 50)
    assert not on_paper(desk, "0" * 12, noted.step)


@pytest.mark.parametrize("head", ["", "abc", "zzzzzzzzzzzz", "a" * 65])
def test_what_is_no_head_is_refused(desk: Desk, head: str) -> None:
    with pytest.raises(ValueError, match="malformed_head"):
        on_paper(desk, head, 1)
