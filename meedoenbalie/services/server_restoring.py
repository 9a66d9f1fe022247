"""Putting a back-up in the place of a store on a server: tried in a scratch database, then shown.

What is put in place goes there in one transaction: other desks see the old or the new, and who
works meanwhile waits. Roles, azc's and passwords stay as they are on the server; a user whom the
back-up doesn't know can't open the store afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from meedoenbalie.clock import Clock
from meedoenbalie.domain.people import User
from meedoenbalie.services.backing_up import Backup, back_up, read_backup
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.erasing import forget_again
from meedoenbalie.services.printed_figures import sealing_key
from meedoenbalie.services.restore_outcome import (
    ACTION,
    RESTORERS,
    Outcome,
    may_restore,
    outcome_of,
)
from meedoenbalie.services.server_stores import connected, open_
from meedoenbalie.storage import migrate, moving, server_backup
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.backends.server import ServerDatabase, server_of
from meedoenbalie.storage.backup import store_of
from meedoenbalie.storage.errors import (
    BackupOfOther,
    ServerBackupRefused,
    StoreExists,
    StoreMissing,
)
from meedoenbalie.storage.server_backup import Key
from meedoenbalie.storage.slots import KdfCost
from meedoenbalie.storage.unit_of_work import note_access, reading


def preview(desk: Desk, path: Path) -> Outcome:
    """Check a back-up in full and tell what restoring it would change; nothing is changed."""
    with _tried(desk, path) as made:
        return outcome_of(made.backup, desk, made.desk, made.forgotten)


def restore(desk: Desk, path: Path, *, cost: KdfCost | None = None) -> Outcome:
    """Back up the present, put a back-up in its place, and close the desk.

    ``cost`` is what it costs to try a password on that back-up. Raises NotAllowed, BackupDamaged,
    BackupOfOther, NewerStore, ServerBackupRefused, ServerToolsMissing, StoreMissing for a user whom
    the back-up doesn't know, BackupFailed, OSError, and StoreTrouble also when another desk wrote
    meanwhile; then everything is as it was.
    """
    desk.note(ACTION, roles=RESTORERS)
    _of_this_store(desk, path)
    kept = back_up(desk, cost=cost)
    with _tried(desk, path) as made:
        outcome = outcome_of(made.backup, desk, made.desk, made.forgotten)
        with reading(made.desk.database) as reader:
            moving.put_in_place(reader.connection, desk.database, kept.facts.head)
        server_of(desk.database).grant_anew()
        note_access(desk.database, desk.user.name, desk.clock.now(), ACTION)
    desk.database.close()
    return replace(outcome, kept=kept.path)


def restore_at(
    address: ServerAddress,
    user: str | None,
    password: str,
    path: Path,
    secret: Callable[[], str],
    clock: Clock,
    *,
    dry_run: bool = False,
) -> Outcome:
    """As ``restore``, and in an empty database as ``restore_into_empty``; then it asks ``secret``.

    With ``dry_run`` it only tells what would change. Raises what those and ``open_`` raise.
    """
    with connected(address, user, password) as database:
        waits = migrate.is_empty(database) or migrate.is_being_filled(database)
    if waits:
        return restore_into_empty(address, user, password, path, secret(), clock, dry_run=dry_run)
    with (desk := open_(address, user, password, clock)).database:
        return preview(desk, path) if dry_run else restore(desk, path)


def restore_into_empty(
    address: ServerAddress,
    user: str | None,
    password: str,
    path: Path,
    secret: str,
    clock: Clock,
    *,
    dry_run: bool = False,
) -> Outcome:
    """Put a back-up in an empty database, where the server it was made of is gone.

    ``secret`` is the password of whoever made the back-up, of that day. The user must be one of the
    back-up who may restore. Raises WrongPassphrase, StoreExists, NotAllowed, StoreMissing and what
    ``preview`` raises.
    """
    backup = read_backup(path)
    with connected(address, user, password) as database:
        # What was broken off is gone on with, as in moving.
        if not migrate.is_empty(database) and not migrate.is_being_filled(database):
            raise StoreExists("server_has_store")
        key = server_backup.key_by_password(backup, secret)
        with _restored(backup, database, key, {}, clock) as made:
            if not may_restore(made.desk):
                raise NotAllowed(ACTION)
            outcome = outcome_of(backup, None, made.desk, made.forgotten)
            if dry_run:
                return outcome
            if migrate.is_empty(database):
                migrate.create_tables(database, to_be_filled=True)
            with reading(made.desk.database) as reader:
                moving.fill(reader.connection, database, sealing_key(made.desk))
            note_access(database, database.user, clock.now(), ACTION)
        return outcome


@dataclass(frozen=True, slots=True)
class _Made:
    """A back-up in a scratch database, checked, and of this version."""

    backup: Backup
    desk: Desk
    forgotten: int


@contextmanager
def _tried(desk: Desk, path: Path) -> Iterator[_Made]:
    backup, database = _of_this_store(desk, path), server_of(desk.database)
    key = server_backup.key_of(backup, database)
    with _restored(backup, database, key, database.erased(), desk.clock) as made:
        yield made


def _of_this_store(desk: Desk, path: Path) -> Backup:
    backup, database = read_backup(path), server_of(desk.database)
    if not backup.facts.of_server or backup.facts.store != store_of(database):
        raise BackupOfOther(backup.facts.name)
    with database.reading() as connection:
        if not database.owns(connection):
            raise ServerBackupRefused("owner")
    return backup


@contextmanager
def _restored(
    backup: Backup,
    database: ServerDatabase,
    key: Key,
    erased: Mapping[UUID, datetime],
    clock: Clock,
) -> Iterator[_Made]:
    with server_backup.tried(backup, database, key) as copy:
        copy.keep_erased(erased)
        with reading(copy) as reader:
            user = reader.first(User, name=database.user)
        if user is None:
            raise StoreMissing("user")
        desk = Desk(copy, user, clock)
        yield _Made(backup, desk, forget_again(desk))
