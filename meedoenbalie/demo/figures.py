"""Figures of the demonstration's lessons: asked of its own data, a week before today."""

from __future__ import annotations

from datetime import date, timedelta

from meedoenbalie.demo.history import Step
from meedoenbalie.demo.stories import workday
from meedoenbalie.demo.words import words
from meedoenbalie.domain.live_query import Query
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.lesson_figures import FigureRefused, add_figure
from meedoenbalie.services.lessons import find_lessons

_AT = 17 * 60


def figures(today: date) -> Step:
    """Return the step that gives lessons their figures; a small demonstration can't carry all."""
    return Step(workday(today - timedelta(weeks=1)), _AT, _add)


def _add(desk: Desk) -> None:
    by_number = {lesson.number: lesson.id for lesson in find_lessons(desk)}
    for item in words("lessons")["figures"]:
        lesson = by_number[item["lesson"]]
        try:
            add_figure(desk, lesson, item["caption"], Query.model_validate(item["query"]))
        except FigureRefused:
            continue
