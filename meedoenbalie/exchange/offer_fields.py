"""The headings of offer lists, as providers and desks write them; each list starts with ours."""

from __future__ import annotations

from meedoenbalie.exchange.tabular import field_names

EXTRA_PREFIX = "meedoenbalie"
"""Begins the heading of a column that holds a field exactly (offer_extras)."""

OFFER_HEADINGS = {
    "code": "Aanbodcode|kenmerk",
    "number": "Nr|nummer|id|volgnr|no",
    "title": "Titel|cursus|cursusnaam|activiteit|traject|mdt-traject|naam|naam aanbod|aanbod|name"
    "|naam traject|naam cursus",
    "kind": "Soort|soort aanbod|type|type aanbod",
    "provider": "Aanbieder|organisatie|aanbieder/organisatie|organisatie/aanbieder"
    "|taalaanbieder|aanbiedende organisatie|naam aanbieder|organisation|organization",
    "place": "Plaats|plaatsnaam|locatie|stad|city|location",
    "address": "Adres|adresregel|bezoekadres|straat|straat en huisnummer|street|street address",
    "work_kind": "Soort werk|werksoort|categorie|thema",
    "description": "Omschrijving|beschrijving|wat ga je doen",
    "schedule": "Weekrooster|rooster|tijden|dagen en tijden|dag en tijd|dagen/tijden|dag/tijd"
    "|wanneer|dagen|tijdstip",
    "hours_total": "Uren totaal|totaal uren|totaal aantal uren|aantal uren|uren|total hours",
    "weeks": "Weken|duur|duur weken|duur in weken|aantal weken|looptijd|duration",
    "age_range": "Leeftijd|leeftijden|leeftijdsgroep|age|ages",
    "minimum_age": "Leeftijd vanaf|minimumleeftijd|minimale leeftijd|min. leeftijd"
    "|leeftijd van|min age",
    "maximum_age": "Leeftijd tot en met|maximumleeftijd|maximale leeftijd|max. leeftijd|max age",
    "level": "Niveau|niveau nl|nl niveau|taalniveau|instapniveau|niveau nederlands",
    "places": "Plaatsen|vrije plaatsen|aantal plaatsen|beschikbare plaatsen|beschikbare plekken"
    "|vrije plekken|plekken|capaciteit|capacity",
    "places_total": "Plaatsen totaal|totaal plaatsen|maximum plaatsen"
    "|max. deelnemers|maximum aantal deelnemers",
    "places_confirmed": "Bevestigd op|plaatsen bevestigd|plaatsen bevestigd op|bevestigd"
    "|laatst bevestigd|datum bevestigd|bevestigd d.d.|confirmed on|places confirmed on",
    "intakes": "Instroommomenten|instroom|instroommoment|instroomdata|startdatum|startdata"
    "|start|starts|start dates|begindatum",
    "ends_on": "Einddatum|loopt tot en met|einde|end date",
    "holiday_region": "Vakantieregio|schoolvakantie regio",
    "support_languages": "Ondersteuning in|hulptaal|hulptalen|ondersteuning|talen"
    "|uitleg in|support languages",
    "residence_phases": "Doelgroep|fase|fasen|verblijfsfase|status",
    "work_permit": "Verklaring vrijwilligerswerk|vrijwilligersverklaring|uwv-verklaring",
    "work_permit_applicant": "Verklaring, wie vraagt aan|verklaring aangevraagd door"
    "|aanvrager verklaring",
    "work_permit_valid_until": "Verklaring geldig tot en met|verklaring geldig tot",
    "conduct_certificate": "VOG|verklaring omtrent gedrag|vog nodig|vog vereist|vog verplicht",
    "certificate_applicant": "VOG, wie vraagt aan|vog aangevraagd door|aanvrager vog|vog via",
    "certificate_state": "VOG, stand|stand vog|status vog|vog geregeld",
    "certificate_valid_until": "VOG geldig tot en met|vog geldig tot",
    "cost": "Kosten|kosten deelnemer|eigen bijdrage|prijs|costs|bijdrage",
    "cost_payer": "Wie betaalt|kosten voor rekening van|betaald door|betaalt",
    "literacy_needed": "Lezen en schrijven|alfabetisering|geletterdheid|leesvaardigheid",
    "childcare": "Kinderopvang|opvang kinderen|childcare",
    "accessible": "Toegankelijk|rolstoeltoegankelijk|toegankelijk met rolstoel|rolstoel"
    "|toegankelijkheid|accessible",
    "group_size": "Groepsgrootte|groep|grootte groep|aantal in de groep|group size",
    "group_from": "Groep vanaf|minimum groep",
    "group_to": "Groep tot en met|maximum groep",
    "forms": "Vorm|vormen|lesvorm|werkvorm|form",
    "first_step": "Eerste stap|telt als eerste stap|first step",
    "tuned_to": "Afgestemd op|hoort bij|combineert met|tuned to",
    "position": "Coördinaten|coordinaten|positie|gps|lat/lon|lat, lon|coordinates",
    "contact_name": "Contactpersoon|contact|naam contactpersoon",
    "phone": "Telefoon|tel|telefoonnummer|mobiel",
    "email": "E-mail|mail|e-mailadres",
    "active": "Loopt nu|actief|active",
    "external_id": "HSDS-id|hsds id|external id",
    "provider_phone": "Telefoon aanbieder|telefoon organisatie",
    "provider_email": "E-mail aanbieder|e-mail organisatie",
}
"""Of each column of an offer list the headings: the first is written, all are read."""

OFFER_FIELDS = field_names(
    OFFER_HEADINGS,
    required=(("code", "number"), ("title",), ("provider",)),
    prefixes={
        **dict.fromkeys(("reistijd", "reisminuten", "travelminutes", "traveltime"), "travel"),
        EXTRA_PREFIX: "extra",
    },
    repeatable=("travel", "extra"),
)
