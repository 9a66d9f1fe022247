"""Calls off the UI thread: one database thread, results back in the UI thread.

A page asks for work with :meth:`Tasks.read`, :meth:`Tasks.write` or :meth:`Tasks.work` and goes
on; ``on_done`` runs later in the UI thread. All work runs in order on one thread, so sessions are
never shared and a read after a write sees the write.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from meedoenbalie.ui import collector

T = TypeVar("T")

Failed = Callable[[Exception], bool]
"""Shows a failure to the user; False says that it was not foreseen."""


class Cancelled(Exception):
    """Raised in the database thread when the user stopped the work."""


class Progress(Protocol):
    """What long work calls now and then; raises Cancelled when the user stopped it."""

    def __call__(self, done: int, total: int) -> None: ...


class Repeats(Protocol):
    """Tells which failed writes are done again later, by themselves."""

    def mark(self) -> int:
        """Return what tells afterwards whether a call wrote anything."""
        ...

    def again(self, mark: int, error: Exception) -> bool:
        """Tell whether a call that began at a mark and failed may be done again as a whole."""
        ...

    def away(self, error: Exception) -> bool:
        """Tell whether a call failed only because the server isn't there, which is told already."""
        ...

    def still_waiting(self) -> Exception:
        """Return what is said to who wants a change that waits already."""
        ...


