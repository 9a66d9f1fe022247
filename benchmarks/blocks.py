"""How long the thread of the window let somebody wait, and what it did meanwhile."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, Qt, Signal

LIMIT = 0.05
"""Seconds from which somebody notices that a window does not answer."""
_BEAT = 0.005
_PACKAGE = str(Path(__file__).resolve().parent.parent / "meedoenbalie")


@dataclass(frozen=True, slots=True)
class Block:
    """One wait over the limit: seconds that passed, seconds of CPU of the window's own thread.

    A wait with little CPU was spent waiting: for a lock, a disk, or for its turn on a busy machine.
    """

    act: str
    seconds: float
    cpu: float
    where: str


class Heart(QObject):
    """Beats in a thread of its own and asks the window's thread to answer each beat.

    What lies between a beat that was due and its answer is how long a click would have waited.
    """

    _beat = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.act = ""
        self.blocks: list[Block] = []
        self.answers = 0
        self._window_thread = threading.get_ident()
        self._answered = threading.Event()
        self._over = threading.Event()
        self._where = ""
        self._due = self._cpu = 0.0
        self._beat.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to beat."""
        self._rest()
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._over.set()
        self._answered.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            time.sleep(_BEAT)
            self._answered.clear()
            self._beat.emit()
            if not self._answered.wait(LIMIT):
                self._where = _place(sys._current_frames().get(self._window_thread))
            # Nobody answers any more once the end was asked for in between.
            while not self._answered.wait(LIMIT) and not self._over.is_set():
                pass

    def _answer(self) -> None:
        seconds = time.perf_counter() - self._due
        if seconds > LIMIT:
            cpu = time.thread_time() - self._cpu
            self.blocks.append(Block(self.act, seconds, cpu, self._where))
        self.answers += 1
        self._where = ""
        self._rest()
        self._answered.set()

    def _rest(self) -> None:
        self._due = time.perf_counter() + _BEAT
        self._cpu = time.thread_time()


def _place(frame: FrameType | None) -> str:
    """Return the innermost line of the program in a stack, and what it called outside."""
    inner = frame
    while frame is not None and not frame.f_code.co_filename.startswith(_PACKAGE):
        frame = frame.f_back
    if frame is None:
        return "" if inner is None else inner.f_code.co_qualname
    file = Path(frame.f_code.co_filename).relative_to(_PACKAGE).as_posix()
    return f"{file}:{frame.f_lineno} {frame.f_code.co_qualname}"
