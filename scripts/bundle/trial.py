"""Installs the package and uses it as on a computer without Python.

As root on Debian. Python's library and this folder are hidden from the program. The whole main job
runs from an empty home without a screen, and what the program answers is held to what the one in
this folder answers. The window is opened on a real X server and photographed. How long it takes to
start is told beside ``python -m meedoenbalie``.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from meedoenbalie import __version__
from meedoenbalie.domain.own_files import DATA_SET, EDITION, STORES, TRANSFER
from scripts.bundle import whole
from scripts.bundle.contents import ROOT
from scripts.bundle.deb import NAME, package_path

PROGRAM = "/usr/bin/meedoenbalie"
PICTURE = ROOT / "dist" / "window.png"
OLD_STORES = ROOT / "tests" / "storage" / "stores"
_OLD_PASSPHRASE = "vier gewone woorden"  # noqa: S105  (of a desk that nobody lives in)
_ROUNDS = 21
_PATIENCE = 60
_LEAST_COLOURS = 200
_STILL = 5
"""So many seconds a window has to stay the same: what it shows is read after its title is there."""

_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
picture = application.primaryScreen().grabWindow(0).toImage()
picture.save(sys.argv[1])
line = range(picture.width())
print(len({picture.pixel(x, y) for y in range(0, picture.height(), 8) for x in line}))
"""

# Python's own library, what Debian adds, and the project: the program has to do without.
_HIDDEN = (
    ROOT,
    Path(sysconfig.get_path("stdlib")),
    Path("/usr/lib/python3"),
    Path(f"/usr/lib/python3.{sys.version_info.minor}"),
)
_HIDE = """
set -e
for folder in $HIDDEN; do /usr/bin/mount -t tmpfs none "$folder"; done
exec "$@"
"""

# One of each kind of work that leans on something else that is carried. Both programs are given it
# on a copy of the same desk and have to answer alike; a file that is made has to be the same to
# the byte.
_LEAFLETS = sorted(path.stem for path in (ROOT / "resources" / "leaflet").glob("*.json"))
_EXPORT = "export offers --store {out}/demo.db --out {out}/a.xlsx"
_ERRANDS = (
    "list residents --store {out}/demo.db --json",
    "list offers --store {out}/demo.db --search sport --json",
    "match DKH-0020 --store {out}/demo.db --json",
    "allocate --store {out}/demo.db --json",
    "duplicates --store {out}/demo.db --json",
    "cohorts --store {out}/demo.db --json",
    "verify --store {out}/demo.db",
    *(
        f"inform DKH-0020 A04 --store {{out}}/demo.db --language {name} --out {{out}}/{name}.pdf"
        for name in _LEAFLETS
    ),
    "week DKH-0020 --store {out}/demo.db --language ti --out {out}/week.pdf",
    "week DKH-0020 --store {out}/demo.db --out {out}/week.ics",
    "export offers --store {out}/demo.db --out {out}/offers.csv",
    f"{_EXPORT} then import offers {{out}}/a.xlsx --store {{out}}/demo.db",
    "report weekly --store {out}/demo.db --site DKH --out {out}/weekly.pdf",
    "report voortgang --store {out}/demo.db --out {out}/voortgang.pdf",
    "report coverage --store {out}/demo.db --out {out}/coverage.pdf",
    "report inzage --resident DKH-0020 --store {out}/demo.db --out {out}/inzage.pdf",
    "report handreiking --store {out}/demo.db --out {out}/handreiking.pdf",
    "report handreiking --store {out}/demo.db --out {out}/handreiking.docx",
    "report handreiking --store {out}/demo.db --out {out}/handreiking.epub",
    "report year --collection {out}/demo-verzameling.duckdb --out {out}/year.pdf",
    "figures {out}/demo-verzameling.duckdb --json",
    "figures {out}/demo-verzameling.duckdb --publish --json",
    "list residents --store postgresql://nobody@localhost:1/nothing",
    "--help",
)


_MADE = {".csv", ".docx", ".epub", ".ics", ".pdf", ".xlsx"}
_OF_THE_MOMENT = {"handreiking.docx", "handreiking.epub", "handreiking.pdf", "a.xlsx"}


class TrialFailed(Exception):
    """What the installed program did otherwise than it should."""


def run() -> None:
    """Install, use, photograph, measure and remove. Raises TrialFailed or CalledProcessError."""
    subprocess.run(["dpkg", "--install", package_path()], check=True)
    files = _files()
    try:
        whole.check()
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            _use(bare(home), home)
            _know_kinds(home)
            with screen() as display:
                _open_window(bare(home), display)
                _measure(bare(home), display)
            store = home / "demo" / "demo.db"
            before = store.read_bytes()
            _remove(files)
            if store.read_bytes() != before:
                raise TrialFailed("removing the program changed a desk")
    finally:
        subprocess.run(["dpkg", "--remove", "meedoenbalie"], check=True, capture_output=True)


