"""Making a store."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from meedoenbalie.cli.shell import (
    CommandRefused,
    StoreArgument,
    UserOption,
    from_file,
    on_server,
    passphrase,
    say,
    shell_of,
    show,
)
from meedoenbalie.i18n import _
from meedoenbalie.services.stores import ServerAddress, create_store

FIRST_USER = "balie"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init", help=_("Maakt een nieuwe, versleutelde balie met een gebruiker."))(init)


def init(
    context: typer.Context,
    store: Annotated[Any, StoreArgument],
    user: UserOption = None,
) -> None:
    """Make a store with one user who holds all roles; the recovery code is shown once."""
    shell = shell_of(context)
    if isinstance(store, ServerAddress):
        made = on_server(shell, store, user, create_store)
        with made.desk.database:
            show(str(store))
            say(_("Balie gemaakt voor {user}.").format(user=made.desk.user.name))
        return
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
