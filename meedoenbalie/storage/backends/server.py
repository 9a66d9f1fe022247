"""A store in a database on a PostgreSQL server, for many desks at once.

Users are roles of the server. Whoever writes takes an advisory lock before anything else: what a
service reads to decide on is then what it writes on, as in a file, and no two wait for each other.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic_core import from_json
from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    bindparam,
    create_engine,
    event,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.schema import CreateSchema

from meedoenbalie.domain.people import User
from meedoenbalie.storage.backends import beside, listening
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.backends.postgresql import PostgreSQL
from meedoenbalie.storage.backends.row_security import secure
from meedoenbalie.storage.backends.server_roles import ServerRoles
from meedoenbalie.storage.backends.server_trouble import refusal_of, server_trouble_of
from meedoenbalie.storage.database import Database, as_json
from meedoenbalie.storage.dialect import DIALECT
from meedoenbalie.storage.errors import NotAStore, StoreError, StoreTrouble, WrongPassphrase
from meedoenbalie.storage.rows import TABLES, step
from meedoenbalie.storage.slots import KdfCost
from meedoenbalie.storage.unit_of_work import record_of
from meedoenbalie.storage.ways_in import WaysIn

LEAST_VERSION = 16
"""The oldest PostgreSQL that the program works on."""
LOCK = 0x4D656564
"""The number of the advisory lock that serialises who writes; it holds within one database."""
_WAIT = "30s"
"""So long somebody waits while another desk writes."""
_MOST_VALUES = 65_535
"""So many values go beside a statement: their number has two bytes. More go within its text."""
_TRIES_AGAIN = 2.0
"""Seconds between two attempts to reach a server that went while something was committed."""
_ATTEMPTS = 300
_STEP = "meedoenbalie_step"
"""Where a connection keeps which step its transaction wrote."""
_CONNECT = {
    "application_name": "Meedoenbalie",
    "connect_timeout": 10,
    # A cable that was pulled is noticed within half a minute.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "options": f"-c lock_timeout={_WAIT} -c timezone=UTC -c client_encoding=UTF8 "
    "-c idle_in_transaction_session_timeout=15min",
}


class ServerDatabase(Database):
    """A store that was opened on a server, as one of its roles.

    Without a ``password`` libpq looks for one itself (its password file, or the server asks none).
    Raises PasswordNeeded when it finds none, WrongPassphrase, StoreMissing when there is no such
    database, NotAStore when its order isn't that of a file or the server is too old, and
    StoreTrouble.
    """

    on_server = True
    is_replica: bool
    """Whether the server only follows another one, so that nothing can be written in it."""

    def __init__(self, address: ServerAddress, password: str | None = None) -> None:
        self.address = address
        self.path = address.beside
        self._closed = False
        self._sender = secrets.token_hex(8)
        self._hurry = threading.Event()
        self.listener: listening.Listener | None = None
        self._passwords: tuple[str | None, ...] = (password,)
        """Those that may be right: two where it isn't known yet what came of changing it."""
        self.engine = _engine(address, self._connected)
        try:
            with self.reading() as connection:
                collation = connection.scalar(
                    text("SELECT datcollate FROM pg_database WHERE datname = current_database()")
                )
                self.user = str(connection.scalar(text("SELECT current_user")))
                self.is_replica = bool(connection.scalar(text("SELECT pg_is_in_recovery()")))
                version = int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
        except BaseException:
            self.engine.dispose()
            raise
        if version < LEAST_VERSION:
            self.engine.dispose()
            raise NotAStore("server_version")
        if collation not in ("C", "C.UTF-8", "C.utf8", "POSIX"):
            self.engine.dispose()
            raise NotAStore("collation")

    @property
    def password(self) -> str:
        """The password that came in, or none when the server asked for none."""
        with self.engine.connect() as connection:
            # It may also be libpq's own password file that had it.
            driver: Any = connection.connection.driver_connection
            return str(driver.info.password)

    @property
    def version(self) -> int:
        """The version of the server, without what stands behind the point."""
        with self.engine.connect() as connection:
            return int((connection.dialect.server_version_info or (0,))[0])

    def elsewhere(self, name: str) -> ServerDatabase:
        """Open another database of the server as the same role."""
        address = replace(self.address, database=name, user=self.user)
        return ServerDatabase(address, self.password or None)

    def owns(self, connection: Connection) -> bool:
        """Tell whether this role owns the tables, and so is held back by no rule of rows."""
        return bool(connection.scalar(_OWNS))

    def backup_key(self) -> bytes:
        """Return the key of 32 bytes that opens the back-ups of this store; made when asked first.

        Raises StoreTrouble("not_permitted") for whoever doesn't own the tables.
        """
        with self.writing() as connection:
            beside.beside.create_all(connection, tables=[beside.backup_key])
            connection.execute(
                insert(beside.backup_key).on_conflict_do_nothing(),
                {"id": 1, "value": secrets.token_bytes(32)},
            )
            return bytes(connection.scalars(select(beside.backup_key.c.value)).one())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment of the store and writes nothing."""
        engine = self.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        with engine.connect() as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that commits at the end, or leaves the store as it was."""
        with self.engine.connect() as connection:
            transaction = connection.begin()
            connection.info.pop(_STEP, None)
            driver: Any = connection.connection.driver_connection
            backend: int = driver.info.backend_pid
            connection.execute(_TAKE_LOCK)
            try:
                yield connection
            except BaseException:
                transaction.rollback()
                raise
            wrote = connection.info.pop(_STEP, None)
            try:
                transaction.commit()
            except StoreTrouble as error:
                if str(error) != "server_lost" or not self._was_committed(backend, wrote):
                    raise
            if wrote is not None:
                self.steps += 1

    def expect(self, connection: Connection, step: int, chained: bytes) -> None:
        """Hear which step this transaction wrote."""
        connection.info[_STEP] = (step, chained)

    def stop_waiting(self) -> None:
        """Wait no longer, in any thread, for the server to say what came of a commit."""
        self._hurry.set()

    def _was_committed(self, backend: int, wrote: tuple[int, bytes] | None) -> bool:
        """Tell whether a transaction is there of which the connection died while it committed.

        Waits until the server is back. Whoever has the lock knows that the transaction is over, one
        way or the other; its ``backend`` may still have it, waiting for who is gone. Without a step
        nothing was written that does harm when it is written again.
        Raises StoreTrouble("server_unsure") when the server doesn't come back.
        """
        if wrote is None:
            return False
        for _attempt in range(_ATTEMPTS):
            try:
                with suppress(StoreTrouble), self.engine.begin() as connection:
                    connection.execute(_END_BACKEND, {"backend": backend})
                with self.engine.begin() as connection:
                    connection.execute(_TAKE_LOCK)
                    found = connection.scalar(_HASH_OF, {"step": wrote[0]})
                    return found is not None and bytes(found) == wrote[1]
            except StoreTrouble:
                if self._hurry.wait(_TRIES_AGAIN):
                    break
            except StoreError:
                break
        raise StoreTrouble("server_unsure")

    def derived_key(self, purpose: bytes) -> bytes:
        """Return a key of 32 bytes for one purpose, from the secret of this store."""
        with self.reading() as connection:
            secret = connection.scalar(select(beside.secret.c.value))
        if secret is None:
            raise NotAStore("secret")
        return HKDF(SHA256(), 32, salt=None, info=purpose).derive(bytes(secret))

    def erased(self) -> dict[UUID, datetime]:
        """Return who was erased and when."""
        with self.reading() as connection:
            rows = connection.execute(select(beside.erased).order_by(beside.erased.c.at))
            return {row.subject_id: row.at for row in rows}

    def keep_erased(self, erased: Mapping[UUID, datetime]) -> None:
        """Add to the list whoever isn't on it yet. Raises StoreTrouble."""
        if not erased:
            return
        # Not after the lock: the unit of work that erases holds that.
        with self.engine.begin() as connection:
            connection.execute(
                insert(beside.erased).on_conflict_do_nothing(),
                [{"subject_id": who, "at": at} for who, at in erased.items()],
            )

    def shows_all(self) -> bool:
        """Ask the server whether this role is held to no azc's."""
        with self.reading() as connection:
            return bool(connection.scalar(text(f"SELECT {beside.BESIDE}.sees_all()")))

    def settle(self, connection: Connection) -> None:
        """Make what lies beside the tables, and let references wait where undo asks that."""
        connection.execute(CreateSchema(beside.BESIDE, if_not_exists=True))
        beside.beside.create_all(connection)
        connection.execute(text(_LINES))
        connection.execute(
            insert(beside.secret).on_conflict_do_nothing(),
            {"id": 1, "value": secrets.token_bytes(32)},
        )
        for table, constraint in connection.execute(_NOT_DEFERRABLE).all():
            connection.execute(
                text(f'ALTER TABLE {table} ALTER CONSTRAINT "{constraint}" DEFERRABLE')
            )
        secure(connection)
        self._grant(connection)

    def grant_anew(self) -> None:
        """Grant each role what the roles of its user need, after other users were put in place."""
        with self.writing() as connection:
            self._grant(connection)

    def _grant(self, connection: Connection) -> None:
        known = self.ways_in().known(connection).names
        for row in connection.execute(select(_STAFF).where(_STAFF.c.left_on.is_(None))).mappings():
            if row["name"] in known:
                self.ways_in().keep_to(connection, record_of(User, row))

    def ways_in(self, cost: KdfCost | None = None) -> WaysIn:
        """Return the roles of the server; what a key costs is the server's."""
        del cost
        return ServerRoles(self._prove)

    def _prove(self, name: str, password: str) -> None:
        ServerDatabase(replace(self.address, user=name), password).close()

    def tell(self, connection: Connection, tables: Collection[str]) -> None:
        """Tell other desks which tables this transaction changed, when it commits."""
        listening.tell(connection, self._sender, tables)

    def listen(self, told: listening.Told, reachable: listening.Reachable) -> None:
        """Hear what other desks change on a connection of its own, until the store is closed."""
        self._hurry.clear()
        if self.listener is not None:
            self.listener.stop()
        self.listener = listening.Listener(self._own_connection, self._sender, told, reachable)

    def _own_connection(self) -> Any:
        _none, given = self.engine.dialect.create_connect_args(self.engine.url)
        return self._connected({**given, **_CONNECT}, autocommit=True)

    def _connected(self, given: Mapping[str, Any], **options: Any) -> psycopg.Connection[Any]:
        """Connect with the password that is right; who changed theirs may have two."""
        *first, last = self._passwords
        for password in first:
            try:
                found = _with(password, given, options)
            except psycopg.OperationalError as error:
                if not isinstance(refusal_of(error), WrongPassphrase):
                    raise
            else:
                self._passwords = (password,)
                return found
        found = _with(last, given, options)
        self._passwords = (last,)
        return found

    @contextmanager
    def changing_password(self, new: str) -> Iterator[None]:
        """Change the own password in this block: from then on one connects with it.

        Where it isn't known what came of that, both are tried.
        """
        before = self._passwords
        self._passwords = (*before, new)
        try:
            yield
        except StoreTrouble:
            raise
        except BaseException:
            self._passwords = before
            raise
        self._passwords = (new,)
        # What is open came in with the old one, which opens nothing new any more.
        self.engine.dispose()

    def compact(self) -> None:
        """Let the server take away what was deleted, in tables that this role may clear up.

        Raises StoreTrouble("compact").
        """
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            try:
                connection.execute(text("VACUUM"))
            except StoreTrouble as error:
                raise StoreTrouble("compact") from error

    def fold_log(self) -> None:
        """Do nothing: when its log is written out the server says itself."""

    def close(self) -> None:
        """Let go of the server. A second call does nothing."""
        self._closed = True
        self.stop_waiting()
        if self.listener is not None:
            self.listener.stop()
        with suppress(Exception):
            self.engine.dispose()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed


