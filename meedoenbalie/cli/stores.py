"""Making a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import (
    CommandRefused,
    UserOption,
    from_file,
    passphrase,
    say,
    shell_of,
    show,
)
from meedoenbalie.i18n import _
from meedoenbalie.services.stores import create_store

FIRST_USER = "balie"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init", help=_("Maakt een nieuwe, versleutelde balie met een gebruiker."))(init)


def init(
    context: typer.Context,
    store: Annotated[
        Path,
        typer.Argument(metavar="BALIE", help=_("Waar het bestand komt, bijvoorbeeld balie.db.")),
    ],
    user: UserOption = None,
) -> None:
    """Make a store with one user who holds all roles; the recovery code is shown once."""
    shell = shell_of(context)
    chosen = passphrase(shell, _("Nieuwe wachtzin"))
    if not from_file() and shell.ask(_("Nog een keer")) != chosen:
        raise CommandRefused(_("De twee wachtzinnen zijn niet gelijk. Er is niets gemaakt."))
    made = create_store(store, user or FIRST_USER, chosen, shell.clock, cost=shell.cost)
    with made.desk.database:
        show(str(store))
        say(_("Balie gemaakt voor {user}.").format(user=made.desk.user.name))
        say(_("Herstelcode: {code}").format(code=made.recovery_code))
        say(
            _(
                "Schrijf de herstelcode op en bewaar die apart. Hij wordt niet nog eens getoond. "
                "Zonder wachtzin en zonder code kan niemand deze balie openen."
            )
        )
