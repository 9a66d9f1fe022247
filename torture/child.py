"""A child process that works, acknowledges each finished unit, and may be killed at any moment."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from meedoenbalie.paths import CACHE_VARIABLE, HOME_VARIABLE
from meedoenbalie.services.messages import explain
from torture.faults import Fault
from torture.hour import Promise, Unit, Work

Tell = Callable[[dict[str, Any]], None]


@dataclass(slots=True)
class Told:
    """What a child said before it ended, and how it ended (the code of ``waitpid``)."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    status: int = 0

    @property
    def was_killed(self) -> bool:
        return os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGKILL


def in_child(work: Callable[[Tell], None], after: int = 0, delay: float = 0) -> Told:
    """Run work in a child process; kill it ``delay`` seconds after its ``after``-th line.

    With ``after`` 0 nobody kills it from outside.
    """
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        _be_the_child(work, ours, theirs)
    theirs.close()
    told, rest = Told(), b""
    deadline: float | None = None
    with ours:
        while True:
            if after and deadline is None and len(told.lines) >= after:
                deadline = time.monotonic() + delay
            wait = None if deadline is None else max(0.0, deadline - time.monotonic())
            if not select.select([ours], [], [], wait)[0]:
                os.kill(child, signal.SIGKILL)
                deadline, after = None, 0
                continue
            data = ours.recv(65536)
            if not data:
                break
            *lines, rest = (rest + data).split(b"\n")
            told.lines += [json.loads(line) for line in lines]
    told.status = os.waitpid(child, 0)[1]
    return told


def _be_the_child(work: Callable[[Tell], None], ours: socket.socket, theirs: socket.socket) -> None:
    code = 1
    try:
        ours.close()
        # By send, so that no acknowledgement counts as a write to the disk.
        work(lambda line: theirs.sendall(json.dumps(line).encode("utf-8") + b"\n"))
        code = 0
    finally:
        os._exit(code)


def own_folders(folder: Path) -> None:
    """Keep what the program keeps for itself within a folder."""
    os.environ[HOME_VARIABLE] = str(folder / "home")
    os.environ[CACHE_VARIABLE] = str(folder / "cache")


def as_line(promise: Promise) -> dict[str, Any]:
    return {"promise": asdict(promise)}


def from_line(line: dict[str, Any]) -> Promise:
    return TypeAdapter(Promise).validate_python(line["promise"])


def _ready(work: Work, unit: Unit) -> None:
    """Open the store before anything fails, so that it is the unit that fails."""
    if not unit.opens and (work.opened is None or work.opened.database.closed):
        work.open()


def work_through(work: Work, units: Sequence[Unit], fault: Fault, tell: Tell) -> None:
    """Do units one after the other; tell before each what holds meanwhile, and after it."""
    for unit in units:
        _ready(work, unit)
        tell({"unit": unit.name, "during": True, **as_line(unit.before(work))})
        fault.arm()
        work.promise = unit.do(work)
        fault.disarm()
        tell({"unit": unit.name, **as_line(work.promise)})
    work.close()


def try_once(work: Work, unit: Unit, fault: Fault, tell: Tell) -> None:
    """Do one unit under a fault; tell what came of it, and do it again when it was refused."""
    _ready(work, unit)
    meanwhile = unit.before(work)
    fault.arm()
    try:
        after = unit.do(work)
        fault.disarm()
        said: dict[str, Any] = {"outcome": "done"}
    except Exception as error:  # noqa: BLE001  every error has to be one that is explained
        fault.disarm()
        work.promise = meanwhile
        after = meanwhile
        said = {"outcome": "refused", "error": repr(error), "text": explain(error)}
        if work.opened is not None and not work.opened.database.closed:
            with work.opened.read() as reader:
                head = reader.head()
            said["moved"] = head.step - meanwhile.step
    tell({"unit": unit.name, **said, **as_line(after)})
    work.close()
