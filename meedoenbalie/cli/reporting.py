"""Reports on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meedoenbalie.cli.shell import StoreOption, UserOption, opened, say, show
from meedoenbalie.demo.folder import is_demo
from meedoenbalie.i18n import _
from meedoenbalie.services.reporting import weekly_report


def register(app: typer.Typer) -> None:
    """Add the commands."""
    reports = typer.Typer(name="report", help=_("Maakt een rapport als PDF."), no_args_is_help=True)
    reports.command("weekly", help=_("Weekrapport van de doorverwijzingen, van een locatie."))(
        weekly
    )
    app.add_typer(reports)


def weekly(
    context: typer.Context,
    store: StoreOption,
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND.pdf", help=_("Waar de PDF komt."))],
    site: Annotated[
        str | None,
        typer.Option("--site", metavar="CODE", help=_("Welk azc; anders alle in deze balie.")),
    ] = None,
    week: Annotated[
        str | None,
        typer.Option("--week", metavar="JJJJ-Www", help=_("ISO-week; anders de vorige week.")),
    ] = None,
    user: UserOption = None,
) -> None:
    """Print the weekly referral report."""
    with opened(context, store, user) as desk:
        printed = weekly_report(desk, site, week, out, demo=is_demo(store))
    show(str(printed.path))
    say(_("Week {week}. Dit blad bevat persoonsgegevens.").format(week=printed.week))
