"""Who has a store open, and why a back-up failed or can't be restored, in the words of the user."""

from __future__ import annotations

import math
import os
from pathlib import Path

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.backing_up import Backup, BackupDamaged, BackupFailed
from meedoenbalie.services.stores import Holder
from meedoenbalie.storage.errors import ServerBackupRefused, ServerToolsMissing

_MEGABYTE = 1_000_000


def in_use(holder: Holder) -> str:
    """Say who has a store open, and what to do."""
    after = _("Sluit de balie daar en probeer het dan opnieuw. Er is niets veranderd.")
    if holder.since is None:
        return f"{_('Deze balie is al open in een ander venster of programma.')} {after}"
    open_at = _("Deze balie is al open bij {user}, op {computer}, sinds {moment}.").format(
        user=holder.user or holder.account,
        computer=holder.computer or _("deze computer"),
        moment=formats.moment(holder.since),
    )
    return f"{open_at} {after}"


def backup_failed(error: BackupFailed) -> str:
    """Say why no back-up was made, what is kept, and what to do."""
    place = place_name(error.place)
    kept = _("De back-up is niet gemaakt; uw gegevens staan veilig op deze computer.")
    size = _("{n} MB").format(n=math.ceil(error.needed / _MEGABYTE))
    happened, act = {
        "full": (
            _("‘{place}’ is vol.").format(place=place),
            _("Maak {size} vrij of kies een andere plek.").format(size=size),
        ),
        "read_only": (
            _("In ‘{place}’ mag niet geschreven worden.").format(place=place),
            _("Haal de schrijfbeveiliging eraf of kies een andere plek."),
        ),
        "gone": (
            _("‘{place}’ is niet te bereiken.").format(place=place),
            _("Steek de USB-stick weer in, of kies een andere plek."),
        ),
        "unproved": (
            _("De back-up in ‘{place}’ kwam anders terug dan hij geschreven was.").format(
                place=place
            ),
            _("Kies een andere plek; deze is misschien aan vervanging toe."),
        ),
    }.get(
        error.code,
        (
            _("Schrijven in ‘{place}’ lukte niet.").format(place=place),
            _("Probeer het opnieuw of kies een andere plek."),
        ),
    )
    if error.code == "source":
        return _(
            "De back-up is niet gemaakt: in de balie zelf klopt iets niet. De eerdere back-ups "
            "zijn bewaard. Zet er een terug, of vraag uw beheerder om hulp."
        )
    return f"{happened} {kept} {act}"


def damaged(error: BackupDamaged) -> str:
    """Say that a back-up can't be restored, and what to do."""
    if str(error) in {"altered", "unreadable"}:
        return _(
            "Deze back-up is beschadigd of is geen back-up. Er is niets veranderd. "
            "Kies een andere back-up."
        )
    return _(
        "De gegevens in deze back-up kloppen niet. Er is niets veranderd. Kies een andere back-up."
    )


def of_other() -> str:
    """Say that the back-up belongs to another store."""
    return _(
        "Dit is de back-up van een andere balie. Er is niets veranderd. Kies een back-up van deze."
    )


def refused_by_server(error: ServerBackupRefused) -> str:
    """Say why a server lets no back-up be made or put back, and what to ask."""
    return {
        "owner": _(
            "Alleen wie deze balie op de server maakte, kan een back-up maken of terugzetten: "
            "anderen zien daar niet alles. Er is niets veranderd."
        ),
        "password": _(
            "Een back-up gaat op slot met uw wachtwoord op de server, en dat is hier niet "
            "ingevuld. Open de balie met uw wachtwoord en probeer het opnieuw."
        ),
        "scratch": _(
            "Een back-up wordt nagekeken in een kladdatabase, en die mag u op de server niet "
            "maken. Vraag wie de server beheert: ALTER ROLE naam CREATEDB. Er is niets veranderd."
        ),
    }[str(error)]


def tools_missing(error: ServerToolsMissing) -> str:
    """Say which programs of PostgreSQL are needed, and how to get them."""
    how = _(
        "Installeer de programma’s van PostgreSQL {needed}: op Debian en Ubuntu "
        "postgresql-client-{needed}, op een Mac ‘brew install libpq’, op Windows ‘Command Line "
        "Tools’ in het installatieprogramma van PostgreSQL."
    ).format(needed=error.needed)
    if error.found:
        happened = _(
            "Het programma pg_dump op deze computer is van versie {found}, en de server is van "
            "versie {needed}."
        ).format(found=error.found, needed=error.needed)
    else:
        happened = _("Op deze computer staat het programma pg_dump niet.")
    return f"{happened} {how}"


def recovered() -> str:
    """Say that the last thing done before a crash isn't there."""
    return _(
        "De vorige keer is de balie niet goed afgesloten. Alles tot de laatste hele wijziging is "
        "er. Kijk na of wat u als laatste deed erbij is."
    )


def place_name(folder: Path) -> str:
    """Return how people call a place: the name of the stick or disk, or else of the folder."""
    for part in (folder, *folder.parents):
        if os.path.ismount(part) and part != Path(part.anchor):
            return part.name
    return folder.name or str(folder)


def held(backup: Backup) -> str:
    """Return what a back-up holds: *86 bewoners, 47 doorverwijzingen*."""
    residents = backup.facts.counts.get("resident", 0)
    referrals = backup.facts.counts.get("referral", 0)
    people = ngettext("{n} bewoner", "{n} bewoners", residents).format(n=formats.number(residents))
    sent = ngettext("{n} doorverwijzing", "{n} doorverwijzingen", referrals)
    return f"{people}, {sent.format(n=formats.number(referrals))}"
