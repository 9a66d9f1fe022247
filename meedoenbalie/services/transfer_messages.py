"""Why a dossier from another desk isn't taken in, in the words of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meedoenbalie.domain.transfers import TERM
from meedoenbalie.exchange.transfer import RefusedTransfer
from meedoenbalie.i18n import _, formats, labels

if TYPE_CHECKING:
    from meedoenbalie.services.transfers import Preview


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
        "other_file": _(
            "Geweigerd: dit is een ander bestand dan wat u bekeek. Kies het opnieuw. Er is niets "
            "ingenomen."
        ),
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


def preview_lines(found: Preview) -> list[str]:
    """Say who comes, with what, and who of this desk may be the same person."""
    lines = [
        _("{name}, van {desk}, gemaakt op {moment}").format(
            name=found.resident.full_name,
            desk=found.sender,
            moment=formats.moment(found.made_at),
        ),
        *(
            f"{one.offer.title} ({one.provider.name}): {labels.state_long(one.standing.state)}"
            for one in found.open_referrals
            if one.standing.state
        ),
        _("Doorverwijzingen: {referrals}. Toestemmingen: {consents}. Gesprekken: {talks}.").format(
            referrals=len(found.referrals), consents=found.consents, talks=found.contacts
        ),
    ]
    if found.returns:
        lines.append(
            _("Deze bewoner was hier eerder als {number}. Voeg de dossiers daarna samen.").format(
                number=found.returns.reference
            )
        )
    others = [one.resident.reference for one in found.doubles if one.resident != found.returns]
    if others:
        lines.append(
            _("Misschien al bekend als {numbers}. Kijk na bij Dubbele dossiers.").format(
                numbers=", ".join(others)
            )
        )
    return lines
