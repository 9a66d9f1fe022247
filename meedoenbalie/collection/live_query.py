"""Queries of lessons in plain SQL: what ``domain/live_count.py`` counts, over all sites."""

from __future__ import annotations

from meedoenbalie.collection.collected import Collection
from meedoenbalie.domain.live_count import COUNT_KEYS
from meedoenbalie.domain.live_query import STEP_KEYS, Measure, Query


class CannotAnswer(Exception):
    """The collection doesn't know what a query asks about: no gegevensset tells who went along."""


# ISO weeks compare as text. $seen is the last one that counts; errors count nowhere.
_FACTS = """
WITH person AS (
    SELECT site, pseudonym, age_band FROM residents
    WHERE ($site = '' OR site = $site) AND ($age_band = '' OR age_band = $age_band)
),
kind AS (SELECT DISTINCT site, offer, kind FROM offers WHERE $kind = '' OR kind = $kind),
happened AS (
    SELECT e.* FROM events e
    JOIN person USING (site, pseudonym) JOIN kind USING (site, offer)
    WHERE e.week <= $seen AND NOT EXISTS (
        SELECT 1 FROM events w
        WHERE w.site = e.site AND w.referral = e.referral AND w.event = 'entered_in_error'
    )
),
referral AS (
    SELECT site, pseudonym, offer, referral,
        min(week) FILTER (event = 'sent') AS sent,
        min(week) FILTER (event = 'accepted') AS accepted,
        min(week) FILTER (event = 'started') AS started,
        min(week) FILTER (event = 'completed') AS completed
    FROM happened GROUP BY ALL
),
told AS (
    SELECT i.site, i.pseudonym, i.offer, i.week FROM informed i
    JOIN person USING (site, pseudonym) JOIN kind USING (site, offer)
    WHERE i.week <= $seen
)
"""

_MONDAY = "strptime({week} || '-1', '%G-W%V-%u')"
_WITHIN = "({week} >= $first AND ($last = '' OR {week} <= $last))"


def answer(collection: Collection, query: Query, seen: str) -> dict[str, int]:
    """Return the counts of a query, of what happened up to and including the ISO week ``seen``.

    Raises CannotAnswer.
    """
    if query.asks_about_people_together:
        raise CannotAnswer
    if query.measure is Measure.COUNTS:
        (row,) = _ask(collection, _counts(), query, seen)
        return dict(zip(COUNT_KEYS, map(int, row), strict=True))
    if query.measure is Measure.REASONS:
        rows = _ask(collection, _REASONS, query, seen)
        return {str(reason): int(count) for reason, count in rows}
    pairs = _TOLD if query.measure is Measure.INFORMED_SHARE else _steps(query)
    ((reached, base),) = _ask(collection, _share(pairs), query, seen, weeks=query.weeks)
    return {"reached": int(reached), "base": int(base)}


def _ask(
    collection: Collection, select: str, query: Query, seen: str, **more: str | int
) -> list[tuple[str | int, ...]]:
    values: dict[str, str | int] = {
        "site": query.site,
        "age_band": query.age_band,
        "kind": query.offer_kind.value if query.offer_kind else "",
        "first": query.first_week,
        "last": query.last_week,
        "seen": seen,
        **more,
    }
    return collection.rows(_FACTS + select, values)


def _counts() -> str:
    within = ", ".join(
        f"(SELECT count(*) FROM referral WHERE {_WITHIN.format(week=kind.value)})"
        for kind in STEP_KEYS
    )
    return f"SELECT (SELECT count(*) FROM told WHERE {_WITHIN.format(week='week')}), {within}"


_REASONS = f"""
SELECT reason, count(*) FROM (
    SELECT site, referral, reason, min(week) AS week FROM happened
    WHERE reason <> '' GROUP BY ALL
) WHERE {_WITHIN.format(week="week")} GROUP BY reason ORDER BY reason
"""

_TOLD = """
SELECT t.begin, min(r.sent) FILTER (r.sent >= t.begin) AS finish
FROM (SELECT site, pseudonym, offer, min(week) AS begin FROM told GROUP BY ALL) t
LEFT JOIN referral r USING (site, pseudonym, offer)
GROUP BY t.site, t.pseudonym, t.offer, t.begin
"""


def _steps(query: Query) -> str:
    # Names of the closed list of steps, never words of somebody.
    return f"SELECT {query.base.value} AS begin, {query.target.value} AS finish FROM referral"


def _share(pairs: str) -> str:
    term = f"date_diff('day', {_MONDAY.format(week='begin')}, {_MONDAY.format(week='$seen')})"
    took = f"date_diff('day', {_MONDAY.format(week='begin')}, {_MONDAY.format(week='finish')})"
    return f"""
SELECT count(*) FILTER (
    finish >= begin AND ($weeks = 0 OR {took} <= 7 * $weeks)
), count(*)
FROM ({pairs}) WHERE {_WITHIN.format(week="begin")} AND ($weeks = 0 OR {term} >= 7 * $weeks)
"""
