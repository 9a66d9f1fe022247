"""One file on its way in: reading it, reading it again with changes, taking it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from meedoenbalie.i18n import _
from meedoenbalie.services import importing, messages
from meedoenbalie.services.import_doubles import RowDouble, doubles_in_import
from meedoenbalie.services.import_offer_doubles import RowOffer, offers_alike_in_import
from meedoenbalie.services.importing import (
    Column,
    FileShape,
    ImportKind,
    ImportOptions,
    ImportReport,
    Preview,
    RefusedFile,
)
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.tasks import Job, Progress


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """Why a file can't be read, and its columns when only one that is needed is missing."""

    text: str
    columns: tuple[Column, ...] = ()


class ImportWork(QObject):
    """Holds the file and what the user changed; stores nothing before :meth:`store`.

    One thing is done at a time; ``changed`` comes when that begins and when it is over.
    """

    changed = Signal()
    previewed = Signal(object)
    """A Preview: what an import would do."""
    doubles = Signal(object)
    """Rows that may be a person or an offer that is there already, and nobody decided about."""
    stored = Signal(object)
    """An ImportReport; its ``stored`` says whether anything was."""
    listed = Signal(Path)
    """The list of refused rows was written here."""
    unreadable = Signal(str, object)
    """Why the file can't be read as it is, and its columns, if they were found."""
    undone = Signal(str)
    """Why the last change or step could not be done; what was there before is there still."""
    stopped = Signal()
    """The user stopped the work; nothing was stored."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._job: Job | None = None
        self.begin(ImportKind.RESIDENTS)

    def begin(self, kind: ImportKind) -> None:
        """Be ready for a file of a kind."""
        self.kind = kind
        self.path: Path | None = None
        self.preview: Preview | None = None
        self.options = self._before = ImportOptions()
        self._recall = True
        self._turn = 0
        self._looking = self._again = False
        self._two: set[int] = set()
        self._found: Sequence[RowDouble | RowOffer] = ()

    def busy(self) -> bool:
        """Whether something is being read or stored."""
        return self._job is not None

    def stop(self) -> None:
        """Stop what is being done; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()

    def read(self, path: Path) -> None:
        """Read a file."""
        if self._job is None:
            self.begin(self.kind)
            self.path = path
            self._read()

    def map_column(self, index: int, field: str | None) -> None:
        """Let a column go to another field, or nowhere."""
        self._change(replace(self.options, columns={**self.options.columns, index: field}))

    def reshape(self, name: str, value: object) -> None:
        """Read the file in another way: ``name`` is a field of FileShape."""
        shape = FileShape(**{**asdict(self.options.shape), name: value})
        if name == "month_first":
            self._change(replace(self.options, shape=shape))
        else:
            # Cells stand elsewhere then: what was corrected or sent elsewhere counts no more.
            self._change(ImportOptions(shape=shape))

    def guess_anew(self) -> None:
        """Don't read the file as an earlier one was."""
        self._change(replace(self.options, columns={}, shape=FileShape()))

    def correct(self, line: int, index: int, text: str) -> None:
        """Give a cell better text."""
        corrections = {**self.options.corrections, (line, index): text}
        self._change(replace(self.options, corrections=corrections))

    def same_person(self, double: RowDouble | RowOffer) -> None:
        """Let a row be about the person or the offer that it looks like."""
        same_as = {**self.options.same_as, double.line: double.same}
        self._change(replace(self.options, same_as=same_as))

    def two_persons(self, double: RowDouble | RowOffer) -> None:
        """Let a row come in as somebody else, or as another offer."""
        if isinstance(double, RowOffer):
            same_as = {**self.options.same_as, double.line: double.line}
            self._change(replace(self.options, same_as=same_as))
            return
        self._two.add(double.line)
        self._tell_doubles()

    def leave_out(self, line: int) -> None:
        """Leave a row out."""
        self._change(replace(self.options, left_out=self.options.left_out | {line}))

    def store(self, *, all_or_nothing: bool) -> None:
        """Take the good rows over in one step; or nothing when a row is refused."""
        path, kind, options, desk = self.path, self.kind, self.options, self._shell.desk
        code = self._site_code()
        if path is None or self._job is not None:
            return

        def work(progress: Progress) -> ImportReport:
            return importing.import_file(
                desk,
                kind,
                path,
                code,
                all_or_nothing=all_or_nothing,
                options=options,
                progress=progress,
            )

        label = _("Rijen worden overgenomen…")
        self._start(self._shell.tasks.work(work, self._was_stored, self._not_done, label=label))

    def list_refused(self, target: Path) -> None:
        """Write the refused rows with their reasons to a CSV file."""
        path, kind, options, desk = self.path, self.kind, self.options, self._shell.desk
        code = self._site_code()
        if path is None or self._job is not None:
            return

        def work(progress: Progress) -> Path:
            importing.import_file(
                desk,
                kind,
                path,
                code,
                dry_run=True,
                options=options,
                rejects=target,
                progress=progress,
            )
            return target

        label = _("Lijst wordt gemaakt…")
        self._start(self._shell.tasks.work(work, self._was_listed, self._not_done, label=label))

    def _change(self, options: ImportOptions) -> None:
        """Look again with other options; what is chosen while the file is read counts too."""
        if self._job is None:
            self._before, self.options = self.options, options
            self._read()
        elif self._looking:
            self.options, self._again = options, True
            self._job.cancel()

    def _read(self) -> None:
        path, kind, options, desk = self.path, self.kind, self.options, self._shell.desk
        code, recall = self._site_code(), self._recall
        if path is None:
            return

        def work(progress: Progress) -> Preview | _Unreadable:
            try:
                return importing.preview(
                    desk, kind, path, code, None if recall else options, progress
                )
            except RefusedFile as refused:
                found = refused.code == "missing_column"
                columns = importing.columns_of(kind, path, options) if found else ()
                return _Unreadable(importing.refusal_text(refused), columns)

        self._turn += 1
        turn = self._turn

        def was_read(found: Preview | _Unreadable) -> None:
            if turn == self._turn:
                self._was_read(found)

        label = _("Bestand wordt gelezen…")
        job = self._shell.tasks.work(work, was_read, self._not_read, label=label)
        self._start(job, looking=True)

    def _site_code(self) -> str:
        """Residents belong to the azc that is shown."""
        site = self._shell.site
        return site.code if site is not None and self.kind is ImportKind.RESIDENTS else ""

    def _was_read(self, found: Preview | _Unreadable) -> None:
        self._recall = False
        if isinstance(found, _Unreadable):
            self._was_unreadable(found)
            return
        self.preview = found
        self.options = self._before = found.options
        self.previewed.emit(found)
        self._look_for_doubles()

    def _look_for_doubles(self) -> None:
        """Compare the rows with who is stored, while the preview can be looked at already."""
        path, options, desk = self.path, self.options, self._shell.desk
        code = self._site_code()
        if path is None or self.kind not in {ImportKind.RESIDENTS, ImportKind.OFFERS}:
            return
        offers = self.kind is ImportKind.OFFERS

        def work(progress: Progress) -> Sequence[RowDouble | RowOffer]:
            if offers:
                return offers_alike_in_import(desk, path, options, progress)
            return doubles_in_import(desk, path, code, options, progress)

        label = _("Dubbelen worden gezocht…")
        turn = self._turn

        def were_compared(found: Sequence[RowDouble | RowOffer]) -> None:
            if turn == self._turn:
                self._were_compared(found)

        job = self._shell.tasks.work(work, were_compared, self._not_done, label=label)
        self._start(job, looking=True)

    def _were_compared(self, found: Sequence[RowDouble | RowOffer]) -> None:
        self._found = found
        self._tell_doubles()

    def _tell_doubles(self) -> None:
        self.doubles.emit([one for one in self._found if one.line not in self._two])

    def _was_unreadable(self, found: _Unreadable) -> None:
        if self.preview is None:
            self.unreadable.emit(found.text, found.columns)
            return
        self.options = self._before
        self.previewed.emit(self.preview)
        self.undone.emit(found.text)

    def _was_stored(self, report: ImportReport) -> None:
        self.stored.emit(report)

    def _was_listed(self, target: Path) -> None:
        self.listed.emit(target)

    def _not_read(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._was_unreadable(_Unreadable(text))
        return True

    def _not_done(self, error: Exception) -> bool:
        text = _words(error)
        if text is None:
            return False
        self.undone.emit(text)
        return True

    def _start(self, job: Job, *, looking: bool = False) -> None:
        self._job, self._looking = job, looking
        job.finished.connect(lambda: self._over(job))
        self.changed.emit()

    def _over(self, job: Job) -> None:
        """Comes before the result is told; a stopped job has none."""
        self._job = None
        if self._again:
            self._again = False
            self._read()
            return
        self.changed.emit()
        if job.cancelled:
            self.options = self._before
            self.stopped.emit()


def _words(error: Exception) -> str | None:
    if isinstance(error, RefusedFile):
        return importing.refusal_text(error)
    return messages.explain(error)
