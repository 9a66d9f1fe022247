"""The figures of a year of 190 azc's over three years: 3 million steps of referrals.

Baseline, in the same run: bare DuckDB over the same Parquet, in its own dialect and as one who
knows it would write it: one pass over the steps, and everything else from what that leaves. Its
answers are compared with ours. It is told in CPU, for both use every core.
"""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.measure import Result, cpu
from benchmarks.scale import made
from meedoenbalie.collection.collected import Collection
from meedoenbalie.collection.programme_year import Engine, counted
from meedoenbalie.collection.year_queries import OF_YEAR, QUERIES, query_of, referrals_of
from meedoenbalie.storage.keys import new_data_key

EVENTS = 3_000_000
YEAR = made.FIRST_YEAR + 1
SITES = {f"S{n:03d}": f"S{n:03d}" for n in range(made.SITES)}
_ROUNDS = 3
_GOAL = 1.5


Answers = dict[str, list[tuple[Any, ...]]]


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made.make(folder, EVENTS)
        file = folder / "all.duckdb"
        with duckdb.connect() as connection, Collection(file, new_data_key()) as collection:
            for table in made.TABLES:
                parquet = f"'{(folder / table).as_posix()}/*/*.parquet'"
                source = f"read_parquet({parquet}, hive_partitioning = true)"
                connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {source}")
                collection.rows(f"INSERT INTO {table} BY NAME SELECT * FROM {source}")
            plain = Engine(lambda query: connection.execute(query).fetchall(), connection.execute)
            encrypted = Engine(collection.rows, collection.rows)
            if not answers(plain) == answers(encrypted) == by_an_expert(connection):
                raise AssertionError("the answers differ")
            ours, kept, expert = _least(
                lambda: counted(plain, SITES, YEAR),
                lambda: counted(encrypted, SITES, YEAR),
                lambda: by_an_expert(connection),
            )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"    at most {memory} MB, with making the Parquet and filling the collection")
    bare = "bare DuckDB over the same Parquet, CPU"
    return [
        Result("figures of a year over Parquet, CPU", ours, bare, expert, _GOAL),
        Result("the same in the encrypted collection, CPU", kept, bare, expert, _GOAL),
    ]


def _least(*works: Callable[[], object]) -> tuple[float, ...]:
    rounds = [tuple(map(cpu, works)) for _round in range(_ROUNDS)]
    return tuple(map(min, zip(*rounds, strict=True)))


def answers(engine: Engine) -> Answers:
    with engine.kept(OF_YEAR, referrals_of(YEAR)):
        return {name: engine.ask(query_of(name, YEAR)) for name in QUERIES}


def by_an_expert(connection: duckdb.DuckDBPyConnection) -> Answers:
    connection.execute(_LINES)
    return {name: connection.execute(query).fetchall() for name, query in _EXPERT.items()}


_STEPS = (
    "received", "waitlisted", "accepted", "started", "completed", "stopped", "no_show", "declined",
    "withdrawn",
)  # fmt: skip
_LINES = f"""
CREATE OR REPLACE TEMP TABLE line AS
SELECT site, referral, any_value(pseudonym) AS pseudonym, any_value(offer) AS offer,
    min(week) FILTER (event = 'sent') AS sent,
    min(week) FILTER (event IN ('accepted', 'waitlisted', 'declined')) AS answered,
    bool_or(told_week <> '') AS told, bool_or(reason = 'full') AS was_full,
    list(DISTINCT reason) FILTER (reason <> '') AS reasons,
    min(week) FILTER (event = 'started') AS started,
    {", ".join(f"bool_or(event = '{step}') AS was_{step}" for step in _STEPS)}
FROM events SEMI JOIN (
    SELECT site, referral FROM events WHERE event = 'sent' AND left(week, 4) = '{YEAR}'
) USING (site, referral)
GROUP BY site, referral
HAVING left(min(week) FILTER (event = 'sent'), 4) = '{YEAR}'
    AND NOT bool_or(event = 'entered_in_error')
"""
_EXPERT = {
    "steps": f"""
SELECT site, count(*), {", ".join(f"count_if(was_{step})" for step in _STEPS)}, count_if(told)
FROM line GROUP BY site ORDER BY site""",
    "answers": """
SELECT site, sent, answered, count(*) FROM line WHERE answered IS NOT NULL
GROUP BY ALL ORDER BY ALL""",
    "starts": """
SELECT site, sent, started, count(*) FROM line WHERE started IS NOT NULL
GROUP BY ALL ORDER BY ALL""",
    "reasons": """
SELECT site, reason, count(*) FROM (SELECT site, unnest(reasons) AS reason FROM line)
GROUP BY ALL ORDER BY ALL""",
    "kinds": """
SELECT kind, count(*), count(started), count_if(was_full) FROM line
JOIN (SELECT DISTINCT site, offer, kind FROM offers) USING (site, offer)
GROUP BY kind ORDER BY kind""",
    "informed": f"""
SELECT site, count(*) FROM informed WHERE left(week, 4) = '{YEAR}' GROUP BY site ORDER BY site""",
    "groups": f"""
WITH person AS (
    SELECT site, pseudonym, bool_or(started IS NOT NULL) AS begun FROM line GROUP BY ALL
), told AS (
    SELECT DISTINCT site, pseudonym FROM informed WHERE left(week, 4) = '{YEAR}'
)
SELECT age_band, dutch_level, language, r.site, count(*), count(t.pseudonym), count(p.pseudonym),
    count_if(begun)
FROM residents r LEFT JOIN told t USING (site, pseudonym) LEFT JOIN person p USING (site, pseudonym)
WHERE arrival_week < '{YEAR + 1}'
GROUP BY ALL ORDER BY r.site, age_band, dutch_level, language""",
    "experiences": f"""
SELECT site, question, answer, sum(answers) FROM experiences WHERE year = {YEAR}
GROUP BY ALL ORDER BY ALL""",
}
