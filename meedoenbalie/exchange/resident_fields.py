"""The headings of resident lists, in English and as desks write them."""

from __future__ import annotations

from meedoenbalie.domain.week import Weekday
from meedoenbalie.exchange.tabular import field_names

_DAYS = {
    Weekday.MONDAY: "ma|maandag|monday|mon",
    Weekday.TUESDAY: "di|dinsdag|tuesday|tue",
    Weekday.WEDNESDAY: "wo|woensdag|wednesday|wed",
    Weekday.THURSDAY: "do|donderdag|thursday|thu",
    Weekday.FRIDAY: "vr|vrijdag|friday|fri",
    Weekday.SATURDAY: "za|zaterdag|saturday|sat",
    Weekday.SUNDAY: "zo|zondag|sunday|sun",
}
FREE_ON = {f"free {day}": day for day in Weekday}
"""The field for each day that has a column of its own ("o/m")."""

COMMITMENT_PARTS = ("commitment_day", "commitment_from", "commitment_to")
"""Three columns, repeated, that together hold one appointment."""

RESIDENT_FIELDS = field_names(
    {
        "reference": "resident_ref|ref|referentie|kenmerk|bewonernummer|bewonersnummer|bewonernr"
        "|bewonersnr|resident|bewoner",
        "number": "nr|nummer|no|volgnr|volgnummer|rijnr|lijstnr|number",
        "site": "locatie|azc|site_code|locatiecode",
        "v_number": "v-nummer|v-nr|vnr|vreemdelingennummer|v-number",
        "full_name": "naam|name|volledige naam|naam bewoner|naam jongere|voor- en achternaam"
        "|full name",
        "given_name": "voornaam|voornamen|roepnaam|given names|first name",
        "family_name": "achternaam|achternamen|familienaam|last name|surname",
        "native_name": "name_native|naam in eigen schrift|naam eigen schrift|eigen schrift",
        "birth_date": "geboortedatum|geb.datum|geb.dat|geboren|geboren op|geb|geboortedag"
        "|date of birth|dob|birthday",
        "birth_year": "geboortejaar|geb.jaar|year of birth",
        "languages": "talen|taal|taal/talen|language|spreekt|moedertaal|gesproken talen|spreektaal"
        "|spreektalen|overige talen|andere talen|tweede taal|spoken languages",
        "preferred_language": "voorkeurstaal|contacttaal",
        "dutch_level": "niveau|niveau nl|nl niveau|taalniveau|taalniveau nl|nt2-niveau"
        "|niveau nederlands|taalniveau nederlands|nederlands|level|level of dutch|erk-niveau",
        "literacy": "lezen|lezen/schrijven|lezen en schrijven|alfabetisering|geletterdheid",
        "residence_phase": "fase|status|verblijfsfase|verblijfsstatus|verblijfstatus|phase"
        "|procedure|fase procedure|residence status",
        "guardian": "voogd|ouder/voogd|voogd/ouder|voogd of ouder|ouder of voogd|legal guardian",
        "arrival_date": "aankomst|aankomstdatum|datum aankomst|sinds|in azc sinds|in azc vanaf"
        "|binnenkomst|datum binnenkomst|aankomst azc|aankomst in azc|datum aankomst azc"
        "|in opvang sinds|arrival|date of arrival|arrived on",
        "interests": "interesses|interesse|hobby|hobby's|hobby's / interesses"
        "|hobby's en interesses|interest|hobbies|wensen",
        "availability": "beschikbaar|beschikbaarheid|vrije dagdelen|beschikbare dagdelen|dagdelen"
        "|available",
        "commitments": "vaste afspraken|vaste afspraak|afspraken|commitment|appointments",
        "commitment_day": "dag|day",
        "commitment_from": "van|vanaf|from|begin|begintijd",
        "commitment_to": "tot|t/m|to|until|eind|eindtijd",
        "hours_per_week": "uren p/w|uren per week|uur per week|uren|beschikbare uren"
        "|aantal uren|aantal uren per week|beschikbare uren per week|uren/week|hours",
        "max_travel_minutes": "max reistijd|maximale reistijd|reistijd",
        "contact_channel": "contact via|kanaal|bereikbaar via|channel|contact method",
        "contact_value": "telefoon|telefoon / mail|telefoonnummer|tel|tel.nr|mobiel|mobiel nummer"
        "|mobiele telefoon|06-nummer|gsm|phone|phone number|mobile|telephone"
        "|e-mail|mail|e-mailadres|contact|contactgegevens|contact details"
        "|e-mail address",
        "notes": "opmerking|opmerkingen|opm|notitie|notities|note|bijzonderheden"
        "|toelichting|remark|remarks|comment|comments",
        **{name: _DAYS[day] for name, day in FREE_ON.items()},
    },
    repeatable=(
        *("languages", "interests", "commitments", "contact_value", "notes"),
        *COMMITMENT_PARTS,
    ),
    required=(("birth_date", "birth_year"), ("given_name", "family_name", "full_name")),
)
