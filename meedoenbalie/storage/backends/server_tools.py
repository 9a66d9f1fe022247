"""``pg_dump`` and ``pg_restore``: found on this computer, and as new as the server at least."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from meedoenbalie.storage.errors import ServerToolsMissing
from meedoenbalie.system import SYSTEM

_VERSION = re.compile(r"\(PostgreSQL\)\s+(\d+)")


@dataclass(frozen=True, slots=True)
class Tools:
    """Both programs of one version."""

    version: int
    dump: str
    restore: str


def tools_for(server: int) -> Tools:
    """Return those of the server's version, else the nearest newer. Raises ServerToolsMissing.

    An older ``pg_dump`` refuses a newer server, because it doesn't know all that is in it.
    """
    found = sorted(_found(), key=lambda tools: tools.version)
    for tools in found:
        if tools.version >= server:
            return tools
    raise ServerToolsMissing(server, found[-1].version if found else 0)


def _found() -> Iterator[Tools]:
    ways = filter(None, os.environ.get("PATH", "").split(os.pathsep))
    apart = map(str, SYSTEM.server_programs(os.environ))
    for folder in dict.fromkeys([*ways, *apart]):
        dump, restore = (shutil.which(name, path=folder) for name in ("pg_dump", "pg_restore"))
        if dump and restore and (version := _version_of(dump)):
            yield Tools(version, dump, restore)


def _version_of(program: str) -> int | None:
    with suppress(OSError, subprocess.SubprocessError):
        told = subprocess.run(  # noqa: S603  no shell, and nothing of a user in it
            [program, "--version"], capture_output=True, text=True, timeout=20, check=True
        )
        if match := _VERSION.search(told.stdout):
            return int(match[1])
    return None
