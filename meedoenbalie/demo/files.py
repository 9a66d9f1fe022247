"""Files as a volunteer and a provider would send them: mostly fine, with some rows that aren't."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

RESIDENTS = "demo-bewoners.csv"
OFFERS = "demo-taalcursussen.csv"
REPORT = "demo-weekrapport-{site}.pdf"
COVERAGE = "demo-voor-de-gemeente.pdf"
# A known test number that passes the eleven-test; nobody has it.
_LOOKS_LIKE_BSN = "111222333"

_RESIDENT_HEAD = (
    "resident_ref,given_name,family_name,birth_date,languages,dutch_level,literacy,residence_phase,"
    "guardian,arrival_date,interests,availability,commitments,hours_per_week,notes"
)
_OFFER_HEAD = (
    "Code;Cursus;Aanbieder;Plaats;Adres;Rooster;Weken;Leeftijd;Niveau;Plaatsen;Plaatsen bevestigd;"
    "Instroom;Reistijd {site};Hulptaal;Kosten;Contact;Mail"
)


def residents_csv(site: str, today: date) -> str:
    """Return eight residents with the code of a site; three can't be taken in, one needs a look."""
    arrived = (today - timedelta(days=12)).isoformat()
    born = {age: date(today.year - age, 3, 9).isoformat() for age in (14, 19, 20, 23, 27)}
    ahead = (today + timedelta(days=200)).isoformat()
    free = "MO 09:00-12:00|TU 13:00-17:00|TH 13:00-17:00|SA 13:00-17:00"
    rows: list[tuple[str, ...]] = [
        ("Tedros", "Araya", born[20], "tir|eng", "A1", "", "koken|muziek", free, ""),
        ("Samira", "Zaki", born[23], "apc", "A2", "", "kinderen|taal oefenen", free, ""),
        ("Kerem", "Yavuz", born[19], "tur", "A1", "", "techniek", "", "TU 19:00-20:30 training"),
        ("Hibaaq", "Abshir", born[27], "som|ara", "A0", "", "naaien", free, ""),
        ("Elham", "Noorzai", born[14], "prs", "A1", "", "sport", "", ""),
        ("Mulugeta", "", "", "amh", "A0", "", "", "", ""),
        ("Ilyas", "Rahmani", ahead, "prs", "A1", "", "", "", ""),
        ("Olena", "Hrytsenko", born[27], "ukr", "A1", "", "dieren", free, ""),
    ]
    lines = [_RESIDENT_HEAD.split(",")]
    for number, row in enumerate(rows, start=901):
        given, family, birth, spoken, level, guardian, wishes, week, busy = row
        note = f"nummer {_LOOKS_LIKE_BSN}" if given == "Olena" else ""
        lines.append(
            [f"{site}-{number:04d}", given, family, birth, spoken, level, "gealfabetiseerd",
             "asylum_seeker", guardian, arrived, wishes, week, busy, "8", note]
        )  # fmt: skip
    return _written(lines, ",")


def offers_csv(site: str, today: date) -> str:
    """Return five language courses near a site; two can't be taken in."""
    confirmed = (today - timedelta(days=2)).strftime("%d-%m-%Y")
    start = (today + timedelta(days=10)).strftime("%d-%m-%Y")
    rows = [
        ("T91", "Lezen met een maatje", "di 15:00-16:30", "10", "A0-A1", "4"),
        ("T92", "Nederlands onderweg", "wo 10.00-12.00", "12", "A1-A2", "6"),
        ("T93", "Taal in de tuin", "za 10-12u", "8", "A0-A2", "5"),
        ("T94", "Schrijfcafé", "vr 15:00-13:00", "8", "A2-B1", "5"),
        ("T95", "Avondgroep", "ma avond", "16", "A1-A2", "-3"),
    ]
    lines = [_OFFER_HEAD.format(site=site).split(";")]
    for code, title, times, weeks, level, places in rows:
        lines.append(
            [code, title, "Leesgroep De Pagina", "Dijkhorst", "Leesplein 2", times, weeks,
             "vanaf 16", level, places, confirmed, start, "15", "Engels", "gratis", "Ineke Bos",
             "ineke@leesgroepdepagina.example"]
        )  # fmt: skip
    return _written(lines, ";")


def _written(lines: Sequence[Sequence[str]], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(lines)
    return text.getvalue()
