"""Lessons that the desk learned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from meedoenbalie.domain.lessons import (
    BLOCK_TEXTS,
    LINE_TEXTS,
    LearnedLesson,
    LessonPhase,
    LessonStatus,
    in_outline,
)
from meedoenbalie.domain.markup import Spot, laid_bare, unprintable
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Resident, Role, User
from meedoenbalie.domain.personal_details import SHORTEST_NAME, Pointed, details_in
from meedoenbalie.services.desk import DESK_ROLES, EVERYONE, Desk, Done
from meedoenbalie.services.lesson_figures import freeze
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries import lessons as queries
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

__all__ = [
    "NamesSomebody",
    "NotPrintable",
    "OwnLesson",
    "add_lesson",
    "change_lesson",
    "find_lessons",
    "move_lesson",
]

_WRITERS = DESK_ROLES | {Role.PROGRAMME}
_READ_BY_OTHERS = (*BLOCK_TEXTS, *LINE_TEXTS)


class NamesSomebody(ValueError):
    """A lesson that others will read may name a person; ``found`` says where and what."""

    def __init__(self, found: tuple[Pointed, ...]) -> None:
        super().__init__("names_somebody")
        self.found = found


class NotPrintable(ValueError):
    """A lesson that others will read has what no page can show; ``found`` says where, by field."""

    def __init__(self, found: Mapping[str, tuple[Spot, ...]]) -> None:
        super().__init__("not_printable")
        self.found = found


class OwnLesson(ValueError):
    """Nobody reviews a lesson of their own where a colleague can."""


def add_lesson(desk: Desk, *, nobody: bool = False, **values: Any) -> Done[LearnedLesson]:
    """Write down a learned lesson; without a number it gets the next one.

    ``nobody`` says that what looks like a personal detail isn't one. Raises NamesSomebody,
    NotPrintable and OwnLesson for a lesson that is more than a draft, and pydantic.ValidationError.
    """
    with desk.write("add_lesson", roles=_WRITERS) as uow:
        values.setdefault("number", _next_number(uow))
        values.setdefault("written_by", desk.user.name)
        lesson = LearnedLesson.model_validate(values)
        if lesson.status is not LessonStatus.DRAFT:
            _check(uow, desk, lesson, nobody=nobody)
            lesson = lesson.changed(reviewed_by=desk.user.name)
        lesson = uow.insert(lesson)
    return Done(lesson, frozenset(uow.changed))


def change_lesson(
    desk: Desk, lesson_id: UUID, *, nobody: bool = False, **values: Any
) -> Done[LearnedLesson]:
    """Change fields of a lesson; going on from a draft is reviewing it.

    Raises UnknownRecord, pydantic.ValidationError, and what ``add_lesson`` raises.
    """
    with desk.write("change_lesson", roles=_WRITERS) as uow:
        before = uow.get(LearnedLesson, lesson_id)
        after = before.changed(**values)
        if after.status is LessonStatus.DRAFT:
            values["reviewed_by"] = ""
        elif before.status is LessonStatus.DRAFT:
            _check(uow, desk, after, nobody=nobody)
            values["reviewed_by"] = desk.user.name
        elif _texts(after) != _texts(before):
            _check_texts(uow, after, nobody=nobody)
        lesson = uow.update(before, **values)
        if lesson.status is LessonStatus.PUBLISHED:
            freeze(uow, lesson_id, desk.clock.now())
    return Done(lesson, frozenset(uow.changed))


def move_lesson(
    desk: Desk, lesson_id: UUID, phase: LessonPhase, before: UUID | None
) -> Done[LearnedLesson]:
    """Put a lesson into a phase, before another one of it, or at its end.

    Its words stay as they were reviewed. Raises UnknownRecord and NotAllowed.
    """
    with desk.write("move_lesson", roles=_WRITERS) as uow:
        lesson = uow.get(LearnedLesson, lesson_id)
        there = in_outline(uow.find(LearnedLesson, phase=phase))
        others = [one for one in there if one.id != lesson.id]
        at = next((n for n, one in enumerate(others) if one.id == before), None)
        if before is not None and at is None:
            raise UnknownRecord("lesson")
        others.insert(len(others) if at is None else at, lesson)
        for place, one in enumerate(others, 1):
            if one.id == lesson.id:
                lesson = uow.update(one, place=place, phase=phase)
            elif one.place != place:
                uow.update(one, place=place)
    return Done(lesson, frozenset(uow.changed))


def _check(uow: UnitOfWork, desk: Desk, lesson: LearnedLesson, *, nobody: bool) -> None:
    """Refuse what nobody should publish: a lesson of one's own, or one that names somebody."""
    if lesson.written_by == desk.user.name:
        colleagues = (
            one
            for one in uow.find(User, left_on=None)
            if one.name != desk.user.name and _WRITERS & set(one.roles)
        )
        if next(colleagues, None) is not None:
            raise OwnLesson("own_lesson")
    _check_texts(uow, lesson, nobody=nobody)


def _check_texts(uow: UnitOfWork, lesson: LearnedLesson, *, nobody: bool) -> None:
    texts = _texts(lesson)
    spots = {name: found for name, text in texts.items() if (found := unprintable(text))}
    if spots:
        raise NotPrintable(spots)
    if not nobody:
        _refuse_names(uow, lesson)


def _refuse_names(uow: UnitOfWork, lesson: LearnedLesson) -> None:
    names = {
        fold(word)
        for person in uow.find(Resident)
        for name in (person.given_name, person.family_name, person.native_name)
        for word in name.split()
        if len(word) >= SHORTEST_NAME
    }
    bare = {name: "\n".join(laid_bare(text)) for name, text in _texts(lesson).items()}
    found = details_in(bare, names)
    if found:
        raise NamesSomebody(found)


def _texts(lesson: LearnedLesson) -> dict[str, str]:
    return {name: getattr(lesson, name) for name in _READ_BY_OTHERS}


def find_lessons(desk: Desk, words: str = "") -> list[LearnedLesson]:
    """Return lessons by number; with words those in which each is found."""
    with desk.read("read_lessons", EVERYONE) as reader:
        return queries.lessons(reader, words)


def _next_number(reader: Reader) -> str:
    taken = {lesson.number for lesson in reader.find(LearnedLesson)}
    highest = max((int(n[1:]) for n in taken if n[:1] == "L" and n[1:].isdecimal()), default=0)
    return f"L{highest + 1:02d}"
