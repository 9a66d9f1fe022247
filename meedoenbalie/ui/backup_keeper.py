"""Makes back-ups while a desk is open: off the database thread, so that work goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import backing_up, messages
from meedoenbalie.services.backing_up import Backup, Standing
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.status_bar import StatusBar
from meedoenbalie.ui.tasks import Tasks

_LOOK_MS = 60_000


class BackupKeeper(QObject):
    """Knows how it stands and makes a back-up when it is time; a demonstration has none by itself.

    ``standing`` is None until it was looked at; ``failure`` says why the last attempt failed.
    """

    changed = Signal()
    """It stands otherwise than it did: what shows it shows it anew."""

    def __init__(
        self, opened: OpenedDesk, work: Tasks, status: StatusBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = opened.desk
        self._work = work
        self._status = status
        self._tasks: Tasks | None = None
        self.standing: Standing | None = None
        self.failure = ""
        self.demo = opened.demo
        self.timer = QTimer(self, interval=_LOOK_MS)
        self.timer.timeout.connect(self.tick)
        if not self.demo:
            self.timer.start()

    def look(self) -> None:
        """Read how it stands."""
        desk = self._desk
        self._work.read(lambda: backing_up.standing(desk), self._show, self._not_read, key="backup")

    def tick(self) -> None:
        """Make a back-up if it is time; called every minute."""
        if self.busy():
            return
        desk, last = self._desk, self.standing.last if self.standing else None
        self._work.read(
            lambda: backing_up.is_due(desk, last or backing_up.last_proved(desk)),
            lambda due: self.make(quiet=True) if due else None,
            self._not_read,
            key="backup_due",
        )

    def make(self, to: Path | None = None, *, quiet: bool = False) -> None:
        """Make one now; ``quiet`` says nothing when it went well."""
        if self.busy():
            return
        if self._tasks is None:
            self._tasks = Tasks()
            self._tasks.unforeseen.connect(self._work.unforeseen)
            self._tasks.began.connect(self._status.progress.follow)
        desk = self._desk
        job = self._tasks.work(
            lambda progress: backing_up.back_up(desk, to, progress),
            lambda made: self._made(made, quiet=quiet),
            self._failed,
            label=_("Back-up maken…"),
        )
        job.finished.connect(self.changed)
        self.changed.emit()

    def busy(self) -> bool:
        """Whether a back-up is being made."""
        return self._tasks is not None and self._tasks.busy()

    def stop(self) -> Tasks | None:
        """Make no more; one that is being made stops and leaves nothing half done.

        Returns what to join before the store is closed; it outlives the pages.
        """
        self.timer.stop()
        if self._tasks is not None:
            self._tasks.stop()
        return self._tasks

    def _made(self, made: Backup, *, quiet: bool) -> None:
        self.failure = ""
        if not quiet:
            moment = formats.moment(made.facts.moment)
            self._status.say(_("Back-up gemaakt en gecontroleerd: {moment}").format(moment=moment))
        self.look()

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self.failure = text
        self._status.say(_("De back-up is niet gemaakt."))
        self.look()
        return True

    def _not_read(self, error: Exception) -> bool:
        self.failure = messages.explain(error) or ""
        self.changed.emit()
        return bool(self.failure)

    def _show(self, standing: Standing) -> None:
        self.standing = standing
        text = ""
        if standing.last is not None:
            day = standing.last.facts.moment.astimezone(LOCAL_ZONE).date()
            text = _("Back-up gecontroleerd: {day}").format(day=formats.weekday_and_day(day))
        self._status.show_backup(text)
        self.changed.emit()
