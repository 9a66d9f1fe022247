"""*Tien lessen*: the handreiking on one sheet, two tips of each phase, to hang up at the desk."""

from __future__ import annotations

from typing import Any

from meedoenbalie.domain.handreiking import Guide, GuideLesson
from meedoenbalie.domain.lessons import LessonPhase
from meedoenbalie.i18n import _, formats, labels, language
from meedoenbalie.reports.typeset import typeset

MOST = 10
A_PHASE = 2


def render_ten(guide: Guide, demo: bool) -> bytes:
    """Return the sheet as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    made = formats.full_day(guide.made_on)
    lessons = ten_of(guide)
    return typeset("ten_lessons", _data(guide, lessons, made, demo), guide.made_on)


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
                "tip": lesson.tip,
                "text": lesson.what_worked,
            }
            for lesson in lessons
        ],
        "footer": " · ".join(part for part in footer if part),
    }
