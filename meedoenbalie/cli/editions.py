"""Editions: lessons of all azc's from the programme team back to the desks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.programme import CollectionArgument
from meedoenbalie.cli.shell import (
    JsonOption,
    StoreOption,
    UserOption,
    opened,
    passphrase,
    say,
    shell_of,
    show,
    show_json,
)
from meedoenbalie.domain.edition_differences import TEXTS, Difference, Mark, marked
from meedoenbalie.i18n import _, labels, ngettext
from meedoenbalie.i18n.tried_words import difference_kind
from meedoenbalie.services.comparing import compare_files, since
from meedoenbalie.services.editions import take_edition
from meedoenbalie.services.making_editions import make_edition

FileArgument = Annotated[
    Path, typer.Argument(metavar="EDITIE", help=_("Het bestand van een editie."))
]
ComparedArgument = Annotated[
    Path, typer.Argument(metavar="EERDER", help=_("Een editie, of een handreiking (PDF)."))
]
_SIGNS = {Mark.SAME: ("", ""), Mark.GONE: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        name="edition", help=_("Lessen van alle azc’s, terug naar de balies."), no_args_is_help=True
    )
    group.command("make", help=_("Maakt een ondertekende editie uit een verzameling."))(make)
    group.command("take", help=_("Neemt de lessen van andere azc’s in."))(take)
    group.command("compare", help=_("Wat is er anders tussen twee edities?"))(compare)
    app.add_typer(group)


def make(
    context: typer.Context,
    collection: CollectionArgument,
    out: Annotated[
        Path, typer.Option("--out", metavar="BESTAND.editie", help=_("Waar de editie komt."))
    ],
) -> None:
    """Write the published lessons of a collection, signed."""
    shell = shell_of(context)
    secret = passphrase(shell, _("Wachtzin van het programmateam"))
    made = make_edition(collection, secret, shell.clock, out)
    show(str(out))
    words = (
        _("Editie {n} is gemaakt, met {lessons} lessen.")
        if made.new
        else _("Dit is weer editie {n}: er is niets veranderd ({lessons} lessen).")
    )
    say(words.format(n=made.edition.number, lessons=len(made.edition.lessons)))
    say(_("Vingerafdruk: {code}").format(code=made.fingerprint))


def take(
    context: typer.Context,
    file: FileArgument,
    store: StoreOption,
    confirm: Annotated[
        str,
        typer.Option(
            "--confirm", metavar="VINGERAFDRUK", help=_("De vingerafdruk, nadat u die vergeleek.")
        ),
    ] = "",
    user: UserOption = None,
) -> None:
    """Take in the lessons of other azc's; an older edition changes nothing."""
    with opened(context, store, user) as desk:
        done = take_edition(desk, file, confirm)
    if done.changed:
        text = ngettext(
            "Ingenomen: {n} les van andere azc’s.",
            "Ingenomen: {n} lessen van andere azc’s.",
            done.result,
        )
        show(text.format(n=done.result))
    else:
        show(_("Deze editie is er al, of er is een nieuwere. Er is niets veranderd."))


def compare(
    context: typer.Context,
    before: ComparedArgument,
    after: Annotated[
        Path | None,
        typer.Argument(metavar="LATER", help=_("Een latere editie of handreiking (PDF).")),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="BALIE", help=_("Of wat deze balie nu zou afdrukken.")),
    ] = None,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which lessons are new, gone or worded otherwise, with the words that differ marked."""
    if (after is None) == (store is None):
        raise typer.BadParameter(_("Noem of een tweede bestand, of --store."))
    if after is not None:
        found = compare_files(before, after)
    else:
        with opened(context, store or Path(), user, beside=True) as desk:
            found = since(desk, before)
    if as_json:
        show_json([_as_json(one) for one in found])
        return
    if not found:
        show(_("Er is niets anders: dezelfde lessen met dezelfde woorden."))
    for one in found:
        phase = labels.lesson_phase(one.lesson.phase)
        show(f"{one.lesson.name} ({phase}): {difference_kind(one.kind)}")
        for name in TEXTS:
            old, new = (
                getattr(lesson, name) if lesson else "" for lesson in (one.before, one.after)
            )
            if old != new:
                show("  " + "".join(_signed(*piece) for piece in marked(old, new)))


def _signed(mark: Mark, text: str) -> str:
    begin, end = _SIGNS[mark]
    return f"{begin}{text}{end}"


def _as_json(one: Difference) -> dict[str, object]:
    return {
        "lesson": one.lesson.name,
        "kind": one.kind.value,
        "before": one.before.model_dump(mode="json") if one.before else None,
        "after": one.after.model_dump(mode="json") if one.after else None,
    }
