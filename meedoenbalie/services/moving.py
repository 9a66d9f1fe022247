"""Moving a store from a file to a server, or back: proven equal, or the copy stays shut.

The store that it was made of isn't changed, and nobody can write in it meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.domain.people import Role, User
from meedoenbalie.domain.settings import Settings
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.printed_figures import sealing_key
from meedoenbalie.services.stores import MINIMUM_PASSPHRASE, Place, ServerAddress, WeakPassphrase
from meedoenbalie.storage import migrate, moving
from meedoenbalie.storage.backends.file import FileDatabase
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.errors import StoreExists
from meedoenbalie.storage.in_use import Lock
from meedoenbalie.storage.keys import (
    KdfCost,
    KeyFile,
    calibrated_cost,
    key_file_of,
    new_data_key,
    new_recovery_code,
)
from meedoenbalie.storage.moving import Content, NotEqual, Proof

__all__ = ["Content", "Moved", "NoSuchUser", "NotEqual", "Proof", "move"]

_MOVERS = frozenset({Role.ADMINISTRATOR})

Progress = Callable[[int, int], None]


class NoSuchUser(Exception):
    """The role of the server is no user of the store, so nobody could open it afterwards."""

    def __init__(self, name: str) -> None:
        super().__init__("no_such_user")
        self.name = name


@dataclass(frozen=True, slots=True)
class Moved:
    """The proof, and who can't come in yet.

    ``waiting`` have a place in the store but no role on the server, or no passphrase for the file.
    ``recovery_code`` is of a file, and shown once; empty for a server.
    """

    proof: Proof
    waiting: tuple[str, ...]
    recovery_code: str = ""


def move(
    desk: Desk,
    to: Place,
    secret: str,
    progress: Progress = lambda _done, _total: None,
    *,
    user: str = "",
    cost: KdfCost | None = None,
) -> Moved:
    """Copy a store to another place and prove that both are equal; the copy then opens.

    ``secret`` is the passphrase of the user in the new file, or the password of ``user`` (else
    the one that the address names) on the server. What an earlier attempt left is gone on with.
    Raises NotAllowed, NoSuchUser, NotEqual, StoreExists for a place with another store,
    WeakPassphrase, WrongPassphrase, StoreTrouble and OSError; what ``progress`` raises ends it.
    """
    desk.note("move_store", roles=_MOVERS)
    if not desk.database.shows_all():
        raise NotAllowed("move_store")
    with desk.read("move_store", _MOVERS) as reader:
        names = tuple(one.name for one in reader.find(User, order_by="name") if not one.left_on)
    if isinstance(to, ServerAddress):
        return _to_server(desk, to, user, secret, names, progress)
    return _to_file(desk, to, secret, names, progress, cost)


def _to_server(
    desk: Desk,
    address: ServerAddress,
    user: str,
    password: str,
    names: tuple[str, ...],
    progress: Progress,
) -> Moved:
    from meedoenbalie.services.server_stores import as_owner, connected

    database = connected(address, user or None, password)
    with database:
        if database.user not in names:
            raise NoSuchUser(database.user)
        if migrate.is_empty(database):
            with as_owner():
                migrate.create_tables(database, to_be_filled=True)
        proof = _filled(desk, database, progress)
        return Moved(proof, tuple(name for name in names if name != database.user))


def _to_file(
    desk: Desk,
    path: Path,
    passphrase: str,
    names: tuple[str, ...],
    progress: Progress,
    cost: KdfCost | None,
) -> Moved:
    cost = cost or calibrated_cost()
    if not (path.exists() or key_file_of(path).exists()):
        _make_file(desk, path, passphrase, cost)
    keys = KeyFile(path)
    key = keys.unlock(desk.user.name, passphrase)
    lock = Lock(path, desk.user.name, desk.clock.now())
    try:
        database = FileDatabase(path, key, lock)
    except BaseException:
        lock.release()
        raise
    with database:
        proof = _filled(desk, database, progress)
        code = new_recovery_code()
        moved = Desk(database, desk.user, desk.clock)
        with moved.write("set_recovery_code", roles=_MOVERS) as uow:
            kept = uow.first(Settings) or uow.insert(Settings())
            uow.update(kept, recovery_made_on=desk.clock.today(), recovery_proved_on=None)
            keys.set_recovery_code(code, key, cost)
        return Moved(proof, tuple(name for name in names if name != desk.user.name), code)


def _make_file(desk: Desk, path: Path, passphrase: str, cost: KdfCost) -> None:
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise WeakPassphrase("short")
    path.parent.mkdir(parents=True, exist_ok=True)
    key = new_data_key()
    lock = Lock(path, desk.user.name, desk.clock.now())
    try:
        with FileDatabase(path, key) as database:
            migrate.create_tables(database, to_be_filled=True)
        KeyFile.create(path, key, desk.user.name, passphrase, cost)
    except BaseException:
        for file in (path, key_file_of(path)):
            with suppress(OSError):
                file.unlink(missing_ok=True)
        raise
    finally:
        lock.release()


def _filled(desk: Desk, target: Database, progress: Progress) -> Proof:
    if not migrate.is_being_filled(target):
        raise StoreExists("server_has_store" if target.on_server else target.path.name)
    seal = sealing_key(desk)
    with desk.database.writing() as source:
        target.keep_erased(desk.database.erased())
        return moving.fill(source, target, seal, progress)
