"""Referrals of one week plan stay linked; when one ends, plans are made around the other."""

import pytest

from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Reason
from meedoenbalie.domain.week import ScheduleKind, TimeSlot, Weekday, WeekSchedule
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import dossier, register_resident
from meedoenbalie.services.undoing import undo
from tests.opened_desk import TODAY

MDT, LANGUAGE = OfferKind.MDT_TRAJECT, OfferKind.LANGUAGE_COURSE


@pytest.fixture
def who(desk: Desk, site: Site) -> Resident:
    return register_resident(
        desk, site.id, given_name="Semhar", birth_year=2006, residence_phase="status_holder"
    ).result


def offered(desk: Desk, code: str, kind: OfferKind, day: Weekday) -> Offer:
    slot = TimeSlot(day=day, start=13 * 60, end=15 * 60)
    return add_offer(
        desk,
        "Buurtkracht",
        code=code,
        kind=kind,
        title=f"Aanbod {code}",
        schedule=WeekSchedule(kind=ScheduleKind.FIXED, slots=(slot,), weekly_minutes=120),
        places=3,
        places_confirmed_on=TODAY,
        continuous_intake=True,
        travel_minutes={"RTW": 10},
    ).result


def plans_of(desk: Desk, who: Resident) -> list[str]:
    return ["+".join(o.code for o in plan.offers) for plan in matches_for(desk, who.id).plans.plans]


def test_referrals_from_one_plan_share_it(desk: Desk, who: Resident) -> None:
    mdt = offered(desk, "M01", MDT, Weekday.MONDAY)
    taal = offered(desk, "T01", LANGUAGE, Weekday.TUESDAY)
    both = {mdt.id, taal.id}
    first = prepare_referral(desk, who.id, mdt.id, beside=both).result.referral
    second = prepare_referral(desk, who.id, taal.id, beside=both).result.referral
    assert first.plan_id is not None
    assert second.plan_id == first.plan_id
    undo(desk)
    going_on = [item for item in dossier(desk, who.id).referrals if item.standing.is_open]
    assert [item.referral.id for item in going_on] == [first.id]


def test_a_referral_by_itself_is_in_no_plan_until_another_comes_beside_it(
    desk: Desk, who: Resident
) -> None:
    mdt = offered(desk, "M01", MDT, Weekday.MONDAY)
    taal = offered(desk, "T01", LANGUAGE, Weekday.TUESDAY)
    alone = prepare_referral(desk, who.id, mdt.id).result.referral
    assert alone.plan_id is None
    later = prepare_referral(desk, who.id, taal.id, beside={mdt.id, taal.id}).result.referral
    linked = {item.referral.plan_id for item in dossier(desk, who.id).referrals}
    assert linked == {later.plan_id}


def test_when_one_of_a_plan_ends_new_plans_are_made_around_the_other(
    desk: Desk, who: Resident
) -> None:
    mdt = offered(desk, "M01", MDT, Weekday.MONDAY)
    offered(desk, "M02", MDT, Weekday.WEDNESDAY)
    taal = offered(desk, "T01", LANGUAGE, Weekday.TUESDAY)
    offered(desk, "T02", LANGUAGE, Weekday.MONDAY)
    third = offered(desk, "T03", LANGUAGE, Weekday.FRIDAY)
    both = {mdt.id, taal.id}
    prepare_referral(desk, who.id, mdt.id, beside=both)
    course = prepare_referral(desk, who.id, taal.id, beside=both).result.referral
    assert plans_of(desk, who) == ["M01+T01"]
    record_event(desk, course.id, EventKind.WITHDRAWN, reason=Reason.NOT_NEEDED)
    # The course on Monday clashes with the traject that goes on.
    found = matches_for(desk, who.id)
    assert plans_of(desk, who) == ["M01+T01", "M01+T03"]
    assert found.ground.running == {mdt.id}
    assert [plan.fit for plan in found.plans.plans] == [Fit.FITS, Fit.FITS]
    assert third.id in {offer.id for plan in found.plans.plans for offer in plan.offers}
