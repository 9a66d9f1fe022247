"""What a live query can ask about, as it was known at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select

from meedoenbalie.domain.companions import Companion, companies
from meedoenbalie.domain.counted import CountedFact
from meedoenbalie.domain.data_sets import age_band, iso_week
from meedoenbalie.domain.live_count import Facts, InformedFact, ReferralFact
from meedoenbalie.domain.live_query import STEPS
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import (
    EventKind,
    InformationGiven,
    Referral,
    ReferralEvent,
    replay,
)
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.standing import Recorded, recorded
from meedoenbalie.storage.unit_of_work import Reader

_REFERRAL, _EVENT = TABLES[Referral], TABLES[ReferralEvent]
_OFFER = TABLES[Offer]
_TOLD = TABLES[InformationGiven]

_CORRECTS = (EventKind.RETRACTION, EventKind.ENTERED_IN_ERROR)


class _Person(NamedTuple):
    site: str
    age_band: str


def facts_at(reader: Reader, moment: datetime) -> Facts:
    """Return the facts that were written down up to a moment.

    A correction counts whenever it was made: what was wrong was wrong then too. Ages are those of
    that day. Whoever had limited the use of their data by then (AVG art. 18) is not in it.
    """
    people = _people(reader, moment)
    kinds = {row.id: row.kind.value for row in reader.connection.execute(select(_OFFER)).all()}
    return Facts(
        _referrals(reader, moment, people, kinds), _informed(reader, people, kinds, moment)
    )


def counted_facts(reader: Reader) -> list[tuple[CountedFact, str, str]]:
    """Return what stays of erased people, with the code of the site and the kind of the offer."""
    sites = {site.id: site.code for site in reader.find(Site)}
    kinds = {offer.id: offer.kind.value for offer in reader.find(Offer)}
    return [
        (fact, sites[fact.site_id], kinds[fact.offer_id] if fact.offer_id else "")
        for fact in reader.find(CountedFact)
    ]


def _people(reader: Reader, moment: datetime) -> dict[UUID, _Person]:
    day = moment.date()
    codes = {site.id: site.code for site in reader.find(Site)}
    return {
        resident.id: _Person(codes[resident.site_id], age_band(resident.age_on(day)))
        for resident in reader.find(Resident)
        if resident.restricted_since is None or resident.restricted_since > day
    }


def _referrals(
    reader: Reader, moment: datetime, people: dict[UUID, _Person], kinds: dict[UUID, str]
) -> tuple[ReferralFact, ...]:
    known = or_(_EVENT.c.recorded_at <= moment, _EVENT.c.kind.in_(_CORRECTS))
    histories = {
        referral: history
        for referral, events in recorded(reader.connection, known)
        if (history := _counting(events))
    }
    rows = [
        row
        for row in reader.connection.execute(
            select(
                _REFERRAL.c.id, _REFERRAL.c.resident_id, _REFERRAL.c.offer_id, _REFERRAL.c.plan_id
            ).order_by(_REFERRAL.c.id)
        ).all()
        if row.resident_id in people and row.id in histories
    ]
    going: dict[UUID, set[UUID]] = {}
    in_plan: dict[UUID, int] = {}
    for row in rows:
        going.setdefault(row.offer_id, set()).add(row.resident_id)
        if row.plan_id is not None:
            in_plan[row.plan_id] = in_plan.get(row.plan_id, 0) + 1
    friends = _friends(reader, moment)
    return tuple(
        ReferralFact(
            person=str(row.resident_id),
            offer=str(row.offer_id),
            site=people[row.resident_id].site,
            kind=kinds[row.offer_id],
            age_band=people[row.resident_id].age_band,
            company=bool(friends.get(row.resident_id, set()) & going[row.offer_id]),
            linked=row.plan_id is not None and in_plan[row.plan_id] > 1,
            first=_first_weeks(histories[row.id]),
            reasons=_reason_weeks(histories[row.id]),
        )
        for row in rows
    )


def _counting(events: list[Recorded]) -> list[Recorded]:
    history = [event for event, _standing in replay(events)]
    if any(event.kind is EventKind.ENTERED_IN_ERROR for event in history):
        return []
    return history


def _first_weeks(history: list[Recorded]) -> dict[EventKind, str]:
    first: dict[EventKind, str] = {}
    for event in history:
        if event.kind in STEPS:
            week = iso_week(event.happened_on)
            first[event.kind] = min(first.get(event.kind, week), week)
    return first


def _reason_weeks(history: list[Recorded]) -> dict[str, str]:
    found: dict[str, str] = {}
    for event in history:
        if event.reason is not None:
            week, code = iso_week(event.happened_on), event.reason.value
            found[code] = min(found.get(code, week), week)
    return found


def _friends(reader: Reader, moment: datetime) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    agreed = [one for one in reader.find(Companion) if one.agreed_on <= moment.date()]
    for group in companies(agreed):
        for member in group:
            found.setdefault(member, set()).update(other for other in group if other != member)
    return found


def _informed(
    reader: Reader, people: dict[UUID, _Person], kinds: dict[UUID, str], moment: datetime
) -> tuple[InformedFact, ...]:
    # When it was written down is not kept: the day on which it happened has to do.
    rows = reader.connection.execute(
        select(_TOLD.c.resident_id, _TOLD.c.offer_id, _TOLD.c.given_on).where(
            _TOLD.c.given_on <= moment.date()
        )
    ).all()
    return tuple(
        InformedFact(
            person=str(row.resident_id),
            offer=str(row.offer_id),
            site=people[row.resident_id].site,
            kind=kinds[row.offer_id],
            age_band=people[row.resident_id].age_band,
            week=iso_week(row.given_on),
        )
        for row in rows
        if row.resident_id in people
    )
