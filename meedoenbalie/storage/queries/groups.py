"""Who meets the conditions of a group, and the groups that were kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select

from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.groups import (
    ConsentState,
    GroupFilter,
    SavedGroup,
    born_by,
    waiting_since,
)
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import EventKind, InformationGiven, Referral, ReferralEvent
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

Condition = ColumnElement[bool]

_RESIDENT = TABLES[Resident].c
_BEGUN = (EventKind.ACCEPTED, EventKind.STARTED)


def conditions_of(wanted: GroupFilter, day: date) -> list[Condition]:
    """Return the conditions of a group on a day, on the table of residents."""
    return [*_who(wanted, day), *_what_happened(wanted, day)]


def saved_groups(reader: Reader, user: str) -> list[SavedGroup]:
    """Return the groups of the desk and this user's own, by name."""
    return reader.find(SavedGroup, order_by="name", owner=["", user])


def _who(wanted: GroupFilter, day: date) -> Iterator[Condition]:
    yield (
        _RESIDENT.departed_on.is_not(None) if wanted.departed else _RESIDENT.departed_on.is_(None)
    )
    yield from _ages(wanted, wanted.age_on or day)
    if wanted.levels:
        yield _RESIDENT.dutch_level.in_(wanted.levels)
    if wanted.phases:
        yield _RESIDENT.residence_phase.in_(wanted.phases)
    if wanted.language:
        yield or_(
            _RESIDENT.preferred_language == wanted.language,
            _kept(_RESIDENT.languages).contains(f'"{wanted.language}"', autoescape=True),
        )
    for part in wanted.free:
        written = f'{{"day":"{part.day.value}","daypart":"{part.daypart.value}"}}'
        yield _kept(_RESIDENT.availability).contains(written, autoescape=True)


def _ages(wanted: GroupFilter, day: date) -> Iterator[Condition]:
    """As ``domain.people.age_on`` counts: with only a birth year the lowest age there can be."""
    born, year = _RESIDENT.birth_date, _RESIDENT.birth_year
    low, high = wanted.minimum_age, wanted.maximum_age
    if low is not None:
        by_year = year.is_not(None) if low == 0 else year <= day.year - 1 - low
        yield or_(born <= born_by(day, low), and_(born.is_(None), by_year))
    if high is not None:
        yield or_(born > born_by(day, high + 1), and_(born.is_(None), year >= day.year - 1 - high))


def _what_happened(wanted: GroupFilter, day: date) -> Iterator[Condition]:
    if wanted.waiting_weeks is not None:
        yield _waits_since_before(waiting_since(day, wanted.waiting_weeks))
        yield ~_referred(*(_event(kind) for kind in _BEGUN))
    if wanted.not_informed:
        yield ~_has(InformationGiven)
    if wanted.without_referral:
        yield ~_referred(~_event(EventKind.ENTERED_IN_ERROR))
    if wanted.consent is not None:
        yield _consents(wanted.consent, day)


def _has(kind: type[Record]) -> Condition:
    table = TABLES[kind]
    return exists(select(table.c.id).where(table.c.resident_id == _RESIDENT.id))


def _waits_since_before(day: date) -> Condition:
    talk = TABLES[Contact]
    first = select(func.min(talk.c.at)).where(talk.c.resident_id == _RESIDENT.id).scalar_subquery()
    midnight = datetime.combine(day, time(), UTC)
    return or_(
        _RESIDENT.arrival_date < day,
        and_(_RESIDENT.arrival_date.is_(None), first < midnight),
    )


def _referred(*any_of: Condition) -> Condition:
    referral = TABLES[Referral]
    return exists(select(referral.c.id).where(referral.c.resident_id == _RESIDENT.id, or_(*any_of)))


def _event(kind: EventKind) -> Condition:
    """Whether a referral has an event of a kind that no retraction struck."""
    referral = TABLES[Referral]
    happened, struck = (
        TABLES[ReferralEvent].alias("happened"),
        TABLES[ReferralEvent].alias("struck"),
    )
    return exists(
        select(happened.c.id).where(
            happened.c.referral_id == referral.c.id,
            happened.c.kind == kind,
            ~exists(select(struck.c.id).where(struck.c.retracts == happened.c.id)),
        )
    ).correlate(referral)


def _consents(state: ConsentState, day: date) -> Condition:
    if state is ConsentState.NOT_ASKED:
        asked_once = TABLES[Consent]
        return ~exists(
            select(asked_once.c.id).where(
                asked_once.c.resident_id == _RESIDENT.id,
                asked_once.c.purpose == ConsentPurpose.REFERRAL,
            )
        )
    last, later = TABLES[Consent].alias("last"), TABLES[Consent].alias("later")
    answer = {
        ConsentState.HOLDS: ConsentAnswer.YES,
        ConsentState.REFUSED: ConsentAnswer.NO,
        ConsentState.THINKING: ConsentAnswer.THINKING,
    }[state]
    asked = [
        last.c.resident_id == _RESIDENT.id,
        last.c.purpose == ConsentPurpose.REFERRAL,
        last.c.answer == answer,
        ~exists(
            select(later.c.id).where(
                later.c.resident_id == last.c.resident_id,
                later.c.provider_id == last.c.provider_id,
                later.c.purpose == last.c.purpose,
                or_(
                    later.c.answered_on > last.c.answered_on,
                    and_(
                        later.c.answered_on == last.c.answered_on,
                        later.c.sequence > last.c.sequence,
                    ),
                ),
            )
        ),
    ]
    if state is ConsentState.HOLDS:
        asked += [
            last.c.answered_on <= day,
            or_(last.c.valid_until.is_(None), last.c.valid_until >= day),
        ]
    return exists(select(last.c.id).where(*asked))


def _kept(column: Any) -> ColumnElement[str]:
    return cast(column, String)
