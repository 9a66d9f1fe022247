"""Why the desk asks what it asks: one reason a field, shown beside the field and in the docs.

A field without a reason here is not asked (AVG art. 5: no more than is needed).
"""

from __future__ import annotations

from meedoenbalie.i18n import _


def resident_reasons() -> dict[str, str]:
    """Return the reason of every field of a resident, in the order in which they are asked."""
    return {
        "given_name": _("Zo spreken we iemand aan."),
        "family_name": _("De aanbieder moet weten wie er komt."),
        "native_name": _("Zo vinden we iemand ook als de spelling anders is."),
        "birth_date": _("Veel aanbod heeft een leeftijd bij de start."),
        "birth_year": _("Is de dag niet bekend, dan is het jaar genoeg."),
        "languages": _("Voor folders en gesprekken in een taal die iemand goed kent."),
        "preferred_language": _("In deze taal leggen we uit en vragen we toestemming."),
        "dutch_level": _("Een cursus begint op een niveau; meedoen vraagt soms wat Nederlands."),
        "literacy": _("Wie nog niet leest, heeft meer aan uitleg dan aan een folder."),
        "residence_phase": _("Die bepaalt waaraan iemand mag meedoen."),
        "guardian": _(
            "Onder de 16 geeft een ouder of voogd mee akkoord voor het delen van gegevens."
        ),
        "guardian_kind": _("Wie alleen kwam (amv), heeft Nidos als voogd: die vragen we dan."),
        "arrival_date": _("Zo zien we wie al lang wacht op een eerste gesprek."),
        "interests": _("We zoeken eerst wat iemand graag doet."),
        "own_words": _(
            "Zo weet een collega wat iemand bedoelt. Niets over gezondheid, geloof of afkomst."
        ),
        "company": _("Sommig aanbod is voor één, ander voor een groep."),
        "talents": _("Wie iets al kan, kan er anderen mee helpen."),
        "availability": _("Een weekplan moet passen in de week van de jongere."),
        "commitments": _("Zo plannen we niets over een vaste afspraak heen."),
        "weekly_minutes": _("Een te volle week doet mensen stoppen."),
        "week_weight": _("Zo stellen we niet meer voor dan iemand aankan."),
        "travel_means": _("Zo weten we of iets te bereiken is, en wat reizen kost."),
        "max_travel_minutes": _("Wat te ver is, stellen we niet voor."),
        "keep_informed": _("Alleen wie dat wil, krijgt bericht over nieuw aanbod."),
        "contact_channel": _("Om te vertellen hoe het afloopt."),
        "contact_value": _("Om te vertellen hoe het afloopt."),
        "notes": _("Wat een collega moet weten. Niets over gezondheid, geloof of afkomst."),
        "v_number": _("Zo houden we mensen met dezelfde naam uit elkaar."),
        "reference": _("Het eigen nummer van de balie, voor lijsten en rapporten zonder naam."),
        "pseudonym": _("Staat voor de persoon in gegevenssets; er is niets uit af te leiden."),
        "site_id": _("Van welk azc iemand is."),
        "departed_on": _("Wie vertrok, staat niet meer in de lijsten en wordt later gewist."),
        "restricted_since": _("Wie om beperking vroeg, wordt niet meer voorgesteld of gedeeld."),
        "restriction": _("Zo weet een collega wat er is afgesproken."),
        "access_asked_on": _("Het antwoord moet binnen een maand klaar zijn."),
        "keep_until": _("Zo lang houdt de balie het nog, als iemand daarvoor koos."),
    }


def resident_reason(field: str) -> str:
    """Return why a field of a resident is asked. Raises KeyError for one that has no reason."""
    return resident_reasons()[field]


def spoken_reason(field: str) -> str:
    """Return why a field is asked, as one says it to the young person. Raises KeyError."""
    return {
        "given_name": _("Zo spreken we je aan."),
        "native_name": _("Zo vinden we je ook als de spelling anders is."),
        "languages": _("Voor folders en gesprekken in een taal die je goed kent."),
        "literacy": _("Lees je nog niet, dan heb je meer aan uitleg dan aan een folder."),
        "residence_phase": _("Die bepaalt waaraan je mag meedoen."),
        "guardian": _("Onder de 16 moet je ouder of voogd ook akkoord zijn."),
        "interests": _("We zoeken eerst aanbod dat hierbij past. Niemand hoeft te kiezen."),
        "own_words": _(
            "Zo onthoudt een collega wat je bedoelt. We schrijven niets op over gezondheid, "
            "geloof of afkomst."
        ),
        "talents": _("Wat je al kunt, kan anderen helpen."),
        "availability": _("Een weekplan moet passen in je week."),
        "weekly_minutes": _("Een te volle week houd je niet vol."),
        "week_weight": _("Zo stellen we niet meer voor dan je aankunt."),
        "keep_informed": _("Alleen als jij dat wilt, vertellen we over nieuw aanbod."),
    }.get(field) or resident_reason(field)
