"""Dividing places over residents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import (
    JsonOption,
    OptionalStore,
    UserOption,
    opened,
    say,
    show,
    show_json,
    show_table,
)
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.i18n.dividing import gap_words
from meedoenbalie.services.stores import Place

Pairs = list[list[int | str]]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("allocate", help=_("Verdeelt plaatsen zo goed als het kan."))(allocate)


def allocate(
    context: typer.Context,
    store: OptionalStore = None,
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
    pairs: Pairs = [[who, what] for who, what in found.assignments.items()]
    _tell(_Told(found.score, found.bound, found.gap, found.placed), pairs, as_json=as_json)


def _divide_desk(
    context: typer.Context, store: Place, user: str | None, out: Path | None, *, as_json: bool
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
    told = _Told(found.score, found.bound, found.gap, len(found.placements))
    _tell(told, pairs, as_json=as_json)
    if not as_json and found.without:
        say(_without(len(found.without)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What came out: ``gap`` is how far the bound is above the score, as a share of it."""

    score: int
    bound: int
    gap: float
    placed: int


def _tell(told: _Told, pairs: Pairs, *, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "score": told.score,
                "placed": told.placed,
                "optimal": told.gap == 0,
                "bound": told.bound,
                "gap": told.gap,
                "assignments": pairs,
            }
        )
        return
    show_table([_("Bewoner"), _("Aanbod")], pairs)
    words = _("{placed} bewoners geplaatst, samen {score} punten.").format(
        placed=told.placed, score=told.score
    )
    say(f"{words} {gap_words(told.bound, told.gap)}")


def _without(count: int) -> str:
    return ngettext(
        "Voor {count} bewoner past er iets, maar is er geen plaats.",
        "Voor {count} bewoners past er iets, maar is er geen plaats.",
        count,
    ).format(count=count)
