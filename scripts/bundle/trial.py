"""Installs the package and uses it as on a computer without Python.

As root on Debian. The whole main job runs from an empty home without a screen, and the window is
opened on a real X server and photographed. How long it takes to start is told beside
``python -m meedoenbalie``.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from meedoenbalie import __version__
from scripts.bundle.contents import ROOT
from scripts.bundle.deb import NAME, package_path

PROGRAM = "/usr/bin/meedoenbalie"
PICTURE = ROOT / "dist" / "window.png"
_ROUNDS = 7
_PATIENCE = 300

_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


class TrialFailed(Exception):
    """What the installed program did otherwise than it should."""


def run() -> None:
    """Install, use, photograph, measure and remove. Raises TrialFailed or CalledProcessError."""
    subprocess.run(["dpkg", "--install", package_path()], check=True)
    try:
        with tempfile.TemporaryDirectory() as home:
            _use(bare(Path(home)), Path(home))
            with screen() as display:
                _open_window(bare(Path(home)), display)
                _measure(bare(Path(home)), display)
    finally:
        subprocess.run(["dpkg", "--remove", "meedoenbalie"], check=True)
    if Path(PROGRAM).exists():
        raise TrialFailed("the program is still there after it was removed")


def bare(home: Path) -> dict[str, str]:
    """Return the environment of somebody who has just been given a computer: no Python in it."""
    tools = home / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "meedoenbalie").unlink(missing_ok=True)
    (tools / "meedoenbalie").symlink_to(PROGRAM)
    if shutil.which("python3", path=str(tools)):
        raise TrialFailed("there is a Python on the path of the trial")
    return {"HOME": str(home), "PATH": str(tools), "LANG": "C.UTF-8"}


@contextmanager
def screen() -> Iterator[str]:
    """Run an X server that nobody sees; yield its name."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None  # noqa: S101
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def _use(environment: dict[str, str], home: Path) -> None:
    said = _program(environment, "--version")
    if said.strip() != f"Meedoenbalie {__version__}":
        raise TrialFailed(f"--version says {said!r}")
    _program(environment, "demo", "--out", str(home / "demo"))
    made = sorted(path.suffix for path in (home / "demo").iterdir())
    for suffix in (".pdf", ".db", ".duckdb", ".gegevensset"):
        if suffix not in made:
            raise TrialFailed(f"the demonstration made no {suffix}")
    desktop = Path("/usr/share/applications") / f"{NAME}.desktop"
    if f"Exec={Path(PROGRAM).name} %f" not in desktop.read_text("utf-8"):
        raise TrialFailed("the desktop doesn't know how to open a file with the program")
    print(f"Installed and used: {len(made)} files made without Python and without a screen.")


def _open_window(environment: dict[str, str], display: str) -> None:
    """Open the window and keep a picture of it."""
    window = subprocess.Popen([PROGRAM, "--demo"], env={**environment, "DISPLAY": display})
    try:
        _wait_for("demogegevens", display)
        PICTURE.parent.mkdir(exist_ok=True)
        subprocess.run(
            [sys.executable, "-c", _GRAB, str(PICTURE)],
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            check=True,
        )
        if window.poll() is not None:
            raise TrialFailed(f"the window ended with {window.returncode}")
    finally:
        window.terminate()
        window.wait()
    print(f"The window: {PICTURE.relative_to(ROOT)}")


def _wait_for(words: str, display: str) -> None:
    """Wait until a window has these words in its title: its program tells nothing by itself."""
    tree = ["xwininfo", "-display", display, "-root", "-tree"]
    until = time.perf_counter() + _PATIENCE
    while time.perf_counter() < until:
        # A window that goes while the tree is walked makes it fail; so it is walked again.
        if words in subprocess.run(tree, capture_output=True, check=False, text=True).stdout:
            return
    raise TrialFailed(f"no window said {words!r} in {_PATIENCE} seconds")


def _measure(environment: dict[str, str], display: str) -> None:
    """Tell how long each takes until its window is there, in turn and alike in all else."""
    ours = {**os.environ, "HOME": environment["HOME"], "DISPLAY": display}
    ways = {
        "bundle": ([PROGRAM], {**environment, "DISPLAY": display}),
        "python -m": ([sys.executable, "-m", "meedoenbalie"], ours),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(_ROUNDS):
        for name, (command, around) in ways.items():
            times[name].append(_seconds(command, around, display))
    middle = {name: statistics.median(values) for name, values in times.items()}
    ratio = middle["bundle"] / middle["python -m"]
    told = ", ".join(f"{name} {value * 1000:.0f} ms" for name, value in middle.items())
    print(f"Until the window is there, median of {_ROUNDS}: {told}; {ratio:.2f} times as long.")


def _seconds(command: list[str], environment: dict[str, str], display: str) -> float:
    begun = time.perf_counter()
    window = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _wait_for('"Meedoenbalie"', display)
        return time.perf_counter() - begun
    finally:
        window.kill()
        window.wait()


def _program(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [PROGRAM, *arguments], env=environment, capture_output=True, check=False, text=True
    )
    if done.returncode:
        raise TrialFailed(f"{' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout
