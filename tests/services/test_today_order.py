"""What cannot wait comes first, and what was put off comes back on its day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind, Reason
from meedoenbalie.services import consents, follow_ups, registration, rights
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.follow_ups import About
from meedoenbalie.services.worklist import TaskKind, worklist
from tests.opened_desk import TODAY
from tests.services.test_worklist import Past

DAY = timedelta(days=1)


@pytest.fixture
def past(desk: Desk, site: Site) -> Past:
    return Past(desk, site)


def at(desk: Desk, day: date) -> Desk:
    return replace(desk, clock=fixed_clock(day))


def test_late_comes_before_today_and_today_before_what_comes(desk: Desk, past: Past) -> None:
    offer = past.offer()
    told = past.sent(past.resident("Filmon"), offer, 9)
    past.then(told, EventKind.DECLINED, 1, reason=Reason.FULL)
    past.drafted(past.resident("Emre"), offer, 3)
    zahra = past.resident("Zahra")
    rights.access_asked(past.ago(10), zahra.id)
    follow_ups.plan(desk, "vandaag", TODAY, resident_id=zahra.id)
    follow_ups.plan(desk, "te laat", TODAY - 2 * DAY, resident_id=zahra.id)
    follow_ups.plan(desk, "morgen", TODAY + DAY, resident_id=zahra.id)
    tasks = worklist(desk).tasks
    assert [task.kind for task in tasks] == [
        TaskKind.FOLLOW_UP,
        TaskKind.FOLLOW_UP,
        TaskKind.TELL,
        TaskKind.DRAFT,
        TaskKind.ACCESS,
    ]
    texts = [task.follow_up.follow_up.text for task in tasks if task.follow_up]
    assert texts == ["te laat", "vandaag"]
    assert tasks[-1].due == date(2026, 3, 20)
    assert worklist(desk).asks == 5


def test_a_request_to_see_data_climbs_above_all_of_its_day(desk: Desk, past: Past) -> None:
    zahra = past.resident("Zahra")
    rights.access_asked(past.ago(28), zahra.id)
    follow_ups.plan(desk, "vandaag", TODAY, resident_id=zahra.id)
    assert [task.kind for task in worklist(desk).tasks] == [TaskKind.ACCESS, TaskKind.FOLLOW_UP]


def test_a_provider_that_must_hear_of_a_no_comes_before_the_rest_of_today(
    desk: Desk, past: Past
) -> None:
    offer, hodan = past.offer(), past.resident("Hodan")
    past.sent(hodan, offer, 2)
    follow_ups.plan(desk, "vandaag", TODAY, resident_id=hodan.id)
    consents.record_consent(desk, hodan.id, offer.provider_id, ConsentAnswer.NO)
    kinds = [task.kind for task in worklist(desk).tasks]
    assert kinds == [TaskKind.WITHDRAWN, TaskKind.FOLLOW_UP]


def test_what_was_snoozed_or_done_waits_or_goes(desk: Desk, past: Past) -> None:
    one = follow_ups.plan(desk, "bel", TODAY - DAY, resident_id=past.resident().id).result
    later = follow_ups.snooze(desk, one.id, one.version, TODAY + DAY).result
    assert worklist(desk).tasks == ()
    (task,) = worklist(at(desk, TODAY + 3 * DAY)).tasks
    assert task.due == TODAY + DAY
    follow_ups.do(desk, one.id, later.version)
    assert worklist(at(desk, TODAY + 3 * DAY)).tasks == ()


def test_any_line_can_be_put_off_and_comes_back_by_itself(desk: Desk, past: Past) -> None:
    offer = past.offer(places=3, places_confirmed_on=TODAY - 30 * DAY)
    silent = past.sent(past.resident("Hodan"), offer, 15)
    new = past.resident("Semhar")
    until = TODAY + 7 * DAY
    for about in (
        About(referral_id=silent.id),
        About(offer_id=offer.id),
        About(resident_id=new.id),
    ):
        follow_ups.put_off(desk, about, until)
    work = worklist(desk)
    assert (work.unanswered, work.stale_places, work.unspoken, work.tasks) == ((), (), (), ())
    again = worklist(at(desk, until))
    assert len(again.unanswered) == len(again.stale_places) == len(again.unspoken) == 1
    assert again.tasks == ()


def test_putting_a_line_off_once_more_moves_it_and_leaves_one_record(
    desk: Desk, past: Past
) -> None:
    about = About(resident_id=past.resident("Semhar").id)
    first = follow_ups.put_off(desk, about, TODAY + DAY).result
    second = follow_ups.put_off(desk, about, TODAY + 2 * DAY).result
    assert (second.id, second.due_on) == (first.id, TODAY + 2 * DAY)
    with pytest.raises(ValueError, match="day_has_come"):
        follow_ups.put_off(desk, about, TODAY)


def test_only_who_may_erase_is_told_what_is_due(desk: Desk, past: Past) -> None:
    leaver = past.resident("Vertrokken")
    registration.change_resident(desk, leaver.id, leaver.version, departed_on=TODAY - 300 * DAY)
    (task,) = worklist(desk).tasks
    assert (task.kind, task.number) == (TaskKind.ERASE, 1)
    desk_only = replace(desk, user=desk.user.changed(roles=("balie",)))
    assert worklist(desk_only).tasks == ()


def test_another_site_does_not_see_it(desk: Desk, past: Past) -> None:
    other = registration.add_site(desk, "KLD", "azc Kolderveen").result
    follow_ups.plan(desk, "sleutel halen", TODAY, site_id=other.id)
    follow_ups.plan(desk, "bel", TODAY, resident_id=past.resident().id)
    assert len(worklist(desk, other.id).tasks) == 1
    assert len(worklist(desk).tasks) == 2
