"""A back-up of a store on a server: what ``pg_dump`` tells, sealed on its way, and its proof.

The file is a ZIP archive as that of a store in a file (backup.py), with other things in it:

    store.dump.age   what pg_dump wrote (its custom format), encrypted with age
    store.dump.keys  the key of that, sealed twice: with the password of whoever made it (Argon2id),
                     and with the key of this store's back-ups, which its owner can read
    facts.json       as there, and SHA-256 over the rows of each table

The dump goes from the server through age into the archive, and back through age into a scratch
database on the server: unencrypted it is on no disk of this computer. With the password the key can
be had where the server is gone, and ``age`` and ``pg_restore`` do the rest without this program.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pyrage
from sqlalchemy import Connection, text

from meedoenbalie.storage import moving
from meedoenbalie.storage.backends import dumping
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.storage.backends.server_tools import tools_for
from meedoenbalie.storage.backup import (
    FACTS,
    STEPS,
    Backup,
    Facts,
    Progress,
    free_path,
    json_of,
    origin_of,
    write_proof,
)
from meedoenbalie.storage.chain import damages, walk
from meedoenbalie.storage.disk import placed, whole_file
from meedoenbalie.storage.errors import (
    BackupDamaged,
    BackupOfOther,
    NewerStore,
    ServerBackupRefused,
    WrongPassphrase,
)
from meedoenbalie.storage.journal import head
from meedoenbalie.storage.migrate import migrate, version_of
from meedoenbalie.storage.migrations import HEAD, KNOWN
from meedoenbalie.storage.slots import (
    LEAST_COST,
    KdfCost,
    calibrated_cost,
    seal,
    slot_from_json,
    slot_to_json,
    unseal,
)
from meedoenbalie.storage.unit_of_work import Reader, reading

DUMP, KEYS = "store.dump.age", "store.dump.keys"
_MAKER, _STORE = "maker", "store"


def make(
    database: ServerDatabase,
    folder: Path,
    name: str,
    at: datetime,
    progress: Progress,
    cost: KdfCost | None = None,
) -> Backup:
    """Write a back-up of this moment to a folder that is there, under a name that is still free.

    Nothing is left behind when it fails. Raises ServerBackupRefused, ServerToolsMissing, OSError
    and StoreTrouble.
    """
    progress(0, STEPS)
    with database.reading() as connection:
        if not database.owns(connection):
            raise ServerBackupRefused("owner")
    tools, password = tools_for(database.version), database.password
    if not password:
        raise ServerBackupRefused("password")
    identity = pyrage.x25519.Identity.generate()
    keys = _sealed(identity, database, password, cost or calibrated_cost())
    path = free_path(folder, name)
    with (
        database.reading() as connection,
        placed(path),
        whole_file(path) as file,
        zipfile.ZipFile(file, "w") as archive,
    ):
        # It waits for pg_dump, which may take longer than a desk may think.
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        snapshot = str(connection.scalar(text("SELECT pg_export_snapshot()")))
        seen = _look(connection)
        progress(1, STEPS)
        archive.writestr(KEYS, keys)
        with archive.open(DUMP, "w", force_zip64=True) as target:
            written = _Watched(target, lambda: progress(1, STEPS))
            with dumping.dumped(database, tools, snapshot) as source:
                written.finish(lambda: pyrage.encrypt_io(source, written, [identity.to_public()]))
        facts = Facts(
            name=database.address.database,
            moment=at,
            database_sha256=written.digest.hexdigest(),
            keys_sha256=hashlib.sha256(keys).hexdigest(),
            **seen,
        )
        archive.writestr(FACTS, json_of(facts))
    return Backup(path, facts)


def prove(backup: Backup, database: ServerDatabase, at: datetime, progress: Progress) -> Backup:
    """Restore a back-up to a scratch database, check all of it, and write down that it is proved.

    Raises BackupDamaged with what isn't right, ServerBackupRefused, OSError and StoreTrouble.
    """
    progress(2, STEPS)
    with tried(backup, database, key_of(backup, database), lambda: progress(2, STEPS)):
        progress(4, STEPS)
    proved = replace(backup, proved_at=at)
    with placed(backup.path):
        write_proof(proved)
    progress(5, STEPS)
    return proved


@dataclass(frozen=True, slots=True)
class Key:
    """What opens the dump of one back-up."""

    identity: Any


def key_of(backup: Backup, database: ServerDatabase) -> Key:
    """Return the key of a back-up by that of its store. Raises BackupOfOther, BackupDamaged."""
    try:
        return _unsealed(backup, _STORE, database.backup_key().hex())
    except WrongPassphrase as error:
        raise BackupOfOther(backup.facts.name) from error


def key_by_password(backup: Backup, password: str) -> Key:
    """Return the key by the password of whoever made it. Raises WrongPassphrase, BackupDamaged."""
    return _unsealed(backup, _MAKER, password)


@contextmanager
def tried(
    backup: Backup, database: ServerDatabase, key: Key, tick: Callable[[], None] = lambda: None
) -> Iterator[ServerDatabase]:
    """Yield a back-up restored to a scratch database, checked, and brought to this version.

    Checked are the digests of the file, the rows of each table by number and hash, references, the
    chain of the journal with every row held against it, and its head. Raises BackupDamaged with
    what isn't right, NewerStore, ServerBackupRefused, ServerToolsMissing, OSError and StoreTrouble.
    """
    if not backup.facts.of_server:
        raise BackupOfOther(backup.facts.name)
    if backup.facts.version not in KNOWN:
        raise NewerStore(backup.facts.version)
    tools = tools_for(database.version)
    with dumping.scratch(database) as copy:
        with dumping.restoring(copy, tools) as target:
            _unpack(backup, key, target, tick)
        _check(copy, backup.facts)
        if backup.facts.version != HEAD:
            migrate(copy, HEAD)
            _check_chain(copy)
        yield copy


def _look(connection: Connection) -> dict[str, Any]:
    last = head(connection)
    contents = [moving.content_of(connection, table) for table in moving.tables()]
    return {
        "store": origin_of(Reader(connection)),
        "version": version_of(connection) or "",
        "step": last.step,
        "head": last.hash.hex(),
        "counts": {one.table: one.rows for one in contents},
        "contents": {one.table: one.hash for one in contents},
    }


def _check(copy: ServerDatabase, facts: Facts) -> None:
    with reading(copy) as reader:
        connection = reader.connection
        if not reader.connection.dialect.has_table(connection, "step"):
            raise BackupDamaged("unreadable")
        for problem in damages(reader):
            raise BackupDamaged(problem.code)
        if facts.version == HEAD:
            seen = _look(connection)
        else:
            last = head(connection)
            seen = {
                "store": origin_of(reader),
                "version": version_of(connection),
                "step": last.step,
                "head": last.hash.hex(),
            }
    if any(seen[name] != getattr(facts, name) for name in seen):
        raise BackupDamaged("facts")
    if facts.version == HEAD:
        _check_chain(copy)


def _check_chain(copy: ServerDatabase) -> None:
    with reading(copy) as reader:
        for problem in walk(reader).problems:
            raise BackupDamaged(problem.code)


def _unpack(backup: Backup, key: Key, target: IO[bytes], tick: Callable[[], None]) -> None:
    try:
        with zipfile.ZipFile(backup.path) as archive:
            if hashlib.sha256(archive.read(KEYS)).hexdigest() != backup.facts.keys_sha256:
                raise BackupDamaged("altered")
            with archive.open(DUMP) as data:
                read = _Watched(data, tick)
                _decrypt(read, target, key)
                if read.digest.hexdigest() != backup.facts.database_sha256:
                    raise BackupDamaged("altered")
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, NotImplementedError) as error:
        raise BackupDamaged("unreadable") from error


def _decrypt(read: _Watched, target: IO[bytes], key: Key) -> None:
    try:
        read.finish(lambda: pyrage.decrypt_io(read, target, [key.identity]))
    except pyrage.DecryptError as error:
        raise BackupDamaged("altered") from error
    except OSError as error:
        # What age finds changed it tells as an error of the system, with no number.
        if read.stopped is None and error.errno is None and not isinstance(error, BrokenPipeError):
            raise BackupDamaged("altered") from error
        raise


def _sealed(identity: Any, database: ServerDatabase, password: str, cost: KdfCost) -> bytes:
    secret = str(identity).encode("ascii")
    # The key of the store is random: stretching it would make nothing safer.
    slots = {
        _MAKER: seal(database.user, password, secret, cost),
        _STORE: seal("", database.backup_key().hex(), secret, LEAST_COST, "recovery"),
    }
    return json.dumps({name: slot_to_json(slot) for name, slot in slots.items()}).encode("utf-8")


def _unsealed(backup: Backup, name: str, secret: str) -> Key:
    try:
        with zipfile.ZipFile(backup.path) as archive:
            slot = slot_from_json(json.loads(archive.read(KEYS))[name])
        found = unseal(slot, secret).decode("ascii")
        return Key(pyrage.x25519.Identity.from_str(found))
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, pyrage.IdentityError) as error:
        raise BackupDamaged("unreadable") from error


class _Watched:
    """A stream that age reads or writes: hashed on its way, and stopped by what ``tick`` raises."""

    def __init__(self, stream: Any, tick: Callable[[], None]) -> None:
        self._stream, self._tick = stream, tick
        self.stopped: BaseException | None = None
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        data: bytes = self._step(lambda: self._hashed(self._stream.read(size)))
        return data

    def write(self, data: bytes) -> int:
        """Write on."""
        self._step(lambda: self._stream.write(self._hashed(data)))
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is below says itself when it is on the disk."""

    def finish(self, work: Callable[[], object]) -> None:
        """Do the work; age tells of any error in its own words, so tell of the first there was."""
        try:
            work()
        except BaseException:
            if self.stopped is not None:
                raise self.stopped from None
            raise

    def _hashed(self, data: bytes) -> bytes:
        self.digest.update(data)
        return data

    def _step(self, work: Callable[[], Any]) -> Any:
        try:
            self._tick()
            return work()
        except BaseException as error:
            self.stopped = self.stopped or error
            raise
