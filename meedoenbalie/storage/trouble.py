"""What SQLite says when the disk or the file fails, as an error of this program."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlcipher

from meedoenbalie.storage.errors import StoreTrouble

# Primary result codes of SQLite, and its text for each (https://sqlite.org/rescode.html).
_CODES = {
    5: ("locked", "database is locked"),
    6: ("locked", "database table is locked"),
    8: ("read_only", "attempt to write a readonly database"),
    10: ("disk", "disk I/O error"),
    11: ("damaged", "database disk image is malformed"),
    13: ("full", "database or disk is full"),
    14: ("disk", "unable to open database file"),
    15: ("disk", "locking protocol"),
    26: ("damaged", "file is not a database"),
}
_ERRNO = {"full": errno.ENOSPC, "read_only": errno.EROFS, "disk": errno.EIO, "locked": errno.EBUSY}


def trouble_of(error: BaseException) -> StoreTrouble | None:
    """Return what an error of the driver says of disk or file; None when it is about the work."""
    number = getattr(error, "sqlite_errorcode", None)
    for code, (trouble, said) in _CODES.items():
        # An error during a copy has the text only.
        if code == (number & 0xFF if number else None) or (not number and str(error) == said):
            return StoreTrouble(trouble)
    return None


@contextmanager
def told() -> Iterator[None]:
    """Turn what the driver itself raises about disk or file into StoreTrouble."""
    try:
        yield
    except sqlcipher.DatabaseError as error:
        raise trouble_of(error) or error from error


def system_error_of(error: BaseException, path: object) -> OSError | None:
    """Return the error of the system at a place that this stands for; None when it is the data."""
    trouble = error if isinstance(error, StoreTrouble) else trouble_of(error)
    number = _ERRNO.get(str(trouble))
    return None if number is None else OSError(number, os.strerror(number), str(path))
