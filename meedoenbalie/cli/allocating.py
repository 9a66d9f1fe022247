"""Dividing places over residents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import JsonOption, say, show_json, show_table
from meedoenbalie.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("allocate", help=_("Verdeelt plaatsen zo goed als het kan."))(allocate)


def allocate(
    instance: Annotated[
        Path,
        typer.Option("--instance", metavar="BESTAND.json", help=_("Een verdeling als JSON.")),
    ],
    as_json: JsonOption = False,
) -> None:
    """Divide the places of an instance; the sum of the points is the highest there is."""
    # OR-Tools takes half a second to load, which no other command should wait for.
    from meedoenbalie.services.allocating import allocate_instance

    found = allocate_instance(instance)
    pairs = [[who, what] for who, what in found.assignments.items()]
    if as_json:
        show_json(
            {
                "score": found.score,
                "placed": found.placed,
                "optimal": True,
                "assignments": pairs,
            }
        )
        return
    show_table([_("Bewoner"), _("Aanbod")], [[str(name) for name in pair] for pair in pairs])
    say(
        _("{placed} bewoners geplaatst, samen {score} punten. Meer kan niet.").format(
            placed=found.placed, score=found.score
        )
    )
