"""Cohorts of all sites together, as the programme team counts them: numbers, and nobody behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meedoenbalie.domain.civic_integration.codes import Reason, Regime

INFLOW, ONGOING = "inflow", "ongoing"
PARTS = (ONGOING, *(reason.value for reason in Reason))
"""Into which everybody of a cohort falls."""

Row = tuple[str, str, int, str, int]
"""Site, act, cohort, ending (empty while the duty goes on), and how many people."""

Cohort = tuple[str, int]
"""Act and year."""


@dataclass(frozen=True, slots=True)
class CohortCounts:
    """A cohort in numbers; None is a hidden cell of a publication.

    ``outflow`` adds up what is shown of the ``reasons``, and is hidden when one of them is.
    """

    act: str
    cohort: int
    inflow: int | None
    outflow: int | None
    ongoing: int | None
    reasons: Mapping[str, int | None]

    @property
    def regime(self) -> Regime:
        """The act as a code."""
        return Regime(self.act)


def by_cohort(rows: Iterable[Row]) -> dict[Cohort, dict[str, int]]:
    """Return how many of each cohort came in, go on, and went out by each reason."""
    found: dict[Cohort, dict[str, int]] = {}
    for _site, act, cohort, ending, people in rows:
        counts = found.setdefault((act, cohort), dict.fromkeys((INFLOW, *PARTS), 0))
        counts[INFLOW] += people
        counts[ending or ONGOING] += people
    return dict(sorted(found.items()))


def cohort_counts(
    cells: Mapping[Cohort, Mapping[str, int | None]],
) -> tuple[CohortCounts, ...]:
    """Return cohorts in order, exact or as they may be published."""
    made = []
    for (act, cohort), counts in sorted(cells.items()):
        reasons = {reason.value: counts[reason.value] for reason in Reason}
        known = [number for number in reasons.values() if number is not None]
        outflow = sum(known) if len(known) == len(reasons) else None
        made.append(CohortCounts(act, cohort, counts[INFLOW], outflow, counts[ONGOING], reasons))
    return tuple(made)
