"""Telling a resident about an offer, with a leaflet in their own language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import StoreOption, UserOption, opened, say, show
from meedoenbalie.demo.folder import is_demo
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import catalogue, registration
from meedoenbalie.services.languages import language_code
from meedoenbalie.services.leaflets import make_leaflet, words_of


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "inform",
        help=_("Maakt een folder in de taal van de bewoner en legt de voorlichting vast."),
    )(inform)


def _language(text: str) -> str:
    if not language_code(text):
        raise typer.BadParameter(_("‘{text}’ is geen taal. Schrijf hem als ar.").format(text=text))
    return text


def inform(
    context: typer.Context,
    resident: Annotated[
        str, typer.Argument(metavar="BEWONER", help=_("Nummer van de bewoner, zoals RTW-0007."))
    ],
    offer: Annotated[str, typer.Argument(metavar="AANBOD", help=_("Code van het aanbod."))],
    store: StoreOption,
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND.pdf", help=_("Waar de PDF komt."))],
    language: Annotated[
        str,
        typer.Option(
            "--language", metavar="TAAL", help=_("Taal van de folder, zoals ar."), parser=_language
        ),
    ],
    beside: Annotated[
        str | None,
        typer.Option(
            "--beside", metavar="AANBOD", help=_("Ander aanbod dat in dezelfde week staat.")
        ),
    ] = None,
    person: Annotated[
        str, typer.Option("--person", metavar="NAAM", help=_("Wie de jongere kan vragen."))
    ] = "",
    hours: Annotated[
        str,
        typer.Option(
            "--hours", metavar="TIJDEN", help=_("Wanneer de balie open is, zoals: di 13:00-17:00.")
        ),
    ] = "",
    user: UserOption = None,
) -> None:
    """Make a leaflet and record that the resident was told."""
    words = words_of(language)
    with opened(context, store, user) as desk:
        person_told = registration.resident_by_reference(desk, resident)
        wanted = catalogue.offer_by_code(desk, offer)
        other = None if beside is None else catalogue.offer_by_code(desk, beside).id
        make_leaflet(
            desk,
            person_told.id,
            wanted.id,
            language,
            out,
            beside_id=other,
            person=person,
            hours=hours,
            demo=is_demo(store),
        )
    show(str(out))
    say(
        _("Folder in het {language}. De voorlichting aan {resident} is vastgelegd.").format(
            language=formats.language_name(words.language), resident=person_told.reference
        )
    )
    if not words.checked:
        say(_("Let op: deze taal is nog niet nagekeken door een moedertaalspreker."))
