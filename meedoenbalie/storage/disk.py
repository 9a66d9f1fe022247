"""Files that are there whole or not at all, also when the power fails or a stick is pulled."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from meedoenbalie.system import SYSTEM

PART = ".part"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file under another name; at the end it is on the disk and takes its own name.

    When anything fails the half file is removed and what stood at ``path`` is as it was.
    """
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except BaseException:
        # A stick that was pulled can't be cleaned up either; the first error is the one to tell.
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


@contextmanager
def placed(path: Path) -> Iterator[None]:
    """Give an error of the system the name of the place, where it has none: a full disk has not."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def sync_file(path: Path) -> None:
    """Bring what was written to a file to the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring names in a folder to the disk, where the system has a call for it."""
    SYSTEM.sync_folder(folder)
