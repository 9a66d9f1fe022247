"""The lessons inside a handreiking, so that a later one can be compared with it.

A JSON file attached to the PDF, with the whole texts of its lessons as they were published, also of
what isn't printed for want of room.
"""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.domain.editions import EditionLesson
from meedoenbalie.domain.handreiking import Guide, GuideLesson
from meedoenbalie.reports import enclosed
from meedoenbalie.reports.problems import NoProof

NAME = "lessen.json"
FORMAT = 1


def as_edition(guide: Guide) -> tuple[EditionLesson, ...]:
    """Return the lessons of a guide as those of an edition; one without a name is left out."""
    return tuple(_lesson(one) for one in guide.lessons if one.name)


def written(guide: Guide) -> str:
    """Return the lessons of a guide as JSON."""
    lessons = [one.model_dump(mode="json") for one in as_edition(guide)]
    return enclosed.write("lessons", FORMAT, lessons, made_on=guide.made_on.isoformat())


def read(path: Path) -> tuple[EditionLesson, ...]:
    """Return the lessons in a handreiking. Raises NoProof, and OSError for no file.

    ``NoProof`` codes: no_pdf, no_lessons, damaged, newer.
    """
    found = enclosed.read(path, NAME, "lessons", FORMAT, EditionLesson.model_validate)
    if found is None:
        raise NoProof("no_lessons")
    return found


def _lesson(lesson: GuideLesson) -> EditionLesson:
    site, _slash, number = lesson.name.partition("/")
    return EditionLesson(
        site=site,
        number=number,
        phase=lesson.phase,
        element=lesson.element,
        situation=lesson.situation,
        what_worked=lesson.what_worked,
        tip=lesson.tip,
        site_name=lesson.site,
        evidence=lesson.evidence,
        mind=lesson.mind,
        holds_for=lesson.holds_for,
        tried=lesson.tried,
    )
