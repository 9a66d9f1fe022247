"""What there is to say of a whole file, in plain words: what was left aside, why it is refused."""

from __future__ import annotations

from collections.abc import Callable

from meedoenbalie.exchange.field_labels import field_label
from meedoenbalie.exchange.problems import FileNote, RefusedFile
from meedoenbalie.exchange.wording import shown
from meedoenbalie.i18n import _, ngettext


def note_text(note: FileNote) -> str:
    """What there is to know about a file."""
    words = _NOTES[note.code](note.count)
    return words.format(subject=shown(note.subject), count=note.count)


def refusal_text(refused: RefusedFile) -> str:
    """Why a file was refused, and what to do."""
    subject = refused.subject
    return _REFUSALS[refused.code]().format(
        subject=shown(field_label(subject)), english=shown(subject), line=refused.line
    )


_NOTES: dict[str, Callable[[int], str]] = {
    "hidden_column_not_imported": lambda _n: _(
        "De kolom ‘{subject}’ is verborgen en is niet gelezen."
    ),
    "hidden_rows_imported": lambda _n: _(
        "Het blad heeft verborgen rijen ({count}). Die zijn wel gelezen."
    ),
    "sheet_not_imported": lambda _n: _("Het blad ‘{subject}’ is niet gelezen."),
    "duplicate_header_repeated_field": lambda _n: _(
        "De kolom ‘{subject}’ komt {count} keer voor. Alle keren zijn gelezen."
    ),
    "column_not_imported": lambda _n: _(
        "De kolom ‘{subject}’ kennen we niet en is niet overgenomen."
    ),
    "new_site": lambda _n: _("De locatie {subject} is nieuw en is toegevoegd."),
    "unknown_travel_site": lambda _n: _(
        "De reistijd naar ‘{subject}’ hoort bij geen locatie die we kennen. "
        "Zodra die locatie er is, telt de reistijd mee."
    ),
    "recognised": lambda n: ngettext(
        "{count} rij was er al. Die is niet dubbel opgeslagen.",
        "{count} rijen waren er al. Die zijn niet dubbel opgeslagen.",
        n,
    ),
    "updated": lambda n: ngettext(
        "{count} rij was er al en is bijgewerkt.",
        "{count} rijen waren er al en zijn bijgewerkt.",
        n,
    ),
    "nothing_stored": lambda _n: _(
        "Er zijn rijen geweigerd. U koos alles of niets: er is niets opgeslagen."
    ),
    "dry_run": lambda _n: _("Dit was een proef: er is niets opgeslagen."),
}

_REFUSALS: dict[str, Callable[[], str]] = {
    "bsn_in_site": lambda: _(
        "De locatie lijkt op een BSN. Dat mogen we niet bewaren. Noem de locatie anders."
    ),
    "instance_malformed": lambda: _(
        "‘{english}’ klopt niet. Nodig zijn residents (id, waiting_weeks), offers (id, capacity) "
        "en scores (bewoner, aanbod, hele punten)."
    ),
    "not_a_file": lambda: _("Hier staat geen bestand: ‘{subject}’. Kies een ander bestand."),
    "not_readable": lambda: _(
        "Het bestand is niet te openen. Staat het nog open in een ander programma?"
    ),
    "empty_file": lambda: _("Het bestand is leeg. Kies een ander bestand."),
    "file_too_big": lambda: _("Het bestand is te groot. Splits het in kleinere bestanden."),
    "wrong_kind": lambda: _(
        "Dit is geen bestand met rijen en kolommen ({subject}). "
        "Sla het op als Excel-werkmap (.xlsx) of als CSV."
    ),
    "not_a_workbook": lambda: _(
        "De naam zegt Excel, maar het bestand is het niet. "
        "Sla het opnieuw op als .xlsx, of geef het de naam .csv als het een CSV-bestand is."
    ),
    "damaged_workbook": lambda: _(
        "De werkmap is beschadigd of niet volledig. Vraag het bestand opnieuw, "
        "of open het in Excel en sla het opnieuw op."
    ),
    "encrypted_or_old": lambda: _(
        "De werkmap heeft een wachtwoord of is van een oude Excel (.xls). "
        "Open haar in Excel en sla haar op als .xlsx, zonder wachtwoord."
    ),
    "too_big_unpacked": lambda: _(
        "De werkmap wordt bij het uitpakken veel te groot. Er is niets gelezen. "
        "Vraag de afzender om een gewoon bestand."
    ),
    "unsafe_workbook": lambda: _(
        "De werkmap bevat verwijzingen die we om veiligheid niet volgen. "
        "Sla haar opnieuw op in Excel."
    ),
    "no_table": lambda: _(
        "We vinden geen rij met kolomnamen. Zet boven de lijst een rij met namen."
    ),
    "hidden_table": lambda: _(
        "De lijst staat op het verborgen blad ‘{subject}’. Maak het blad zichtbaar."
    ),
    "missing_column": lambda: _(
        "De kolom ‘{subject}’ (of ‘{english}’) ontbreekt. Voeg haar toe, of kies een ander bestand."
    ),
    "hidden_needed_column": lambda: _(
        "De kolom ‘{subject}’ is verborgen. Maak haar zichtbaar en lees het opnieuw in."
    ),
    "too_many_columns": lambda: _("De kop heeft te veel kolommen. Haal weg wat niet nodig is."),
    "utf16_without_mark": lambda: _(
        "De tekens zijn niet te lezen (UTF-16 zonder kenmerk). Sla het op als CSV UTF-8."
    ),
    "two_encodings": lambda: _(
        "Regel {line} heeft een andere tekenset dan de rest. "
        "Sla het bestand opnieuw op als CSV UTF-8."
    ),
    "unknown_encoding": lambda: _(
        "De tekens in regel {line} zijn niet te lezen. Sla het op als CSV UTF-8."
    ),
    "line_too_long": lambda: _(
        "Regel {line} is te lang voor een rij. Sla het bestand opnieuw op, of verbeter die regel."
    ),
    "open_quote": lambda: _(
        "In regel {line} begint een tekst met een aanhalingsteken dat nooit sluit. "
        "Verbeter die regel."
    ),
    "bad_json": lambda: _(
        "Dit is geen geldig of volledig JSON-bestand (regel {line}). Vraag het opnieuw."
    ),
    "nested_too_deep": lambda: _(
        "Dit JSON-bestand is te diep genest. Er is niets gelezen. Vraag een ander bestand."
    ),
    "no_services": lambda: _("In dit bestand staat geen aanbod in de vorm van HSDS."),
    "bad_site": lambda: _(
        "De locatiecode ‘{subject}’ is te lang. Neem er een van hoogstens 12 tekens."
    ),
    "site_needed": lambda: _(
        "Er staat niet bij welke locatie deze bewoners horen. Kies een locatie."
    ),
}
