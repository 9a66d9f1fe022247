"""Learned lessons from other desks against the lessons that are stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site
from meedoenbalie.exchange.lessons import LESSON_FIELDS, LessonReader
from meedoenbalie.exchange.reading import Progress, ReadRow, read_rows
from meedoenbalie.services.import_intake import Intake, Source, brought_by
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

_NEVER_UPDATED = frozenset({"number"})


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """A lesson as a row tells it; ``known`` is the stored one with the same number."""

    lesson: LearnedLesson
    known: LearnedLesson | None


class LessonIntake(Intake[LessonDraft]):
    """Lessons by their number."""

    def __init__(self, reader: Reader, source: Source) -> None:
        table, columns = source.table(LESSON_FIELDS)
        super().__init__(table, columns)
        self._table = table
        self._options = source.options
        self._reader = LessonReader(columns, _known_sites(reader))
        self._stored = {lesson.number: lesson for lesson in reader.find(LearnedLesson)}

    def rows(self, progress: Progress | None) -> Iterator[ReadRow[LessonDraft]]:
        """Yield the rows, each with the stored lesson that has its number."""
        options = self._options
        for row in read_rows(
            self._table, self._reader, progress, options.corrections, options.left_out
        ):
            if row.draft is None:
                yield ReadRow(row.line, row.cells, None, row.problems)
                continue
            known = self._stored.get(row.draft.number)
            self.known += known is not None
            yield ReadRow(row.line, row.cells, LessonDraft(row.draft, known), row.problems)

    def store(self, uow: UnitOfWork, drafts: Sequence[LessonDraft]) -> None:
        """Store new lessons, and update known ones."""
        uow.insert_many([draft.lesson for draft in drafts if draft.known is None])
        for draft in drafts:
            if draft.known is not None:
                self.update(uow, draft.known, brought_by(draft.lesson, _NEVER_UPDATED))


def _known_sites(reader: Reader) -> frozenset[str]:
    """Return the names that a lesson's site may have; none while no site's name is known."""
    sites = reader.find(Site)
    codes = {site.code for site in sites}
    names = {site.name for site in sites} - codes
    for offer in reader.find(Offer):
        names |= offer.travel_minutes.keys() - codes
    return frozenset(names | codes) if names else frozenset()
