"""Why a dossier from another desk isn't taken in, in the words of the user."""

from __future__ import annotations

from meedoenbalie.domain.transfers import TERM
from meedoenbalie.exchange.transfer import RefusedTransfer
from meedoenbalie.i18n import _


def refusal(error: RefusedTransfer) -> str:
    """Say why a bundle or the file of a desk was refused, and what to do."""
    words = {
        "damaged": _(
            "Geweigerd: dit is geen overdracht, of het bestand is beschadigd of afgekapt. Vraag "
            "het opnieuw. Er is niets ingenomen."
        ),
        "not_for_this_key": _(
            "Geweigerd: versleuteld voor een andere balie, of het begin is beschadigd. Vraag een "
            "overdracht voor uw sleutel. Er is niets ingenomen."
        ),
        "other_desk": _(
            "Geweigerd: getekend voor een andere balie en daarna doorgestuurd. Bel het azc. Er is "
            "niets ingenomen."
        ),
        "unknown_sender": _(
            "Geweigerd: getekend met een sleutel die u niet kent. Vergelijk de vingerafdruk met "
            "het azc en leg die balie vast: {fingerprint}"
        ),
        "changed": _(
            "Geweigerd: de inhoud is veranderd nadat het azc tekende. Bel het azc en vraag het "
            "opnieuw. Er is niets ingenomen."
        ),
        "newer_schema": _(
            "Geweigerd: gemaakt met een nieuwere versie van het programma. Werk dit programma bij."
        ),
        "stale": _(
            "Geweigerd: ouder dan {days} dagen. Wat erin staat kan veranderd zijn; vraag een "
            "nieuwe overdracht."
        ),
        "ahead": _(
            "Geweigerd: gemaakt op een dag die nog moet komen. Kijk of de klok van beide "
            "computers goed staat."
        ),
        "taken_before": _("Geweigerd: deze overdracht is al eens ingenomen."),
        "no_desk_file": _(
            "Dit bestand is geen sleutel van een balie, of het is beschadigd. Er is niets "
            "veranderd."
        ),
        "other_fingerprint": _(
            "De vingerafdruk is een andere dan die van dit bestand: {fingerprint}. Bel de balie. "
            "Er is niets vastgelegd."
        ),
        "own_desk": _("Dit is de sleutel van uw eigen balie. Er is niets vastgelegd."),
    }
    return words[error.code].format(fingerprint=error.fingerprint, days=TERM.days)
