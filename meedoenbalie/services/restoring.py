"""Putting a back-up in the place of a store: shown first, the present kept, and all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from meedoenbalie.clock import Clock
from meedoenbalie.domain.people import User
from meedoenbalie.paths import cache_folder
from meedoenbalie.services.attempts import Attempts
from meedoenbalie.services.backing_up import Backup, back_up, read_backup
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.erasing import forget_again
from meedoenbalie.services.restore_outcome import (
    ACTION,
    RESTORERS,
    Outcome,
    may_restore,
    outcome_of,
)
from meedoenbalie.services.stores import open_store
from meedoenbalie.storage import backup as files
from meedoenbalie.storage import restore as placing
from meedoenbalie.storage.backends.file import FileDatabase, file_of
from meedoenbalie.storage.backup import STORE
from meedoenbalie.storage.erased_list import list_of
from meedoenbalie.storage.errors import (
    BackupOfOther,
    DamagedSlot,
    NewerStore,
    NotAStore,
    StoreMissing,
)
from meedoenbalie.storage.in_use import Lock
from meedoenbalie.storage.keys import KeyFile
from meedoenbalie.storage.migrate import migrate
from meedoenbalie.storage.migrations import HEAD, KNOWN
from meedoenbalie.storage.queries.differences import Difference
from meedoenbalie.storage.unit_of_work import note_access, reading

__all__ = [
    "RESTORERS",
    "BackupOfOther",
    "Difference",
    "Outcome",
    "helps_against",
    "may_restore",
    "preview",
    "preview_at",
    "restore",
    "restore_at",
    "restore_other",
    "users_in",
]

_ASIDE = "voor-terugzetten"


def helps_against(error: BaseException) -> bool:
    """Tell whether a store that gives this error is missing or damaged, its slots apart."""
    return isinstance(error, StoreMissing | NotAStore) and not isinstance(error, DamagedSlot)


def preview(desk: Desk, path: Path) -> Outcome:
    """Check a back-up in full and tell what restoring it would change; nothing is changed.

    Raises BackupDamaged, BackupOfOther, NewerStore, StoreMissing when the user has no place in it,
    and OSError.
    """
    if desk.database.on_server:
        # A desk in a file doesn't load the driver of a server.
        from meedoenbalie.services import server_restoring

        return server_restoring.preview(desk, path)
    backup = _of_this_store(desk, path)
    with _restored(desk.database.path, backup, _key_of(desk), desk.clock) as made:
        return outcome_of(backup, desk, made.desk, made.forgotten)


def restore(desk: Desk, path: Path) -> Outcome:
    """Back up the present, put a back-up of the same store in its place, and close the desk.

    A crash leaves the one or the other, whole. The key slots of the present stay, so that who left
    stays out; people who were erased since the back-up are erased from it first.
    Raises NotAllowed, what ``preview`` raises, BackupFailed for the present, and StoreInUse when
    another program reads the store; then the present is as it was and the desk still open.
    """
    if desk.database.on_server:
        from meedoenbalie.services import server_restoring

        return server_restoring.restore(desk, path)
    desk.note(ACTION, roles=RESTORERS)
    backup = _of_this_store(desk, path)
    with _restored(desk.database.path, backup, _key_of(desk), desk.clock) as made:
        outcome = outcome_of(backup, desk, made.desk, made.forgotten)
        kept = back_up(desk).path
        lock = file_of(desk.database).hand_over()
        try:
            _replace(desk.database.path, made)
        finally:
            if lock is not None:
                lock.release()
    return replace(outcome, kept=kept)


def users_in(path: Path) -> tuple[str, ...]:
    """Return who has a key in a back-up. Raises BackupDamaged and OSError."""
    with files.scratch_folder(cache_folder()) as folder:
        files.unpack(read_backup(path), folder)
        return KeyFile(folder / STORE).names


def preview_at(store: Path, path: Path, user: str | None, passphrase: str, clock: Clock) -> Outcome:
    """As ``preview``, also where the store is missing or can't be opened."""
    desk = _present(store, user, passphrase, clock)
    if desk is not None:
        with desk.database:
            return preview(desk, path)
    backup = read_backup(path)
    with _restored(store, backup, _key_beside(store, user, passphrase), clock) as made:
        return outcome_of(backup, None, made.desk, made.forgotten)


def restore_at(store: Path, path: Path, user: str | None, passphrase: str, clock: Clock) -> Outcome:
    """As ``restore``, also where the store is missing or can't be opened.

    What can't be opened is copied aside under another name first. The slots beside the store stay
    when they are there; otherwise those of the back-up are put back.
    Raises what ``restore`` and ``open_store`` raise.
    """
    desk = _present(store, user, passphrase, clock)
    if desk is not None:
        with desk.database:
            return restore(desk, path)
    return _put(store, path, _key_beside(store, user, passphrase), clock)


