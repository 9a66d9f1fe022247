"""What the program and its tests need from the operating system, by name.

Wheels carry Qt, but not the system libraries that Qt opens. Qt's own message names the wrong one
when one is missing, so the loader is asked instead.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

# Every library that PySide6 asks for and a bare Debian lacks, with the package that brings it.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    # Only a window needs these; without a screen Qt never opens them.
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

_OFFSCREEN = ("QtWidgets.abi3.so", "Qt/plugins/platforms/libqoffscreen.so")
_WINDOW = ("Qt/plugins/platforms/libqxcb.so",)

# The test through the accessibility bus plays a screen reader: a screen, a bus, and the system's
# own Python with the bindings that screen readers use, which pyatspi brings along.
_SCREEN_READER = {
    "/usr/bin/Xvfb": "xvfb",
    "/usr/bin/xauth": "xauth",
    "/usr/bin/dbus-run-session": "dbus-x11",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
}


# What makes the package for Debian, judges it and tries it.
_PACKAGING = {
    "/usr/bin/strip": "binutils",
    "/usr/bin/desktop-file-validate": "desktop-file-utils",
    "/usr/bin/appstreamcli": "appstream",
    "/usr/bin/update-mime-database": "shared-mime-info",
    "/usr/bin/gio": "libglib2.0-bin",
    "/usr/bin/Xvfb": "xvfb",
    "/usr/bin/xwininfo": "x11-utils",
}


def missing_for_qt(pyside: Path, *, window: bool) -> list[str]:
    """Return the system libraries that PySide6 in folder ``pyside`` cannot get.

    ``window`` asks for a window on an X screen too. Empty on Windows and macOS, where Qt brings
    everything.
    """
    if sys.platform != "linux" or shutil.which("ldd") is None:
        return []
    files = [str(pyside / name) for name in _OFFSCREEN + (_WINDOW if window else ())]
    answer = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False)
    lines = answer.stdout.splitlines()
    return sorted({line.split()[0] for line in lines if line.endswith("=> not found")})


def packages_with(libraries: Iterable[str]) -> list[str]:
    """Return the Debian packages with ``libraries``; an unknown library keeps its own name."""
    return sorted({PACKAGES.get(library, library) for library in libraries})


def missing_for_screen_reader() -> list[str]:
    """Return the Debian packages that the test through the accessibility bus still lacks."""
    return _lacking(_SCREEN_READER)


def missing_for_packaging() -> list[str]:
    """Return the Debian packages that ``make package`` still lacks."""
    return _lacking(_PACKAGING)


def _lacking(packages: Mapping[str, str]) -> list[str]:
    if sys.platform != "linux":
        return list(packages.values())
    return [package for path, package in packages.items() if not Path(path).exists()]


def command(packages: Iterable[str]) -> str:
    """Return the command that installs ``packages``, to show to someone who is not root."""
    return f"apt-get install --no-install-recommends {' '.join(packages)}"


def install(packages: list[str]) -> bool:
    """Install Debian packages if we are root on Debian; return whether they are there now."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing from Debian: {' '.join(packages)}", flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        did = subprocess.run([*apt, *step], env=quiet, capture_output=True, text=True, check=False)
        if did.returncode:
            print(did.stdout, did.stderr, sep="", file=sys.stderr)
            return False
    return True
