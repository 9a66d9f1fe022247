"""The folder of a demonstration: its files, and the fact that it is one.

``demo.json`` names the store and every file that was made. It is what marks a store as a
demonstration, and what may be replaced when the demonstration is made again.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from meedoenbalie.clock import Clock
from meedoenbalie.demo.making import Progress, make_store
from meedoenbalie.demo.words import words
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import KdfCost, Place, StoreExists, open_store

FACT = "demo.json"
STORE = "demo.db"
PASSPHRASE = "demo-passphrase.txt"  # noqa: S105  (the name of a file)
SITES = 4
SEED = 1
# Half of what is asked of a real desk: nobody is protected by it.
COST = KdfCost(passes=2)


@dataclass(slots=True)
class DemoFolder:
    """A folder with a demonstration in it, or to make one in.

    ``files`` are names within it; ``made_on`` is None until the store is whole.
    """

    path: Path
    made_on: date | None = None
    files: list[str] = field(default_factory=list)

    @property
    def store(self) -> Path:
        """The store."""
        return self.path / STORE

    def passphrase(self) -> str:
        """Return the passphrase of the store. Raises OSError."""
        return (self.path / PASSPHRASE).read_text(encoding="utf-8").strip()

    def add(self, name: str) -> Path:
        """Return the path of a file that the demonstration makes here, and note it as its own.

        Raises StoreExists when there is a file of that name that no demonstration made.
        """
        if name not in self.files:
            if (self.path / name).exists():
                raise StoreExists(name)
            self.files.append(name)
        self._write()
        return self.path / name

    def finish(self, day: date) -> None:
        """Write down that the store is whole, and of which day it is."""
        self.made_on = day
        self._write()

    def clear(self) -> None:
        """Remove what an earlier demonstration made here, and nothing else. Raises OSError."""
        for name in self.files:
            for suffix in ("", ".keys", "-wal", "-shm"):
                (self.path / f"{name}{suffix}").unlink(missing_ok=True)
        self.files = []
        self.made_on = None

    def _write(self) -> None:
        fact = {
            "demo": True,
            "store": STORE,
            "made_on": self.made_on.isoformat() if self.made_on else None,
            "files": self.files,
        }
        text = json.dumps(fact, ensure_ascii=False, indent=1)
        (self.path / FACT).write_text(text + "\n", encoding="utf-8", newline="\n")


def demo_folder(path: Path) -> DemoFolder:
    """Return the demonstration in a folder; an empty one when there is none."""
    try:
        fact = json.loads((path / FACT).read_text(encoding="utf-8"))
        made_on = date.fromisoformat(fact["made_on"]) if fact["made_on"] else None
        files = [str(name) for name in fact["files"] if Path(str(name)).name == name]
    except (OSError, ValueError, KeyError, TypeError):
        return DemoFolder(path)
    return DemoFolder(path, made_on, files)


def is_demo(store: Place) -> bool:
    """Tell whether a store is a demonstration: all people in it are made up."""
    if not isinstance(store, Path):
        return False
    return store.name == STORE and demo_folder(store.parent).made_on is not None


def make_demo(
    path: Path,
    clock: Clock,
    *,
    sites: int = SITES,
    seed: int = SEED,
    cost: KdfCost = COST,
    progress: Progress = lambda _done, _total: None,
) -> tuple[DemoFolder, Desk]:
    """Make a demonstration in a folder, in the place of an earlier one, and open its store.

    Raises what ``DemoFolder.add`` raises, and OSError.
    """
    folder = demo_folder(path)
    folder.clear()
    path.mkdir(parents=True, exist_ok=True)
    folder.add(STORE)
    passphrase = " ".join(secrets.choice(words("people")["interests"]) for _number in range(4))
    secret = folder.add(PASSPHRASE)
    secret.write_text(passphrase + "\n", encoding="utf-8", newline="\n")
    desk = make_store(
        folder.store, passphrase, clock, sites=sites, seed=seed, cost=cost, progress=progress
    )
    folder.finish(clock.today())
    return folder, desk


def open_demo(
    path: Path,
    clock: Clock,
    *,
    sites: int = SITES,
    cost: KdfCost = COST,
    progress: Progress = lambda _done, _total: None,
) -> Desk:
    """Open the demonstration in a folder; it is made anew on a new day, so that it stays alive.

    Raises what ``make_demo`` and ``open_store`` raise.
    """
    folder = demo_folder(path)
    if folder.made_on == clock.today() and folder.store.exists():
        return open_store(folder.store, None, folder.passphrase(), clock)
    return make_demo(path, clock, sites=sites, cost=cost, progress=progress)[1]
