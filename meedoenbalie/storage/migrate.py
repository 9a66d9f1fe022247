"""Bringing a store to the version of this program: backed up first, and all of it or nothing."""

from __future__ import annotations

import glob
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from meedoenbalie.storage import search, standing
from meedoenbalie.storage.backends.file import FileDatabase
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.disk import PART, sync_file, sync_folder, whole_file
from meedoenbalie.storage.errors import HalfMoved, NewerStore, NotAStore
from meedoenbalie.storage.keys import key_file_of
from meedoenbalie.storage.migrations import HEAD, KNOWN
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

if TYPE_CHECKING:
    from alembic.config import Config

FILLING = "filling"
"""The version of a store into which another one is being moved: no program opens it."""


def version_of(connection: Connection) -> str | None:
    """Return the version of a store; None when it has no tables yet. Raises NotAStore."""
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if "alembic_version" not in names:
        raise NotAStore("no_version")
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def is_empty(database: Database) -> bool:
    """Tell whether a store has no tables at all."""
    with database.reading() as connection:
        return not inspect(connection).get_table_names()


def is_up_to_date(database: Database) -> bool:
    """Tell whether a store has the version of this program. Raises NotAStore."""
    with database.reading() as connection:
        return version_of(connection) == HEAD


def bring_up_to_date(database: Database) -> Path | None:
    """Migrate an older store after a copy of it was made; return where that copy lies.

    Returns None when there was nothing to do, and for a server: whoever may change its tables makes
    a back-up first (docs/server.md). Raises NewerStore when the file was written by a
    newer program, and leaves the file as it was when a migration fails.
    """
    with database.reading() as connection:
        version = version_of(connection)
    if version == HEAD:
        return None
    if version is None:
        raise NotAStore("empty")
    if version == FILLING:
        raise HalfMoved(database.path.stem)
    if version not in KNOWN:
        raise NewerStore(version)
    copy = _copy_beside(database, version) if isinstance(database, FileDatabase) else None
    migrate(database, HEAD)
    return copy


def create_tables(database: Database, *, to_be_filled: bool = False) -> None:
    """Make the tables of an empty store; one ``to_be_filled`` can't be opened before it is."""
    migrate(database, HEAD, called=FILLING if to_be_filled else None)


def is_being_filled(database: Database) -> bool:
    """Tell whether moving another store into this one was begun. Raises NotAStore."""
    with database.reading() as connection:
        return version_of(connection) == FILLING


def open_for_use(connection: Connection) -> None:
    """Let a store that was filled be opened."""
    _call(connection, HEAD)


def migrate(database: Database, version: str, *, called: str | None = None) -> None:
    """Take the store up or down to a version, in one transaction; ``called`` is another name."""
    from alembic import command

    with database.writing() as connection:
        current = version_of(connection)
        config = _config(connection)
        if current is not None and (version == "base" or version < current):
            command.downgrade(config, version)
        else:
            command.upgrade(config, version)
        if version == HEAD:
            # First: it also makes where the numbers of lines of the index come from.
            database.settle(connection)
            derive(connection)
        if called is not None:
            _call(connection, called)


def derive(connection: Connection) -> None:
    """Make anew what follows from the records: the full-text index, where referrals stand."""
    reader = Reader(connection)
    kinds = [kind for kind in TABLES if search.is_searchable(kind)]
    search.rebuild(connection, (reader.find(kind) for kind in kinds))
    standing.rebuild(connection)


def older_copies(store: Path) -> tuple[Path, ...]:
    """Return the copies that were made beside a store before it was brought up to date."""
    return tuple(sorted(store.parent.glob(f"{glob.escape(store.stem)}-versie-*{store.suffix}")))


def _call(connection: Connection, version: str) -> None:
    connection.execute(
        text("UPDATE alembic_version SET version_num = :version"), {"version": version}
    )


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = TABLES[next(iter(TABLES))].metadata
    return config


def _copy_beside(database: FileDatabase, version: str) -> Path:
    path = database.path
    target = path.with_name(f"{path.stem}-versie-{version}{path.suffix}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}-versie-{version}-{number}{path.suffix}")
    part = target.with_name(target.name + PART)
    try:
        database.copy_to(part, version_of)
        keys = key_file_of(path)
        if keys.exists():
            with whole_file(key_file_of(target)) as file:
                file.write(keys.read_bytes())
        # Last: a copy that bears its name is whole.
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
            key_file_of(target).unlink(missing_ok=True)
        raise
    return target
