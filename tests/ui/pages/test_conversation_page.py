"""The talk, by keys only: from *Welke taal?* to what is recorded, and nothing gets lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from meedoenbalie.domain.consent import ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.people import (
    Company,
    DutchLevel,
    Literacy,
    ResidencePhase,
    Resident,
    Site,
    TravelMeans,
    WeekWeight,
)
from meedoenbalie.domain.week import Commitment, Weekday
from meedoenbalie.i18n.talk import talk_languages
from meedoenbalie.services import drafts, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.drafts import keep_all
from meedoenbalie.ui.pages.conversation import page as conversation_page
from meedoenbalie.ui.pages.conversation.form import TalkForm
from meedoenbalie.ui.pages.conversation.page import ConversationPage
from meedoenbalie.ui.pages.conversation.target import NEW, Newcomer
from meedoenbalie.ui.pages.conversation.week import WeekStep
from meedoenbalie.ui.pages.today.page import TodayPage
from meedoenbalie.ui.widgets.answer_tiles import AnswerTiles
from tests.ui.pages.frame import PATIENCE_MS, Frame, OpenFrame, button, click, texts
from tests.ui.pages.making import add_offer, add_resident

PAGES = {"today": TodayPage, "conversation": ConversationPage}
OTHERS = ("residents", "referrals", "offers", "weekly_report", "matching")
MOST_KEYS = 60
BSN = "111222333"


@pytest.fixture(autouse=True)
def no_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog of the system would wait for somebody for ever."""
    monkeypatch.setattr(conversation_page, "ask_where", lambda *_arguments: None)


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    """A window with Vandaag and the talk."""
    opened = open_frame(PAGES, OTHERS)
    opened.shell.set_main_act("&Nieuw gesprek", "message-square-plus", "conversation", NEW)
    return opened


class Keys(QObject):
    """The keyboard: counts what is pressed, apart from typing words."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.shell)
        self._frame = frame
        self.pressed = 0

    def press(self, *keys: Qt.Key, alt: bool = False, ctrl: bool = False) -> None:
        """Press keys one after the other, where the keyboard is."""
        with_keys = Qt.KeyboardModifier.NoModifier
        with_keys |= Qt.KeyboardModifier.AltModifier if alt else with_keys
        with_keys |= Qt.KeyboardModifier.ControlModifier if ctrl else with_keys
        for key in keys:
            self.pressed += 1
            QTest.keyClick(here(), key, with_keys)
            self._frame.settle()

    def type(self, words: str) -> None:
        """Type words in the input that has the keyboard."""
        assert isinstance(here(), QLineEdit | QPlainTextEdit), here()
        for sign in words:
            # Letters of other scripts have no key of their own: they arrive as text.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(here(), event)


def here() -> QWidget:
    """What has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def talk(frame: Frame) -> ConversationPage:
    """The page of the talk, in front."""
    page = frame.page()
    assert isinstance(page, ConversationPage)
    return page


def form(frame: Frame) -> TalkForm:
    """What is asked."""
    asked = talk(frame).talk.form
    assert asked is not None
    return asked


def everybody(desk: Desk) -> list[Resident]:
    """Who is registered."""
    return registration.find_resident_records(desk)


TAB, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Space


def digits(*numbers: int) -> tuple[Qt.Key, ...]:
    """The keys of some digits."""
    return tuple(Qt.Key(Qt.Key.Key_0 + number) for number in numbers)


WHOLE_TALK: dict[str, Any] = {
    "given_name": "Semhar",
    "family_name": "Tesfay",
    "native_name": "ሰምሃር ተስፋይ",
    "birth_date": date(2007, 3, 14),
    "languages": ("tir", "eng"),
    "preferred_language": "tir",
    "residence_phase": ResidencePhase.STATUS_HOLDER,
    "contact_channel": "whatsapp",
    "contact_value": "06 00 12 34 56",
    "interests": ("met kinderen", "taal oefenen", "koken"),
    "own_words": "Ik wil later met kinderen werken.",
    "company": Company.EITHER,
    "talents": ("op kinderen passen", "naaien"),
    "dutch_level": DutchLevel.A1,
    "literacy": Literacy.LITERATE,
    "commitments": (Commitment(day=Weekday.MONDAY, start=9 * 60, end=10 * 60 + 30),),
    "weekly_minutes": 8 * 60,
    "week_weight": WeekWeight.LIGHT,
    "travel_means": (TravelMeans.WALKING, TravelMeans.BICYCLE),
    "max_travel_minutes": 30,
    "keep_informed": ConsentAnswer.YES,
}


