"""Dividing places over residents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import (
    JsonOption,
    UserOption,
    opened,
    say,
    show,
    show_json,
    show_table,
)
from meedoenbalie.i18n import _, ngettext

Pairs = list[list[int | str]]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("allocate", help=_("Verdeelt plaatsen zo goed als het kan."))(allocate)


def allocate(
    context: typer.Context,
    store: Annotated[
        Path | None, typer.Option("--store", metavar="BALIE", help=_("Het bestand van de balie."))
    ] = None,
    instance: Annotated[
        Path | None,
        typer.Option("--instance", metavar="BESTAND.json", help=_("Een verdeling als JSON.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="BESTAND", help=_("Schrijft het voorstel als .csv of .xlsx.")
        ),
    ] = None,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Divide free places so that the sum of the points is the highest there is."""
    if (store is None) == (instance is None):
        raise typer.BadParameter(_("Noem of een balie met --store, of een bestand met --instance."))
    if store is None:
        if out is not None:
            raise typer.BadParameter(_("--out hoort bij --store."))
        _divide_instance(instance or Path(), as_json=as_json)
    else:
        _divide_desk(context, store, user, out, as_json=as_json)


def _divide_instance(instance: Path, *, as_json: bool) -> None:
    # OR-Tools takes half a second to load, which no other command should wait for.
    from meedoenbalie.services.allocating import allocate_instance

    found = allocate_instance(instance)
    _tell(found.score, [[who, what] for who, what in found.assignments.items()], as_json=as_json)


def _divide_desk(
    context: typer.Context, store: Path, user: str | None, out: Path | None, *, as_json: bool
) -> None:
    from meedoenbalie.services.allocating import allocate_desk, write_division

    with opened(context, store, user, beside=True) as desk:
        found = allocate_desk(desk)
        if out is not None:
            write_division(desk, found, out)
    pairs: Pairs = [[each.resident.reference, each.offer.code] for each in found.placements]
    if out is not None and not as_json:
        show(str(out))
        pairs = []
    _tell(found.score, pairs, as_json=as_json, placed=len(found.placements))
    if not as_json and found.without:
        say(_without(len(found.without)))


def _tell(score: int, pairs: Pairs, *, as_json: bool, placed: int | None = None) -> None:
    count = len(pairs) if placed is None else placed
    if as_json:
        show_json({"score": score, "placed": count, "optimal": True, "assignments": pairs})
        return
    show_table([_("Bewoner"), _("Aanbod")], pairs)
    say(
        _("{placed} bewoners geplaatst, samen {score} punten. Meer kan niet.").format(
            placed=count, score=score
        )
    )


def _without(count: int) -> str:
    return ngettext(
        "Voor {count} bewoner past er iets, maar is er geen plaats.",
        "Voor {count} bewoners past er iets, maar is er geen plaats.",
        count,
    ).format(count=count)
