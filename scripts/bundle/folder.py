"""Makes the folder: what is drawn and cut beforehand, PyInstaller, and the licences."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from meedoenbalie import __version__
from meedoenbalie.reports import fonts, script_fonts
from scripts.bundle import icons, licences
from scripts.bundle.contents import MADE, PACKAGING, ROOT

FOLDER = ROOT / "dist" / "meedoenbalie"

_WINDOWS_VERSION = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),
  kids=[
    StringFileInfo([StringTable('041304B0', [
      StringStruct('FileDescription', 'Meedoenbalie'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('ProductName', 'Meedoenbalie'),
      StringStruct('ProductVersion', '{version}'),
      StringStruct('LegalCopyright', 'EUPL-1.2'),
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0413, 1200])]),
  ],
)
"""


def make() -> None:
    """Make ``dist/meedoenbalie`` anew. Raises CalledProcessError when a tool fails."""
    prepare()
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(FOLDER.parent), "--workpath", str(ROOT / "build" / "pyinstaller")]
    subprocess.run(
        [*command, *places, str(PACKAGING / "meedoenbalie.spec")],
        cwd=ROOT,
        # What is packed once can't be packed again: the .deb and the installer do it far better.
        env={**os.environ, "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"},
        check=True,
    )
    if sys.platform != "win32":
        strip(FOLDER)
    licences.write(FOLDER, FOLDER / "licenties")
    shutil.copy(ROOT / "LICENSE", FOLDER / "LICENSE")


def prepare() -> None:
    """Make what the specification takes along: icons, fonts for print, the version of Windows."""
    shutil.rmtree(MADE, ignore_errors=True)
    icons.draw(PACKAGING / "icon.svg", MADE)
    carried = MADE / "carried" / "cache"
    fonts.make_fonts(carried / "fonts")
    shutil.copytree(script_fonts.font_folder(), carried / "script-fonts")
    (MADE / "windows_version.txt").write_text(windows_version(__version__), "utf-8")


def windows_version(version: str) -> str:
    """Return what Windows shows of the program, in PyInstaller's own notation."""
    numbers = (*(int(part) for part in version.split(".")), 0)
    return _WINDOWS_VERSION.format(numbers=numbers, version=version)


def strip(folder: Path) -> None:
    """Take out of every library what only a debugger reads.

    Not from those that were given another name when they were put in their wheel (``*.libs``):
    their pages no longer lie where the tool expects them, and they would not load. Nor from the
    extension of DuckDB, which is signed.
    """
    for path in sorted(folder.rglob("*.so*")):
        if path.is_file() and not path.is_symlink() and not path.parent.name.endswith(".libs"):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)
