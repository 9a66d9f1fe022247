"""What becomes of a referral in the demonstration: a plausible chain of dated events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from meedoenbalie.demo.chance import pick
from meedoenbalie.demo.words import words
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.referrals import EventKind, Outcome, Reason

K = EventKind


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """One event and the day it happens; ``values`` go to ``record_event``."""

    kind: EventKind
    on: date
    values: dict[str, Any] = field(default_factory=dict)


def workday(day: date) -> date:
    """Return the day itself, or the Monday after a weekend: the desk is closed then."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def whole_story(rng: Random, offer: Offer, begun: date) -> list[PlannedEvent]:
    """Return all that becomes of a referral that is put ready on a day, however long it takes."""
    return list(_Teller(rng, offer, begun).story())


class _Teller:
    """Tells one story; ``day`` is where it has come."""

    def __init__(self, rng: Random, offer: Offer, begun: date) -> None:
        self.rng = rng
        self.offer = offer
        self.day = begun

    def later(self, least: int, most: int) -> date:
        self.day = workday(self.day + timedelta(days=self.rng.randint(least, most)))
        return self.day

    def event(self, kind: EventKind, **values: Any) -> PlannedEvent:
        notes = words("talks")["notes"].get(kind.value, [""])
        if self.rng.random() < 0.4:
            values.setdefault("note", self.rng.choice(notes))
        values.setdefault("channel", self.rng.choice(words("talks")["channels"]))
        return PlannedEvent(kind, self.day, values)

    def end(self, kind: EventKind, by: str, reason: Reason | None = None) -> Iterator[PlannedEvent]:
        """End, and mostly tell the young person how it ended, at once or some days later."""
        outcome = None
        if kind in {K.COMPLETED, K.STOPPED}:
            done = {Outcome.REACHED: 70, Outcome.PARTLY: 22, Outcome.UNKNOWN: 8}
            half = {Outcome.PARTLY: 45, Outcome.NOT_REACHED: 40, Outcome.UNKNOWN: 15}
            outcome = pick(self.rng, done if kind is K.COMPLETED else half)
        told_at_once = self.rng.random() < 0.4
        yield self.event(
            kind,
            reported_by=by,
            reason=reason,
            outcome=outcome,
            told_on=self.day if told_at_once else None,
        )
        if not told_at_once and self.rng.random() < 0.93:
            self.later(1, 8)
            yield self.event(K.TOLD, reported_by="balie", told_on=self.day, channel="aan de balie")

    def story(self) -> Iterator[PlannedEvent]:
        yield self.event(K.DRAFT, reported_by="balie")
        if self.rng.random() < 0.05:
            self.later(4, 12)
            yield from self.end(K.WITHDRAWN, "bewoner", Reason.YOUNG_PERSON_DECLINES)
            return
        self.later(0, 3)
        yield self.event(
            K.SENT, reported_by="balie", channel="e-mail", receiver=self.offer.contact_name
        )
        follow: Callable[[], Iterator[PlannedEvent]] = pick(
            self.rng,
            {
                self._received: 52,
                self._accepted: 20,
                self._waiting_list: 9,
                self._declined: 11,
                self._silence: 5,
                self._moved: 3,
            },
        )
        yield from follow()

    def _received(self) -> Iterator[PlannedEvent]:
        self.later(1, 6)
        yield self.event(K.RECEIVED, reported_by="aanbieder")
        yield from pick(
            self.rng,
            {self._accepted: 78, self._waiting_list: 7, self._declined: 11, self._moved: 4},
        )()

    def _waiting_list(self) -> Iterator[PlannedEvent]:
        self.later(2, 7)
        yield self.event(K.WAITLISTED, reported_by="aanbieder")
        self.day += timedelta(days=14)
        yield from pick(self.rng, {self._accepted: 70, self._declined: 30})()

    def _declined(self) -> Iterator[PlannedEvent]:
        self.later(2, 9)
        reasons = {
            Reason.FULL: 50,
            Reason.NOT_SUITABLE: 15,
            Reason.LANGUAGE_LEVEL: 22,
            Reason.TRAVEL: 8,
            Reason.OTHER: 5,
        }
        yield from self.end(K.DECLINED, "aanbieder", pick(self.rng, reasons))

    def _silence(self) -> Iterator[PlannedEvent]:
        self.later(15, 26)
        yield from self.end(K.WITHDRAWN, "balie", Reason.PROVIDER_UNREACHABLE)

    def _moved(self) -> Iterator[PlannedEvent]:
        self.later(3, 12)
        reason = pick(self.rng, {Reason.MOVED: 50, Reason.YOUNG_PERSON_DECLINES: 50})
        yield from self.end(K.WITHDRAWN, "bewoner", reason)

    def _accepted(self) -> Iterator[PlannedEvent]:
        self.later(2, 8)
        yield self.event(K.ACCEPTED, reported_by="aanbieder")
        start = self.offer.next_start(self.day + timedelta(days=2))
        if start is None or (start - self.day).days > 60:
            start = self.day + timedelta(days=self.rng.randint(4, 12))
        self.day = max(start, self.day)
        chance = self.rng.random()
        if chance < 0.07:
            reasons = {Reason.YOUNG_PERSON_UNREACHABLE: 55, Reason.TRAVEL: 30, Reason.CARE: 15}
            yield from self.end(K.NO_SHOW, "aanbieder", pick(self.rng, reasons))
        elif chance < 0.12:
            yield from self.end(K.WITHDRAWN, "bewoner", Reason.MOVED)
        else:
            yield from self._started()

    def _started(self) -> Iterator[PlannedEvent]:
        yield self.event(K.STARTED, reported_by="aanbieder")
        weeks = self.offer.weeks or 20
        if self.rng.random() < 0.08:
            self.later(21, 40)
            yield self.event(K.PAUSED, reported_by="bewoner")
            self.later(10, 24)
            yield self.event(K.STARTED, reported_by="bewoner")
        if self.rng.random() < 0.2:
            self.later(14, max(15, weeks * 5))
            reasons = {
                Reason.YOUNG_PERSON_DECLINES: 35,
                Reason.MOVED: 35,
                Reason.TRAVEL: 15,
                Reason.CARE: 10,
                Reason.OTHER: 5,
            }
            yield from self.end(K.STOPPED, "aanbieder", pick(self.rng, reasons))
            return
        self.later(weeks * 7 - 14, weeks * 7 + 7)
        yield from self.end(K.COMPLETED, "aanbieder")
