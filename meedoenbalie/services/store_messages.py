"""What it means when the disk or the file of a store fails, and what to do."""

from __future__ import annotations

from meedoenbalie.i18n import _
from meedoenbalie.storage.errors import StoreTrouble


def trouble(error: StoreTrouble) -> str:
    """Say what failed, what is kept, and what to do."""
    code = str(error)
    if code == "damaged":
        return _(
            "Het bestand van de balie is beschadigd; wat beschadigd is, wordt niet getoond. "
            "Zet een back-up terug, of vraag uw beheerder om hulp."
        )
    if code == "compact":
        return _(
            "De gegevens zijn gewist. Alleen het bestand kleiner maken lukte nu niet. "
            "Kijk of er ruimte is op de schijf, en sluit de balie dan een keer af."
        )
    happened, act = {
        "full": (_("De schijf is vol."), _("Maak ruimte en probeer het opnieuw.")),
        "read_only": (
            _("In het bestand van de balie mag niet geschreven worden."),
            _("Haal de schrijfbeveiliging eraf en probeer het opnieuw."),
        ),
        "locked": (
            _("Een ander programma houdt het bestand van de balie vast."),
            _("Sluit dat programma en probeer het opnieuw."),
        ),
        "disk": (
            _("Lezen of schrijven op de schijf lukte niet."),
            _("Kijk of de schijf of stick er nog is en probeer het opnieuw."),
        ),
    }[code]
    kept = _("Deze wijziging is niet bewaard; alles daarvoor wel.")
    return f"{happened} {kept} {act}"


def full_disk() -> str:
    """Say that a file could not be written for want of room."""
    return _("De schijf is vol; het bestand is niet gemaakt. Maak ruimte en probeer het opnieuw.")
