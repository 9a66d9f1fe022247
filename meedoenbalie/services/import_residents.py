"""Lists of residents against the residents that are stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.duplicates.spelling import parts
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.same_person import ALIKE, likeness_to
from meedoenbalie.exchange.problems import FileNote, Problem, RefusedFile
from meedoenbalie.exchange.reading import Progress, ReadRow, read_rows
from meedoenbalie.exchange.resident_checks import AgeRules
from meedoenbalie.exchange.resident_fields import RESIDENT_FIELDS
from meedoenbalie.exchange.residents import ResidentContext, ResidentReader
from meedoenbalie.services.import_intake import Intake, Source, brought_by, filled_by, refused
from meedoenbalie.services.import_sites import Sites
from meedoenbalie.services.import_unnumbered import Unnumbered
from meedoenbalie.storage.queries.importing import (
    StoredResident,
    former_residents,
    stored_residents,
)
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

# A file says where somebody is listed, not that somebody moved: a transfer is a step of its own.
_NEVER_UPDATED = frozenset({"site_id", "reference", "pseudonym"})


@dataclass(frozen=True, slots=True)
class ResidentDraft:
    """A resident as a row tells it; ``known`` is the stored one that it is about.

    ``fills`` says that it only fills in what isn't known yet.
    """

    resident: Resident
    known: UUID | None
    fills: bool = False


class ResidentIntake(Intake[ResidentDraft]):
    """Residents by their reference or V-number, or without one by name; nobody is stored twice."""

    def __init__(self, reader: Reader, source: Source, site_code: str, site_name: str) -> None:
        table, columns = source.table(RESIDENT_FIELDS)
        super().__init__(table, columns)
        self._table = table
        self._options = source.options
        self._sites = Sites(reader)
        rules = source.rules
        self._reader = ResidentReader(
            columns,
            ResidentContext(
                today=source.today,
                ages=AgeRules(
                    rules.mdt_minimum_age, rules.mdt_maximum_age, rules.guardian_below_age
                ),
                site_of=self._sites.of_row,
                site_code=self._site_of_file(site_code, site_name),
            ),
        )
        stored = stored_residents(reader)
        self._by_reference = {one.reference: one for one in stored}
        self._by_v_number = {one.v_number: one for one in stored if one.v_number}
        self._former = {one.reference: one for one in former_residents(reader)}
        self._former_numbers = {one.v_number: one for one in self._former.values() if one.v_number}
        self._unnumbered = Unnumbered(stored, self._former)
        self._met: dict[UUID, int] = {}
        self._by_line: dict[int, UUID] = {}
        self._used_sites: set[UUID] = set()

    def _site_of_file(self, code: str, name: str) -> str:
        """Return the code for all rows, or nothing when each row tells its own."""
        if code:
            return self._sites.named(code, name).code
        if "reference" in self.columns.places or "site" in self.columns.places:
            return ""
        if len(self._sites.all) == 1:
            return self._sites.all[0].code
        raise RefusedFile("site_needed")

    def rows(self, progress: Progress | None) -> Iterator[ReadRow[ResidentDraft]]:
        """Yield the rows, each with the stored resident that it is about."""
        options = self._options
        for row in read_rows(
            self._table, self._reader, progress, options.corrections, options.left_out
        ):
            found = self._said_to_be(row) or self._against_store(row)
            if found.draft is not None:
                self._by_line[row.line] = found.draft.known or found.draft.resident.id
            yield found

    def _said_to_be(self, row: ReadRow[Resident]) -> ReadRow[ResidentDraft] | None:
        """Return a row of which a person said whom it is about, or None."""
        same = self._options.same_as.get(row.line)
        known = self._by_line.get(same) if isinstance(same, int) else same
        if row.draft is None or known is None:
            return None
        self.known += 1
        return ReadRow(row.line, row.cells, ResidentDraft(row.draft, known, True), row.problems)

    def _against_store(self, row: ReadRow[Resident]) -> ReadRow[ResidentDraft]:
        resident = row.draft
        if resident is None:
            return ReadRow(row.line, row.cells, None, row.problems)
        if not self._tells_number(row):
            return self._without_number(row, resident)
        listed = self._by_reference.get(resident.reference)
        numbered = self._by_v_number.get(resident.v_number or "")
        former = self._former.get(resident.reference) if listed is None else None
        if former is not None and not _may_be_same(former, resident):
            former = None
        if numbered is not None and _is_someone_else(numbered, resident):
            return refused(row, self._problem(row, "v_number", "taken_v_number", resident))
        known = numbered or listed or self._former_numbers.get(resident.v_number or "") or former
        if known is not None:
            if listed is not None and (listed.id != known.id or not _may_be_same(listed, resident)):
                return refused(row, self._problem(row, "reference", "taken_reference", resident))
            if self._met.setdefault(known.id, row.line) != row.line:
                return refused(row, self._problem(row, "v_number", "duplicate_in_file", resident))
            self.known += 1
        else:
            self._used_sites.add(resident.site_id)
        fills = known is not None and known not in (numbered, listed)
        draft = ResidentDraft(resident, known.id if known else None, fills)
        return ReadRow(row.line, row.cells, draft, row.problems)

    def _tells_number(self, row: ReadRow[Resident]) -> bool:
        return any(self._reader.cell(row.cells, name) for name in ("reference", "number"))

    def _without_number(self, row: ReadRow[Resident], resident: Resident) -> ReadRow[ResidentDraft]:
        """Return a row that got its reference by its place in the file, which says nothing."""
        number = resident.v_number or ""
        numbered = self._by_v_number.get(number) or self._former_numbers.get(number)
        if numbered is not None and _is_someone_else(numbered, resident):
            return refused(row, self._problem(row, "v_number", "taken_v_number", resident))
        known = numbered or self._unnumbered.known(resident, self._met)
        former = self._former.get(resident.reference)
        if known is None and former is not None and _may_be_same(former, resident):
            known = former
        if known is None:
            self._used_sites.add(resident.site_id)
            new = self._unnumbered.with_number(resident)
            return ReadRow(row.line, row.cells, ResidentDraft(new, None), row.problems)
        if self._met.setdefault(known.id, row.line) != row.line:
            return refused(row, self._problem(row, "v_number", "duplicate_in_file", resident))
        self.known += 1
        # A V-number says who it is; a name could be that of somebody else.
        draft = ResidentDraft(resident, known.id, known != self._by_v_number.get(number))
        return ReadRow(row.line, row.cells, draft, row.problems)

    def _problem(
        self, row: ReadRow[Resident], field: str, code: str, resident: Resident
    ) -> Problem:
        known = self._by_v_number.get(resident.v_number or "")
        return Problem(
            row.line,
            field,
            code,
            column=self.columns.heading(field),
            value=(resident.v_number or "") if code == "taken_v_number" else resident.reference,
            detail=str(self._met.get(known.id, "")) if known else "",
        )

    def store(self, uow: UnitOfWork, drafts: Sequence[ResidentDraft]) -> None:
        """Store new residents with their sites, and update known ones with what their rows tell."""
        new = [draft.resident for draft in drafts if draft.known is None]
        self._sites.store(uow, {resident.site_id for resident in new})
        uow.insert_many(new)
        known = [draft.known for draft in drafts if draft.known is not None]
        before = {one.id: one for one in uow.find(Resident, id=known)} if known else {}
        for draft in drafts:
            if draft.known is not None:
                stored = before[draft.known]
                brought = (
                    filled_by(draft.resident, stored, _NEVER_UPDATED)
                    if draft.fills
                    else brought_by(draft.resident, _NEVER_UPDATED)
                )
                before[draft.known] = self.update(uow, stored, brought)

    def notes(self) -> list[FileNote]:
        """Tell of new sites too."""
        return [*super().notes(), *self._sites.notes(self._used_sites)]


def _is_someone_else(stored: StoredResident, read: Resident) -> bool:
    """Tell that a V-number was taken over wrongly: birth and every part of the name are others."""
    if stored.birth_date == read.birth_date and stored.birth_year == read.birth_year:
        return False
    names = parts(f"{stored.given_name} {stored.family_name}")
    return all(likeness_to(name, read) < ALIKE for name in names)


def _may_be_same(stored: StoredResident, read: Resident) -> bool:
    """Tell whether a reference that was given out is about the same person.

    Lists are numbered anew: "7" of last month need not be "7" of today.
    """
    if stored.v_number and read.v_number:
        return stored.v_number == read.v_number
    mine, theirs = ({fold(one.given_name), fold(one.family_name)} - {""} for one in (stored, read))
    same_birth = stored.birth_date == read.birth_date and stored.birth_year == read.birth_year
    # Half a list may have been born on 1 January: then a part of the name must agree too.
    born = stored.birth_date
    tells = born is not None and (born.day, born.month) != (1, 1)
    return mine == theirs or (same_birth and (tells or bool(mine & theirs)))
