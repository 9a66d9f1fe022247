"""A made-up programme as Parquet, a folder per azc: nobody in it exists."""

from pathlib import Path

import duckdb

from meedoenbalie.domain.data_sets import fields_of

SITES, WEEKS, FIRST_YEAR = 190, 156, 2023
EVENTS_A_REFERRAL = 3.5
TABLES = ("residents", "informed", "events", "offers", "experiences")

_WEEK = f"printf('%d-W%02d', {FIRST_YEAR} + ({{week}}) // 52, ({{week}}) % 52 + 1)"
_STEP = (
    "SELECT site, referral, pseudonym, offer, {number} AS sequence, '{event}' AS event, "
    + _WEEK
    + " AS week, {reason} AS reason, '' AS outcome, {told} AS told_week FROM made WHERE {when}"
)


def make(folder: Path, events: int) -> dict[str, int]:
    """Write about so many events with all that belongs to them; return the rows of each table."""
    with duckdb.connect() as connection:
        run = connection.execute
        referrals = round(events / EVENTS_A_REFERRAL)
        run(
            "CREATE TABLE made AS SELECT printf('S%03d', i % $sites) AS site, "
            "printf('r%d', i) AS referral, printf('p%d', i // (2 * $sites) * $sites + i % $sites) "
            "AS pseudonym, printf('M%02d', (i // $sites) % 40) AS offer, "
            "(i * 7919) % ($weeks - 20) AS w, hash(i) % 100 AS h FROM range($n) t(i)",
            {"sites": SITES, "weeks": WEEKS, "n": referrals},
        )
        counts = {}
        for table, query in _queries().items():
            columns = ", ".join(fields_of(table))
            run(
                f"COPY (SELECT site, {columns} FROM ({query})) TO '{(folder / table).as_posix()}' "
                "(FORMAT parquet, PARTITION_BY (site))"
            )
            (counts[table],) = connection.execute(
                f"SELECT count(*) FROM read_parquet('{(folder / table).as_posix()}/*/*.parquet')"
            ).fetchone() or (0,)
        return counts


def _queries() -> dict[str, str]:
    def step(number: int, event: str, week: str, when: str, reason: str = "''") -> str:
        told = _WEEK.format(week="w + 3") if event == "declined" else "''"
        return _STEP.format(
            number=number, event=event, week=week, when=when, reason=reason, told=told
        )

    reasons = "CASE h % 3 WHEN 0 THEN 'full' WHEN 1 THEN 'language_level' ELSE 'moved' END"
    steps = (
        step(1, "draft", "w", "true"),
        step(2, "sent", "w", "true"),
        step(3, "accepted", "w + 1 + h % 3", "h < 60"),
        step(3, "declined", "w + 2", "h >= 70 AND h < 95", reasons),
        step(4, "started", "w + 4", "h < 45"),
        step(5, "completed", "w + 16", "h < 20"),
        step(5, "entered_in_error", "w", "h = 99"),
    )
    people = (
        "SELECT site, pseudonym, CASE h % 3 WHEN 0 THEN '16-17' WHEN 1 THEN '18-22' ELSE '23-26' "
        "END AS age_band, CASE h % 4 WHEN 0 THEN 'tir' WHEN 1 THEN 'ara' WHEN 2 THEN 'tur' ELSE "
        "'som' END AS language, CASE h % 2 WHEN 0 THEN 'A1' ELSE 'A2' END AS dutch_level, "
        f"'asylum_seeker' AS residence_phase, {_WEEK.format(week='w')} AS arrival_week "
        "FROM made QUALIFY row_number() OVER (PARTITION BY pseudonym ORDER BY referral) = 1"
    )
    return {
        "residents": people,
        "informed": (
            f"SELECT site, pseudonym, offer, 'tir' AS language, {_WEEK.format(week='w')} AS week "
            "FROM made WHERE h < 90"
        ),
        "events": " UNION ALL ".join(steps),
        "offers": (
            "SELECT DISTINCT site, offer, CASE substr(offer, 3, 1) WHEN '1' THEN 'language_course' "
            "ELSE 'mdt_traject' END AS kind, offer AS title FROM made"
        ),
        "experiences": (
            "SELECT site, CAST(2023 + w // 52 AS INTEGER) AS year, 'start' AS moment, 'feeling' AS "
            "question, CASE h % 2 WHEN 0 THEN 'good' ELSE '' END AS answer, "
            "CAST(count(*) AS INTEGER) AS answers FROM made WHERE h < 20 GROUP BY ALL"
        ),
    }
