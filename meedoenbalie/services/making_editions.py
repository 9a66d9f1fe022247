"""The programme team makes an edition of the lessons of all azc's, signed, for the desks.

What was made is kept in the collection, so that editions can be compared. The key that signs is
derived from the key of the collection: it is never written anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from meedoenbalie.clock import Clock
from meedoenbalie.domain.edition_figures import from_text
from meedoenbalie.domain.editions import Edition, EditionLesson, TriedResult
from meedoenbalie.exchange.edition_file import SUFFIX, pack_edition, read_edition
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.collecting import opened

if TYPE_CHECKING:
    from meedoenbalie.collection.collected import Collection

__all__ = ["SUFFIX", "MadeEdition", "RefusedLesson", "editions_of", "make_edition"]

_PURPOSE = b"meedoenbalie editions"


class RefusedLesson(Exception):
    """A collected lesson may not go out; ``name`` is its azc and number, ``why`` what is wrong."""

    def __init__(self, name: str, why: ValidationError) -> None:
        super().__init__(name)
        self.name = name
        self.why = why


@dataclass(frozen=True, slots=True)
class MadeEdition:
    """An edition that was written: ``new`` unless nothing changed since the latest one.

    ``fingerprint`` is what the desks compare once.
    """

    edition: Edition
    new: bool
    fingerprint: str


def make_edition(path: Path, passphrase: str, clock: Clock, out: Path) -> MadeEdition:
    """Write the published lessons of a collection as a signed edition for the desks.

    When nothing changed since the latest edition, that one is written again. Raises what
    ``collecting.opened`` raises, RefusedLesson and OSError; then no file is written, and the next
    try writes the same edition.
    """
    from meedoenbalie.collection.editions import keep, kept

    with opened(path, passphrase) as collection:
        before = kept(collection)
        lessons = lessons_in(collection)
        sites = tuple(site.name for site in collection.sites())
        new = not before or before[-1].lessons != lessons or before[-1].sites != sites
        if new:
            made_at = clock.now().isoformat()
            edition = Edition(number=len(before) + 1, made_at=made_at, sites=sites, lessons=lessons)
        else:
            edition = before[-1]
        data = pack_edition(edition, collection.derived_key(_PURPOSE))
        if new:
            # Kept first: a number that is in a file must never be given to another edition.
            keep(collection, edition)
        write_whole(out, data)
    return MadeEdition(edition, new, read_edition(data).fingerprint)


def editions_of(path: Path, passphrase: str) -> tuple[Edition, ...]:
    """Return the editions that were made, oldest first. Raises what ``opened`` raises."""
    from meedoenbalie.collection.editions import kept

    with opened(path, passphrase) as collection:
        return tuple(kept(collection))


def lessons_in(collection: Collection) -> tuple[EditionLesson, ...]:
    """Return the published lessons of a collection, with how often each was tried elsewhere.

    Raises RefusedLesson.
    """
    from meedoenbalie.collection.editions import published, tried

    counts: dict[str, Counter[TriedResult]] = {}
    against: dict[str, set[str]] = {}
    for site, origin, number, result, own in tried(collection):
        name = f"{origin}/{number}"
        counts.setdefault(name, Counter())[TriedResult(result)] += 1
        if own:
            for one, other in ((name, f"{site}/{own}"), (f"{site}/{own}", name)):
                against.setdefault(one, set()).add(other)
    found = {f"{row['site']}/{row['number']}": row for row in published(collection)}
    return tuple(
        _lesson(
            name,
            {
                **row,
                "tried": _counted(counts.get(name)),
                "against": tuple(sorted(against.get(name, set()) & found.keys())),
                "figures": from_text(row["figures"]),
            },
        )
        for name, row in found.items()
    )


def _lesson(name: str, values: Mapping[str, object]) -> EditionLesson:
    try:
        return EditionLesson.model_validate(values)
    except ValidationError as error:
        raise RefusedLesson(name, error) from error


def beside_what_contradicts(lessons: Sequence[EditionLesson]) -> list[EditionLesson]:
    """Return lessons in their order, each followed at once by those that say the opposite."""
    by_name = {lesson.name: lesson for lesson in lessons}
    placed: dict[str, EditionLesson] = {}

    def place(lesson: EditionLesson) -> None:
        if lesson.name in placed:
            return
        placed[lesson.name] = lesson
        for name in lesson.against:
            if name in by_name:
                place(by_name[name])

    for lesson in lessons:
        place(lesson)
    return list(placed.values())


def _counted(counts: Counter[TriedResult] | None) -> dict[TriedResult, int]:
    return {result: counts[result] for result in TriedResult if counts and counts[result]}
