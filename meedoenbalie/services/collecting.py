"""The programme team collects data sets and reads the figures of all sites together.

DuckDB takes long to load, so the collection is imported where it is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from meedoenbalie.clock import Clock
from meedoenbalie.collection.problems import CollectionError
from meedoenbalie.domain.civic_integration.codes import Reason
from meedoenbalie.domain.civic_integration.national import NationalFigures
from meedoenbalie.domain.civic_integration.together import (
    INFLOW,
    CohortCounts,
    Row,
    by_cohort,
    cohort_counts,
)
from meedoenbalie.domain.figures import MEASURES
from meedoenbalie.domain.publication.gate import Gated, pass_gate
from meedoenbalie.domain.publication.merging import JOIN, Pair, Proposal, merged, proposals
from meedoenbalie.domain.publication.rules import CBS, RuleSet
from meedoenbalie.domain.publication.table import (
    COHORT,
    REASON,
    Table,
    cohort_of,
    table_of_figures,
    with_cohorts,
)
from meedoenbalie.domain.set_weeks import Overlap, SetReceived, Withdrawn
from meedoenbalie.exchange.data_set import (
    RefusedDataSet,
    Withdrawal,
    decrypt,
    fingerprint,
    verify_any,
)
from meedoenbalie.exchange.key_statements import revoked_by, vouched
from meedoenbalie.services.civic_rules import national_figures
from meedoenbalie.services.programme_keys import open_secret_key
from meedoenbalie.services.stores import MINIMUM_PASSPHRASE, WeakPassphrase
from meedoenbalie.storage.errors import StoreMissing, UnknownRecord
from meedoenbalie.storage.keys import (
    KdfCost,
    KeyFile,
    calibrated_cost,
    key_file_of,
    new_data_key,
)

if TYPE_CHECKING:
    from meedoenbalie.collection.collected import Collection, SiteInCollection
    from meedoenbalie.collection.publications import Registered

__all__ = [
    "MEASURES",
    "CohortCounts",
    "Collected",
    "CollectionError",
    "Counts",
    "Figures",
    "Overview",
    "Withdrawn",
    "collect",
    "figures",
    "lessons_of",
    "opened",
    "overview",
    "sites_of",
]

_USER = "programmateam"
MOST_PROPOSED = 1
MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of one file: ``code`` is new, already there, or why it was refused.

    Codes: collected, already, withdrawn (the azc took its sets back), and those of RefusedDataSet
    and RefusedArrival. ``first`` says that the site's key was pinned with this file: people compare
    its ``fingerprint``. ``pinned`` is that of the key that the site signed with before, where it
    signed with another.
    """

    file: str
    code: str
    site: str = ""
    number: int = 0
    fingerprint: str = ""
    first: bool = False
    pinned: str = ""

    @property
    def refused(self) -> bool:
        """Whether nothing of the file was stored."""
        return self.code not in ("collected", "already", "withdrawn")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts per site and together; None is a hidden cell of a publication.

    A total of a publication adds up the shown cells, and is hidden when none is shown. ``cohorts``
    are those of civic integration, of all sites together; ``site_cohorts`` those of each, which are
    never published.
    """

    sites: dict[str, dict[str, int | None]]
    total: dict[str, int | None]
    reasons: dict[str, int | None]
    cohorts: tuple[CohortCounts, ...] = ()
    site_cohorts: dict[str, tuple[CohortCounts, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overview:
    """What a collection holds, read in one go: exact for the team, and as it may be published.

    ``national`` are the figures that its cohorts stand beside; ``years`` those in which something
    happened, newest first. ``proposals`` are azc's that, taken together, could show more.
    ``received`` are all sets that ever came, also those that were replaced since; ``withdrawals``
    what was taken back or left out; ``pinned`` the azc's with a key, also those without a set.
    """

    sites: tuple[SiteInCollection, ...]
    exact: Figures
    published: Figures
    national: NationalFigures
    years: tuple[int, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    received: tuple[SetReceived, ...] = ()
    withdrawals: tuple[Withdrawn, ...] = ()
    pinned: tuple[SiteInCollection, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Exact counts of a collection: by site and measure, by reason, and rows of cohorts by site."""

    sites: Mapping[str, Mapping[str, int]]
    reasons: Mapping[str, int]
    cohorts: Sequence[Row] = ()


@contextmanager
def opened(
    path: Path, passphrase: str, create: bool = False, cost: KdfCost | None = None
) -> Iterator[Collection]:
    """Open the encrypted collection, made first when ``create`` says so.

    Raises WrongPassphrase, WeakPassphrase, CollectionError and OSError.
    """
    from meedoenbalie.collection.collected import Collection

    if create and not path.exists() and not key_file_of(path).exists():
        _create(path, passphrase, cost)
    elif not path.exists():
        raise CollectionError("missing")
    try:
        key = KeyFile(path).unlock(_USER, passphrase)
    except StoreMissing as error:
        raise CollectionError("missing") from error
    with Collection(path, key) as collection:
        yield collection


