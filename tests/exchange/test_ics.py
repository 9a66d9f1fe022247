"""A week as iCalendar (RFC 5545), read back by the rules of the standard."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.domain.week import TimeSlot, Weekday
from meedoenbalie.exchange.ics import Recurring, calendar

MADE_ON = date(2026, 11, 24)
MONDAY = date(2026, 12, 7)


def a_week(written: str = "ma 13:00-15:00 + wo 13:00-15:30", **values: Any) -> Recurring:
    usual: dict[str, Any] = {
        "uid": "3f2a9c1e",
        "title": "Samen in de buurt",
        "place": "Lindestraat 12, Dijkhorst",
        "slots": parse_schedule(written).slots,
        "first": MONDAY,
    }
    return Recurring(**usual | values)


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar, by name of the property."""
    unfolded = text.replace("\r\n ", "")
    found = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", unfolded, re.DOTALL)
    return [dict(line.split(":", 1) for line in event.splitlines()) for event in found]


def test_a_week_is_one_event_for_each_time_of_the_day() -> None:
    assert calendar([a_week("di+do 09:30-12:00", last=date(2027, 1, 31))], MADE_ON) == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//Meedoenbalie//NL\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:3f2a9c1e-1\r\n"
        "DTSTAMP:20261124T000000Z\r\n"
        "DTSTART:20261208T093000\r\n"
        "DURATION:PT150M\r\n"
        "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=16\r\n"
        "SUMMARY:Samen in de buurt\r\n"
        "LOCATION:Lindestraat 12\\, Dijkhorst\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_events_of_one_week_have_names_of_their_own() -> None:
    made = events(calendar([a_week(), a_week(uid="77aa00bb")], MADE_ON))
    assert len({event["UID"] for event in made}) == 4


def test_without_an_end_it_goes_on() -> None:
    assert "COUNT" not in calendar([a_week()], MADE_ON)


def test_a_week_that_is_over_before_its_first_day_has_no_events() -> None:
    assert events(calendar([a_week(last=MONDAY - timedelta(1))], MADE_ON)) == []


def test_signs_with_a_meaning_are_escaped_and_lines_never_break_in_two() -> None:
    (event, _other) = events(
        calendar([a_week(title="Koken; eten,\nen \\ afwas", place="")], MADE_ON)
    )
    assert event["SUMMARY"] == "Koken\\; eten\\, en \\\\ afwas"
    assert "LOCATION" not in event


def test_long_lines_are_folded_and_never_within_a_letter() -> None:
    title = "ብሓባር ኣብ ከባቢና " * 6
    text = calendar([a_week(title=title)], MADE_ON)
    lines = text.encode("utf-8").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)
    assert events(text)[0]["SUMMARY"] == title.strip()


def test_a_slot_until_midnight_ends_there() -> None:
    late = (TimeSlot(day=Weekday.FRIDAY, start=23 * 60, end=24 * 60),)
    (event,) = events(calendar([a_week(slots=late)], MADE_ON))
    assert (event["DTSTART"], event["DURATION"]) == ("20261211T230000", "PT60M")


def read_back(event: dict[str, str]) -> set[tuple[datetime, int]]:
    """When an event takes place (RFC 5545, 3.8.5.3, for what a week needs of it)."""
    start = datetime.fromisoformat(event["DTSTART"])
    rule = dict(part.split("=") for part in event["RRULE"].split(";"))
    codes = list(Weekday)
    days = [codes.index(Weekday(day)) for day in rule.get("BYDAY", "").split(",") if day]
    days = days or [start.weekday()]
    monday = start.date() - timedelta(start.weekday())
    minutes = int(event["DURATION"][2:-1])
    found: list[tuple[datetime, int]] = []
    for week in range(0, 400, int(rule.get("INTERVAL", "1"))):
        for day in days:
            at = datetime.combine(monday + timedelta(weeks=week, days=day), start.time())
            if at >= start:
                found.append((at, minutes))
    return set(sorted(found)[: int(rule["COUNT"])])


@given(
    days=st.dictionaries(st.sampled_from(list(Weekday)), st.integers(0, 3), min_size=1),
    first=st.integers(0, 6),
    weeks=st.integers(0, 60),
    interval=st.integers(1, 3),
)
def test_read_back_it_takes_place_on_exactly_those_days(
    days: dict[Weekday, int], first: int, weeks: int, interval: int
) -> None:
    begins = MONDAY + timedelta(first)
    last = begins + timedelta(days=weeks * 3)
    slots = tuple(
        TimeSlot(day=day, start=540 + hour * 60, end=600 + hour * 60) for day, hour in days.items()
    )
    week = a_week(slots=slots, first=begins, last=last, interval_weeks=interval)
    found = [one for event in events(calendar([week], MADE_ON)) for one in read_back(event)]
    expected = {
        (datetime.combine(day, time(slot.start // 60)), slot.minutes)
        for slot in slots
        for day in (begins + timedelta(n) for n in range((last - begins).days + 1))
        if day.weekday() == slot.day.number and (day - MONDAY).days // 7 % interval == 0
    }
    assert len(found) == len(set(found))
    assert set(found) == expected
