"""Histories of referrals: events in order, replayed along the table of legal steps."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pydantic import ValidationError

from meedoenbalie.domain.referrals import (
    STEPS,
    EventKind,
    Referral,
    ReferralEvent,
    Standing,
    after,
    replay,
)
from meedoenbalie.exchange.reading import ReadRow, Row
from meedoenbalie.exchange.referral_rows import EventReader, EventRow
from meedoenbalie.i18n import labels

_TOLD = {
    **dict.fromkeys(("receiver", "note", "reason_text", "channel", "reported_by"), ""),
    **dict.fromkeys(("consent_on", "guardian_agreed_on", "told_on", "reason", "outcome")),
}


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event to store, and its referral; ``known`` when it was stored before."""

    referral: Referral
    event: ReferralEvent
    is_new_referral: bool
    known: bool = False


@dataclass(frozen=True, slots=True)
class KnownReferral:
    """A referral that is stored, with all its events."""

    referral: Referral
    events: tuple[ReferralEvent, ...]


@dataclass(slots=True)
class _Track:
    """Where one referral stands while its rows are replayed.

    ``ahead`` are stored events that no row has named yet, each with the standing after it;
    ``struck`` stored events that don't count any more; ``coming`` the rows that are still to be
    replayed.
    """

    referral: Referral | None = None
    standing: Standing = field(default_factory=Standing)
    ahead: deque[tuple[ReferralEvent, Standing]] = field(default_factory=deque)
    struck: list[ReferralEvent] = field(default_factory=list)
    coming: deque[EventRow] = field(default_factory=deque)
    sequence: int = 0

    @classmethod
    def of(cls, known: KnownReferral) -> _Track:
        """Start at the beginning of what is stored."""
        counted = deque(replay(known.events))
        ids = {event.id for event, _standing in counted}
        return cls(
            referral=known.referral,
            ahead=counted,
            struck=[event for event in known.events if event.id not in ids],
            sequence=max((event.sequence for event in known.events), default=0),
        )

    @property
    def last(self) -> Standing:
        """Where it stands after everything that is stored."""
        return self.ahead[-1][1] if self.ahead else self.standing

    def recognise(self, row: EventRow) -> ReferralEvent | None:
        """Return the stored event that a row names, and pass to the standing after it.

        Stored events of which the file says nothing are passed too. One that a later row tells
        better is left to that row: this one was refused before.
        """
        while self.ahead:
            event, standing = self.ahead[0]
            here = _names(row, event)
            if here and (
                _tells(row, event) or not any(_tells(later, event) for later in self.coming)
            ):
                self._pass(standing)
                return event
            if here or any(_names(later, event) for later in self.coming):
                break
            self._pass(standing)
        for event in self.struck:
            if _names(row, event):
                self.struck.remove(event)
                return event
        return None

    def _pass(self, standing: Standing) -> None:
        self.ahead.popleft()
        self.standing = standing


def _names(row: EventRow, event: ReferralEvent) -> bool:
    return event.kind is row.kind and event.happened_on == row.values["happened_on"]


def _tells(row: EventRow, event: ReferralEvent) -> bool:
    """Tell whether a row says all that is stored of an event, and nothing else."""
    return _names(row, event) and all(
        getattr(event, name) == row.values.get(name, empty) for name, empty in _TOLD.items()
    )


