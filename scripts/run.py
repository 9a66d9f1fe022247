"""Open the program on a demonstration desk; without a screen do its whole job headless.

Usage: python3 -m scripts.run
"""

import os
import subprocess
import sys

from scripts.bootstrap import PYTHON, ROOT

_OPENS_A_SCREEN = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def has_screen() -> bool:
    """Return whether a window would be seen by someone."""
    if sys.platform in {"win32", "darwin"}:
        return True
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    # The name of a screen proves nothing: it may be gone, or shut to us. Qt aborts then.
    tried = subprocess.run([str(PYTHON), "-c", _OPENS_A_SCREEN], capture_output=True, check=False)
    return tried.returncode == 0


def program(*arguments: str) -> int:
    """Run the program in the project's folder; return its exit code."""
    command = [str(PYTHON), "-m", "meedoenbalie", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """Run what this machine can show."""
    if has_screen():
        return program("--demo")
    print("No screen here: doing the whole job headless, on generated data.", flush=True)
    return program("demo", "--out", "demo")


if __name__ == "__main__":
    sys.exit(main())
