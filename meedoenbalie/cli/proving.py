"""Counting the figures of a handreiking again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import (
    JsonOption,
    OptionalStore,
    UserOption,
    opened,
    passphrase,
    say,
    shell_of,
    show,
    show_json,
)
from meedoenbalie.domain.lesson_figures import Shown
from meedoenbalie.i18n import _, figure_words, formats, ngettext
from meedoenbalie.services.proving import (
    Proven,
    Verdict,
    verify_by_collection,
    verify_by_desk,
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "verify-handreiking",
        help=_("Telt de cijfers van een handreiking na in een balie of verzameling."),
    )(verify_handreiking)


def verify_handreiking(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="HANDREIKING.pdf", help=_("De handreiking met cijfers."))
    ],
    store: OptionalStore = None,
    collection: Annotated[
        Path | None,
        typer.Option("--collection", metavar="BESTAND.duckdb", help=_("Of een verzameling.")),
    ] = None,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count each figure of a handreiking again; exit 1 when one isn't the same."""
    if (store is None) == (collection is None):
        raise typer.BadParameter(_("Noem of --store, of --collection."))
    if collection is not None:
        secret = passphrase(shell_of(context), _("Wachtzin van het programmateam"))
        found = verify_by_collection(collection, secret, file)
    else:
        with opened(context, store or Path(), user, beside=True) as desk:
            found = verify_by_desk(desk, file)
    if as_json:
        show_json([_as_json(one) for one in found])
    else:
        for number, one in enumerate(found, 1):
            show(f"{number}. {_line(one)}")
    wrong = sum(one.verdict is not Verdict.EQUAL for one in found)
    if wrong:
        said = ngettext(
            "{n} cijfer van {all} klopt niet of is niet na te tellen.",
            "{n} cijfers van {all} kloppen niet of zijn niet na te tellen.",
            wrong,
        )
        say(said.format(n=wrong, all=len(found)))
        raise typer.Exit(1)
    say(_("Alle {n} cijfers kloppen.").format(n=len(found)))


def _line(one: Proven) -> str:
    figure = one.figure
    what = figure.caption or figure_words.told_first(figure.query)
    day = formats.full_day(figure.frozen_at.date())
    about = _("{what} ({day})").format(what=what, day=day)
    if one.verdict is Verdict.EQUAL:
        return _("klopt: {about}").format(about=about)
    if one.verdict is Verdict.ALTERED:
        return _("veranderd in het bestand: {about}. Er staat {was}; vastgelegd is {now}.").format(
            about=about, was=_counts(one, one.was), now=_counts(one, one.now)
        )
    if one.verdict is Verdict.DIFFERS:
        return _("klopt niet: {about}. Was {was}; is {now}.").format(
            about=about, was=_counts(one, one.was), now=_counts(one, one.now)
        )
    if not one.erased:
        return _(
            "niet na te tellen: {about}. Een verzameling weet niet wie samen ging; gebruik --store."
        ).format(about=about)
    return ngettext(
        "niet na te tellen: {about}. Sindsdien is {n} bewoner gewist. Was {was}; is {now}.",
        "niet na te tellen: {about}. Sindsdien zijn {n} bewoners gewist. Was {was}; is {now}.",
        one.erased,
    ).format(about=about, n=one.erased, was=_counts(one, one.was), now=_counts(one, one.now))


def _counts(one: Proven, counts: Shown) -> str:
    return figure_words.answer(one.figure.query, counts)


def _as_json(one: Proven) -> dict[str, object]:
    return {
        "figure": one.figure.id,
        "caption": one.figure.caption,
        "query": one.figure.query.model_dump(mode="json"),
        "frozen_at": one.figure.frozen_at.isoformat(),
        "verdict": one.verdict.value,
        "was": dict(one.was),
        "now": dict(one.now),
        "erased_since": one.erased,
    }