def bare(home: Path) -> dict[str, str]:
    """Return the environment of somebody who has just been given a computer: no Python in it."""
    tools = home / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "meedoenbalie").unlink(missing_ok=True)
    (tools / "meedoenbalie").symlink_to(PROGRAM)
    if shutil.which("python3", path=str(tools)):
        raise TrialFailed("there is a Python on the path of the trial")
    return {"HOME": str(home), "PATH": str(tools), "LANG": "C.UTF-8"}


def hidden(command: Sequence[str | Path]) -> list[str | Path]:
    """Return a command that runs where Python and this project are not, even by their full path."""
    folders = " ".join(str(folder) for folder in _HIDDEN if folder.is_dir())
    script = _HIDE.replace("$HIDDEN", folders)
    return ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", script, "sh", *command]


@contextmanager
def screen() -> Iterator[str]:
    """Run an X server that nobody sees; yield its name. Raises TrialFailed."""
    # Without -noreset it begins anew when its last window goes, and whoever comes then is refused.
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        [*command, "-noreset"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None  # noqa: S101
        try:
            number = server.stdout.readline().strip()
            if not number:
                raise TrialFailed("Xvfb gave no screen")
            yield f":{number}"
        finally:
            server.terminate()


def _use(environment: dict[str, str], home: Path) -> None:
    """Do the main job without a screen, and then all else beside the program in this folder."""
    gone = subprocess.run(hidden(["/usr/bin/test", "-e", ROOT / "pyproject.toml"]), check=False)
    if gone.returncode != 1:
        raise TrialFailed("the project is still there for the program to lean on")
    said = _told(hidden([PROGRAM, "--version"]), environment)
    if said != (0, f"Meedoenbalie {__version__}\n"):
        raise TrialFailed(f"--version says {said!r}")
    demo = home / "demo"
    code, words = _told(hidden([PROGRAM, "demo", "--out", demo]), environment)
    if code:
        raise TrialFailed(f"demo: {words}")
    secret = {"MEEDOENBALIE_PASSPHRASE_FILE": str(demo / "demo-passphrase.txt")}
    for errand in _ERRANDS:
        _same(errand, demo, home, {**environment, **secret})
    _same("--help", demo, home, {**environment, "MEEDOENBALIE_LANGUAGE": "en"})
    (home / "old.txt").write_text(_OLD_PASSPHRASE, "utf-8")
    old = {**environment, "MEEDOENBALIE_PASSPHRASE_FILE": str(home / "old.txt")}
    for store in sorted(OLD_STORES.glob("*.db")):
        _same(f"list residents --store {{out}}/{store.name} --json", demo, home, old)
    made = len(list(demo.iterdir()))
    print(f"Installed and used without Python: {made} files made, {len(_ERRANDS)} errands alike.")


def _same(errand: str, demo: Path, home: Path, environment: dict[str, str]) -> None:
    """Give an errand to the installed program and to the one in this folder, and compare."""
    answers = {}
    for name, program in (
        ("installed", hidden([PROGRAM])),
        ("here", [sys.executable, "-m", "meedoenbalie"]),
    ):
        # Each has its own copy of what the errand changes: an old store that is brought up to
        # date, a desk that knows who was informed, a collection that remembers its publications.
        out = home / "out"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(OLD_STORES, out)
        for file in (*demo.glob("demo.db*"), *demo.glob("demo-verzameling.*")):
            shutil.copy(file, out)
        code, said = 0, ""
        for part in errand.format(out=out).split(" then "):
            last, words = _told([*program, *part.split()], environment)
            code, said = code or last, said + words
        if "Er ging iets mis" in said:
            raise TrialFailed(f"{name}: {errand}: {said}")
        made = {
            # A handreiking tells when its figures were taken, a workbook when it was made: of these
            # only that they are there counts.
            path.name: path.name in _OF_THE_MOMENT or path.read_bytes()
            for path in out.iterdir()
            if path.suffix in _MADE
        }
        if "{out}/" in errand and "--out" in errand and not made:
            raise TrialFailed(f"{name}: {errand}: no file was made. {said}")
        answers[name] = (code, said, made)
    if answers["installed"] != answers["here"]:
        told = [f"{name}: {code} {said[:2000]}" for name, (code, said, _) in answers.items()]
        raise TrialFailed(f"{errand} is answered otherwise than it is here.\n" + "\n".join(told))


def _know_kinds(home: Path) -> None:
    """Ask the desktop what our kinds of files are, and what opens them."""
    for ending, word in _KINDS.items():
        kind = f"application/vnd.meedoenbalie.{word}"
        file = home / f"a{ending}"
        file.write_bytes(b"x")
        for asked, wanted in (
            (["info", "--attributes=standard::content-type", file], f"content-type: {kind}"),
            (["mime", kind], f"{NAME}.desktop"),
        ):
            found = subprocess.run(["gio", *asked], capture_output=True, check=True, text=True)
            if wanted not in found.stdout:
                raise TrialFailed(f"gio {asked[0]} {ending}: {found.stdout}")
    print("The desktop knows each kind of file and what opens it.")


_KINDS = {STORES[0]: "balie", TRANSFER: "overdracht", DATA_SET: "gegevensset", EDITION: "editie"}


def _files() -> list[Path]:
    """Return the files that the package laid on this computer."""
    asked = ["dpkg", "--listfiles", "meedoenbalie"]
    found = subprocess.run(asked, capture_output=True, check=True, text=True).stdout.splitlines()
    return [path for line in found if not (path := Path(line)).is_dir() or path.is_symlink()]


def _remove(files: list[Path]) -> None:
    subprocess.run(["dpkg", "--remove", "meedoenbalie"], check=True)
    left = [path for path in files if path.exists() or path.is_symlink()]
    if len(files) < 100 or left or Path("/opt/meedoenbalie").exists():
        raise TrialFailed(f"of {len(files)} files these are still there: {left[:5]}")
    print(f"Removed: {len(files)} files, and none is left.")


def _open_window(environment: dict[str, str], display: str) -> None:
    """Open the window and hold it to the one that the program in this folder paints."""
    ours = {**os.environ, "HOME": environment["HOME"], "QT_QPA_PLATFORM": "xcb"}
    with _demo_window([sys.executable, "-m", "meedoenbalie"], ours, display):
        wanted, since = _photograph(display), time.perf_counter()
        while time.perf_counter() - since < _STILL:
            if (seen := _photograph(display)) != wanted:
                wanted, since = seen, time.perf_counter()
    (ROOT / "dist" / "window-here.png").write_bytes(wanted)
    until = time.perf_counter() + _PATIENCE
    with _demo_window(hidden([PROGRAM]), environment, display) as window:
        while _photograph(display) != wanted:
            if window.poll() is not None:
                raise TrialFailed(f"the window ended with {window.returncode}")
            if time.perf_counter() > until:
                raise TrialFailed("dist/window.png is not as dist/window-here.png")
    print(f"The window is the same to the pixel: {PICTURE.relative_to(ROOT)}")


@contextmanager
def _demo_window(
    program: list[str | Path], environment: dict[str, str], display: str
) -> Iterator[subprocess.Popen[bytes]]:
    window = subprocess.Popen([*program, "--demo"], env={**environment, "DISPLAY": display})
    try:
        _wait_for("demogegevens", display, window)
        yield window
    finally:
        window.terminate()
        window.wait()


def _photograph(display: str) -> bytes:
    """Return a picture of the screen, and keep it. Raises TrialFailed when nothing is on it."""
    colours = subprocess.run(
        [sys.executable, "-c", _GRAB, str(PICTURE)],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    if int(colours) < _LEAST_COLOURS:
        raise TrialFailed(f"the window has {colours.strip()} colours: it wasn't painted")
    return PICTURE.read_bytes()


def _wait_for(words: str, display: str, window: subprocess.Popen[bytes]) -> None:
    """Wait until a window has these words in its title: its program tells nothing by itself."""
    tree = ["xwininfo", "-display", display, "-root", "-tree"]
    until = time.perf_counter() + _PATIENCE
    there = ""
    while time.perf_counter() < until:
        if window.poll() is not None:
            raise TrialFailed(f"it ended with {window.returncode} before a window said {words!r}")
        # A window that goes while the tree is walked makes it fail; so it is walked again.
        there = subprocess.run(tree, capture_output=True, check=False, text=True).stdout
        if words in there:
            return
    raise TrialFailed(f"no window said {words!r} in {_PATIENCE} seconds, there are: {there}")


def _measure(environment: dict[str, str], display: str) -> None:
    """Tell how long each takes until its window is there, in turn and alike in all else."""
    screen_of_ours = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    ours = {**os.environ, "HOME": environment["HOME"], **screen_of_ours}
    ways = {
        "bundle": ([PROGRAM], {**environment, "DISPLAY": display}),
        "python -m": ([sys.executable, "-m", "meedoenbalie"], ours),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for round_ in range(_ROUNDS):
        # Who comes first takes turns, so that neither finds the disk warmed by the other.
        order = list(ways.items())[:: -1 if round_ % 2 else 1]
        for name, (command, around) in order:
            times[name].append(_seconds(command, around, display))
    for what, of in (("median", statistics.median), ("best", min)):
        found = {name: of(values) for name, values in times.items()}
        told = ", ".join(f"{name} {value * 1000:.0f} ms" for name, value in found.items())
        ratio = found["bundle"] / found["python -m"]
        print(f"Until the window is there, {what} of {_ROUNDS}: {told}; {ratio:.2f} times as long.")


def _seconds(command: list[str], environment: dict[str, str], display: str) -> float:
    begun = time.perf_counter()
    window = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _wait_for('"Meedoenbalie"', display, window)
        return time.perf_counter() - begun
    finally:
        window.kill()
        window.wait()


def _told(command: Sequence[str | Path], environment: dict[str, str]) -> tuple[int, str]:
    """Run a program; return its exit code and all that it said."""
    done = subprocess.run(
        command,
        cwd=environment["HOME"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
    )
    return done.returncode, done.stdout
