"""Whether a first name that somebody says at the desk may be that of a resident."""

from __future__ import annotations

from meedoenbalie.domain.duplicates.spelling import likeness, parts
from meedoenbalie.domain.people import Resident

ALIKE = 0.7
"""From here two parts of a name are one name in another spelling or script (spelling.py)."""


def likeness_to(said: str, resident: Resident) -> float:
    """Return how alike what was said is to the names of a resident: 1 the same, 0 different.

    Every part that was said has to be somewhere in the names, in any order and script.
    """
    names = parts(f"{resident.given_name} {resident.family_name} {resident.native_name}")
    heard = parts(said)
    if not names or not heard:
        return 0.0
    return min(max(likeness(one, name) for name in names) for one in heard)
