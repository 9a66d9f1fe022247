"""The whole main job from an empty home, by role and visible name alone: nothing seen, no mouse."""

from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.services import lessons, registration
from meedoenbalie.services.stores import open_store
from tests.opened_desk import PASSPHRASE, TODAY
from tests.reports.pdf_text import texts
from tests.ui.screen_reader import play, step

_RESIDENTS = """Voornaam;Achternaam;Geb.datum;Talen;Niveau NL;Status
Omar;Haddad;14-03-2004;Arabisch;A1;vergunning
Meron;Zerai;02-11-2005;Tigrinya;A2;vergunning
Ayse;Dogan;31-02-2006;Turks;A1;asielzoeker
"""
_LESSON = "Iemand kwam drie weken op tijd omdat een ander meeliep."
_TIP = "Laat de eerste keer iemand meelopen."
_WISH = "koken ምኽሻን"
_OFFERS = """Code;Titel;Aanbieder;Plaats;Weekrooster;Uren totaal;Duur (weken);Leeftijd;Niveau NL;\
Plaatsen;Bevestigd op;Instroommomenten;Reistijd azc Rietwaard (min);Contactpersoon;E-mail
M01;Samen in de buurt;De Schakel;Rietdorp;di 09:00-11:00;80;20;14-27 jaar;A1-B1;5;27-02-2026;\
10-03-2026;15;Noor de Wit;noor@schakel.example
"""


def _new_desk() -> list[dict[str, object]]:
    return [
        step("press", "button", "Nieuwe balie maken"),
        step("type", "text", "Naam van de locatie", text="azc Rietwaard"),
        step("type", "text", "Korte code", text="rtw"),
        step("type", "text", "Uw naam", text="Marleen"),
        step("press", "button", "Verder: wachtzin"),
        step("type", "password text", "Nieuwe wachtzin", text=PASSPHRASE),
        step("type", "password text", "Nog een keer", text=PASSPHRASE),
        step("press", "button", "Balie maken"),
        step("copy", "text", "groepje 2 van de herstelcode", after="groepje 2: "),
        step("copy", "text", "groepje 5 van de herstelcode", after="groepje 5: "),
        step("press", "button", "Verder: klaar"),
        step("press", "button", "Naar de balie"),
    ]


def _import(page: str, button: str, file: Path, take_over: str) -> list[dict[str, object]]:
    return [
        step("press", "radio button", page),
        step("press", "button", button),
        step("press", "button", "Bestand kiezen…"),
        step("type", "text", "Bestandsnaam:", text=str(file)),
        step("press", "button", "Openen"),
        step("press", "button", take_over),
        step("press", "button", "Naar de lijst"),
        step("see", "button", button),
    ]


def _register() -> list[dict[str, object]]:
    return [
        step("press", "radio button", "Bewoners"),
        step("press", "button", "Bewoner toevoegen"),
        step("type", "text", "Voornaam", text="Selam"),
        step("type", "text", "Achternaam", text="Tesfay"),
        step("type", "text", "Geboortedatum", text="14-05-2006"),
        step("choose", "combo box", "Verblijfsfase", option="Asielstatushouder"),
        step("type", "text", "Talen", text="Tigrinya"),
        step("choose", "combo box", "Niveau Nederlands", option="A1"),
        step("press", "check box", "dinsdagochtend"),
        step("press", "button", "Opslaan"),
        step("see", "label", "Selam Tesfay"),
        step("type", "text", "Typ een naam, nummer of woord", text="tesf"),
        step("rows", "table", "Bewoners", rows=["Selam Tesfay"]),
        step("type", "text", "Typ een naam, nummer of woord", text=""),
        step("press", "table cell", "Omar Haddad, 21 jaar · Arabisch · A1"),
        step("see", "label", "Omar Haddad"),
        step("press", "table cell", "Selam Tesfay, 19 jaar · Tigrinya · A1"),
        step("see", "label", "Selam Tesfay"),
    ]


def _talk() -> list[dict[str, object]]:
    return [
        step("press", "button", "Gesprek vastleggen"),
        step("press", "check box", "ትግርኛ, Tigrinya, 4"),
        step("press", "button", "Verder in het Tigrinya"),
        step("press", "button", "Verder: wat wil je?"),
        step("press", "check box", _WISH),
        step("press", "button", "Verder: wat kun je?"),
        step("press", "button", "Verder: je week"),
        step("press", "button", "Verder: toestemming"),
        step("press", "button", "Gesprek vastleggen"),
        step("see", "button", "Ongedaan maken: gesprek vastgelegd"),
        step("press", "check box", "Samen kijken aan"),
    ]


def _refer() -> list[dict[str, object]]:
    return [
        step("press", "button", "Matchen"),
        step("press", "page tab", "MDT-trajecten 1"),
        step("press", "button", "Doorverwijzen…"),
        step("press", "check box", "Naam en hoe te bereiken"),
        step("press", "check box", "Leeftijd"),
        step("choose", "combo box", "Uitgelegd in", option="Engels"),
        step("type", "spin button", "Geldig tot", text="01-07-2026"),
        step("press", "button", "Ja, dat mag"),
        step("see", "label", "past: Geldig tot en met 1 juli 2026"),
        step("press", "button", "MDT klaarzetten"),
        step("press", "button", "Verstuurd"),
        step("press", "button", "Naar doorverwijzingen"),
        step("press", "button", "Aangenomen"),
        step("press", "button", "Gestart"),
    ]


