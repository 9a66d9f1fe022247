"""What a year of the programme is counted by: plain SQL, the same for every engine.

Written in DuckDB's dialect with only what others have too; ``{first}`` and ``{last}`` are ISO weeks
and compare as text, ``{year}`` is a whole number. A referral belongs to the year in which it was
sent, whatever became of it afterwards; those entered in error count nowhere.
"""

from __future__ import annotations

_STEPS = (
    "received", "waitlisted", "accepted", "started", "completed", "stopped", "no_show", "declined",
    "withdrawn",
)  # fmt: skip

_FIRST_WEEKS = ",\n        ".join(
    f"min(CASE WHEN event = '{step}' THEN week END) AS {step}" for step in _STEPS
)

_REFERRALS = f"""
WITH wrong AS (
    SELECT DISTINCT site, referral FROM events WHERE event = 'entered_in_error'
),
valid AS (
    SELECT e.site, e.referral, e.pseudonym, e.offer, e.event, e.week, e.reason, e.told_week
    FROM events e LEFT JOIN wrong w ON w.site = e.site AND w.referral = e.referral
    WHERE w.referral IS NULL
),
referral AS (
    SELECT site, referral, min(pseudonym) AS pseudonym, min(offer) AS offer,
        min(CASE WHEN event = 'sent' THEN week END) AS sent,
        min(CASE WHEN event IN ('accepted', 'waitlisted', 'declined') THEN week END) AS answered,
        max(CASE WHEN told_week <> '' THEN told_week END) AS told,
        max(CASE WHEN reason = 'full' THEN 1 ELSE 0 END) AS was_full,
        {_FIRST_WEEKS}
    FROM valid GROUP BY site, referral
),
of_year AS (
    SELECT * FROM referral WHERE sent >= '{{first}}' AND sent <= '{{last}}'
)
"""

STEP_NAMES = ("referred", *_STEPS, "told")
"""The columns of ``steps`` after the site."""

QUERIES: dict[str, str] = {
    "steps": _REFERRALS
    + f"""
SELECT site, count(*), {", ".join(f"count({step})" for step in (*_STEPS, "told"))}
FROM of_year GROUP BY site ORDER BY site
""",
    "answers": _REFERRALS
    + """
SELECT site, sent, answered, count(*) FROM of_year
WHERE answered IS NOT NULL GROUP BY site, sent, answered ORDER BY site, sent, answered
""",
    "starts": _REFERRALS
    + """
SELECT site, sent, started, count(*) FROM of_year
WHERE started IS NOT NULL GROUP BY site, sent, started ORDER BY site, sent, started
""",
    "reasons": _REFERRALS
    + """
SELECT v.site, v.reason, count(DISTINCT v.referral)
FROM valid v JOIN of_year y ON y.site = v.site AND y.referral = v.referral
WHERE v.reason <> '' GROUP BY v.site, v.reason ORDER BY v.site, v.reason
""",
    "kinds": _REFERRALS
    + """
SELECT o.kind, count(*), count(y.started), sum(y.was_full)
FROM of_year y JOIN (SELECT DISTINCT site, offer, kind FROM offers) o
    ON o.site = y.site AND o.offer = y.offer
GROUP BY o.kind ORDER BY o.kind
""",
    "informed": """
SELECT site, count(*) FROM informed
WHERE week >= '{first}' AND week <= '{last}' GROUP BY site ORDER BY site
""",
    "groups": _REFERRALS
    + """
, told AS (
    SELECT DISTINCT site, pseudonym FROM informed
    WHERE week >= '{first}' AND week <= '{last}'
),
sent AS (SELECT DISTINCT site, pseudonym FROM of_year),
begun AS (SELECT DISTINCT site, pseudonym FROM of_year WHERE started IS NOT NULL)
SELECT r.age_band, r.dutch_level, r.language, r.site, count(*),
    count(t.pseudonym), count(s.pseudonym), count(b.pseudonym)
FROM residents r
LEFT JOIN told t ON t.site = r.site AND t.pseudonym = r.pseudonym
LEFT JOIN sent s ON s.site = r.site AND s.pseudonym = r.pseudonym
LEFT JOIN begun b ON b.site = r.site AND b.pseudonym = r.pseudonym
WHERE r.arrival_week <= '{last}'
GROUP BY r.age_band, r.dutch_level, r.language, r.site
ORDER BY r.site, r.age_band, r.dutch_level, r.language
""",
    "experiences": """
SELECT site, question, answer, sum(answers) FROM experiences
WHERE year = {year} GROUP BY site, question, answer ORDER BY site, question, answer
""",
}
"""Each query by its name; the order of the rows is part of the answer."""


def query_of(name: str, year: int) -> str:
    """Return a query for a calendar year of ISO weeks."""
    # Every ISO week of a year sorts between these two, and no other does.
    return QUERIES[name].format(first=f"{year:04d}-W01", last=f"{year:04d}-W53", year=year)
