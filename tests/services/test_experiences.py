"""Experiences: asked at three moments, kept without words or health, counted without persons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from meedoenbalie.domain.experiences import TIME_TO_ASK, moments_of
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.domain.referrals import EventKind, Referral
from meedoenbalie.services import changes, erasing, follow_ups, inzage, merging, rights, undoing
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.experience_figures import Answered, experience_figures
from meedoenbalie.services.experiences import (
    CannotAsk,
    Experience,
    Feeling,
    Hard,
    Helps,
    Moment,
    Said,
    Way,
    make_experience_sheet,
    moments,
    record_experience,
    take_away_experience,
)
from meedoenbalie.services.funnel import last_year
from meedoenbalie.services.referring import record_event
from meedoenbalie.services.worklist import TaskKind, worklist
from tests.opened_desk import TODAY
from tests.ui.pages.making import add_offer, add_resident, days_ago, refer

GLAD = Said(Feeling.GOOD, (Helps.DUTCH, Helps.OTHERS), (Hard.TRAVEL,))

Begin = Callable[..., Referral]


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(desk, "M01", "Techniek", "ma 13:00-17:00", weeks=12)


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    return add_resident(desk, site)


@pytest.fixture
def begin(desk: Desk, resident: Resident, offer: Offer) -> Begin:
    def begun(ago: int, who: Resident = resident) -> Referral:
        referral = refer(desk, who, offer, days=ago + 10)
        for days, kind in ((ago + 5, EventKind.ACCEPTED), (ago, EventKind.STARTED)):
            record_event(days_ago(desk, days), referral.id, kind)
        return referral

    return begun


def say(
    desk: Desk, referral: Referral, said: Said = GLAD, moment: Moment = Moment.START
) -> Experience:
    return record_experience(desk, referral.id, moment, said, "tir", Way.SCREEN).result


def kept(desk: Desk) -> list[Experience]:
    with desk.read() as reader:
        return reader.find(Experience)


def to_ask(desk: Desk) -> list[tuple[Moment | None, date]]:
    tasks = worklist(desk).tasks
    return [(one.moment, one.due) for one in tasks if one.kind is TaskKind.EXPERIENCE]


def test_the_moments_follow_from_the_start_the_weeks_of_the_offer_and_the_end() -> None:
    start = date(2026, 1, 5)
    first, middle = moments_of(start, None, 12)
    assert (first.moment, first.from_on, first.by) == (
        Moment.START,
        date(2026, 1, 12),
        date(2026, 1, 26),
    )
    assert (middle.moment, middle.from_on) == (Moment.HALFWAY, date(2026, 2, 16))
    ended = moments_of(start, date(2026, 3, 30), 12)
    assert [one.moment for one in ended] == list(Moment)
    assert ended[-1].from_on == date(2026, 3, 30)
    # What is short has no middle, and what lasted some days is only asked at its end.
    assert [one.moment for one in moments_of(start, None, 4)] == [Moment.START]
    assert [one.moment for one in moments_of(start, date(2026, 1, 8), 12)] == [Moment.END]
    assert moments_of(None, None, 12) == ()


@settings(max_examples=60, deadline=None)
@given(
    weeks=st.one_of(st.none(), st.integers(1, 60)),
    lasted=st.one_of(st.none(), st.integers(0, 400)),
    day=st.integers(0, 500),
)
def test_one_asks_about_one_moment_at_a_time(
    weeks: int | None, lasted: int | None, day: int
) -> None:
    start = date(2026, 1, 5)
    ended = start + timedelta(days=lasted) if lasted is not None else None
    found = moments_of(start, ended, weeks)
    assert sum(one.is_open(start + timedelta(days=day)) for one in found) <= 1
    assert all(one.from_on <= one.by <= one.from_on + TIME_TO_ASK for one in found)


def test_what_was_said_is_kept_changed_taken_away_and_each_step_undone(
    desk: Desk, begin: Begin
) -> None:
    referral = begin(20)
    done = record_experience(desk, referral.id, Moment.START, GLAD, "tir", Way.PAPER)
    assert done.changed == {"experience"}
    one = done.result
    assert (one.answered_on, one.noted_by, one.declined) == (TODAY, desk.user.name, False)
    say(desk, referral, Said())
    assert [(one.declined, one.helps) for one in kept(desk)] == [(True, ())]
    undoing.undo(desk)
    assert [one.helps for one in kept(desk)] == [(Helps.DUTCH, Helps.OTHERS)]
    take_away_experience(desk, kept(desk)[0].id)
    assert kept(desk) == []
    undoing.undo(desk)
    assert [one.hard for one in kept(desk)] == [(Hard.TRAVEL,)]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"declined": True, "feeling": Feeling.GOOD}, "declined_and_answered"),
        ({}, "nothing_answered"),
        ({"helps": (Helps.NOTHING, Helps.DUTCH)}, "nothing_and_something"),
        ({"hard": tuple(Hard)[:4]}, "too_many_answers"),
        ({"hard": (Hard.COSTS, Hard.COSTS)}, "said_twice"),
        ({"helps": ("iets anders",)}, "enum"),
    ],
)
def test_answers_that_do_not_go_together_are_refused(
    begin: Begin, said: dict[str, Any], code: str
) -> None:
    usual = {"moment": Moment.START, "answered_on": TODAY, "language": "tir", "way": Way.PAPER}
    with pytest.raises(ValidationError, match=code):
        Experience.model_validate({"referral_id": begin(20).id, **usual, **said})


def test_one_asks_only_about_a_moment_that_is_there_and_of_whom_one_may(
    desk: Desk, site: Site, resident: Resident, offer: Offer, begin: Begin
) -> None:
    referral = begin(20)
    with pytest.raises(CannotAsk, match="not_started"):
        say(desk, refer(desk, add_resident(desk, site, "Hodan Abdi"), offer))
    for moment in (Moment.HALFWAY, Moment.END):
        with pytest.raises(CannotAsk, match="not_yet"):
            say(desk, referral, moment=moment)
    rights.restrict_use(desk, resident.id, "op verzoek")
    with pytest.raises(rights.Restricted):
        say(desk, referral)
    assert to_ask(desk) == []


def test_vandaag_says_whom_to_ask_until_it_is_answered_or_put_off(desk: Desk, begin: Begin) -> None:
    referral = begin(8)
    assert to_ask(desk) == [(Moment.START, TODAY + timedelta(days=13))]
    put_off = follow_ups.put_off(desk, follow_ups.About(referral.id), TODAY + timedelta(days=1))
    assert to_ask(desk) == []
    undoing.undo(desk)
    assert put_off.changed
    say(desk, referral, Said())
    assert to_ask(desk) == [], "not wanting to answer is an answer"


def test_who_stopped_is_asked_at_the_end_and_not_for_ever(
    desk: Desk, site: Site, begin: Begin
) -> None:
    referral = begin(60)
    record_event(days_ago(desk, 10), referral.id, EventKind.STOPPED)
    assert to_ask(desk) == [(Moment.END, TODAY + timedelta(days=4))]
    say(desk, referral, moment=Moment.END)
    say(desk, referral, moment=Moment.START)
    assert [one.known is not None for one in moments(desk, referral.id)] == [True, False, True]
    long_ago = begin(90, add_resident(desk, site, "Hodan Abdi"))
    record_event(days_ago(desk, 40), long_ago.id, EventKind.STOPPED)
    assert to_ask(desk) == []


def test_what_was_said_is_shown_on_request_and_in_the_history(
    desk: Desk, resident: Resident, begin: Begin
) -> None:
    referral = begin(20)
    say(desk, referral)
    held = inzage.held_about(desk, resident.id)
    part = next(one for one in inzage.parts_of_inzage(held) if one.key == "experiences")
    words = (
        "Goed",
        "helpt: Ik leer Nederlands, De andere mensen",
        "moeilijk: De reis",
        "op het scherm, Tigrinya",
        f"{desk.user.name}, 02-03-2026",
    )
    assert [(one.label, one.value) for one in part.items] == [
        ("Techniek, begin", " · ".join(words))
    ]
    assert inzage.as_json(held)["referrals"][0]["experiences"][0]["feeling"] == "good"
    for found in (
        changes.referral_changes(desk, referral.id)[0],
        changes.resident_changes(desk, resident.id)[0],
    ):
        assert (found.what, found.record) == ("ervaring genoteerd", "ervaring")
        told = {one.label: one.new for one in found.fields}
        assert told["Hoe het daar is"] == "Goed"
        assert told["Wat helpt"] == "Ik leer Nederlands, De andere mensen"


def test_what_was_said_goes_along_with_a_double_and_is_erased_with_the_person(
    desk: Desk, site: Site, resident: Resident, begin: Begin
) -> None:
    say(desk, begin(20))
    other = add_resident(desk, site, "Semhar T")
    merging.merge(desk, other.id, resident.id)
    assert len(kept(desk)) == 1
    erasing.erase(desk, other.id)
    assert kept(desk) == []
    assert experience_figures(desk, last_year(desk)).asked.base == 0


def test_figures_count_answers_and_hide_small_ones_from_who_may_see_nobody(
    desk: Desk, site: Site, begin: Begin
) -> None:
    for number in range(12):
        who = add_resident(desk, site, f"Bewoner {number}")
        referral = begin(20, who)
        said = Said() if number == 11 else replace(GLAD, hard=(Hard.COSTS,) if number else ())
        say(desk, referral, said)
    period = last_year(desk)
    exact = experience_figures(desk, period, site.id)
    assert (exact.asked.cells[Answered.ANSWERED], exact.asked.cells[Answered.DECLINED]) == (11, 1)
    assert (exact.helps.base, exact.helps.cells[Helps.DUTCH]) == (11, 11)
    assert exact.helps.share(Helps.DUTCH) == 1.0
    assert (exact.hard.base, exact.hard.cells[Hard.COSTS]) == (10, 10)
    assert experience_figures(desk, period, moment=Moment.END).asked.base == 0
    assert experience_figures(desk, period, moment=Moment.END).feeling.share(Feeling.GOOD) is None

    team = replace(desk, user=desk.user.changed(roles=(Role.PROGRAMME,)))
    shown = experience_figures(team, period)
    assert not shown.exact
    assert (shown.asked.base, shown.asked.cells[Answered.DECLINED]) == (10, None)
    assert shown.asked.cells[Answered.ANSWERED] is None, "or one could work out the other"


def test_the_paper_has_the_questions_and_the_reference_and_no_name(
    desk: Desk, resident: Resident, begin: Begin, tmp_path: Any
) -> None:
    referral = begin(20)
    out = make_experience_sheet(desk, referral.id, Moment.START, "tir", tmp_path / "blad.pdf")
    assert out.read_bytes().startswith(b"%PDF")
    told = inzage.as_json(inzage.held_about(desk, resident.id))
    assert "print_experience_sheet" in str(told)
