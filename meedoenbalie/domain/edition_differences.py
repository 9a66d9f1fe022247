"""What is new, gone or worded otherwise between two editions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from meedoenbalie.domain.editions import EditionLesson
from meedoenbalie.domain.lessons import LessonPhase

TEXTS = ("tip", "situation", "what_worked", "mind", "holds_for", "evidence")
"""The texts of a lesson, in the order in which they are read."""

_ALIKE = 0.5
"""Texts that have less in common than this share of their words are shown one after the other."""
_PARTS = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    """What happened to a lesson."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


class Mark(StrEnum):
    """What happened to some words."""

    SAME = "same"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One lesson that differs; ``before`` is None for a new one, ``after`` for one that is gone."""

    kind: Kind
    before: EditionLesson | None
    after: EditionLesson | None

    @property
    def lesson(self) -> EditionLesson:
        """The lesson as it is, or as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a difference without a lesson")
        return found


def differences(
    before: Iterable[EditionLesson], after: Iterable[EditionLesson]
) -> tuple[Difference, ...]:
    """Return the lessons whose words differ: by phase, then by name.

    How often a lesson was tried isn't a difference of words.
    """
    old, new = ({lesson.name: lesson for lesson in some} for some in (before, after))
    found = [
        Difference(_kind(old.get(name), new.get(name)), old.get(name), new.get(name))
        for name in old.keys() | new.keys()
        if _words(old.get(name)) != _words(new.get(name))
    ]
    order = list(LessonPhase)
    return tuple(sorted(found, key=lambda one: (order.index(one.lesson.phase), one.lesson.name)))


def marked(before: str, after: str) -> tuple[tuple[Mark, str], ...]:
    """Return a text as it was and is, in pieces: the same, taken out, put in.

    The pieces that aren't taken out make ``after``, those that aren't put in make ``before``.
    """
    return tuple(_joined(_marked(_PARTS.findall(before), _PARTS.findall(after))))


def _marked(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    match = SequenceMatcher(None, old, new, autojunk=False)
    if match.ratio() < _ALIKE:
        yield from ((mark, "".join(part)) for mark, part in _apart(old, new) if part)
        return
    for what, i, j, k, m in match.get_opcodes():
        if what == "equal":
            yield Mark.SAME, "".join(old[i:j])
            continue
        if j > i:
            yield Mark.GONE, "".join(old[i:j])
        if m > k:
            yield Mark.ADDED, "".join(new[k:m])


def _apart(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Mark, Sequence[str]]]:
    """Yield both texts whole: word by word, two that have little in common can't be read."""
    yield Mark.GONE, old
    yield Mark.ADDED, new


def _joined(pieces: Iterable[tuple[Mark, str]]) -> Iterator[tuple[Mark, str]]:
    last: tuple[Mark, str] | None = None
    for mark, text in pieces:
        if last is not None and last[0] is mark:
            last = mark, last[1] + text
            continue
        if last is not None:
            yield last
        last = mark, text
    if last is not None:
        yield last


def _kind(old: EditionLesson | None, new: EditionLesson | None) -> Kind:
    if old is None:
        return Kind.ADDED
    return Kind.GONE if new is None else Kind.CHANGED


def _words(lesson: EditionLesson | None) -> tuple[str, ...] | None:
    if lesson is None:
        return None
    return (lesson.phase, lesson.element, *(getattr(lesson, name) for name in TEXTS))