def hold_whole_talk(keys: Keys) -> None:
    """Hold a talk from *Welke taal?* to the end, without a mouse."""
    keys.press(*digits(4), Qt.Key.Key_Return)
    # 1. Who: names, birth date, languages, phase, how to reach.
    keys.type("Semhar")
    keys.press(TAB)
    keys.type("Tesfay")
    keys.press(TAB)
    keys.type("ሰምሃር ተስፋይ")
    keys.press(TAB)
    keys.type("14-03-2007")
    keys.press(TAB)
    keys.type("Engels")
    keys.press(Qt.Key.Key_Return, TAB, TAB, TAB)
    keys.press(*digits(2, 1))
    keys.type("06 00 12 34 56")
    keys.press(Qt.Key.Key_Right, alt=True)
    # 2. Wishes: three in order, own words, with whom.
    keys.press(*digits(1, 2, 3), TAB)
    keys.type("Ik wil later met kinderen werken.")
    keys.press(TAB, *digits(1))
    keys.press(Qt.Key.Key_Right, alt=True)
    # 3. Talents, Dutch, reading.
    keys.press(*digits(2, 5), TAB, *digits(2, 1))
    keys.press(Qt.Key.Key_Right, alt=True)
    # 4. The week: free by day, language lesson drawn, hours, weight, travel, how far.
    keys.press(*digits(1), TAB, TAB)
    keys.press(SPACE, Qt.Key.Key_Down, Qt.Key.Key_Down, SPACE)
    keys.press(TAB, TAB, TAB, TAB, TAB, TAB, TAB)
    keys.press(*digits(2, 1, 1, 2), TAB, *digits(2))
    keys.press(Qt.Key.Key_Right, alt=True)
    # 5. Consent: new offers; told back in own words, because nobody checked these texts.
    keys.press(*digits(1), TAB, TAB, TAB, TAB, SPACE)
    keys.press(Qt.Key.Key_Return, ctrl=True)


