"""The figures of the programme in plain SQL: what ``domain/figures.py`` counts, over all sites."""

from __future__ import annotations

from meedoenbalie.collection.collected import Collection
from meedoenbalie.domain.figures import MEASURES, REACHED

_VALID = (
    "(SELECT * FROM events WHERE referral NOT IN "
    "(SELECT referral FROM events WHERE event = 'entered_in_error'))"
)


def counts_by_site(collection: Collection) -> dict[str, dict[str, int]]:
    """Return exact counts per site code and measure; for the team only."""
    reached = ", ".join(
        f"count(DISTINCT CASE WHEN event = '{kind.value}' THEN referral END)" for kind in REACHED
    )
    told = "count(DISTINCT CASE WHEN told_week <> '' THEN referral END)"
    steps = {
        row[0]: row[1:]
        for row in collection.rows(f"SELECT site, {reached}, {told} FROM {_VALID} GROUP BY site")
    }
    informed = {
        row[0]: int(row[1])
        for row in collection.rows("SELECT site, count(*) FROM informed GROUP BY site")
    }
    none = (0,) * (len(REACHED) + 1)
    return {
        site.code: dict(
            zip(
                MEASURES,
                (
                    site.residents,
                    informed.get(site.code, 0),
                    *map(int, steps.get(site.code, none)),
                ),
                strict=True,
            )
        )
        for site in collection.sites()
    }


def reasons(collection: Collection) -> dict[str, int]:
    """Return how many referrals ended for each reason, in all sites together."""
    rows = collection.rows(
        f"SELECT reason, count(DISTINCT referral) FROM {_VALID} WHERE reason <> '' "
        "GROUP BY reason ORDER BY 2 DESC, 1"
    )
    return {str(reason): int(count) for reason, count in rows}


def cohorts(collection: Collection) -> list[tuple[str, str, int, str, int]]:
    """Return site, act, cohort, ending (empty while the duty goes on) and people, in that order."""
    rows = collection.rows(
        "SELECT site, act, cohort, ending, sum(people) FROM civic GROUP BY ALL ORDER BY ALL"
    )
    return [(str(s), str(a), int(c), str(e), int(n)) for s, a, c, e, n in rows]


def weeks(collection: Collection) -> tuple[str, str]:
    """Return the first and last ISO week in which something happened; empty for none."""
    ((first, last),) = collection.rows("SELECT min(week), max(week) FROM events")
    return str(first or ""), str(last or "")
