"""The demonstration desk: plausible to somebody from the field, and alive whatever the day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.demo.folder import (
    FACT,
    PASSPHRASE,
    STORE,
    demo_folder,
    is_demo,
    make_demo,
    open_demo,
)
from meedoenbalie.domain.attendance import Absence, Attendance
from meedoenbalie.domain.civic_integration.codes import Regime
from meedoenbalie.domain.consent import Consent, ConsentPurpose
from meedoenbalie.domain.experiences import Experience, Feeling, Moment, Way
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.lessons import LearnedLesson, LessonPhase, WorkingElement
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Contact, Resident, Site
from meedoenbalie.domain.referrals import EventKind, InformationGiven, ReferralEvent, standing_of
from meedoenbalie.services.civic_cohorts import Division, civic_cohorts
from meedoenbalie.services.civic_integration import people_of_the_ruling
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.hand_overs import unread
from meedoenbalie.services.handreiking import guide_of_desk, make_handreiking
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.proving import Verdict, verify_by_desk
from meedoenbalie.services.referring import find_referrals
from meedoenbalie.services.registration import sites
from meedoenbalie.services.stores import LEAST_COST, StoreExists
from meedoenbalie.services.worklist import worklist
from tests.made_demo import opened_demo
from tests.opened_desk import TODAY


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Four azc's, as `make run` makes them."""
    desk = opened_demo(tmp_path_factory.mktemp("demo"))
    yield desk
    desk.database.close()


def small(path: Path, day: date, seed: int = 1) -> Desk:
    return make_demo(path, fixed_clock(day), sites=1, seed=seed, cost=LEAST_COST)[1]


def test_four_azcs_have_at_least_sixty_residents_each(demo: Desk) -> None:
    with demo.read() as reader:
        of_site = Counter(resident.site_id for resident in reader.find(Resident))
    assert len(of_site) == len(sites(demo)) == 4
    assert min(of_site.values()) >= 60


def test_there_are_forty_trajects_and_twenty_five_courses_with_real_times(demo: Desk) -> None:
    with demo.read() as reader:
        offers = reader.find(Offer)
    kinds = Counter(offer.kind for offer in offers)
    assert kinds == {
        OfferKind.MDT_TRAJECT: 40,
        OfferKind.LANGUAGE_COURSE: 25,
        OfferKind.ACTIVITY: 4,
    }
    assert all(offer.schedule.text and offer.schedule.weekly_minutes for offer in offers)
    assert sum(bool(offer.schedule.slots) for offer in offers) > 55


def test_offers_state_their_terms_and_some_ways_are_estimated(demo: Desk) -> None:
    with demo.read() as reader:
        offers, azcs = reader.find(Offer), reader.find(Site)
    assert all(site.position for site in azcs)
    assert all(offer.position for offer in offers if not offer.schedule.online)
    estimated = [offer for offer in offers if len(offer.travel_minutes) < len(azcs)]
    assert 0 < len(estimated) < len(offers) / 3
    codes = {offer.code for offer in offers}
    tuned = [offer for offer in offers if offer.tuned_to]
    assert tuned
    assert all(set(offer.tuned_to) <= codes for offer in tuned)
    first = [offer for offer in offers if offer.first_step]
    assert {offer.kind for offer in first} == {OfferKind.ACTIVITY}
    assert any((offer.group_from, offer.group_to) == (2, 6) for offer in first)
    assert {offer.childcare for offer in offers} == {True, False, None}


def test_every_offer_has_an_address_in_its_town_unless_it_is_online(demo: Desk) -> None:
    with demo.read() as reader:
        offers = reader.find(Offer)
    assert all(bool(offer.address) is not offer.schedule.online for offer in offers)
    assert sum(offer.schedule.online for offer in offers) < 5
    houses: dict[tuple[object, str], set[str]] = {}
    for offer in offers:
        if offer.address:
            houses.setdefault((offer.provider_id, offer.place), set()).add(offer.address)
            assert offer.where == f"{offer.address}, {offer.place}"
    assert all(len(found) == 1 for found in houses.values())


def test_places_have_figures_of_different_ages_and_one_is_held_at_every_desk(demo: Desk) -> None:
    with demo.read() as reader:
        offers = reader.find(Offer)
    apart = [offer for offer in offers if len(offer.asked_figures(TODAY)) > 1]
    ages = [{one.confirmed_on for one in offer.asked_figures(TODAY)} for offer in apart]
    assert sum(len(days) > 1 for days in ages) >= 5
    assert any(offer.start_places for offer in offers)
    assert {one.asked_by for offer in offers for one in offer.start_places} != {""}
    for site in sites(demo):
        (held,) = worklist(demo, site.id).ending_holds
        assert held.hold.until == TODAY + timedelta(days=1)


