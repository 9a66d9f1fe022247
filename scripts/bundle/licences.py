"""Collects the licences of all that is in the bundle, as each of them asks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from scripts.bundle.contents import LEFT_OUT, ROOT

_COMMON = Path("/usr/share/common-licenses")
_NAMES = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
_LEFT_OUT = {"pandas", "fonttools", "pygments", "rich", "colorama", "psutil"}

ABOUT = """\
Wat er in dit programma zit / What is in this program
=====================================================

Meedoenbalie {version}: EUPL-1.2, zie LICENSE / see LICENSE.

Qt en PySide6 / Qt and PySide6: LGPL-3.0 (LGPL-3.0-only of GPL). Qt is in this folder as separate
libraries, unchanged: you may put others of the same version in their place (_internal/PySide6),
and study and change them. Their source is at https://download.qt.io and https://code.qt.io.
The texts of LGPL-3.0 and GPL-3.0 are beside this file.

"""


def write(bundle: Path, folder: Path) -> None:
    """Write what is in the bundle, with which licence, and the texts of those licences.

    Raises PackageNotFoundError when a package of the lock isn't installed.
    """
    from meedoenbalie import __version__

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = [ABOUT.format(version=__version__)]
    for found in packages():
        lines.append(f"{found.name} {found.version}: {licence_of(found)}\n")
        for number, text in enumerate(texts_of(found)):
            name = f"{found.name}{f'-{number}' if number else ''}.txt"
            (folder / name).write_text(text, "utf-8")
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.exists():
        shutil.copy(python, folder / "Python.txt")
    lines.append(f"Python {sys.version.split()[0]}: PSF-2.0\n")
    for name in ("LGPL-3", "GPL-3"):
        if (_COMMON / name).exists():
            shutil.copy(_COMMON / name, folder / f"{name}.txt")
    if sys.platform == "linux":
        lines += [f"{name}\n" for name in _system_libraries(bundle, folder)]
    (folder / "OVERZICHT.txt").write_text("".join(lines), "utf-8")


def packages() -> Iterator[Distribution]:
    """Yield the packages of the lock that this system installs and the bundle carries."""
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    for name in sorted(set(re.findall(r"^([a-z0-9_.-]+)==", locked, re.MULTILINE))):
        if name in _LEFT_OUT or name in LEFT_OUT:
            continue
        try:
            yield distribution(name)
        except PackageNotFoundError:
            # Another system's; its own absence would have stopped the program long before.
            continue


def licence_of(found: Distribution) -> str:
    """Return a package's licence as it tells: an expression, a class or a line of text."""
    about = found.metadata
    classes = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    expression, words = (about.get_all(name) or [""] for name in ("License-Expression", "License"))
    told = expression[0] or "; ".join(classes) or words[0]
    return told.strip().partition("\n")[0] or "zie de tekst / see the text"


def texts_of(found: Distribution) -> Iterator[str]:
    """Yield the texts of licences that a package brings along."""
    for path in found.files or ():
        if ".dist-info" in str(path) and _NAMES.search(path.name):
            yield path.read_text("utf-8")


def _system_libraries(bundle: Path, folder: Path) -> Iterator[str]:
    """Yield the Debian packages whose libraries went along, and keep what they say of copying."""
    inside = [path.name for path in (bundle / "_internal").glob("lib*.so*") if path.is_file()]
    seen: set[str] = set()
    for name in sorted(inside):
        asked = subprocess.run(
            ["dpkg", "-S", f"*/{name}"], capture_output=True, check=False, text=True
        )
        package = asked.stdout.partition(":")[0]
        copying = Path("/usr/share/doc") / package / "copyright"
        if asked.returncode or package in seen or not copying.is_file():
            continue
        seen.add(package)
        shutil.copy(copying, folder / f"debian-{package}.txt")
        yield f"{package} (Debian)"
