"""The same offer by another road is recognised, not doubled; what is unclear a person decides."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.services.catalogue import add_offer, find_offers
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.exporting import export_offers
from meedoenbalie.services.import_intake import ImportOptions
from meedoenbalie.services.import_offer_doubles import offers_alike_in_import
from meedoenbalie.services.importing import ImportKind, ImportReport, import_file

HEAD = "Aanbodcode;Titel;Soort;Aanbieder;Plaats;Weekrooster;Weken;Kosten;Bevestigd op"


@pytest.fixture
def cafe(desk: Desk) -> Offer:
    return add_offer(
        desk,
        "Buurthuis De Brug",
        code="M08",
        kind=OfferKind.LANGUAGE_COURSE,
        title="Taalcafé",
        place="Havermeer",
        schedule=parse_schedule("ma 09:30-12:00"),
    ).result


def listed(folder: Path, *rows: str) -> Path:
    path = folder / "lijst.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def service(folder: Path, name: str = "Taalcafe", day: str = "MO", town: str = "Havermeer") -> Path:
    one = {
        "id": "0ecfb2cd-8d01-5109-ba6e-515aaf27ed6e",
        "name": name,
        "status": "active",
        "organization": {"id": "b135c185-59e9-55e2-a247-2230a3a6eb3e", "name": "buurthuis de brug"},
        "attributes": [{"taxonomy_term": {"code": "language_course"}}],
        "service_at_locations": [{"location": {"name": town}}],
        "schedules": [
            {"freq": "WEEKLY", "byday": day, "opens_at": "09:30", "closes_at": "12:00"},
        ],
        "capacities": [{"available": 4, "updated": "2026-03-01T09:00:00Z"}],
    }
    path = folder / "elders.json"
    path.write_text(json.dumps([one]), encoding="utf-8")
    return path


def taken_in(desk: Desk, path: Path, options: ImportOptions | None = None) -> ImportReport:
    return import_file(desk, ImportKind.OFFERS, path, options=options)


def codes(report: ImportReport) -> list[str]:
    return [one.code for one in report.warnings if one.field == "title"]


def stored(desk: Desk) -> list[Offer]:
    return [line.offer for line in find_offers(desk)]


def test_hsds_without_the_code_updates_the_offer_it_is_about(
    desk: Desk, cafe: Offer, tmp_path: Path
) -> None:
    report = taken_in(desk, service(tmp_path))
    assert codes(report) == ["same_offer"]
    (one,) = stored(desk)
    assert (one.id, one.code, one.places) == (cafe.id, "M08", 4)
    assert one.places_confirmed_on == date(2026, 3, 1)
    # From now on its id tells, so nothing is to be looked at any more.
    assert codes(taken_in(desk, service(tmp_path, name="Taalcafé nieuw"))) == []
    assert [offer.title for offer in stored(desk)] == ["Taalcafé nieuw"]


@pytest.mark.parametrize("change", [{"day": "TU"}, {"town": "Lindedorp"}])
def test_another_day_or_place_may_be_a_second_group_and_a_person_decides(
    desk: Desk, cafe: Offer, tmp_path: Path, change: dict[str, str]
) -> None:
    path = service(tmp_path, **change)
    (asked,) = offers_alike_in_import(desk, path)
    assert (asked.line, asked.other.code, asked.certain) == (1, "M08", False)
    same = ImportOptions(same_as={1: asked.same})
    assert offers_alike_in_import(desk, path, same) == []
    assert codes(taken_in(desk, path, same)) == []
    assert [offer.id for offer in stored(desk)] == [cafe.id]


def test_who_decides_nothing_gets_it_as_a_new_offer_with_a_warning(
    desk: Desk, cafe: Offer, tmp_path: Path
) -> None:
    assert codes(taken_in(desk, service(tmp_path, day="TU"))) == ["looks_like_offer"]
    assert len(stored(desk)) == 2


def test_another_offer_that_looks_the_same_can_be_told_apart(
    desk: Desk, cafe: Offer, tmp_path: Path
) -> None:
    path = listed(tmp_path, "T09;Taalcafé;taalcursus;Buurthuis De Brug;;;12;gratis;2026-03-01")
    assert codes(taken_in(desk, path, ImportOptions(same_as={2: 2}))) == []
    assert [offer.code for offer in stored(desk)] == ["M08", "T09"]


def test_a_list_with_other_codes_doubles_nothing(desk: Desk, cafe: Offer, tmp_path: Path) -> None:
    row = "B-1;TAALCAFÉ ;taalcursus;Buurthuis de Brug;havermeer;ma 9.30-12 uur;12;gratis;2026-03-01"
    assert codes(taken_in(desk, listed(tmp_path, row))) == ["same_offer"]
    (one,) = stored(desk)
    assert (one.id, one.code, one.weeks) == (cafe.id, "M08", 12)


def test_two_groups_in_one_list_stay_two(desk: Desk, cafe: Offer, tmp_path: Path) -> None:
    known = (
        "M08;Taalcafé;taalcursus;Buurthuis De Brug;Havermeer;ma 09:30-12:00;12;gratis;2026-03-01"
    )
    second = known.replace("M08", "M09")
    assert codes(taken_in(desk, listed(tmp_path, known, second))) == []
    assert [offer.code for offer in stored(desk)] == ["M08", "M09"]


def test_one_stored_offer_is_never_taken_for_two_rows(
    desk: Desk, cafe: Offer, tmp_path: Path
) -> None:
    row = "B-1;Taalcafé;taalcursus;Buurthuis De Brug;Havermeer;ma 09:30-12:00;12;gratis;2026-03-01"
    taken_in(desk, listed(tmp_path, row, row.replace("B-1", "B-2")))
    assert [offer.code for offer in stored(desk)] == ["B-2", "M08"]


def test_a_code_that_is_another_offer_is_told(desk: Desk, cafe: Offer, tmp_path: Path) -> None:
    row = "M08;Fietsles;activiteit;De Pedaal;Lindedorp;di 10-12;8;gratis;2026-03-01"
    assert codes(taken_in(desk, listed(tmp_path, row))) == ["code_of_another"]


@pytest.mark.parametrize("suffix", [".json", ".xlsx", ".csv"])
def test_what_went_out_comes_back_as_the_same_offers(
    desk: Desk, cafe: Offer, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"aanbod{suffix}"
    assert export_offers(desk, out) == 1
    report = taken_in(desk, out)
    assert codes(report) == []
    assert stored(desk) == [cafe]
