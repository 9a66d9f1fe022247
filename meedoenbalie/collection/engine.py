"""DuckDB with encryption and with files that exist in memory only."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import duckdb
import duckdb_extension_httpfs
import fsspec

from meedoenbalie.collection.problems import CollectionError


def connect() -> tuple[duckdb.DuckDBPyConnection, fsspec.AbstractFileSystem]:
    """Return a connection in memory, and the memory file system that it reads ``memory://`` from.

    DuckDB never downloads anything.
    """
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    memory = fsspec.filesystem("memory")
    connection.register_filesystem(memory)
    return connection, memory


def connect_encrypting() -> tuple[duckdb.DuckDBPyConnection, fsspec.AbstractFileSystem]:
    """Return the same, able to write encrypted files.

    The extension that brings DuckDB's write-safe cipher comes from its PyPI package. Loading it
    takes ten times as long as connecting.
    """
    connection, memory = connect()
    connection.execute(f"LOAD '{_extension().as_posix()}'")
    return connection, memory


def attach(connection: duckdb.DuckDBPyConnection, path: Path, key: bytes) -> None:
    """Attach an encrypted file as ``collected``, made when it isn't there.

    Raises CollectionError: wrong_key, not_a_collection, in_use or not_allowed.
    """
    quoted = path.as_posix().replace("'", "''")
    try:
        connection.execute(f"ATTACH '{quoted}' AS collected (ENCRYPTION_KEY '{key.hex()}')")
    except duckdb.Error as error:
        raise CollectionError(_code_of(str(error).lower())) from error
    connection.execute("USE collected")


def _code_of(message: str) -> str:
    """DuckDB has one kind of error for all of these; Windows has its own words for two."""
    if "lock on file" in message or "used by another process" in message:
        return "in_use"
    if "permission denied" in message or "access is denied" in message or "read-only" in message:
        return "not_allowed"
    return "wrong_key" if "encrypt" in message else "not_a_collection"


def _extension() -> Path:
    folder = Path(str(files(duckdb_extension_httpfs)))
    return next(folder.rglob("*.duckdb_extension"))
