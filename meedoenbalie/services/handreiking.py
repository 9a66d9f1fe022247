"""The handreiking: the lessons of this desk, or of all azc's in a collection, as one guide.

Typst and DuckDB take long to load, so they are imported where they are used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from meedoenbalie.clock import Clock
from meedoenbalie.domain.data_sets import fields_of
from meedoenbalie.domain.disclosure import publish, publish_one
from meedoenbalie.domain.edition_figures import EditionFigure
from meedoenbalie.domain.editions import EditionLesson
from meedoenbalie.domain.figures import CountedEvent, count_reached, count_reasons
from meedoenbalie.domain.handreiking import (
    Guide,
    GuideLesson,
    OpenCheck,
    ShownFigures,
    open_checks,
)
from meedoenbalie.domain.lesson_figures import (
    REACHED,
    REASON,
    PrintedFigure,
    cells_of,
    seen_week,
)
from meedoenbalie.domain.lessons import (
    LearnedLesson,
    LessonPhase,
    LessonStatus,
    WorkingElement,
    in_outline,
)
from meedoenbalie.domain.live_count import COUNT_KEYS
from meedoenbalie.domain.live_query import Measure
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.publication.printed import Beside, Differs
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services import printed_figures
from meedoenbalie.services.collecting import opened
from meedoenbalie.services.desk import EVERYONE, Desk
from meedoenbalie.services.guide_publication import issue_figures
from meedoenbalie.services.making_editions import beside_what_contradicts, lessons_in
from meedoenbalie.services.outside_prints import Sheet, beside_earlier
from meedoenbalie.storage.queries.data_sets import rows_of

__all__ = [
    "Guide",
    "OpenCheck",
    "PrintedGuide",
    "guide_of_collection",
    "guide_of_desk",
    "make_handreiking",
    "make_ten_lessons",
    "open_checks",
    "preview_chapter",
    "print_handreiking",
]


@dataclass(frozen=True, slots=True)
class PrintedGuide:
    """A handreiking of the desk that was written, and the checks that are still open.

    ``differs`` tells how many figures aren't those of now because of earlier prints.
    """

    checks: tuple[OpenCheck, ...]
    differs: Differs


def guide_of_desk(desk: Desk) -> Guide:
    """Return the edition of this desk: its published lessons and its own figures."""
    with desk.read("read_lessons", EVERYONE) as reader:
        sites = reader.find(Site, order_by="code")
        rows = [rows_of(reader, site, desk.clock.today()) for site in sites]
        lessons = reader.find(LearnedLesson, order_by="number", status=LessonStatus.PUBLISHED)
        figures = printed_figures.of_lessons(desk, reader)
        proof = printed_figures.of_desk(desk, reader)
    events = [
        _event(dict(zip(fields_of("events"), row, strict=True)))
        for of_site in rows
        for row in of_site["events"]
    ]
    all_weeks = sorted(event.week for event in events)
    # A lesson that was read in may name an azc that isn't here: the number is the desk's own.
    codes, home = {site.name: site.code for site in sites}, sites[0].code if sites else "-"
    return Guide(
        lessons=[
            _of_desk(lesson, figures.get(lesson.id, ()), codes.get(lesson.site_name, home))
            for lesson in in_outline(lessons)
        ],
        sites=[site.name for site in sites],
        reached=count_reached(
            events,
            sum(len(of_site["residents"]) for of_site in rows),
            sum(len(of_site["informed"]) for of_site in rows),
        ),
        reasons=count_reasons(events),
        first_week=all_weeks[0] if all_weeks else "",
        last_week=all_weeks[-1] if all_weeks else "",
        made_on=desk.clock.today(),
        proof=proof,
    )


def print_handreiking(desk: Desk, out: Path, *, demo: bool = False) -> PrintedGuide:
    """Write the handreiking of this desk, its figures held beside all that it printed before.

    Raises what ``make_handreiking`` raises; then nothing is written.
    """
    desk.note("print_handreiking", roles=EVERYONE)
    guide = guide_of_desk(desk)
    with beside_earlier(desk, Sheet.HANDREIKING) as hold:
        guide = _beside(guide, hold)
    return PrintedGuide(make_handreiking(guide, out, demo), hold.differs)


def _beside(guide: Guide, hold: Beside) -> Guide:
    """Return a guide with its figures as they may be printed beside earlier prints."""
    shown = ShownFigures(
        {
            name: hold(("", f"{REACHED}-{name}"), publish_one(count))
            for name, count in guide.reached.items()
        },
        {
            code: hold(("", f"{REASON}-{code}"), count)
            for code, count in publish(guide.reasons).cells.items()
        },
    )
    lessons = [
        # A figure is sealed as it was frozen: it is printed so, or not at all.
        replace(
            lesson,
            figures=tuple(
                one for one in lesson.figures if hold.whole(cells_of(one.query, one.shown))
            ),
        )
        for lesson in guide.lessons
    ]
    return replace(guide, lessons=lessons, shown=shown, proof=_as_shown(guide.proof, shown))


def guide_of_collection(
    path: Path, passphrase: str, clock: Clock, *, figures: bool = True
) -> Guide:
    """Return the edition of all azc's in a collection.

    Its figures are registered as a publication; without ``figures`` it has none. Raises what
    ``opened`` raises, and InvalidRules.
    """
    from meedoenbalie.collection.figures import counts_by_site, reasons, weeks
    from meedoenbalie.collection.live_query import answer

    now = clock.now()
    with opened(path, passphrase) as collection:
        by_site = counts_by_site(collection.rows, collection.sites())
        first, last = weeks(collection.rows)
        lessons = lessons_in(collection)
        made = issue_figures(collection, path, clock, lessons) if figures else None
        shown = made.shown if made is not None else None
        proof = printed_figures.general(
            collection.derived_key(printed_figures.PURPOSE),
            now,
            lambda query: answer(collection, query, seen_week(now.date())),
        )
        return Guide(
            lessons=_lessons_of(lessons, made.of_lessons if made is not None else {}),
            sites=[site.name for site in collection.sites()],
            reached={
                measure: sum(counts[measure] for counts in by_site.values())
                for measure in next(iter(by_site.values()), {})
            },
            reasons=reasons(collection.rows),
            first_week=first,
            last_week=last,
            made_on=clock.today(),
            proof=_as_shown(proof, shown),
            shown=shown,
            issued=made.issued if made is not None else None,
        )


def _as_shown(
    proof: tuple[PrintedFigure, ...], shown: ShownFigures | None
) -> tuple[PrintedFigure, ...]:
    """Leave out figures that would print what is hidden in this edition."""
    if shown is None:
        return ()
    told = {**shown.counts, **shown.reasons}
    return tuple(
        one
        for one in proof
        if all(count is None or told.get(name) == count for name, count in one.shown.items())
    )


def _published_there(figure: EditionFigure) -> PrintedFigure:
    """Return a figure of another azc as it is printed; in a gegevensset its counts lost order."""
    keys = COUNT_KEYS if figure.query.measure is Measure.COUNTS else tuple(figure.shown)
    shown = {key: figure.shown[key] for key in keys if key in figure.shown}
    frozen_at = datetime.fromisoformat(figure.frozen_at)
    return PrintedFigure("", figure.caption, figure.query, shown, frozen_at, "")


def _lessons_of(
    lessons: Sequence[EditionLesson], figures: Mapping[str, tuple[EditionFigure, ...]]
) -> list[GuideLesson]:
    by_name = {lesson.name: lesson for lesson in lessons}
    in_order = sorted(lessons, key=lambda one: (one.number, one.site))
    return [
        GuideLesson(
            lesson.phase,
            lesson.element,
            lesson.situation,
            lesson.what_worked,
            lesson.tip,
            lesson.site_name,
            lesson.evidence,
            tuple(map(_published_there, figures.get(lesson.name, ()))),
            mind=lesson.mind,
            holds_for=lesson.holds_for,
            name=lesson.name,
            tried=lesson.tried,
            against=tuple(
                (other.tip or other.situation, other.site_name)
                for name in lesson.against
                if (other := by_name.get(name)) is not None
            ),
        )
        for lesson in beside_what_contradicts(in_order)
    ]


def make_handreiking(guide: Guide, out: Path, demo: bool = False) -> tuple[OpenCheck, ...]:
    """Write the handreiking and return the checks that are still open.

    The name of the file says as what: tagged PDF, or Word (.docx) and EPUB (.epub) for those who go
    on writing. It is always made, and says *Concept* while a check is open. Raises CannotTypeset,
    FontMissing and OSError; then nothing is written.
    """
    checks = open_checks(guide)
    write_whole(out, _rendered(guide, checks, demo, out.suffix.casefold()))
    return checks


def preview_chapter(
    desk: Desk, lesson_id: UUID | None, values: Mapping[str, Any], dots_an_inch: float
) -> tuple[bytes, ...]:
    """Return the pages (PNG) of the chapter of a lesson as it is typed, among the published ones.

    ``values`` are those of the form, and need not be saved or complete. Raises CannotTypeset,
    FontMissing and OSError.
    """
    from meedoenbalie.reports.handreiking import render_chapter

    phase = LessonPhase(values["phase"])
    with desk.read("read_lessons", EVERYONE) as reader:
        found = reader.find(LearnedLesson, order_by="number", phase=phase)
        figures = printed_figures.of_lessons(desk, reader)
    lessons = [
        _as_typed(values, lesson.site_name, figures.get(lesson.id, ()))
        if lesson.id == lesson_id
        else _of_desk(lesson, figures.get(lesson.id, ()))
        for lesson in in_outline(found)
        if lesson.status is LessonStatus.PUBLISHED or lesson.id == lesson_id
    ]
    if lesson_id not in {lesson.id for lesson in found}:
        lessons.append(_as_typed(values, "", ()))
    guide = Guide(lessons, (), {}, {}, "", "", desk.clock.today())
    return render_chapter(guide, phase, dots_an_inch)


def _as_typed(
    values: Mapping[str, Any], site_name: str, figures: tuple[PrintedFigure, ...]
) -> GuideLesson:
    """Return a lesson as it stands in the form; what isn't complete there isn't refused here."""
    return GuideLesson(
        LessonPhase(values["phase"]),
        WorkingElement(values["element"]),
        values.get("situation") or "",
        values.get("what_worked") or "",
        values.get("tip") or "",
        site_name,
        values.get("evidence") or "",
        figures,
        mind=values.get("mind") or "",
        holds_for=values.get("holds_for") or "",
    )


def _of_desk(
    lesson: LearnedLesson, figures: tuple[PrintedFigure, ...], site: str = ""
) -> GuideLesson:
    """Return a lesson as it is kept; ``site`` is the code of its azc."""
    return GuideLesson(
        lesson.phase,
        lesson.element,
        lesson.situation,
        lesson.what_worked,
        lesson.tip,
        lesson.site_name,
        lesson.evidence,
        figures,
        mind=lesson.mind,
        holds_for=lesson.holds_for,
        name=f"{site}/{lesson.number}" if site else "",
    )


def make_ten_lessons(guide: Guide, out: Path, demo: bool = False) -> None:
    """Write a sheet of ten lessons, two of each phase, as tagged PDF.

    Raises CannotTypeset, FontMissing and OSError; then nothing is written.
    """
    from meedoenbalie.reports.ten_lessons import render_ten

    write_whole(out, render_ten(guide, demo))


def _rendered(guide: Guide, checks: tuple[OpenCheck, ...], demo: bool, suffix: str) -> bytes:
    from meedoenbalie.reports import handreiking as paper

    if suffix == ".docx":
        from meedoenbalie.reports.handreiking_docx import render_docx

        return render_docx(paper.content(guide, checks, demo), guide.made_on)
    if suffix == ".epub":
        from meedoenbalie.reports.handreiking_epub import render_epub

        return render_epub(paper.content(guide, checks, demo), guide.made_on)
    return paper.render(guide, checks, demo)


def _event(row: dict[str, str | int]) -> CountedEvent:
    return CountedEvent(
        referral=str(row["referral"]),
        kind=EventKind(str(row["event"])),
        week=str(row["week"]),
        reason=str(row["reason"]),
        told=bool(row["told_week"]),
    )
