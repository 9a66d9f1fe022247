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
from meedoenbalie.domain.set_weeks import SetReceived


@dataclass(frozen=True, slots=True)
class Diary:
    """The diary of an open collection; the caller owns the transaction."""

    connection: duckdb.DuckDBPyConnection

    def prepare(self) -> None:
        """Make the tables, for a new collection or one from before there was a diary."""
        self._run(
            "CREATE TABLE IF NOT EXISTS received (site VARCHAR, site_name VARCHAR, era INTEGER, "
            "number INTEGER, digest VARCHAR, made_at VARCHAR, residents INTEGER, "
            "referrals INTEGER, readable BOOLEAN, PRIMARY KEY (site, era, number, digest))"
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
            "SELECT site, site_name, era, number, digest, made_at, residents, referrals, readable "
            "FROM received ORDER BY site, era, number, digest"
        )
        return tuple(
            SetReceived(site, name, era, number, digest, local_day(made_at), people, sent, readable)
            for site, name, era, number, digest, made_at, people, sent, readable in rows
        )

    def _run(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, list(values)).fetchall()


def local_day(made_at: str) -> date:
    """Return the day, here, of a moment as a set tells it (ISO, with its zone)."""
    return datetime.fromisoformat(made_at).astimezone(LOCAL_ZONE).date()
