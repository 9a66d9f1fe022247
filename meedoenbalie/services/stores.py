"""Making, opening and closing a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.clock import Clock
from meedoenbalie.domain.passphrases import MINIMUM_PASSPHRASE
from meedoenbalie.domain.people import Role, Site, User
from meedoenbalie.services.attempts import Attempts
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.erasing import forget_again
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.errors import StoreExists, StoreMissing
from meedoenbalie.storage.in_use import Holder, Lock, StoreInUse
from meedoenbalie.storage.keys import (
    LEAST_COST,
    KdfCost,
    KeyFile,
    calibrated_cost,
    key_file_of,
    new_data_key,
    new_recovery_code,
)
from meedoenbalie.storage.migrate import bring_up_to_date, create_tables, is_up_to_date
from meedoenbalie.storage.unit_of_work import reading, unit_of_work

__all__ = [
    "ALL_DESK_ROLES",
    "LEAST_COST",
    "MINIMUM_PASSPHRASE",
    "Holder",
    "KdfCost",
    "NewStore",
    "StoreExists",
    "StoreInUse",
    "WeakPassphrase",
    "create_store",
    "open_store",
    "recover_store",
    "users_of",
]

ALL_DESK_ROLES = (Role.DESK, Role.COORDINATOR, Role.ADMINISTRATOR, Role.PROGRAMME)


class WeakPassphrase(ValueError):
    """A passphrase with fewer than ``MINIMUM_PASSPHRASE`` signs."""


@dataclass(frozen=True, slots=True)
class NewStore:
    """A store just made: the open desk, and the recovery code that is shown once."""

    desk: Desk
    recovery_code: str


def create_store(
    path: Path,
    user_name: str,
    passphrase: str,
    clock: Clock,
    sites: Sequence[Site] = (),
    cost: KdfCost | None = None,
) -> NewStore:
    """Make a store with one user who holds all roles, and open it.

    Raises StoreExists, WeakPassphrase and OSError; nothing is left behind when it fails.
    """
    if path.exists() or key_file_of(path).exists():
        raise StoreExists(path.name)
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise WeakPassphrase("short")
    cost = cost or calibrated_cost()
    key, code = new_data_key(), new_recovery_code()
    user = User(name=user_name, roles=ALL_DESK_ROLES)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = Lock(path, user.name, clock.now())
    try:
        database = Database(path, key, lock)
        try:
            create_tables(database)
            with unit_of_work(database, user.name, clock.now(), "create_store") as uow:
                uow.insert(user)
                for site in sites:
                    uow.insert(site)
            keys = KeyFile.create(path, key, user.name, passphrase, cost)
            keys.set_recovery_code(code, key, cost)
        except BaseException:
            database.close()
            raise
    except BaseException:
        for file in (path, key_file_of(path)):
            file.unlink(missing_ok=True)
        lock.release()
        raise
    return NewStore(Desk(database, user, clock), code)


def users_of(path: Path) -> tuple[str, ...]:
    """Return who has a key to a store. Raises StoreMissing and NotAStore."""
    return KeyFile(path).names


def open_store(
    path: Path,
    user_name: str | None,
    passphrase: str,
    clock: Clock,
    attempts: Attempts | None = None,
    *,
    beside: bool = False,
) -> Desk:
    """Open a store for one of its users; without a name for the only one.

    Only one opening at a time has the store to itself; ``beside`` is for reading commands, which
    may run while a window has it: SQLite shows each of them one whole moment. An older store is
    first backed up and brought up to date, for which it must be free all the same.
    Raises StoreMissing, NotAStore, StoreInUse, WrongPassphrase (also for an unknown user), TooSoon
    after wrong ones, NewerStore, and OSError.
    """
    if not path.exists():
        raise StoreMissing(path.name)
    keys = KeyFile(path)
    name = user_name or (keys.names[0] if len(keys.names) == 1 else "")
    with (attempts or Attempts()).attempt(path):
        key = keys.unlock(name, passphrase)
    return _open(path, key, name, clock, beside=beside)


def recover_store(
    path: Path,
    code: str,
    user_name: str,
    passphrase: str,
    clock: Clock,
    cost: KdfCost | None = None,
    attempts: Attempts | None = None,
) -> Desk:
    """Open a store with its recovery code and give the user a new passphrase.

    Raises what ``open_store`` raises, and WeakPassphrase.
    """
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise WeakPassphrase("short")
    if not path.exists():
        raise StoreMissing(path.name)
    keys = KeyFile(path)
    with (attempts or Attempts()).attempt(path):
        key = keys.unlock_with_code(code)
    desk = _open(path, key, user_name, clock)
    try:
        keys.set_passphrase(user_name, passphrase, key, cost or calibrated_cost())
    except BaseException:
        desk.database.close()
        raise
    return desk


def _open(path: Path, key: bytes, user_name: str, clock: Clock, *, beside: bool = False) -> Desk:
    lock = None if beside else Lock(path, user_name, clock.now())
    try:
        database = Database(path, key, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    try:
        if beside and not is_up_to_date(database):
            database.close()
            return _open(path, key, user_name, clock)
        bring_up_to_date(database)
        with reading(database) as reader:
            user = reader.first(User, name=user_name)
        if user is None:
            raise StoreMissing("user")
        desk = Desk(database, user, clock)
        forget_again(desk)
    except BaseException:
        database.close()
        raise
    return desk
