"""The lessons inside a handreiking, so that a later one can be compared with it.

A JSON file attached to the PDF, with the whole texts of its lessons as they were published, also of
what isn't printed for want of room.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from meedoenbalie.domain.editions import EditionLesson
from meedoenbalie.domain.handreiking import Guide, GuideLesson
from meedoenbalie.domain.live_query import canonical
from meedoenbalie.reports.problems import NoProof
from meedoenbalie.reports.proof_file import NOT_AS_WRITTEN, attached

NAME = "lessen.json"
FORMAT = 1


def as_edition(guide: Guide) -> tuple[EditionLesson, ...]:
    """Return the lessons of a guide as those of an edition; one without a name is left out."""
    return tuple(_lesson(one) for one in guide.lessons if one.name)


def written(guide: Guide) -> str:
    """Return the lessons of a guide as JSON."""
    lessons = [one.model_dump(mode="json") for one in as_edition(guide)]
    about: dict[str, Any] = {
        "format": FORMAT,
        "made_with": "Meedoenbalie",
        "made_on": guide.made_on.isoformat(),
        "lessons": lessons,
        "sha256": _digest(lessons),
    }
    return json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True)


def read(path: Path) -> tuple[EditionLesson, ...]:
    """Return the lessons in a handreiking. Raises NoProof, and OSError for no file.

    ``NoProof`` codes: no_pdf, no_lessons, damaged, newer.
    """
    text = attached(path.read_bytes(), NAME)
    if text is None:
        raise NoProof("no_lessons")
    try:
        data = json.loads(text)
        if data["format"] > FORMAT:
            raise NoProof("newer")
        if data["sha256"] != _digest(data["lessons"]):
            raise NoProof("damaged")
        return tuple(map(EditionLesson.model_validate, data["lessons"]))
    except NOT_AS_WRITTEN as error:
        raise NoProof("damaged") from error


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


def _digest(lessons: object) -> str:
    return hashlib.sha256(canonical(lessons)).hexdigest()
