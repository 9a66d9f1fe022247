"""Offers that go out come in as they were, whatever the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from meedoenbalie.domain.offers import Offer, OfferKind, Provider, WorkPermit
from meedoenbalie.domain.people import DutchLevel, ResidencePhase
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.domain.week import Weekday
from meedoenbalie.exchange.files import read_table
from meedoenbalie.exchange.hsds import read_hsds, read_services
from meedoenbalie.exchange.hsds_out import service_of, write_hsds
from meedoenbalie.exchange.offer_drafts import OfferDraft, Providers
from meedoenbalie.exchange.offer_fields import OFFER_FIELDS
from meedoenbalie.exchange.offers import OfferReader
from meedoenbalie.exchange.offers_out import offer_table, write_offers
from meedoenbalie.exchange.reading import ReadRow, read_rows
from meedoenbalie.exchange.tabular import match_columns
from tests.exchange.generated_offers import catalogues
from tests.exchange.hsds_rules import all_ids, breaches

BUURTHUIS = Provider(name="Buurthuis De Brug", phone="0600205530", email="info@brug.example")
_NUMBERS = {"id", "version", "provider_id"}


def written_and_read(path: Path, drafts: list[OfferDraft]) -> list[ReadRow[OfferDraft]]:
    write = write_hsds if path.suffix == ".json" else write_offers
    write(path, drafts)
    return read(path)


def read(path: Path) -> list[ReadRow[OfferDraft]]:
    if path.suffix == ".json":
        return list(read_hsds(read_services(path.read_bytes()), Providers()))
    table = read_table(path, path.read_bytes(), OFFER_FIELDS)
    columns = match_columns(table, OFFER_FIELDS)
    return list(read_rows(table, OfferReader(columns, Providers(), lambda _name: None)))


def told(draft: OfferDraft | None) -> tuple[dict[str, Any], dict[str, Any]]:
    assert draft is not None
    return draft.offer.model_dump(exclude=_NUMBERS), draft.provider.model_dump(exclude=_NUMBERS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.mark.parametrize("name", ["aanbod.json", "aanbod.csv", "aanbod.xlsx"])
@settings(max_examples=30)
@given(drafts=catalogues())
def test_what_goes_out_comes_in_as_it_was(
    folder: Path, name: str, drafts: list[OfferDraft]
) -> None:
    rows = written_and_read(folder / name, drafts)
    assert [row.problems for row in rows if row.draft is None] == []
    assert [told(row.draft) for row in rows] == [told(draft) for draft in drafts]


@settings(max_examples=30)
@given(drafts=catalogues())
def test_every_service_is_as_the_schemas_of_hsds_ask(drafts: list[OfferDraft]) -> None:
    services = [service_of(draft) for draft in drafts]
    assert [breach for service in services for breach in breaches(service)] == []
    ids = list(all_ids(services))
    assert len(ids) == len(set(ids))
    for service in services:
        owners = {service["id"], service["organization"]["id"]}
        told = [*service["attributes"], *service["organization"].get("attributes", ())]
        assert {attribute["link_id"] for attribute in told} <= owners
        assert service["organization"]["id"] in {str(draft.provider.id) for draft in drafts}


COURSE = Offer(
    provider_id=BUURTHUIS.id,
    code="T07",
    kind=OfferKind.LANGUAGE_COURSE,
    title="Taal op de werkvloer",
    place="Havermeer",
    address="Weidepad 3, 1234 AB Havermeer",
    schedule=parse_schedule("ma+wo 09:30-12:00"),
    weeks=16,
    minimum_age=16,
    level_from=DutchLevel.A1,
    level_to=DutchLevel.B1,
    support_languages=("tir", "eng"),
    residence_phases=(ResidencePhase.ASYLUM_SEEKER,),
    places=3,
    places_total=8,
    places_confirmed_on=date(2026, 2, 27),
    start_dates=(date(2026, 3, 9), date(2026, 5, 4)),
    travel_minutes={"RTW": 30},
    work_permit=WorkPermit.REQUESTED,
    conduct_certificate=True,
    cost_cents=1250,
    childcare=True,
    phone="0600205531",
)


def test_hsds_says_in_its_own_words_what_it_can() -> None:
    service = service_of(OfferDraft(COURSE, BUURTHUIS))
    (schedule,) = service["schedules"]
    assert (schedule["freq"], schedule["byday"]) == ("WEEKLY", "MO,WE")
    assert (schedule["opens_at"], schedule["closes_at"]) == ("09:30", "12:00")
    assert service["capacities"][0]["available"] == 3
    assert [language["code"] for language in service["languages"]] == ["tir", "eng"]
    assert service["required_documents"][0]["document"] == "VOG"
    assert service["cost_options"][0]["amount"] == 12.5
    address = service["service_at_locations"][0]["location"]["addresses"][0]
    assert (address["address_1"], address["postal_code"]) == ("Weidepad 3", "1234 AB")
    assert address["city"] == "Havermeer"
    extra = {one["taxonomy_term"]["code"]: one.get("value") for one in service["attributes"]}
    assert extra["weeks"] == "16"
    assert extra["work_permit"] == "aangevraagd"
    assert extra["travel_minutes"] == '{"RTW": 30}'
    assert not {"schedule", "places", "level_from"} & extra.keys()


def test_an_everyday_offer_is_said_in_words_that_people_read() -> None:
    heads, (row,) = offer_table([OfferDraft(COURSE, BUURTHUIS)])
    cells = dict(zip(heads, row, strict=True))
    assert (cells["Aanbodcode"], cells["Soort"], cells["VOG"]) == ("T07", "Taalcursus", "ja")
    assert (cells["Niveau"], cells["Kosten"]) == ("A1-B1", "€ 12,50")
    assert cells["Instroommomenten"] == "2026-03-09; 2026-05-04"
    assert (cells["Ondersteuning in"], cells["Doelgroep"]) == ("Tigrinya, Engels", "AZ")
    assert cells["Reistijd RTW (min)"] == "30"
    assert [head for head in heads if head.startswith("Meedoenbalie")] == []


def test_a_cell_that_was_corrected_counts_above_what_was_written_exactly(folder: Path) -> None:
    odd = COURSE.changed(schedule=COURSE.schedule.model_copy(update={"approximate": True}))
    path = folder / "verbeterd.csv"
    write_offers(path, [OfferDraft(odd, BUURTHUIS)])
    text = path.read_text(encoding="utf-8-sig")
    assert "Meedoenbalie schedule" in text
    path.write_text(text.replace("ma+wo 09:30-12:00;", "di 13:00-15:00;"), encoding="utf-8-sig")
    (row,) = read(path)
    assert row.draft is not None
    assert [slot.day for slot in row.draft.offer.schedule.slots] == [Weekday.TUESDAY]
    assert not row.draft.offer.schedule.approximate


def test_a_service_whose_days_were_changed_elsewhere_has_the_new_days(folder: Path) -> None:
    odd = COURSE.changed(schedule=COURSE.schedule.model_copy(update={"approximate": True}))
    path = folder / "verbeterd.json"
    write_hsds(path, [OfferDraft(odd, BUURTHUIS)])
    path.write_text(path.read_text(encoding="utf-8").replace("MO,WE", "TU"), encoding="utf-8")
    (row,) = read(path)
    assert row.draft is not None
    assert [slot.day for slot in row.draft.offer.schedule.slots] == [Weekday.TUESDAY]
    assert row.draft.offer.weeks == 16


@pytest.mark.parametrize(
    "value", ["[" * 5000, "NaN", '{"slots": 1}', '{"text": "bel 111222333"}', "nope", "[1]"]
)
def test_what_is_told_exactly_but_cannot_be_is_passed_over(folder: Path, value: str) -> None:
    path = folder / "vreemd.csv"
    write_offers(path, [OfferDraft(COURSE, BUURTHUIS)])
    head, row = path.read_text(encoding="utf-8-sig").splitlines()
    quoted = value.replace('"', '""')
    path.write_text(f'{head};Meedoenbalie schedule\n{row};"{quoted}"\n', encoding="utf-8")
    (found,) = read(path)
    assert told(found.draft)[0]["schedule"] == COURSE.schedule.model_dump()
