"""What SQLite says when the disk or the file fails, as an error of this program."""

from __future__ import annotations

import errno
import os

from meedoenbalie.storage.errors import StoreTrouble

# Primary result codes of SQLite (https://sqlite.org/rescode.html).
_CODES = {
    5: "locked",
    6: "locked",
    8: "read_only",
    10: "disk",
    11: "damaged",
    13: "full",
    14: "disk",
    15: "disk",
    26: "damaged",
}
_ERRNO = {"full": errno.ENOSPC, "read_only": errno.EROFS, "disk": errno.EIO, "locked": errno.EBUSY}


def trouble_of(error: BaseException) -> StoreTrouble | None:
    """Return what an error of the driver says of disk or file; None when it is about the work."""
    code = _CODES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return StoreTrouble(code) if code else None


def system_error_of(error: BaseException, path: object) -> OSError | None:
    """Return the error of the system at a place that this stands for; None when it is the data."""
    trouble = error if isinstance(error, StoreTrouble) else trouble_of(error)
    number = _ERRNO.get(str(trouble))
    return None if number is None else OSError(number, os.strerror(number), str(path))
