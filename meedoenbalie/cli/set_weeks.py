"""The sets of all azc's week by week, with a text for whoever is late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from meedoenbalie.cli.programme import CollectionArgument
from meedoenbalie.cli.shell import (
    JsonOption,
    passphrase,
    say,
    shell_of,
    show,
    show_json,
    table_lines,
)
from meedoenbalie.domain.set_weeks import SiteWeeks
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.set_messages import (
    all_in_one,
    list_to_tell,
    messages_for,
    state_word,
)
from meedoenbalie.services.set_weeks import MOST_WEEKS, weeks_of


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sets", help=_("Welk azc een set stuurde, week voor week."))(sets)


def sets(
    context: typer.Context,
    collection: CollectionArgument,
    weeks: Annotated[
        int | None,
        typer.Option(
            "--weeks", min=1, max=MOST_WEEKS, metavar="AANTAL", help=_("Hoeveel weken terug.")
        ),
    ] = None,
    messages: Annotated[
        bool, typer.Option("--messages", help=_("De teksten om te sturen, per azc."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show azc's by weeks, and what is late, missing, odd or withdrawn."""
    shell = shell_of(context)
    secret = passphrase(shell, _("Wachtzin van het programmateam"))
    found = weeks_of(collection, secret, shell.clock, weeks)
    if as_json:
        show_json(_as_json(found))
    elif messages:
        _show_messages(found)
    else:
        _show(found)


def _show(found: Sequence[SiteWeeks]) -> None:
    if not found:
        say(_("Nog geen sets."))
        return
    heads = [_("Azc"), *(str(one.week.number) for one in found[0].weeks)]
    rows = [[site.site, *map(state_word, site.weeks)] for site in found]
    for line in table_lines(heads, rows):
        show(line)
    for told in list_to_tell(found):
        show(f"{told.site}, {formats.week(told.week)}: {told.why}")


def _show_messages(found: Sequence[SiteWeeks]) -> None:
    texts = messages_for(found)
    if texts:
        show(all_in_one(texts))
    else:
        say(_("Alles is in orde."))


def _as_json(found: Sequence[SiteWeeks]) -> list[dict[str, Any]]:
    texts = {one.site: one for one in messages_for(found)}
    return [
        {
            "site": site.site,
            "name": site.name,
            "weeks": [
                {
                    "week": str(one.week),
                    "state": one.state.value,
                    "odd": [each.value for each in one.oddities],
                    "numbers": list(one.numbers),
                }
                for one in site.weeks
            ],
            "message": (
                {"subject": texts[site.site].subject, "text": texts[site.site].text}
                if site.site in texts
                else None
            ),
        }
        for site in found
    ]
