"""The log: what went wrong and where in the program, and nothing about anybody.

A message of an exception, an argument of a log call and a local variable may all hold a name. So
only what stands in the source is written: the text of the log call, types of exceptions, and
module, function and line of each frame.
"""

from __future__ import annotations

import logging
import platform
import sys
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from meedoenbalie import __version__

LOGGER = logging.getLogger("meedoenbalie")
_KEPT_BYTES = 500_000
_KEPT_FILES = 3


class SourceOnlyFormatter(logging.Formatter):
    """Writes what stands in the source, never what the program was working on."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S UTC")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of one record."""
        plain = logging.makeLogRecord({**record.__dict__, "args": None, "exc_text": None})
        return super().format(plain)

    def formatException(self, ei: Any) -> str:  # noqa: N802  (the name is logging's)
        """Return types and places of an exception and of those before it."""
        return describe(ei[1])


def describe(error: BaseException | None) -> str:
    """Return types of an exception and its causes, with module, function and line of each frame."""
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


def report_of(error: BaseException) -> str:
    """Return a report that a user can send along: versions, types and places, nothing personal."""
    return (
        f"Meedoenbalie {__version__}\n"
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
        f"{', frozen' if getattr(sys, 'frozen', False) else ''}\n\n{describe(error)}\n"
    )


def log_to(folder: Path) -> None:
    """Write the log of this program to a folder, if that can be."""
    path = folder / "meedoenbalie.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_KEPT_BYTES, backupCount=_KEPT_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(SourceOnlyFormatter())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def written_to() -> Path | None:
    """Return the file that the log is written to, or None."""
    for handler in LOGGER.handlers:
        if isinstance(handler, RotatingFileHandler):
            return Path(handler.baseFilename)
    return None


def unexpected(error: BaseException) -> None:
    """Write down an error that nobody expected."""
    LOGGER.error("unexpected error", exc_info=error)
