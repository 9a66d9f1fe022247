"""Thirty weeks of work at one desk: who was spoken, told, referred, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from meedoenbalie.demo import answers, hours
from meedoenbalie.demo import today as present
from meedoenbalie.demo.chance import pick
from meedoenbalie.demo.offers import HISTORY
from meedoenbalie.demo.stories import PlannedEvent, whole_story, workday
from meedoenbalie.demo.words import words
from meedoenbalie.domain.consent import ConsentAnswer, ConsentPurpose, SharedField
from meedoenbalie.domain.matching.interests import met_interests
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import ENDED_WITHOUT_SUCCESS, EventKind
from meedoenbalie.domain.week import first_clash
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.referring import prepare_referral, record_consent, record_event
from meedoenbalie.services.registration import change_resident, record_contact

GUARDIAN_UNDER = 16
_TALKS_AFTER = (0, 1, 2, 2, 3, 4)
_TALKS_LATELY = 14
_LEFT = 2


@dataclass(frozen=True, slots=True)
class Step:
    """Something the desk did: on which day, at which minute since midnight."""

    day: date
    minute: int
    act: Callable[[Desk], object]


_FAR = 90
"""Minutes one way."""


class History:
    """Plans the history of one centre."""

    def __init__(
        self,
        rng: Random,
        residents: Sequence[Resident],
        offers: Sequence[Offer],
        site: str,
        today: date,
    ) -> None:
        self.rng = rng
        self.residents = residents
        self.offers = [offer for offer in offers if offer.active]
        self.site = site
        self.today = today
        self.begin = workday(today - HISTORY)
        self.steps: list[Step] = []

    def plan(self) -> list[Step]:
        """Return every step up to today."""
        free = list(self.residents)
        self.rng.shuffle(free)
        for situation in present.SITUATIONS:
            self._now(situation, free)
        leaving = [resident for resident in free if self._days_here(resident) > 90][:_LEFT]
        for resident in leaving:
            free.remove(resident)
            self._departs(resident)
        spoken = [resident for resident in free if self.rng.random() < self._spoken(resident)]
        for resident in spoken:
            self._past(resident)
        known = [resident for resident in spoken if self._days_here(resident) > 42]
        for resident in known[:_TALKS_LATELY]:
            day = self._last_workday() - timedelta(days=self.rng.randint(0, 12))
            self._talk(resident, min(workday(day), self._last_workday()), "later_talk")
        return [step for step in self.steps if self.begin <= step.day <= self.today]

    def _at(self, day: date, act: Callable[[Desk], object], minute: int | None = None) -> None:
        moment = self.rng.randrange(9 * 60, 16 * 60 + 30) if minute is None else minute
        self.steps.append(Step(day, moment, act))

    def _spoken(self, resident: Resident) -> float:
        """Return the chance that the desk spoke somebody: the longer here, the greater."""
        days = self._days_here(resident)
        return 1.0 if days > 100 else 0.85 if days > 42 else 0.25

    def _days_here(self, resident: Resident) -> int:
        return (self.today - (resident.arrival_date or self.today)).days

    def _first_talk(self, resident: Resident) -> date:
        arrived = resident.arrival_date or self.begin
        day = arrived + timedelta(days=self.rng.randint(2, 21))
        if day < self.begin:
            day = self.begin + timedelta(days=self.rng.randrange(150))
        return min(workday(day), self._last_workday())

    def _last_workday(self) -> date:
        return self.today - timedelta(days=max(0, self.today.weekday() - 4))

    def _talk(self, resident: Resident, day: date, kind: str) -> None:
        summary, detail = self.rng.choice(words("talks")[kind])
        self._at(day, lambda desk: record_contact(desk, resident.id, summary, detail))

    def _inform(self, resident: Resident, offer: Offer, day: date) -> None:
        language = resident.preferred_language or resident.languages[0]
        channel = self.rng.choice(words("talks")["information_channels"])
        self._at(day, lambda desk: give_information(desk, resident.id, offer.id, language, channel))

    def _now(self, situation: present.Situation, free: list[Resident]) -> None:
        """Let somebody for whom it is possible be in this situation today."""
        for resident in free:
            age = resident.age_on(self.today) or 0
            if (age < GUARDIAN_UNDER) is not situation.minor:
                continue
            offers = [
                offer
                for offer in self._suiting(resident, self.today)
                if situation.about(offer, self.today)
            ]
            events = present.events_of(situation, offers[0], self.today) if offers else []
            arrived = resident.arrival_date or self.today
            if events and arrived + timedelta(days=2) <= events[0].on:
                free.remove(resident)
                talked = max(workday(arrived + timedelta(days=1)), self.begin)
                talked = max(talked, events[0].on - timedelta(days=self.rng.randint(2, 20)))
                self._talk(resident, min(workday(talked), events[0].on), "first_talk")
                self._inform(resident, offers[0], events[0].on)
                self._refer(resident, offers[0], events)
                return

    def _past(self, resident: Resident) -> None:
        """Tell the desk's dealings with one resident: talks, information, referrals."""
        day = self._first_talk(resident)
        if resident.arrival_date is not None and day <= resident.arrival_date:
            return
        self._talk(resident, day, "first_talk")
        suiting = self._suiting(resident, day)
        for _number in range(self.rng.choice(_TALKS_AFTER)):
            latest = max(1, (self.today - day).days)
            later = workday(day + timedelta(days=self.rng.randint(1, latest)))
            self._talk(resident, later, "later_talk")
            if suiting and self.rng.random() < 0.4:
                self._inform(resident, self.rng.choice(suiting[:4]), later)
        for offer in suiting[: self.rng.choice((1, 2, 2, 3))]:
            self._inform(resident, offer, workday(day + timedelta(days=self.rng.randint(0, 9))))
        for kind, share in ((OfferKind.MDT_TRAJECT, 0.72), (OfferKind.LANGUAGE_COURSE, 0.42)):
            chosen = [offer for offer in suiting if offer.kind is kind]
            if chosen and self.rng.random() < share:
                self._refer_until_it_works(resident, chosen[:3], day)

    def _refer_until_it_works(self, resident: Resident, offers: Sequence[Offer], day: date) -> None:
        earlier: list[UUID] = []
        for offer in offers:
            begun = workday(day + timedelta(days=self.rng.randint(1, 14)))
            events = whole_story(self.rng, offer, begun)
            earlier = self._refer(resident, offer, events, earlier)
            ended = events[-1] if events[-1].kind is not EventKind.TOLD else events[-2]
            if ended.kind.state not in ENDED_WITHOUT_SUCCESS or self.rng.random() < 0.4:
                return
            day = events[-1].on

    def _refer(
        self,
        resident: Resident,
        offer: Offer,
        events: list[PlannedEvent],
        earlier: Sequence[UUID] = (),
    ) -> list[UUID]:
        """Plan a referral, and return where its id will be once it has been put ready.

        ``earlier`` is that of the referral it goes on from.
        """
        made: list[UUID] = []
        minute = self.rng.randrange(9 * 60, 15 * 60)

        def prepare(desk: Desk) -> None:
            done = prepare_referral(
                desk,
                resident.id,
                offer.id,
                str(events[0].values.get("note", "")),
                follows=next(iter(earlier), None),
            )
            made.append(done.result.referral.id)

        self._at(events[0].on, prepare, minute)
        for place, event in enumerate(events[1:], start=1):
            if event.kind is EventKind.SENT:
                begins = any(one.kind is EventKind.STARTED for one in events)
                purposes = tuple(ConsentPurpose) if begins else (ConsentPurpose.REFERRAL,)
                self._consent(resident, offer, event.on, minute + place * 5 - 2, purposes)
            besides = hours.said_at_the_end(offer, event.kind)
            self._at(event.on, _recorder(made, event, besides), minute + place * 5)
        seed = f"{resident.reference} {offer.code}"
        for day in hours.days_of_reporting(events, self.today):
            self._at(day, lambda desk: hours.report(desk, made[0], seed), minute + len(events) * 5)
        for day in answers.days_of_asking(events, offer, self.today, seed):
            later = minute + len(events) * 5 + 2
            self._at(day, lambda desk: answers.ask(desk, made[0], resident, seed), later)
        return made

    def _consent(
        self,
        resident: Resident,
        offer: Offer,
        day: date,
        minute: int,
        purposes: Sequence[ConsentPurpose],
    ) -> None:
        age = resident.age_on(day)
        shared = (
            SharedField.NAME_AND_CONTACT,
            SharedField.LEVEL_AND_LANGUAGES,
            SharedField.AVAILABILITY,
        )
        explained = pick(self.rng, {"balie": 60, "tolk": 25, "maatje": 15})

        def record(desk: Desk, purpose: ConsentPurpose) -> None:
            record_consent(
                desk,
                resident.id,
                offer.provider_id,
                ConsentAnswer.YES,
                purpose,
                shared=shared if purpose is ConsentPurpose.REFERRAL else (),
                language=resident.preferred_language or "",
                explained_by=explained,
                guardian_agreed=age is not None and age < GUARDIAN_UNDER,
                valid_until=day + timedelta(days=182),
            )

        for purpose in purposes:
            self._at(day, partial(record, purpose=purpose), minute)

    def _departs(self, resident: Resident) -> None:
        """Let somebody who was spoken once move to another centre."""
        day = workday(self.today - timedelta(days=self.rng.randint(5, 40)))
        self._talk(resident, workday(day - timedelta(days=self.rng.randint(10, 40))), "first_talk")
        self._at(
            day,
            lambda desk: change_resident(desk, resident.id, resident.version, departed_on=day),
        )

    def _suiting(self, resident: Resident, day: date) -> list[Offer]:
        """Return offers that are open to a resident, those that meet a wish and are near first."""
        open_to = [offer for offer in self.offers if self._suits(resident, offer, day)]
        self.rng.shuffle(open_to)
        return sorted(
            open_to,
            key=lambda offer: (not met_interests(resident, offer), self._way(offer)),
        )

    def _way(self, offer: Offer) -> int:
        """Return the minutes that somebody entered; what nobody asked is taken to be far."""
        return offer.travel_minutes.get(self.site, _FAR)

    def _suits(self, resident: Resident, offer: Offer, day: date) -> bool:
        age = resident.age_on(day) or 0
        rank = -1 if resident.dutch_level is None else resident.dutch_level.rank
        return (
            (offer.minimum_age or 0) <= age <= (offer.maximum_age or 120)
            and (offer.level_from is None or rank >= offer.level_from.rank)
            and (offer.level_to is None or rank <= offer.level_to.rank)
            and self._way(offer) <= (resident.max_travel_minutes or 45)
            and first_clash(offer.schedule.slots, resident.commitments, gap=15) is None
            and (not offer.residence_phases or resident.residence_phase in offer.residence_phases)
        )


def _recorder(
    made: list[UUID], event: PlannedEvent, besides: Mapping[str, Any]
) -> Callable[[Desk], object]:
    def record(desk: Desk) -> object:
        values = {**event.values, **besides}
        return record_event(desk, made[0], event.kind, happened_on=event.on, **values)

    return record


def by_day(steps: Sequence[Step]) -> Iterator[tuple[date, list[Step]]]:
    """Return the steps of each day, in the order in which they happened."""
    days: dict[date, list[Step]] = {}
    for step in steps:
        days.setdefault(step.day, []).append(step)
    for day in sorted(days):
        yield day, sorted(days[day], key=lambda step: step.minute)
