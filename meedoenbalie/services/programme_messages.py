"""What became of a data set, in the words of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meedoenbalie.i18n import _
from meedoenbalie.services.programme_pins import OtherProgrammeKey, Standing
from meedoenbalie.services.sending import Check, CheckResult

if TYPE_CHECKING:
    # DuckDB takes long to load, and most who ask for words need none of it.
    from meedoenbalie.services.collecting import Collected


def arrival(result: Collected) -> str:
    """Say what became of one file, and what to do when it was refused."""
    words = {
        "collected": _("ingelezen: {site}, set {number}."),
        "already": _("was er al: {site}, set {number}. Er is niets veranderd."),
        "withdrawn": _(
            "ingetrokken door {site}: set {number} en alle sets ervoor tellen niet meer mee."
        ),
        "taken_back": _(
            "geweigerd: set {number} van {site} is ingetrokken of weggelaten. Een nieuwere set kan "
            "wel."
        ),
        "unreadable": _("geweigerd: het bestand is niet te lezen."),
        "not_for_this_key": _(
            "geweigerd: versleuteld voor iemand anders. Vraag het azc om een set voor uw sleutel."
        ),
        "damaged": _(
            "geweigerd: dit is geen gegevensset, of hij is beschadigd. Vraag hem opnieuw."
        ),
        "unsigned": _("geweigerd: er staat geen handtekening onder."),
        "changed": _(
            "geweigerd: de inhoud is veranderd nadat het azc tekende. Bel het azc en vraag hem "
            "opnieuw."
        ),
        "foreign": _("geweigerd: dit bestand is van een ander programma."),
        "newer_codebook": _("geweigerd: gemaakt met een nieuwer codeboek. Werk het programma bij."),
        "unknown_field": _("geweigerd: er staan gegevens in die niet in het codeboek staan."),
        "implausible": _("geweigerd: er staan waarden in die niet in het codeboek staan."),
        "other_key": _(
            "geweigerd: {site} tekende eerder met een andere sleutel. Vergelijk de vingerafdruk "
            "met het azc: {fingerprint}"
        ),
        "rolled_over": _(
            "nog niet ingelezen: {site} heeft een nieuwe sleutel. De oude staat ervoor in. "
            "Vergelijk de nieuwe vingerafdruk met het azc. Oud: {pinned}. Nieuw: {fingerprint}"
        ),
        "revoked": _(
            "geweigerd: getekend met een sleutel van {site} die is ingetrokken. Bel het azc en "
            "vraag een set met de nieuwe sleutel."
        ),
        "replayed": _("geweigerd: ouder dan de set die er al is van {site}."),
        "same_number": _(
            "geweigerd: er is al een andere set met nummer {number} van {site}. Bel het azc."
        ),
    }
    return words[result.code].format(
        site=result.site,
        number=result.number,
        fingerprint=result.fingerprint,
        pinned=result.pinned,
    )


def other_programme_key(error: OtherProgrammeKey) -> str:
    """Say why nothing was encrypted to a key of the programme team, and what to do."""
    words = {
        Standing.VOUCHED: _(
            "Dit is een nieuwe sleutel van het programmateam. De oude staat ervoor in. Bel het "
            "team en vergelijk de vingerafdruk: {new}. Oud was {old}. Er is niets gemaakt."
        ),
        Standing.AFTER_REVOKED: _(
            "Het programmateam heeft zijn oude sleutel ingetrokken. Bel het team op een nummer "
            "dat u al kent en vergelijk de vingerafdruk van de nieuwe: {new}. Er is niets gemaakt."
        ),
        Standing.REVOKED: _(
            "Het programmateam heeft deze sleutel ingetrokken: een ander kan hem hebben. Vraag het "
            "team om de nieuwe. Er is niets gemaakt."
        ),
    }
    other = _(
        "Dit is niet de sleutel die hier is vastgelegd ({old}). Bel het programmateam op een "
        "nummer dat u al kent. Dit bestand heeft {new}. Er is niets gemaakt."
    )
    return words.get(error.standing, other).format(old=error.old, new=error.new)


def check_name(check: Check) -> str:
    """Name what is looked at before a data set goes."""
    return {
        Check.FORM: _("Vorm klopt"),
        Check.NO_NUMBERS: _("Geen nummers of adressen in lessen"),
        Check.NO_NAMES: _("Geen namen in lessen"),
        Check.COUNTS: _("Aantallen als hier"),
    }[check]


def check_problem(result: CheckResult) -> str:
    """Say what to do about a check that failed."""
    if result.lessons:
        return _("Kijk na: {lessons}").format(lessons=", ".join(result.lessons))
    return _("Meld dit aan uw beheerder. Er is niets verstuurd.")
