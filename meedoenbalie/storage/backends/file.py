"""A store in one encrypted file: the engine, its settings, and what a transaction is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic_core import from_json
from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    QueuePool,
    Uuid,
    create_engine,
    event,
    text,
)
from sqlcipher3 import dbapi2 as sqlcipher

from meedoenbalie.storage import erased_list
from meedoenbalie.storage.backends.identifiers import Identifier
from meedoenbalie.storage.backends.sqlite import Sqlite
from meedoenbalie.storage.database import Database, as_json
from meedoenbalie.storage.dialect import DIALECT
from meedoenbalie.storage.errors import NotAStore, OnlyInFile, StoreTrouble
from meedoenbalie.storage.in_use import Holder, Lock, StoreInUse
from meedoenbalie.storage.slots import KdfCost
from meedoenbalie.storage.trouble import told, trouble_of
from meedoenbalie.storage.wal import frames_in, log_of
from meedoenbalie.storage.ways_in import KeySlots, WaysIn

CACHE_KIB = 32 * 1024
"""Pages kept decrypted, so that a search in a large store doesn't decrypt the same ones again."""
BUSY_MS = 5000
_PAGES_AT_ONCE = 500

T = TypeVar("T")


class FileDatabase(Database):
    """A store that was opened from its file.

    ``lock`` keeps other programs out and is let go of at closing. With it ``recovered`` tells
    whether part of the write-ahead log had to be given up, up to the last whole transaction.
    Raises NotAStore when the key doesn't fit or the file isn't a store, and StoreTrouble here and
    in every transaction when the disk fails.
    """

    def __init__(self, path: Path, key: bytes | bytearray, lock: Lock | None = None) -> None:
        self.path = path
        # Of its own, so that closing can overwrite it.
        self._key = bytearray(key)
        self._lock = lock
        self._closed = False
        written = frames_in(log_of(path)) if lock is not None else 0
        self.engine = _engine(path, self._key)
        try:
            with self.reading() as connection:
                connection.execute(text("SELECT count(*) FROM sqlite_master"))
        except Exception as error:
            self.engine.dispose()
            if isinstance(error, StoreTrouble) and str(error) != "damaged":
                raise
            raise NotAStore(path.name) from error
        self.recovered = bool(written) and written > self._pages_in_log()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment of the store and writes nothing."""
        with self.engine.connect() as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that commits at the end, or leaves the store as it was."""
        engine = self.engine.execution_options(writes=True)
        with engine.begin() as connection:
            yield connection

    def copy_to(
        self,
        target: Path,
        look: Callable[[Connection], T],
        progress: Callable[[], None] = lambda: None,
    ) -> T:
        """Write a whole, encrypted copy of the store, as of now, to a file; or leave none.

        What an earlier attempt left there is replaced. Returns what ``look`` sees in that same
        moment. ``progress`` is called now and then; what it raises ends the copy.
        """
        with self.reading() as connection:
            seen = look(connection)
            driver: Any = connection.connection.driver_connection
            _drop(target)
            try:
                with told(), closing(_connect(target, self._key)) as copy:
                    driver.backup(copy, pages=_PAGES_AT_ONCE, progress=lambda *_pages: progress())
                    # Fails where the file isn't whole without its log.
                    copy.execute("PRAGMA journal_mode = DELETE")
            except BaseException:
                with suppress(OSError):
                    _drop(target)
                raise
        return seen

    def same_key_at(self, path: Path) -> FileDatabase:
        """Open another file with the key of this one. Raises NotAStore."""
        return FileDatabase(path, self._key)

    def derived_key(self, purpose: bytes) -> bytes:
        """Return a key of 32 bytes for one other purpose, from which the data key can't be told."""
        return HKDF(SHA256(), 32, salt=None, info=purpose).derive(self._key)

    def erased(self) -> dict[UUID, datetime]:
        """Return who was erased and when; nobody without a file. Raises ErasureListDamaged."""
        return erased_list.read(self.path, self.derived_key(erased_list.PURPOSE))

    def keep_erased(self, erased: Mapping[UUID, datetime]) -> None:
        """Write the list anew: all of it, or the earlier one stays. Raises OSError."""
        erased_list.write(self.path, self.derived_key(erased_list.PURPOSE), erased)

    def ways_in(self, cost: KdfCost | None = None) -> WaysIn:
        """Return the key slots beside the file; ``cost`` is what a new one costs."""
        return KeySlots(self.path, cost)

    def settle(self, connection: Connection) -> None:
        """Do nothing: a file needs no more than its tables."""

    def compact(self) -> None:
        """Write the file anew without its free pages, and empty the write-ahead log.

        Nothing that was deleted can be read from either afterwards. Raises StoreTrouble("compact")
        when another program reads at this moment, or the disk fails; then the file is as it was.
        """
        try:
            with self._driver() as driver:
                driver.execute("VACUUM")
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except StoreTrouble as error:
            raise StoreTrouble("compact") from error

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file now, so that what was wiped is gone from it.

        Raises StoreTrouble.
        """
        with self._driver() as driver:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Fold the write-ahead log into the file, let go of it and forget the key.

        A second call does nothing: by then the file may be another one's.
        """
        if self._closed:
            return
        with suppress(Exception):
            self.fold_log()
        lock = self._forget()
        if lock is not None:
            lock.release()

    @property
    def closed(self) -> bool:
        """Whether it was closed; the file may be another one's by now."""
        return self._closed

    def hand_over(self) -> Lock | None:
        """Close, so that the file can be replaced, and return the lock, which is still held.

        Raises StoreInUse when another connection has the file open, and StoreTrouble; then nothing
        was closed.
        """
        self.engine.dispose()
        try:
            with self._driver() as driver:
                # Leaving the write-ahead log is possible only for one who is alone.
                driver.execute("PRAGMA journal_mode = DELETE")
        except StoreTrouble as error:
            if str(error) == "locked":
                raise StoreInUse(Holder()) from error
            raise
        return self._forget()

    def _forget(self) -> Lock | None:
        self._closed = True
        self.engine.dispose()
        self._key[:] = bytes(len(self._key))
        lock, self._lock = self._lock, None
        return lock

    def _pages_in_log(self) -> int:
        with self._driver() as driver:
            _busy, pages, _done = driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return int(pages)

    @contextmanager
    def _driver(self) -> Iterator[Any]:
        """Yield a connection of the driver, outside any transaction. Raises StoreTrouble."""
        with told(), closing(self.engine.raw_connection()) as source:
            yield source.driver_connection


