"""What a year of the programme is counted by: plain SQL, the same for every engine.

Written with only what DuckDB, PostgreSQL and Spark all have; ``{first}`` and ``{last}`` are ISO
weeks and compare as text, ``{year}`` is a whole number. A referral belongs to the year in which it
was sent, whatever became of it afterwards; those entered in error count nowhere.

All steps are read once, into a line for each referral of the year; everything else is counted from
those lines, which are few.
"""

from __future__ import annotations

_STEPS = (
    "received", "waitlisted", "accepted", "started", "completed", "stopped", "no_show", "declined",
    "withdrawn",
)  # fmt: skip

_FIRST_WEEKS = ",\n    ".join(
    f"min(CASE WHEN e.event = '{step}' THEN e.week END) AS {step}" for step in _STEPS
)

OF_YEAR = "referral_of_year"
"""The name under which an engine keeps the answer to ``REFERRALS`` while a year is counted."""

# Most referrals are of another year: whoever sent something in this one is looked up first, so
# that only their steps are gathered. A step sent again in a later year is taken out by HAVING.
REFERRALS = f"""
SELECT e.site, e.referral, min(e.pseudonym) AS pseudonym, min(e.offer) AS offer,
    min(CASE WHEN e.event = 'sent' THEN e.week END) AS sent,
    min(CASE WHEN e.event IN ('accepted', 'waitlisted', 'declined') THEN e.week END) AS answered,
    max(CASE WHEN e.told_week <> '' THEN e.told_week END) AS told,
    max(CASE WHEN e.reason = 'full' THEN 1 ELSE 0 END) AS was_full,
    max(CASE WHEN e.reason <> '' THEN 1 ELSE 0 END) AS with_reason,
    {_FIRST_WEEKS}
FROM events e JOIN (
    SELECT DISTINCT site, referral FROM events
    WHERE event = 'sent' AND week >= '{{first}}' AND week <= '{{last}}'
) y ON y.site = e.site AND y.referral = e.referral
GROUP BY e.site, e.referral
HAVING min(CASE WHEN e.event = 'sent' THEN e.week END) >= '{{first}}'
    AND max(CASE WHEN e.event = 'entered_in_error' THEN 1 ELSE 0 END) = 0
"""

STEP_NAMES = ("referred", *_STEPS, "told")
"""The columns of ``steps`` after the site."""

QUERIES: dict[str, str] = {
    "steps": f"""
SELECT site, count(*), {", ".join(f"count({step})" for step in (*_STEPS, "told"))}
FROM {OF_YEAR} GROUP BY site ORDER BY site
""",
    "answers": f"""
SELECT site, sent, answered, count(*) FROM {OF_YEAR}
WHERE answered IS NOT NULL GROUP BY site, sent, answered ORDER BY site, sent, answered
""",
    "starts": f"""
SELECT site, sent, started, count(*) FROM {OF_YEAR}
WHERE started IS NOT NULL GROUP BY site, sent, started ORDER BY site, sent, started
""",
    "reasons": f"""
SELECT site, reason, count(*) FROM (
    SELECT DISTINCT e.site, e.referral, e.reason
    FROM events e JOIN {OF_YEAR} y ON y.site = e.site AND y.referral = e.referral
    WHERE e.reason <> '' AND y.with_reason = 1
) given GROUP BY site, reason ORDER BY site, reason
""",
    "kinds": f"""
SELECT o.kind, count(*), count(y.started), sum(y.was_full)
FROM {OF_YEAR} y JOIN (SELECT DISTINCT site, offer, kind FROM offers) o
    ON o.site = y.site AND o.offer = y.offer
GROUP BY o.kind ORDER BY o.kind
""",
    "informed": """
SELECT site, count(*) FROM informed
WHERE week >= '{first}' AND week <= '{last}' GROUP BY site ORDER BY site
""",
    "groups": f"""
SELECT r.age_band, r.dutch_level, r.language, r.site, count(*),
    sum(coalesce(p.told, 0)), sum(coalesce(p.sent, 0)), sum(coalesce(p.begun, 0))
FROM residents r LEFT JOIN (
    SELECT site, pseudonym, max(told) AS told, max(sent) AS sent, max(begun) AS begun FROM (
        SELECT site, pseudonym, 1 AS told, 0 AS sent, 0 AS begun FROM informed
        WHERE week >= '{{first}}' AND week <= '{{last}}'
        UNION ALL
        SELECT site, pseudonym, 0, 1, CASE WHEN started IS NOT NULL THEN 1 ELSE 0 END
        FROM {OF_YEAR}
    ) happened GROUP BY site, pseudonym
) p ON p.site = r.site AND p.pseudonym = r.pseudonym
WHERE r.arrival_week <= '{{last}}'
GROUP BY r.age_band, r.dutch_level, r.language, r.site
ORDER BY r.site, r.age_band, r.dutch_level, r.language
""",
    "experiences": """
SELECT site, question, answer, sum(answers) FROM experiences
WHERE year = {year} GROUP BY site, question, answer ORDER BY site, question, answer
""",
}
"""Each query by its name; the order of the rows is part of the answer."""


def referrals_of(year: int) -> str:
    """Return the query for the referrals of a calendar year of ISO weeks."""
    return _of(REFERRALS, year)


def query_of(name: str, year: int) -> str:
    """Return a query for a calendar year of ISO weeks, where its referrals are kept."""
    return _of(QUERIES[name], year)


def _of(query: str, year: int) -> str:
    # Every ISO week of a year sorts between these two, and no other does.
    return query.format(first=f"{year:04d}-W01", last=f"{year:04d}-W53", year=year)
