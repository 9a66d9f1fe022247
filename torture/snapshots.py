"""The hour done once, with a copy of the whole folder before each unit: faults start from there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.domain.settings import Settings
from meedoenbalie.storage.migrate import migrate
from torture.child import own_folders
from torture.hour import MIGRATE, UNITS, Promise, Unit, Work, new_store

OLD_VERSION = "0001"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A folder as it lies before a unit, the units that come, and what was promised until now."""

    folder: Path
    units: tuple[Unit, ...]
    promise: Promise

    def copied_to(self, folder: Path) -> Work:
        """Copy the folder, so that this one stays as it is."""
        shutil.copytree(self.folder, folder)
        own_folders(folder)
        return Work(folder, self.promise)


def snapshots(folder: Path) -> list[Snapshot]:
    """Do the hour in a folder; return it as it was before each unit, and of an older version."""
    here = folder / "hour"
    here.mkdir()
    own_folders(here)
    work = new_store(here)
    made = []
    for number, unit in enumerate(UNITS):
        work.close()
        made.append(_taken(work, folder / f"before-{number}", UNITS[number:]))
        work.promise = unit.do(work)
    work.close()
    return [*made, _older(made[3], folder / "older")]


def _older(start: Snapshot, folder: Path) -> Snapshot:
    work = start.copied_to(folder)
    # The first version has no place for settings.
    with work.desk.write("change_settings") as uow:
        uow.delete(uow.find(Settings)[0])
    promise = work.standing()
    migrate(work.desk.database, OLD_VERSION)
    work.close()
    return Snapshot(folder, (MIGRATE, *start.units), promise)


def _taken(work: Work, folder: Path, units: tuple[Unit, ...]) -> Snapshot:
    shutil.copytree(work.folder, folder)
    return Snapshot(folder, units, work.promise)
