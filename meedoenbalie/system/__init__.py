"""What Windows, macOS and Linux do differently, behind one interface; ``SYSTEM`` is this one's.

Everything else in the program is the same on each. A test runs each of them on every computer:
they ask nothing of the system when they are made.
"""

import sys

from meedoenbalie.system.calls import Environment, System
from meedoenbalie.system.macos import MacOs
from meedoenbalie.system.posix import Posix
from meedoenbalie.system.windows import Windows

__all__ = ["SYSTEM", "Environment", "System", "system_for"]


def system_for(platform: str) -> System:
    """Return the system with this name in ``sys.platform``."""
    kinds: dict[str, type[System]] = {"win32": Windows, "darwin": MacOs}
    return kinds.get(platform, Posix)()


SYSTEM = system_for(sys.platform)
