"""Who stands in the sets of two azc's: a person counts once, where the newest set has them.

A dossier keeps its pseudonym when it moves, and the desk that handed it over sends it no more.
Until the next set of that desk both azc's have the person. The rows of the older set are laid aside
then, so that no figure has to know of it; which rows these are depends on the sets that count, and
not on the order in which they came.

Counts that travel without a pseudonym (civic integration, experiences) can't be told apart: they
count at both azc's until the older set is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb

from meedoenbalie.domain.data_sets import TABLES, fields_of
from meedoenbalie.domain.set_weeks import Overlap

_PERSONAL = tuple(table for table in TABLES if "pseudonym" in fields_of(table))


@dataclass(frozen=True, slots=True)
class Aside:
    """The rows of an open collection that don't count; the caller owns the transaction."""

    connection: duckdb.DuckDBPyConnection

    def prepare(self) -> None:
        """Make the tables where they aren't there yet."""
        for table in _PERSONAL:
            self.connection.execute(
                f"CREATE TABLE IF NOT EXISTS aside_{table} AS FROM {table} LIMIT 0"
            )

    def forget(self, site: str) -> None:
        """Throw away the rows of a site."""
        for table in _PERSONAL:
            self.connection.execute(f"DELETE FROM aside_{table} WHERE site = ?", [site])

    def settle(self) -> None:
        """Lay aside what the sets that count now have twice, and nothing else."""
        run = self.connection.execute
        if self._any("aside_residents"):
            for table in _PERSONAL:
                run(f"INSERT INTO {table} FROM aside_{table}")
                run(f"DELETE FROM aside_{table}")
        if not self._any("residents GROUP BY pseudonym HAVING count(DISTINCT site) > 1"):
            return
        sites = self._oldest_first()
        run(
            "CREATE OR REPLACE TEMP TABLE newest AS SELECT unnest($sites) AS site, "
            "unnest($places) AS place",
            {"sites": sites, "places": list(range(len(sites)))},
        )
        run(
            "CREATE OR REPLACE TEMP TABLE elsewhere AS "
            "SELECT DISTINCT r.site, r.pseudonym FROM residents r JOIN newest n USING (site) "
            "JOIN (SELECT r.pseudonym, max(n.place) AS place FROM residents r "
            "JOIN newest n USING (site) GROUP BY r.pseudonym HAVING count(DISTINCT r.site) > 1) "
            "last ON last.pseudonym = r.pseudonym WHERE n.place < last.place"
        )
        for table in _PERSONAL:
            twice = f"FROM {table} WHERE (site, pseudonym) IN (SELECT * FROM elsewhere)"
            run(f"INSERT INTO aside_{table} {twice}")
            run(f"DELETE {twice}")

    def found(self) -> tuple[Overlap, ...]:
        """Return which azc's overlap, by code."""
        rows = self.connection.execute(
            "SELECT a.site, older.name, newer.name, count(DISTINCT a.pseudonym) "
            "FROM aside_residents a JOIN residents r USING (pseudonym) "
            "JOIN site older ON older.code = a.site JOIN site newer ON newer.code = r.site "
            "GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        return tuple(Overlap(*row) for row in rows)

    def _any(self, rows: str) -> bool:
        return self.connection.execute(f"SELECT 1 FROM {rows} LIMIT 1").fetchone() is not None

    def _oldest_first(self) -> list[str]:
        """Return the sites of which a set counts; of sets of one moment the code decides."""
        sites = self.connection.execute("SELECT code, made_at FROM site WHERE number > 0")
        moments = ((datetime.fromisoformat(made), code) for code, made in sites.fetchall())
        return [code for _made, code in sorted(moments)]