_STAFF = TABLES[User]
_TAKE_LOCK = text(f"SELECT pg_advisory_xact_lock({LOCK})")
_HASH_OF = select(step.c.hash).where(step.c.id == bindparam("step"))
_END_BACKEND = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks "
    "WHERE pid = :backend AND pid <> pg_backend_pid() AND locktype = 'advisory' AND granted"
)
_OWNS = text(
    "SELECT tableowner = current_user FROM pg_tables "
    "WHERE schemaname = 'public' AND tablename = 'step'"
)
_LINES = f"CREATE SEQUENCE IF NOT EXISTS {beside.BESIDE}.line"
_NOT_DEFERRABLE = text(
    "SELECT conrelid::regclass::text, conname FROM pg_constraint "
    "WHERE contype = 'f' AND NOT condeferrable AND connamespace = 'public'::regnamespace"
)


def _with(
    password: str | None, given: Mapping[str, Any], options: Mapping[str, Any]
) -> psycopg.Connection[Any]:
    secret = {} if password is None else {"password": password}
    every: dict[str, Any] = {**given, **options, **secret}
    return psycopg.connect(**every)


def _engine(address: ServerAddress, connect: Callable[..., psycopg.Connection[Any]]) -> Engine:
    engine = create_engine(
        address.url,
        connect_args=dict(_CONNECT),
        json_serializer=as_json,
        json_deserializer=from_json,
        pool_size=2,
        pool_pre_ping=True,
        execution_options={DIALECT: PostgreSQL()},
        hide_parameters=True,
    )

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, _record: Any, _args: Any, given: dict[str, Any]) -> Any:
        return connect(given)

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def _fit(
        connection: Connection, _cursor: Any, statement: str, given: Any, _context: Any, many: bool
    ) -> tuple[str, Any]:
        if many or len(given) <= _MOST_VALUES:
            return statement, given
        driver: Any = connection.connection.driver_connection
        whole = psycopg.ClientCursor(driver).mogrify(statement, given)
        return whole.replace("%", "%%"), {}

    @event.listens_for(engine, "handle_error")
    def _tell(context: ExceptionContext) -> BaseException | None:
        error = context.original_exception
        if context.connection is None and isinstance(error, psycopg.OperationalError):
            return refusal_of(error)
        return server_trouble_of(error)

    return engine


def server_of(database: Database) -> ServerDatabase:
    """Return a store on a server as what it is."""
    if not isinstance(database, ServerDatabase):
        raise TypeError(type(database).__name__)
    return database
