"""A back-up: one file with the encrypted database and its key slots, and the proof beside it.

The file is a plain ZIP archive, not compressed, so that it can be opened without this program:

    store.db       the encrypted database, as SQLCipher wrote it
    store.db.keys  the key slots, as they lay beside the store
    facts.json     moment, number of records a table, head of the journal, digests: nothing personal

It gets its name only when it is on the disk as a whole, and takes one rename: a stick that is
pulled leaves the earlier back-ups and at most a ``.part``. What proves it lies beside it, in
``NAME.json``: the facts once more, and when it was restored and checked.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, func, inspect, select, table
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from meedoenbalie.storage.backends.file import FileDatabase
from meedoenbalie.storage.chain import damages, hash_of_step, walk
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.disk import placed, whole_file
from meedoenbalie.storage.errors import BackupDamaged, NotAStore, StoreTrouble
from meedoenbalie.storage.journal import head
from meedoenbalie.storage.keys import key_file_of
from meedoenbalie.storage.migrate import version_of
from meedoenbalie.storage.migrations import HEAD
from meedoenbalie.storage.trouble import system_error_of
from meedoenbalie.storage.unit_of_work import Reader, reading

ENDING = ".back-up"
STORE, KEYS, FACTS = "store.db", "store.db.keys", "facts.json"
STEPS = 5
"""How often ``make`` and ``prove`` together tell that they got further."""
_FORMAT = 1
_CHUNK = 1 << 20
SCRATCH = "back-up-"

Progress = Callable[[int, int], None]
"""Called with what is done and how much there is; what it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a back-up says of itself.

    ``store`` is the hash of the first step of the journal: the same for every back-up of one store.
    ``moment`` is UTC, ``counts`` are rows a table, ``step`` and ``head`` the end of the journal;
    the digests are SHA-256 in hex.
    """

    store: str
    name: str
    moment: datetime
    version: str
    step: int
    head: str
    counts: Mapping[str, int]
    database_sha256: str
    keys_sha256: str
    contents: Mapping[str, str] = field(default_factory=dict)
    """Of a store on a server: SHA-256 over the rows of each table (moving.py)."""

    @property
    def of_server(self) -> bool:
        """Whether it was made of a store on a server."""
        return bool(self.contents)


@dataclass(frozen=True, slots=True)
class Backup:
    """A back-up file. ``proved_at`` is when it was restored and checked; None: never."""

    path: Path
    facts: Facts
    proved_at: datetime | None = None

    @property
    def key(self) -> tuple[int, str, str]:
        """What has to differ for another back-up to be worth it."""
        facts = self.facts
        return (facts.step, facts.head, "" if facts.of_server else facts.keys_sha256)


def state_of(database: FileDatabase) -> tuple[int, str, str]:
    """Return what ``Backup.key`` would be of a back-up made now."""
    with database.reading() as connection:
        last = head(connection)
    return (last.step, last.hash.hex(), _digest_of(key_file_of(database.path)))


def store_of(database: Database) -> str:
    """Return what ``Facts.store`` is for this store."""
    with reading(database) as reader:
        return origin_of(reader)


def make(
    database: FileDatabase, folder: Path, name: str, at: datetime, scratch: Path, progress: Progress
) -> Backup:
    """Write a back-up of this moment to a folder that is there, under a name that is still free.

    ``scratch`` is a folder on this computer for the encrypted copy on its way. Nothing is left
    behind when it fails. Raises OSError, and BackupDamaged("source") when the store can't be read.
    """
    progress(0, STEPS)
    with placed(scratch), scratch_folder(scratch) as here:
        copy, keys = here / STORE, here / KEYS
        try:
            seen = database.copy_to(copy, _look, lambda: progress(0, STEPS))
        except (*_FROM_SQLITE, NotAStore) as error:
            raise _trouble_of(error, copy) from error
        shutil.copyfile(key_file_of(database.path), keys)
        facts = Facts(
            name=database.path.name,
            moment=at,
            database_sha256=_digest_of(copy),
            keys_sha256=_digest_of(keys),
            **seen,
        )
        progress(1, STEPS)
        path = free_path(folder, name)
        with placed(path):
            _write(path, facts, (keys, copy), lambda: progress(1, STEPS))
    return Backup(path, facts)


def prove(
    backup: Backup, database: FileDatabase, at: datetime, scratch: Path, progress: Progress
) -> Backup:
    """Restore a back-up to a scratch folder, check all of it, and write down that it is proved.

    Checked are the digests, the integrity of pages and their codes, references, the number of rows
    a table, the chain of the journal and its head. Raises BackupDamaged with what isn't right,
    and OSError.
    """
    progress(2, STEPS)
    with placed(scratch), scratch_folder(scratch) as here:
        unpack(backup, here, lambda: progress(2, STEPS))
        progress(3, STEPS)
        try:
            with database.same_key_at(here / STORE) as copy:
                check(copy, backup.facts)
        except (*_FROM_SQLITE, NotAStore) as error:
            raise _trouble_of(error, here / STORE) from error
        progress(4, STEPS)
    proved = replace(backup, proved_at=at)
    with placed(backup.path):
        write_proof(proved)
    progress(5, STEPS)
    return proved


def unpack(backup: Backup, folder: Path, progress: Callable[[], None] = lambda: None) -> None:
    """Restore the files of a back-up to a folder and compare their digests.

    Raises BackupDamaged("altered" or "unreadable"), and OSError.
    """
    try:
        with zipfile.ZipFile(backup.path) as archive:
            for name in (STORE, KEYS):
                with archive.open(name) as data, (folder / name).open("wb") as target:
                    _pour(data, target, progress)
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, NotImplementedError) as error:
        raise BackupDamaged("unreadable") from error
    found = (_digest_of(folder / STORE), _digest_of(folder / KEYS))
    if found != (backup.facts.database_sha256, backup.facts.keys_sha256):
        raise BackupDamaged("altered")


def check(copy: FileDatabase, facts: Facts) -> None:
    """Check a restored database in full. Raises BackupDamaged with the first that isn't right.

    The rows of an older version are checked after it was brought up to date, with ``check_chain``.
    """
    with reading(copy) as reader:
        for problem in damages(reader):
            raise BackupDamaged(problem.code)
        seen = _look(reader.connection)
    if any(seen[name] != getattr(facts, name) for name in seen):
        raise BackupDamaged("facts")
    if facts.version == HEAD:
        check_chain(copy)


def check_chain(copy: FileDatabase) -> None:
    """Check the journal, and every row against it. Raises BackupDamaged."""
    with reading(copy) as reader:
        for problem in walk(reader).problems:
            raise BackupDamaged(problem.code)


def backups_in(folder: Path, store: str | None = None) -> list[Backup]:
    """Return the back-ups in a folder that say what they are, the newest first.

    ``store`` narrows them to those of one store. Raises OSError when there is no such folder.
    """
    found = []
    for path in folder.iterdir():
        if path.suffix != ENDING:
            continue
        with suppress(BackupDamaged, OSError):
            backup = read(path)
            if store in (None, backup.facts.store):
                found.append(backup)
    return sorted(found, key=lambda backup: (backup.facts.moment, backup.path.name), reverse=True)


def read(path: Path) -> Backup:
    """Return what a back-up says of itself. Raises BackupDamaged("unreadable") and OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            data = json.loads(archive.read(FACTS))
        facts = _facts_from(data)
    except (zipfile.BadZipFile, *_NOT_FACTS) as error:
        raise BackupDamaged("unreadable") from error
    return Backup(path, facts, _proved_at(path, data))


