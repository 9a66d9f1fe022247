"""Keys of azc's and of the programme team: made, compared, renewed, revoked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
    table_lines,
)
from meedoenbalie.i18n import _
from meedoenbalie.services import collecting, programme_keys, programme_pins, site_keys

RollOption = Annotated[
    bool, typer.Option("--roll", help=_("Vernieuwt: de oude sleutel staat in voor de nieuwe."))
]
RevokeOption = Annotated[
    bool,
    typer.Option(
        "--revoke", help=_("Trekt de oude in: een ander kan hem hebben. Maakt een nieuwe.")
    ),
]
SiteOption = Annotated[str | None, typer.Option("--site", metavar="CODE", help=_("Welk azc."))]
CollectionArgument = Annotated[
    Path, typer.Argument(metavar="VERZAMELING.duckdb", help=_("Het bestand van de verzameling."))
]


def register_keys(keys: typer.Typer) -> None:
    """Add the commands."""
    keys.command("programme", help=_("Het sleutelpaar van het programmateam."))(programme)
    keys.command("site", help=_("De sleutel waarmee een azc zijn gegevenssets tekent."))(site)
    keys.command("accept", help=_("Legt een sleutel van het programmateam vast."))(accept)
    keys.command("sites", help=_("De sleutels van de azc’s in een verzameling."))(sites)
    keys.command("revoke", help=_("Leest niets meer in met de sleutel van een azc."))(revoke)


def programme(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="MAP", help=_("Waar de sleutels komen."))],
    roll: RollOption = False,
    revoked: RevokeOption = False,
) -> None:
    """Write programme.pub and programme.key, or new ones in the place of those in a folder."""
    _one_of(roll, revoked)
    shell = shell_of(context)
    if roll or revoked:
        chosen = passphrase(shell, _("Wachtzin van het programmateam"))
        secret = out / programme_keys.SECRET
        made = programme_keys.renew_programme_keys(
            secret, chosen, shell.clock, revoke=revoked, cost=shell.cost
        )
        public, code, before = made.public, made.new, made.old
    else:
        chosen = passphrase(shell, _("Nieuwe wachtzin van het programmateam"))
        public, secret = programme_keys.make_programme_keys(out, chosen, shell.cost)
        code, before = programme_keys.read_programme_card(public).fingerprint, ""
    show(str(public))
    show(str(secret))
    if before:
        say(_("Oude vingerafdruk: {code}").format(code=before))
    say(_("Vingerafdruk: {code}").format(code=code))
    say(_("Geef programme.pub aan elke balie. programme.key geeft u aan niemand."))


def site(
    context: typer.Context,
    store: StoreOption,
    code: SiteOption = None,
    roll: RollOption = False,
    revoked: RevokeOption = False,
    user: UserOption = None,
) -> None:
    """Show the key of a site, made at the first time, or put a new one in its place."""
    _one_of(roll, revoked)
    with opened(context, store, user) as desk:
        if roll or revoked:
            key = site_keys.renew_site_key(desk, code, revoke=revoked).result
        else:
            key = site_keys.make_site_key(desk, code).result
    show(key.fingerprint)
    if key.before:
        say(_("Oude vingerafdruk: {code}").format(code=key.before))
        say(_("Het programmateam vraagt bij uw volgende gegevensset om de nieuwe te vergelijken."))
    else:
        say(_("Lees deze vingerafdruk voor als het programmateam erom vraagt."))


def accept(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="programme.pub", help=_("Sleutel van het team."))],
    store: StoreOption,
    fingerprint: Annotated[
        str,
        typer.Option(
            "--fingerprint", metavar="VINGERAFDRUK", help=_("Zoals het team hem voorlas.")
        ),
    ],
    user: UserOption = None,
) -> None:
    """Pin a key of the programme team."""
    with opened(context, store, user) as desk:
        programme_pins.pin_key(desk, file, fingerprint)
    say(_("Vastgelegd. Gegevenssets zijn vanaf nu voor deze sleutel."))


def sites(
    context: typer.Context, collection: CollectionArgument, as_json: JsonOption = False
) -> None:
    """List the keys that are pinned in a collection."""
    secret = passphrase(shell_of(context), _("Wachtzin van het programmateam"))
    found = collecting.pinned_of(collection, secret)
    codes = collecting.key_fingerprints(found)
    if as_json:
        show_json(
            [
                {"site": one.code, "fingerprint": codes[one.code], "revoked": one.revoked}
                for one in found
            ]
        )
        return
    rows = [
        [one.code, codes[one.code], _("ingetrokken") if one.revoked else _("geldig")]
        for one in found
    ]
    for line in table_lines([_("Azc"), _("Vingerafdruk"), _("Sleutel")], rows):
        show(line)


def revoke(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Welk azc."))],
    collection: Annotated[
        Path, typer.Option("--in", metavar="VERZAMELING.duckdb", help=_("De verzameling."))
    ],
) -> None:
    """Take in no set any more that the present key of a site signed."""
    secret = passphrase(shell_of(context), _("Wachtzin van het programmateam"))
    fingerprint = collecting.revoke_key_of(collection, secret, code)
    say(
        _(
            "Ingetrokken: {code}. Wat al is ingelezen, blijft. Vraag het azc om een nieuwe sleutel."
        ).format(code=fingerprint)
    )


def _one_of(roll: bool, revoked: bool) -> None:
    if roll and revoked:
        raise typer.BadParameter(_("Kies --roll of --revoke."))
