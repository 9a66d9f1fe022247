"""Flexible language education in figures: of one site or all, of courses begun in a period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.attendance import Attendance, started_on
from meedoenbalie.domain.experiences import ended_on
from meedoenbalie.domain.flexible_language import (
    Course,
    Flexible,
    Hours,
    Part,
    Split,
    TookPart,
    WhyNot,
    count,
    courses_of,
)
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import Referral, ReferralState, standing_of
from meedoenbalie.services.desk import DESK_ROLES, Desk
from meedoenbalie.services.funnel import FunnelPeriod
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries.referrals import events_of
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "FlexibleFigures",
    "Hours",
    "Part",
    "Split",
    "WhyNot",
    "flexible_language",
]


@dataclass(frozen=True, slots=True)
class FlexibleFigures:
    """Exact figures of a period as of ``day``, and the courses behind them."""

    day: date
    period: FunnelPeriod
    found: Flexible
    courses: tuple[Course, ...]


def flexible_language(
    desk: Desk, period: FunnelPeriod, site_code: str | None = None
) -> FlexibleFigures:
    """Return who combined a language course with taking part, by courses begun in a period.

    Whoever limited the use of their data is left out (AVG art. 18). Counts are exact: for people
    who work at the desk, not for the world. Raises NotAllowed and UnknownRecord.
    """
    today = desk.clock.today()
    with desk.read("flexible_language", DESK_ROLES) as reader:
        taken = list(_taken(reader, site_code))
    courses = courses_of(taken, period.first, period.last, today)
    return FlexibleFigures(today, period, count(courses, today), tuple(courses))


def _taken(reader: Reader, site_code: str | None) -> Iterable[TookPart]:
    sites = reader.find(Site) if site_code is None else reader.find(Site, code=site_code)
    if not sites and site_code is not None:
        raise UnknownRecord("site")
    here = {
        one.id
        for one in reader.find(Resident, site_id=[site.id for site in sites], restricted_since=None)
    }
    offers = {one.id: one for one in reader.find(Offer)}
    referrals = [one for one in reader.find(Referral) if one.resident_id in here]
    hours = _hours(reader, [one.id for one in referrals])
    events = events_of(reader, referrals)
    for referral in referrals:
        standing = standing_of(events[referral.id])
        begin = started_on(events[referral.id])
        if begin is None or standing.state is ReferralState.ENTERED_IN_ERROR:
            continue
        offer = offers[referral.offer_id]
        made, agreed = hours.get(referral.id, (0, 0))
        yield TookPart(
            person=referral.resident_id,
            kind=offer.kind,
            begin=begin,
            end=ended_on(standing),
            completed=standing.state is ReferralState.COMPLETED,
            forms=offer.forms,
            made=made,
            agreed=agreed,
        )


def _hours(reader: Reader, referrals: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    found: dict[UUID, tuple[int, int]] = {}
    for one in reader.find(Attendance, referral_id=list(referrals)):
        if one.agreed_minutes is not None:
            made, agreed = found.get(one.referral_id, (0, 0))
            found[one.referral_id] = (made + one.made_minutes, agreed + one.agreed_minutes)
    return found
