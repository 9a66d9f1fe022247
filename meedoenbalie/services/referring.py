"""Referring: klaarzetten, verstuurd, and every step after it until the loop is closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from meedoenbalie.domain.consent import ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import (
    ENDED,
    EventKind,
    Outcome,
    PlannedActivities,
    Reason,
    Referral,
    ReferralEvent,
    Standing,
    after,
    standing_of,
    struck_events,
)
from meedoenbalie.domain.sharing import GUARDIAN_UNDER, needs_guardian
from meedoenbalie.services.consents import (
    UncheckedTranslation,
    consent_for,
    last_answer,
    record_consent,
    require_basis,
)
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.holding import end_with_referral
from meedoenbalie.services.plan_links import joined_plan
from meedoenbalie.services.referring_again import followed
from meedoenbalie.services.rights import refuse_restricted
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries.referrals import ReferralLine, highest_number, referral_lines
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

__all__ = [
    "GUARDIAN_UNDER",
    "Prepared",
    "ReferralLine",
    "Refused",
    "UncheckedTranslation",
    "check_step",
    "consent_for",
    "find_referrals",
    "next_reference",
    "no_response_days",
    "prepare_referral",
    "record_consent",
    "record_event",
    "referral_by_reference",
    "require_basis",
    "retract_event",
]


class Refused(ValueError):
    """A step that the rules of referring don't allow.

    ``code`` is one of illegal_transition, consent_missing, receiver_missing, guardian_missing,
    agreed_after_sending, note_missing, outcome_before_end, activities_not_at_end,
    told_before_end, date_in_future, date_before_previous; ``standing`` is where the referral
    stands and stays.
    """

    def __init__(self, code: str, standing: Standing | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.standing = standing


@dataclass(frozen=True, slots=True)
class Prepared:
    """A referral that was put ready; ``second_open`` warns of another one to the same offer."""

    referral: Referral
    second_open: bool


def prepare_referral(
    desk: Desk,
    resident_id: UUID,
    offer_id: UUID,
    note: str = "",
    *,
    beside: Collection[UUID] = (),
    follows: UUID | None = None,
) -> Done[Prepared]:
    """Put a referral ready (klaarzetten): a draft, nothing leaves the desk.

    ``beside`` are the other offers of the week plan that it is made from: open referrals to these
    are linked with it. ``follows`` is the referral it goes on from; one to the same offer that
    ended without success is linked without being named. Raises UnknownRecord, Restricted and
    CannotFollow; then nothing is put ready.
    """
    with desk.write("prepare_referral") as uow:
        resident = uow.get(Resident, resident_id)
        refuse_restricted(resident)
        offer = uow.get(Offer, offer_id)
        lines = referral_lines(uow, resident_id=resident.id)
        second_open = any(line.offer_id == offer.id and line.standing.is_open for line in lines)
        referral = uow.insert(
            Referral(
                reference=next_reference(uow),
                resident_id=resident.id,
                offer_id=offer.id,
                plan_id=joined_plan(uow, resident.id, set(beside) - {offer.id}),
                follows_id=followed(uow, lines, offer.id, follows),
            )
        )
        _append(desk, uow, referral, [], kind=EventKind.DRAFT, note=note)
    return Done(Prepared(referral, second_open), frozenset(uow.changed))


def record_event(
    desk: Desk,
    referral_id: UUID,
    kind: EventKind,
    *,
    happened_on: date | None = None,
    reported_by: str = "",
    channel: str = "",
    consent_on: date | None = None,
    guardian_agreed_on: date | None = None,
    receiver: str = "",
    reason: Reason | None = None,
    outcome: Outcome | None = None,
    activities: PlannedActivities | None = None,
    told_on: date | None = None,
    note: str = "",
) -> Done[ReferralEvent]:
    """Record one step of a referral. Raises Refused and UnknownRecord; then nothing changes.

    What happened may always be recorded; sending raises Restricted when use is limited.

    ``sent`` takes the consent that was recorded for the offer's provider when no date is given, or
    when the resident took that one back since. It ends what was held for the resident there.
    """
    with desk.write("record_event", kind.value) as uow:
        referral = uow.get(Referral, referral_id)
        if kind is EventKind.SENT and _taken_back(uow, referral, consent_on):
            consent_on = None
        if kind is EventKind.SENT and consent_on is None:
            consent = consent_for(uow, referral.resident_id, referral.offer_id, desk.clock.today())
            if consent is not None:
                consent_on = consent.answered_on
                if consent.guardian_agreed:
                    guardian_agreed_on = guardian_agreed_on or consent.answered_on
        event = _append(
            desk,
            uow,
            referral,
            uow.find(ReferralEvent, order_by="sequence", referral_id=referral.id),
            kind=kind,
            happened_on=happened_on,
            reported_by=reported_by,
            channel=channel,
            consent_on=consent_on,
            guardian_agreed_on=guardian_agreed_on,
            receiver=receiver.strip(),
            reason=reason,
            outcome=outcome,
            activities=activities,
            told_on=told_on,
            note=note.strip(),
        )
        if kind is EventKind.SENT:
            end_with_referral(uow, referral.resident_id, referral.offer_id, desk.clock.today())
    return Done(event, frozenset(uow.changed))


def retract_event(desk: Desk, event_id: UUID, note: str) -> Done[ReferralEvent]:
    """Strike a wrongly recorded event (herstellen); it stays visible. Raises Refused."""
    with desk.write("retract_event") as uow:
        wrong = uow.get(ReferralEvent, event_id)
        referral = uow.get(Referral, wrong.referral_id)
        events = uow.find(ReferralEvent, order_by="sequence", referral_id=referral.id)
        beyond = wrong.kind in (EventKind.DRAFT, EventKind.RETRACTION)
        if beyond or wrong.id in struck_events(events):
            raise Refused("illegal_transition", standing_of(events))
        if not note.strip():
            raise Refused("note_missing", standing_of(events))
        event = uow.insert(
            ReferralEvent(
                referral_id=referral.id,
                sequence=len(events) + 1,
                kind=EventKind.RETRACTION,
                happened_on=desk.clock.today(),
                recorded_at=desk.clock.now(),
                recorded_by=desk.user.name,
                note=note.strip(),
                retracts=wrong.id,
            ),
            subject=referral.resident_id,
        )
    return Done(event, frozenset(uow.changed))


def find_referrals(
    desk: Desk, site_id: UUID | None = None, *, since: date | None = None
) -> list[ReferralLine]:
    """Return referrals with where they stand, of one site or all.

    With ``since`` those are left out that ended before that day and were told back by then.
    """
    with desk.read() as reader:
        return referral_lines(reader, site_id=site_id, since=since)


def referral_by_reference(desk: Desk, text: str) -> Referral:
    """Return the referral with a reference (``D0019``) or id. Raises UnknownRecord."""
    with desk.read() as reader:
        found = reader.first(Referral, reference=text.strip())
        if found is None:
            try:
                return reader.get(Referral, UUID(text))
            except ValueError as error:
                raise UnknownRecord("referral") from error
        return found


def no_response_days(line: ReferralLine, site: Site, today: date) -> int | None:
    """Days that a referral waits beyond the term of its site; None while within it."""
    return line.standing.days_without_response(today, site.response_days)


def next_reference(reader: Reader) -> str:
    """Return the next free reference of a referral."""
    return f"D{highest_number(reader) + 1:04d}"


def _taken_back(reader: Reader, referral: Referral, consent_on: date | None) -> bool:
    """Tell whether a resident said anything but yes on the day of a consent, or after it."""
    provider_id = reader.get(Offer, referral.offer_id).provider_id
    last = last_answer(reader, referral.resident_id, provider_id, ConsentPurpose.REFERRAL)
    if last is None or last.answer is ConsentAnswer.YES or consent_on is None:
        return False
    return last.answered_on >= consent_on


def _append(
    desk: Desk,
    uow: UnitOfWork,
    referral: Referral,
    events: list[ReferralEvent],
    *,
    kind: EventKind,
    happened_on: date | None = None,
    **values: Any,
) -> ReferralEvent:
    today = desk.clock.today()
    event = ReferralEvent(
        referral_id=referral.id,
        sequence=len(events) + 1,
        kind=kind,
        happened_on=happened_on or today,
        recorded_at=desk.clock.now(),
        recorded_by=desk.user.name,
        **values,
    )
    resident = uow.get(Resident, referral.resident_id)
    if kind is EventKind.SENT:
        refuse_restricted(resident)
    check_step(standing_of(events), event, resident, today)
    return uow.insert(event, subject=referral.resident_id)


def check_step(standing: Standing, event: ReferralEvent, resident: Resident, today: date) -> None:
    """Raise Refused when the desk may not record this event now.

    Source: glossary — sent needs consent and a named receiver, and under 16 the guardian's
    agreement; reopening needs a note; an outcome belongs to an end.
    """
    days = (event.happened_on, event.consent_on, event.guardian_agreed_on, event.told_on)
    if any(day is not None and day > today for day in days):
        raise Refused("date_in_future", standing)
    if event.kind is EventKind.RETRACTION or event.kind not in standing.allowed():
        raise Refused("illegal_transition", standing)
    if standing.last_on is not None and event.happened_on < standing.last_on:
        raise Refused("date_before_previous", standing)
    if event.kind is EventKind.SENT:
        if event.consent_on is None:
            raise Refused("consent_missing", standing)
        if not event.receiver:
            raise Refused("receiver_missing", standing)
        if needs_guardian(resident, event.happened_on) and event.guardian_agreed_on is None:
            raise Refused("guardian_missing", standing)
        agreed = (event.consent_on, event.guardian_agreed_on)
        if any(day is not None and day > event.happened_on for day in agreed):
            raise Refused("agreed_after_sending", standing)
    if event.kind is EventKind.REOPENED and not event.note:
        raise Refused("note_missing", standing)
    _check_end(standing, event)
    after(standing, event)


def _check_end(standing: Standing, event: ReferralEvent) -> None:
    if event.outcome is not None and event.kind.state not in ENDED:
        raise Refused("outcome_before_end", standing)
    if event.activities is not None and event.kind is not EventKind.COMPLETED:
        raise Refused("activities_not_at_end", standing)
    if event.told_on is None:
        return
    # Who hears the result hears it when there is one.
    ended_on = standing.since if event.kind is EventKind.TOLD else event.happened_on
    ends = event.kind is EventKind.TOLD or event.kind.state in ENDED
    if not ends or (ended_on is not None and event.told_on < ended_on):
        raise Refused("told_before_end", standing)
