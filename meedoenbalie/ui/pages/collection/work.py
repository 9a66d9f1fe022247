"""What the page asks the services to do, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.clock import Clock
from meedoenbalie.services import collecting, handreiking, programme_keys
from meedoenbalie.services.collecting import Collected, Overview
from meedoenbalie.services.handreiking import OpenCheck
from meedoenbalie.services.publishing import (
    Cure,
    Publication,
    StoppedPublication,
    publish_figures,
)
from meedoenbalie.ui.pages.collection.door import Wanted
from meedoenbalie.ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened; ``fingerprint`` is that of keys just made, or empty."""

    wanted: Wanted
    overview: Overview | None
    fingerprint: str = ""


def open_or_make(wanted: Wanted) -> Opened:
    """Open the collection, and make what is new. Raises what the services raise."""
    overview = None
    if wanted.collection is not None:
        overview = collecting.overview(
            wanted.collection, wanted.passphrase, create=wanted.make_collection
        )
    if wanted.make_keys_in is None:
        return Opened(wanted, overview)
    public, secret = programme_keys.make_programme_keys(wanted.make_keys_in, wanted.passphrase)
    code = programme_keys.fingerprint_of(programme_keys.read_public_key(public))
    return Opened(Wanted(wanted.collection, secret, wanted.passphrase), overview, code)


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


def publish(
    collection: Path, passphrase: str, clock: Clock, cure: Cure | None
) -> Publication | StoppedPublication:
    """Publish the figures; what stops them is an answer like any other."""
    try:
        return publish_figures(collection, passphrase, clock, cure)
    except StoppedPublication as stopped:
        return stopped


def print_guide(
    collection: Path, passphrase: str, clock: Clock, out: Path, *, demo: bool
) -> Callable[[Progress], tuple[OpenCheck, ...]]:
    """Return the work of making the handreiking of all azc's: reading, then typesetting."""

    def work(progress: Progress) -> tuple[OpenCheck, ...]:
        progress(0, 2)
        guide = handreiking.guide_of_collection(collection, passphrase, clock)
        progress(1, 2)
        return handreiking.make_handreiking(guide, out, demo)

    return work
