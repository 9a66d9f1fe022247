"""What the page asks the services to do, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from meedoenbalie.clock import Clock
from meedoenbalie.domain.handreiking import IssuedFigures
from meedoenbalie.domain.publication.merging import Pair
from meedoenbalie.domain.set_weeks import SiteWeeks, WeekRules
from meedoenbalie.services import (
    collecting,
    collection_out,
    handreiking,
    programme_keys,
    programme_year,
)
from meedoenbalie.services.collecting import Collected, Overview
from meedoenbalie.services.handreiking import OpenCheck
from meedoenbalie.services.programme_keys import Renewed
from meedoenbalie.services.publishing import (
    Cure,
    Publication,
    StoppedPublication,
    publish_figures,
)
from meedoenbalie.services.set_weeks import week_rules
from meedoenbalie.ui.pages.collection.door import Wanted
from meedoenbalie.ui.pages.collection.yearly import WantedYear
from meedoenbalie.ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened; ``fingerprint`` is that of keys just made, or empty.

    ``team_key`` is that of the team's key, empty when it doesn't open with this passphrase.
    ``rules`` say what is expected of the azc's; None without a collection.
    """

    wanted: Wanted
    overview: Overview | None
    fingerprint: str = ""
    team_key: str = ""
    rules: WeekRules | None = None


def open_or_make(wanted: Wanted, today: date) -> Opened:
    """Open the collection, and make what is new. Raises what the services raise."""
    overview, rules = None, None
    if wanted.collection is not None:
        rules = week_rules(wanted.collection, today)
        overview = collecting.overview(
            wanted.collection, wanted.passphrase, create=wanted.make_collection
        )
    if wanted.make_keys_in is None:
        return Opened(wanted, overview, "", team_key_of(wanted), rules)
    public, secret = programme_keys.make_programme_keys(wanted.make_keys_in, wanted.passphrase)
    code = programme_keys.read_programme_card(public).fingerprint
    now = Wanted(wanted.collection, secret, wanted.passphrase)
    return Opened(now, overview, code, code, rules)


def team_key_of(wanted: Wanted) -> str:
    """Return the fingerprint of the team's key, or nothing when it doesn't open."""
    # Reading sets in says what is wrong with a key; the figures need none.
    found = None
    if wanted.key is not None:
        found = programme_keys.own_fingerprint(wanted.key, wanted.passphrase)
    return found or ""


def renew_team_key(wanted: Wanted, clock: Clock, *, revoke: bool) -> Renewed:
    """Put new keys in the place of the team's own. Raises what the service raises."""
    if wanted.key is None:
        raise ValueError("a key is chosen first")
    return programme_keys.renew_programme_keys(wanted.key, wanted.passphrase, clock, revoke=revoke)


def revoke_site_key(wanted: Wanted, site: str) -> Overview:
    """Revoke the key of a site and look again. Raises what the service raises."""
    if wanted.collection is None:
        raise ValueError("a collection is chosen first")
    collecting.revoke_key_of(wanted.collection, wanted.passphrase, site)
    return collecting.overview(wanted.collection, wanted.passphrase)


def leave_out(wanted: Wanted, clock: Clock, site: str) -> Overview:
    """Let the set of a site count no more and look again. Raises what the service raises."""
    if wanted.collection is None:
        raise ValueError("a collection is chosen first")
    collecting.leave_out(wanted.collection, wanted.passphrase, clock, site)
    return collecting.overview(wanted.collection, wanted.passphrase)


def let_in_again(wanted: Wanted, clock: Clock, site: str) -> Overview:
    """Let sets of a site in again and look again. Raises what the service raises."""
    if wanted.collection is None:
        raise ValueError("a collection is chosen first")
    collecting.let_in_again(wanted.collection, wanted.passphrase, clock, site)
    return collecting.overview(wanted.collection, wanted.passphrase)


def read_sets(
    files: Sequence[Path],
    wanted: Wanted,
    confirmed: frozenset[str],
    arrived: Callable[[Collected], None],
) -> Callable[[Progress], Overview]:
    """Return the work of taking files in. Raises what ``collecting.collect`` raises."""

    def work(progress: Progress) -> Overview:
        if wanted.collection is None or wanted.key is None:
            raise ValueError("a collection and a key are chosen first")
        collecting.collect(
            files,
            wanted.collection,
            wanted.key,
            wanted.passphrase,
            arrived=arrived,
            progress=progress,
            confirmed=confirmed,
        )
        return collecting.overview(wanted.collection, wanted.passphrase)

    return work


@dataclass(frozen=True, slots=True)
class Outgone:
    """What became of publishing, and what the collection holds after it; None when stopped."""

    result: Publication | StoppedPublication
    overview: Overview | None = None


def publish(
    collection: Path, passphrase: str, clock: Clock, cure: Cure | None, pair: Pair | None
) -> Outgone:
    """Publish the figures; what stops them is an answer like any other.

    ``pair`` is taken together besides those of the latest publication.
    """
    try:
        made = publish_figures(collection, passphrase, clock, cure, more=pair)
    except StoppedPublication as stopped:
        return Outgone(stopped)
    return Outgone(made, collecting.overview(collection, passphrase))


def take_out(
    wanted: Wanted,
    clock: Clock,
    overview: Overview,
    weeks: Sequence[SiteWeeks],
    out: Path | None,
    *,
    publish: bool,
    published: Publication | None,
) -> Outgone | None:
    """Write the figures as XLSX; ``out`` None: only publish, for the picture that follows.

    Publishing goes through the gate and into the register, unless ``published`` was just made of
    the same sets. What stops it is an answer like any other: then nothing is written.
    """
    names = {site.code: site.name for site in overview.sites}
    if not publish:
        if out is not None:
            collection_out.write_internal(overview.exact, names, weeks, clock, out)
        return None
    if wanted.collection is None:
        raise ValueError("a collection is chosen first")
    gone = Outgone(published) if published is not None else None
    if gone is None:
        gone = _published(wanted.collection, wanted.passphrase, clock)
    if isinstance(gone.result, Publication) and out is not None:
        collection_out.write_published(gone.result, names, clock, out)
    return gone


def _published(collection: Path, passphrase: str, clock: Clock) -> Outgone:
    """Publish the figures as they are, without any cure."""
    return publish(collection, passphrase, clock, None, None)


def print_year(
    collection: Path, passphrase: str, clock: Clock, out: Path, wanted: WantedYear, *, demo: bool
) -> Callable[[Progress], IssuedFigures | None]:
    """Return the work of making a yearly report."""

    def work(progress: Progress) -> IssuedFigures | None:
        progress(0, 1)
        return programme_year.print_year(
            collection,
            passphrase,
            clock,
            out,
            wanted.year,
            publish=wanted.publish,
            demo=demo,
        )

    return work


def print_guide(
    collection: Path, passphrase: str, clock: Clock, out: Path, *, demo: bool
) -> Callable[[Progress], tuple[tuple[OpenCheck, ...], IssuedFigures | None]]:
    """Return the work of making the handreiking of all azc's: reading, then typesetting.

    It gives the open checks, and as which publication its figures count.
    """

    def work(progress: Progress) -> tuple[tuple[OpenCheck, ...], IssuedFigures | None]:
        progress(0, 2)
        guide = handreiking.guide_of_collection(collection, passphrase, clock)
        progress(1, 2)
        return handreiking.make_handreiking(guide, out, demo), guide.issued

    return work
