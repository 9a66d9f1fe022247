"""Problems in plain words: what is wrong, and what to do. Names come from the file itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from meedoenbalie.exchange.codes import key_of
from meedoenbalie.exchange.field_labels import field_label
from meedoenbalie.exchange.problems import Problem
from meedoenbalie.i18n import _

_LONGEST_VALUE = 60
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def message(problem: Problem) -> str:
    """Row, field, what is wrong, what to do: *Rij 17, Geboortedatum: 31-04-2008 bestaat niet*."""
    name = _name_of(problem)
    if not name:
        return _("Rij {line}: {reason}").format(line=problem.line, reason=reason(problem))
    return _("Rij {line}, {field}: {reason}").format(
        line=problem.line, field=shown(name), reason=reason(problem)
    )


def _name_of(problem: Problem) -> str:
    """The heading in the file; with its Dutch name when it is a code in English."""
    label = field_label(problem.field)
    if not problem.column:
        return label
    is_code = key_of(problem.column) == key_of(problem.field) != key_of(label)
    return f"{label} ({problem.column})" if is_code else problem.column


def reason(problem: Problem) -> str:
    """What is wrong and what to do, without row and field."""
    code = problem.code
    if code == "illegal_transition" and not problem.detail:
        code = "never_prepared"
    text = _REASONS.get(f"{code} {problem.field}") or _REASONS.get(code)
    words = text() if text else _("Dit klopt niet. Verbeter de cel, of laat de rij weg.")
    return words.format(value=shown(problem.value), detail=shown(problem.detail))


def shown(text: str) -> str:
    """A piece of a file within a sentence: short, on one line, without turning marks."""
    plain = _UNSHOWABLE.sub(" ", text).strip()
    return plain if len(plain) <= _LONGEST_VALUE else plain[: _LONGEST_VALUE - 1] + "…"


_REASONS: dict[str, Callable[[], str]] = {
    "no_rows": lambda: _("Het bestand heeft een kop, maar geen rijen."),
    "missing": lambda: _("Deze cel is leeg. Vul haar in, of laat de rij weg."),
    "missing name": lambda: _(
        "Er staat geen naam. Vul een voornaam of achternaam in, of laat de rij weg."
    ),
    "missing birth_date": lambda: _(
        "De geboortedatum ontbreekt. Vul haar in; alleen het jaar mag ook."
    ),
    "missing cost": lambda: _(
        "De kosten staan er niet. Het aanbod telt niet als gratis. Vraag het de aanbieder."
    ),
    "missing places": lambda: _("Het aantal plaatsen staat er niet. Vraag het de aanbieder."),
    "missing places_confirmed": lambda: _(
        "Er staat niet wanneer de plaatsen bevestigd zijn. Bel de aanbieder."
    ),
    "missing tip": lambda: _("De tip is leeg. U kunt de tip later aanvullen."),
    "missing reden": lambda: _("De reden staat er niet. U kunt de reden later aanvullen."),
    "missing_under_16": lambda: _(
        "Jonger dan 16 en er staat geen voogd of ouder. Vul dit aan voordat u doorverwijst."
    ),
    "same_offer": lambda: _(
        "‘{value}’ is {detail}: aanbieder, titel en soort zijn gelijk. Het wordt bijgewerkt."
    ),
    "looks_like_offer": lambda: _(
        "‘{value}’ lijkt op {detail}, maar op een andere plaats of tijd. "
        "Het komt erbij als nieuw aanbod."
    ),
    "code_of_another": lambda: _(
        "Deze code is al van {detail}. Dat wordt nu ‘{value}’. Kijk na of de code klopt."
    ),
    "malformed": lambda: _(
        "{value} is geen V-nummer. Een V-nummer heeft tien cijfers. "
        "Kijk het na, of laat de cel leeg."
    ),
    "duplicate_in_file": lambda: _(
        "{value} staat ook in rij {detail}. Kijk na welke rij klopt en laat de andere weg."
    ),
    "bsn_like": lambda: _(
        "Dit lijkt op een BSN. Dat mogen we niet bewaren. "
        "Haal het getal weg; de rest van de rij kan blijven."
    ),
    "impossible_date": lambda: _("{value} bestaat niet. Verbeter de cel, of laat de rij weg."),
    "in_future": lambda: _("{value} ligt in de toekomst. Kijk het jaar na."),
    "date_in_future": lambda: _("{value} ligt in de toekomst. Kijk de datum na."),
    "before_1900": lambda: _("{value} ligt voor 1900. Kijk het jaar na."),
    "ambiguous_date": lambda: _(
        "{value} kan meer dan één dag zijn. Schrijf het jaar met vier cijfers."
    ),
    "arrival_before_birth": lambda: _(
        "De aankomst ({value}) ligt voor de geboortedatum. Kijk beide na."
    ),
    "year_only": lambda: _("Alleen het jaar {value} is bekend. De geboortedatum blijft leeg."),
    "age_outside_mdt": lambda: _("{detail} jaar: een MDT-traject kan niet, een taalcursus wel."),
    "unknown_value": lambda: _(
        "‘{value}’ kennen we niet. Dit blijft leeg; u kunt het later aanvullen."
    ),
    "unknown_value fase": lambda: _(
        "‘{value}’ is geen fase. Kies intake, oriëntatie, activering, matching of nazorg."
    ),
    "unknown_value werkzaam element": lambda: _(
        "‘{value}’ kennen we niet. Kies inhoud van de ondersteuning, "
        "contact en communicatie of samenwerking."
    ),
    "unknown_value schedules.byday": lambda: _(
        "‘{value}’ is geen dag. Schrijf MO, TU, WE, TH, FR, SA of SU."
    ),
    "unknown_value reden": lambda: _(
        "‘{value}’ staat niet in de lijst van redenen. We bewaren het als toelichting op de reden."
    ),
    "unknown_site": lambda: _(
        "‘{value}’ is geen locatie die we kennen. De les blijft staan; kijk de naam na."
    ),
    "unreadable": lambda: _("‘{value}’ kunnen we niet lezen. Verbeter de cel."),
    "unreadable birth_date": lambda: _(
        "‘{value}’ is geen datum die we kunnen lezen. Schrijf hem als 31-12-2008."
    ),
    "unreadable commitments": lambda: _(
        "‘{value}’ kunnen we niet lezen. Schrijf het zo: di 10:00-11:30 taalles."
    ),
    "unreadable cost": lambda: _(
        "‘{value}’ is geen bedrag. Het aanbod telt niet als gratis. Vraag het de aanbieder."
    ),
    "end_before_start": lambda: _(
        "‘{value}’ eindigt niet na het begin. Kijk de tijden na, of laat de rij weg."
    ),
    "impossible_time": lambda: _(
        "‘{value}’ heeft een tijd die niet bestaat. Kijk de tijden na, of laat de rij weg."
    ),
    "overlap": lambda: _("Twee vaste afspraken vallen samen. Vraag welke klopt."),
    "lost_characters": lambda: _(
        "In ‘{value}’ ging een letter verloren (?). Vraag hoe de naam geschreven wordt."
    ),
    "suspect_encoding": lambda: _(
        "‘{value}’ ziet er verminkt uit. Kijk de letters na in het oorspronkelijke bestand."
    ),
    "formula_like": lambda: _(
        "Dit begint als een formule. We bewaren het als gewone tekst en rekenen niets uit."
    ),
    "formula_cell": lambda: _(
        "Hier staat een formule zonder uitkomst. Open het bestand in Excel, "
        "sla het op en lees het opnieuw in."
    ),
    "bidi_control": lambda: _(
        "Er zaten onzichtbare tekens in die de leesrichting omdraaien. Die zijn weggehaald."
    ),
    "control_character": lambda: _("Er zit een teken in dat geen tekst is. Typ de cel opnieuw."),
    "too_long": lambda: _("Deze cel is te lang. Kort de tekst in."),
    "too_many_columns": lambda: _(
        "Deze rij heeft meer cellen dan de kop. Staat er een scheidingsteken in een tekst?"
    ),
    "conflicting_columns": lambda: _(
        "Twee kolommen zeggen iets anders: {value} en {detail}. Laat er één staan."
    ),
    "negative": lambda: _("{value} is minder dan nul. Vul het aantal vrije plaatsen in."),
    "not_a_number": lambda: _("‘{value}’ is geen getal. Vul het aantal vrije plaatsen in."),
    "not_a_whole_number": lambda: _(
        "{value} is geen heel getal. Vul het aantal vrije plaatsen in."
    ),
    "out_of_range": lambda: _("{value} kan niet kloppen. Dit blijft leeg; kijk het na."),
    "minimum_above_maximum": lambda: _(
        "De laagste leeftijd ({value}) ligt boven de hoogste. Draai ze om."
    ),
    "no_times": lambda: _(
        "Er staan geen tijden. Of dit in een week past, weten we dan niet. Vraag ze de aanbieder."
    ),
    "dangling_reference": lambda: _(
        "{value} staat niet in dit bestand. Vraag de afzender om een volledig bestand."
    ),
    "illegal_transition": lambda: _(
        "‘{value}’ kan niet na ‘{detail}’. De stand blijft zoals die was."
    ),
    "never_prepared": lambda: _("‘{value}’ kan nog niet: deze doorverwijzing is nooit klaargezet."),
    "unknown_event": lambda: _("‘{value}’ is geen gebeurtenis. De stand blijft zoals die was."),
    "unknown_resident": lambda: _(
        "{value} kennen we niet. Lees eerst de bewoners in, of kijk het kenmerk na."
    ),
    "unknown_offer": lambda: _(
        "{value} kennen we niet. Lees eerst het aanbod in, of kijk de code na."
    ),
    "other_resident": lambda: _("Doorverwijzing {detail} gaat niet over {value}. Kijk beide na."),
    "other_offer": lambda: _("Doorverwijzing {detail} gaat niet naar {value}. Kijk beide na."),
    "recorded_before_happened": lambda: _(
        "Vastgelegd op {value}, voordat het gebeurde. Kijk beide datums na."
    ),
    "date_before_previous": lambda: _(
        "{value} ligt voor de vorige gebeurtenis ({detail}). Kijk de datum na."
    ),
    "consent_missing": lambda: _(
        "De datum van de toestemming ontbreekt. Zonder toestemming mag er niets verstuurd zijn."
    ),
    "receiver_missing": lambda: _("De naam van de ontvanger ontbreekt. Vul die in."),
    "reopened_without_note": lambda: _("Heropenen kan alleen met een toelichting. Schrijf waarom."),
    "guardian_agreement_missing": lambda: _(
        "Jonger dan 16, en er staat niet wanneer voogd of ouder akkoord ging. Vul het aan."
    ),
    "second_open_referral": lambda: _(
        "Voor deze jongere loopt er al een doorverwijzing naar {value}: {detail}."
    ),
    "outcome_before_end": lambda: _(
        "Er staat een uitkomst, maar het is nog niet afgelopen. De uitkomst telt nog niet mee."
    ),
    "site_unknown": lambda: _(
        "Er staat niet bij welke locatie dit hoort. Kies een locatie en lees het opnieuw in."
    ),
    "taken_v_number": lambda: _(
        "V-nummer {value} is van iemand met een andere naam en geboortedatum. Kijk beide na."
    ),
    "taken_reference": lambda: _(
        "Kenmerk {value} is van iemand anders: naam, geboortedatum of V-nummer is daar anders. "
        "Kijk beide na."
    ),
}
