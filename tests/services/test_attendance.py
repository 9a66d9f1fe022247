"""Hours after the start: noted week by week against the schedule, and gone with the person."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from meedoenbalie.domain.attendance import Absence, Attendance, HoursMade, hours_made
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.lesson_days import Lesson
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Outcome, PlannedActivities, Referral
from meedoenbalie.services import changes, erasing, inzage, merging, timetables, undoing
from meedoenbalie.services.attendance import CannotNote, note_hours, take_away_hours, weeks_of
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import Refused, record_event
from meedoenbalie.services.registration import dossier
from tests.opened_desk import TODAY
from tests.ui.pages.making import add_offer, add_resident, days_ago, refer

WEEK = IsoWeek.of(TODAY)
STARTED = 20
"""Days ago: Tuesday of week 7."""


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(desk, "M01", "Techniek", "ma 13:00-17:00", hours_total=80)


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    return add_resident(desk, site)


def begun(desk: Desk, resident: Resident, offer: Offer) -> Referral:
    referral = refer(desk, resident, offer, days=30)
    for days, kind in ((28, EventKind.ACCEPTED), (STARTED, EventKind.STARTED)):
        record_event(days_ago(desk, days), referral.id, kind)
    return referral


@pytest.fixture
def referral(desk: Desk, resident: Resident, offer: Offer) -> Referral:
    return begun(desk, resident, offer)


def noted(desk: Desk) -> list[Attendance]:
    with desk.read() as reader:
        return reader.find(Attendance, order_by="week")


def test_the_agreed_hours_of_each_week_follow_from_the_schedule(
    desk: Desk, offer: Offer, referral: Referral
) -> None:
    assert [(str(one.week), one.agreed) for one in weeks_of(desk, referral.id)] == [
        ("2026-W10", 240),
        ("2026-W09", 240),
        ("2026-W08", 240),
        # Started on a Tuesday: the Monday of that week doesn't count.
        ("2026-W07", 0),
    ]
    # A lesson that is called off isn't asked of anybody.
    off = Lesson(on=TODAY, start=13 * 60, end=17 * 60)
    timetables.cancel_lesson(desk, offer.id, off)
    assert weeks_of(desk, referral.id)[0].agreed == 0


def test_where_the_days_are_not_certain_the_mean_load_of_a_week_is_agreed(
    desk: Desk, resident: Resident
) -> None:
    flexible = add_offer(desk, "M02", "Koken", "flexibel, 6 uur per week")
    assert weeks_of(desk, begun(desk, resident, flexible).id)[0].agreed == 360


def test_noting_a_week_anew_changes_it_and_each_step_can_be_undone(
    desk: Desk, referral: Referral
) -> None:
    done = note_hours(desk, referral.id, WEEK, 240, 240)
    assert done.changed == {"attendance"}
    assert (done.result.noted_by, done.result.noted_on) == (desk.user.name, TODAY)
    note_hours(desk, referral.id, WEEK, 0, 240, Absence.NOTIFIED)
    assert [(one.made_minutes, one.absence) for one in noted(desk)] == [(0, Absence.NOTIFIED)]
    undoing.undo(desk)
    assert [(one.made_minutes, one.absence) for one in noted(desk)] == [(240, None)]
    take_away_hours(desk, noted(desk)[0].id)
    assert noted(desk) == []
    undoing.undo(desk)
    assert [one.made_minutes for one in noted(desk)] == [240]


def test_hours_belong_to_weeks_of_taking_part(
    desk: Desk, resident: Resident, offer: Offer, referral: Referral
) -> None:
    def code(week: IsoWeek, about: Referral = referral) -> str:
        with pytest.raises(CannotNote) as refused:
            note_hours(desk, about.id, week, 60)
        return refused.value.code

    assert code(IsoWeek.of(TODAY + timedelta(weeks=1))) == "week_ahead"
    assert code(WEEK.earlier(4)) == "week_before_start"
    waiting = refer(desk, resident, offer)
    assert code(WEEK, waiting) == "not_started"
    assert weeks_of(desk, waiting.id) == ()
    record_event(days_ago(desk, 7), referral.id, EventKind.STOPPED)
    assert code(WEEK) == "week_after_end"
    assert weeks_of(desk, referral.id)[0].week == WEEK.earlier(1)
    # What became known after the end is noted yet.
    note_hours(desk, referral.id, WEEK.earlier(1), 120, 240)
    assert len(noted(desk)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"made_minutes": 7 * 24 * 60 + 1},
        {"made_minutes": -1},
        {"made_minutes": 240, "agreed_minutes": 240, "absence": Absence.NOTIFIED},
        {"made_minutes": 60, "absence": Absence.NOT_NOTIFIED},
        {"made_minutes": 60, "noted_by": "111222333"},
        {"made_minutes": 60, "week": "2025-W53"},
    ],
)
def test_what_no_week_can_hold_is_refused(referral: Referral, wrong: dict[str, Any]) -> None:
    usual = {"referral_id": referral.id, "week": "2026-W10", "noted_on": TODAY}
    with pytest.raises(ValidationError):
        Attendance.model_validate({**usual, **wrong})


def test_the_total_is_made_against_the_hours_of_the_offer(
    desk: Desk, resident: Resident, offer: Offer, referral: Referral
) -> None:
    for weeks, made in enumerate((240, 180, 240)):
        note_hours(desk, referral.id, WEEK.earlier(weeks), made, 240)
    item = dossier(desk, resident.id).referrals[0]
    assert [one.week for one in item.attendance] == ["2026-W08", "2026-W09", "2026-W10"]
    total = hours_made(item.attendance, offer)
    assert (total, total.enough) == (HoursMade(660, 4800), False)
    assert hours_made(item.attendance, offer.changed(hours_total=11)).enough
    assert hours_made(item.attendance, offer.changed(hours_total=None)).enough is None


def test_the_end_of_an_mdt_traject_records_whether_its_activities_are_done(
    desk: Desk, resident: Resident, referral: Referral
) -> None:
    with pytest.raises(Refused, match="activities_not_at_end"):
        record_event(desk, referral.id, EventKind.PAUSED, activities=PlannedActivities.DONE)
    # Too few hours warn in the window; what the provider said is recorded all the same.
    event = record_event(
        desk,
        referral.id,
        EventKind.COMPLETED,
        outcome=Outcome.REACHED,
        activities=PlannedActivities.NOT_ALL,
    ).result
    assert event.activities is PlannedActivities.NOT_ALL
    words = [item.value for item in _part(desk, resident, "referrals")]
    assert any("niet alle activiteiten gedaan" in text for text in words)


def _part(desk: Desk, resident: Resident, key: str) -> tuple[inzage.Item, ...]:
    parts = inzage.parts_of_inzage(inzage.held_about(desk, resident.id))
    return next(part.items for part in parts if part.key == key)


def test_hours_are_shown_on_request_and_in_the_history(
    desk: Desk, resident: Resident, referral: Referral
) -> None:
    note_hours(desk, referral.id, WEEK, 150, 240, Absence.NOT_NOTIFIED)
    (item,) = _part(desk, resident, "attendance")
    assert item.label == "Techniek, week 10 van 2026"
    assert item.value == f"2 u 30 van 4 u · niet afgemeld · {desk.user.name}, 02-03-2026"
    told = inzage.as_json(inzage.held_about(desk, resident.id))
    assert told["referrals"][0]["attendance"][0]["made_minutes"] == 150
    for found in (
        changes.referral_changes(desk, referral.id)[0],
        changes.resident_changes(desk, resident.id)[0],
    ):
        assert (found.what, found.record) == ("uren genoteerd", "uren in een week")
        told_fields = {one.label: one.new for one in found.fields}
        assert told_fields["Gemaakte uren"] == "2 u 30"
        assert told_fields["Afgemeld"] == "niet afgemeld"


def test_hours_go_along_with_a_double_and_are_erased_with_the_person(
    desk: Desk, site: Site, resident: Resident, referral: Referral
) -> None:
    note_hours(desk, referral.id, WEEK, 240, 240)
    kept = add_resident(desk, site, "Semhar T")
    merging.merge(desk, kept.id, resident.id)
    assert [one.made_minutes for one in dossier(desk, kept.id).referrals[0].attendance] == [240]
    erasing.erase(desk, kept.id)
    assert noted(desk) == []