def _create(path: Path, passphrase: str, cost: KdfCost | None) -> None:
    """Make an empty collection; a key file without one would lock the name for ever."""
    from meedoenbalie.collection.collected import Collection

    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise WeakPassphrase("short")
    key = new_data_key()
    try:
        KeyFile.create(path, key, _USER, passphrase, cost or calibrated_cost())
    except PermissionError as error:
        raise CollectionError("not_allowed") from error
    try:
        Collection(path, key).close()
    except BaseException:
        for file in (path, key_file_of(path)):
            file.unlink(missing_ok=True)
        raise


def collect(
    files: Sequence[Path],
    into: Path,
    key_file: Path,
    passphrase: str,
    *,
    arrived: Callable[[Collected], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
    overlapping: Callable[[Overlap], None] | None = None,
    confirmed: frozenset[str] = frozenset(),
    cost: KdfCost | None = None,
) -> list[Collected]:
    """Take data sets into a collection; each file wholly or not at all, in any order.

    ``confirmed`` holds fingerprints of new keys that people compared. ``arrived`` is told of each
    file; ``progress`` gets files done and in all, and may raise to stop: what was taken in stays.
    ``overlapping`` is told at the end of each two azc's that have residents in common.
    Raises what ``opened`` and ``open_secret_key`` raise, for the collection or the key itself.
    """
    secret = open_secret_key(key_file, passphrase)
    results: list[Collected] = []
    with opened(into, passphrase, create=True, cost=cost) as collection:
        for number, file in enumerate(files, 1):
            results.append(_collect_one(collection, file, secret, confirmed))
            if arrived is not None:
                arrived(results[-1])
            if progress is not None:
                progress(number, len(files))
        if overlapping is not None:
            for overlap in collection.overlaps():
                overlapping(overlap)
    return results


def _collect_one(
    collection: Collection, file: Path, secret: str, confirmed: frozenset[str]
) -> Collected:
    from meedoenbalie.collection.collected import Arrival, RefusedArrival, TakenBack

    try:
        if file.stat().st_size > MOST_BYTES:
            return Collected(file.name, "damaged")
        found = verify_any(decrypt(file.read_bytes(), secret))
    except RefusedDataSet as error:
        return Collected(file.name, error.code)
    except OSError:
        return Collected(file.name, "unreadable")
    sender = found.sender
    first = not collection.knows(sender.site)
    about: dict[str, Any] = {
        "site": sender.site,
        "site_name": sender.site_name,
        "number": sender.number,
        "made_at": sender.made_at,
        "public_key": found.public_key,
        "vouched_for": lambda pinned: vouched(found.statements, pinned, found.public_key),
        "revoked": revoked_by(found.statements),
    }
    compared, pinned = found.fingerprint in confirmed, ""
    try:
        if isinstance(found, Withdrawal):
            new = collection.take_back(TakenBack(**about), key_compared=compared)
            code = "withdrawn" if new else "already"
        else:
            arrival = Arrival(
                **about, digest=found.digest, parquet=found.parquet, codebook=found.codebook
            )
            new = collection.add(arrival, key_compared=compared)
            code = "collected" if new else "already"
    except RefusedArrival as error:
        code, pinned = error.code, fingerprint(error.pinned) if error.pinned else ""
    first = first and code in ("collected", "withdrawn")
    return Collected(file.name, code, sender.site, sender.number, found.fingerprint, first, pinned)


def revoke_key_of(path: Path, passphrase: str, site_code: str) -> str:
    """Take in no set any more that the present key of a site signed, and return its fingerprint.

    What was taken in stays and counts, until the site sends a set with a new key that people
    compared. Raises UnknownRecord and what ``opened`` raises.
    """
    with opened(path, passphrase) as collection:
        for site in collection.pinned():
            if site.code == site_code:
                collection.revoke(site.public_key)
                return fingerprint(site.public_key)
    raise UnknownRecord("site")


def leave_out(path: Path, passphrase: str, clock: Clock, site_code: str) -> int:
    """Let the set of a site count no more, and return its number; a newer set counts again.

    Raises UnknownRecord when no set of it counts, and what ``opened`` raises.
    """
    with opened(path, passphrase) as collection:
        number = collection.leave_out(site_code, clock.now().isoformat())
    if number is None:
        raise UnknownRecord("site")
    return number


def let_in_again(path: Path, passphrase: str, clock: Clock, site_code: str) -> None:
    """Let a set that the team left out be read in again. The file is needed: nothing was kept.

    Raises UnknownRecord when none was left out, and what ``opened`` raises.
    """
    with opened(path, passphrase) as collection:
        ended = collection.let_in_again(site_code, clock.now().isoformat())
    if not ended:
        raise UnknownRecord("site")


def row_name(code: str, names: Mapping[str, str]) -> str:
    """Return what a row is called: the name of an azc, or those of azc's taken together."""
    return " + ".join(names.get(one, one) for one in code.split(JOIN))


def key_fingerprints(sites: Sequence[SiteInCollection]) -> dict[str, str]:
    """Return the fingerprint of the pinned key of each site, by its code."""
    return {site.code: fingerprint(site.public_key) for site in sites}


def figures(path: Path, passphrase: str, published: bool = False) -> Figures:
    """Return the figures: exact for the team, or as they may be published.

    Raises what ``opened`` raises.
    """
    found = overview(path, passphrase)
    return found.published if published else found.exact


def overview(
    path: Path, passphrase: str, *, create: bool = False, cost: KdfCost | None = None
) -> Overview:
    """Return what a collection holds; it is made first when ``create`` says so.

    Raises what ``opened`` raises, and InvalidRules for national figures that can't be used.
    """
    from meedoenbalie.collection.programme_year import years
    from meedoenbalie.collection.publications import registered

    with opened(path, passphrase, create, cost) as collection:
        with_figures = years(collection)
        sites = tuple(collection.sites())
        counts = counts_of(collection)
        before = registered(collection)
        received = collection.received()
        withdrawals, pinned = collection.withdrawals(), tuple(collection.pinned())
    rules = _rules_of(before[-1]) if before else CBS
    pairs = _pairs_of(before)
    rows = Counts(merged(counts.sites, pairs), counts.reasons, counts.cohorts)
    table = table_to_publish(rows)
    better = proposals(table, tuple(rows.sites), rules)[:MOST_PROPOSED]
    published = shown_figures(pass_gate(table, rules))
    national = national_figures(path)
    return Overview(
        sites=sites,
        exact=_exact(counts),
        published=published,
        national=national,
        years=with_figures,
        proposals=tuple(better),
        received=received,
        withdrawals=withdrawals,
        pinned=pinned,
    )


def counts_of(collection: Collection) -> Counts:
    """Return what is counted in a collection; for the team only."""
    from meedoenbalie.collection.figures import cohorts, counts_by_site, reasons

    ask = collection.rows
    return Counts(counts_by_site(ask, collection.sites()), reasons(ask), cohorts(ask))


def _exact(counts: Counts) -> Figures:
    sites = {row[0]: [own for own in counts.cohorts if own[0] == row[0]] for row in counts.cohorts}
    return Figures(
        sites={code: dict(row) for code, row in counts.sites.items()},
        total={m: sum(row[m] for row in counts.sites.values()) for m in MEASURES},
        reasons=dict(counts.reasons),
        cohorts=cohort_counts(by_cohort(counts.cohorts)),
        site_cohorts={code: cohort_counts(by_cohort(rows)) for code, rows in sites.items()},
    )


def _pairs_of(before: Sequence[Registered]) -> tuple[Pair, ...]:
    """Return which azc's the latest publication of figures took together."""
    latest: Any = next((each.content for each in reversed(before) if "merged" in each.content), {})
    return tuple((one, other) for one, other in latest.get("merged", ()))


def _rules_of(latest: Registered) -> RuleSet:
    values: Any = latest.content["rules"]
    return RuleSet(**values)


def table_to_publish(counts: Counts) -> Table:
    """Return the figures as one table for the gate; what happens to a referral is part of all."""
    parts = set(MEASURES) - {"residents", "informed", "referred"}
    table = table_of_figures(counts.sites, counts.reasons, "referred", parts)
    endings = {reason.value for reason in Reason}
    return with_cohorts(table, by_cohort(counts.cohorts), INFLOW, endings)


def shown_figures(gated: Gated) -> Figures:
    """Return figures as a gate lets them through; totals add up the shown cells."""
    sites: dict[str, dict[str, int | None]] = {}
    reasons: dict[str, int | None] = {}
    cohorts: dict[tuple[str, int], dict[str, int | None]] = {}
    for (site, name), shown in gated.shown.items():
        if site:
            sites.setdefault(site, {})[name] = shown
        elif name.startswith(COHORT):
            act, year, part = cohort_of((site, name))
            cohorts.setdefault((act, year), {})[part] = shown
        else:
            reasons[name.removeprefix(REASON)] = shown
    total = {m: _total([row[m] for row in sites.values()]) for m in MEASURES}
    return Figures(sites, total, reasons, cohort_counts(cohorts))


def _total(column: Sequence[int | None]) -> int | None:
    total = sum(shown for shown in column if shown is not None)
    # Nought would say that there is nobody, while all that there is was hidden.
    return None if None in column and not total else total


def sites_of(path: Path, passphrase: str) -> list[SiteInCollection]:
    """Return the sites in a collection. Raises what ``opened`` raises."""
    with opened(path, passphrase) as collection:
        return collection.sites()


def pinned_of(path: Path, passphrase: str) -> list[SiteInCollection]:
    """Return the sites whose key is pinned, also without a set. Raises what ``opened`` raises."""
    with opened(path, passphrase) as collection:
        return collection.pinned()


def lessons_of(path: Path, passphrase: str) -> list[dict[str, str]]:
    """Return the published lessons of all sites. Raises what ``opened`` raises."""
    with opened(path, passphrase) as collection:
        return collection.lessons()
