"""The accepted week goes to a phone or on paper, in the own language and without anybody's name."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from meedoenbalie.domain.lesson_days import Lesson, SchoolRegion
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.services import catalogue, referring, registration
from meedoenbalie.services.accepted_week import NoWeek, accepted_week, export_week, print_week
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.timetables import add_lesson_day, cancel_lesson
from tests.opened_desk import TODAY
from tests.reports.pdf_tags import read_tags

WEDNESDAY = date(2026, 4, 15)


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return registration.register_resident(
        desk, site.id, given_name="Semhar", family_name="Tesfay", preferred_language="tir"
    ).result


def add(desk: Desk, code: str, written: str, **values: Any) -> Offer:
    usual = {"kind": OfferKind.LANGUAGE_COURSE, "title": f"Taal {code}"}
    return catalogue.add_offer(
        desk, "Taalhuis", **{"code": code, "schedule": parse_schedule(written), **usual, **values}
    ).result


def take_part(desk: Desk, who: Resident, offer: Offer, *then: EventKind) -> None:
    referral = referring.prepare_referral(desk, who.id, offer.id).result.referral
    consent = {"consent_on": TODAY, "receiver": "Anouk Jansen"}
    for kind in (EventKind.SENT, *then):
        values: dict[str, Any] = consent if kind is EventKind.SENT else {}
        referring.record_event(desk, referral.id, kind, **values)


def test_only_where_somebody_was_accepted_or_takes_part_counts(
    desk: Desk, site: Site, semhar: Resident
) -> None:
    omar = registration.register_resident(desk, site.id, given_name="Omar").result
    accepted, started, waiting, stopped, others = (
        add(desk, f"T0{number}", "wo 10-12", start_dates=(WEDNESDAY,)) for number in range(5)
    )
    take_part(desk, semhar, accepted, EventKind.ACCEPTED)
    take_part(desk, semhar, started, EventKind.ACCEPTED, EventKind.STARTED)
    take_part(desk, semhar, waiting)
    take_part(desk, semhar, stopped, EventKind.ACCEPTED, EventKind.STARTED, EventKind.STOPPED)
    take_part(desk, omar, others, EventKind.ACCEPTED)
    assert [one.offer.code for one in accepted_week(desk, semhar.id)] == ["T00", "T01"]


def test_the_calendar_has_the_lessons_with_holidays_and_exceptions(
    desk: Desk, semhar: Resident, tmp_path: Path
) -> None:
    offer = add(
        desk,
        "T01",
        "wo 10-12",
        start_dates=(WEDNESDAY,),
        weeks=6,
        holiday_region=SchoolRegion.NORTH,
        address="Kerkplein 4",
    )
    cancel_lesson(desk, offer.id, Lesson(on=date(2026, 5, 6), start=600, end=720))
    add_lesson_day(desk, offer.id, Lesson(on=date(2026, 5, 8), start=600, end=720))
    take_part(desk, semhar, offer, EventKind.ACCEPTED)
    out = tmp_path / "week.ics"
    assert export_week(desk, semhar.id, out) == 1
    text = out.read_text(encoding="utf-8")
    rule = [
        line
        for line in text.splitlines()
        if line.startswith(("DTSTART", "RRULE", "RDATE", "EXDATE"))
    ]
    days = [f"{moment:%d-%m}" for moment in rrulestr("\n".join(rule), forceset=True)]
    assert days == ["15-04", "22-04", "08-05", "13-05", "20-05"]
    assert "LOCATION:Kerkplein 4" in text
    assert "Semhar" not in text


def test_what_is_not_certain_is_not_in_a_calendar(
    desk: Desk, semhar: Resident, tmp_path: Path
) -> None:
    with pytest.raises(NoWeek):
        print_week(desk, semhar.id, tmp_path / "week.pdf")
    take_part(
        desk, semhar, add(desk, "T01", "di avond", continuous_intake=True), EventKind.ACCEPTED
    )
    out = tmp_path / "week.ics"
    with pytest.raises(NoWeek):
        export_week(desk, semhar.id, out)
    assert not out.exists()


@pytest.mark.parametrize(("language", "tag"), [("", "ti"), ("ar", "ar"), ("nl", "nl")])
def test_the_picture_week_is_tagged_in_the_own_language_and_names_nobody(
    desk: Desk, semhar: Resident, tmp_path: Path, language: str, tag: str
) -> None:
    cooking = add(
        desk,
        "M01",
        "di+do 13:00-16:00",
        title="Samen koken",
        kind=OfferKind.MDT_TRAJECT,
        start_dates=(TODAY + timedelta(8),),
    )
    evening = add(desk, "T01", "di avond", continuous_intake=True)
    for offer in (cooking, evening):
        take_part(desk, semhar, offer, EventKind.ACCEPTED)
    out = tmp_path / "week.pdf"
    assert print_week(desk, semhar.id, out, language) == tag
    read = read_tags(out.read_bytes())
    assert (read.lang, read.part, read.marked, read.from_right) == (tag, "1", True, tag == "ar")
    pictures = [one.alt for one in read.of("Figure")]
    assert pictures.count("Samen koken") == 2
    assert pictures.count("Taal T01") == 1
    with desk.read() as reader:
        from meedoenbalie.storage.erasure import looks_at

        looked = [look.action for look in looks_at(reader, semhar.id)]
    assert looked == ["print_week"]
