"""What a publication must hold to: a rule set.

Source of the default: practice of Statistics Netherlands (CBS), see ``disclosure``.
"""

from __future__ import annotations

from dataclasses import dataclass

from meedoenbalie.domain.disclosure import ROUNDING, THRESHOLD, publish_one, round_to


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Counts from 1 up to ``threshold`` are hidden, others rounded to ``base``.

    What an outsider can work out of a hidden count must leave at least ``protection`` between the
    least and the most: by default as much as rounding leaves of a shown one. Of a sensitive
    characteristic at least ``diversity`` values must occur.
    """

    name: str = "cbs"
    threshold: int = THRESHOLD
    base: int = ROUNDING
    diversity: int = 2
    protection: int = ROUNDING - 1

    def small(self, count: int) -> bool:
        """Tell whether a count is about so few that it may not be shown."""
        return 0 < count < self.threshold

    def shown(self, count: int) -> int | None:
        """Return a count as it may be shown, or None."""
        return publish_one(count, self.threshold, self.base)

    def reach(self, shown: int) -> tuple[int, int]:
        """Return the least and the most that a shown count can stand for."""
        if shown == 0:
            return 0, 0
        low = next(n for n in range(shown - self.base, shown + 1) if self._is(n, shown))
        high = next(n for n in range(shown + self.base, shown - 1, -1) if self._is(n, shown))
        return max(low, self.threshold), high

    def _is(self, count: int, shown: int) -> bool:
        return round_to(count, self.base) == shown


CBS = RuleSet()
"""What holds while a team chose nothing else."""