def restore_other(
    store: Path, path: Path, user: str | None, passphrase: str, clock: Clock
) -> Outcome:
    """Put a back-up of another store at this place, with its own slots and passphrases.

    What stands there is copied aside under another name, with its slots and its list of erased
    people. Raises what ``restore_at`` raises.
    """
    return _put(store, path, _key_inside(store, user, passphrase), clock, other=True)


@dataclass(frozen=True, slots=True)
class _Opened:
    """The database of a back-up, opened; ``slots`` tells whether its own slots are needed."""

    database: FileDatabase
    user: str
    slots: bool


@dataclass(frozen=True, slots=True)
class _Made:
    """A back-up that is restored beside its store, checked, and of this version."""

    folder: Path
    desk: Desk
    slots: bool
    forgotten: int


_OpenIt = Callable[[Path], _Opened]


def _put(store: Path, path: Path, key: _OpenIt, clock: Clock, *, other: bool = False) -> Outcome:
    backup = read_backup(path)
    store.parent.mkdir(parents=True, exist_ok=True)
    lock = Lock(store, "", clock.now())
    try:
        with _restored(store, backup, key, clock) as made:
            if not may_restore(made.desk):
                raise NotAllowed(ACTION)
            outcome = outcome_of(backup, None, made.desk, made.forgotten)
            aside = placing.set_aside(store, _ASIDE)
            if other:
                list_of(store).unlink(missing_ok=True)
            _replace(store, made)
    finally:
        lock.release()
    return replace(outcome, kept=aside)


@contextmanager
def _restored(store: Path, backup: Backup, key: _OpenIt, clock: Clock) -> Iterator[_Made]:
    with placing.making(store) as folder:
        files.unpack(backup, folder)
        opened = key(folder)
        with opened.database as database:
            files.check(database, backup.facts)
            if backup.facts.version not in KNOWN:
                raise NewerStore(backup.facts.version)
            if backup.facts.version != HEAD:
                migrate(database, HEAD)
                files.check_chain(database)
            with reading(database) as reader:
                user = reader.first(User, name=opened.user)
            if user is None:
                raise StoreMissing("user")
            desk = Desk(database, user, clock)
            yield _Made(folder, desk, opened.slots, _forget(desk, list_of(store)))


def _forget(desk: Desk, erased: Path) -> int:
    """Erase from a restored copy whoever was erased since; the list itself stays as it is."""
    copy = list_of(desk.database.path)
    with suppress(FileNotFoundError):
        shutil.copyfile(erased, copy)
    return forget_again(desk)


def _replace(store: Path, made: _Made) -> None:
    note_access(made.desk.database, made.desk.user.name, made.desk.clock.now(), ACTION)
    made.desk.database.close()
    placing.replace_store(store, made.folder, with_keys=made.slots)


def _of_this_store(desk: Desk, path: Path) -> Backup:
    backup = read_backup(path)
    # Moved to a server and back it is the same store; its back-ups there aren't files of one.
    if backup.facts.of_server or backup.facts.store != files.store_of(file_of(desk.database)):
        raise BackupOfOther(backup.facts.name)
    return backup


def _present(store: Path, user: str | None, passphrase: str, clock: Clock) -> Desk | None:
    """Open the store as it is; None where it is missing or damaged, its slots apart."""
    try:
        return open_store(store, user, passphrase, clock)
    except DamagedSlot:
        raise
    except (StoreMissing, NotAStore):
        return None


def _key_of(desk: Desk) -> _OpenIt:
    """Open a back-up with the key of an opened store."""

    def open_it(folder: Path) -> _Opened:
        return _Opened(
            file_of(desk.database).same_key_at(folder / STORE), desk.user.name, slots=False
        )

    return open_it


def _key_beside(store: Path, user: str | None, passphrase: str) -> _OpenIt:
    """Open a back-up with the slots beside the store, or its own where there are none."""

    def open_it(folder: Path) -> _Opened:
        try:
            keys = KeyFile(store)
        except (StoreMissing, NotAStore):
            return _key_inside(store, user, passphrase)(folder)
        try:
            return _unlocked(store, keys, folder, user, passphrase, slots=False)
        except NotAStore as error:
            raise BackupOfOther(store.name) from error

    return open_it


def _key_inside(store: Path, user: str | None, passphrase: str) -> _OpenIt:
    """Open a back-up with its own slots."""

    def open_it(folder: Path) -> _Opened:
        keys = KeyFile(folder / STORE)
        return _unlocked(store, keys, folder, user, passphrase, slots=True)

    return open_it


def _unlocked(
    store: Path, keys: KeyFile, folder: Path, user: str | None, passphrase: str, *, slots: bool
) -> _Opened:
    name = user or (keys.names[0] if len(keys.names) == 1 else "")
    with Attempts().attempt(store):
        key = keys.unlock(name, passphrase)
    return _Opened(FileDatabase(folder / STORE, key), name, slots)
