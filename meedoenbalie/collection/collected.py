"""The collection: data sets of all sites in one encrypted file.

Collecting is idempotent and the order of arrival doesn't matter: of each site the set with the
highest number is kept. A site's key is pinned at first use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import duckdb
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from meedoenbalie.collection.engine import attach, connect_encrypting
from meedoenbalie.collection.overlap import Aside
from meedoenbalie.collection.parquet import columns_of
from meedoenbalie.collection.problems import CollectionError
from meedoenbalie.collection.received import Diary
from meedoenbalie.domain.civic_integration.codes import CivicGroup, Reason, Regime
from meedoenbalie.domain.data_sets import CODEBOOK, CODEBOOK_VERSION, TABLES, fields_of, tables_of
from meedoenbalie.domain.edition_figures import from_text
from meedoenbalie.domain.editions import TriedResult
from meedoenbalie.domain.experiences import Feeling, Hard, Helps, Moment
from meedoenbalie.domain.lessons import LessonPhase, WorkingElement
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.domain.referrals import Reason as Ended
from meedoenbalie.domain.set_weeks import Overlap, SetReceived, Withdrawn

FORMAT = 6
_CODEBOOK_OF = {5: 4, 6: 4}
"""With which code book a format came, where that hasn't the same number."""


class RefusedArrival(Exception):
    """A data set that was read but may not be kept; nothing of it is stored.

    Codes: other_key (the site signed with another key before), rolled_over (the same, and that
    key vouches for this one), revoked (this key was revoked), replayed (older than what is there),
    same_number (another content under a number that is there), implausible (a table or value that
    isn't in the code book), taken_back (withdrawn by its azc or left out by the team). ``pinned``
    is the key that the site signed with before.
    """

    def __init__(self, code: str, pinned: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.pinned = pinned


@dataclass(frozen=True, slots=True)
class Arrival:
    """A verified data set: site, number, moment made, digest, signing key and Parquet files.

    ``codebook`` is the version of the code book that it was made by. ``vouched_for`` are keys of
    the site that vouch for the one that signed, ``revoked`` those that it said to trust no more.
    """

    site: str
    site_name: str
    number: int
    made_at: str
    digest: str
    public_key: str
    parquet: Mapping[str, bytes]
    codebook: int = CODEBOOK_VERSION
    vouched_for: Callable[[str], bool] = lambda _key: False
    revoked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A verified word of a site that its set ``number``, and all before it, no longer count."""

    site: str
    site_name: str
    number: int
    made_at: str
    public_key: str
    vouched_for: Callable[[str], bool] = lambda _key: False
    revoked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SiteInCollection:
    """What the collection holds of a site. ``public_key`` is the pinned one.

    ``revoked`` says that no new set that this key signed is taken in.
    """

    code: str
    name: str
    number: int
    made_at: str
    residents: int
    lessons: int
    public_key: str = ""
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class _Pinned:
    """What is kept of a site: its key, and which set counts in which era."""

    public_key: str
    number: int
    digest: str
    era: int


class Collection:
    """An opened collection. Raises CollectionError."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._key = key
        self._connection, self._memory = connect_encrypting()
        self._diary = Diary(self._connection)
        self._aside = Aside(self._connection)
        try:
            attach(self._connection, path, key)
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        self._connection.execute("CHECKPOINT collected")
        self._connection.close()

    def _prepare(self) -> None:
        run = self._connection.execute
        run("CREATE TABLE IF NOT EXISTS format (version INTEGER)")
        # A collection from before keys could be revoked, or sets, gets the lists when it is opened.
        run("CREATE TABLE IF NOT EXISTS revoked_key (public_key VARCHAR PRIMARY KEY)")
        self._diary.prepare()
        version = run("SELECT max(version) FROM format").fetchone()
        if version and version[0] is not None:
            if version[0] > FORMAT:
                raise CollectionError("newer")
            if version[0] < FORMAT:
                self._renew(version[0])
            return
        run("BEGIN")
        run(
            "CREATE TABLE site (code VARCHAR PRIMARY KEY, name VARCHAR, public_key VARCHAR, "
            "number INTEGER, made_at VARCHAR, digest VARCHAR, era INTEGER)"
        )
        for table in TABLES:
            run(f"CREATE TABLE {table} (site VARCHAR, {columns_of(table)})")
        self._aside.prepare()
        run("INSERT INTO format VALUES (?)", [FORMAT])
        run("COMMIT")

    def _renew(self, version: int) -> None:
        """Add what came with a later code book; the sets that are there have nothing in it."""
        run = self._connection.execute
        codebook = _CODEBOOK_OF.get(version, version)
        run("BEGIN")
        for table in set(TABLES) - set(tables_of(codebook)):
            run(f"CREATE TABLE {table} (site VARCHAR, {columns_of(table)})")
        for field in CODEBOOK:
            if field.since > codebook and field.table in tables_of(codebook):
                run(f"ALTER TABLE {field.table} ADD COLUMN {field.name} VARCHAR")
        if version < 5:
            run("ALTER TABLE site ADD COLUMN IF NOT EXISTS era INTEGER DEFAULT 0")
            self._diary.begin_with_what_is_there()
        self._aside.prepare()
        self._aside.settle()
        run("UPDATE format SET version = ?", [FORMAT])
        run("COMMIT")

    def knows(self, site: str) -> bool:
        """Return whether a set of this site was kept, so that its key is pinned."""
        found = self._connection.execute("SELECT 1 FROM site WHERE code = ?", [site]).fetchone()
        return found is not None

    def add(self, arrival: Arrival, *, key_compared: bool = False) -> bool:
        """Keep a data set; False when exactly this one is there already. Raises RefusedArrival.

        ``key_compared`` says that people compared the fingerprint of a key that the site didn't
        sign with before. Its numbers may then begin anew, as those of a new store do, unless the
        old key vouches for it. What the site says of its revoked keys is kept in any case.
        """
        for key in arrival.revoked:
            self.revoke(key)
        known = self._pinned(arrival.site)
        if known is not None and (known.number, known.digest) == (arrival.number, arrival.digest):
            return False
        if self._is_revoked(arrival.public_key):
            raise RefusedArrival("revoked")
        era = self._era(arrival, known, key_compared=key_compared)
        late = self._why_late(arrival, known, era)
        if late and self._diary.knows(arrival.site, era, arrival.number, arrival.digest):
            raise RefusedArrival(late)
        trusted = known is not None and era == known.era
        if not self._take_in(arrival, era, keep=not late, trusted=trusted):
            raise RefusedArrival("implausible")
        if late:
            raise RefusedArrival(late)
        return True

    def _why_late(self, arrival: Arrival, known: _Pinned | None, era: int) -> str:
        """Return why a set doesn't take the place of what is there, or nothing."""
        if arrival.number <= self._diary.withdrawn_up_to(arrival.site, era):
            return "taken_back"
        if known is None or era != known.era or known.number < arrival.number:
            return ""
        return "same_number" if known.number == arrival.number else "replayed"

    def _era(
        self, arrival: Arrival | TakenBack, known: _Pinned | None, *, key_compared: bool
    ) -> int:
        """Return in which era of its site this belongs; raise RefusedArrival for another key."""
        if known is None:
            return 0
        if known.public_key == arrival.public_key:
            return known.era
        follows = arrival.vouched_for(known.public_key) and not self._is_revoked(known.public_key)
        if not key_compared:
            raise RefusedArrival("rolled_over" if follows else "other_key", known.public_key)
        return known.era if follows else known.era + 1

    def _take_in(self, arrival: Arrival, era: int, *, keep: bool, trusted: bool) -> bool:
        """Take a set in and note that it came; False when it isn't plausible.

        Without ``keep`` it is only looked at, so that what is odd about a set doesn't depend on
        when it came. One that isn't plausible is noted when its key is ``trusted`` already.
        """
        run = self._connection.execute
        run("BEGIN")
        try:
            self._replace(arrival, era)
            counts = self._counted(arrival.site)
            if keep:
                self._note(arrival, era, counts)
                self._aside.settle()
        except (duckdb.Error, RefusedArrival):
            run("ROLLBACK")
            if trusted:
                self._note(arrival, era, None)
            return False
        except BaseException:
            run("ROLLBACK")
            raise
        run("COMMIT" if keep else "ROLLBACK")
        if not keep:
            self._note(arrival, era, counts)
        return True

    def _counted(self, site: str) -> tuple[int, int]:
        ((residents, referrals),) = self._connection.execute(
            "SELECT (SELECT count(*) FROM residents WHERE site = $site), "
            "(SELECT count(DISTINCT referral) FROM events WHERE site = $site)",
            {"site": site},
        ).fetchall()
        return int(residents), int(referrals)

    def _note(self, arrival: Arrival, era: int, counts: tuple[int, int] | None) -> None:
        self._diary.note(
            (arrival.site, arrival.site_name),
            era,
            arrival.number,
            arrival.digest,
            arrival.made_at,
            counts,
        )

    def take_back(self, word: TakenBack, *, key_compared: bool = False) -> bool:
        """Let the sets of a site up to a number count no more; False when they don't already.

        As with a set the key is pinned at first use. Raises RefusedArrival.
        """
        for key in word.revoked:
            self.revoke(key)
        if self._is_revoked(word.public_key):
            raise RefusedArrival("revoked")
        known = self._pinned(word.site)
        era = self._era(word, known, key_compared=key_compared)
        by_site = Withdrawn(word.site, word.site_name, era, word.number, False, word.made_at)
        with self._whole():
            new = self._diary.withdraw(by_site)
            if known is None or known.era != era:
                self._empty(word.site)
                self._connection.execute(
                    "INSERT OR REPLACE INTO site VALUES (?, ?, ?, 0, '', '', ?)",
                    [word.site, word.site_name, word.public_key, era],
                )
            else:
                self._connection.execute(
                    "UPDATE site SET public_key = ? WHERE code = ?", [word.public_key, word.site]
                )
                self._empty_up_to(word.site, word.number)
            self._aside.settle()
        return new

    def leave_out(self, site: str, at: str) -> int | None:
        """Let the set of a site count no more, by decision of the team; return its number.

        None when no set of this site counts.
        """
        known = self._pinned(site)
        if known is None or not known.digest:
            return None
        name = next(one.name for one in self.pinned() if one.code == site)
        with self._whole():
            self._diary.withdraw(Withdrawn(site, name, known.era, known.number, True, at))
            self._empty_up_to(site, known.number)
            self._aside.settle()
        return known.number

    def let_in_again(self, site: str, at: str) -> bool:
        """Let sets that the team left out be read in again; False when none were."""
        return self._diary.end_those_of_the_team(site, at)

    def withdrawals(self) -> tuple[Withdrawn, ...]:
        """Return all withdrawals that ever were, oldest first."""
        return self._diary.withdrawals()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Do all of it or nothing."""
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _empty_up_to(self, site: str, number: int) -> None:
        known = self._pinned(site)
        if known is not None and known.number <= number:
            self._empty(site)
            self._connection.execute(
                "UPDATE site SET number = 0, made_at = '', digest = '' WHERE code = ?", [site]
            )

    def _empty(self, site: str) -> None:
        self._aside.forget(site)
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE site = ?", [site])

    def received(self) -> tuple[SetReceived, ...]:
        """Return all sets that ever came with the key of their azc, also those replaced since."""
        beside: dict[tuple[str, str], tuple[str, ...]] = {}
        digests = dict(self._connection.execute("SELECT code, digest FROM site").fetchall())
        for one in self.overlaps():
            of_set = (one.site, digests[one.site])
            beside[of_set] = (*beside.get(of_set, ()), one.newer_name)
        return tuple(
            replace(one, beside=beside.get((one.site, one.digest), ()))
            for one in self._diary.sets()
        )

    def overlaps(self) -> tuple[Overlap, ...]:
        """Return which azc's have residents in common; these count in the newest set alone."""
        return self._aside.found()

    def _pinned(self, site: str) -> _Pinned | None:
        found = self._connection.execute(
            "SELECT public_key, number, digest, era FROM site WHERE code = ?", [site]
        ).fetchone()
        return _Pinned(*found) if found is not None else None

    def revoke(self, public_key: str) -> None:
        """Take in no set any more that this key signed; what was taken in stays."""
        self._connection.execute("INSERT OR IGNORE INTO revoked_key VALUES (?)", [public_key])

    def _is_revoked(self, public_key: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM revoked_key WHERE public_key = ?", [public_key]
        ).fetchone()
        return found is not None

    def sites(self) -> list[SiteInCollection]:
        """Return the sites of which a set counts, by code."""
        return [site for site in self.pinned() if site.number]

    def pinned(self) -> list[SiteInCollection]:
        """Return all sites whose key is pinned, by code; number 0: no set of it counts."""
        rows = self._connection.execute(
            "SELECT s.code, s.name, s.number, s.made_at, "
            "(SELECT count(*) FROM residents r WHERE r.site = s.code), "
            "(SELECT count(*) FROM lessons l WHERE l.site = s.code), s.public_key, "
            "s.public_key IN (SELECT public_key FROM revoked_key) FROM site s ORDER BY s.code"
        ).fetchall()
        return [SiteInCollection(*row) for row in rows]

    def lessons(self) -> list[dict[str, str]]:
        """Return the published lessons of all sites, by number and site."""
        names = fields_of("lessons")
        rows = self._connection.execute(
            f"SELECT {', '.join(f'coalesce({name}, $$$$)' for name in names)} FROM lessons "
            "ORDER BY number, site"
        ).fetchall()
        return [dict(zip(names, row, strict=True)) for row in rows]

    def rows(
        self, query: str, values: Mapping[str, str | int] | None = None
    ) -> list[tuple[str | int, ...]]:
        """Answer a question of ``figures.py`` or ``live_query.py``, with room for named values."""
        return self._connection.execute(query, values).fetchall()

    def derived_key(self, purpose: bytes) -> bytes:
        """Return a key of 32 bytes for one other purpose, as ``storage.database`` does."""
        return HKDF(SHA256(), 32, salt=None, info=purpose).derive(self._key)

    def _replace(self, arrival: Arrival, era: int) -> None:
        run = self._connection.execute
        folder = f"arrival-{arrival.digest}"
        self._aside.forget(arrival.site)
        try:
            for table in TABLES:
                run(f"DELETE FROM {table} WHERE site = ?", [arrival.site])
                if table not in arrival.parquet:
                    continue
                self._memory.pipe(f"/{folder}/{table}.parquet", arrival.parquet[table])
                source = f"read_parquet('memory://{folder}/{table}.parquet')"
                names = tuple(row[0] for row in run(f"DESCRIBE SELECT * FROM {source}").fetchall())
                if names != fields_of(table, arrival.codebook):
                    raise RefusedArrival("implausible")
                run(
                    f"INSERT INTO {table} (site, {', '.join(names)}) SELECT ?, * FROM {source}",
                    [arrival.site],
                )
        finally:
            self._memory.rm(f"/{folder}", recursive=True)
        plain = {
            "residents": _RESIDENT,
            "informed": f"regexp_full_match(week, '{_WEEK}')",
            "offers": f"kind IN ({_listed(OfferKind)})",
            "events": (
                f"event IN ({_EVENTS}) AND regexp_full_match(week, '{_WEEK}') "
                f"AND reason IN ({_listed(['', *Ended])})"
            ),
            "civic": _CIVIC,
            "tried": _TRIED,
            "lessons": _LESSON,
            "experiences": _EXPERIENCE,
        }
        for table, rule in plain.items():
            odd = f"SELECT count(*) FROM {table} WHERE site = ? AND ({rule}) IS NOT TRUE"
            if run(odd, [arrival.site]).fetchone() != (0,):
                raise RefusedArrival("implausible")
        for (text,) in run("SELECT figures FROM lessons WHERE site = ?", [arrival.site]).fetchall():
            try:
                from_text(text or "")
            except ValueError as error:
                raise RefusedArrival("implausible") from error
        run("DELETE FROM site WHERE code = ?", [arrival.site])
        run(
            "INSERT INTO site VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                arrival.site,
                arrival.site_name,
                arrival.public_key,
                arrival.number,
                arrival.made_at,
                arrival.digest,
                era,
            ],
        )


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


