"""The yearly report of the programme team."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import passphrase, say, shell_of, show
from meedoenbalie.i18n import _
from meedoenbalie.services.programme_year import UnknownYear, print_year
from meedoenbalie.services.publication_messages import year_lines


def register(reports: typer.Typer) -> None:
    """Add the command."""
    reports.command("year", help=_("Jaarverslag van alle azc’s in een verzameling."))(year)


def year(
    context: typer.Context,
    collection: Annotated[
        Path,
        typer.Option("--collection", metavar="BESTAND.duckdb", help=_("De verzameling.")),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND.pdf", help=_("Waar het komt."))],
    of_year: Annotated[
        int | None,
        typer.Option("--year", metavar="JAAR", help=_("Zonder: het laatste jaar met cijfers.")),
    ] = None,
    publish: Annotated[
        bool,
        typer.Option("--publish", help=_("Zoals het naar buiten mag; het telt als publicatie.")),
    ] = False,
) -> None:
    """Print the yearly report: exact for the team, or as it may be published."""
    shell = shell_of(context)
    secret = passphrase(shell, _("Wachtzin van het programmateam"))
    try:
        issued = print_year(collection, secret, shell.clock, out, of_year, publish=publish)
    except UnknownYear as error:
        known = ", ".join(map(str, error.years)) or _("geen")
        words = _("Van dat jaar zijn er geen cijfers. Wel van: {years}.").format(years=known)
        raise typer.BadParameter(words, param_hint="--year") from error
    show(str(out))
    if issued is None:
        say(_("Echte aantallen, alleen voor het team. Gebruik --publish voor wat naar buiten mag."))
        return
    for line in year_lines(issued):
        say(line)
