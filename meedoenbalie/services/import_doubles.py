"""Rows of a file who may be there already, or twice in the file: for a person to decide.

The wizard shows them beside the problems. A row that is the same person goes into
``ImportOptions.same_as``, one that stays out into ``left_out``; who is left alone comes in as
somebody new. Nothing is merged without that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from meedoenbalie.domain.duplicates.evidence import Evidence
from meedoenbalie.domain.duplicates.finding import find_duplicates
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.exchange.reading import Progress
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.doubles import person_of
from meedoenbalie.services.import_intake import ImportOptions, source_of
from meedoenbalie.services.import_residents import ResidentIntake
from meedoenbalie.storage.queries import alike

__all__ = ["RowDouble", "doubles_in_import"]


@dataclass(frozen=True, slots=True)
class RowDouble:
    """A row, and who it may be: a stored resident, or whom an earlier row of the file is about.

    ``same`` is what ``ImportOptions.same_as`` takes for it: the id of the resident, or the line of
    that row. ``other`` is that resident. ``reference`` is empty for another row.
    """

    line: int
    resident: Resident
    same: UUID | int
    other: Resident
    reference: str
    score: float
    evidence: tuple[Evidence, ...]


def doubles_in_import(
    desk: Desk,
    path: Path,
    site_code: str = "",
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> list[RowDouble]:
    """Return the good rows of a file of residents that may be doubles, in the order of the file.

    Rows that are recognised by their number, and lines that ``options`` decides already, are left
    out. Of a row the likeliest other is told. Raises RefusedFile and InvalidRules.
    """
    decided = options.same_as.keys() if options is not None else set()
    with desk.read() as reader:
        intake = ResidentIntake(reader, source_of(desk, path, options), site_code, "")
        fresh = {
            str(row.draft.resident.id): (row.line, row.draft.resident)
            for row in intake.rows(progress)
            if row.draft is not None and row.draft.known is None and row.line not in decided
        }
        stored = alike.compared(reader)
        codes = {site.id: site.code for site in reader.find(Site)}
    people = [person_of(row, codes[row.site_id], str(row.id)) for row in stored]
    known = len(people)
    people += [
        person_of(resident, codes.get(resident.site_id, ""), key)
        for key, (_line, resident) in fresh.items()
    ]
    found: dict[int, RowDouble] = {}
    with desk.read() as reader:
        for pair in find_duplicates(people, known=known):
            first, second = pair.one.key, pair.other.key
            if first in fresh and fresh[first][0] > fresh[second][0]:
                first, second = second, first
            line, resident = fresh[second]
            if line in found:
                continue
            earlier = fresh.get(first)
            other = earlier[1] if earlier else reader.get(Resident, UUID(first))
            found[line] = RowDouble(
                line=line,
                resident=resident,
                same=earlier[0] if earlier else other.id,
                other=other,
                reference="" if earlier else other.reference,
                score=pair.score,
                evidence=pair.evidence,
            )
    return [found[line] for line in sorted(found)]
