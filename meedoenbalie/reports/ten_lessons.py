"""*Tien lessen*: the handreiking on one sheet, two tips of each phase, to hang up at the desk."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from meedoenbalie.domain.handreiking import Guide, GuideLesson
from meedoenbalie.domain.lessons import LessonPhase
from meedoenbalie.i18n import _, formats, labels, language
from meedoenbalie.reports import marked
from meedoenbalie.reports.typeset import typeset

MOST = 10
A_PHASE = 2


def render_ten(guide: Guide, demo: bool) -> bytes:
    """Return the sheet as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError.

    One sheet: when all of the texts don't fit, each is left at its first paragraph, or else out.
    """
    data = _data(guide, ten_of(guide), formats.full_day(guide.made_on), demo)
    sheet = typeset("ten_lessons", data, guide.made_on)
    for most in (1, 0):
        if len(PdfReader(BytesIO(sheet)).pages) == 1:
            break
        for lesson in data["lessons"]:
            lesson["text"] = [one for one in lesson["text"][:most] if one["kind"] == "words"]
        sheet = typeset("ten_lessons", data, guide.made_on)
    return sheet


def ten_of(guide: Guide) -> list[GuideLesson]:
    """Return ten lessons with a tip, two of each phase; for one that has fewer, others come in."""
    with_tip = [lesson for lesson in guide.lessons if lesson.tip]
    first = [
        lesson
        for phase in LessonPhase
        for lesson in [one for one in with_tip if one.phase is phase][:A_PHASE]
    ]
    rest = [lesson for lesson in with_tip if lesson not in first]
    chosen = (first + rest)[:MOST]
    order = list(LessonPhase)
    return sorted(chosen, key=lambda lesson: order.index(lesson.phase))


def _data(guide: Guide, lessons: list[GuideLesson], made: str, demo: bool) -> dict[str, Any]:
    number = len(lessons)
    title = _("Tien lessen van de balie") if number == MOST else _("Lessen van de balie")
    footer = (_("Uit de handreiking Meedoen met MDT"), made, _("fictief voorbeeld") if demo else "")
    return {
        "lang": language(),
        "title": title,
        "subtitle": _("Voor wie jongeren helpt meedoen. Geleerd op: {sites}.").format(
            sites=", ".join(guide.sites) or "–"
        ),
        "none": _("Er is nog geen les met een tip gepubliceerd."),
        "lessons": [
            {
                "phase": labels.lesson_phase(lesson.phase).capitalize(),
                "tip": marked.paragraph(marked.line(lesson.tip, strong=True)),
                "text": marked.without_headings(marked.blocks(lesson.what_worked)),
            }
            for lesson in lessons
        ],
        "footer": " · ".join(part for part in footer if part),
    }