def test_a_whole_talk_by_keyboard_alone_takes_under_sixty_keys(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Koken", provider="De Schakel")
    frame.go("today")
    keys = Keys(frame)
    keys.press(Qt.Key.Key_N, ctrl=True)
    hold_whole_talk(keys)
    assert frame.shell.current_key() == "residents"
    (semhar,) = everybody(desk)
    assert {name: getattr(semhar, name) for name in WHOLE_TALK} == WHOLE_TALK
    assert len(semhar.availability) == 10
    (contact,) = registration.dossier(desk, semhar.id).contacts
    assert contact.summary == "Gesprek"
    assert drafts.mine(desk) == []
    assert keys.pressed < MOST_KEYS, f"{keys.pressed} keys"


def start(frame: Frame, language: str = "tir", name: str = "Semhar") -> Keys:
    """Begin a talk with somebody from the queue."""
    frame.go("conversation", Newcomer(name, language))
    return Keys(frame)


def to_step(keys: Keys, number: int) -> None:
    """Go on from the first step."""
    for _step in range(number - 1):
        keys.press(Qt.Key.Key_Right, alt=True)


def test_a_talk_turns_samen_kijken_on(frame: Frame) -> None:
    before = frame.shell.looking_along
    frame.go("conversation", NEW)
    assert (before, frame.shell.looking_along) == (False, True)
    assert talk(frame).isVisible()


def test_languages_stand_under_their_own_names_and_a_digit_chooses(frame: Frame) -> None:
    frame.go("conversation", NEW)
    page, keys = talk(frame), Keys(frame)
    said = texts(page.languages)
    for name in ("Nederlands", "العربية", "ትግርኛ", "Türkçe", "فارسی", "Українська"):
        assert name in said
    assert "Kurmancî, Kurmanji · nog geen vragen" in said
    keys.press(*digits(3))
    assert button(page, "Verder in het Arabisch").isEnabled()
    keys.press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert page.talk.language == "ara"
    assert "ماذا تريد؟" in texts(page)


def test_another_language_is_asked_by_its_name_and_gets_dutch_alone(frame: Frame) -> None:
    frame.go("conversation", NEW)
    page, keys = talk(frame), Keys(frame)
    keys.press(TAB)
    keys.type("Pasjtoe")
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert page.talk.language == "pus"
    said = texts(page)
    assert "nog geen vragen in deze taal" in said
    assert "Wat wil je?" in said


def test_somebody_from_the_queue_is_asked_on_with_name_and_language(frame: Frame) -> None:
    start(frame)
    said = texts(frame.page())
    assert "Gesprek met Semhar" in said
    assert "መን ኢኹም?" in said
    assert "Tigrinya: nog niet nagekeken door een moedertaalspreker" in said
    assert form(frame).who.bound["languages"].raw() == ("tir",)


def test_another_language_halfway_keeps_every_answer(frame: Frame) -> None:
    keys = start(frame)
    to_step(keys, 2)
    keys.press(*digits(3, 1))
    talk(frame).set_language("ara")
    frame.settle()
    said = texts(frame.page())
    assert "مع الأطفال" in said
    assert "ምስ ቆልዑ" not in said
    assert form(frame).steps[1].bound["interests"].raw() == ("koken", "met kinderen")
    assert talk(frame).talk.step == 1


@pytest.mark.parametrize("language", [one.language for one in talk_languages()])
def test_every_answer_is_the_same_in_every_language(frame: Frame, language: str) -> None:
    start(frame, "tir")
    for step in form(frame).steps:
        for tiles in step.findChildren(AnswerTiles):
            tiles.tiles()[0].click()
            tiles.tiles()[-1].click()
    told = form(frame).frozen()
    talk(frame).set_language(language)
    assert form(frame).frozen() == told


def test_wishes_are_three_at_most_and_alt_up_moves_one(frame: Frame) -> None:
    keys = start(frame)
    to_step(keys, 2)
    wishes = form(frame).steps[1].bound["interests"]
    keys.press(*digits(1, 2, 3, 4))
    assert wishes.raw() == ("met kinderen", "taal oefenen", "koken")
    assert "Drie is het meeste" in frame.shell.status.text()
    keys.press(Qt.Key.Key_Left)
    keys.press(Qt.Key.Key_Up, alt=True)
    assert wishes.raw() == ("met kinderen", "koken", "taal oefenen")
    keys.press(*digits(9))
    assert wishes.read() == {"interests": ()}, "not knowing yet goes with nothing else"


def test_what_cannot_be_read_keeps_the_step_and_says_why(frame: Frame) -> None:
    keys = start(frame)
    keys.press(TAB, TAB, TAB)
    keys.type("31-02-2007")
    keys.press(Qt.Key.Key_Right, alt=True)
    assert talk(frame).talk.step == 0
    assert "31-02-2007 bestaat niet" in form(frame).who.bound["birth_date"].field.error()
    assert here() is form(frame).who.bound["birth_date"].field.box


def test_a_bsn_is_shown_at_its_input_and_nothing_is_recorded(frame: Frame, desk: Desk) -> None:
    keys = start(frame)
    to_step(keys, 2)
    keys.press(TAB)
    keys.type(f"Mijn nummer is {BSN}")
    to_step(keys, 4)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert talk(frame).talk.step == 1
    assert "lijkt op een BSN" in form(frame).steps[1].bound["own_words"].field.error()
    assert everybody(desk) == []


def test_a_yes_in_an_unchecked_language_is_refused_until_it_rests_on_something(
    frame: Frame, desk: Desk
) -> None:
    keys = start(frame)
    to_step(keys, 5)
    keys.press(*digits(1))
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert "Daarop alleen mag een ja niet rusten" in talk(frame).notice.accessibleName()
    assert everybody(desk) == []
    keys.press(TAB)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    (semhar,) = everybody(desk)
    (contact,) = registration.dossier(desk, semhar.id).contacts
    assert contact.interpreter == "Tolk aan de telefoon"


def test_a_partner_is_asked_about_by_name(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Koken", provider="De Schakel")
    keys = start(frame, "nld")
    to_step(keys, 5)
    keys.press(TAB, TAB, SPACE)
    shown = texts(frame.page())
    assert "Mogen we je gegevens delen met De Schakel?" in shown
    assert "Mag De Schakel ons vertellen hoe het met je gaat?" in shown
    keys.press(*digits(2))
    keys.press(Qt.Key.Key_Return, ctrl=True)
    (semhar,) = everybody(desk)
    ((consent, provider),) = registration.dossier(desk, semhar.id).consents
    assert (consent.answer, provider.name) == (ConsentAnswer.NO, "De Schakel")
    assert consent.purpose is ConsentPurpose.REFERRAL


def test_hearing_how_it_goes_is_answered_apart_and_both_come_back_from_a_draft(
    frame: Frame, desk: Desk
) -> None:
    add_offer(desk, "M01", "Koken", provider="De Schakel")
    keys = start(frame, "nld")
    to_step(keys, 5)
    keys.press(TAB, TAB, SPACE)
    keys.press(*digits(2))
    asked = form(frame).consent.bound["partners"]
    partner = next(iter(asked.raw()))
    (tiles,) = (
        one
        for one in form(frame).consent.findChildren(AnswerTiles)
        if "hoe het met je gaat" in one.accessibleName()
    )
    tiles.setFocus()
    keys.press(*digits(1))
    kept = asked.raw()
    assert kept == {partner: "no", f"{partner} progress": "yes"}
    asked.set_raw({partner: "thinking"})
    assert asked.raw() == {partner: "thinking", f"{partner} progress": None}
    asked.set_raw(kept)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    (semhar,) = everybody(desk)
    said = registration.dossier(desk, semhar.id).consents
    assert {one.purpose: one.answer for one, _provider in said} == {
        ConsentPurpose.REFERRAL: ConsentAnswer.NO,
        ConsentPurpose.PROGRESS: ConsentAnswer.YES,
    }


def test_a_guardian_is_asked_of_the_young_alone(frame: Frame) -> None:
    keys = start(frame)
    assert not form(frame).who.bound["guardian"].field.isVisible()
    keys.press(TAB, TAB, TAB)
    keys.type("01-06-2011")
    frame.qtbot.waitUntil(form(frame).who.bound["guardian"].field.isVisible)


def test_the_week_can_be_drawn_with_the_mouse_and_taken_away_with_a_key(frame: Frame) -> None:
    keys = start(frame)
    to_step(keys, 4)
    week = form(frame).steps[3]
    assert isinstance(week, WeekStep)
    planner = week.planner
    box = planner._box(1, 10 * 60, 12 * 60).toRect()
    first, last = box.topLeft() + QPoint(20, 4), box.bottomLeft() + QPoint(20, -4)
    QTest.mousePress(planner, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(planner, last)
    QTest.mouseRelease(planner, Qt.MouseButton.LeftButton, pos=last)
    assert week.bound["commitments"].raw() == ((Weekday.TUESDAY, "10:00", "12:00", ""),)
    planner.setFocus()
    keys.press(Qt.Key.Key_Delete)
    assert week.bound["commitments"].raw() == ()


def test_a_likely_double_says_only_even_nakijken_while_the_young_person_looks_along(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add_resident(desk, site, "Semhar Tesfay", birth_date=date(2007, 3, 14))
    keys = start(frame, "tir", "Semhar")
    keys.press(TAB)
    keys.type("Tesfai")
    keys.press(TAB, TAB)
    keys.type("14-03-2007")
    page = talk(frame)
    frame.qtbot.waitUntil(page.doubles.isVisible)
    assert page.doubles.notice.accessibleName().strip() == "Even nakijken"
    assert "Tesfay" not in texts(page)
    frame.shell.toggle_shared_view()
    frame.settle()
    assert "Semhar Tesfay" in page.doubles.notice.accessibleName()
    keys.press(Qt.Key.Key_Right, alt=True)
    assert not page.doubles.isVisible(), "only in the first step"


# -- drafts -----------------------------------------------------------------------------------


def test_any_number_of_talks_wait_as_drafts_and_come_back_where_they_were(
    frame: Frame, desk: Desk
) -> None:
    for name, language in (("Semhar", "tir"), ("Filmon", "tir"), ("Aziz", "prs")):
        keys = start(frame, language, name)
        to_step(keys, 2)
        keys.press(*digits(2))
        talk(frame).later()
        frame.settle()
    assert {str(one.typed["given_name"]) for one in drafts.mine(desk)} == {
        "Semhar",
        "Filmon",
        "Aziz",
    }
    assert frame.shell.current_key() == "today"
    frame.shell.toggle_shared_view()
    frame.settle()
    click(button(frame.page(), "Verder typen: Gesprek met Filmon"))
    frame.settle()
    page = talk(frame)
    assert (page.talk.language, page.talk.step) == ("tir", 1)
    assert form(frame).who.name() == "Filmon"
    assert form(frame).steps[1].bound["interests"].raw() == ("taal oefenen",)
    assert frame.shell.looking_along
    Keys(frame).press(Qt.Key.Key_Return, ctrl=True)
    to_step(Keys(frame), 4)
    Keys(frame).press(Qt.Key.Key_Return, ctrl=True)
    assert [one.given_name for one in everybody(desk)] == ["Filmon"]
    assert len(drafts.mine(desk)) == 2


def test_a_new_talk_never_shows_somebody_elses(frame: Frame, desk: Desk) -> None:
    start(frame, "tir", "Filmon")
    frame.go("conversation", NEW)
    assert "Filmon" not in texts(frame.shell)
    assert len(drafts.mine(desk)) == 1
    Keys(frame).press(*digits(4), Qt.Key.Key_Return)
    assert form(frame).who.name() == ""


def test_a_language_alone_is_no_draft(frame: Frame, desk: Desk) -> None:
    frame.go("conversation", NEW)
    Keys(frame).press(*digits(4), Qt.Key.Key_Return)
    talk(frame).later()
    frame.settle()
    assert drafts.mine(desk) == []


def test_locking_halfway_loses_nothing(
    frame: Frame, open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    keys = start(frame)
    to_step(keys, 3)
    keys.press(*digits(2, 5))
    place = frame.page().place()
    keep_all(frame.shell)
    frame.settle()
    frame.shell.hide()
    again = open_frame(PAGES, OTHERS)
    again.go("conversation", place)
    assert talk(again).talk.step == 2
    assert form(again).steps[2].bound["talents"].raw() == ("op kinderen passen", "naaien")
    assert "Kladje van" in talk(again).keeper.notice.accessibleName()


def test_what_is_told_is_kept_two_seconds_later_by_itself(frame: Frame, desk: Desk) -> None:
    start(frame)
    assert drafts.mine(desk) == []
    frame.qtbot.waitUntil(lambda: bool(drafts.mine(desk)), timeout=PATIENCE_MS)
    (draft,) = drafts.mine(desk)
    assert (draft.kind, draft.typed["given_name"]) == ("conversation", "Semhar")


# -- somebody known ---------------------------------------------------------------------------


def test_a_talk_with_somebody_known_begins_with_what_is_known(
    frame: Frame, desk: Desk, site: Site
) -> None:
    semhar = add_resident(desk, site, weekly_minutes=450, interests=("paardrijden",))
    frame.go("conversation", semhar.id)
    page = talk(frame)
    assert page.person() == semhar.id
    assert page.talk.language == "tir"
    assert not page.unsaved()
    wishes = form(frame).steps[1].bound["interests"]
    assert wishes.raw() == ("paardrijden",), "what isn't on the list stays"
    assert form(frame).steps[3].bound["weekly_minutes"].raw() == 450
    keys = Keys(frame)
    to_step(keys, 2)
    keys.press(*digits(3))
    to_step(keys, 4)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    after = registration.dossier(desk, semhar.id).resident
    assert after.interests == ("paardrijden", "koken")
    assert after.weekly_minutes == 450
    assert after.reference == semhar.reference


def test_what_a_colleague_changed_meanwhile_is_kept(frame: Frame, desk: Desk, site: Site) -> None:
    semhar = add_resident(desk, site)
    frame.go("conversation", semhar.id)
    keys = Keys(frame)
    to_step(keys, 2)
    keys.press(*digits(3))
    registration.change_resident(desk, semhar.id, semhar.version, contact_value="06 11 22 33 44")
    to_step(keys, 4)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert "Iemand anders heeft dit intussen gewijzigd." in talk(frame).notice.accessibleName()
    keys.press(Qt.Key.Key_Return, ctrl=True)
    to_step(keys, 5)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    after = registration.dossier(desk, semhar.id).resident
    assert after.contact_value == "06 11 22 33 44"
    assert "koken" in after.interests


# -- looks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (640, 400)])
def test_tiles_never_cut_their_words_off(frame: Frame, width: int, height: int) -> None:
    frame.shell.resize(width, height)
    keys = start(frame, "ara")
    for place in range(5):
        for tiles in form(frame).steps[place].findChildren(AnswerTiles):
            for tile in tiles.findChildren(QWidget):
                assert tile.width() >= tile.sizeHint().width() or not tile.isVisible()
        keys.press(Qt.Key.Key_Right, alt=True)


def test_a_narrow_window_keeps_tot_nu_toe_behind_a_button(frame: Frame) -> None:
    frame.shell.resize(640, 400)
    start(frame)
    page = talk(frame)
    assert not page.so_far.isVisible()
    assert "nog niet nagekeken" in texts(page)
    click(button(page, "Tot nu toe"))
    assert page.so_far.isVisible()
    assert "Semhar" in texts(page.so_far)
    click(button(page, "Tot nu toe"))
    assert form(frame).isVisible()


def test_the_pointing_sheet_is_made_in_the_language_of_the_talk(
    frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "blad.pdf"
    asked: list[Path] = []

    def where(_parent: QWidget, _title: str, first: Path, _kinds: str) -> Path:
        asked.append(first)
        return out

    monkeypatch.setattr(conversation_page, "ask_where", where)
    keys = start(frame)
    keys.press(Qt.Key.Key_P, ctrl=True)
    assert [path.name for path in asked] == ["aanwijsblad-tir.pdf"]
    assert out.read_bytes().startswith(b"%PDF")
    assert "Aanwijsblad gemaakt." in texts(frame.page())
