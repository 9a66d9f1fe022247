"""Read thousands of spoiled files into a real store, and tell what wasn't as it should be.

    python -m torture.fuzz                        5,600 files of seed 1 (needs Linux; ten minutes)
    python -m torture.fuzz --seed 7 --files 700   others, and fewer
    python -m torture.fuzz --only 4711            one of them again
    python -m torture.fuzz --also FOLDER          spoil the files of a folder too

Wrong is: an error that is no refusal, a refusal without words, anything stored of a refused file,
rows that are lost, a second time that changes something, an undo that leaves something, a live
formula in the list of refused rows, ten seconds of work without a sign of life, more than 500 MB.
Exit 1 when there was any.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

from torture.figures import HEAD, Figure
from torture.fuzz.corpus import FORMATS, Made, make

_MEMORY = Path("/dev/shm")

MOST_SECONDS = 10
_PATIENCE = 6
MOST_MEMORY = 500
"""MB, of the whole process."""
FILES = 800 * len(FORMATS)
_KIND_OF = (("bewoners", "residents"), ("mdt", "offers"), ("taalc", "offers"), ("aanbod", "offers"))
_KIND_OF_OTHERS = (("doorv", "referrals"), ("less", "lessons"))


class Worker:
    """A child that reads files in; a new one takes its place when it hangs or dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child: subprocess.Popen[bytes] | None = None
        self._rest = b""

    def read(self, made: Made, path: Path) -> dict[str, Any]:
        """Return what the child says of a file."""
        if self._child is None:
            self._start()
        assert self._child is not None
        assert self._child.stdin is not None
        order = json.dumps({"kind": made.kind, "path": str(path)}).encode() + b"\n"
        self._child.stdin.write(order)
        self._child.stdin.flush()
        while True:
            said = self._line()
            if said is None:
                self.stop()
                return {"outcome": "hang or death", "wrong": ["no sign of life"]}
            if "alive" not in said:
                return said

    def stop(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child, self._rest = None, b""

    def _start(self) -> None:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        program = [sys.executable, "-m", "torture.fuzz.worker", str(folder)]
        self._child = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if self._line(60) != {"ready": True}:
            raise RuntimeError("the worker did not start")

    def _line(self, seconds: float = MOST_SECONDS) -> dict[str, Any] | None:
        assert self._child is not None
        assert self._child.stdout is not None
        while b"\n" not in self._rest:
            if not self._heard(self._child, seconds):
                return None
            # Not through a buffer: what waits in one is no sign of life to select.
            data = os.read(self._child.stdout.fileno(), 65_536)
            if not data:
                return None
            self._rest += data
        line, _end, self._rest = self._rest.partition(b"\n")
        said: dict[str, Any] = json.loads(line)
        return said

    def _heard(self, child: subprocess.Popen[bytes], seconds: float) -> bool:
        """Wait for a word; on a busy machine only the child's own time counts, up to a minute."""
        start = _worked(child.pid)
        for _turn in range(_PATIENCE):
            if select.select([child.stdout], [], [], seconds)[0]:
                return True
            if _worked(child.pid) - start >= seconds:
                return False
        return False


def _worked(process: int) -> float:
    """Return how many seconds a process has had of the processor."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main(arguments: list[str] | None = None) -> int:
    """Make the files, read them, print a table."""
    parser = argparse.ArgumentParser(prog="python -m torture.fuzz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--first", type=int, default=0, help="the number to begin with")
    parser.add_argument("--only", type=int, help="the number of one file")
    parser.add_argument("--also", type=Path, help="a folder with good files")
    parser.add_argument("--keep", type=Path, help="where to keep files that went wrong")
    chosen = parser.parse_args(arguments)
    first, count = (chosen.first, chosen.files) if chosen.only is None else (chosen.only, 1)
    others = _others(chosen.also) if chosen.also else ()
    tally = Tally(chosen.seed, chosen.keep)
    # Who stops it wants to know what was found so far.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name,
        suppress(KeyboardInterrupt),
    ):
        worker = Worker(Path(name))
        try:
            for number in range(first, first + count):
                made = make(chosen.seed, number, others)
                path = Path(name) / f"bestand.{made.ending}"
                path.write_bytes(made.content)
                tally.add(made, path, worker.read(made, path))
        finally:
            worker.stop()
    tally.tell()
    return 1 if tally.wrong else 0


class Tally:
    """What came of the files so far."""

    def __init__(self, seed: int, keep: Path | None) -> None:
        self._seed = seed
        self._keep = keep
        self._figures: dict[str, Figure] = {}
        self._worst: dict[str, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
        self._last = -1

    @property
    def wrong(self) -> int:
        return sum(len(figure.violations) for figure in self._figures.values())

    def add(self, made: Made, path: Path, said: dict[str, Any]) -> None:
        """Count a file; what is wrong with it is told at once."""
        where = f"file {made.number} ({made.how}, as {made.kind})"
        for what in ("seconds", "peak"):
            self._worst[what] = max(self._worst[what], (said.get(what, 0.0), where))
        if said.get("peak", 0) > MOST_MEMORY:
            said["wrong"].append(f"{said['peak']} MB")
        figure = self._figures.setdefault(made.ending, Figure(made.ending, "spoiled"))
        figure.count(said["wrong"], said["outcome"], where)
        for problem in said["wrong"]:
            print(f"{where}: {problem}", flush=True)
        if said["wrong"] and self._keep:
            shutil.copy(path, self._keep / f"{self._seed}-{made.number}.{made.ending}")
        self._last = made.number

    def tell(self) -> None:
        """Print the table."""
        print(f"seed {self._seed}, up to file {self._last}\n{HEAD}")
        outcomes: Counter[str] = Counter()
        for figure in self._figures.values():
            print(figure)
            outcomes.update(figure.came)
        told = ", ".join(f"{number} {what}" for what, number in outcomes.most_common())
        print(f"{sum(figure.tried for figure in self._figures.values())} files: {told}")
        seconds, peak = self._worst["seconds"], self._worst["peak"]
        print(f"longest {seconds[0]:.1f} s of work: {seconds[1]}")
        print(f"most memory {peak[0]:.0f} MB: {peak[1]}")
        print(f"{self.wrong} not as it should be." if self.wrong else "All as it should be.")


def _others(folder: Path) -> tuple[tuple[str, Path], ...]:
    return tuple(
        (kind, path)
        for path in sorted(folder.iterdir())
        for start, kind in (*_KIND_OF, *_KIND_OF_OTHERS)
        if path.name.startswith(start) and path.suffix in {".csv", ".xlsx", ".ods", ".json"}
    )


if __name__ == "__main__":
    sys.exit(main())
