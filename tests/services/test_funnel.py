"""The funnel of a real desk: who was told, referred, accepted, started and completed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import (
    EventKind,
    InformationGiven,
    Reason,
    Referral,
    ReferralEvent,
)
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.funnel import FunnelPeriod, Step, funnel_of, last_year
from meedoenbalie.storage.unit_of_work import UnitOfWork
from tests.opened_desk import TODAY

K = EventKind
YEAR = FunnelPeriod(date(2026, 1, 1), date(2026, 12, 31))


class Story:
    """Writes what happened to residents of a site, on days of January 2026."""

    def __init__(self, uow: UnitOfWork, site: Site) -> None:
        self._uow, self._site = uow, site
        self._provider = uow.insert(Provider(name="Buurtkracht"))
        self._count = 0

    def offer(self, kind: OfferKind) -> Offer:
        return self._uow.insert(
            Offer(provider_id=self._provider.id, code=f"{kind}", kind=kind, title=str(kind))
        )

    def resident(self) -> Resident:
        self._count += 1
        return self._uow.insert(
            Resident(site_id=self._site.id, reference=f"RTW-{self._count:04}", given_name="Semhar")
        )

    def told(self, resident: Resident, offer: Offer, on: int) -> None:
        self._uow.insert(
            InformationGiven(resident_id=resident.id, offer_id=offer.id, given_on=_day(on))
        )

    def referral(
        self, resident: Resident, offer: Offer, *steps: tuple[K, int], reason: Reason | None = None
    ) -> UUID:
        self._count += 1
        referral = self._uow.insert(
            Referral(reference=f"V{self._count}", resident_id=resident.id, offer_id=offer.id)
        )
        for place, (kind, on) in enumerate([(K.DRAFT, steps[0][1]), *steps], 1):
            ended = kind in {K.STOPPED, K.DECLINED, K.WITHDRAWN, K.NO_SHOW}
            self._uow.insert(
                ReferralEvent(
                    referral_id=referral.id,
                    sequence=place,
                    kind=kind,
                    happened_on=_day(on),
                    recorded_at=datetime.combine(_day(on), time(12), UTC),
                    reason=reason if ended else None,
                )
            )
        return referral.id


def _day(number: int) -> date:
    return date(2026, 1, 1) + timedelta(days=number - 1)


def test_a_year_of_a_desk(desk: Desk, site: Site) -> None:
    with desk.write("try") as uow:
        story = Story(uow, site)
        mdt, course = story.offer(OfferKind.MDT_TRAJECT), story.offer(OfferKind.LANGUAGE_COURSE)
        one, two, three = story.resident(), story.resident(), story.resident()
        story.told(one, mdt, 2)
        story.told(one, mdt, 5)
        story.referral(one, mdt, (K.SENT, 6), (K.ACCEPTED, 10), (K.STARTED, 20), (K.COMPLETED, 50))
        story.told(two, mdt, 3)
        story.referral(two, course, (K.SENT, 9), (K.DECLINED, 12), reason=Reason.FULL)
        story.referral(two, course, (K.SENT, 15), (K.ACCEPTED, 16))
        story.referral(three, mdt, (K.ENTERED_IN_ERROR, 7))
    all_of_it = funnel_of(desk, YEAR)
    assert list(all_of_it.reached.values()) == [3, 2, 2, 2, 2, 1, 1]
    assert (all_of_it.paths, all_of_it.told) == (4, 2)
    assert all_of_it.reasons == ((Reason.FULL, 1),)
    waited = all_of_it.waiting[Step.REFERRED]
    assert waited is not None
    assert (waited.number, waited.median) == (1, 4)
    courses = funnel_of(desk, YEAR, kinds=[OfferKind.LANGUAGE_COURSE])
    assert list(courses.reached.values()) == [3, 1, 1, 1, 1, 0, 0]


def test_what_began_before_the_period_is_not_counted_again(desk: Desk, site: Site) -> None:
    with desk.write("try") as uow:
        story = Story(uow, site)
        mdt, resident = story.offer(OfferKind.MDT_TRAJECT), story.resident()
        story.told(resident, mdt, 2)
        story.told(resident, mdt, 40)
        story.referral(resident, mdt, (K.SENT, 4), (K.DECLINED, 5), reason=Reason.FULL)
        story.referral(resident, mdt, (K.SENT, 41), (K.ACCEPTED, 42))
    january = funnel_of(desk, FunnelPeriod(_day(1), _day(31)))
    february = funnel_of(desk, FunnelPeriod(_day(32), _day(59)))
    assert list(january.reached.values()) == [1, 1, 1, 1, 0, 0, 0]
    assert list(february.reached.values()) == [1, 1, 1, 1, 1, 0, 0]
    assert february.told == 0


def test_a_site_sees_its_own(desk: Desk, site: Site) -> None:
    with desk.write("try") as uow:
        other = uow.insert(Site(code="KLD", name="azc Kolderveen"))
        here = Story(uow, site)
        mdt = here.offer(OfferKind.MDT_TRAJECT)
        here.referral(here.resident(), mdt, (K.SENT, 3))
        there = uow.insert(Resident(site_id=other.id, reference="KLD-0001", given_name="Ali"))
        here.told(there, mdt, 4)
    assert funnel_of(desk, YEAR, site.id).reached[Step.INFORMED] == 1
    assert funnel_of(desk, YEAR, other.id).reached[Step.REFERRED] == 0
    assert funnel_of(desk, YEAR).reached[Step.INFORMED] == 2


def test_the_year_is_the_one_that_ends_today(desk: Desk) -> None:
    period = last_year(desk)
    assert (period.last, (period.last - period.first).days) == (TODAY, 363)
    with pytest.raises(ValueError, match="end_before_start"):
        FunnelPeriod(TODAY, TODAY - timedelta(days=1))
