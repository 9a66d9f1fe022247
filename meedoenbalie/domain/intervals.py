"""How sure a share is: intervals of 95 % for one share, and for the difference of two.

SciPy takes a second or more to load, so it is imported when the first share is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

LEAST_BASE = 10
"""Below so many no share is told. Source: practice of CBS, no percentages on small bases."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds between which it lies with 95 % certainty."""

    value: float
    low: float
    high: float

    def overlaps(self, other: Interval) -> bool:
        """Tell whether both may have the same true value."""
        return self.low <= other.high and other.low <= self.high


def share(part: int, whole: int) -> Interval:
    """Return a share with its interval. Raises ValueError unless 0 <= part <= whole, whole > 0.

    The score interval of E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), as SciPy has it: right for
    small bases too, and within 0 and 1.
    """
    if not 0 <= part <= whole or not whole:
        raise ValueError("not_a_share")
    from scipy.stats import binomtest

    value = part / whole
    found = binomtest(part, whole).proportion_ci(confidence_level=0.95, method="wilson")
    # At 0 and at 1 a bound may lie a rounding error beyond the value.
    return Interval(value, max(0.0, min(found.low, value)), min(1.0, max(found.high, value)))


def share_told(part: int, whole: int) -> Interval | None:
    """Return a share with its interval, or None on a base below ten (``LEAST_BASE``)."""
    return share(part, whole) if whole >= LEAST_BASE else None


def difference(one: Interval, other: Interval) -> Interval:
    """Return how much more the first share is than the second.

    SciPy has no function for it. Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890,
    method 10: from the score intervals of both, so that small groups are treated right.
    """
    apart = one.value - other.value
    low = apart - sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    high = apart + sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Interval(apart, low, high)