def drop(backup: Backup) -> None:
    """Remove a back-up and its proof. Raises OSError."""
    _proof_of(backup.path).unlink(missing_ok=True)
    backup.path.unlink(missing_ok=True)


@contextmanager
def scratch_folder(scratch: Path) -> Iterator[Path]:
    """Yield an empty folder within ``scratch`` and remove it afterwards, with all that is in it."""
    scratch.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=SCRATCH, dir=scratch, ignore_cleanup_errors=True) as name:
        yield Path(name)


_FROM_SQLITE = (DBAPIError, sqlcipher.DatabaseError, StoreTrouble)
_NOT_FACTS = (ValueError, KeyError, TypeError, EOFError, AttributeError, NotImplementedError)


def _write(path: Path, facts: Facts, files: tuple[Path, ...], progress: Callable[[], None]) -> None:
    with whole_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr(FACTS, json_of(facts))
        for source in files:
            with source.open("rb") as data, archive.open(source.name, "w") as target:
                _pour(data, target, progress)


def _look(connection: Connection) -> dict[str, Any]:
    last = head(connection)
    # The tables of the file, not of this program: the file may be older. The index is derived.
    names = [name for name in inspect(connection).get_table_names() if "search" not in name]
    counts = {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in sorted(names)
    }
    return {
        "store": origin_of(Reader(connection)),
        "version": version_of(connection) or "",
        "step": last.step,
        "head": last.hash.hex(),
        "counts": counts,
    }


def origin_of(reader: Reader) -> str:
    """Return the hash of the first step; empty for a store without any."""
    return (hash_of_step(reader, 1) or b"").hex()


def _trouble_of(error: Exception, path: Path) -> Exception:
    """What SQLite says about the disk is about the scratch folder; all else is about the data."""
    return system_error_of(error, path) or BackupDamaged("source")


def _pour(source: Any, target: Any, progress: Callable[[], None]) -> None:
    while data := source.read(_CHUNK):
        target.write(data)
        progress()


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def free_path(folder: Path, name: str) -> Path:
    """Return where a back-up of that name can be written."""
    path, number = folder / (name + ENDING), 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{ENDING}"
    return path


def _proof_of(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def json_of(facts: Facts, **more: str) -> bytes:
    """Return facts as they are written, in the archive and beside it."""
    said = {name: value for name, value in asdict(facts).items() if name != "contents"}
    if facts.of_server:
        said["contents"] = dict(facts.contents)
    data = {"format": _FORMAT, **said, "moment": facts.moment.isoformat(), **more}
    return json.dumps(data, indent=1).encode("utf-8")


def _facts_from(data: dict[str, Any]) -> Facts:
    if data["format"] != _FORMAT:
        raise ValueError(data["format"])
    texts = ("store", "name", "version", "head", "database_sha256", "keys_sha256")
    return Facts(
        moment=datetime.fromisoformat(data["moment"]),
        step=int(data["step"]),
        counts={str(name): int(number) for name, number in data["counts"].items()},
        contents={str(name): str(told) for name, told in data.get("contents", {}).items()},
        **{name: str(data[name]) for name in texts},
    )


def write_proof(backup: Backup) -> None:
    """Write beside a back-up that it was restored and checked. Raises OSError."""
    assert backup.proved_at is not None  # noqa: S101
    with whole_file(_proof_of(backup.path)) as file:
        file.write(json_of(backup.facts, proved_at=backup.proved_at.isoformat()))


def _proved_at(path: Path, facts: dict[str, Any]) -> datetime | None:
    """Read the proof; one of another file than this doesn't count."""
    try:
        proof = json.loads(_proof_of(path).read_text(encoding="utf-8"))
        moment = datetime.fromisoformat(proof.pop("proved_at"))
    except (OSError, *_NOT_FACTS):
        return None
    return moment if proof == facts else None