class Job(QObject):
    """One call that is waiting, running or over.

    ``stoppable`` offers the user to stop it; ``kept`` is a write that closing must not drop.
    """

    started = Signal()
    held = Signal()
    """The write failed for want of the server; it is done again, or given up."""
    progressed = Signal(int, int)
    finished = Signal()
    """Sent in the UI thread when the call is over, however it ended."""

    def __init__(self, label: str, key: str | None, *, stoppable: bool, kept: bool) -> None:
        super().__init__()
        self.label = label
        self.key = key
        self.stoppable = stoppable
        self.kept = kept
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Stop it: a waiting call never starts, a running one stops at its next report."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop it."""
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; called in the database thread. Raises Cancelled."""
        if self.cancelled:
            raise Cancelled
        self.progressed.emit(done, total)


@dataclass(frozen=True, slots=True)
class _Held:
    """A write that waits until it can be done again, and what else becomes of it."""

    job: Job
    origin: object
    call: Callable[[], None]
    fail: Callable[[], None]


class Tasks(QObject):
    """The door to the database thread."""

    held = Signal()
    """A write waits until it can be done again."""

    began = Signal(Job)
    """A job was accepted; the progress strip listens to it."""
    unforeseen = Signal(Exception)
    """A call failed and nobody handled it."""
    _deliver = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work_off, name="database", daemon=True)
        self._open: deque[Job] = deque()
        self._closed = False
        self.repeats: Repeats | None = None
        self._held: list[_Held] = []
        self._deliver.connect(self._run_here, Qt.ConnectionType.QueuedConnection)
        collector.only_when_asked()
        self._thread.start()

    def read(
        self,
        fn: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Failed | None = None,
        *,
        key: str | None = None,
        label: str = "",
    ) -> Job:
        """Read something. A newer read with the same ``key`` replaces an older one.

        The replaced read does not start if it was still waiting, and its ``on_done`` is never
        called.
        """
        if key is not None:
            for job in self._open:
                if job.key == key:
                    job.cancel()
        return self._submit(
            Job(label, key, stoppable=False, kept=False), lambda _: fn(), on_done, on_failed
        )

    def write(
        self,
        fn: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Failed | None = None,
        *,
        label: str = "",
        again: bool = True,
    ) -> Job:
        """Change something: one unit of work, which is never given up half way.

        Where the server is away it waits (``Job.held``) and is done by itself later, unless
        ``again`` is off; neither ``on_done`` nor ``on_failed`` is called before.
        """
        origin = getattr(fn, "__code__", fn) if again else None
        if self.repeats is not None and any(one.origin == origin for one in self._held):
            refusal = self.repeats.still_waiting()

            def refuse() -> T:
                raise refusal

            fn, origin = refuse, None
        job = Job(label, None, stoppable=False, kept=True)
        return self._submit(job, lambda _: fn(), on_done, on_failed, origin)

    def work(
        self,
        fn: Callable[[Progress], T],
        on_done: Callable[[T], None],
        on_failed: Failed | None = None,
        *,
        label: str,
    ) -> Job:
        """Do long work that reports progress and that the user may stop.

        When it is stopped neither ``on_done`` nor ``on_failed`` is called, only ``finished`` of
        the job is sent; ``fn`` must leave nothing half done when its progress call raises
        Cancelled.
        """
        return self._submit(Job(label, None, stoppable=True, kept=False), fn, on_done, on_failed)

    def busy(self) -> bool:
        """Whether anything waits its turn, runs or is on its way back."""
        return len(self._open) > len(self._held)

    def holds(self) -> bool:
        """Whether a write waits until it can be done again."""
        return bool(self._held)

    def try_again(self) -> None:
        """Do what waits for the server once more, in its order."""
        held, self._held = self._held, []
        for one in held:
            self._waiting.put(one.call)

    def give_up(self, job: Job | None = None) -> None:
        """Let a write that waits, or each of them, fail as it did; it is not done again."""
        for one in [one for one in self._held if job in (None, one.job)]:
            self._held.remove(one)
            one.fail()

    def stop(self) -> None:
        """Stop what can be stopped and deliver nothing more; what is being written goes on."""
        self._closed = True
        for job in self._open:
            if not job.kept:
                job.cancel()
        self._waiting.put(None)

    def join(self) -> None:
        """Wait until all is written after :meth:`stop`; any thread may wait."""
        self._thread.join()

    def close(self) -> None:
        """Stop what can be stopped, finish what is being written, and deliver nothing more."""
        self.stop()
        self.join()

    def _submit(
        self,
        job: Job,
        fn: Callable[[Progress], T],
        on_done: Callable[[T], None],
        on_failed: Failed | None,
        origin: object = None,
    ) -> Job:
        job.setParent(self)
        self._open.append(job)

        def call() -> None:
            if job.cancelled:
                self._deliver.emit(lambda: self._over(job))
                return
            job.started.emit()
            repeats = self.repeats if origin is not None else None
            mark = repeats.mark() if repeats is not None else 0
            try:
                result = fn(job.report)
            except Cancelled:
                self._deliver.emit(lambda: self._over(job))
            except Exception as error:  # noqa: BLE001  (every failure must reach a person)
                failure = error

                def fail() -> None:
                    self._fail(job, failure, on_failed)

                if repeats is not None and repeats.again(mark, error):
                    held = _Held(job, origin, call, fail)
                    self._deliver.emit(lambda: self._hold(held))
                else:
                    self._deliver.emit(fail)
            else:
                self._deliver.emit(lambda: self._done(job, result, on_done))

        # Whoever follows the job hears of it before it can start.
        self.began.emit(job)
        self._waiting.put(call)
        return job

    def _work_off(self) -> None:
        while (call := self._waiting.get()) is not None:
            call()

    @Slot(object)
    def _run_here(self, act: Callable[[], None]) -> None:
        if not self._closed:
            act()
        collector.collect_if_due()

    def _hold(self, held: _Held) -> None:
        self._held.append(held)
        held.job.held.emit()
        self.held.emit()

    def _done(self, job: Job, result: T, on_done: Callable[[T], None]) -> None:
        wanted = not job.cancelled or job.key is None
        self._over(job)
        if wanted:
            on_done(result)

    def _fail(self, job: Job, error: Exception, on_failed: Failed | None) -> None:
        wanted = not job.cancelled or job.key is None
        self._over(job)
        if not wanted or (on_failed is not None and on_failed(error)):
            return
        if self.repeats is None or not self.repeats.away(error):
            self.unforeseen.emit(error)

    def _over(self, job: Job) -> None:
        self._open.remove(job)
        job.finished.emit()
        job.deleteLater()
