"""Records that may be one person, in a store or in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import (
    JsonOption,
    OptionalStore,
    UserOption,
    opened,
    say,
    show_json,
    show_table,
)
from meedoenbalie.domain.duplicates.finding import LikelyPair
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.doubles import doubles, doubles_in_file


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("duplicates", help=_("Zoekt bewoners die er twee keer in staan."))(duplicates)


def duplicates(
    context: typer.Context,
    store: OptionalStore = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="LIJST", help=_("Een lijst, als CSV of XLSX."))
    ] = None,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the pairs judged to be one person."""
    if file is not None and store is None:
        found = doubles_in_file(file)
    elif store is not None and file is None:
        with opened(context, store, user, beside=True) as desk:
            found = doubles(desk)
    else:
        raise typer.BadParameter(_("Geef een van de twee: --store of --file."))
    if as_json:
        show_json(
            [
                {"a": pair.one.key, "b": pair.other.key, "score": round(pair.score, 4)}
                for pair in found
            ]
        )
        return
    show_table([_("Eerste"), _("Tweede"), _("Hoe zeker"), _("Komt overeen")], map(_row, found))
    if not found:
        say(_("Geen dubbelen gevonden."))


def _row(pair: LikelyPair) -> list[str]:
    agrees = [labels.double_trait(each.trait) for each in pair.evidence if each.bits > 0]
    return [pair.one.key, pair.other.key, formats.percent(pair.score), ", ".join(agrees)]