def _complete() -> list[dict[str, object]]:
    return [
        step("see", "button", "Ongedaan maken: deelname gestart"),
        step("press", "button", "Uren deze week…"),
        step("type", "text", "Gemaakt, in uren", text="2"),
        step("press", "button", "Vastleggen"),
        step("see", "label", "Uren: 2 van 80 uur"),
        step("press", "button", "Afgerond…"),
        step("press", "button", "Vastleggen"),
        step("error", "combo box", "Is het doel bereikt?", error="Kies een uitkomst."),
        step("choose", "combo box", "Zijn de geplande activiteiten gedaan?", option="Ja, alle"),
        step("choose", "combo box", "Is het doel bereikt?", option="doel bereikt"),
        step("press", "button", "Vastleggen"),
        step("see", "button", "Ongedaan maken: deelname afgerond"),
        step("press", "button", "Terugkoppelen…"),
        step("type", "spin button", "Op", text="02-03-2026"),
        step("type", "text", "Toelichting", text="Verteld aan tafel"),
        step("press", "button", "Vastleggen"),
        step("see", "button", "Ongedaan maken: uitkomst teruggekoppeld"),
    ]


def _report(out: Path) -> list[dict[str, object]]:
    return [
        step("press", "button", "Weekrapport"),
        step("press", "button", "Volgende week"),
        step("type", "text", "Opslaan als", text=str(out)),
        step("press", "button", "PDF maken"),
        step("see", "label", f"Weekrapport gemaakt: {out.name}"),
    ]


def _learn(out: Path) -> list[dict[str, object]]:
    return [
        step("press", "radio button", "Doorverwijzingen"),
        step("press", "button", "Wat leerden we?"),
        step("type", "text", "Wat gebeurde er?", text=_LESSON),
        step("type", "text", "Tip, in één zin", text=_TIP),
        step("choose", "combo box", "Werkzaam element", option="Inhoud van de ondersteuning"),
        step("press", "radio button", "Hoe ver is deze les?: Gepubliceerd"),
        step("press", "button", "Opslaan"),
        step("see", "button", "Ongedaan maken: geleerde les toegevoegd"),
        step("press", "button", "PDF maken (Concept)"),
        step("type", "text", "Bestandsnaam:", text=str(out)),
        step("press", "button", "Opslaan", within="dialog"),
        step("see", "label", f"Handreiking gemaakt: {out.name}"),
    ]


def _lock_and_undo() -> list[dict[str, object]]:
    return [
        step("press", "button", "Vergrendelen"),
        step("type", "password text", "Wachtzin", text=PASSPHRASE),
        step("press", "button", "Ontgrendelen"),
        step("press", "button", "Ongedaan maken: geleerde les toegevoegd"),
        step("see", "button", "Ongedaan maken: uitkomst teruggekoppeld"),
    ]


def _printed(pdf: Path) -> str:
    return " ".join(texts(pdf))


@pytest.mark.usefixtures("screen_reader")
def test_a_stranger_does_the_whole_main_job_by_role_and_visible_name(tmp_path: Path) -> None:
    residents, offers = tmp_path / "bewoners.csv", tmp_path / "aanbod.csv"
    residents.write_text(_RESIDENTS, encoding="utf-8")
    offers.write_text(_OFFERS, encoding="utf-8")
    report, guide = tmp_path / "week.pdf", tmp_path / "handreiking.pdf"
    home = tmp_path / "home"
    home.mkdir()

    steps = [
        *_new_desk(),
        *_import("Bewoners", "Inlezen…", residents, "2 rijen overnemen"),
        *_import("Aanbod", "Aanbod inlezen", offers, "1 rij overnemen"),
        *_register(),
        *_talk(),
        *_refer(),
        *_complete(),
        *_report(report),
        *_learn(guide),
        *_lock_and_undo(),
    ]
    played = play(steps, home)
    assert played == {"done": len(steps), "problem": "", "screen": []}, "\n".join(played["screen"])

    assert "azc Rietwaard · week 10" in _printed(report)
    assert _TIP in _printed(guide)
    (store,) = home.rglob("*.meedoen")
    desk = open_store(store, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    ids = {resident.full_name: resident.id for resident in registration.find_resident_records(desk)}
    assert set(ids) == {"Omar Haddad", "Meron Zerai", "Selam Tesfay"}
    (made,) = registration.dossier(desk, ids["Selam Tesfay"]).referrals
    assert (made.offer.title, made.standing.state) == ("Samen in de buurt", ReferralState.COMPLETED)
    assert made.standing.closed_loop
    assert made.standing.told_on == TODAY
    assert [week.made_minutes for week in made.attendance] == [120]
    assert lessons.find_lessons(desk) == []
    desk.database.close()
