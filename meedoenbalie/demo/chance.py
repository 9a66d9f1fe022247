"""Drawing lots."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TypeVar

T = TypeVar("T")


def pick(rng: Random, shares: Mapping[T, float]) -> T:
    """Return one key, as often as its share says."""
    return rng.choices(list(shares), weights=list(shares.values()))[0]
