"""The programme team of the demonstration: its keys, a set of each azc, and the collection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from meedoenbalie.demo.folder import DemoFolder
from meedoenbalie.domain.data_sets import DataSetSent
from meedoenbalie.domain.people import Site
from meedoenbalie.services.collecting import Collected, collect
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.programme_keys import PUBLIC, SECRET, make_programme_keys
from meedoenbalie.services.sending import release_data_set
from meedoenbalie.services.stores import KdfCost

DATA_SET = "demo-{site}.gegevensset"
COLLECTION = "demo-verzameling.duckdb"


def send_and_collect(
    desk: Desk,
    folder: DemoFolder,
    sites: Sequence[Site],
    cost: KdfCost | None,
    sent: Callable[[Site, DataSetSent], None] = lambda _site, _sent: None,
) -> tuple[Path, Path, list[Collected]]:
    """Return the collection of these azc's, the team's key, and what became of each set.

    Both open with the passphrase of the demonstration. Raises what ``DemoFolder.add`` and the
    services raise.
    """
    public, secret = folder.add(PUBLIC), folder.add(SECRET)
    make_programme_keys(folder.path, folder.passphrase(), cost)
    sets = []
    for site in sites:
        target = folder.add(DATA_SET.format(site=site.code))
        sent(site, release_data_set(desk, public, target, site.code).result)
        sets.append(target)
    collection = folder.add(COLLECTION)
    arrived = collect(sets, collection, secret, folder.passphrase(), cost=cost)
    return collection, secret, arrived
