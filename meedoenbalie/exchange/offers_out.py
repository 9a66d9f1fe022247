"""Offers as a table that providers and desks work on, and that is read in again without loss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from meedoenbalie.exchange.offer_cells import travel_from
from meedoenbalie.exchange.offer_drafts import OfferDraft, Providers
from meedoenbalie.exchange.offer_extras import PROVIDER, as_cell, differing, reach_of
from meedoenbalie.exchange.offer_fields import EXTRA_PREFIX, OFFER_FIELDS, OFFER_HEADINGS
from meedoenbalie.exchange.offer_texts import (
    PROVIDER_COLUMNS,
    WRITTEN,
    as_read,
    provider_texts,
    travel_text,
)
from meedoenbalie.exchange.offers import OfferReader
from meedoenbalie.exchange.reading import Row
from meedoenbalie.exchange.table_out import write_table
from meedoenbalie.exchange.tabular import Table, match_columns
from meedoenbalie.exchange.text import clean

_WIDEST = 40


def write_offers(path: Path, drafts: Sequence[OfferDraft]) -> None:
    """Write offers as a workbook when the name ends in .xlsx, else as CSV. Raises OSError."""
    heads, rows = offer_table(drafts)
    write_table(path, heads, rows, widths=_widths(heads, rows))


def offer_table(drafts: Sequence[OfferDraft]) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows.

    Behind the columns for people stands one "Meedoenbalie <field>" for each field of which reading
    some cell gives something else than what is stored.
    """
    names = [name for name in OFFER_HEADINGS if name in WRITTEN or name in PROVIDER_COLUMNS]
    sites = sorted({site for draft in drafts for site in draft.offer.travel_minutes})
    sites = [site for site in sites if travel_from(_travel_heading(site)) == site]
    heads = [OFFER_HEADINGS[name].partition("|")[0] for name in names]
    heads += map(_travel_heading, sites)
    rows = [[*_cells(draft, names), *_travel(draft, sites)] for draft in drafts]
    found = _said_otherwise(heads, rows, drafts)
    extra = sorted({field for fields in found for field in fields})
    for draft, row, fields in zip(drafts, rows, found, strict=True):
        row += [_exactly(draft, field) if field in fields else "" for field in extra]
    return [*heads, *(f"{EXTRA_PREFIX.capitalize()} {field}" for field in extra)], rows


def _exactly(draft: OfferDraft, field: str) -> str:
    return reach_of(draft.provider) if field == PROVIDER else as_cell(draft.offer, field)


def _travel_heading(site: str) -> str:
    return f"Reistijd {site} (min)"


def _cells(draft: OfferDraft, names: Sequence[str]) -> list[str]:
    told = provider_texts(draft.provider)
    texts = [told[name] if name in told else WRITTEN[name][1](draft.offer) for name in names]
    return [clean(text)[0] for text in texts]


def _travel(draft: OfferDraft, sites: Sequence[str]) -> list[str]:
    return [travel_text(draft.offer, site) for site in sites]


def _said_otherwise(
    heads: Sequence[str], rows: Sequence[Sequence[str]], drafts: Sequence[OfferDraft]
) -> list[tuple[str, ...]]:
    """Return of each row the fields that its cells don't give as they are stored."""
    columns = match_columns(Table(1, tuple(heads), iter(()), 0), OFFER_FIELDS)
    reader = OfferReader(columns, Providers(), lambda _name: None)
    found = []
    for line, (cells, draft) in enumerate(zip(rows, drafts, strict=True), 2):
        row = Row(line, columns)
        read = list(map(as_read, cells))
        reader.interpret(row, read)
        told = provider_texts(draft.provider)
        by_reach = [reader.cell(read, name) == text for name, text in told.items()]
        fields = differing(draft.offer, row.values)
        found.append(fields if all(by_reach) else (*fields, PROVIDER))
    return found


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return widths in signs: as wide as what stands in a column, up to what can be looked over."""
    columns = [heads, *rows[:200]]
    return [
        min(_WIDEST, max(len(row[place]) for row in columns) + 2) for place in range(len(heads))
    ]
