"""Making, opening and closing a store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.clock import Clock
from meedoenbalie.domain.passphrases import MINIMUM_PASSPHRASE
from meedoenbalie.domain.people import Site, User
from meedoenbalie.domain.settings import Settings
from meedoenbalie.services.attempts import Attempts
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.forgetting import forget_names_at_closing
from meedoenbalie.services.opening import ALL_DESK_ROLES, desk_of
from meedoenbalie.storage.backends.address import (
    BadAddress,
    ServerAddress,
    is_address,
    parse_address,
)
from meedoenbalie.storage.backends.file import FileDatabase
from meedoenbalie.storage.errors import (
    OnlyInFile,
    PasswordNeeded,
    StoreExists,
    StoreMissing,
    StoreTrouble,
)
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
from meedoenbalie.storage.leftovers import drop_beside
from meedoenbalie.storage.migrate import bring_up_to_date, create_tables, is_up_to_date
from meedoenbalie.storage.restore import finish, is_decided
from meedoenbalie.storage.unit_of_work import unit_of_work

__all__ = [
    "ALL_DESK_ROLES",
    "LEAST_COST",
    "MINIMUM_PASSPHRASE",
    "UNLOCKING",
    "BadAddress",
    "Holder",
    "KdfCost",
    "NewStore",
    "OnlyInFile",
    "PasswordNeeded",
    "Place",
    "ServerAddress",
    "StoreExists",
    "StoreInUse",
    "WeakPassphrase",
    "close_store",
    "create_store",
    "join_store",
    "newcomers_of",
    "open_store",
    "place_of",
    "recover_store",
    "users_of",
]

UNLOCKING = ("unlock", "recover", "join")
"""How somebody came in, as the access log calls it."""

Place = Path | ServerAddress
"""Where a store is: a file, or a database on a server."""


def place_of(text: str) -> Place:
    """Return what a text means: the address of a server, or else a file. Raises BadAddress."""
    return parse_address(text) if is_address(text) else Path(text)


class WeakPassphrase(ValueError):
    """A passphrase with fewer than ``MINIMUM_PASSPHRASE`` signs."""


@dataclass(frozen=True, slots=True)
class NewStore:
    """A store just made: the open desk, and the recovery code that is shown once."""

    desk: Desk
    recovery_code: str


def create_store(
    place: Place,
    user_name: str,
    passphrase: str,
    clock: Clock,
    sites: Sequence[Site] = (),
    cost: KdfCost | None = None,
) -> NewStore:
    """Make a store with one user who holds all roles, and open it.

    On a server that user is the role of the address, and ``passphrase`` its password there.
    Raises StoreExists, WeakPassphrase and OSError, or what ``server_stores.create`` raises; nothing
    is left behind when it fails.
    """
    if isinstance(place, ServerAddress):
        # Its driver takes as long to load as all else together; a file needs none of it.
        from meedoenbalie.services import server_stores

        return NewStore(server_stores.create(place, user_name, passphrase, clock, sites), "")
    path = place
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
        database = FileDatabase(path, key, lock)
        try:
            create_tables(database)
            with unit_of_work(database, user.name, clock.now(), "create_store") as uow:
                uow.insert(user)
                uow.insert(Settings(recovery_made_on=clock.today()))
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


def users_of(place: Place) -> tuple[str, ...]:
    """Return who has a key to a store, a damaged one too. Raises StoreMissing and NotAStore.

    A server tells nobody who its users are: of an address it is whom that names.
    """
    if isinstance(place, ServerAddress):
        return (place.user,) if place.user else ()
    keys = KeyFile(place)
    return (*keys.names, *keys.damaged)


def newcomers_of(path: Path, clock: Clock) -> tuple[str, ...]:
    """Return who may come in with a one-time code. Raises StoreMissing and NotAStore."""
    today = clock.today()
    return tuple(name for name, last in KeyFile(path).codes().items() if today <= last)


def open_store(
    place: Place,
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
    after wrong ones, NewerStore, and OSError; for a server what ``server_stores.open_`` raises.
    """
    if isinstance(place, ServerAddress):
        from meedoenbalie.services import server_stores

        return server_stores.open_(place, user_name, passphrase, clock, attempts)
    path = place
    _finish_restoring(path, clock)
    if not path.exists():
        raise StoreMissing(path.name)
    keys = KeyFile(path)
    name = user_name or (keys.names[0] if len(keys.names) == 1 else "")
    with (attempts or Attempts()).attempt(path):
        key = keys.unlock(name, passphrase)
    return _open(path, key, name, clock, "unlock", beside=beside)


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
    return _enter(
        path,
        lambda keys: keys.unlock_with_code(code),
        (user_name, passphrase, "recover"),
        clock,
        cost,
        attempts,
    )


def join_store(
    path: Path,
    user_name: str,
    code: str,
    passphrase: str,
    clock: Clock,
    cost: KdfCost | None = None,
    attempts: Attempts | None = None,
) -> Desk:
    """Open a store with a one-time code, which is then gone, and give the user a passphrase.

    Raises what ``open_store`` raises, WeakPassphrase and CodeExpired.
    """
    return _enter(
        path,
        lambda keys: keys.unlock_with_join_code(user_name, code, clock.today()),
        (user_name, passphrase, "join"),
        clock,
        cost,
        attempts,
    )


def close_store(opened: Desk) -> None:
    """Wipe the names of the walk-in that nobody needs any more, and close.

    Where the file can't be written now they go when it is opened next.
    """
    if opened.database.closed:
        return
    try:
        with suppress(StoreTrouble, OSError):
            forget_names_at_closing(opened)
    finally:
        opened.database.close()


def _enter(
    path: Path,
    unlock: Callable[[KeyFile], bytes],
    entrant: tuple[str, str, str],
    clock: Clock,
    cost: KdfCost | None,
    attempts: Attempts | None,
) -> Desk:
    user_name, passphrase, action = entrant
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise WeakPassphrase("short")
    _finish_restoring(path, clock)
    if not path.exists():
        raise StoreMissing(path.name)
    keys = KeyFile(path)
    with (attempts or Attempts()).attempt(path):
        key = unlock(keys)
    desk = _open(path, key, user_name, clock, action)
    try:
        KeyFile(path).set_passphrase(user_name, passphrase, key, cost or calibrated_cost())
    except BaseException:
        desk.database.close()
        raise
    return desk


def _finish_restoring(path: Path, clock: Clock) -> None:
    """Put a restored store in place if a crash came between deciding and doing that."""
    if is_decided(path):
        lock = Lock(path, "", clock.now())
        try:
            finish(path)
        finally:
            lock.release()


def _open(
    path: Path, key: bytes, user_name: str, clock: Clock, action: str, *, beside: bool = False
) -> Desk:
    lock = None if beside else Lock(path, user_name, clock.now())
    if lock is not None:
        drop_beside(path)
    try:
        database = FileDatabase(path, key, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    try:
        if beside and not is_up_to_date(database):
            database.close()
            return _open(path, key, user_name, clock, action)
        bring_up_to_date(database)
        desk = desk_of(database, user_name, clock, action)
    except BaseException:
        database.close()
        raise
    # Where the file can't be written a code that is over stays, and opens nothing.
    with suppress(OSError):
        KeyFile(path).drop_expired(clock.today())
    return desk
