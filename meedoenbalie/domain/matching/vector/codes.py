"""What one criterion says of one pair, in one number that can be added to that of the next.

The bits count, from the lowest: what is in the way (4), how much of that can't be asked today (4),
the changes that what is known to be otherwise needs (12), all changes (12). There are thirteen
criteria and few changes each, so no count runs over into the next.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from meedoenbalie.domain.matching.facts import CriterionResult, Facts, Verdict

Codes = NDArray[np.uint32]
Whole = NDArray[np.int64]
Small = NDArray[np.int16]
Marks = NDArray[np.int8]
Truths = NDArray[np.bool_]
Values = NDArray[np.float64]
K = TypeVar("K", bound=Hashable)

_FAR, _REFUSED, _CHANGES = 4, 8, 20

NOTHING = 0
"""Nothing in the way."""
HOPELESS = 1 | 1 << _FAR
"""In the way, and no change helps."""
ASKED = 1 | 1 << _CHANGES
"""One question in the way."""
ONE_MORE_QUESTION = 1 << _CHANGES
"""Another question of a criterion that is in the way already."""
ONE_MORE_REFUSAL = 1 << _REFUSED | 1 << _CHANGES
"""Another change of a criterion that is known to be otherwise."""
REFUSED = 1 | ONE_MORE_REFUSAL
"""One small change in the way, known to be otherwise now."""
FAR = 1 << _FAR
"""Added to a code: not small enough to ask for today."""


def code_of(result: CriterionResult[Facts]) -> int:
    """Return the number of what a criterion said."""
    if not result.blocks:
        return NOTHING
    changes = len(result.changes)
    if not changes:
        return HOPELESS
    refused = changes if result.verdict is Verdict.FITS_NOT else 0
    far = not all(change.small for change in result.changes)
    return 1 | far << _FAR | refused << _REFUSED | changes << _CHANGES


def read(codes: Codes, maximum_changes: int) -> tuple[Marks, Small]:
    """Return the order of the ``Fit`` of each pair, and how many obstacles its points count.

    Where every obstacle has a change, all these changes together make the offer fit: so nothing
    needs to be tried out here. A property test of ``explain`` holds that to be so.
    """
    blocking = (codes & 15).astype(np.int16)
    near = (codes & (15 << _FAR)) == 0
    near &= ((codes >> _REFUSED) & 4095) <= maximum_changes
    blocked = blocking > 0
    fit = blocked.astype(np.int8)
    fit += blocked & ~near
    near |= blocking == 1
    changes = (codes >> _CHANGES).astype(np.int16)
    changes *= near
    return fit, np.maximum(blocking, changes)


def distinct(keys: Iterable[K]) -> tuple[list[K], Whole]:
    """Return each key once, in the order met, and for every key its place among them."""
    places: dict[K, int] = {}
    where = [places.setdefault(key, len(places)) for key in keys]
    return list(places), np.array(where, dtype=np.int64)
