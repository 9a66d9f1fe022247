"""What a handreiking is made of, and what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from meedoenbalie.domain.disclosure import Published, publish, publish_one
from meedoenbalie.domain.editions import TriedResult
from meedoenbalie.domain.lesson_figures import PrintedFigure
from meedoenbalie.domain.lessons import BLOCK_TEXTS, LINE_TEXTS, LessonPhase, WorkingElement
from meedoenbalie.domain.markup import unprintable
from meedoenbalie.domain.publication.differencing import Conflict

# Each chapter has three points of attention. Source: how good handreikingen are built (Divosa,
# Verwey-Jonker/Regioplan, SZW).
LESSONS_A_PHASE = 3


@dataclass(frozen=True, slots=True)
class GuideLesson:
    """A published lesson as the handreiking prints it.

    ``tried`` counts the azc's that tried it, by result; ``against`` are the tips of other lessons
    that say the opposite, each with the name of its azc. ``name`` is azc and number, by which it
    is known in another edition; empty while it is typed.
    """

    phase: LessonPhase
    element: WorkingElement
    situation: str
    what_worked: str
    tip: str
    site: str
    evidence: str
    figures: tuple[PrintedFigure, ...] = ()
    tried: Mapping[TriedResult, int] = field(default_factory=dict)
    against: tuple[tuple[str, str], ...] = ()
    mind: str = ""
    holds_for: str = ""
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ShownFigures:
    """Counts by measure and reasons by code as they may be printed; None is hidden."""

    counts: Mapping[str, int | None]
    reasons: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class IssuedFigures:
    """The number of a publication, and what was hidden because of earlier ones.

    ``left_out`` counts the figures of lessons that aren't printed for the same reason.
    """

    number: int
    conflicts: tuple[Conflict, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Guide:
    """All that an edition says.

    ``reached`` counts referrals per measure and ``reasons`` per reason, both exact: hiding and
    rounding happen where they are printed. ``first_week`` and ``last_week`` are ISO weeks, empty
    when nothing happened yet. ``proof`` holds the figures of the last chapter, sealed.

    ``shown`` holds counts and reasons as they may stand in this edition beside everything that was
    published or printed before; None for a guide of a desk that isn't printed. ``issued`` says as
    which publication they were registered.
    """

    lessons: Sequence[GuideLesson]
    sites: Sequence[str]
    reached: Mapping[str, int]
    reasons: Mapping[str, int]
    first_week: str
    last_week: str
    made_on: date
    proof: tuple[PrintedFigure, ...] = ()
    shown: ShownFigures | None = None
    issued: IssuedFigures | None = None

    def count(self, measure: str) -> int | None:
        """Return how often a step was reached as it may be printed, or None."""
        if self.shown is not None:
            return self.shown.counts.get(measure)
        return publish_one(self.reached.get(measure, 0))

    def counted_reasons(self) -> Published[str]:
        """Return the reasons, by their codes, as they may be printed."""
        if self.shown is None:
            return publish(self.reasons)
        cells = self.shown.reasons
        return Published(cells, sum(count for count in cells.values() if count is not None))


class GuideCheck(StrEnum):
    """What must be in order before a handreiking is more than a concept."""

    TOO_FEW_LESSONS = "too_few_lessons"
    NO_EVIDENCE = "no_evidence"
    NO_TIP = "no_tip"
    NO_FIGURES = "no_figures"
    NOT_PRINTABLE = "not_printable"


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """A check that fails: in which phase, and how many there are of what it counts."""

    check: GuideCheck
    phase: LessonPhase | None = None
    count: int = 0


def open_checks(guide: Guide) -> tuple[OpenCheck, ...]:
    """Return the checks that fail, in the order of the handreiking."""
    found = []
    for phase in LessonPhase:
        count = sum(lesson.phase is phase for lesson in guide.lessons)
        if count < LESSONS_A_PHASE:
            found.append(OpenCheck(GuideCheck.TOO_FEW_LESSONS, phase, count))
    for check, missing in (
        (GuideCheck.NO_TIP, sum(not lesson.tip for lesson in guide.lessons)),
        (GuideCheck.NO_EVIDENCE, sum(not lesson.evidence for lesson in guide.lessons)),
        (GuideCheck.NOT_PRINTABLE, sum(map(_asks_too_much, guide.lessons))),
    ):
        if missing:
            found.append(OpenCheck(check, None, missing))
    if not any(guide.reached.values()):
        found.append(OpenCheck(GuideCheck.NO_FIGURES))
    return tuple(found)


def _asks_too_much(lesson: GuideLesson) -> bool:
    """Tell whether a text of a lesson has what no page can show."""
    return any(unprintable(getattr(lesson, name)) for name in (*BLOCK_TEXTS, *LINE_TEXTS))
