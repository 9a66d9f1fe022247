"""Back-ups that prove themselves: made, restored to a scratch place, checked, then called so."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain import backup_ladder
from meedoenbalie.paths import cache_folder
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.settings import settings_of
from meedoenbalie.storage import backup as files
from meedoenbalie.storage.backends.file import file_of
from meedoenbalie.storage.backup import Backup, Progress
from meedoenbalie.storage.errors import BackupDamaged
from meedoenbalie.storage.leftovers import drop_back_ups
from meedoenbalie.storage.slots import KdfCost

__all__ = [
    "Backup",
    "BackupDamaged",
    "BackupFailed",
    "Standing",
    "back_up",
    "backup_folder",
    "backups",
    "is_due",
    "last_proved",
    "read_backup",
    "standing",
    "when_last_old_expires",
]

_OLD = timedelta(days=1)
_ROOM = 1_000_000
_PROBLEM = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "read_only"),
    **dict.fromkeys(
        (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE), "gone"
    ),
}


class BackupFailed(Exception):
    """No back-up was made; the store is as it was and nothing half is left behind.

    ``code``: ``full``, ``read_only`` or ``gone`` (the place), ``unproved`` (it came back from the
    place otherwise than it was written), ``source`` (the store itself isn't right), ``other``.
    ``place`` is where it would have been, ``needed`` how many bytes it takes.
    """

    def __init__(self, code: str, place: Path, needed: int) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.needed = needed


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands: the last proved back-up, and whether a person has to know that it is old.

    ``reachable`` tells whether the folder is there.
    """

    folder: Path
    last: Backup | None
    reachable: bool
    old: bool


def backup_folder(desk: Desk) -> Path:
    """Return where back-ups go: the chosen folder, or *STORE back-ups* beside the store."""
    chosen = settings_of(desk).backup_folder
    store = desk.database.path
    return Path(chosen) if chosen else store.with_name(f"{store.stem} back-ups")


def back_up(
    desk: Desk,
    to: Path | None = None,
    progress: Progress = lambda _done, _total: None,
    *,
    cost: KdfCost | None = None,
) -> Backup:
    """Make a back-up, prove it, and drop those that the ladder no longer keeps.

    ``to`` is another folder for this one, ``cost`` what it costs to try a password on one of a
    server. What ``progress`` raises ends the work, and nothing half
    is left behind. Raises BackupFailed, and for a store on a server ServerBackupRefused,
    ServerToolsMissing and StoreTrouble.
    """
    folder = to or backup_folder(desk)
    name = f"{desk.database.path.stem} {desk.clock.now().astimezone(LOCAL_ZONE):%Y-%m-%d %H.%M.%S}"
    with _explained(desk, folder):
        # Not a chosen one: where a stick was, its folder would be made on this computer's own disk.
        if to is not None or not settings_of(desk).backup_folder:
            folder.mkdir(parents=True, exist_ok=True)
        made = _made(desk, folder, name, progress, cost)
        try:
            proved = _proved(desk, made, progress)
        except BaseException:
            with suppress(OSError):
                files.drop(made)
            raise
    _clear_up(desk, folder)
    return proved


def backups(desk: Desk, folder: Path | None = None) -> list[Backup]:
    """Return the back-ups of this store, the newest first; none when the folder isn't there.

    Moved to a server and back it is the same store, but its back-ups aren't of the same kind.
    """
    on_server = desk.database.on_server
    try:
        found = files.backups_in(folder or backup_folder(desk), files.store_of(desk.database))
        return [backup for backup in found if backup.facts.of_server == on_server]
    except OSError:
        return []


def read_backup(path: Path) -> Backup:
    """Return what a back-up says of itself. Raises BackupDamaged and OSError."""
    return files.read(path)


def last_proved(desk: Desk) -> Backup | None:
    """Return the newest back-up of this store that was restored and checked."""
    return next((backup for backup in backups(desk) if backup.proved_at is not None), None)


def is_due(desk: Desk, last: Backup | None, *, closing: bool = False) -> bool:
    """Tell whether it is time for a back-up after ``last``; at closing every change counts.

    Of a server who manages it keeps a schedule: twenty desks would each make the same one.
    """
    if desk.database.on_server:
        return False
    changed = last is None or last.key != files.state_of(file_of(desk.database))
    if closing:
        return changed
    moment = last.facts.moment if last else None
    return backup_ladder.is_due(moment, desk.clock.now(), changed=changed)


def standing(desk: Desk) -> Standing:
    """Return how it stands with the back-ups of this store."""
    folder, last = backup_folder(desk), last_proved(desk)
    if desk.database.on_server:
        return Standing(folder, last, reachable=True, old=False)
    reachable = folder.is_dir() or not settings_of(desk).backup_folder
    old = last is None or (
        last.key != files.state_of(file_of(desk.database))
        and desk.clock.now() - last.facts.moment >= _OLD
    )
    return Standing(folder, last, reachable, old)


def when_last_old_expires(desk: Desk) -> date:
    """Return the day on which the last back-up made until now is dropped.

    That is when nobody who is erased now is left in any back-up in the folder, if the desk makes a
    back-up after it and one on that day or later; copies elsewhere the program doesn't know. Today
    when there are none.
    """
    old = [_local(backup) for backup in backups(desk)]
    newer = max([desk.clock.now().astimezone(LOCAL_ZONE), *old]) + timedelta(seconds=1)
    return backup_ladder.last_one_gone(old, [newer], desk.clock.today())


def _made(desk: Desk, folder: Path, name: str, progress: Progress, cost: KdfCost | None) -> Backup:
    now = desk.clock.now()
    if desk.database.on_server:
        # A desk in a file doesn't load the driver of a server.
        from meedoenbalie.storage import server_backup
        from meedoenbalie.storage.backends.server import server_of

        return server_backup.make(server_of(desk.database), folder, name, now, progress, cost)
    return files.make(file_of(desk.database), folder, name, now, cache_folder(), progress)


def _proved(desk: Desk, made: Backup, progress: Progress) -> Backup:
    now = desk.clock.now()
    if desk.database.on_server:
        from meedoenbalie.storage import server_backup
        from meedoenbalie.storage.backends.server import server_of

        return server_backup.prove(made, server_of(desk.database), now, progress)
    return files.prove(made, file_of(desk.database), now, cache_folder(), progress)


def _clear_up(desk: Desk, folder: Path) -> None:
    """Drop what the ladder doesn't keep, and earlier ones that never proved themselves."""
    found, today = backups(desk, folder), desk.clock.today()
    proved = [backup for backup in found if backup.proved_at is not None]
    stay = backup_ladder.kept([_local(backup) for backup in proved], today)
    for backup in found:
        moment = _local(backup)
        if (backup.proved_at is None or moment not in stay) and moment.date() < today:
            with suppress(OSError):
                files.drop(backup)
    drop_back_ups(folder, cache_folder(), desk.clock.now() - _OLD)


def _local(backup: Backup) -> datetime:
    return backup.facts.moment.astimezone(LOCAL_ZONE)


@contextmanager
def _explained(desk: Desk, folder: Path) -> Iterator[None]:
    """Say of a failure where it was and what it takes."""
    try:
        yield
    except OSError as error:
        scratch = cache_folder()
        there = scratch if str(error.filename).startswith(str(scratch)) else folder
        raise BackupFailed(_PROBLEM.get(error.errno or 0, "other"), there, _needed(desk)) from error
    except BackupDamaged as error:
        code = "unproved" if str(error) in {"altered", "unreadable"} else "source"
        raise BackupFailed(code, folder, _needed(desk)) from error


def _needed(desk: Desk) -> int:
    path = desk.database.path
    with suppress(OSError):
        return path.stat().st_size + _ROOM
    return _ROOM
