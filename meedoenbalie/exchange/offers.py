"""Rows of offers: MDT-trajecten, language courses and activities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.offers import Offer, OfferKind, Provider, WorkPermit
from meedoenbalie.exchange import offer_cells as cell
from meedoenbalie.exchange.codes import code_of, key_of
from meedoenbalie.exchange.languages import language_codes
from meedoenbalie.exchange.offer_drafts import LONGEST_PROVIDER, OfferDraft, Providers
from meedoenbalie.exchange.offer_fields import OFFER_FIELDS
from meedoenbalie.exchange.reading import Row, RowReader
from meedoenbalie.exchange.tabular import Cells, Columns
from meedoenbalie.exchange.text import EMPTY
from meedoenbalie.exchange.values import (
    age_range,
    answer,
    cost,
    level_range,
    phone_number,
    places,
    whole_number,
)


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
    unguarded = frozenset({"number", "provider", "work_kind", "schedule", "cost", "email"})
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
        self._readers: list[tuple[str, Callable[[Row, str, str], None]]] = [
            ("kind", self._read_kind),
            ("code", self._read_code),
            ("title", self._read_text),
            ("place", self._read_text),
            ("address", self._read_text),
            ("work_kind", self._read_text),
            ("description", self._read_text),
            ("contact_name", self._read_text),
            ("email", self._read_text),
            ("phone", self._read_phone),
            ("schedule", self._read_schedule),
            ("hours_total", partial(self._read_number, 5000)),
            ("weeks", partial(self._read_number, 520)),
            ("age_range", self._read_ages),
            ("minimum_age", partial(self._read_number, 120)),
            ("maximum_age", partial(self._read_number, 120)),
            ("level", self._read_levels),
            ("places", self._read_places),
            ("places_total", partial(self._read_number, 100_000)),
            ("places_confirmed", self._read_confirmed),
            ("intakes", self._read_intakes),
            ("ends_on", self._read_end),
            ("support_languages", self._read_languages),
            ("residence_phases", self._read_phases),
            ("work_permit", self._read_permit),
            ("conduct_certificate", self._read_certificate),
            ("cost", self._read_cost),
        ]

    @property
    def travel_sites(self) -> list[str]:
        """The keys under which travel times are kept: codes, or names that have no code yet."""
        return [site for _index, site in self._travel]

    def interpret(self, row: Row, cells: Cells) -> OfferDraft | None:
        """Return the offer of a row."""
        row.values["kind"] = self._kind
        told_kind = bool(self.cell(cells, "kind"))
        for name, read in self._readers:
            text = self.cell(cells, name)
            if name == "code":
                text = text or self.cell(cells, "number")
            if text and text not in EMPTY:
                self.tell_formula(row, name, text)
                read(row, name, text)
        self._read_travel(row, cells)
        provider = self._read_provider(row, self.cell(cells, "provider"))
        self._judge(row)
        offer = self.made(row, Offer)
        if offer is None or provider is None:
            return None
        return OfferDraft(offer, provider, frozenset() if told_kind else frozenset({"kind"}))

    def _warn(self, row: Row, name: str, code: str, text: str) -> None:
        column = self.columns.heading(name)
        row.warn(self.contract.get(name, name), code, text, column=column)

    def _read_kind(self, row: Row, name: str, text: str) -> None:
        code = code_of("offer_kinds", text)
        if code is None:
            self._warn(row, name, "unknown_value", text)
        else:
            row.values["kind"] = OfferKind(code)

    def _read_code(self, row: Row, name: str, text: str) -> None:
        row.values[name] = text
        before = self._codes.setdefault(text, row.line)
        if before != row.line:
            column = self.columns.heading(name)
            row.note(name, "duplicate_in_file", text, column=column, detail=str(before))

    def _read_text(self, row: Row, name: str, text: str) -> None:
        row.values[name] = text

    def _read_phone(self, row: Row, name: str, text: str) -> None:
        row.values[name] = phone_number(text)

    def _read_schedule(self, row: Row, name: str, text: str) -> None:
        found, code = cell.schedule(text)
        if found is None:
            row.note(name, code, text, column=self.columns.heading(name))
            return
        row.values[name] = found
        if not cell.has_times(found):
            self._warn(row, name, "no_times", text)

    def _read_number(self, most: int, row: Row, name: str, text: str) -> None:
        number = whole_number(text)
        if number is None:
            self._warn(row, name, "unreadable", text)
        elif not 1 <= number <= most:
            self._warn(row, name, "out_of_range", text)
        else:
            row.values[name] = number

    def _read_ages(self, row: Row, name: str, text: str) -> None:
        found = age_range(text)
        if found is None:
            self._warn(row, name, "unreadable", text)
            return
        lowest, highest = found
        if lowest is not None and highest is not None and lowest > highest:
            column = self.columns.heading(name)
            row.note(name, "minimum_above_maximum", text, column=column)
            return
        row.values["minimum_age"], row.values["maximum_age"] = lowest, highest

    def _read_levels(self, row: Row, name: str, text: str) -> None:
        found = level_range(text)
        if found is None:
            self._warn(row, name, "unreadable", text)
        else:
            row.values["level_from"], row.values["level_to"] = found

    def _read_places(self, row: Row, name: str, text: str) -> None:
        number, code = places(text)
        if code == "missing":
            self._warn(row, name, "missing", text)
        elif code:
            row.note(name, code, text, column=self.columns.heading(name))
        else:
            row.values[name] = number

    def _read_confirmed(self, row: Row, name: str, text: str) -> None:
        read = self.read_date(text)
        if read.day is None:
            self._warn(row, name, read.code or "unreadable", text)
        else:
            row.values["places_confirmed_on"] = read.day

    def _read_intakes(self, row: Row, name: str, text: str) -> None:
        found = cell.intakes(text, self.columns.month_first)
        for word in found.unread:
            self._warn(row, name, "unreadable", word)
        if found.dates or found.continuous:
            row.values["start_dates"] = found.dates
            row.values["continuous_intake"] = found.continuous

    def _read_end(self, row: Row, name: str, text: str) -> None:
        read = self.read_date(text)
        if read.day is None:
            self._warn(row, name, read.code or "unreadable", text)
        else:
            row.values[name] = read.day

    def _read_languages(self, row: Row, name: str, text: str) -> None:
        codes, unknown = language_codes(text)
        for word in unknown:
            self._warn(row, name, "unknown_value", word)
        row.values[name] = codes

    def _read_phases(self, row: Row, name: str, text: str) -> None:
        found, unknown = cell.phases(text)
        for word in unknown:
            self._warn(row, name, "unknown_value", word)
        if not unknown:
            row.values[name] = found

    def _read_permit(self, row: Row, name: str, text: str) -> None:
        said = answer(text)
        if said is None:
            self._warn(row, name, "unknown_value", text)
        else:
            row.values[name] = WorkPermit(said)

    def _read_certificate(self, row: Row, name: str, text: str) -> None:
        said = answer(text)
        if said in {"ja", "nee"}:
            row.values[name] = said == "ja"
        else:
            self._warn(row, name, "unknown_value", text)

    def _read_cost(self, row: Row, name: str, text: str) -> None:
        found = cost(text)
        if found.cents is None:
            self._warn(row, name, "unreadable", text)
        else:
            row.values["cost_cents"] = found.cents
        row.values["cost_text"] = found.text

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

    def _read_provider(self, row: Row, name: str) -> Provider | None:
        if not name or name in EMPTY:
            row.note("provider", "missing", column=self.columns.heading("provider"))
            return None
        if len(name) > LONGEST_PROVIDER:
            row.note("provider", "too_long", column=self.columns.heading("provider"))
            return None
        if contains_bsn(name):
            # The reader looks for a BSN in every cell, and says so itself.
            return None
        provider = self._providers.named(name)
        row.values["provider_id"] = provider.id
        return provider

    def _judge(self, row: Row) -> None:
        told = {problem.field for problem in row.problems}
        for name in ("code", "title"):
            if name not in row.values and name not in told:
                row.note(name, "missing", column=self.columns.heading(name))
        if "schedule" not in row.values and "schedule" not in told:
            self._warn(row, "schedule", "no_times", "")
        if "cost_cents" not in row.values and "cost" not in told:
            self._warn(row, "cost", "missing", "")
        if "places_confirmed_on" not in row.values and "places_confirmed" not in told:
            self._warn(row, "places_confirmed", "missing", "")


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
