"""Writing a file whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from meedoenbalie.paths import refuse_to_replace


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``, replacing what was there, in one step.

    Raises InTheWay where a store is, FileNotFoundError when the folder doesn't exist and
    PermissionError when the target may not be replaced (on Windows also when another program has it
    open). Then the old file is still there and nothing is left beside it.
    """
    refuse_to_replace(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
