"""Moving a store from a file to a server, or back, and printing the proof that both are equal."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from meedoenbalie.cli.shell import (
    CommandRefused,
    JsonOption,
    Shell,
    UserOption,
    from_file,
    on_server,
    opened,
    passphrase,
    place,
    say,
    shell_of,
    show,
    show_json,
    show_table,
)
from meedoenbalie.i18n import _
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.moving import Moved, Progress, move
from meedoenbalie.services.stores import Place, ServerAddress

SIGNS = 16
"""Signs of a hash that are shown to people; ``--json`` has all of them."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "move", help=_("Zet een balie over van een bestand naar een server, of terug, met bewijs.")
    )(move_store)


def move_store(
    context: typer.Context,
    source: Annotated[
        Any, typer.Argument(metavar="VAN", parser=place, help=_("Waar de balie nu is."))
    ],
    target: Annotated[
        Any,
        typer.Argument(
            metavar="NAAR",
            parser=place,
            help=_("Een nieuw bestand, of het adres van een lege database op een server."),
        ),
    ],
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy a store, prove the copy equal, and open it; run again it goes on where it stopped."""
    with opened(context, source, user) as desk:
        moved = _moved(shell_of(context), desk, target)
    if as_json:
        show_json(_as_json(moved))
    else:
        show_table(
            (_("Tabel"), _("Rijen"), _("Controlegetal")),
            [(one.table, one.rows, one.hash[:SIGNS]) for one in moved.proof.contents],
        )
        show(
            _("Journaal: {steps} stappen, hoofd {head}").format(
                steps=moved.proof.steps, head=moved.proof.head.hash.hex()[:SIGNS]
            )
        )
    _tell(moved, target)


def _moved(shell: Shell, desk: Desk, target: Place) -> Moved:
    with typer.progressbar(length=1, label=_("Overzetten"), file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        if isinstance(target, ServerAddress):
            return on_server(shell, target, None, partial(_to_server, desk, progress))
        return move(desk, target, _new_passphrase(shell, target), progress, cost=shell.cost)


def _to_server(
    desk: Desk, progress: Progress, address: ServerAddress, user: str, password: str, _clock: object
) -> Moved:
    return move(desk, address, password, progress, user=user)


def _new_passphrase(shell: Shell, target: Path) -> str:
    begun = target.exists()
    chosen = passphrase(shell, _("Wachtzin van het nieuwe bestand"))
    if not begun and not from_file() and shell.ask(_("Nog een keer")) != chosen:
        raise CommandRefused(_("De twee wachtzinnen zijn niet gelijk. Er is niets gemaakt."))
    return chosen


def _tell(moved: Moved, target: Place) -> None:
    say(
        _(
            "Overgezet en gelijk bevonden. Werk vanaf nu in {target}, en niet meer in de oude."
        ).format(target=target)
    )
    names = ", ".join(moved.waiting)
    if moved.recovery_code:
        say(_("Herstelcode: {code}").format(code=moved.recovery_code))
        say(_("Schrijf de herstelcode op en bewaar die apart. Hij wordt niet nog eens getoond."))
        if names:
            say(_("Geef in Instellingen een eenmalige code aan: {names}").format(names=names))
    elif names:
        say(_("Deze gebruikers hebben nog een rol op de server nodig: {names}").format(names=names))


def _as_json(moved: Moved) -> dict[str, Any]:
    proof = moved.proof
    return {
        "tables": [
            {"table": one.table, "rows": one.rows, "hash": one.hash} for one in proof.contents
        ],
        "steps": proof.steps,
        "head": proof.head.hash.hex(),
        "equal": True,
        "waiting": list(moved.waiting),
    }
