"""Dividing places over residents: the program proposes, a person decides."""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.domain.matching.allocate import allocate
from meedoenbalie.domain.matching.division import Allocation, InvalidProblem
from meedoenbalie.exchange.instance import Name, read_instance

__all__ = ["Allocation", "InvalidProblem", "Name", "allocate_instance"]


def allocate_instance(path: Path) -> Allocation[Name, Name]:
    """Return the best division of the problem in a file. Raises RefusedFile and InvalidProblem."""
    return allocate(read_instance(path))