class Replay:
    """Replays rows; a row that the table forbids is refused and the state stays."""

    def __init__(self, reader: EventReader, known: Mapping[str, KnownReferral]) -> None:
        self._reader = reader
        self._tracks = {reference: _Track.of(one) for reference, one in known.items()}
        self._by_pair: dict[tuple[UUID, UUID], list[str]] = {}
        for reference, one in known.items():
            pair = (one.referral.resident_id, one.referral.offer_id)
            self._by_pair.setdefault(pair, []).append(reference)

    def run(self, rows: Iterable[ReadRow[EventRow]]) -> list[ReadRow[EventDraft]]:
        """Return every row, in the order of the file, after replaying in order of number."""
        read = list(rows)
        done: dict[int, ReadRow[EventDraft]] = {}
        drafts = [(row, row.draft) for row in read if row.draft is not None]
        drafts.sort(key=lambda pair: (pair[1].number, pair[0].line))
        for _row, event in drafts:
            self._tracks.setdefault(event.referral, _Track()).coming.append(event)
        for row, event in drafts:
            done[row.line] = event.row.finished(row.cells, self._step(event))
        return [
            done[row.line] if row.line in done else ReadRow(row.line, row.cells, None, row.problems)
            for row in read
        ]

    def _step(self, event: EventRow) -> EventDraft | None:
        track = self._tracks[event.referral]
        track.coming.popleft()
        if track.referral is not None and self._is_of_another(event, track.referral):
            return None
        stored = track.recognise(event)
        if stored is not None and track.referral is not None:
            return EventDraft(track.referral, stored, is_new_referral=False, known=True)
        for standing in dict.fromkeys((track.standing, track.last)):
            if not self._is_legal(event, standing):
                return None
        return self._made(event.row, event, track)

    def _made(self, row: Row, event: EventRow, track: _Track) -> EventDraft | None:
        is_new = track.referral is None
        contract = self._reader.contract
        try:
            referral = track.referral or Referral(
                reference=event.referral,
                resident_id=event.resident_id,
                offer_id=event.offer_id,
            )
            made = ReferralEvent(
                referral_id=referral.id, sequence=track.sequence + 1, **event.values
            )
        except ValidationError as error:
            row.note_invalid(error, {**contract, "reference": "verwijzing"}, {})
            return None
        if event.kind is EventKind.DRAFT:
            self._tell_second(event)
        track.standing = after(track.last, made)
        track.ahead.clear()
        track.referral = referral
        track.sequence += 1
        if is_new:
            pair = (event.resident_id, event.offer_id)
            self._by_pair.setdefault(pair, []).append(event.referral)
        return EventDraft(referral, made, is_new)

    def _is_of_another(self, event: EventRow, referral: Referral) -> bool:
        if event.resident_id != referral.resident_id:
            self._note(event, "resident", "other_resident", event.resident, event.referral)
        elif event.offer_id != referral.offer_id:
            self._note(event, "offer", "other_offer", event.offer, event.referral)
        return event.row.refused

    def _is_legal(self, event: EventRow, standing: Standing) -> bool:
        """Tell whether a step may follow; the first thing that forbids it is told."""
        values, kind = event.values, event.kind
        day: date = values["happened_on"]
        if kind not in STEPS[standing.state]:
            label = labels.event(kind)
            if standing.state is None:
                self._note(event, "event", "illegal_transition", label)
            else:
                state = labels.state_long(standing.state)
                self._note(event, "event", "illegal_transition", label, state)
        elif standing.last_on is not None and day < standing.last_on:
            before = standing.last_on.isoformat()
            self._note(event, "happened_on", "date_before_previous", day.isoformat(), before)
        elif kind is EventKind.SENT and values["consent_on"] is None:
            self._note(event, "consent_on", "consent_missing")
        elif kind is EventKind.SENT and "receiver" not in values:
            self._note(event, "receiver", "receiver_missing")
        elif kind is EventKind.REOPENED and "note" not in values:
            self._note(event, "note", "reopened_without_note")
        return not event.row.refused

    def _note(
        self, event: EventRow, name: str, code: str, value: str = "", detail: str = ""
    ) -> None:
        reader = self._reader
        column = reader.columns.heading(name)
        event.row.note(reader.contract[name], code, value, column=column, detail=detail)

    def _tell_second(self, event: EventRow) -> None:
        """Remark when the same person has an open referral to the same offer already."""
        for other in self._by_pair.get((event.resident_id, event.offer_id), ()):
            if other != event.referral and self._tracks[other].last.is_open:
                column = self._reader.columns.heading("offer")
                event.row.warn(
                    "aanbod", "second_open_referral", event.offer, column=column, detail=other
                )
                return
