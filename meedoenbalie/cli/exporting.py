"""Writing the catalogue for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import StoreOption, UserOption, opened, show
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services.exporting import UnknownFormat, export_offers


def register(app: typer.Typer) -> None:
    """Add the command."""
    out = typer.Typer(help=_("Voert aanbod uit voor anderen."), no_args_is_help=True)
    out.command("offers", help=_("Schrijft het aanbod als HSDS, Excel of CSV."))(export_catalogue)
    app.add_typer(out, name="export")


def export_catalogue(
    context: typer.Context,
    store: StoreOption,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="BESTAND", help=_("Eindigt op .json (HSDS), .xlsx of .csv.")),
    ],
    user: UserOption = None,
) -> None:
    """Write every offer to one file."""
    with opened(context, store, user, beside=True) as desk:
        try:
            count = export_offers(desk, out)
        except UnknownFormat:
            raise typer.BadParameter(
                _("De naam moet eindigen op .json, .xlsx of .csv."), param_hint="--out"
            ) from None
    text = ngettext("{n} aanbod in {file}", "{n} keer aanbod in {file}", count)
    show(text.format(n=count, file=out))
