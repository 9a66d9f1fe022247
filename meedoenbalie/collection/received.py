"""Which sets came in, and which were withdrawn: the diary of a collection.

A withdrawal holds for every set up to its number, of one ``era`` of an azc (the stretch in which
its numbers count on). So of sets and withdrawals the highest number decides, whatever the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.set_weeks import SetReceived, Withdrawn


@dataclass(frozen=True, slots=True)
class Diary:
    """The diary of an open collection; the caller owns the transaction."""

    connection: duckdb.DuckDBPyConnection

    def prepare(self) -> None:
        """Make the tables where they aren't there yet."""
        self._run(
            "CREATE TABLE IF NOT EXISTS received (site VARCHAR, site_name VARCHAR, era INTEGER, "
            "number INTEGER, digest VARCHAR, made_at VARCHAR, residents INTEGER, "
            "referrals INTEGER, readable BOOLEAN, PRIMARY KEY (site, era, number, digest))"
        )
        self._run(
            "CREATE TABLE IF NOT EXISTS withdrawal (site VARCHAR, site_name VARCHAR, era INTEGER, "
            "number INTEGER, by_team BOOLEAN, said_at VARCHAR, ended_at VARCHAR)"
        )

    def begin_with_what_is_there(self) -> None:
        """Note the sets that a collection from before there was a diary holds."""
        self._run(
            "INSERT OR IGNORE INTO received SELECT code, name, era, number, digest, made_at, "
            "(SELECT count(*) FROM residents r WHERE r.site = s.code), "
            "(SELECT count(DISTINCT referral) FROM events e WHERE e.site = s.code), true "
            "FROM site s"
        )

    def knows(self, site: str, era: int, number: int, digest: str) -> bool:
        """Return whether this very set came before."""
        found = self._run(
            "SELECT 1 FROM received WHERE site = ? AND era = ? AND number = ? AND digest = ?",
            [site, era, number, digest],
        )
        return bool(found)

    def note(
        self,
        site: tuple[str, str],
        era: int,
        number: int,
        digest: str,
        made_at: str,
        counts: tuple[int, int] | None,
    ) -> None:
        """Note a set of a site (code and name) with its residents and referrals, once.

        ``counts`` None: it held values outside the code book.
        """
        self._run(
            "INSERT OR IGNORE INTO received VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*site, era, number, digest, made_at, *(counts or (0, 0)), counts is not None],
        )

    def sets(self) -> tuple[SetReceived, ...]:
        """Return all sets that ever came, by site, era and number."""
        rows = self._run(
            "SELECT site, site_name, era, number, digest, made_at, residents, referrals, readable, "
            "number <= coalesce((SELECT max(w.number) FROM withdrawal w WHERE w.site = r.site "
            "AND w.era = r.era AND w.ended_at = ''), 0) "
            "FROM received r ORDER BY site, era, number, digest"
        )
        return tuple(
            SetReceived(*(site, name, era, number, digest), local_day(made_at), *rest)
            for site, name, era, number, digest, made_at, *rest in rows
        )

    def withdrawn_up_to(self, site: str, era: int) -> int:
        """Return up to which number the sets of an era are withdrawn; 0 for none."""
        ((number,),) = self._run(
            "SELECT coalesce(max(number), 0) FROM withdrawal "
            "WHERE site = ? AND era = ? AND ended_at = ''",
            [site, era],
        )
        return int(number)

    def withdraw(self, one: Withdrawn) -> bool:
        """Note a withdrawal; False when this one holds already."""
        found = self._run(
            "SELECT 1 FROM withdrawal WHERE site = ? AND era = ? AND number = ? AND by_team = ? "
            "AND ended_at = ''",
            [one.site, one.era, one.number, one.by_team],
        )
        if not found:
            self._run(
                "INSERT INTO withdrawal VALUES (?, ?, ?, ?, ?, ?, '')",
                [one.site, one.site_name, one.era, one.number, one.by_team, one.at],
            )
        return not found

    def end_those_of_the_team(self, site: str, at: str) -> bool:
        """Let no withdrawal by the team hold any more for a site; False when none did."""
        ended = self._run(
            "UPDATE withdrawal SET ended_at = ? WHERE site = ? AND by_team AND ended_at = '' "
            "RETURNING 1",
            [at, site],
        )
        return bool(ended)

    def withdrawals(self) -> tuple[Withdrawn, ...]:
        """Return all withdrawals that ever were, also those that ended, oldest first."""
        rows = self._run(
            "SELECT site, site_name, era, number, by_team, said_at, ended_at FROM withdrawal "
            "ORDER BY said_at, site, number, by_team"
        )
        return tuple(Withdrawn(*row) for row in rows)

    def _run(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, list(values)).fetchall()


def local_day(made_at: str) -> date:
    """Return the day, here, of a moment as a set tells it (ISO, with its zone)."""
    return datetime.fromisoformat(made_at).astimezone(LOCAL_ZONE).date()
