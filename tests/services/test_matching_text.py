"""Reasons and questions as they are read aloud."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given

from meedoenbalie.domain.matching.changes import (
    BornBetween,
    CertificateReady,
    Change,
    CommitmentMoved,
    FreeOn,
    GuardianAgrees,
    LaterStart,
    LevelKnown,
    LevelReached,
    LiteracyKnown,
    LiteracyReached,
    MoreTime,
    PermitConfirmed,
    PhaseKnown,
    PlaceFree,
    TimesSuit,
    TravelAccepted,
    TravelKnown,
)
from meedoenbalie.domain.matching.explain import judge, match
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, Literacy, ResidencePhase, Resident
from meedoenbalie.domain.week import Daypart, Weekday, WeekSchedule
from meedoenbalie.services.matching_text import changes, question, reason
from tests.domain.matching.builders import (
    DAY,
    SITE,
    commitment,
    context,
    course,
    fixed,
    flexible,
    free,
    offer,
    resident,
    slot,
)
from tests.domain.matching.strategies import near_offers, offers, residents

SWIMMING = "سباحة"


def said(who: Resident, what: Offer) -> dict[str, str]:
    results = judge(who, what, context())
    return {result.criterion.value: reason(result, "Semhar") for result in results}


def test_reasons_are_short_dutch_sentences() -> None:
    assert said(resident(interests=("koken",)), offer(title="Samen koken")) == {
        "start": "Start 9 mrt",
        "age": "Leeftijd 19, mag 12 t/m 30",
        "level": "Geen niveau Nederlands nodig",
        "literacy": "Niet bekend of lezen en schrijven nodig is",
        "residence_phase": "Verblijfsfase past",
        "certificate": "Niet bekend of een VOG nodig is",
        "week": "Niets botst. Wanneer Semhar kan, is nog niet gevraagd",
        "places": "3 plaatsen",
        "travel": "15 minuten reizen",
        "load": "2 u per week",
        "cost": "Kosten niet bekend, vraag het de aanbieder",
        "interests": "Wens 1: koken",
        "company": "Niet bekend of het alleen of in een groep is",
    }


@pytest.mark.parametrize(
    ("criterion", "values", "text"),
    [
        ("literacy", {"literacy_needed": "analfabeet"}, "Lezen en schrijven is niet nodig"),
        (
            "literacy",
            {"literacy_needed": "gealfabetiseerd"},
            "Vraagt lezen en schrijven in ons schrift. Semhar leest een ander schrift",
        ),
        ("certificate", {"conduct_certificate": False}, "Een VOG is niet nodig"),
        (
            "certificate",
            {"conduct_certificate": True, "certificate_applicant": "aanbieder"},
            (
                "Een VOG is nodig. Aanvragen doet de aanbieder. "
                "Nu aangevraagd is die er rond 30 mrt, na de start"
            ),
        ),
        (
            "certificate",
            {"conduct_certificate": True, "certificate_state": "geregeld"},
            "De VOG is geregeld",
        ),
        (
            "certificate",
            {"conduct_certificate": True, "start_dates": (), "continuous_intake": True},
            "Een VOG is nodig. Wie nu aanvraagt, kan beginnen rond 30 mrt",
        ),
        ("cost", {"cost_cents": 0}, "Gratis"),
        ("cost", {"cost_cents": 1250}, "Kost €\xa012,50. Vraag wie dat betaalt"),
        ("cost", {"cost_payer": "gemeente"}, "Kosten betaalt de gemeente"),
        (
            "company",
            {"group_from": 2, "group_to": 6},
            "Groep van 2 tot 6, Semhar doet liever alleen mee",
        ),
        (
            "company",
            {"group_from": 1, "group_to": 1},
            "Alleen, zonder groep, zoals Semhar graag wil",
        ),
        (
            "travel",
            {"travel_minutes": {}, "latitude": 52.01, "longitude": 5.0},
            "Geschat 20 minuten lopen",
        ),
        (
            "travel",
            {"travel_minutes": {}, "latitude": 52.05, "longitude": 5.0},
            "Geschat 95 minuten lopen, meer dan 45. Zoek de echte reistijd op",
        ),
    ],
)
def test_the_terms_are_told(criterion: str, values: dict[str, Any], text: str) -> None:
    who = resident(literacy="anders-alfabeet", company="alone")
    assert said(who, offer(**values))[criterion] == text


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"active": False}, "Wordt nu niet aangeboden"),
        ({"ends_on": DAY - timedelta(1)}, "Afgelopen op 1 mrt"),
        ({"start_dates": (DAY - timedelta(1),)}, "Er is geen startmoment meer bekend"),
        ({"start_dates": ()}, "Startmoment niet bekend, vraag het de aanbieder"),
        ({"start_dates": (), "continuous_intake": True}, "Starten kan elk moment"),
    ],
)
def test_the_start_is_told(values: dict[str, Any], text: str) -> None:
    assert said(resident(), offer(**values))["start"] == text


@pytest.mark.parametrize(
    ("who", "what", "text"),
    [
        ({"birth_date": None}, {}, "Geboortedatum niet bekend, mag 12 t/m 30"),
        (
            {"birth_date": None, "birth_year": 2008},
            {"minimum_age": 18},
            "Leeftijd 17 of 18, mag 18 t/m 30",
        ),
        (
            {"birth_date": date(1990, 1, 1)},
            {},
            "Leeftijd 36 bij de start, mag 12 t/m 30",
        ),
        (
            {"birth_date": date(2011, 1, 1)},
            {"kind": OfferKind.LANGUAGE_COURSE, "minimum_age": 14},
            "Leeftijd 15, mag vanaf 14. Ouder of voogd is nog niet bekend",
        ),
        (
            {"birth_date": date(2011, 1, 1), "guardian": "Nidos"},
            {"kind": OfferKind.LANGUAGE_COURSE, "maximum_age": 27},
            "Leeftijd 15, mag t/m 27. Ouder of voogd is bekend",
        ),
        ({}, {"kind": OfferKind.LANGUAGE_COURSE}, "Leeftijd 19, elke leeftijd mag"),
    ],
)
def test_the_age_is_told(who: dict[str, Any], what: dict[str, Any], text: str) -> None:
    assert said(resident(**who), offer(**what))["age"] == text


@pytest.mark.parametrize(
    ("who", "what", "text"),
    [
        ({}, {}, "Nederlands A1 past"),
        (
            {},
            {"level_from": "A2", "level_to": None},
            "Start 9 mrt en vraagt Nederlands A2. Semhar heeft nu A1",
        ),
        (
            {"languages": ("tir",)},
            {"level_from": "A2", "start_dates": (), "support_languages": ("tir",)},
            "Vraagt Nederlands A2. Semhar heeft nu A1. Hulp in het Tigrinya is er wel",
        ),
        ({"dutch_level": "B1"}, {}, "Voor Nederlands A1 t/m A2. Semhar heeft al B1"),
        ({"dutch_level": None}, {}, "Niveau Nederlands niet bekend, gevraagd: A1 t/m A2"),
        (
            {"dutch_level": None},
            {"level_from": None},
            "Niveau Nederlands niet bekend, gevraagd: t/m A2",
        ),
        (
            {"literacy": "analfabeet"},
            {"level_from": "Alfa A", "level_to": "Alfa C"},
            "Voor wie leert lezen: Alfa A t/m Alfa C. Semhar heeft A1 en leest nog niet",
        ),
    ],
)
def test_the_level_is_told(who: dict[str, Any], what: dict[str, Any], text: str) -> None:
    assert said(resident(**who), course(**what))["level"] == text


@pytest.mark.parametrize(
    ("phase", "what", "text"),
    [
        ("asylum_seeker", {}, "De verklaring vrijwilligerswerk is er"),
        (
            "asylum_seeker",
            {"work_permit": WorkPermit.NO},
            "Geen verklaring vrijwilligerswerk. UWV vraagt die voor asielzoekers",
        ),
        (
            "asylum_seeker",
            {"work_permit": WorkPermit.REQUESTED},
            (
                "Verklaring vrijwilligerswerk aangevraagd. "
                "Beginnen mag zodra UWV de ontvangst bevestigt"
            ),
        ),
        (
            "asylum_seeker",
            {"work_permit": None},
            "Niet bekend of er een verklaring vrijwilligerswerk van UWV is",
        ),
        (
            "rejected_appeal",
            {"work_permit": WorkPermit.NO},
            "Geen verklaring vrijwilligerswerk. Vraag UWV of die in beroep nodig is",
        ),
        (None, {"work_permit": None}, "Verblijfsfase niet bekend"),
        (
            "asylum_seeker",
            {"residence_phases": (ResidencePhase.STATUS_HOLDER,)},
            "Alleen voor: Asielstatushouder. Semhar: Asielzoeker, in procedure",
        ),
    ],
)
def test_the_phase_and_the_verklaring_are_told(
    phase: str | None, what: dict[str, Any], text: str
) -> None:
    told = said(resident(residence_phase=phase), offer(**what))
    assert told["residence_phase"] == text


@pytest.mark.parametrize(
    ("who", "schedule", "text"),
    [
        ({}, flexible(60), "Tijden in overleg"),
        ({}, WeekSchedule(text="n.o.t.k."), "Tijden nog niet bekend"),
        ({"availability": free("MO morning")}, fixed(slot("MO", 9, 12)), "Week past, niets botst"),
        (
            {"availability": free("MO morning")},
            fixed(slot("SA", 13, 16)),
            "Zaterdag 13:00–16:00 valt buiten de tijden die Semhar kan",
        ),
        (
            {"availability": free("MO morning")},
            fixed(slot("SA", 13, 16), slot("SU", 13, 16)),
            "Za en zo 13:00–16:00 vallen buiten de tijden die Semhar kan",
        ),
        (
            {"commitments": (commitment("TU", 18, 20.5),)},
            fixed(slot("TU", 19, 21)),
            "Dinsdag 19:00–21:00 botst met zwemles (di 18:00–20:30)",
        ),
        (
            {"commitments": (commitment("TU", 18, 19, label=""),)},
            fixed(slot("TU", 19, 21)),
            "Dinsdag 19:00–21:00 ligt te dicht bij vaste afspraak (di 18:00–19:00)",
        ),
        (
            {"commitments": (commitment("TU", 18, 19, label=SWIMMING),)},
            fixed(slot("TU", 18, 21)),
            f"Dinsdag 18:00–21:00 botst met \u2068{SWIMMING}\u2069 (di 18:00–19:00)",
        ),
    ],
)
def test_the_week_is_told(who: dict[str, Any], schedule: WeekSchedule, text: str) -> None:
    assert said(resident(**who), offer(schedule=schedule))["week"] == text


@pytest.mark.parametrize(
    ("criterion", "who", "what", "text"),
    [
        ("places", {}, {"places": 0}, "Geen plaats vrij"),
        ("places", {}, {"places": None}, "Plaatsen niet bekend"),
        ("places", {}, {"places": 1}, "1 plaats"),
        (
            "places",
            {},
            {"places_confirmed_on": date(2026, 1, 26)},
            "3 plaatsen, 5 weken geleden bevestigd. Vraag of dat nog klopt",
        ),
        (
            "places",
            {},
            {"places_confirmed_on": None},
            "3 plaatsen, nooit bevestigd. Vraag of dat klopt",
        ),
        ("travel", {}, {"travel_minutes": {}}, "Reistijd niet bekend"),
        ("travel", {}, {"schedule": flexible(60, online=True)}, "Online, reizen hoeft niet"),
        ("travel", {"max_travel_minutes": 10}, {}, "15 minuten reizen, Semhar wil hoogstens 10"),
        (
            "travel",
            {},
            {"travel_minutes": {SITE: 75}},
            "75 minuten reizen. Vraag of dat kan, het is meer dan 45",
        ),
        ("load", {}, {"schedule": flexible(None)}, "Uren per week niet bekend"),
        ("load", {"weekly_minutes": 240}, {}, "2 u per week past"),
        ("load", {"weekly_minutes": 60}, {}, "Vraagt 2 u per week, Semhar heeft 1 u"),
        ("interests", {}, {}, "Nog geen wensen bekend"),
        ("interests", {"interests": ("zorg",)}, {}, "De wens is hier niet herkend"),
        (
            "interests",
            {"interests": ("zorg", "sport")},
            {},
            "Geen van de 2 wensen is hier herkend",
        ),
    ],
)
def test_the_rest_is_told(
    criterion: str, who: dict[str, Any], what: dict[str, Any], text: str
) -> None:
    assert said(resident(**who), offer(**what))[criterion] == text


MONDAY_MORNING = (Weekday.MONDAY, Daypart.MORNING)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            BornBetween(date(1995, 3, 10), date(2010, 3, 2)),
            "Is Semhar geboren van 10 maart 1995 t/m 2 maart 2010?",
        ),
        (BornBetween(None, date(2010, 3, 2)), "Is Semhar geboren op of voor 2 maart 2010?"),
        (GuardianAgrees(), "Gaat een ouder of voogd akkoord?"),
        (LaterStart(date(2026, 4, 6)), "Kan Semhar wachten tot de start op 6 april 2026?"),
        (LevelKnown(DutchLevel.A1, None), "Heeft Semhar minstens Nederlands A1?"),
        (LevelKnown(DutchLevel.A1, DutchLevel.A2), "Heeft Semhar Nederlands A1 t/m A2?"),
        (
            LevelReached(DutchLevel.A2, date(2026, 9, 7)),
            "Haalt Semhar Nederlands A2 vóór 7 sep?",
        ),
        (LevelReached(DutchLevel.A2, None), "Haalt Semhar eerst Nederlands A2?"),
        (
            PhaseKnown((ResidencePhase.STATUS_HOLDER, ResidencePhase.TEMPORARY_PROTECTION)),
            "Is de verblijfsfase: Asielstatushouder of Tijdelijke bescherming?",
        ),
        (
            PermitConfirmed(WorkPermit.REQUESTED),
            "Heeft UWV de ontvangst van de aanvraag bevestigd?",
        ),
        (
            PermitConfirmed(WorkPermit.NO),
            (
                "Vraagt de organisatie een verklaring vrijwilligerswerk aan, "
                "en bevestigt UWV de ontvangst?"
            ),
        ),
        (
            PermitConfirmed(WorkPermit.YES, DAY),
            "Wordt de verklaring vrijwilligerswerk verlengd na 2 mrt?",
        ),
        (
            CertificateReady(DAY, None),
            "Is de VOG er vóór de start op 2 mrt?",
        ),
        (
            CertificateReady(DAY, DAY + timedelta(30)),
            "Is de VOG er vóór de start op 2 mrt, of kan het op 1 apr?",
        ),
        (LiteracyKnown(Literacy.LITERATE), "Leest en schrijft Semhar ons schrift?"),
        (
            LiteracyReached(Literacy.OTHER_SCRIPT),
            "Leert Semhar eerst lezen en schrijven?",
        ),
        (
            PermitConfirmed(None),
            "Heeft de organisatie een verklaring vrijwilligerswerk, of de bevestiging van UWV?",
        ),
        (
            FreeOn((MONDAY_MORNING,), (slot("MO", 9, 12),), whole=True),
            "Kan Semhar op maandagochtend?",
        ),
        (
            FreeOn((MONDAY_MORNING,), (slot("MO", 10, 12.5),), whole=False),
            "Kan Semhar op ma 10:00–12:30?",
        ),
        (
            CommitmentMoved(commitment("TU", 18, 20.5)),
            "Kan zwemles (di 18:00–20:30) op een ander moment?",
        ),
        (TimesSuit(), "Vraag de aanbieder naar de tijden. Passen die bij Semhar?"),
        (PlaceFree(full=True), "Komt er een plaats vrij?"),
        (PlaceFree(full=False), "Vraag de aanbieder naar de plaatsen. Is er een plaats?"),
        (TravelKnown(SITE, 45), "Is de reis hoogstens 45 minuten?"),
        (TravelAccepted(75), "Kan Semhar 75 minuten reizen?"),
        (MoreTime(390), "Heeft Semhar 6 u 30 per week?"),
    ],
)
def test_a_change_is_a_question_to_say_yes_to(change: Change, text: str) -> None:
    assert question(change, "Semhar") == text


def test_a_single_question_says_that_it_is_enough() -> None:
    assert changes([GuardianAgrees()], "Semhar") == [
        "Gaat een ouder of voogd akkoord? Dan past dit."
    ]
    both = changes([GuardianAgrees(), TravelAccepted(75)], "Semhar")
    assert both == ["Gaat een ouder of voogd akkoord?", "Kan Semhar 75 minuten reizen?"]


@given(residents(), offers() | near_offers())
def test_everything_that_can_be_found_can_be_said(who: Resident, what: Offer) -> None:
    found = match(who, what, context())
    for result in found.judgement:
        assert reason(result, "Semhar")
    for change in found.changes:
        assert "?" in question(change, "Semhar")
