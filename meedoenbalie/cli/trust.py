"""Undoing what was done, and verifying that nothing was changed behind the program's back."""

from __future__ import annotations

from typing import Annotated

import typer

from meedoenbalie.cli.shell import (
    CommandRefused,
    JsonOption,
    StoreOption,
    UserOption,
    opened,
    say,
    show,
    show_json,
)
from meedoenbalie.i18n import _
from meedoenbalie.services import undoing, verifying
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.undoing import CannotUndo, Conflict


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("undo", help=_("Maakt uw laatste wijziging ongedaan, of doet die opnieuw."))(undo)
    app.command("verify", help=_("Controleert het journaal, elk gegeven en het bestand zelf."))(
        verify
    )


def undo(
    context: typer.Context,
    store: StoreOption,
    again: Annotated[
        bool, typer.Option("--redo", help=_("Doe opnieuw wat u het laatst ongedaan maakte."))
    ] = False,
    rest: Annotated[
        bool, typer.Option("--rest", help=_("Laat staan wat in de weg staat, en doe de rest."))
    ] = False,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Reverse the last step of the user, or say what stands in the way."""
    with opened(context, store, user) as desk:
        reverse = undoing.redo if again else undoing.undo
        conflicts: tuple[Conflict, ...] = ()
        try:
            done = reverse(desk)
        except CannotUndo as refused:
            conflicts = refused.conflicts
            if not (rest and refused.rest):
                _tell_refusal(refused, as_json=as_json)
                raise typer.Exit(1) from refused
            done = reverse(desk, without=conflicts)
    if as_json:
        show_json(
            {
                "step": done.result.step,
                "undoes": done.result.undoes,
                "name": done.result.name,
                "conflicts": _as_json(conflicts),
            }
        )
        return
    said = _("Opnieuw gedaan: {what}") if again else _("Ongedaan gemaakt: {what}")
    show(said.format(what=done.result.name))
    _tell(conflicts)


def verify(
    context: typer.Context,
    store: StoreOption,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="CODE", help=_("Het controlepunt van een weekrapport.")),
    ] = None,
    count: Annotated[
        int | None,
        typer.Option("--count", min=1, help=_("Het aantal stappen dat erbij staat.")),
    ] = None,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Verify the store; with head and count also against what was printed."""
    if (head is None) != (count is None):
        raise typer.BadParameter(_("--head en --count horen bij elkaar."))
    with opened(context, store, user, beside=True) as desk:
        found = verifying.verify(desk)
        matches = _against_paper(desk, head, count)
    if as_json:
        show_json(
            {
                "steps": found.steps,
                "rows": found.rows,
                "erased": found.erased,
                "head": found.head,
                "on_paper": matches,
                "problems": [
                    {
                        "code": problem.code,
                        "step": problem.step,
                        "table": problem.table,
                        "row": str(problem.row) if problem.row else None,
                    }
                    for problem in found.problems
                ],
            }
        )
    else:
        _tell_found(found, matches)
    if found.problems or matches is False:
        raise typer.Exit(1)


def _against_paper(desk: Desk, head: str | None, count: int | None) -> bool | None:
    if head is None or count is None:
        return None
    try:
        return verifying.on_paper(desk, head, count)
    except ValueError as error:
        raise CommandRefused(
            _("‘{head}’ is geen controlepunt. Typ minstens {n} tekens over van het papier.").format(
                head=head, n=verifying.FEWEST_SIGNS
            )
        ) from error


def _tell_found(found: verifying.Verified, matches: bool | None) -> None:
    if found.problems:
        say(_("Dit klopt niet:"))
        for problem in found.problems:
            show(verifying.problem_text(problem))
    else:
        show(
            _(
                "Alles klopt: {steps} stappen, {rows} gegevens, {erased} gewist. "
                "Controlepunt {head}."
            ).format(steps=found.steps, rows=found.rows, erased=found.erased, head=found.head[:12])
        )
    if matches is False:
        say(
            _(
                "Deze stap staat niet meer in het journaal zoals op papier: er is iets weggehaald "
                "of veranderd."
            )
        )
    elif matches:
        show(_("Het controlepunt op papier staat nog in het journaal."))


def _tell_refusal(refused: CannotUndo, *, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "refused": refused.text,
                "rest": refused.rest,
                "conflicts": _as_json(refused.conflicts),
            }
        )
    say(refused.text)
    _tell(refused.conflicts)
    if refused.rest:
        say(_("De rest kan wel: geef --rest mee."))


def _tell(conflicts: tuple[Conflict, ...]) -> None:
    for conflict in conflicts:
        say(f"- {conflict.text}")


def _as_json(conflicts: tuple[Conflict, ...]) -> list[dict[str, str]]:
    return [{"code": one.code, "table": one.row[0], "id": str(one.row[1])} for one in conflicts]
