"""Importing files of others, with every refused row told."""

from __future__ import annotations

from pathlib import Path
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
from meedoenbalie.services.importing import (
    ImportKind,
    ImportReport,
    RefusedFile,
    import_file,
    refusal_text,
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import", help=_("Leest bewoners, aanbod, doorverwijzingen of lessen in."))(
        import_records
    )


def import_records(
    context: typer.Context,
    kind: Annotated[
        ImportKind, typer.Argument(help=_("Wat er in het bestand staat."), show_default=False)
    ],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="BESTAND", help=_("CSV, Excel of LibreOffice; aanbod ook als HSDS (JSON).")
        ),
    ],
    store: StoreOption,
    site: Annotated[
        str,
        typer.Option(
            "--site", metavar="CODE[:NAAM]", help=_("Het azc van de rijen; nieuw mag ook.")
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Kijkt alleen en bewaart niets."))
    ] = False,
    all_or_nothing: Annotated[
        bool,
        typer.Option("--all-or-nothing", help=_("Bewaart niets als er een rij geweigerd is.")),
    ] = False,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="BESTAND.csv", help=_("Waar geweigerde rijen komen.")),
    ] = None,
    user: UserOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import a file; exit code 1 when nothing of it was taken in."""
    code, _colon, name = site.partition(":")
    with opened(context, store, user) as desk:
        try:
            report = import_file(
                desk,
                kind,
                file,
                code.strip(),
                name.strip(),
                dry_run=dry_run,
                all_or_nothing=all_or_nothing,
                rejects=rejects,
            )
        except RefusedFile as refused:
            if as_json:
                show_json({"refused": refusal_text(refused)})
                raise typer.Exit(1) from None
            raise CommandRefused(refusal_text(refused)) from None
    if as_json:
        show_json(report.to_json())
    else:
        tell(report)
    kept_out = all_or_nothing and report.rejected
    if not report.accepted or kept_out or not (report.stored or dry_run):
        raise typer.Exit(1)


def tell(report: ImportReport) -> None:
    """Say what is wrong with which row, and print the counts."""
    told = report.to_json()
    for line in told["file_messages"]:
        say(line)
    for row in told["rejected_rows"]:
        say(_("Geweigerd: {message}").format(message=row["message"]))
    for row in told["warnings"]:
        say(_("Let op: {message}").format(message=row["message"]))
    show(
        _(
            "Rijen: {rows}. Goed: {accepted}, waarvan na te kijken: {warned}. "
            "Geweigerd: {rejected}."
        ).format(
            rows=report.rows,
            accepted=report.accepted,
            warned=report.warned,
            rejected=report.rejected,
        )
    )
