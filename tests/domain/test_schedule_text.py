"""Week schedules in the words of desks and providers."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.schedule_text import (
    LONGEST_TEXT,
    ScheduleError,
    parse_availability,
    parse_commitments,
    parse_schedule,
)
from meedoenbalie.domain.week import (
    MINUTES_A_DAY,
    Daypart,
    FreeDaypart,
    ScheduleKind,
    TimeSlot,
    Weekday,
    WeekSchedule,
)
from meedoenbalie.domain.week_words import DaypartTimes
from meedoenbalie.i18n import Language, formats, set_language


def brief(slots: tuple[TimeSlot, ...]) -> str:
    return " ".join(
        f"{s.day}{s.start // 60:02d}{s.start % 60:02d}-{s.end // 60:02d}{s.end % 60:02d}"
        for s in slots
    )


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("ma+wo 09:30-12:00", "MO0930-1200 WE0930-1200"),
        ("za 10-13u", "SA1000-1300"),
        ("ma t/m do 13.00-15.30", "MO1300-1530 TU1300-1530 WE1300-1530 TH1300-1530"),
        ("dinsdag en donderdag 19:00–21:00", "TU1900-2100 TH1900-2100"),
        ("wo 09.00 - 12.00 / vr 13.00 - 16.00", "WE0900-1200 FR1300-1600"),
        ("ma 9u30 tot 12u", "MO0930-1200"),
        ("di+do 14-16u30", "TU1400-1630 TH1400-1630"),
        ("vr 0930-1230", "FR0930-1230"),
        ("di,do:0900-1000", "TU0900-1000 TH0900-1000"),
        ("wo-vr 10:00-12:30", "WE1000-1230 TH1000-1230 FR1000-1230"),
        ("di 10.00-12.00 en 13.00-15.00", "TU1000-1200 TU1300-1500"),
        ("elke vrijdag 9.00–11.30 uur", "FR0900-1130"),
        ("wekelijks wo 13:00 tot 15:00", "WE1300-1500"),
        ("di\u00a0 14:00\u00a0\u2014\u00a016:00", "TU1400-1600"),
        ("Mon–Tue 9am-12pm", "MO0900-1200 TU0900-1200"),
        ("Thursdays 2-4.30 pm", "TH1400-1630"),
        ("10:00-12:00 ma en wo, 13:00-15:00 do", "MO1000-1200 WE1000-1200 TH1300-1500"),
        ("werkdagen behalve wo 9-12", "MO0900-1200 TU0900-1200 TH0900-1200 FR0900-1200"),
        ("van 9 tot 12 uur op maandag", "MO0900-1200"),
        ("tussen 13 en 15 uur op di", "TU1300-1500"),
        ("half 10 - 12 uur di", "TU0930-1200"),
        ("vr t/m zo 10-12", "FR1000-1200 SA1000-1200 SU1000-1200"),
        ("di 19:00 (2 uur)", "TU1900-2100"),
        ("maandagmiddag 2-4", "MO1400-1600"),
        ("start 3 maart 2026, ma 10-12", "MO1000-1200"),
        ("3-3-2026 t/m 2-6-2026, di 9-11, max 4-6 personen", "TU0900-1100"),
        ("schooljaar 2025-2026, 25-30 uur totaal: ma 10-12", "MO1000-1200"),
        ("zo spoedig mogelijk, wo 10-12", "WE1000-1200"),
        ("maandagochtend 09:00-12:00 en do 09:00-12:00", "MO0900-1200 TH0900-1200"),
        ("ma-wo-vr 10:00-12:00", "MO1000-1200 WE1000-1200 FR1000-1200"),
        ("ma - di - do 10-12", "MO1000-1200 TU1000-1200 TH1000-1200"),
        ("di 19.30 uur tot 21.00 uur, wekelijks", "TU1930-2100"),
        ("Ma. en Wo. van 9.30 uur tot 12.00 uur", "MO0930-1200 WE0930-1200"),
        ("ma ’s avonds 19-21", "MO1900-2100"),
    ],
)
def test_days_and_times_are_read_as_people_write_them(text: str, slots: str) -> None:
    schedule = parse_schedule(text)
    assert brief(schedule.slots) == slots
    assert schedule.kind is ScheduleKind.FIXED
    assert schedule.weekly_minutes == sum(slot.minutes for slot in schedule.slots)
    assert not schedule.approximate
    assert schedule.text == text


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("di avond", "TU1900-2130"),
        ("vrijdagmiddag", "FR1300-1700"),
        ("ma/wo ochtend", "MO0900-1200 WE0900-1200"),
        ("dinsdag- en donderdagochtend", "TU0900-1200 TH0900-1200"),
        ("ma 's avonds", "MO1900-2130"),
        ("za hele dag", "SA0900-1200 SA1300-1700"),
    ],
)
def test_dayparts_without_times_are_filled_in_and_marked_approximate(text: str, slots: str) -> None:
    schedule = parse_schedule(text)
    assert brief(schedule.slots) == slots
    assert schedule.approximate


def test_the_times_of_dayparts_come_from_configuration() -> None:
    schedule = parse_schedule("di avond", DaypartTimes(evening=(18 * 60, 20 * 60)))
    assert brief(schedule.slots) == "TU1800-2000"


@pytest.mark.parametrize(
    ("text", "kind", "weekly", "at_least", "dayparts"),
    [
        ("flexibel, 8 uur/week", ScheduleKind.FLEXIBLE, 480, 480, None),
        ("flexibel 4-6 uur per week", ScheduleKind.FLEXIBLE, 360, 240, None),
        ("online, eigen tempo, ± 3 u/w", ScheduleKind.FLEXIBLE, 180, 180, None),
        ("2 x 2 uur per week, in overleg", ScheduleKind.FLEXIBLE, 240, 240, None),
        ("ma t/m vr tussen 9 en 17, flexibel 8 uur p/w", ScheduleKind.FLEXIBLE, 480, 480, None),
        ("2x per week 2 uur", ScheduleKind.UNKNOWN, 240, 240, None),
        ("twee keer per week anderhalf uur", ScheduleKind.UNKNOWN, 180, 180, None),
        ("ma en wo, 4 uur per week", ScheduleKind.UNKNOWN, 240, 240, None),
        ("8 uur per maand", ScheduleKind.UNKNOWN, 111, 111, None),
        ("2 dagdelen per week, in overleg", ScheduleKind.UNKNOWN, None, None, 2),
        ("n.o.t.k.", ScheduleKind.UNKNOWN, None, None, None),
        ("di 10-12, do", ScheduleKind.UNKNOWN, None, None, None),
        ("vanaf 19:00 op di", ScheduleKind.UNKNOWN, None, None, None),
        ("", ScheduleKind.UNKNOWN, None, None, None),
    ],
)
def test_what_is_not_told_stays_unknown(
    text: str, kind: ScheduleKind, weekly: int | None, at_least: int | None, dayparts: int | None
) -> None:
    schedule = parse_schedule(text)
    assert (schedule.kind, schedule.slots) == (kind, ())
    assert (schedule.weekly_minutes, schedule.weekly_minutes_min) == (weekly, at_least)
    assert schedule.dayparts == dayparts


@pytest.mark.parametrize(
    ("text", "weekly", "interval", "monthly"),
    [
        ("elke 2 weken za 10:00-16:00", 180, 2, False),
        ("om de week ma 10-12", 60, 2, False),
        ("1x per 14 dagen vr 10-12", 60, 2, False),
        ("wo oneven weken 10-12", 60, 2, False),
        ("every other week Sat 10:00-16:00", 180, 2, False),
        ("driewekelijks za 10-16", 120, 3, False),
        ("1e dinsdag van de maand 19:00-21:00", 28, 1, True),
        ("elke 1e en 3e dinsdag van de maand, 10.00-12.00", 55, 1, True),
        ("2x per maand wo 10-12", 55, 1, True),
    ],
)
def test_the_weekly_load_is_a_mean(text: str, weekly: int, interval: int, monthly: bool) -> None:
    schedule = parse_schedule(text)
    assert (schedule.weekly_minutes, schedule.interval_weeks) == (weekly, interval)
    assert schedule.monthly is monthly


def test_or_means_a_choice_that_counts_with_its_longest() -> None:
    schedule = parse_schedule("ma of wo 10-12")
    assert [brief(choice) for choice in schedule.alternatives] == ["MO1000-1200", "WE1000-1200"]
    assert schedule.weekly_minutes == 120
    other = parse_schedule("ma 9-12 of 13-15")
    assert [brief(choice) for choice in other.choices] == ["MO0900-1200", "MO1300-1500"]
    assert other.weekly_minutes == 180


def test_online_is_noticed() -> None:
    schedule = parse_schedule("do 18.30-20.30 (online) + za 10.00-12.00")
    assert schedule.online
    assert schedule.weekly_minutes == 240


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ma 14:00-12:00", "end_before_start"),
        ("ma 10-10", "end_before_start"),
        ("ma 25:00-26:00", "impossible_time"),
        ("ma 10:75-11:00", "impossible_time"),
        ("ma 23:30 (2 uur)", "impossible_time"),
        ("x" * (LONGEST_TEXT + 1), "too_long"),
    ],
)
def test_times_that_cannot_be_are_refused(text: str, code: str) -> None:
    with pytest.raises(ScheduleError) as refused:
        parse_schedule(text)
    assert refused.value.code == code


def test_appointments_keep_what_they_are_for() -> None:
    read = parse_commitments("TU 10:00-11:30 taalles|do 9.30-10.30 gesprek COA; za avond Voetbal")
    assert [(brief((c,)), c.label) for c in read] == [
        ("TU1000-1130", "taalles"),
        ("TH0930-1030", "gesprek COA"),
        ("SA1900-2130", "Voetbal"),
    ]


def test_what_stands_behind_the_times_is_never_read_as_a_time() -> None:
    (only,) = parse_commitments("di 10-11 fysio - knie (zo nodig 2-3 keer)")
    assert (brief((only,)), only.label) == ("TU1000-1100", "fysio - knie (zo nodig 2-3 keer)")


def test_one_line_can_hold_more_appointments() -> None:
    read = parse_commitments("ma+wo 10-12 les, elke do 9-10 en 13-14 arts")
    assert [(brief((c,)), c.label) for c in read] == [
        ("MO1000-1200", "les"),
        ("WE1000-1200", "les"),
        ("TH0900-1000", "arts"),
        ("TH1300-1400", "arts"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MO 25:00-26:00 les", "impossible_time"),
        ("WE 10:00-10:00 les", "end_before_start"),
        ("XX 09:00-10:00 les", "unreadable"),
        ("taalles", "unreadable"),
    ],
)
def test_appointments_that_cannot_be_are_refused(text: str, code: str) -> None:
    with pytest.raises(ScheduleError) as refused:
        parse_commitments(text)
    assert refused.value.code == code


def test_free_times_count_as_dayparts() -> None:
    read = parse_availability("MO 09:00-12:00|WE 13:00-17:00, za hele dag; zo 10:00-10:30")
    assert read == (
        FreeDaypart(day=Weekday.MONDAY, daypart=Daypart.MORNING),
        FreeDaypart(day=Weekday.WEDNESDAY, daypart=Daypart.AFTERNOON),
        FreeDaypart(day=Weekday.SATURDAY, daypart=Daypart.MORNING),
        FreeDaypart(day=Weekday.SATURDAY, daypart=Daypart.AFTERNOON),
        FreeDaypart(day=Weekday.SUNDAY, daypart=Daypart.MORNING),
    )
    with pytest.raises(ScheduleError, match="unreadable"):
        parse_availability("misschien")


def fitting(day: Weekday, start: int, length: int) -> TimeSlot:
    return TimeSlot(day=day, start=start, end=min(start + length, MINUTES_A_DAY))


some_slots = st.lists(
    st.builds(
        fitting,
        st.sampled_from(Weekday),
        st.integers(0, MINUTES_A_DAY // 5 - 1).map(lambda n: n * 5),
        st.integers(1, 60).map(lambda n: n * 5),
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


@given(some_slots, st.sampled_from(["nl", "en"]))
def test_a_written_schedule_reads_back_the_same(written: list[TimeSlot], code: Language) -> None:
    set_language(code)
    try:
        text = formats.slots(tuple(written))
    finally:
        set_language("nl")
    assert set(parse_schedule(text).slots) == set(written)


VOCABULARY = (
    "ma di- wo. do vr za zo t/m tot - – en of + / , behalve elke 2 weken om de week 1e maand van "
    "9 9:30 10.00 14u 16u30 0930 25:00 half uur per p/w dagdelen ochtend avond hele dag 's "
    "flexibel online ± 4-6 8,5 x keer anderhalf wekelijks 2 pm am tussen ( ) 3-3-2026 mon weekend"
)
words = st.lists(st.sampled_from(VOCABULARY.split()), max_size=14).map(" ".join)


@given(st.text(max_size=200) | words)
def test_no_text_brings_the_reader_down(text: str) -> None:
    for parse in (parse_schedule, parse_commitments, parse_availability):
        with suppress(ScheduleError):
            read = parse(text)
            if isinstance(read, WeekSchedule) and read.kind is ScheduleKind.FIXED:
                assert read.choices
                assert read.weekly_minutes is not None
