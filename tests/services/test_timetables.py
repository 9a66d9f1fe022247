"""A lesson is called off or added for once, and the lessons of an offer follow its own dates."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from meedoenbalie.domain.lesson_days import Lesson, SchoolRegion
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.services import catalogue, undoing
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.matching_rules import InvalidRules
from meedoenbalie.services.school_holidays import (
    HOLIDAYS_FILE,
    holidays_path,
    school_holidays,
)
from meedoenbalie.services.timetables import add_lesson_day, cancel_lesson, coming_lessons
from tests.opened_desk import TODAY


def add(desk: Desk, written: str, **values: Any) -> Offer:
    return catalogue.add_offer(
        desk,
        "Taalhuis",
        code="T01",
        kind=OfferKind.LANGUAGE_COURSE,
        title="Taal",
        schedule=parse_schedule(written),
        **values,
    ).result


def days(desk: Desk) -> list[str]:
    offer = catalogue.offer_by_code(desk, "T01")
    return [f"{lesson.on:%d-%m}" for lesson in coming_lessons(desk, offer)]


def test_a_lesson_is_called_off_and_undo_brings_it_back(desk: Desk) -> None:
    offer = add(desk, "wo 10-12", start_dates=(date(2026, 2, 4),), weeks=6)
    assert days(desk) == ["04-03", "11-03"]
    lesson = coming_lessons(desk, offer)[1]
    after = cancel_lesson(desk, offer.id, lesson).result
    assert after.lesson_changes.cancelled == (lesson,)
    assert days(desk) == ["04-03", "11-03"]
    undoing.undo(desk)
    assert catalogue.offer_by_code(desk, "T01").lesson_changes.cancelled == ()


def test_a_lesson_is_added_after_the_end_too(desk: Desk) -> None:
    offer = add(desk, "wo 10-12", start_dates=(date(2026, 2, 4),), weeks=6)
    add_lesson_day(desk, offer.id, Lesson(on=date(2026, 3, 20), start=840, end=900))
    assert days(desk) == ["04-03", "11-03", "20-03"]


def test_each_group_has_its_own_lessons(desk: Desk) -> None:
    add(desk, "wo 10-12, om de week", start_dates=(date(2026, 3, 4), date(2026, 3, 11)), weeks=3)
    assert days(desk) == ["04-03", "11-03", "18-03", "25-03"]


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("di avond", {"continuous_intake": True}),
        ("flexibel, 8 uur per week", {"continuous_intake": True}),
        ("wo 10-12", {}),
        ("ma of wo 10-12", {"continuous_intake": True}),
        ("wo 10-12, om de week", {"continuous_intake": True}),
        ("1e wo van de maand 10-12", {"continuous_intake": True}),
    ],
)
def test_nothing_is_guessed(desk: Desk, written: str, values: dict[str, Any]) -> None:
    add(desk, written, **values)
    assert days(desk) == []


def test_it_stops_in_the_holidays_of_its_region(desk: Desk) -> None:
    starts = (date(2026, 4, 15),)
    offer = add(desk, "wo 10-12", start_dates=starts, weeks=4, holiday_region=SchoolRegion.NORTH)
    assert days(desk) == ["15-04", "22-04", "06-05"]
    catalogue.change_offer(desk, offer.id, holiday_region=None)
    assert days(desk) == ["15-04", "22-04", "29-04", "06-05"]


def test_the_file_of_the_program_has_every_region_and_says_until_when(desk: Desk) -> None:
    found = school_holidays(holidays_path(desk.database.path))
    assert found.source
    for region in SchoolRegion:
        own = found.of(region)
        assert {one.name for one in own} == {
            "herfstvakantie", "kerstvakantie", "voorjaarsvakantie", "meivakantie", "zomervakantie",
        }  # fmt: skip
        assert all(one.first.weekday() == 5 and one.last.weekday() == 6 for one in own)
        assert all(a.last < b.first for a, b in pairwise(own))
        assert max(one.last for one in own) == found.known_until
    assert found.of(None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "geen JSON",
        (
            '{"source": "x", "as_of": "2026-01-01", "known_until": "2026-02-01", "holidays": '
            '[{"name": "x", "regions": ["oost"], "first": "2026-01-01", "last": "2026-01-02"}]}'
        ),
        (
            '{"source": "x", "as_of": "2026-01-01", "known_until": "2026-02-01", "holidays": '
            '[{"name": "x", "regions": ["noord"], "first": "2026-01-03", "last": "2026-01-02"}]}'
        ),
    ],
)
def test_a_file_of_the_desk_replaces_it_and_is_checked(desk: Desk, text: str) -> None:
    own: Path = desk.database.path.parent / HOLIDAYS_FILE
    own.parent.mkdir()
    own.write_text(text, encoding="utf-8")
    assert holidays_path(desk.database.path) == own
    offer = add(desk, "wo 10-12", start_dates=(TODAY + timedelta(1),))
    with pytest.raises(InvalidRules, match=r"school_holidays\.json"):
        coming_lessons(desk, offer)