def _drop(path: Path) -> None:
    for file in (path, log_of(path), path.with_name(path.name + "-shm")):
        file.unlink(missing_ok=True)


def _connect(path: Path, key: bytes | bytearray) -> Any:
    if not any(key):
        raise ValueError("the store is closed")
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    hexadecimal = key.hex()
    if not re.fullmatch(r"[0-9a-f]{64}", hexadecimal):
        raise ValueError("a data key has 32 bytes")
    # A damaged page is told in our words; SQLCipher would write its own to the terminal.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{hexadecimal}'\"")
    for setting in (
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        f"busy_timeout = {BUSY_MS}",
        "temp_store = MEMORY",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _engine(path: Path, key: bytes | bytearray) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path, key),
        module=sqlcipher,
        poolclass=QueuePool,
        json_serializer=as_json,
        json_deserializer=from_json,
        pool_size=2,
        execution_options={DIALECT: Sqlite()},
    )
    engine.dialect.colspecs = {**engine.dialect.colspecs, Uuid: Identifier}

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver's own transactions let DDL survive a rollback, so we begin them ourselves.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def _tell(context: ExceptionContext) -> BaseException | None:
        return trouble_of(context.original_exception)

    return engine


def file_of(database: Database) -> FileDatabase:
    """Return a store in a file as what it is. Raises OnlyInFile for one on a server."""
    if not isinstance(database, FileDatabase):
        raise OnlyInFile
    return database