def test_the_lessons_are_of_every_phase_and_every_working_element(demo: Desk) -> None:
    with demo.read() as reader:
        lessons = reader.find(LearnedLesson)
    assert len(lessons) == 25
    assert {lesson.phase for lesson in lessons} == set(LessonPhase)
    assert {lesson.element for lesson in lessons} == set(WorkingElement)
    assert all(lesson.tip and lesson.evidence and lesson.what_worked for lesson in lessons)


def test_something_was_recorded_in_each_of_thirty_weeks(demo: Desk) -> None:
    with demo.read() as reader:
        events = reader.find(ReferralEvent)
        talks = reader.find(Contact)
    assert max(event.happened_on for event in events) == TODAY
    monday = TODAY - timedelta(days=TODAY.weekday())
    weeks = {(monday - event.happened_on).days // 7 for event in events}
    assert set(range(28)) <= weeks
    assert max(talk.at for talk in talks) <= demo.clock.now()


def test_the_funnel_narrows(demo: Desk) -> None:
    with demo.read() as reader:
        told = len({given.resident_id for given in reader.find(InformationGiven)})
        kinds = Counter(event.kind for event in reader.find(ReferralEvent))
        agreed = reader.count(Consent, purpose=ConsentPurpose.REFERRAL)
        residents = reader.count(Resident)
    assert residents > told > 100
    assert kinds[EventKind.DRAFT] > kinds[EventKind.SENT] > kinds[EventKind.ACCEPTED]
    assert kinds[EventKind.ACCEPTED] > kinds[EventKind.COMPLETED] > 0
    assert agreed == kinds[EventKind.SENT]


def test_every_step_was_allowed_when_it_was_recorded(demo: Desk) -> None:
    with demo.read() as reader:
        events = reader.find(ReferralEvent, order_by="sequence")
    by_referral: dict[object, list[ReferralEvent]] = {}
    for event in events:
        standing = standing_of(by_referral.setdefault(event.referral_id, []))
        assert event.kind in standing.allowed()
        assert event.recorded_at.date() >= event.happened_on
        by_referral[event.referral_id].append(event)


def test_nobody_can_be_reached_and_nobody_is_real(demo: Desk) -> None:
    with demo.read() as reader:
        residents, offers = reader.find(Resident), reader.find(Offer)
    reached = [resident.contact_value for resident in residents if resident.contact_value]
    reached += [value for offer in offers for value in (offer.phone, offer.email)]
    assert all(value.startswith("06-0000") or value.endswith(".example") for value in reached)
    assert all((resident.v_number or "9972").startswith("9972") for resident in residents)


def test_somebody_finds_a_week_at_every_azc(demo: Desk) -> None:
    with demo.read() as reader:
        for site in sites(demo):
            people = reader.find(Resident, site_id=site.id)[:15]
            assert any(matches_for(demo, person.id).plans.plans for person in people)


# A Sunday that is a first of the month, and a leap day.
@pytest.mark.parametrize("day", ["2026-03-01", "2028-02-29"])
def test_there_is_something_to_do_whatever_the_day(tmp_path: Path, day: str) -> None:
    desk = small(tmp_path, date.fromisoformat(day))
    with desk.database:
        (site,) = sites(desk)
        work = worklist(desk, site.id)
        notes = unread(desk, site.id)
    texts = [one.follow_up.follow_up.text for one in work.tasks if one.follow_up]
    assert {"Bel na de eerste week", "Vraag of de fiets geregeld is"} <= set(texts)
    assert work.tasks[0].due < work.day
    assert [one.note.by for one in notes] == ["Joost Bakker"]
    assert len(work.unanswered) >= 3
    assert len(work.to_tell) >= 2
    assert len(work.drafts) >= 2
    assert work.starting
    assert work.stale_places
    assert work.unspoken_count >= 5
    assert work.this_week.spoken >= 3


def _told(desk: Desk) -> tuple[list[str], list[str]]:
    with desk.database, desk.read() as reader:
        people = reader.find(Resident, order_by="reference")
        lines = find_referrals(desk)
        return (
            [person.model_dump_json(exclude={"site_id", "pseudonym"}) for person in people],
            [f"{line.resident_reference} {line.offer_code} {line.standing}" for line in lines],
        )


def test_making_it_again_makes_the_same_people_and_replaces_its_own_files_only(
    tmp_path: Path,
) -> None:
    first = _told(opened_demo(tmp_path, sites=1))
    before = (tmp_path / STORE).read_bytes()
    (tmp_path / "mijn.txt").write_text("blijft", encoding="utf-8")
    assert _told(small(tmp_path, TODAY)) == first
    assert (tmp_path / STORE).read_bytes() != before
    assert (tmp_path / "mijn.txt").read_text(encoding="utf-8") == "blijft"
    assert _told(small(tmp_path, TODAY, seed=2))[0] != first[0]


def test_the_files_beside_a_demo_tell_that_it_is_one_and_open_it(tmp_path: Path) -> None:
    opened_demo(tmp_path, sites=1).database.close()
    assert is_demo(tmp_path / STORE)
    (tmp_path / STORE).rename(tmp_path / "anders.db")
    assert not is_demo(tmp_path / "anders.db")
    assert not is_demo(tmp_path / "weg" / STORE)


@pytest.mark.parametrize("name", [STORE, PASSPHRASE])
def test_a_file_of_somebody_else_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("van iemand", encoding="utf-8")
    with pytest.raises(StoreExists):
        small(tmp_path, TODAY)
    assert (tmp_path / name).read_text(encoding="utf-8") == "van iemand"


def test_a_fact_that_names_files_elsewhere_lets_nothing_be_removed(tmp_path: Path) -> None:
    outside = tmp_path / "kostbaar.txt"
    outside.write_text("blijft", encoding="utf-8")
    inside = tmp_path / "demo"
    inside.mkdir()
    (inside / FACT).write_text(
        '{"made_on": "2026-03-01", "files": ["../kostbaar.txt"]}', encoding="utf-8"
    )
    demo_folder(inside).clear()
    assert outside.exists()


def test_on_the_same_day_it_is_opened_and_on_a_new_day_made_anew(tmp_path: Path) -> None:
    made = opened_demo(tmp_path, sites=1)
    made.database.close()
    again = open_demo(tmp_path, fixed_clock(TODAY), sites=1, cost=LEAST_COST)
    again.database.close()
    assert again.user == made.user
    tomorrow = fixed_clock(TODAY + timedelta(days=1))

    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        open_demo(tmp_path, tomorrow, sites=1, cost=LEAST_COST, progress=stop)
    assert not is_demo(tmp_path / STORE)
    anew = open_demo(tmp_path, tomorrow, sites=1, cost=LEAST_COST)
    anew.database.close()
    assert anew.user != made.user
    assert is_demo(tmp_path / STORE)
    assert demo_folder(tmp_path).made_on == tomorrow.today()


def test_who_takes_part_has_hours_and_some_were_away(demo: Desk) -> None:
    with demo.read() as reader:
        weeks = reader.find(Attendance)
        ends = [event for event in reader.find(ReferralEvent) if event.activities is not None]
    assert len({one.referral_id for one in weeks}) > 40
    assert {one.absence for one in weeks} == {None, *Absence}
    assert max(one.week for one in weeks) == str(IsoWeek.last_full(TODAY))
    assert {event.kind for event in ends} == {EventKind.COMPLETED}


def test_most_were_asked_how_it_goes_and_a_few_are_still_to_be_asked(demo: Desk) -> None:
    with demo.read() as reader:
        said = reader.find(Experience)
    assert {one.moment for one in said} == set(Moment)
    assert {one.way for one in said} == set(Way)
    assert 0 < sum(one.declined for one in said) < len(said) / 3
    assert {one.feeling for one in said} == {None, *Feeling}
    waiting = worklist(demo).to_ask
    assert 0 < len(waiting) < len(said)


def test_figures_of_lessons_come_from_the_demonstration_and_can_be_counted_again(
    demo: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "handreiking.pdf"
    make_handreiking(guide_of_desk(demo), out)
    found = verify_by_desk(demo, out)
    assert sum(bool(one.figure.caption) for one in found) == 4
    assert {one.verdict for one in found} == {Verdict.EQUAL}


def test_cohorts_of_the_demonstration_are_plausible_and_somebody_is_to_be_told(
    demo: Desk,
) -> None:
    found = civic_cohorts(demo)
    acts = found.lines[Division.REGIME]
    assert [one.act for one in acts] == [Regime.WI2013, Regime.WI2021]
    assert sum(one.inflow or 0 for one in acts) > 30
    assert 0 < (acts[1].outflow or 0) < (acts[1].ongoing or 0)
    assert any(one.tell_costs for one in people_of_the_ruling(demo))