_WEEK = r"\d{4}-W\d{2}"
_EVENTS = _listed(EventKind)
_RESIDENT = (
    rf"regexp_full_match(age_band, '(-?\d+|\d+-\d+|\d+\+)?') "
    f"AND dutch_level IN ({_listed(['', *DutchLevel])}) "
    f"AND regexp_full_match(arrival_week, '({_WEEK})?')"
)
_CIVIC = (
    f"act IN ({_listed(Regime)}) AND civic_group IN ({_listed(['', *CivicGroup])}) "
    f"AND ending IN ({_listed(['', *Reason])}) AND cohort BETWEEN 2007 AND 2200 AND people > 0"
)
"""The first act on civic integration with a duty of one's own is that of 2007."""
_EXPERIENCE = (
    f"moment IN ({_listed(Moment)}) AND year BETWEEN 2020 AND 2200 AND answers > 0 AND ("
    f"(question = 'feeling' AND answer IN ({_listed(['', *Feeling])})) OR "
    f"(question = 'helps' AND answer IN ({_listed(['', *Helps])})) OR "
    f"(question = 'hard' AND answer IN ({_listed(['', *Hard])})))"
)
_TRIED = f"result IN ({_listed(TriedResult)}) AND regexp_full_match(week, '{_WEEK}')"
_LESSON = (
    f"phase IN ({_listed(LessonPhase)}) AND element IN ({_listed(WorkingElement)}) "
    "AND situation <> '' AND length(situation) <= 2000 AND length(what_worked) <= 2000"
)
