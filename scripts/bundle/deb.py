"""Makes a package for Debian and Ubuntu of the folder."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from pathlib import Path

from meedoenbalie import __version__
from scripts.bundle.contents import MADE, PACKAGING, ROOT
from scripts.bundle.folder import FOLDER
from scripts.bundle.icons import SIZES

NAME = "nl.meedoenbalie.Meedoenbalie"
# What no bundle can carry, for it belongs to the card and the screen of the computer.
DEPENDS = "libc6 (>= 2.36), libegl1, libgl1, libfontconfig1"
MOST_BYTES = 150_000_000
"""So large it may be: it goes over the line of an azc."""
RECOMMENDS = "libcups2, libwayland-cursor0, libwayland-egl1, xdg-desktop-portal"


class TooLarge(Exception):
    """The package is larger than ``MOST_BYTES``."""


CONTROL = """\
Package: meedoenbalie
Version: {version}
Architecture: {architecture}
Maintainer: Meedoenbalie <meedoenbalie@example.org>
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: desk where residents of an azc find out how they can take part
 Registers a resident, shows which voluntary service and language courses fit
 and why, refers, and remembers to tell how it ended. Everything stays on the
 computer, encrypted.
"""


def architecture() -> str:
    """Return what Debian calls this kind of computer."""
    asked = ["dpkg", "--print-architecture"]
    return subprocess.run(asked, capture_output=True, check=True, text=True).stdout.strip()


def package_path() -> Path:
    """Return where the package is made."""
    return ROOT / "dist" / f"meedoenbalie_{__version__}_{architecture()}.deb"


def make() -> None:
    """Make the package.

    Raises CalledProcessError when a tool refuses, FileNotFoundError, and TooLarge.
    """
    check_descriptions()
    root = ROOT / "build" / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(root)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", root, package_path()],
        check=True,
    )
    size = package_path().stat().st_size
    told = f"{package_path().relative_to(ROOT)}: {size / 1e6:.1f} MB"
    if size > MOST_BYTES:
        raise TooLarge(told)
    print(told)


def check_descriptions() -> None:
    """Let Debian's own tools judge what a desktop reads. Raises CalledProcessError."""
    linux = PACKAGING / "linux"
    subprocess.run(["desktop-file-validate", linux / f"{NAME}.desktop"], check=True)
    about = linux / f"{NAME}.metainfo.xml"
    subprocess.run(["appstreamcli", "validate", "--no-net", about], check=True)


def lay_out(root: Path) -> None:
    """Lay every file where it will stand on the computer."""
    share, linux = root / "usr" / "share", PACKAGING / "linux"
    opt = root / "opt" / "meedoenbalie"
    shutil.copytree(FOLDER, opt, symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "meedoenbalie").symlink_to("/opt/meedoenbalie/meedoenbalie")
    _copy(linux / f"{NAME}.desktop", share / "applications")
    _copy(linux / f"{NAME}.metainfo.xml", share / "metainfo")
    _copy(linux / f"{NAME}.xml", share / "mime" / "packages")
    icons = share / "icons" / "hicolor"
    for size in SIZES:
        _copy(MADE / "icons" / f"{size}.png", icons / f"{size}x{size}" / "apps", f"{NAME}.png")
    _copy(PACKAGING / "icon.svg", icons / "scalable" / "apps", f"{NAME}.svg")
    papers = share / "doc" / "meedoenbalie"
    papers.mkdir(parents=True)
    (papers / "copyright").write_text(
        "Meedoenbalie: EUPL-1.2, /opt/meedoenbalie/LICENSE.\n"
        "All that is in it: /opt/meedoenbalie/licenties/OVERZICHT.txt.\n",
        "utf-8",
    )
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    control.write_text(
        CONTROL.format(
            version=__version__,
            architecture=architecture(),
            size=size,
            depends=DEPENDS,
            recommends=RECOMMENDS,
        ),
        "utf-8",
    )


def _copy(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))
