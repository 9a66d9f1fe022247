"""Collects the licences of all that is in the bundle, as each of them asks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from scripts.bundle.contents import LEFT_OUT, PACKAGING, ROOT

TEXTS = PACKAGING / "licences"
_PYTHON = (
    Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
    Path(sys.base_prefix) / "LICENSE.txt",
    Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright"),
)
_NAMES = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
_LEFT_OUT = {"pandas", "fonttools", "pygments", "rich", "colorama", "psutil"}
_QT = {"pyside6-essentials", "shiboken6"}
"""Theirs are LGPL-3 and GPL-3, which are written beside the others once."""


class LicenceMissing(Exception):
    """Something would go along without the text of its licence, which its makers ask for."""


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

    Raises LicenceMissing, and PackageNotFoundError when a package of the lock isn't installed.
    """
    from meedoenbalie import __version__

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = [ABOUT.format(version=__version__)]
    for found in packages():
        lines.append(f"{found.name} {found.version}: {licence_of(found)}\n")
        for number, text in enumerate(needed_texts(found)):
            name = f"{found.name}{f'-{number}' if number else ''}.txt"
            (folder / name).write_text(text, "utf-8")
    shutil.copy(of_python(), folder / "Python.txt")
    lines.append(f"Python {sys.version.split()[0]}: PSF-2.0\n")
    for name in ("LGPL-3.txt", "GPL-3.txt"):
        shutil.copy(TEXTS / name, folder / name)
    if sys.platform == "linux":
        lines += [f"{name}\n" for name in _system_libraries(bundle, folder)]
    (folder / "OVERZICHT.txt").write_text("".join(lines), "utf-8")


def packages() -> Iterator[Distribution]:
    """Yield the packages of the lock that this system installs and the bundle carries.

    Raises PackageNotFoundError for one that isn't installed.
    """
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    for line in re.findall(r"^[a-z0-9_.-]+==[^\\\n]+", locked, re.MULTILINE):
        wanted = Requirement(line)
        here = wanted.marker is None or wanted.marker.evaluate()
        if here and wanted.name not in _LEFT_OUT and wanted.name not in LEFT_OUT:
            yield distribution(wanted.name)


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


def needed_texts(found: Distribution) -> list[str]:
    """Return the texts that go along for a package. Raises LicenceMissing when there is none.

    Some packages under the MIT licence forget its text; it is the same for all but for the name.
    """
    if texts := list(texts_of(found)):
        return texts
    if found.name.lower().replace("_", "-") in _QT:
        return []
    if licence_of(found) in {"MIT", "MIT License"}:
        by = found.metadata["Author-email"] or found.metadata["Author"]
        return [f"Copyright {by}\n\n" + (TEXTS / "MIT.txt").read_text("utf-8")]
    raise LicenceMissing(f"{found.name} brings no text of its licence ({licence_of(found)})")


def of_python() -> Path:
    """Return where the licence of this Python is. Raises LicenceMissing."""
    for place in _PYTHON:
        if place.is_file():
            return place
    raise LicenceMissing(" or ".join(map(str, _PYTHON)))


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
        if asked.returncode:
            # Of a wheel, or of Python itself: told above.
            continue
        package = asked.stdout.partition(":")[0]
        copying = Path("/usr/share/doc") / package / "copyright"
        if package in seen:
            continue
        seen.add(package)
        if not copying.is_file():
            raise LicenceMissing(f"{name} is of {package}, and {copying} is not there")
        shutil.copy(copying, folder / f"debian-{package}.txt")
        yield f"{package} (Debian)"
