"""The second half of the demonstration: data sets of all azc's, figures, and the handreiking."""

from __future__ import annotations

from collections.abc import Sequence

from meedoenbalie.cli.programme import tell_figures
from meedoenbalie.cli.shell import Shell, say
from meedoenbalie.demo.folder import DemoFolder
from meedoenbalie.demo.programme import send_and_collect
from meedoenbalie.domain.data_sets import DataSetSent
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _
from meedoenbalie.services.collecting import figures
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.handreiking import (
    guide_of_collection,
    make_handreiking,
    print_handreiking,
)
from meedoenbalie.services.programme_messages import arrival

OF_DESK = "demo-handreiking-balie.pdf"
OF_ALL = "demo-handreiking.pdf"


def send_collect_and_publish(
    shell: Shell, desk: Desk, folder: DemoFolder, sites: Sequence[Site]
) -> None:
    """Make keys, send a data set per azc, collect them, and print the handreiking."""
    collection, _secret, arrived = send_and_collect(desk, folder, sites, shell.cost, _tell_sent)
    for result in arrived:
        say(f"{result.file}: {arrival(result)}")
    tell_figures(figures(collection, folder.passphrase()), say)
    of_all = guide_of_collection(collection, folder.passphrase(), shell.clock)
    for name, checks in (
        (OF_DESK, print_handreiking(desk, folder.add(OF_DESK), demo=True).checks),
        (OF_ALL, make_handreiking(of_all, folder.add(OF_ALL), demo=True)),
    ):
        say(
            _("Handreiking gemaakt: {file}. Nog open: {n} controles.").format(
                file=name, n=len(checks)
            )
        )


def _tell_sent(site: Site, sent: DataSetSent) -> None:
    say(
        _("Gegevensset van {site}: {residents} bewoners, {referrals} doorverwijzingen.").format(
            site=site.name, residents=sent.residents, referrals=sent.referrals
        )
    )
