"""What a program that was killed left half made. It is encrypted, but may hold who is erased since.

What lies beside the store goes when the store is opened; of a folder of back-ups, which others may
be writing to, only what is old.
"""

from __future__ import annotations

import glob
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from meedoenbalie.storage.backup import ENDING, SCRATCH
from meedoenbalie.storage.disk import PART
from meedoenbalie.storage.erased_list import list_of
from meedoenbalie.storage.keys import key_file_of
from meedoenbalie.storage.restore import unfinished


def drop_beside(store: Path) -> None:
    """Remove what was half made beside a store whose lock is held."""
    whole = (key_file_of(store), list_of(store))
    copies = f"{glob.escape(store.stem)}-versie-*{store.suffix}{PART}*"
    for path in (*(path.with_name(path.name + PART) for path in whole), *store.parent.glob(copies)):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    shutil.rmtree(unfinished(store), ignore_errors=True)


def drop_back_ups(folder: Path, scratch: Path, before: datetime) -> None:
    """Remove half back-ups from a folder, and copies from ``scratch``, last written before then."""
    for path in (*folder.glob(f"*{ENDING}{PART}"), *scratch.glob(f"{SCRATCH}*")):
        with suppress(OSError):
            if path.stat().st_mtime >= before.timestamp():
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
