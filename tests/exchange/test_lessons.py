"""Learned lessons of other desks."""

from __future__ import annotations

from datetime import date

from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement
from tests.exchange.files import csv_bytes, lessons, told

HEAD = (
    *("nummer", "fase", "werkzaam element", "wat gebeurde er", "wat werkte", "tip", "locatie"),
    *("onderbouwing", "datum"),
)
GOOD = ("L1", "oriëntatie", "samenwerking", "a", "b", "c", "azc Rietwaard", "d", "1-2-2026")


def test_a_lesson_counts_as_reviewed_and_published() -> None:
    (row,) = lessons(csv_bytes([HEAD, GOOD], ";", "utf-8-sig"), "azc Rietwaard").rows
    lesson = row.draft
    assert lesson is not None
    assert row.problems == ()
    assert (lesson.phase, lesson.element) == (LessonPhase.ORIENTATION, WorkingElement.COOPERATION)
    assert (lesson.status, lesson.learned_on) == (LessonStatus.PUBLISHED, date(2026, 2, 1))


def test_an_unknown_phase_or_element_and_an_empty_story_keep_a_lesson_out() -> None:
    rows = [
        HEAD,
        ("L9", "dansen", *GOOD[2:]),
        ("L2", "intake", "samenwerken", *GOOD[3:]),
        ("L3", *GOOD[1:3], "", *GOOD[4:]),
        ("L4", *GOOD[1:8], "31-06-2026"),
        ("", *GOOD[1:]),
        GOOD,
        GOOD,
    ]
    reading = lessons(csv_bytes(rows))
    assert told(reading.rows) == {
        (2, "fase", "unknown_value"),
        (3, "werkzaam element", "unknown_value"),
        (4, "wat gebeurde er", "missing"),
        (5, "datum", "impossible_date"),
        (6, "nummer", "missing"),
        (8, "nummer", "duplicate_in_file"),
    }
    assert [row.line for row in reading.accepted] == [7]


def test_an_empty_tip_and_an_unknown_site_are_told() -> None:
    rows = [HEAD, ("L1", *GOOD[1:5], "", *GOOD[6:]), ("L2", *GOOD[1:6], "azc Elders", *GOOD[7:])]
    assert told(lessons(csv_bytes(rows), "azc Rietwaard", "RTW").rows) == {
        (2, "tip", "missing"),
        (3, "locatie", "unknown_site"),
    }


def test_while_no_site_has_a_name_no_site_is_unknown() -> None:
    assert told(lessons(csv_bytes([HEAD, GOOD])).rows) == set()
