"""The week that a resident was accepted for, for a phone or on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import StoreOption, UserOption, opened, say, show
from meedoenbalie.demo.folder import is_demo
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import registration
from meedoenbalie.services.accepted_week import export_week, print_week


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("week", help=_("Bewaart de week van een bewoner: als agenda of in beeld."))(week)


def week(
    context: typer.Context,
    resident: Annotated[
        str, typer.Argument(metavar="BEWONER", help=_("Nummer van de bewoner, zoals RTW-0007."))
    ],
    store: StoreOption,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="BESTAND", help=_("Een .ics voor de telefoon, of een .pdf in beeld.")
        ),
    ],
    language: Annotated[
        str, typer.Option("--language", metavar="TAAL", help=_("Taal van de PDF, zoals ar."))
    ] = "",
    user: UserOption = None,
) -> None:
    """Write the accepted week of a resident."""
    kind = out.suffix.lower()
    if kind not in (".ics", ".pdf"):
        raise typer.BadParameter(_("Kies een bestand dat eindigt op .ics of .pdf."))
    with opened(context, store, user) as desk:
        person = registration.resident_by_reference(desk, resident)
        if kind == ".ics":
            number = export_week(desk, person.id, out)
            words = ngettext("{n} aanbod in de agenda.", "{n} keer aanbod in de agenda.", number)
            told = words.format(n=number)
        else:
            tag = print_week(desk, person.id, out, language, demo=is_demo(store))
            told = _("Week in beeld, taal: {tag}.").format(tag=tag)
    show(str(out))
    say(told)
