"""What was tried, and what wasn't as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_TOLD = 5


@dataclass(slots=True)
class Figure:
    """A line of the table: a fault, what it hit, how often it was tried, and what came of it.

    ``came`` counts outcomes that are right; each violation is one that isn't.
    """

    fault: str
    what: str
    tried: int = 0
    came: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)

    def count(self, found: Iterable[str], outcome: str = "", where: str = "") -> None:
        """Add one try with what wasn't right in it; ``where`` tells how to do it again."""
        self.tried += 1
        if outcome:
            self.came[outcome] += 1
        self.violations += [f"{where}: {problem}" if where else problem for problem in found]

    def __str__(self) -> str:
        came = ", ".join(f"{number} {outcome}" for outcome, number in self.came.most_common())
        line = f"{self.fault:<22}{self.what:<34}{self.tried:>7}{len(self.violations):>7}  {came}"
        told = [f"    {problem}" for problem in self.violations[:MOST_TOLD]]
        return "\n".join([line.rstrip(), *told])


HEAD = f"{'fault':<22}{'what':<34}{'tried':>7}{'wrong':>7}  what came of it"
