"""Lists of offers and catalogues in HSDS."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, ResidencePhase
from meedoenbalie.domain.week import ScheduleKind
from meedoenbalie.exchange.limits import MAX_NESTING
from meedoenbalie.exchange.problems import RefusedFile
from meedoenbalie.exchange.wording import message
from tests.exchange.files import csv_bytes, hsds, notes, offers, told, xlsx_bytes

COMPLETE = {
    "Code": "M08",
    "Titel": "Dierenweide",
    "Aanbieder": "Kinderboerderij 't Hoefje",
    "Plaats": "Havermeer",
    "Adres": "Weidepad 3",
    "Soort werk": "dieren",
    "Weekrooster": "ma+wo 09:30-12:00",
    "Uren totaal": "200",
    "Duur (weken)": "16",
    "Leeftijd": "16 t/m 27",
    "Niveau NL": "A1-B1",
    "Plaatsen": "3",
    "Bevestigd op": "13-10-2025",
    "Instroommomenten": "9-3-2026; 4-5-2026",
    "Reistijd azc Rietwaard (min)": "30",
    "Reistijd azc Elders (min)": "45",
    "Ondersteuning in": "Engels, Farsi",
    "Verklaring vrijwilligerswerk": "aangevraagd",
    "VOG": "nee",
    "Kosten": "€ 12,50",
    "Contactpersoon": "Sophie van 't Hof",
    "Telefoon": "0600205531",
    "E-mail": "info@hoefje.example",
}


def read(**changed: str) -> tuple[Offer | None, set[tuple[str, str]]]:
    cells = {**COMPLETE, **changed}
    (row,) = offers(csv_bytes([list(cells), list(cells.values())], ";")).rows
    problems = {(problem.field, problem.code) for problem in row.problems}
    return (row.draft.offer if row.draft else None), problems


def test_a_complete_row_becomes_an_offer() -> None:
    offer, problems = read()
    assert offer is not None
    assert problems == set()
    assert (offer.code, offer.kind) == ("M08", OfferKind.MDT_TRAJECT)
    assert (offer.place, offer.address) == ("Havermeer", "Weidepad 3")
    assert (offer.minimum_age, offer.maximum_age) == (16, 27)
    assert (offer.level_from, offer.level_to) == (DutchLevel.A1, DutchLevel.B1)
    assert (offer.hours_total, offer.weeks, offer.places) == (200, 16, 3)
    assert offer.places_confirmed_on == date(2025, 10, 13)
    assert offer.start_dates == (date(2026, 3, 9), date(2026, 5, 4))
    assert offer.schedule.weekly_minutes == 300
    assert offer.travel_minutes == {"RTW": 30, "azc Elders": 45}
    assert offer.support_languages == ("eng", "fas")
    assert (offer.work_permit, offer.conduct_certificate) == (WorkPermit.REQUESTED, False)
    assert (offer.cost_cents, offer.cost_text) == (1250, "")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"Wie betaalt": "de gemeente"}, {"cost_payer": "gemeente"}),
        ({"Betaald door": "Stichting Leergeld"}, {"cost_payer": "fonds"}),
        ({"Kinderopvang": "ja"}, {"childcare": True}),
        ({"Kinderopvang": ""}, {"childcare": None}),
        ({"Rolstoel": "nee"}, {"accessible": False}),
        ({"Lezen en schrijven": "niet nodig"}, {"literacy_needed": "analfabeet"}),
        ({"Alfabetisering": "Latijns schrift"}, {"literacy_needed": "gealfabetiseerd"}),
        ({"Groepsgrootte": "2-6"}, {"group_from": 2, "group_to": 6}),
        ({"Groepsgrootte": "max. 8"}, {"group_from": None, "group_to": 8, "places_total": 8}),
        ({"Groep": "individueel"}, {"group_from": 1, "group_to": 1, "places_total": None}),
        ({"Vorm": "avond; taalcafé"}, {"forms": ("evening", "language_cafe")}),
        ({"Eerste stap": "x"}, {"first_step": True}),
        ({"Afgestemd op": "M03, M07"}, {"tuned_to": ("M03", "M07")}),
        ({"VOG via": "organisatie", "VOG geregeld": "in aanvraag"},
         {"certificate_applicant": "aanbieder", "certificate_state": "aangevraagd"}),
        ({"VOG geldig tot": "1-3-2027"}, {"certificate_valid_until": date(2027, 3, 1)}),
        ({"Verklaring geldig tot": "1 sep 2028"}, {"work_permit_valid_until": date(2028, 9, 1)}),
        ({"Coördinaten": "52,0907; 5,1214"}, {"position": (52.0907, 5.1214)}),
        ({"GPS": "52.0907, 5.1214"}, {"latitude": 52.0907, "longitude": 5.1214}),
    ],
)  # fmt: skip
def test_terms_are_read_as_desks_write_them(
    cells: dict[str, str], values: dict[str, object]
) -> None:
    offer, problems = read(**cells)
    assert offer is not None
    assert problems == set()
    assert {name: getattr(offer, name) for name in values} == values


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"Wie betaalt": "tante"}, ("cost_payer", "unknown_value")),
        ({"Vorm": "avond, zweven"}, ("forms", "unknown_value")),
        ({"Groepsgrootte": "klein"}, ("group_size", "unreadable")),
        ({"Groepsgrootte": "9-2"}, ("group_size", "out_of_range")),
        ({"Coördinaten": "achter de kerk"}, ("position", "unreadable")),
        ({"Lezen en schrijven": "een beetje"}, ("literacy_needed", "unknown_value")),
    ],
)
def test_a_term_that_cannot_be_read_is_left_unknown_and_told(
    cells: dict[str, str], problem: tuple[str, str]
) -> None:
    offer, problems = read(**cells)
    assert offer is not None
    assert problems == {problem}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"Plaatsen": "-3"}, ("places", "negative")),
        ({"Plaatsen": "2,5"}, ("places", "not_a_whole_number")),
        ({"Plaatsen": "veel"}, ("places", "not_a_number")),
        ({"Leeftijd": "30-12"}, ("age_range", "minimum_above_maximum")),
        ({"Weekrooster": "ma 14:00-12:00"}, ("schedule", "end_before_start")),
        ({"Weekrooster": "ma 25:00-26:00"}, ("schedule", "impossible_time")),
        ({"Code": ""}, ("code", "missing")),
        ({"Titel": "-"}, ("title", "missing")),
        ({"Aanbieder": ""}, ("provider", "missing")),
        ({"Titel": "bel 111222333"}, ("title", "bsn_like")),
        ({"Soort werk": "bel 111222333"}, ("work_kind", "bsn_like")),
        ({"Aanbieder": "1112.22.333"}, ("provider", "bsn_like")),
        ({"Aanbieder": "lang" * 60}, ("provider", "too_long")),
        ({"Weekrooster": "ma 9-12 " * 90}, ("schedule", "too_long")),
    ],
)
def test_what_keeps_an_offer_out(cells: dict[str, str], problem: tuple[str, str]) -> None:
    offer, problems = read(**cells)
    assert offer is None
    assert problems == {problem}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"Weekrooster": ""}, ("schedule", "no_times")),
        ({"Weekrooster": "2 dagdelen per week, in overleg"}, ("schedule", "no_times")),
        ({"Weekrooster": "flexibel"}, ("schedule", "no_times")),
        ({"Kosten": ""}, ("cost", "missing")),
        ({"Kosten": "nog niet bekend"}, ("cost", "unreadable")),
        ({"Bevestigd op": ""}, ("places_confirmed", "missing")),
        ({"Bevestigd op": "vorige week"}, ("places_confirmed", "unreadable")),
        ({"Plaatsen": "onbekend"}, ("places", "missing")),
        ({"Leeftijd": "jongeren"}, ("age_range", "unreadable")),
        ({"Niveau NL": "redelijk"}, ("level", "unreadable")),
        ({"Instroommomenten": "9-3-2026; later"}, ("intakes", "unreadable")),
        ({"Ondersteuning in": "Engels, Klingon"}, ("support_languages", "unknown_value")),
        ({"Duur (weken)": "lang"}, ("weeks", "unreadable")),
        ({"Einddatum": "ooit"}, ("ends_on", "unreadable")),
        ({"Doelgroep": "iedereen met tijd"}, ("residence_phases", "unknown_value")),
        ({"Soort": "iets"}, ("kind", "unknown_value")),
        ({"VOG": "misschien"}, ("conduct_certificate", "unknown_value")),
        ({"Verklaring vrijwilligerswerk": "?"}, ("work_permit", "unknown_value")),
        ({"Duur (weken)": "9999"}, ("weeks", "out_of_range")),
        ({"Reistijd azc Rietwaard (min)": "ver"}, ("travel_minutes", "unreadable")),
    ],
)
def test_what_is_told_of_an_offer_that_goes_in(
    cells: dict[str, str], problem: tuple[str, str]
) -> None:
    offer, problems = read(**cells)
    assert offer is not None
    assert problems == {problem}


def test_an_end_date_is_read() -> None:
    offer, _problems = read(Einddatum="1 juli 2026")
    assert offer is not None
    assert offer.ends_on == date(2026, 7, 1)


def test_flexible_hours_are_times_enough() -> None:
    offer, problems = read(Weekrooster="flexibel, 8 uur/week")
    assert offer is not None
    assert (offer.schedule.kind, offer.schedule.weekly_minutes) == (ScheduleKind.FLEXIBLE, 480)
    assert problems == set()


def test_an_unknown_cost_is_never_free() -> None:
    offer, _problems = read(Kosten="eigen bijdrage")
    assert offer is not None
    assert (offer.cost_cents, offer.cost_text) == (None, "eigen bijdrage")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Cursus", OfferKind.LANGUAGE_COURSE),
        ("Activiteit", OfferKind.ACTIVITY),
        ("MDT-traject", OfferKind.MDT_TRAJECT),
        ("Naam", OfferKind.ACTIVITY),
    ],
)
def test_the_kind_follows_from_the_headings_where_no_column_tells(
    heading: str, kind: OfferKind
) -> None:
    (row,) = offers(csv_bytes([("Code", heading, "Aanbieder"), ("X1", "Test", "P")])).rows
    assert row.draft is not None
    assert row.draft.offer.kind is kind
    assert "kind" in row.draft.weak


def test_a_column_tells_the_kind_and_who_it_is_for() -> None:
    raw = csv_bytes(
        [
            ("Nr", "Naam", "Organisatie", "Soort", "Doelgroep"),
            ("1", "A", "P", "taalcursus", "statushouders en AZ"),
            ("2", "B", "p", "MDT", "statushouder, AZ"),
            ("2", "C", "P", "Activiteit", "iedereen"),
        ]
    )
    reading = offers(raw)
    first, second, twice = reading.rows
    assert first.draft is not None
    assert second.draft is not None
    assert first.draft.offer.kind is OfferKind.LANGUAGE_COURSE
    assert second.draft.offer.residence_phases == (
        ResidencePhase.STATUS_HOLDER,
        ResidencePhase.ASYLUM_SEEKER,
    )
    assert first.draft.provider is second.draft.provider
    assert told([twice]) == {(4, "code", "duplicate_in_file")}


def test_a_workbook_of_offers_is_found_below_its_title() -> None:
    rows = [("Overzicht",), (), list(COMPLETE), list(COMPLETE.values())]
    reading = offers(xlsx_bytes(rows), "mdt.xlsx")
    assert [row.line for row in reading.accepted] == [4]
    assert notes(reading) == set()


SERVICE: dict[str, Any] = {
    "id": "00000000-0000-4000-8000-000000000011",
    "name": "Taal op de werkvloer",
    "alternate_name": "T05",
    "status": "active",
    "organization": {"id": "org-1", "name": "Leerwerkhuis"},
    "schedules": [
        {"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:30", "closes_at": "12:00"},
    ],
    "capacities": [{"available": 5, "maximum": 7, "updated": "2026-02-01T09:00:00Z"}],
}


def service(**changed: Any) -> dict[str, Any]:
    return {**SERVICE, **changed}


def one(**changed: Any) -> tuple[Offer | None, set[tuple[str, str]]]:
    (row,) = hsds(json.dumps(service(**changed)).encode())
    problems = {(problem.field, problem.code) for problem in row.problems}
    return (row.draft.offer if row.draft else None), problems


def test_a_service_becomes_an_offer() -> None:
    offer, problems = one(
        attributes=[{"taxonomy_term": {"code": "language_course"}}],
        eligibility_description="Leeftijd 16+; taalniveau A1-A2",
        minimum_age=16,
        languages=[{"code": "tir", "name": "Tigrinya"}, {"name": "Farsi"}],
        cost_options=[{"amount": 12.5, "currency": "EUR"}],
        required_documents=[{"document": "VOG"}],
        phones=[{"number": "+31 600000012"}],
        service_at_locations=[{"location": {"id": "l", "name": "Lindedorp"}}],
    )
    assert offer is not None
    assert problems == set()
    assert (offer.code, offer.kind) == ("T05", OfferKind.LANGUAGE_COURSE)
    assert (offer.places, offer.places_total) == (5, 7)
    assert offer.places_confirmed_on == date(2026, 2, 1)
    assert (offer.level_from, offer.level_to) == (DutchLevel.A1, DutchLevel.A2)
    assert offer.support_languages == ("tir", "fas")
    assert (offer.cost_cents, offer.phone) == (1250, "0600000012")
    assert (offer.place, offer.conduct_certificate) == ("Lindedorp", True)
    assert offer.schedule.weekly_minutes == 300
    assert "travel_minutes" not in offer.model_fields_set


@pytest.mark.parametrize(
    ("location", "place", "address"),
    [
        (
            {"name": "Buurthuis", "addresses": [
                {"address_type": "postal", "address_1": "Postbus 9", "city": "Elders"},
                {"address_1": "Dam 1", "postal_code": "0000 AA", "city": "Dorp"},
            ]},
            "Buurthuis",
            "Dam 1, 0000 AA Dorp",
        ),
        (
            {"addresses": [{"address_1": "Dam 1", "address_2": "achterom", "city": "Dorp"}]},
            "Dorp",
            "Dam 1, achterom, Dorp",
        ),
        ({"addresses": [{"city": "Dorp", "postal_code": "0000 AA"}]}, "Dorp", ""),
        ({"addresses": [{"address_1": "Dam 1"}]}, "", "Dam 1"),
        ({"name": "Dorp", "addresses": "Dam 1"}, "Dorp", ""),
    ],
)  # fmt: skip
def test_the_address_of_a_location_is_where_one_goes_to(
    location: dict[str, Any], place: str, address: str
) -> None:
    offer, problems = one(service_at_locations=[{"location": {"id": "l", **location}}])
    assert offer is not None
    assert problems == set()
    assert (offer.place, offer.address) == (place, address)


def test_a_service_that_tells_no_address_leaves_the_known_one_alone() -> None:
    offer, _problems = one(service_at_locations=[{"location": {"id": "l", "name": "Dorp"}}])
    assert offer is not None
    assert "address" not in offer.model_fields_set


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Adres", "address"), ("Straat en huisnummer", "address"), ("Locatie", "place")],
)
def test_a_column_is_the_place_or_the_address(heading: str, field: str) -> None:
    cells = {"Code": "M08", "Titel": "Tuin", "Aanbieder": "Buurtkracht", heading: "Dam 1"}
    (row,) = offers(csv_bytes([list(cells), list(cells.values())], ";")).rows
    assert row.draft is not None
    told = {name: getattr(row.draft.offer, name) for name in ("place", "address")}
    assert told == {"place": "", "address": "", field: "Dam 1"}


@pytest.mark.parametrize(
    ("schedule", "weekly", "slots"),
    [
        ({"freq": "WEEKLY", "byday": ["SA"], "interval": 2}, 75, 1),
        ({"freq": "DAILY"}, 1050, 7),
        ({"freq": "WEEKLY", "dtstart": "2026-03-03"}, 150, 1),
        ({"freq": "MONTHLY", "byday": "1TU,3TU"}, 69, 1),
    ],
)
def test_recurrence_is_read_as_in_rfc_5545(
    schedule: dict[str, Any], weekly: int, slots: int
) -> None:
    offer, _problems = one(schedules=[{**schedule, "opens_at": "09:30Z", "closes_at": "12:00:00"}])
    assert offer is not None
    assert (offer.schedule.weekly_minutes, len(offer.schedule.slots)) == (weekly, slots)


def test_a_description_alone_tells_no_times() -> None:
    (row,) = hsds(
        json.dumps([service(schedules=[{"description": "flexibel, 8 uur/week"}])]).encode()
    )
    assert row.draft is not None
    assert told([row]) == {(1, "schedules", "no_times")}
    assert row.draft.offer.schedule.weekly_minutes is None
    assert row.draft.weak >= {"schedule"}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"capacities": [{"available": -3}]}, ("capacities.available", "negative")),
        ({"capacities": [{"available": 2.5}]}, ("capacities.available", "not_a_whole_number")),
        ({"capacities": [{"available": "veel"}]}, ("capacities.available", "not_a_number")),
        (
            {"schedules": [{"freq": "WEEKLY", "byday": "XX,MO"}]},
            ("schedules.byday", "unknown_value"),
        ),
        (
            {"schedules": [{**SERVICE["schedules"][0], "closes_at": "09:00"}]},
            ("schedules.closes_at", "end_before_start"),
        ),
        (
            {"organization": None, "organization_id": "org-9"},
            ("organization_id", "dangling_reference"),
        ),
        ({"organization": {}}, ("organization", "missing")),
        ({"minimum_age": 30, "maximum_age": 12}, ("minimum_age", "minimum_above_maximum")),
        ({"name": " "}, ("name", "missing")),
        ({"name": "bel 111222333"}, ("name", "bsn_like")),
        ({"organization": {"name": "111222333"}}, ("organization", "bsn_like")),
        (
            {"schedules": [{**SERVICE["schedules"][0], "description": "bel 111222333"}]},
            ("schedules.description", "bsn_like"),
        ),
        (
            {"schedules": [{**SERVICE["schedules"][0], "description": "ma \ud800"}]},
            ("schedules.description", "control_character"),
        ),
    ],
)
def test_what_keeps_a_service_out(changed: dict[str, Any], problem: tuple[str, str]) -> None:
    offer, problems = one(**changed)
    assert offer is None
    assert problems == {problem}


def test_an_organisation_or_place_is_found_elsewhere_in_the_file() -> None:
    rows = hsds(
        json.dumps(
            {
                "contents": [
                    service(service_at_locations=[{"location": {"id": "l1", "name": "Dorp"}}]),
                    service(
                        alternate_name="T06",
                        organization=None,
                        organization_id="org-1",
                        service_at_locations=[{"location_id": "l1"}],
                    ),
                    service(alternate_name="T07", service_at_locations=[{"location_id": "l9"}]),
                    service(alternate_name="T05"),
                    "geen dienst",
                ]
            }
        ).encode()
    )
    assert [row.draft.offer.place if row.draft else None for row in rows] == [
        *("Dorp", "Dorp", ""),
        *(None, None),
    ]
    assert told(rows[:4]) == {
        (3, "location_id", "dangling_reference"),
        (4, "alternate_name", "duplicate_in_file"),
    }


def test_a_service_that_is_not_active_comes_in_and_is_not_offered() -> None:
    offer, _problems = one(status="inactive")
    assert offer is not None
    assert not offer.active


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"contents": [', "bad_json"),
        (b'{"contents": [{"name": "x", "schedules": [], "minimum_age": NaN}]}', "bad_json"),
        (b"[" * 10_000 + b"]" * 10_000, "nested_too_deep"),
        (b"9" * 5000, "bad_json"),
        (b'{"a": 1}', "no_services"),
        (b'[{"title": "x"}]', "no_services"),
        (b'"tekst"', "no_services"),
        (b'{"name": "\xff"}', "unknown_encoding"),
    ],
)
def test_json_that_is_no_catalogue_is_refused(raw: bytes, code: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        hsds(raw)
    assert refused.value.code == code


def test_brackets_in_texts_do_not_count_as_nesting() -> None:
    offer, _problems = one(description="[{" * MAX_NESTING)
    assert offer is not None


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "name",
                    "id",
                    "code",
                    "number",
                    "location",
                    "available",
                    "byday",
                    "freq",
                    "opens_at",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*SERVICE, "phones", "languages", "contacts"]), anything))
def test_any_value_in_a_service_gives_an_offer_or_a_refusal(changed: dict[str, Any]) -> None:
    raw = json.dumps([SERVICE, {**SERVICE, "alternate_name": "T06", **changed}])
    for row in hsds(raw.encode()):
        assert (row.draft is None) == any(problem.refuses for problem in row.problems)
        assert all(message(problem) for problem in row.problems)
