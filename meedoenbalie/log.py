"""The log: what went wrong and where in the program, and nothing about anybody.

A message of an exception and a local variable may hold a name. So only what stands in the source is
written: types of exceptions, and module, function and line of each frame. Python's own logging is
not used: it writes messages, and loading it would hold up the first screen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from meedoenbalie import __version__
from meedoenbalie.clock import Clock
from meedoenbalie.paths import log_folder

_NAME = "meedoenbalie.log"
_KEPT_BYTES = 500_000
_KEPT_FILES = 3


def unexpected(error: BaseException, clock: Clock | None = None) -> Path | None:
    """Write down an error that nobody expected; return the file, or None when that can't be."""
    moment = (clock or Clock()).now()
    path = log_folder() / _NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_room(path)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{moment:%Y-%m-%d %H:%M:%S} UTC\n{report_of(error)}\n")
    except OSError:
        return None
    return path


def report_of(error: BaseException) -> str:
    """Return a report that a user can send along: versions, types and places, nothing personal."""
    import platform

    return (
        f"Meedoenbalie {__version__}\n"
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
        f"{', frozen' if getattr(sys, 'frozen', False) else ''}\n{describe(error)}\n"
    )


def describe(error: BaseException | None) -> str:
    """Return types of an exception and its causes, with module, function and line of each frame."""
    import traceback

    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        kind = type(error)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines += [
            f"  {frame.f_globals.get('__name__', '?')}:{frame.f_code.co_name}:{line}"
            for frame, line in traceback.walk_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def _make_room(path: Path) -> None:
    """Begin a new file when this one is full, and let go of the oldest."""
    if not path.exists() or path.stat().st_size < _KEPT_BYTES:
        return
    for number in range(_KEPT_FILES - 1, 0, -1):
        older = path if number == 1 else path.with_name(f"{_NAME}.{number - 1}")
        if older.exists():
            older.replace(path.with_name(f"{_NAME}.{number}"))
