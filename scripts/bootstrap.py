"""Make .venv with the program in it; the second time there is nothing to do.

    python3 -m scripts.bootstrap            for the program and the tools
    python3 -m scripts.bootstrap --tests    and for the tests that need more of the system

Standard library only, and no more of Python than a bare Debian has: neither ensurepip, nor pip,
nor root is taken for granted.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCK = ROOT / "requirements" / "dev.txt"
STAMP = VENV / "set-up"
PRINT_FONTS = [
    ROOT / "meedoenbalie" / "reports" / f"{name}.py" for name in ("fonts", "script_fonts")
]

Command = list[str]


class SetUpError(Exception):
    """What stops the set-up, in words that say what to do."""


def run(command: Command, **more: str) -> bool:
    """Run a command in the project's folder; return whether it went well."""
    environment = dict(os.environ, **more)
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def succeeds(command: Command) -> bool:
    """Return whether a command goes well, without showing what it says."""
    try:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def fingerprint() -> str:
    """Return what a finished set-up depends on: the lock, the project file and this Python."""
    parts = [sys.version, sys.base_prefix, str(ROOT)]
    parts += [path.read_text("utf-8") for path in (LOCK, ROOT / "pyproject.toml", Path(__file__))]
    parts += [module.read_text("utf-8") for module in PRINT_FONTS]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def has_ensurepip() -> bool:
    """Return whether this Python can put pip into a new environment; Debian splits that off."""
    return importlib.util.find_spec("ensurepip") is not None


def make_venv() -> None:
    """Make .venv for this Python, or keep the one that is there if it is for this Python."""
    same = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]!r})"
    if succeeds([str(PYTHON), "-c", same]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    print(f"Making .venv with Python {sys.version.split()[0]} …", flush=True)
    if has_ensurepip() and succeeds([sys.executable, "-m", "venv", str(VENV)]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if not run([sys.executable, "-m", "venv", "--without-pip", str(VENV)]):
        raise SetUpError(
            "This Python cannot make a virtual environment. Install its venv module; on Debian: "
            + system_packages.command(["python3-venv"])
        )


def installers() -> Iterator[Command]:
    """Yield commands that can install into .venv, to be followed by their arguments.

    In this order: pip inside .venv; this Python's pip from outside; the pip that Debian keeps
    beside Python; uv; and, as root on Debian, the package that was missing in the first place.
    """
    inside = [str(PYTHON), "-m", "pip"]
    outside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    debian = sorted(Path("/usr/share/python-wheels").glob("pip-*.whl"), reverse=True)
    options = ["install", "--no-input", "--disable-pip-version-check", "-qq"]
    for pip in (inside, outside, *([str(PYTHON), str(wheel / "pip")] for wheel in debian)):
        if succeeds([*pip, "--version"]):
            yield [*pip, *options]
    if uv := shutil.which("uv"):
        yield [uv, "pip", "install", "--python", str(PYTHON), "-q"]
    if system_packages.install(["python3-venv"]) and succeeds([str(PYTHON), "-m", "ensurepip"]):
        yield [*inside, *options]


def install() -> None:
    """Install what the lock names, every file checked against its hash, and then the program."""
    for installer in installers():
        print("Installing what requirements/dev.txt names …", flush=True)
        exactly = [*installer, "--no-deps"]
        locked = [*exactly, "--require-hashes", "--requirement", str(LOCK)]
        # The build tools are in the lock, so that the program needs nothing that is not.
        program = [*exactly, "--no-build-isolation", "--editable", str(ROOT)]
        if not (run(locked) and run(program)):
            raise SetUpError("Installing failed; the lines above tell why.")
        return
    raise SetUpError(
        "There is no pip for this Python. Install one of these and try again: on Debian "
        f"`{system_packages.command(['python3-venv'])}` (as root), or elsewhere pip 22.3 or "
        "newer, or uv."
    )


def compile_catalogues() -> None:
    """Make the files with translations that are older than their source, or not there."""
    for source in ROOT.glob("translations/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            if not run([str(PYTHON), "-m", "scripts.catalogues", "compile"]):
                raise SetUpError("The translations cannot be compiled; the lines above tell why.")
            return


def make_print_fonts() -> None:
    """Cut the fonts for print now, so that nobody waits for it at the first PDF."""
    for module in PRINT_FONTS:
        if not run([str(PYTHON), "-m", f"meedoenbalie.reports.{module.stem}"]):
            raise SetUpError("The fonts for print cannot be made; the lines above tell why.")


def prepare_system(*, tests: bool) -> None:
    """Install the system libraries that Qt lacks, or name them.

    Without them the command line works and the window does not, so only the tests insist.
    """
    for pyside in VENV.glob("lib/python*/site-packages/PySide6"):
        if lacking := system_packages.missing_for_qt(pyside, window=True):
            system_packages.install(system_packages.packages_with(lacking))
        if lacking := system_packages.missing_for_qt(pyside, window=False):
            packages = system_packages.packages_with(lacking)
            remedy = f"Qt lacks {', '.join(lacking)}. As root: {system_packages.command(packages)}"
            if tests:
                raise SetUpError(remedy)
            print(remedy, file=sys.stderr)
    if tests and (packages := system_packages.missing_for_screen_reader()):
        system_packages.install(packages)


def check_python() -> None:
    """Refuse a Python that the program does not run on."""
    [wanted] = re.findall(
        r'requires-python = ">=3\.(\d+)"', (ROOT / "pyproject.toml").read_text("utf-8")
    )
    if sys.version_info < (3, int(wanted)):
        raise SetUpError(
            f"Python 3.{wanted} or newer is needed, this is {sys.version.split()[0]}. "
            "Name another one: make setup PYTHON=python3.13"
        )


def main(arguments: list[str]) -> int:
    """Set everything up; print what could not be done."""
    try:
        check_python()
        state = fingerprint()
        if not STAMP.exists() or STAMP.read_text("utf-8") != state:
            make_venv()
            install()
            make_print_fonts()
            STAMP.write_text(state, "utf-8")
        compile_catalogues()
        prepare_system(tests="--tests" in arguments)
    except SetUpError as error:
        print(f"Set-up stopped. {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
