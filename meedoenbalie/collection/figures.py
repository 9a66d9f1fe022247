"""The figures of the programme in plain SQL: what ``domain/figures.py`` counts, over all sites.

Written with only what DuckDB, PostgreSQL and Spark all have, as those of a year are; ``ask``
answers a query, whatever the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from meedoenbalie.collection.collected import SiteInCollection
from meedoenbalie.domain.figures import MEASURES, REACHED

Ask = Callable[[str], list[tuple[Any, ...]]]
"""Answers a query, whatever the engine."""

_REACHED = ", ".join(
    f"max(CASE WHEN event = '{kind.value}' THEN 1 ELSE 0 END) AS {kind.value}" for kind in REACHED
)
# Each step is read once: a line for each referral, those entered in error taken out.
_STEPS = f"""
SELECT site, {", ".join(f"sum({kind.value})" for kind in REACHED)}, sum(told) FROM (
    SELECT site, referral, {_REACHED},
        max(CASE WHEN told_week <> '' THEN 1 ELSE 0 END) AS told
    FROM events GROUP BY site, referral
    HAVING max(CASE WHEN event = 'entered_in_error' THEN 1 ELSE 0 END) = 0
) line GROUP BY site
"""
_REASONS = """
SELECT given.reason, count(*) FROM (
    SELECT DISTINCT site, referral, reason FROM events WHERE reason <> ''
) given LEFT JOIN (
    SELECT DISTINCT site, referral FROM events WHERE event = 'entered_in_error'
) wrong ON wrong.site = given.site AND wrong.referral = given.referral
WHERE wrong.referral IS NULL GROUP BY given.reason ORDER BY count(*) DESC, given.reason
"""
_COHORTS = """
SELECT site, act, cohort, ending, sum(people) FROM civic
GROUP BY site, act, cohort, ending ORDER BY site, act, cohort, ending
"""


def counts_by_site(ask: Ask, sites: Iterable[SiteInCollection]) -> dict[str, dict[str, int]]:
    """Return exact counts per site code and measure; for the team only."""
    steps = {str(site): counts for site, *counts in ask(_STEPS)}
    informed: dict[str, int] = dict(ask("SELECT site, count(*) FROM informed GROUP BY site"))
    none = (0,) * (len(REACHED) + 1)
    return {
        site.code: dict(
            zip(
                MEASURES,
                (
                    site.residents,
                    int(informed.get(site.code, 0)),
                    *map(int, steps.get(site.code, none)),
                ),
                strict=True,
            )
        )
        for site in sites
    }


def reasons(ask: Ask) -> dict[str, int]:
    """Return how many referrals ended for each reason, in all sites together."""
    return {str(reason): int(count) for reason, count in ask(_REASONS)}


def cohorts(ask: Ask) -> list[tuple[str, str, int, str, int]]:
    """Return site, act, cohort, ending (empty while the duty goes on) and people, in that order."""
    return [(str(s), str(a), int(c), str(e), int(n)) for s, a, c, e, n in ask(_COHORTS)]


def weeks(ask: Ask) -> tuple[str, str]:
    """Return the first and last ISO week in which something happened; empty for none."""
    ((first, last),) = ask("SELECT min(week), max(week) FROM events")
    return str(first or ""), str(last or "")
