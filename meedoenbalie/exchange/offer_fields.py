"""The headings of offer lists, in English and as providers and desks write them."""

from __future__ import annotations

from meedoenbalie.exchange.tabular import field_names

OFFER_FIELDS = field_names(
    {
        "code": "aanbodcode|kenmerk",
        "number": "nr|nummer|id|volgnr|no",
        "title": "titel|cursus|cursusnaam|activiteit|traject|mdt-traject|naam|naam aanbod|aanbod"
        "|name",
        "kind": "soort|soort aanbod|type|type aanbod",
        "provider": "aanbieder|organisatie|aanbieder/organisatie|organisatie/aanbieder"
        "|taalaanbieder|naam aanbieder|organisation|organization",
        "place": "plaats|plaatsnaam|locatie|stad|city|location",
        "address": "adres|adresregel|bezoekadres|straat|straat en huisnummer|street|street address",
        "work_kind": "soort werk|werksoort|categorie|thema",
        "description": "omschrijving|beschrijving|wat ga je doen",
        "schedule": "weekrooster|rooster|tijden|dagen en tijden|dag en tijd|dagen/tijden|dag/tijd"
        "|wanneer|dagen|tijdstip",
        "hours_total": "uren totaal|totaal uren|totaal aantal uren|aantal uren|uren|total hours",
        "weeks": "weken|duur|duur weken|duur in weken|aantal weken|looptijd|duration",
        "age_range": "leeftijd|leeftijden|leeftijdsgroep|age|ages",
        "minimum_age": "leeftijd vanaf|minimumleeftijd|minimale leeftijd|min. leeftijd",
        "maximum_age": "leeftijd tot en met|maximumleeftijd|maximale leeftijd|max. leeftijd",
        "level": "niveau|niveau nl|nl niveau|taalniveau|instapniveau|niveau nederlands",
        "places": "plaatsen|vrije plaatsen|aantal plaatsen|beschikbare plaatsen|beschikbare plekken"
        "|vrije plekken|plekken|capacity",
        "places_total": "plaatsen totaal|totaal plaatsen|groepsgrootte|maximum plaatsen"
        "|max. deelnemers|maximum aantal deelnemers",
        "places_confirmed": "bevestigd op|plaatsen bevestigd|plaatsen bevestigd op|bevestigd"
        "|laatst bevestigd|datum bevestigd|bevestigd d.d.|confirmed on|places confirmed on",
        "intakes": "instroommomenten|instroom|instroommoment|instroomdata|startdatum|startdata"
        "|start|starts|start dates|begindatum",
        "ends_on": "einddatum|loopt tot en met|einde|end date",
        "support_languages": "ondersteuning in|hulptaal|hulptalen|ondersteuning|talen"
        "|uitleg in|support languages",
        "residence_phases": "doelgroep|fase|fasen|verblijfsfase|status",
        "work_permit": "verklaring vrijwilligerswerk|vrijwilligersverklaring|uwv-verklaring",
        "conduct_certificate": "vog|verklaring omtrent gedrag|vog nodig|vog vereist|vog verplicht",
        "cost": "kosten|kosten deelnemer|eigen bijdrage|prijs|costs|bijdrage",
        "contact_name": "contactpersoon|contact|naam contactpersoon",
        "phone": "telefoon|tel|telefoonnummer|mobiel",
        "email": "e-mail|mail|e-mailadres",
    },
    required=(("code", "number"), ("title",), ("provider",)),
    prefixes=dict.fromkeys(("reistijd", "reisminuten", "travelminutes", "traveltime"), "travel"),
    repeatable=("travel",),
)
