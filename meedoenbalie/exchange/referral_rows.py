"""Rows of referral events, each on its own: what it says, before anything is replayed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from meedoenbalie.domain.people import age_on
from meedoenbalie.domain.referrals import ENDED, ENDED_WITHOUT_SUCCESS, EventKind, Outcome, Reason
from meedoenbalie.exchange.codes import code_of
from meedoenbalie.exchange.reading import Row, RowReader
from meedoenbalie.exchange.tabular import Cells, Columns, field_names
from meedoenbalie.exchange.text import EMPTY
from meedoenbalie.exchange.values import whole_number

REFERRAL_FIELDS = field_names(
    {
        "number": "volgnr|volgnummer|nr|nummer|sequence",
        "referral": "verwijzing|doorverwijzing|verwijsnummer|kenmerk|reference",
        "resident": "bewoner|bewonernummer|jongere|resident_ref",
        "offer": "aanbod|aanbodcode|code|traject|offer_code",
        "event": "gebeurtenis|stand|status|state|stap",
        "happened_on": "datum|gebeurd op|datum gebeurtenis|date",
        "recorded_on": "vastgelegd_op|vastgelegd|geregistreerd op|recorded|recorded at",
        "reported_by": "gemeld_door|gemeld|melder",
        "recorded_by": "vastgelegd_door|medewerker|geregistreerd door",
        "channel": "kanaal|via",
        "consent_on": "toestemming_op|toestemming|datum toestemming|consent",
        "guardian_agreed_on": "akkoord_voogd_op|toestemming voogd op|toestemming voogd",
        "receiver": "ontvanger|naam ontvanger|verzonden aan",
        "reason": "reden",
        "outcome": "uitkomst|resultaat",
        "told_on": "teruggekoppeld_op|teruggekoppeld|terugkoppeling",
        "note": "toelichting|opmerking|opmerkingen|notes",
    },
    required=(("referral",), ("resident",), ("offer",), ("event",), ("happened_on",)),
)


@dataclass(frozen=True, slots=True)
class KnownResident:
    """What replaying needs to know of a resident."""

    id: UUID
    birth_date: date | None
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class ReferralContext:
    """What a row doesn't tell itself.

    ``recorded_at`` turns a day into the moment that is kept; below ``guardian_below`` years a
    parent or guardian agrees (rule file).
    """

    today: date
    now: datetime
    recorded_at: Callable[[date], datetime]
    residents: Mapping[str, KnownResident]
    offers: Mapping[str, UUID]
    guardian_below: int


@dataclass(slots=True)
class EventRow:
    """One event as it was written; ``number`` orders events of all referrals together."""

    row: Row
    number: int
    referral: str
    resident: str
    offer: str
    resident_id: UUID
    offer_id: UUID
    kind: EventKind
    values: dict[str, Any]


class EventReader(RowReader[EventRow]):
    """Turns rows into events that still have to be replayed."""

    fields = REFERRAL_FIELDS
    contract: Mapping[str, str] = {
        "number": "volgnr",
        "referral": "verwijzing",
        "resident": "bewoner",
        "offer": "aanbod",
        "event": "gebeurtenis",
        "happened_on": "datum",
        "recorded_on": "vastgelegd_op",
        "reported_by": "gemeld_door",
        "recorded_by": "vastgelegd_door",
        "channel": "kanaal",
        "consent_on": "toestemming_op",
        "guardian_agreed_on": "akkoord_voogd_op",
        "receiver": "ontvanger",
        "reason": "reden",
        "reason_text": "reden",
        "outcome": "uitkomst",
        "told_on": "teruggekoppeld_op",
        "note": "toelichting",
    }
    free_texts = frozenset({"receiver", "note", "reason", "reported_by", "recorded_by", "channel"})
    unguarded = frozenset({"referral", "reported_by", "recorded_by", "channel"})
    needed = frozenset({"referral", "resident", "offer", "event", "happened_on"})

    def __init__(self, columns: Columns, context: ReferralContext) -> None:
        super().__init__(columns)
        self._context = context

    def interpret(self, row: Row, cells: Cells) -> EventRow | None:
        """Return the event of a row."""
        kind = self._kind(row, self.cell(cells, "event"))
        referral = self.cell(cells, "referral")
        if not referral:
            self._note(row, "referral", "missing")
        code = self.cell(cells, "resident")
        resident = self._context.residents.get(code)
        if resident is None:
            self._note(row, "resident", "unknown_resident" if code else "missing", code)
        offer_code = self.cell(cells, "offer")
        offer_id = self._context.offers.get(offer_code)
        if offer_id is None:
            self._note(row, "offer", "unknown_offer" if offer_code else "missing", offer_code)
        values = self._values(row, cells)
        if row.refused or kind is None or resident is None or offer_id is None:
            return None
        values["kind"] = kind
        self._read_end(row, cells, kind, values)
        self._judge_guardian(row, kind, resident, values)
        number = whole_number(self.cell(cells, "number"))
        return EventRow(
            row,
            row.line if number is None else number,
            referral,
            code,
            offer_code,
            resident.id,
            offer_id,
            kind,
            values,
        )

    def _note(self, row: Row, name: str, code: str, value: str = "") -> None:
        row.note(self.contract[name], code, value, column=self.columns.heading(name))

    def _warn(self, row: Row, name: str, code: str, value: str = "") -> None:
        row.warn(self.contract[name], code, value, column=self.columns.heading(name))

    def _kind(self, row: Row, text: str) -> EventKind | None:
        code = code_of("events", text)
        if code is None:
            self._note(row, "event", "unknown_event" if text else "missing", text)
            return None
        return EventKind(code)

    def _values(self, row: Row, cells: Cells) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name in ("reported_by", "recorded_by", "channel", "receiver", "note"):
            text = self.cell(cells, name)
            if text and text not in EMPTY:
                values[name] = text
                self.tell_formula(row, name, text)
        happened = self._day(row, cells, "happened_on", refuses=True)
        recorded = self._day(row, cells, "recorded_on", refuses=False)
        for name in ("consent_on", "guardian_agreed_on"):
            values[name] = self._day(row, cells, name, refuses=True)
        values["told_on"] = self._day(row, cells, "told_on", refuses=False)
        values["happened_on"] = happened
        if happened is None:
            if not row.refused:
                self._note(row, "happened_on", "missing")
        elif recorded is not None and recorded < happened:
            told = self.cell(cells, "recorded_on")
            self._note(row, "recorded_on", "recorded_before_happened", told)
        values["recorded_at"] = (
            self._context.now if recorded is None else self._context.recorded_at(recorded)
        )
        return values

    def _day(self, row: Row, cells: Cells, name: str, refuses: bool) -> date | None:
        text = self.cell(cells, name)
        if not text or text in EMPTY:
            return None
        read = self.read_date(text)
        # When it was written down or told is no ground to doubt what happened.
        if read.day is not None and (read.day <= self._context.today or not refuses):
            return read.day
        code = read.code or ("unreadable" if read.day is None else "date_in_future")
        heading = self.columns.heading(name)
        row.note(self.contract[name], code, text, column=heading, refuses=refuses)
        return None

    def _read_end(self, row: Row, cells: Cells, kind: EventKind, values: dict[str, Any]) -> None:
        """Read reason and outcome, and remark on what the end lacks."""
        reason = self.cell(cells, "reason")
        code = code_of("reasons", reason)
        if code is not None:
            values["reason"] = Reason(code)
        elif reason and reason not in EMPTY:
            values["reason_text"] = reason
            self._warn(row, "reason", "unknown_value", reason)
        elif kind.state in ENDED_WITHOUT_SUCCESS:
            self._warn(row, "reason", "missing")
        outcome = self.cell(cells, "outcome")
        code = code_of("outcomes", outcome)
        if code is not None:
            values["outcome"] = Outcome(code)
            if kind.state is not None and kind.state not in ENDED:
                self._warn(row, "outcome", "outcome_before_end", outcome)
        elif outcome and outcome not in EMPTY:
            self._warn(row, "outcome", "unknown_value", outcome)

    def _judge_guardian(
        self, row: Row, kind: EventKind, resident: KnownResident, values: dict[str, Any]
    ) -> None:
        """Remark on a minor without agreement, where the file has a column for it."""
        if kind is not EventKind.SENT or "guardian_agreed_on" not in self.columns.places:
            return
        age = age_on(resident.birth_date, resident.birth_year, values["happened_on"])
        below = self._context.guardian_below
        if age is not None and age < below and values["guardian_agreed_on"] is None:
            self._warn(row, "guardian_agreed_on", "guardian_agreement_missing")
