"""A dossier that moves with its resident to another azc, and the keys that this takes."""

from __future__ import annotations

from pathlib import Path
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
from meedoenbalie.domain.transfers import TERM
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import desk_keys, registration, transfer_messages, transfers

OutOption = Annotated[Path, typer.Option("--out", metavar="BESTAND", help=_("Waar het komt."))]
SiteOption = Annotated[str | None, typer.Option("--site", metavar="CODE", help=_("Welk azc."))]
BundleArgument = Annotated[Path, typer.Argument(metavar="BESTAND", help=_("De overdracht."))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "transfer", help=_("Draagt het dossier van een bewoner over aan een andere balie.")
    )(transfer)
    app.command("take-in", help=_("Neemt een dossier in dat een andere balie overdroeg."))(take_in)


def register_keys(keys: typer.Typer) -> None:
    """Add what belongs to the keys of desks."""
    keys.command("desk", help=_("De sleutel van deze balie, voor een andere balie."))(desk_file)
    keys.command("trust", help=_("Legt de sleutel van een andere balie vast."))(trust)


def desk_file(
    context: typer.Context,
    store: StoreOption,
    out: OutOption,
    site: SiteOption = None,
    user: UserOption = None,
) -> None:
    """Write the file by which another desk knows this one."""
    with opened(context, store, user) as desk:
        card = desk_keys.write_desk_card(desk, out, site).result
    show(str(out))
    say(_("Vingerafdruk: {code}").format(code=card.fingerprint))
    say(_("Geef dit bestand aan de andere balie, en lees de vingerafdruk voor aan de telefoon."))


def trust(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help=_("Van de andere balie."))],
    store: StoreOption,
    fingerprint: Annotated[
        str,
        typer.Option(
            "--fingerprint",
            metavar="VINGERAFDRUK",
            help=_("Zoals de andere balie hem voorlas."),
        ),
    ],
    user: UserOption = None,
) -> None:
    """Pin another desk."""
    with opened(context, store, user) as desk:
        known = desk_keys.trust_desk(desk, file, fingerprint).result
    show(known.name)
    say(_("Vastgelegd. Dossiers van en naar {desk} kunnen nu.").format(desk=known.name))


def transfer(
    context: typer.Context,
    resident: Annotated[
        str, typer.Argument(metavar="BEWONER", help=_("Nummer van de bewoner, zoals RTW-0007."))
    ],
    store: StoreOption,
    to: Annotated[str, typer.Option("--to", metavar="BALIE", help=_("Naam van de balie."))],
    out: OutOption,
    user: UserOption = None,
) -> None:
    """Write a dossier for one other desk."""
    with opened(context, store, user) as desk:
        person = registration.resident_by_reference(desk, resident)
        made = transfers.hand_over(desk, person.id, to, out).result
    show(str(out))
    say(
        _(
            "Alleen {desk} kan dit lezen, binnen {days} dagen. U brengt het bestand zelf. Hier "
            "geldt de bewoner als vertrokken."
        ).format(desk=made.desk, days=TERM.days)
    )


def take_in(
    context: typer.Context,
    file: BundleArgument,
    store: StoreOption,
    site: SiteOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Toont wat erin zit en schrijft niets."))
    ] = False,
    as_json: JsonOption = False,
    user: UserOption = None,
) -> None:
    """Take a dossier in, or show what it holds."""
    with opened(context, store, user) as desk:
        found = transfers.look_into(desk, file)
        taken = None if dry_run else transfers.take_in(desk, file, site, found.bundle_id).result
    if as_json:
        show_json(
            {
                "sender": found.sender,
                "made_at": found.made_at.isoformat(),
                "taken_in": taken.resident.reference if taken else None,
                "given_name": found.resident.given_name,
                "family_name": found.resident.family_name,
                "open_referrals": [
                    {
                        "offer": one.offer.title,
                        "provider": one.provider.name,
                        "state": one.standing.state,
                    }
                    for one in found.open_referrals
                ],
                "referrals": len(found.referrals),
                "consents": found.consents,
                "contacts": found.contacts,
                "likely_doubles": [one.resident.reference for one in found.doubles],
                "was_here_before_as": found.returns.reference if found.returns else None,
            }
        )
        return
    for line in transfer_messages.preview_lines(found):
        say(line)
    if taken is None:
        say(_("Er is niets ingenomen."))
        return
    show(taken.resident.reference)
    if taken.new_offers:
        say(
            ngettext(
                "{n} aanbod was hier niet bekend. Het staat er nu bij als niet actief.",
                "{n} aanbiedingen waren hier niet bekend. Ze staan er nu bij als niet actief.",
                taken.new_offers,
            ).format(n=taken.new_offers)
        )
