"""Offers that go out come in as they were, whatever the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from meedoenbalie.exchange.files import read_table
from meedoenbalie.exchange.hsds import read_hsds, read_services
from meedoenbalie.exchange.hsds_out import write_hsds
from meedoenbalie.exchange.offer_drafts import OfferDraft, Providers
from meedoenbalie.exchange.offer_fields import OFFER_FIELDS
from meedoenbalie.exchange.offers import OfferReader
from meedoenbalie.exchange.offers_out import write_offers
from meedoenbalie.exchange.reading import ReadRow, read_rows
from meedoenbalie.exchange.tabular import match_columns
from tests.exchange.generated_offers import catalogues

_NUMBERS = {"id", "version", "provider_id"}


def written_and_read(path: Path, drafts: list[OfferDraft]) -> list[ReadRow[OfferDraft]]:
    if path.suffix == ".json":
        write_hsds(path, drafts)
        return list(read_hsds(read_services(path.read_bytes()), Providers()))
    write_offers(path, drafts)
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
