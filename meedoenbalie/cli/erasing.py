"""Erasing a person, and what is held about one on paper."""

from __future__ import annotations

from typing import Annotated

import typer

from meedoenbalie.cli.shell import (
    JsonOption,
    StoreOption,
    UserOption,
    opened,
    say,
    show,
    show_json,
)
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import erasing, registration


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "erase",
        help=_("Wist een bewoner voorgoed. Vraagt niets en kan niet ongedaan worden gemaakt."),
    )(erase)


def erase(
    context: typer.Context,
    resident: Annotated[
        str, typer.Argument(metavar="BEWONER", help=_("Nummer van de bewoner, zoals RTW-0007."))
    ],
    store: StoreOption,
    as_json: JsonOption = False,
    user: UserOption = None,
) -> None:
    """Erase a resident for good."""
    with opened(context, store, user) as desk:
        person = registration.resident_by_reference(desk, resident)
        meant = erasing.erase(desk, person.id).result
    if as_json:
        show_json(
            {
                "erased": person.reference,
                "records": meant.records,
                "journal_entries": meant.journal_entries,
                "half_typed_forms": meant.drafts,
                "told": [provider.name for provider in meant.told],
                "data_sets": meant.data_sets,
                "old_backups": meant.old_backups,
                "last_old_backup_expires_on": (
                    meant.backups_gone_on.isoformat() if meant.backups_gone_on else None
                ),
                "older_copies": list(meant.copies),
                "mentioned_in": [
                    {"record": mention.kind.__name__, "where": mention.where}
                    for mention in meant.mentions
                ],
            }
        )
        return
    show(person.reference)
    say(_("Voorgoed gewist. Aantallen zonder naam blijven."))
    if meant.told:
        names = ", ".join(provider.name for provider in meant.told)
        say(_("Bel {names}: zij kregen gegevens en moeten die ook wissen.").format(names=names))
    if meant.backups_gone_on:
        say(
            _(
                "De laatste oude back-up vervalt op {day}. Wie hem terugzet, wist meteen weer."
            ).format(day=formats.full_day(meant.backups_gone_on))
        )
    if meant.copies:
        say(_("Gooi deze oude kopieën zelf weg: {files}").format(files=", ".join(meant.copies)))
    if meant.mentions:
        n = len(meant.mentions)
        where = ", ".join(mention.where for mention in meant.mentions)
        say(
            ngettext(
                "De naam staat misschien nog in {n} tekst over anderen: {where}. Kijk die na.",
                "De naam staat misschien nog in {n} teksten over anderen: {where}. Kijk die na.",
                n,
            ).format(n=n, where=where)
        )
