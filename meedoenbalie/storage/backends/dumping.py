"""What ``pg_dump`` tells of a store, and what ``pg_restore`` makes of it, as streams.

Nothing of it comes on a disk of this computer as it is. The password goes to those programs in
their environment, which only this user can read, and never as an argument. What they complain of
holds rows now and then, so it is shown to nobody: whether it went well is what the proof tells.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from psycopg.conninfo import make_conninfo
from sqlalchemy import text

from meedoenbalie.storage.backends.beside import BESIDE
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.storage.backends.server_tools import Tools
from meedoenbalie.storage.errors import BackupDamaged, ServerBackupRefused, StoreTrouble

_NOT_TAKEN_ALONG = ("erased", "scope", "backup_key")
"""Who was erased would come back with the list; roles and their azc's are of one server."""
_LONGEST = 40


@contextmanager
def dumped(database: ServerDatabase, tools: Tools, snapshot: str) -> Iterator[IO[bytes]]:
    """Yield what ``pg_dump`` writes of the moment of a snapshot.

    Raises StoreTrouble("server_lost") at the end when it stopped half way.
    """
    left_out = [f"--exclude-table-data={BESIDE}.{name}" for name in _NOT_TAKEN_ALONG]
    command = [
        *(tools.dump, "--format=custom", "--no-owner", "--no-privileges", "--no-comments"),
        *("--no-password", "--lock-wait-timeout=30s", f"--snapshot={snapshot}", *left_out),
        f"--dbname={_words(database)}",
    ]
    with _running(command, database, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None  # noqa: S101
        yield program.stdout
        if program.wait():
            raise StoreTrouble("server_lost")


@contextmanager
def restoring(database: ServerDatabase, tools: Tools) -> Iterator[IO[bytes]]:
    """Yield where to write what ``dumped`` gave; an empty database then has it.

    Raises BackupDamaged("unreadable") when ``pg_restore`` takes no more of it.
    """
    command = [
        *(tools.restore, "--no-owner", "--no-privileges", "--no-password"),
        f"--dbname={_words(database)}",
    ]
    with _running(command, database, stdin=subprocess.PIPE) as program:
        assert program.stdin is not None  # noqa: S101
        try:
            yield program.stdin
            program.stdin.close()
        except BrokenPipeError as error:
            raise BackupDamaged("unreadable") from error
        # It tells of settings that an older server doesn't know as well: what counts is the proof.
        program.wait()


@contextmanager
def scratch(database: ServerDatabase) -> Iterator[ServerDatabase]:
    """Yield an empty database on the same server, of this role alone; it is gone afterwards.

    Raises ServerBackupRefused("scratch") when the role may make none. One at a time in a store.
    """
    name = _scratch_name(database.address.database)
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        quoted = connection.dialect.identifier_preparer.quote_identifier(name).replace(":", r"\:")
        drop = text(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        try:
            try:
                connection.execute(drop)
                connection.execute(
                    text(f"CREATE DATABASE {quoted} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
                )
            except StoreTrouble as error:
                if str(error) == "not_permitted":
                    raise ServerBackupRefused("scratch") from error
                raise
            try:
                with database.elsewhere(name) as made:
                    yield made
            finally:
                connection.execute(drop)
        finally:
            with suppress(StoreTrouble):
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})


def _scratch_name(name: str) -> str:
    """Return a name that is this store's alone, and that the server doesn't cut off."""
    begins = name.encode()[:_LONGEST].decode(errors="ignore")
    return f"{begins}-klad-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


_LOCK = 0x4B6C6164
"""The advisory lock of whoever tries a back-up; others wait as they do for a writer."""


@contextmanager
def _running(
    command: list[str],
    database: ServerDatabase,
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    around = {**os.environ, "LC_ALL": "C", "PGCLIENTENCODING": "UTF8"}
    if database.password:
        around["PGPASSWORD"] = database.password
    with subprocess.Popen(  # noqa: S603  no shell, and a program that was found as such
        command, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL, env=around
    ) as program:
        try:
            yield program
        except BaseException:
            program.kill()
            # What is still on its way to it has nowhere to go.
            with suppress(OSError):
                if program.stdin is not None:
                    program.stdin.close()
            raise


def _words(database: ServerDatabase) -> str:
    """Return how libpq connects, without the password."""
    _none, given = database.engine.dialect.create_connect_args(database.engine.url)
    given.pop("context", None)  # of the driver, not of libpq
    return make_conninfo(**{**given, "user": database.user})
