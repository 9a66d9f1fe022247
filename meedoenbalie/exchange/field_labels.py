"""The names of fields in files, for people: the one in the file's own heading goes first."""

from __future__ import annotations

from collections.abc import Callable

from meedoenbalie.domain.week import Weekday
from meedoenbalie.i18n import _, labels

_LABELS: dict[str, Callable[[], str]] = {
    # residents
    "name": lambda: _("Naam"),
    "full_name": lambda: _("Naam"),
    "reference": lambda: _("Kenmerk"),
    "number": lambda: _("Nummer"),
    "site": lambda: _("Locatie"),
    "v_number": lambda: _("V-nummer"),
    "given_name": lambda: _("Voornaam"),
    "family_name": lambda: _("Achternaam"),
    "native_name": lambda: _("Naam in eigen schrift"),
    "name_native": lambda: _("Naam in eigen schrift"),
    "birth_date": lambda: _("Geboortedatum"),
    "birth_year": lambda: _("Geboortejaar"),
    "languages": lambda: _("Talen"),
    "preferred_language": lambda: _("Voorkeurstaal"),
    "dutch_level": lambda: _("Nederlands"),
    "literacy": lambda: _("Lezen en schrijven"),
    "residence_phase": lambda: _("Verblijfsfase"),
    "guardian": lambda: _("Voogd / ouder"),
    "arrival_date": lambda: _("Aankomst in het azc"),
    "interests": lambda: _("Interesses"),
    "availability": lambda: _("Beschikbaar"),
    "commitments": lambda: _("Vaste afspraken"),
    "commitment_day": lambda: _("Vaste afspraak, dag"),
    "commitment_from": lambda: _("Vaste afspraak, van"),
    "commitment_to": lambda: _("Vaste afspraak, tot"),
    "hours_per_week": lambda: _("Uren per week"),
    "max_travel_minutes": lambda: _("Langste reistijd"),
    "contact_channel": lambda: _("Contact via"),
    "contact_value": lambda: _("Hoe te bereiken"),
    "notes": lambda: _("Opmerking"),
    # offers
    "code": lambda: _("Code"),
    "alternate_name": lambda: _("Code"),
    "title": lambda: _("Titel"),
    "kind": lambda: _("Soort aanbod"),
    "provider": lambda: _("Aanbieder"),
    "organization": lambda: _("Aanbieder"),
    "organization_id": lambda: _("Aanbieder"),
    "place": lambda: _("Plaats"),
    "location_id": lambda: _("Plaats"),
    "address": lambda: _("Adres"),
    "addresses": lambda: _("Adres"),
    "work_kind": lambda: _("Soort werk"),
    "description": lambda: _("Omschrijving"),
    "schedule": lambda: _("Weekrooster"),
    "schedules": lambda: _("Weekrooster"),
    "schedules.byday": lambda: _("Weekrooster, dagen"),
    "schedules.opens_at": lambda: _("Weekrooster, begintijd"),
    "schedules.closes_at": lambda: _("Weekrooster, eindtijd"),
    "hours_total": lambda: _("Uren in totaal"),
    "weeks": lambda: _("Duur in weken"),
    "age_range": lambda: _("Leeftijd"),
    "minimum_age": lambda: _("Laagste leeftijd"),
    "maximum_age": lambda: _("Hoogste leeftijd"),
    "level": lambda: _("Taalniveau"),
    "places": lambda: _("Plaatsen"),
    "capacities.available": lambda: _("Plaatsen"),
    "places_total": lambda: _("Plaatsen in totaal"),
    "capacities.maximum": lambda: _("Plaatsen in totaal"),
    "places_confirmed": lambda: _("Plaatsen bevestigd op"),
    "intakes": lambda: _("Instroommomenten"),
    "ends_on": lambda: _("Einddatum"),
    "travel": lambda: _("Reistijd"),
    "travel_minutes": lambda: _("Reistijd"),
    "support_languages": lambda: _("Ondersteuning in"),
    "residence_phases": lambda: _("Doelgroep"),
    "work_permit": lambda: _("Verklaring vrijwilligerswerk"),
    "conduct_certificate": lambda: _("VOG"),
    "cost": lambda: _("Kosten"),
    "contact_name": lambda: _("Contactpersoon"),
    "phone": lambda: _("Telefoon"),
    "email": lambda: _("E-mail"),
    # referrals
    "referral": lambda: _("Doorverwijzing"),
    "resident": lambda: _("Bewoner"),
    "offer": lambda: _("Aanbod"),
    "event": lambda: _("Gebeurtenis"),
    "happened_on": lambda: _("Gebeurd op"),
    "recorded_on": lambda: _("Vastgelegd op"),
    "reported_by": lambda: _("Gemeld door"),
    "recorded_by": lambda: _("Vastgelegd door"),
    "channel": lambda: _("Kanaal"),
    "consent_on": lambda: _("Toestemming op"),
    "guardian_agreed_on": lambda: _("Akkoord voogd op"),
    "receiver": lambda: _("Ontvanger"),
    "reason": lambda: _("Reden"),
    "outcome": lambda: _("Uitkomst"),
    "told_on": lambda: _("Teruggekoppeld op"),
    "note": lambda: _("Toelichting"),
    # lessons
    "phase": lambda: _("Fase"),
    "element": lambda: _("Werkzaam element"),
    "situation": lambda: _("Wat gebeurde er"),
    "what_worked": lambda: _("Wat werkte"),
    "tip": lambda: _("Tip"),
    "site_name": lambda: _("Locatie"),
    "evidence": lambda: _("Onderbouwing"),
    "learned_on": lambda: _("Datum"),
}


def field_label(field: str) -> str:
    """The name of a field when the file has no heading for it; unknown names stay as they are."""
    if field.startswith("free "):
        return labels.weekday(Weekday(field.removeprefix("free ")))
    label = _LABELS.get(field)
    return label() if label else field
