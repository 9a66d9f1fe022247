"""Ervaringen of a started referral: what is due, and what was on paper, a key an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Referral
from meedoenbalie.services import referring, rights
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.experiences import (
    Experience,
    Feeling,
    Hard,
    Helps,
    Moment,
    Said,
    Way,
    record_experience,
)
from meedoenbalie.ui.pages.referrals import asking
from meedoenbalie.ui.pages.referrals.detail import ReferralDetail
from meedoenbalie.ui.pages.referrals.experience_form import ExperienceForm
from meedoenbalie.ui.pages.referrals.experiences import ExperiencesSection
from meedoenbalie.ui.pages.referrals.page import ReferralsPage
from meedoenbalie.ui.pages.today.page import TodayPage
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import add_offer, add_resident, days_ago, focused, refer


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    pages = {"today": TodayPage, "referrals": ReferralsPage}
    return open_frame(pages, ("matching", "refer", "residents", "walk_in", "conversation"))


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    return add_resident(desk, site)


@pytest.fixture
def referral(desk: Desk, resident: Resident) -> Referral:
    offer = add_offer(desk, "M01", "Techniek", "ma 13:00-17:00", weeks=20)
    referral = refer(desk, resident, offer, days=30)
    for days, kind in ((28, EventKind.ACCEPTED), (21, EventKind.STARTED)):
        referring.record_event(days_ago(desk, days), referral.id, kind)
    return referral


def detail(frame: Frame) -> ReferralDetail:
    page = frame.page()
    assert isinstance(page, ReferralsPage)
    assert page.referral is not None
    return page.referral


def section(frame: Frame) -> ExperiencesSection:
    found = detail(frame).experiences
    assert found is not None
    return found


def form(frame: Frame) -> ExperienceForm:
    found = detail(frame).form
    assert isinstance(found, ExperienceForm)
    return found


def asked(frame: Frame) -> ExperienceForm:
    frame.go("referrals")
    click(section(frame).ask_button)
    frame.settle()
    return form(frame)


def kept(desk: Desk) -> list[Experience]:
    with desk.read() as reader:
        return reader.find(Experience)


def test_vandaag_leads_to_the_question_that_is_due(frame: Frame, referral: Referral) -> None:
    frame.go("today")
    assert "Vraag Semhar Tesfay hoe het gaat" in texts(frame.page())
    click(button(frame.page(), "Vragen: Vraag Semhar Tesfay hoe het gaat"))
    frame.settle()
    said = texts(section(frame))
    assert "nu vragen, liefst voor 23 februari" in said or "nu vragen" in said
    assert "vragen vanaf" in said
    assert form(frame).language.value() == "tir"
    assert "nog niet nagekeken door een moedertaalspreker" in texts(form(frame))


def test_paper_is_typed_in_with_a_key_an_answer(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    frame.go("referrals")
    QTest.keyClick(focused(), Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    frame.qtbot.waitUntil(lambda: detail(frame).form is not None)
    frame.settle()
    for box, digits in zip(form(frame).digits, ("1", "32", "8"), strict=True):
        type_text(box, digits)
    assert "Ik leer Nederlands, De andere mensen" in texts(form(frame))
    press(form(frame).digits[-1], Qt.Key.Key_Return)
    frame.settle()
    (one,) = kept(desk)
    assert (one.moment, one.way, one.language) == (Moment.START, Way.PAPER, "tir")
    assert (one.feeling, one.helps) == (Feeling.GOOD, (Helps.DUTCH, Helps.OTHERS))
    assert one.hard == (Hard.NOTHING,)
    assert "Goed · helpt: Ik leer Nederlands, De andere mensen" in texts(section(frame))


def test_what_is_on_no_paper_is_told_beside_the_box_and_0_says_no(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    boxes = asked(frame).digits
    for place, wrong, told in (
        (0, "4", "Typ één cijfer van 1 tot en met 3."),
        (1, "18", "Typ hooguit 3 verschillende cijfers van 1 tot en met 8; 8 staat alleen."),
        (2, "", "Typ minstens één cijfer, of 0 voor: wil niet."),
    ):
        for box in boxes:
            box.clear()
        type_text(boxes[place], wrong)
        click(form(frame).record)
        assert told in texts(form(frame))
    assert kept(desk) == []
    type_text(boxes[0], "0")
    press(boxes[0], Qt.Key.Key_Return)
    frame.settle()
    assert [one.declined for one in kept(desk)] == [True]
    assert "wil niet antwoorden" in texts(section(frame))


def test_what_was_said_is_shown_anew_and_can_be_taken_away(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    said = Said(Feeling.SO_SO, (), (Hard.COSTS, Hard.TRAVEL))
    record_experience(desk, referral.id, Moment.START, said, "tir", Way.SCREEN)
    boxes = asked(frame).digits
    assert [box.text() for box in boxes] == ["2", "", "42"]
    click(form(frame).away)
    frame.settle()
    assert kept(desk) == []


def test_the_paper_is_made_where_one_says(
    frame: Frame, referral: Referral, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "blad.pdf"
    names: list[str] = []

    def where(_parent: object, _title: str, first: Path, _kinds: str) -> Path:
        names.append(first.name)
        return out

    monkeypatch.setattr(asking, "ask_where", where)
    click(asked(frame).paper)
    frame.settle()
    assert out.read_bytes().startswith(b"%PDF")
    assert names == [f"vragenblad-{referral.reference}-tir.pdf"]


def test_why_it_is_not_kept_is_told_in_the_form(
    frame: Frame, desk: Desk, resident: Resident, referral: Referral
) -> None:
    boxes = asked(frame).digits
    rights.restrict_use(desk, resident.id, "op verzoek")
    type_text(boxes[0], "1")
    press(boxes[0], Qt.Key.Key_Return)
    frame.settle()
    assert "op verzoek" in texts(form(frame))
    assert kept(desk) == []


def test_before_the_start_nobody_is_asked(frame: Frame, desk: Desk, resident: Resident) -> None:
    refer(desk, resident, add_offer(desk, "M01", "Techniek"))
    frame.go("referrals")
    assert detail(frame).experiences is None
