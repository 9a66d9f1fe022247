"""Wrong passphrases make the next attempt wait longer, also after the program was started again.

It slows down somebody who guesses at this keyboard. Who takes the file along guesses elsewhere:
there only the cost of the key slots counts (docs/privacy.md).
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from meedoenbalie.clock import Clock
from meedoenbalie.paths import config_folder
from meedoenbalie.storage.errors import WrongPassphrase

LONGEST = timedelta(seconds=60)


class TooSoon(Exception):
    """The next attempt has to wait ``seconds``, at least 1. Nothing was tried."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def delay_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row: 0, 0, 1, 2, 4, 8 … 60 seconds."""
    if failures < 2:
        return timedelta(0)
    return min(LONGEST, timedelta(seconds=2 ** min(failures - 2, 6)))


class Attempts:
    """Failures in a row per store, in a small file beside the list of recent stores.

    The file holds a digest of the store's path, a number and a moment. The clock is the computer's
    own, whatever day the program was told it is. A file that can't be read or written slows nobody
    down and stops nobody.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or Clock()

    def seconds_to_wait(self, store: Path) -> int:
        """Return after how many whole seconds the next attempt may be made; 0 for now."""
        failures, last = self._stored(store)
        if last is None:
            return 0
        now = self._clock.now()
        if last > now:
            # The clock was set back: the delay begins now, or it might never end.
            self._note(store, failures)
            last = now
        left = last + delay_after(failures) - now
        return max(0, math.ceil(left.total_seconds()))

    @contextmanager
    def attempt(self, store: Path) -> Iterator[None]:
        """Try a secret inside this block. Raises TooSoon, and lets WrongPassphrase through."""
        if seconds := self.seconds_to_wait(store):
            raise TooSoon(seconds)
        try:
            yield
        except WrongPassphrase:
            failures, _last = self._stored(store)
            self._note(store, failures + 1)
            raise
        if self._stored(store) != (0, None):
            self._write(store, None)

    def _stored(self, store: Path) -> tuple[int, datetime | None]:
        try:
            kept = _read()[_name(store)]
            return int(kept["failures"]), datetime.fromisoformat(kept["at"])
        except (KeyError, TypeError, ValueError):
            return 0, None

    def _note(self, store: Path, failures: int) -> None:
        self._write(store, {"failures": failures, "at": self._clock.now().isoformat()})

    def _write(self, store: Path, kept: dict[str, Any] | None) -> None:
        stores = {**_read(), _name(store): kept}
        path = _file()
        part = path.with_name(path.name + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps({k: v for k, v in stores.items() if v}), encoding="utf-8")
            part.replace(path)
        except OSError:
            return


def _file() -> Path:
    return config_folder() / "attempts.json"


def _name(store: Path) -> str:
    return hashlib.sha256(str(store.absolute()).encode("utf-8")).hexdigest()[:16]


def _read() -> dict[str, Any]:
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}
