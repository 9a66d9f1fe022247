"""Open the program on a demonstration desk; without a screen do its whole job headless.

python3 -m scripts.run
"""

import os
import subprocess
import sys

from scripts.bootstrap import PYTHON

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
