"""Good files of every kind, as tables, from which the bad ones are made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Seed:
    """A table and what it holds."""

    kind: str
    rows: Rows


def _rows(text: str) -> Rows:
    """Read cells with a bar between them; what is only digits becomes a number, as in a sheet."""
    return [
        [int(cell) if cell.isdecimal() and len(cell) < 6 else cell for cell in line.split("|")]
        for line in text.strip().splitlines()
    ]


RESIDENTS = _rows("""
Nr|V-nummer|Voornaam|Achternaam|Geboortedatum|Talen|Niveau|Status|Voogd|Aankomst|Hobby's\
|Uren p/w|Ma|Di|Vaste afspraken|Telefoon|Opm.
1|9971800010|Semhar|Tesfay|14-03-2007|Tigrinya/Engels|A1|status|Nidos|01-02-2025\
|koken, zingen|7,5|o/m|hele dag|di 10:00-11:30 taalles|0600000012|komt met een vriendin
2||Filmon|Okbay|2003|tir|alfa a|AZ||2025-06-01||12|-|a|do 9.30-11|+31600000013\
|- belt 's ochtends
3|9971800054|Ayşe|Yılmaz|1 jan 2009|Turks|0|RTB|vader||tekenen|||o||a@voorbeeld.nl|=1+1
""")

OFFERS = _rows("""
Code|Titel|Aanbieder|Plaats|Weekrooster|Uren totaal|Duur (weken)|Leeftijd|Niveau NL|Plaatsen\
|Bevestigd op|Instroommomenten|Kosten|Reistijd azc Rietwaard (min)|E-mail
F01|Koken voor de buurt|De Schakel|Dijkhorst|di en do 13:00-17:00|80|10|14-27|A1-B1|8\
|01-02-2026|01-03-2026, 01-04-2026|gratis|25|a@schakel.nl
F02|Fietsen maken|Werkplaats|Dijkhorst|iedere week 4 uur, flexibel||12|18+|geen|4|\
|doorlopend|€ 2,50|40|
""")

REFERRALS = _rows("""
volgnr|verwijzing|bewoner|aanbod|gebeurtenis|datum|vastgelegd_op|gemeld_door|vastgelegd_door\
|kanaal|toestemming_op|ontvanger|reden|uitkomst|teruggekoppeld_op|toelichting
1|R1|RTW-0001|M01|draft|2026-01-05|2026-01-05|||||||||
2|R1|RTW-0001|M01|sent|2026-01-06|2026-01-06|balie|Marleen|mail|2026-01-05|Mevrouw Bos||||
3|R1|RTW-0001|M01|Aangenomen|2026-01-12|2026-01-12|aanbieder|Marleen|telefoon|||||\
|begint snel
4|R2|RTW-0002|M01|draft|2026-02-01|2026-02-01|||||||||
""")

LESSONS = _rows("""
nummer|fase|werkzaam element|wat gebeurde er|wat werkte|tip|locatie|onderbouwing|datum
L1|intake|contact en communicatie|Stil gesprek|Plaatjes|Begin klein|RTW|drie gesprekken\
|2026-01-10
L2|matching|samenwerking|Rooster botste|Eerst bellen||||11-02-2026
""")
TABLES = (
    Seed("residents", RESIDENTS),
    Seed("offers", OFFERS),
    Seed("referrals", REFERRALS),
    Seed("lessons", LESSONS),
)
SERVICE = {
    "id": "5f0e9c3a-1111-4222-8333-444455556666",
    "name": "Koken voor de buurt",
    "alternate_name": "H01",
    "status": "active",
    "organization": {"id": "o1", "name": "De Schakel", "email": "a@schakel.nl"},
    "schedules": [
        {
            "freq": "WEEKLY",
            "interval": 1,
            "byday": "TU,TH",
            "opens_at": "13:00",
            "closes_at": "17:00",
        }
    ],
    "capacities": [{"available": 6, "maximum": 8, "updated": "2026-02-01", "unit": {"name": "p"}}],
    "service_at_locations": [
        {"location": {"name": "Buurthuis", "addresses": [{"address_1": "Dam 1", "city": "Ens"}]}}
    ],
    "phones": [{"number": "0600000099"}],
    "languages": [{"code": "tir", "name": "Tigrinya"}],
    "cost_options": [{"amount": 250, "currency": "EUR"}],
    "attributes": [{"taxonomy_term": {"code": "mdt", "name": "MDT"}}],
    "minimum_age": 14,
    "maximum_age": 27,
}


def catalogue() -> dict[str, Any]:
    """Return a good page of HSDS, for a caller to spoil."""
    other = {**SERVICE, "id": "x2", "alternate_name": "H02", "schedules": []}
    page: dict[str, Any] = json.loads(json.dumps({"contents": [SERVICE, other]}))
    return page
