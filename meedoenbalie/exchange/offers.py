"""Rows of offers: MDT-trajecten, language courses and activities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.exchange import offer_cells as cell
from meedoenbalie.exchange import offer_extras as extras
from meedoenbalie.exchange.codes import key_of
from meedoenbalie.exchange.offer_columns import READ
from meedoenbalie.exchange.offer_drafts import (
    LONGEST_PROVIDER,
    LONGEST_REACH,
    OfferDraft,
    Providers,
)
from meedoenbalie.exchange.offer_fields import OFFER_FIELDS
from meedoenbalie.exchange.offer_texts import (
    PROVIDER_COLUMNS,
    columns_of,
    still_reached,
    still_written,
)
from meedoenbalie.exchange.reading import Row, RowReader
from meedoenbalie.exchange.tabular import Cells, Columns
from meedoenbalie.exchange.text import EMPTY
from meedoenbalie.exchange.values import whole_number


class OfferReader(RowReader[OfferDraft]):
    """Turns rows into offers. ``site_code`` turns a site's name in a heading into its code."""

    fields = OFFER_FIELDS
    contract: Mapping[str, str] = {
        "minimum_age": "age_range",
        "maximum_age": "age_range",
        "provider_id": "provider",
        "travel": "travel_minutes",
        "places_confirmed_on": "places_confirmed",
        "cost_cents": "cost",
        "cost_text": "cost",
    }
    whole_record: Mapping[str, str] = {"minimum_above_maximum": "age_range"}
    free_texts = frozenset(
        {"code", "title", "provider", "place", "address", "work_kind", "description", "schedule"}
        | {"contact_name", "email", "cost"}
    )
    unguarded = frozenset(
        {"number", "provider", "provider_phone", "provider_email"}
        | {"work_kind", "schedule", "cost", "email"}
    )
    needed = frozenset({"code", "title", "provider", "places", "schedule"})

    def __init__(
        self,
        columns: Columns,
        providers: Providers,
        site_code: Callable[[str], str | None],
    ) -> None:
        super().__init__(columns)
        self._providers = providers
        self._codes: dict[str, int] = {}
        self._kind = _kind_of_table(columns)
        self._travel = [
            (index, site_code(site) or site)
            for index in columns.places.get("travel", ())
            if (site := cell.travel_from(columns.header[index]))
        ]
        self._extras = {
            name: index
            for index in columns.places.get("extra", ())
            if (name := extras.field_of_heading(columns.header[index]))
        }
        self._readers = [
            (name, columns.places[name][0], read)
            for name, read in READ.items()
            if columns.places.get(name)
        ]

    @property
    def travel_sites(self) -> list[str]:
        """The keys under which travel times are kept: codes, or names that have no code yet."""
        return [site for _index, site in self._travel]

    def interpret(self, row: Row, cells: Cells) -> OfferDraft | None:
        """Return the offer of a row."""
        row.values["kind"] = self._kind
        told_kind = bool(self.cell(cells, "kind"))
        self._read_code(row, self.cell(cells, "code") or self.cell(cells, "number"))
        for name, index, read in self._readers:
            text = cells[index]
            if text and text not in EMPTY:
                self.tell_formula(row, name, text)
                read(self, row, name, text)
        self._read_travel(row, cells)
        if self._extras:
            self._read_extras(row, cells)
        provider = self._read_provider(row, cells)
        self._judge(row)
        offer = self.made(row, Offer)
        if offer is None or provider is None:
            return None
        return OfferDraft(offer, provider, frozenset() if told_kind else frozenset({"kind"}))

    def _read_code(self, row: Row, text: str) -> None:
        if not text or text in EMPTY:
            return
        self.tell_formula(row, "code", text)
        row.values["code"] = text
        before = self._codes.setdefault(text, row.line)
        if before != row.line:
            column = self.columns.heading("code")
            row.note("code", "duplicate_in_file", text, column=column, detail=str(before))

    def _read_travel(self, row: Row, cells: Cells) -> None:
        minutes: dict[str, int] = {}
        for index, site in self._travel:
            text = cells[index]
            number = whole_number(text)
            if number is not None and number <= 600:
                minutes[site] = number
            elif text and text not in EMPTY:
                heading = self.columns.header[index]
                row.warn("travel_minutes", "unreadable", text, column=heading)
        if minutes:
            row.values["travel_minutes"] = minutes

    def _read_extras(self, row: Row, cells: Cells) -> None:
        """Take what is told exactly, where the words are as they were written."""
        told: dict[str, Any] = {}
        for name, index in self._extras.items():
            if cells[index] and name != extras.PROVIDER:
                try:
                    told[name] = extras.from_cell(cells[index])
                except ValueError:
                    heading = self.columns.header[index]
                    row.warn(name, "unreadable", cells[index], column=heading)

        def unchanged(candidate: Offer) -> Callable[[str], bool]:
            return lambda name: still_written(candidate, name, self._words(cells, name))

        taken = extras.overrule(row, told, unchanged)
        words = {self.contract.get(column, column) for name in taken for column in columns_of(name)}
        row.forget(words | taken)

    def _words(self, cells: Cells, name: str) -> dict[str, str]:
        """Return the cells that tell of a field, by column; travel times by site."""
        if name == "travel_minutes":
            return {site: cells[index] for index, site in self._travel}
        return {
            column: cells[index]
            for column in columns_of(name)
            if (index := self.columns.first(column)) is not None
        }

    def _read_provider(self, row: Row, cells: Cells) -> Provider | None:
        name, phone, email = self._reach(cells)
        if not name or name in EMPTY:
            row.note("provider", "missing", column=self.columns.heading("provider"))
            return None
        if len(name) > LONGEST_PROVIDER:
            row.note("provider", "too_long", column=self.columns.heading("provider"))
            return None
        if any(map(contains_bsn, (name, phone, email))):
            # The reader looks for a BSN in every cell, and says so itself.
            return None
        provider = self._providers.named(name, phone=phone, email=email)
        row.values["provider_id"] = provider.id
        return provider

    def _reach(self, cells: Cells) -> tuple[str, str, str]:
        """Return name, number and address of a provider, exactly as told where they still hold."""
        words = {name: self.cell(cells, name) for name in PROVIDER_COLUMNS}
        index = self._extras.get(extras.PROVIDER)
        if index is not None and cells[index]:
            with suppress(ValueError):
                exact = extras.provider_of(cells[index])
                if still_reached(exact, words):
                    return exact.name, exact.phone, exact.email
        name, phone, email = words.values()
        return name, phone[: LONGEST_REACH["phone"]], email[: LONGEST_REACH["email"]]

    def _judge(self, row: Row) -> None:
        told = {problem.field for problem in row.problems}
        for name in ("code", "title"):
            if name not in row.values and name not in told:
                row.note(name, "missing", column=self.columns.heading(name))
        if "schedule" not in row.values and "schedule" not in told:
            self.warn_cell(row, "schedule", "no_times", "")
        if "cost_cents" not in row.values and "cost" not in told:
            self.warn_cell(row, "cost", "missing", "")
        if "places_confirmed_on" not in row.values and "places_confirmed" not in told:
            self.warn_cell(row, "places_confirmed", "missing", "")


def _kind_of_table(columns: Columns) -> OfferKind:
    """Tell from the headings which kind of offer a table lists, where no column says so."""
    if key_of(columns.heading("title")) in {"cursus", "cursusnaam"}:
        return OfferKind.LANGUAGE_COURSE
    if key_of(columns.heading("title")) == "activiteit":
        return OfferKind.ACTIVITY
    tells_mdt = "work_kind" in columns.places or "hours_total" in columns.places
    if tells_mdt or key_of(columns.heading("title")) in {"traject", "mdttraject"}:
        return OfferKind.MDT_TRAJECT
    if key_of(columns.heading("provider")) == "taalaanbieder":
        return OfferKind.LANGUAGE_COURSE
    return OfferKind.ACTIVITY
