"""The second half of the demonstration: data sets of all azc's, figures, and the handreiking."""

from __future__ import annotations

from collections.abc import Sequence

from meedoenbalie.cli.programme import tell_figures
from meedoenbalie.cli.shell import Shell, say
from meedoenbalie.demo.folder import DemoFolder
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _
from meedoenbalie.services.collecting import collect, figures
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.handreiking import guide_of_collection, guide_of_desk, make_handreiking
from meedoenbalie.services.programme_keys import PUBLIC, SECRET, make_programme_keys
from meedoenbalie.services.programme_messages import arrival
from meedoenbalie.services.sending import release_data_set

DATA_SET = "demo-gegevensset-{site}.age"
COLLECTION = "demo-verzameling.duckdb"
OF_DESK = "demo-handreiking-balie.pdf"
OF_ALL = "demo-handreiking.pdf"


def send_collect_and_publish(
    shell: Shell, desk: Desk, folder: DemoFolder, sites: Sequence[Site]
) -> None:
    """Make keys, send a data set per azc, collect them, and print the handreiking."""
    public, secret = folder.add(PUBLIC), folder.add(SECRET)
    make_programme_keys(folder.path, folder.passphrase(), shell.cost)
    sets = []
    for site in sites:
        target = folder.add(DATA_SET.format(site=site.code))
        sent = release_data_set(desk, public, target, site.code).result
        sets.append(target)
        say(
            _("Gegevensset van {site}: {residents} bewoners, {referrals} doorverwijzingen.").format(
                site=site.name, residents=sent.residents, referrals=sent.referrals
            )
        )
    collection = folder.add(COLLECTION)
    for result in collect(sets, collection, secret, folder.passphrase(), cost=shell.cost):
        say(f"{result.file}: {arrival(result)}")
    tell_figures(figures(collection, folder.passphrase()), say)
    for name, guide in (
        (OF_DESK, guide_of_desk(desk)),
        (OF_ALL, guide_of_collection(collection, folder.passphrase(), shell.clock)),
    ):
        checks = make_handreiking(guide, folder.add(name), demo=True)
        say(
            _("Handreiking gemaakt: {file}. Nog open: {n} controles.").format(
                file=name, n=len(checks)
            )
        )
