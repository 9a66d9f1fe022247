"""The figures of the programme, written once in plain SQL.

Every count is of referrals that ever reached a state; those entered in error don't count.
"""

from __future__ import annotations

from meedoenbalie.collection.collected import Collection

REACHED = (
    "sent",
    "received",
    "waitlisted",
    "accepted",
    "started",
    "completed",
    "stopped",
    "no_show",
    "declined",
    "withdrawn",
)
# "Sent" is what people call referred; the other names are those of the states.
MEASURES = ("residents", "informed", *("referred" if m == "sent" else m for m in REACHED), "told")

_VALID = (
    "(SELECT * FROM events WHERE referral NOT IN "
    "(SELECT referral FROM events WHERE event = 'entered_in_error'))"
)


def counts_by_site(collection: Collection) -> dict[str, dict[str, int]]:
    """Return exact counts per site code and measure; for the team only."""
    reached = ", ".join(
        f"count(DISTINCT CASE WHEN event = '{state}' THEN referral END)" for state in REACHED
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
