"""Tells what an installed package lacks, by name: what was collected, what is read, what is linked.

What a program answers shows that a piece is gone, but not always: Qt's own words, a help page or a
talk in a rare language are asked for by nobody in a trial.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.bundle.contents import COLLECTED, PRINTER, data_files

HOME = Path("/opt/meedoenbalie/_internal")

# What no bundle can carry: what Debian's package depends on, or recommends and Qt can do without.
_OF_THE_COMPUTER = re.compile(
    r"(ld-linux-x86-64|lib(c|m|dl|rt|pthread|resolv|util|xcb|EGL|GL\w*|wayland-\w+))\.so"
)
# A line of what ldd says: the name that is asked for, and where it was found or that it wasn't.
_FOUND = re.compile(r"^\t(\S+) => (.*?)(?: \(0x\w+\))?$", re.MULTILINE)


class NotWhole(Exception):
    """Pieces of the package are missing, spoiled, or lean on what the computer may not have."""


def check(home: Path = HOME) -> None:
    """Hold what was installed to what belongs in it. Raises NotWhole, which names all that isn't.

    Raises FileNotFoundError before the folder was made for the first time.
    """
    collected = COLLECTED.read_text("utf-8").splitlines()
    wrong = [f"{name} is missing" for name in collected if not (home / name).exists()]
    wrong += [*spoiled(home), *leaning(home)]
    if wrong:
        raise NotWhole("\n".join(dict.fromkeys(wrong)))
    print(f"Whole: {len(collected)} pieces, and each library finds what it needs.")


def spoiled(home: Path) -> Iterator[str]:
    """Yield which files that are read at run time are not, to the byte, what they are here."""
    for path, place in data_files():
        name = f"{place}/{Path(path).name}"
        if not (home / name).is_file():
            yield f"{name} is missing"
        elif (home / name).read_bytes() != Path(path).read_bytes():
            yield f"{name} is spoiled"


def leaning(home: Path) -> Iterator[str]:
    """Yield which libraries need another that is not carried and that a bare computer may lack."""
    for library in sorted(home.rglob("*.so*")):
        if library.is_symlink() or PRINTER.search(str(library)):
            continue
        asked = subprocess.run(
            ["ldd", library],
            env={**os.environ, "LD_LIBRARY_PATH": str(home)},
            capture_output=True,
            check=False,
            text=True,
        )
        if asked.returncode:
            yield f"{library.name} is spoiled: {asked.stderr.strip()}"
        for name, found in _FOUND.findall(asked.stdout):
            if not found.startswith(str(home)) and not _OF_THE_COMPUTER.match(name):
                yield f"{library.name} needs {name}, which is not carried"
