"""One thing at a time for the page, and silence about it when the page was closed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from meedoenbalie.services import messages
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.tasks import Failed, Job, Progress

T = TypeVar("T")


class Jobs(QObject):
    """Starts work off the UI thread; ``changed`` comes when it begins and when it is over.

    What was begun before :meth:`forget` calls nothing back after it: its results are secret again,
    unless it says that they are not.
    """

    changed = Signal()

    def __init__(self, shell: Shell, failed: Failed, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._on_failed = failed
        self._job: Job | None = None
        self._visit = 0

    def busy(self) -> bool:
        """Whether something is being done."""
        return self._job is not None

    def stoppable(self) -> bool:
        """Whether something is being done that :meth:`stop` stops."""
        return self._job is not None and self._job.stoppable

    def stop(self) -> None:
        """Stop what is being done."""
        if self._job is not None:
            self._job.cancel()

    def forget(self) -> None:
        """Let what is being done end in silence."""
        self._visit += 1

    def write(self, fn: Callable[[], T], done: Callable[[T], None], label: str) -> None:
        """Do something that is never given up half way."""
        now = self._visit
        self._start(
            self._shell.tasks.write(
                fn, lambda result: self._tell(now, done, result), self._failed(now), label=label
            )
        )

    def work(
        self,
        fn: Callable[[Progress], T],
        done: Callable[[T], None],
        stopped: Callable[[], None],
        label: str,
        *,
        secret: bool = True,
    ) -> None:
        """Do something long; ``stopped`` is called in the place of ``done`` when it was stopped."""
        now = self._visit if secret else None
        job = self._shell.tasks.work(
            fn, lambda result: self._tell(now, done, result), self._failed(now), label=label
        )
        self._start(job)
        job.finished.connect(
            lambda: self._tell(now, lambda _none: stopped(), None) if job.cancelled else None
        )

    def _start(self, job: Job) -> None:
        self._job = job
        job.finished.connect(lambda: self._over(job))
        self.changed.emit()

    def _over(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self.changed.emit()

    def _tell(self, visit: int | None, done: Callable[[T], None], result: T) -> None:
        if visit in (None, self._visit):
            done(result)

    def _failed(self, visit: int | None) -> Failed:
        def failed(error: Exception) -> bool:
            if visit in (None, self._visit):
                return self._on_failed(error)
            text = messages.explain(error)
            self._shell.say(text or "")
            return text is not None

        return failed
