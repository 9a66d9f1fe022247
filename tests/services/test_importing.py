"""A file is imported: good rows in, refused ones listed, in one step, and nothing doubled."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from meedoenbalie.domain.lessons import LearnedLesson, LessonStatus
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Role, Site, User
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import Referral, ReferralEvent, ReferralState, standing_of
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.importing import (
    ImportKind,
    ImportOptions,
    ImportReport,
    RefusedFile,
    import_file,
    preview,
    refusal_text,
)
from meedoenbalie.services.registration import ResidentQuery, change_resident, find_residents

RESIDENTS = ImportKind.RESIDENTS
PEOPLE = (
    "resident_ref,v_number,given_name,family_name,birth_date,dutch_level,contact_value\n"
    "RTW-0101,9971423559,Filmon,Okbay,2003-10-08,A1,0600000012\n"
    "RTW-0102,,Selam,Haile,2005-01-01,redelijk,\n"
    "RTW-0103,12345,Ahmad,Safi,2003-02-31,A0,\n"
)
OFFERS = (
    "Code;Cursus;Aanbieder;Rooster;Plaatsen;Plaatsen bevestigd;Kosten;Reistijd azc Elders\n"
    "T01;Taalcafé;De Leeszaal;vrijdagmiddag;10;10-02-2026;gratis;30\n"
    "T02;Avondcursus;Brug;di+do 19-21u;5;10-02-2026;€ 12,50;45\n"
)
HISTORY = (
    "volgnr,verwijzing,bewoner,aanbod,gebeurtenis,datum,vastgelegd_op,toestemming_op,ontvanger\n"
    "1,D1,RTW-0101,T01,Concept,2026-02-01,2026-02-01,,\n"
    "3,D1,RTW-0101,T01,Aangenomen,2026-02-05,2026-02-05,,\n"
    "2,D1,RTW-0101,T01,sent,2026-02-02,2026-02-02,2026-02-02,Anouk\n"
    "4,D1,RTW-0101,T01,sent,2026-02-06,2026-02-06,2026-02-06,Anouk\n"
)
LESSONS = (
    "nummer;fase;werkzaam element;wat gebeurde er;wat werkte;tip;locatie\n"
    "L1;intake;samenwerking;Er kwam niemand.;Thee.;Zet thee.;azc Rietwaard\n"
    "L2;nazorg;samenwerking;Weg was weg.;Bellen.;Bel.;azc Nergens\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(text: str, name: str = "bestand.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


def stored(desk: Desk, kind: type[Record]) -> list[Any]:
    with desk.read() as reader:
        return reader.find(kind)


def steps(desk: Desk) -> int:
    with desk.read() as reader:
        return reader.head().step


def told(report: ImportReport) -> set[tuple[int, str, str]]:
    problems = [*report.rejected_rows, *report.warnings]
    return {(problem.line, problem.field, problem.code) for problem in problems}


def test_good_rows_go_in_and_refused_ones_are_listed_in_one_step(desk: Desk, file: Any) -> None:
    before = steps(desk)
    report = import_file(desk, RESIDENTS, file(PEOPLE))
    assert (report.rows, report.accepted, report.warned, report.rejected) == (3, 2, 1, 1)
    assert told(report) == {
        (3, "dutch_level", "unknown_value"),
        (4, "v_number", "malformed"),
        (4, "birth_date", "impossible_date"),
    }
    assert report.stored
    assert "resident" in report.changed
    assert steps(desk) == before + 1
    assert {resident.reference for resident in stored(desk, Resident)} == {"RTW-0101", "RTW-0102"}
    assert len(find_residents(desk, ResidentQuery(words="okb"))) == 1


def test_the_report_has_the_shape_that_scripts_read(desk: Desk, file: Any) -> None:
    report = json.loads(json.dumps(import_file(desk, RESIDENTS, file(PEOPLE)).to_json()))
    assert list(report) == [
        *("rows", "accepted", "warned", "rejected"),
        *("rejected_rows", "warnings", "file_messages"),
    ]
    assert {"line", "field", "message", "code"} == set(report["rejected_rows"][0])
    assert all(isinstance(text, str) for text in report["file_messages"])


def test_all_or_nothing_stores_nothing_when_a_row_is_refused(desk: Desk, file: Any) -> None:
    before = steps(desk)
    report = import_file(desk, RESIDENTS, file(PEOPLE), all_or_nothing=True)
    assert (report.accepted, report.rejected, report.stored) == (2, 1, False)
    assert any("niets opgeslagen" in text for text in report.file_messages)
    assert stored(desk, Resident) == []
    assert steps(desk) == before
    good = "".join(PEOPLE.splitlines(keepends=True)[:3])
    assert import_file(desk, RESIDENTS, file(good), all_or_nothing=True).stored
    assert len(stored(desk, Resident)) == 2


def test_a_trial_run_says_the_same_and_stores_nothing(desk: Desk, file: Any) -> None:
    path = file(PEOPLE)
    trial = import_file(desk, RESIDENTS, path, "VDW", "azc Veldwijker", dry_run=True)
    assert stored(desk, Resident) == []
    assert [site.code for site in stored(desk, Site)] == ["RTW"]
    real = import_file(desk, RESIDENTS, path, "VDW", "azc Veldwijker")
    assert told(trial) == told(real)
    assert (trial.stored, real.stored) == (False, True)


def test_stopping_half_way_stores_nothing(desk: Desk, file: Any) -> None:
    rows = "".join(f"N{n},A,2004-01-01\n" for n in range(3000))

    class Stopped(Exception):
        pass

    def progress(done: int, total: int) -> None:
        assert total >= done
        if done >= 2500:
            raise Stopped

    before = steps(desk)
    with pytest.raises(Stopped):
        import_file(
            desk,
            RESIDENTS,
            file("family_name,given_name,birth_date\n" + rows),
            "RTW",
            progress=progress,
        )
    assert stored(desk, Resident) == []
    assert steps(desk) == before


def test_a_quote_that_opens_late_stores_nothing(desk: Desk, file: Any) -> None:
    rows = "".join(f"N{n},A,2004-01-01\n" for n in range(1500)) + '"open,A,2004-01-01\nX,Y,2004\n'
    with pytest.raises(RefusedFile) as refused:
        import_file(desk, RESIDENTS, file("family_name,given_name,birth_date\n" + rows), "RTW")
    assert "regel 1502" in refusal_text(refused.value)
    assert stored(desk, Resident) == []


def test_a_new_site_is_made_and_a_known_one_is_used(desk: Desk, file: Any) -> None:
    path = file("Nr;Naam;Geboren\n7;A;2003\n")
    report = import_file(desk, RESIDENTS, path, "VDW", "azc Veldwijker")
    assert "De locatie VDW (azc Veldwijker) is nieuw en is toegevoegd." in report.file_messages
    import_file(desk, RESIDENTS, path, "rtw")
    assert {one.reference for one in stored(desk, Resident)} == {"VDW-0007", "RTW-0007"}
    assert {site.code for site in stored(desk, Site)} == {"RTW", "VDW"}


def test_a_site_that_has_only_its_code_gets_its_name(desk: Desk, file: Any) -> None:
    path = file("Nr;Naam;Geboren\n7;A;2003\n")
    import_file(desk, RESIDENTS, path, "HVB")
    import_file(desk, RESIDENTS, path, "HVB", "azc Haverbeek")
    assert {site.name for site in stored(desk, Site)} == {"azc Rietwaard", "azc Haverbeek"}


def test_without_a_site_the_only_one_counts_and_else_the_user_is_asked(
    desk: Desk, file: Any
) -> None:
    path = file("Nr;Naam;Geboren\n7;A;2003\n")
    import_file(desk, RESIDENTS, path)
    assert [one.reference for one in stored(desk, Resident)] == ["RTW-0007"]
    import_file(desk, RESIDENTS, path, "VDW")
    with pytest.raises(RefusedFile) as refused:
        import_file(desk, RESIDENTS, path)
    assert "Kies een locatie" in refusal_text(refused.value)
    with pytest.raises(RefusedFile, match="bad_site"):
        import_file(desk, RESIDENTS, path, "VEEL-TE-LANGE-CODE")


def test_the_site_can_stand_in_each_row(desk: Desk, file: Any) -> None:
    text = "Nr;Naam;Geboren;Locatie\n1;A;2003;azc Rietwaard\n2;B;2003;KLD\n3;C;2003;\n"
    report = import_file(desk, RESIDENTS, file(text))
    assert {one.reference for one in stored(desk, Resident)} == {"RTW-0001", "KLD-0002"}
    assert told(report) >= {(4, "site", "site_unknown")}


def test_the_same_file_twice_doubles_nothing(desk: Desk, file: Any) -> None:
    path = file(PEOPLE)
    import_file(desk, RESIDENTS, path)
    before, first = steps(desk), stored(desk, Resident)
    again = import_file(desk, RESIDENTS, path)
    assert (again.accepted, again.rejected) == (2, 1)
    assert "2 rijen waren er al. Die zijn niet dubbel opgeslagen." in again.file_messages
    assert stored(desk, Resident) == first
    assert steps(desk) == before


def test_a_known_resident_gets_what_a_new_list_tells_and_keeps_the_rest(
    desk: Desk, file: Any
) -> None:
    import_file(desk, RESIDENTS, file(PEOPLE))
    (filmon,) = (one for one in stored(desk, Resident) if one.given_name == "Filmon")
    change_resident(desk, filmon.id, filmon.version, notes="wil koken")
    newer = (
        "resident_ref,v_number,given_name,family_name,birth_date,dutch_level\n"
        "VDW-0009,9971423559,Filmon,Okbay,2003-10-08,A2\n"
    )
    report = import_file(desk, RESIDENTS, file(newer))
    assert "1 rij was er al en is bijgewerkt." in report.file_messages
    (known,) = (one for one in stored(desk, Resident) if one.given_name == "Filmon")
    assert (known.id, known.reference) == (filmon.id, "RTW-0101")
    assert (known.dutch_level, known.notes, known.contact_value) == (
        "A2",
        "wil koken",
        "0600000012",
    )
    assert [site.code for site in stored(desk, Site)] == ["RTW"]


def test_where_the_list_of_refused_rows_cannot_be_written_nothing_is_stored(
    desk: Desk, file: Any, tmp_path: Path
) -> None:
    bad = file("Nr;Voornaam;Geb.datum\n1;Filmon;2003-10-08\n2;Hodan;gisteren\n")
    with pytest.raises(OSError, match="niet-hier"):
        import_file(desk, RESIDENTS, bad, rejects=tmp_path / "niet-hier" / "geweigerd.csv")
    assert stored(desk, Resident) == []


def test_a_number_that_was_given_to_somebody_else_is_refused(desk: Desk, file: Any) -> None:
    import_file(desk, RESIDENTS, file(PEOPLE))
    newer = (
        "resident_ref,v_number,given_name,family_name,birth_date\n"
        "RTW-0101,9971000001,Hodan,Farah,2006-01-01\n"
        "RTW-0102,,Omar,Ali,2001-01-01\n"
        "RTW-0109,9971423559,Filmon,Okbay,2003-10-08\n"
        "RTW-0110,9971423660,Zahra,Karimi,2003-10-08\n"
    )
    report = import_file(desk, RESIDENTS, file(newer))
    assert told(report) == {
        (2, "reference", "taken_reference"),
        (3, "reference", "taken_reference"),
    }
    assert len(stored(desk, Resident)) == 3


def test_a_v_number_of_somebody_else_overwrites_nobody(desk: Desk, file: Any) -> None:
    head = "V-nummer;Voornaam;Achternaam;Geb.datum"
    import_file(desk, RESIDENTS, file(f"Nr;{head}\n1;9971423559;Filmon;Okbay;08-10-2003\n"))
    for other in (f"Nr;{head}\n2;9971423559;", f"Nr;{head}\n1;9971423559;", f"{head}\n9971423559;"):
        report = import_file(desk, RESIDENTS, file(f"{other}Hodan;Farah;01-02-2006\n"))
        assert told(report) == {(2, "v_number", "taken_v_number")}
    for same in ("Filimon;Oqbay;10-08-2003", "Zahra;Karimi;10-08-2003", "Karimi;Z.;2003"):
        assert import_file(desk, RESIDENTS, file(f"{head}\n9971423559;{same}\n")).accepted == 1
    assert len(stored(desk, Resident)) == 1


LIST = "Voornaam;Achternaam;Geb.datum\n"
"""A list of which only the place of a row could give a number, and that changes every time."""


def names(desk: Desk) -> dict[str, str]:
    return {one.reference: one.full_name for one in stored(desk, Resident)}


def test_a_list_without_numbers_goes_beside_who_is_stored_and_changes_nobody(
    desk: Desk, file: Any
) -> None:
    import_file(desk, ImportKind.RESIDENTS, file(f"{LIST}Sara;Haddad;01-01-2005\n"))
    other = file(f"{LIST}Ahmad;Barakat;01-01-2005\nYusuf;Ali;03-04-2006\n")
    report = import_file(desk, ImportKind.RESIDENTS, other)
    assert report.accepted == 2
    assert names(desk) == {
        "RTW-0001": "Sara Haddad",
        "RTW-0002": "Ahmad Barakat",
        "RTW-0003": "Yusuf Ali",
    }


def test_born_on_the_first_of_january_under_one_number_is_not_yet_the_same_person(
    desk: Desk, file: Any
) -> None:
    head = f"Nr;{LIST}"
    import_file(desk, ImportKind.RESIDENTS, file(f"{head}1;Sara;Haddad;01-01-2005\n"))
    other = file(f"{head}1;Ahmad;Barakat;01-01-2005\n")
    report = import_file(desk, ImportKind.RESIDENTS, other)
    assert (report.accepted, [one.code for one in report.rejected_rows]) == (0, ["taken_reference"])
    import_file(desk, ImportKind.RESIDENTS, file(f"{head}1;Sara;Hadad;01-01-2005\n"))
    assert names(desk) == {"RTW-0001": "Sara Hadad"}


def test_a_list_without_numbers_doubles_nobody_in_whatever_order_it_comes(
    desk: Desk, file: Any
) -> None:
    rows = ["Ahmad;Barakat;01-01-2005", "Yusuf;Ali;03-04-2006", "Ahmad;Barakat;01-01-2005"]
    import_file(desk, ImportKind.RESIDENTS, file(LIST + "\n".join(rows)))
    before = names(desk)
    assert len(before) == 3, "two persons can have one name and birth date"
    import_file(desk, ImportKind.RESIDENTS, file(LIST + "\n".join(reversed(rows))))
    assert names(desk) == before


def test_refused_rows_can_be_kept_to_correct_and_read_again(
    desk: Desk, file: Any, tmp_path: Path
) -> None:
    rejects = tmp_path / "geweigerd.csv"
    import_file(desk, RESIDENTS, file(PEOPLE), rejects=rejects)
    with rejects.open(encoding="utf-8-sig", newline="") as opened:
        (row,) = csv.DictReader(opened, delimiter=";")
    assert row["resident_ref"] == "RTW-0103"
    assert "2003-02-31 bestaat niet" in row["Waarom geweigerd"]
    better = rejects.read_text(encoding="utf-8-sig").replace("2003-02-31", "2003-02-28")
    report = import_file(desk, RESIDENTS, file(better.replace("12345", "")))
    assert (report.accepted, report.rejected) == (1, 0)


def test_a_preview_shows_rows_and_columns_and_stores_nothing(desk: Desk, file: Any) -> None:
    path = file("Nr;Naam;Geb.datum;Kamer\n1;Okbay;31-04-2008;12\n2;Haile;2004;13\n")
    seen = preview(desk, RESIDENTS, path, "RTW")
    assert seen.shape is not None
    assert (seen.sheet, seen.shape.header_line) == ("", 1)
    assert [(column.heading, column.field, column.label) for column in seen.columns] == [
        ("Nr", "number", "Nummer"),
        ("Naam", "full_name", "Naam"),
        ("Geb.datum", "birth_date", "Geboortedatum"),
        ("Kamer", None, ""),
    ]
    assert [row.draft is None for row in seen.rows] == [True, False]
    assert any("‘Kamer’" in text for text in seen.report.file_messages)
    assert stored(desk, Resident) == []


def test_a_cell_corrected_in_the_preview_goes_in(desk: Desk, file: Any) -> None:
    path = file("Nr;Naam;Geb.datum;Kamer\n1;Okbay;31-04-2008;12\n2;Haile;2004;13\n3;x;y;z\n")
    options = ImportOptions(
        columns={3: "notes"}, corrections={(2, 2): "30-04-2008"}, left_out=frozenset({4})
    )
    assert preview(desk, RESIDENTS, path, "RTW", options).report.rejected == 0
    import_file(desk, RESIDENTS, path, "RTW", options=options)
    okbay, haile = sorted(stored(desk, Resident), key=lambda one: one.reference)
    assert (okbay.birth_date, okbay.notes) == (date(2008, 4, 30), "12")
    assert haile.birth_year == 2004


def test_a_big_preview_keeps_every_row_with_a_problem(
    desk: Desk, file: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meedoenbalie.services import importing

    monkeypatch.setattr(importing, "_GOOD_ROWS_SHOWN", 2)
    rows = "".join(f"{n};A;{'x' if n % 5 == 0 else '1-1-2004'}\n" for n in range(1, 21))
    seen = preview(desk, RESIDENTS, file("Nr;Naam;Geboren\n" + rows), "RTW")
    assert seen.report.rows == 20
    assert [row.line for row in seen.rows] == [2, 3, 6, 11, 16, 21]


def test_a_header_without_rows_is_told(desk: Desk, file: Any) -> None:
    report = import_file(desk, RESIDENTS, file("Naam;Geboren\n"), "RTW")
    assert told(report) == {(1, "", "no_rows")}
    assert (report.rows, report.stored) == (0, False)


def test_somebody_without_a_desk_role_may_not_import(desk: Desk, file: Any) -> None:
    beheer = Desk(desk.database, User(name="Ria", roles=(Role.ADMINISTRATOR,)), desk.clock)
    with pytest.raises(NotAllowed):
        import_file(beheer, RESIDENTS, file(PEOPLE))
    assert stored(desk, Resident) == []


def test_offers_bring_their_providers_and_are_recognised_by_their_code(
    desk: Desk, file: Any
) -> None:
    report = import_file(desk, ImportKind.OFFERS, file(OFFERS))
    assert (report.accepted, report.rejected) == (2, 0)
    assert any("azc Elders" in text for text in report.file_messages)
    assert {one.name for one in stored(desk, Provider)} == {"De Leeszaal", "Brug"}
    newer = OFFERS.replace(";5;10-02-2026", ";2;01-03-2026").replace("Taalcafé", "Taalcafé plus")
    import_file(desk, ImportKind.OFFERS, file(newer))
    one, two = sorted(stored(desk, Offer), key=lambda offer: offer.code)
    assert (one.title, two.places, two.places_confirmed_on) == (
        "Taalcafé plus",
        2,
        date(2026, 3, 1),
    )
    assert len(stored(desk, Provider)) == 2


def test_places_that_were_confirmed_earlier_change_nothing(desk: Desk, file: Any) -> None:
    import_file(desk, ImportKind.OFFERS, file(OFFERS))
    older = OFFERS.replace(";5;10-02-2026", ";99;01-01-2026")
    import_file(desk, ImportKind.OFFERS, file(older))
    (two,) = (one for one in stored(desk, Offer) if one.code == "T02")
    assert (two.places, two.places_confirmed_on) == (5, date(2026, 2, 10))


def test_travel_times_by_name_get_the_code_when_the_site_comes(desk: Desk, file: Any) -> None:
    import_file(desk, ImportKind.OFFERS, file(OFFERS))
    assert {tuple(one.travel_minutes) for one in stored(desk, Offer)} == {("azc Elders",)}
    import_file(desk, RESIDENTS, file("Naam;Geboren\nA;2003\n"), "ELD", "azc Elders")
    assert {one.code: dict(one.travel_minutes) for one in stored(desk, Offer)} == {
        "T01": {"ELD": 30},
        "T02": {"ELD": 45},
    }


def test_the_same_offer_by_another_road_is_not_doubled(desk: Desk, file: Any) -> None:
    import_file(desk, ImportKind.OFFERS, file(OFFERS))
    service = {
        "id": "11111111-2222-4333-8444-555555555555",
        "name": "Taalcafé",
        "alternate_name": "T01",
        "status": "inactive",
        "organization": {"id": "o", "name": "de leeszaal"},
        "schedules": [{"description": "vrijdagmiddag"}],
        "languages": [{"code": "tir"}],
    }
    path = file(json.dumps({"contents": [service]}), "aanbod.json")
    report = import_file(desk, ImportKind.OFFERS, path)
    assert report.accepted == 1
    (known,) = (one for one in stored(desk, Offer) if one.code == "T01")
    assert len(stored(desk, Offer)) == 2
    assert len(stored(desk, Provider)) == 2
    assert (known.active, known.support_languages) == (False, ("tir",))
    assert (known.schedule.weekly_minutes, known.places, known.cost_cents) == (240, 10, 0)
    assert known.kind == "language_course"
    service.pop("alternate_name")
    import_file(desk, ImportKind.OFFERS, file(json.dumps(service), "een.json"))
    assert len(stored(desk, Offer)) == 2


def test_place_and_address_are_kept_apart_and_what_a_file_leaves_out_stays(
    desk: Desk, file: Any
) -> None:
    heads = "Code;Cursus;Aanbieder;Plaats;Adres\n"
    import_file(desk, ImportKind.OFFERS, file(heads + "T01;Taalcafé;Brug;Dorp;Dam 1\n"))
    (offer,) = stored(desk, Offer)
    assert (offer.place, offer.address) == ("Dorp", "Dam 1")
    import_file(desk, ImportKind.OFFERS, file("Code;Cursus;Aanbieder\nT01;Taalcafé;Brug\n"))
    (offer,) = stored(desk, Offer)
    assert (offer.place, offer.address) == ("Dorp", "Dam 1")
    service = {
        "name": "Taalcafé",
        "alternate_name": "T01",
        "organization": {"name": "Brug"},
        "service_at_locations": [
            {"location": {"addresses": [{"address_1": "Brink 7", "city": "Dorp"}]}}
        ],
    }
    import_file(desk, ImportKind.OFFERS, file(json.dumps(service), "een.json"))
    (offer,) = stored(desk, Offer)
    assert (offer.place, offer.address, offer.where) == ("Dorp", "Brink 7, Dorp", "Brink 7, Dorp")


def test_a_history_is_replayed_and_stored_once(desk: Desk, file: Any) -> None:
    import_file(desk, RESIDENTS, file(PEOPLE))
    import_file(desk, ImportKind.OFFERS, file(OFFERS))
    path = file(HISTORY)
    report = import_file(desk, ImportKind.REFERRALS, path)
    assert told(report) == {(5, "gebeurtenis", "illegal_transition")}
    events = stored(desk, ReferralEvent)
    assert [one.reference for one in stored(desk, Referral)] == ["D1"]
    assert standing_of(events).state is ReferralState.ACCEPTED
    assert {event.recorded_at.date() for event in events} == {
        date(2026, 2, 1),
        date(2026, 2, 2),
        date(2026, 2, 5),
    }
    again = import_file(desk, ImportKind.REFERRALS, path)
    assert told(again) == told(report)
    assert stored(desk, ReferralEvent) == events
    more = HISTORY + "5,D1,RTW-0101,T01,started,2026-02-20,2026-02-20,,\n"
    import_file(desk, ImportKind.REFERRALS, file(more))
    assert standing_of(stored(desk, ReferralEvent)).state is ReferralState.STARTED


def test_lessons_are_published_and_an_unknown_site_is_told(desk: Desk, file: Any) -> None:
    path = file(LESSONS)
    report = import_file(desk, ImportKind.LESSONS, path)
    assert told(report) == {(3, "locatie", "unknown_site")}
    assert {one.status for one in stored(desk, LearnedLesson)} == {LessonStatus.PUBLISHED}
    import_file(desk, ImportKind.LESSONS, path)
    newer = LESSONS.replace("Zet thee.", "Zet koffie.")
    import_file(desk, ImportKind.LESSONS, file(newer))
    assert sorted(one.tip for one in stored(desk, LearnedLesson)) == ["Bel.", "Zet koffie."]


def test_a_workbook_tells_its_sheet_and_what_was_not_read(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bewoners"
    for row in (["Lijst"], ["Nr.", "Naam", "Geboren", "Religie"], [1, "Okbay", 2003, "x"]):
        sheet.append(row)
    sheet.column_dimensions["D"].hidden = True
    path = tmp_path / "lijst.xlsx"
    book.save(path)
    seen = preview(desk, RESIDENTS, path, "RTW")
    assert seen.shape is not None
    assert (seen.sheet, seen.shape.header_line) == ("Bewoners", 2)
    report = import_file(desk, RESIDENTS, path, "RTW")
    assert "De kolom ‘Religie’ is verborgen en is niet gelezen." in report.file_messages
    assert "Religie" not in [column.heading for column in seen.columns]
