"""Inloop: in ten seconds in the queue, in order of arrival, next one on one key."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from meedoenbalie.clock import Clock
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.i18n import Language, set_language
from meedoenbalie.services import registration, walk_in
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.undoing import undo
from meedoenbalie.services.walk_in import Visit, VisitPurpose, VisitState
from meedoenbalie.ui.pages.conversation.page import ConversationPage
from meedoenbalie.ui.pages.conversation.target import Newcomer
from meedoenbalie.ui.pages.walk_in.page import WalkInPage
from meedoenbalie.ui.widgets.buttons import Button
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts, type_text
from tests.ui.pages.making import add_resident, focused

OTHERS = ("today", "conversation", "residents")


class Moments:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 13, tzinfo=UTC)


@pytest.fixture
def moments() -> Moments:
    return Moments()


@pytest.fixture
def desk(desk: Desk, moments: Moments) -> Desk:
    """The desk on an afternoon that goes on."""
    return replace(desk, clock=Clock(lambda: moments.now))


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    frame = open_frame({"walk_in": WalkInPage}, OTHERS)
    frame.shell.add_key("Ctrl+I", "erbij", "walk_in", "add")
    frame.shell.add_key("F9", "de volgende", "walk_in", "next")
    return frame


class Comes:
    """Puts somebody in the queue, some minutes after the one before."""

    def __init__(self, desk: Desk, site: Site, moments: Moments) -> None:
        self.desk, self.site, self.moments = desk, site, moments

    def __call__(self, name: str, language: str = "som", minutes: int = 4, **values: Any) -> Visit:
        visit = walk_in.arrive(self.desk, self.site.id, name, language, **values).result
        self.moments.now += timedelta(minutes=minutes)
        return visit


@pytest.fixture
def comes(desk: Desk, site: Site, moments: Moments) -> Comes:
    return Comes(desk, site, moments)


def opened(frame: Frame) -> WalkInPage:
    frame.go("walk_in", "add")
    page = frame.page()
    assert isinstance(page, WalkInPage)
    return page


def visits(desk: Desk) -> list[Visit]:
    with desk.read() as reader:
        return reader.find(Visit, order_by="arrived_at")


def key(frame: Frame, which: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    none = Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused(), which, none if modifiers is None else modifiers)
    frame.settle()


def cells(page: WalkInPage, row: int) -> list[str]:
    model = page.queue.table.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, column).data(role)) for column in range(model.columnCount())]


def test_by_keyboard_alone_somebody_is_in_the_queue_with_name_and_language(
    frame: Frame, desk: Desk, site: Site
) -> None:
    frame.go("today")
    QTest.keyClick(frame.shell, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    frame.settle()
    page = frame.page()
    assert isinstance(page, WalkInPage)
    type_text(focused(), "Mehret")
    key(frame, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    key(frame, Qt.Key.Key_Return)
    type_text(focused(), "Oleh")
    key(frame, Qt.Key.Key_Tab)
    key(frame, Qt.Key.Key_3)
    key(frame, Qt.Key.Key_Return)
    first, second = visits(desk)
    assert (first.given_name, first.language, first.state) == (
        "Mehret",
        "tir",
        VisitState.WAITING,
    )
    assert (second.given_name, second.language) == ("Oleh", "tur")
    assert cells(page, 0)[1:3] == ["Voornaam: Mehret", "Taal: ትግርኛ, Tigrinya"]
    assert focused() is page.form.name
    assert page.form.name.text() == page.form.languages.code() == ""


def test_the_arrows_walk_the_languages_and_are_one_tab_stop(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    type_text(page.form.name, "Mehret")
    key(frame, Qt.Key.Key_Tab)
    key(frame, Qt.Key.Key_Right)
    key(frame, Qt.Key.Key_Right)
    key(frame, Qt.Key.Key_Left)
    assert page.form.languages.code() == "tir"
    key(frame, Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Andere…"


def test_any_language_can_be_named(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    type_text(page.form.name, "Blessing")
    click(button(page, "Andere…"))
    type_text(focused(), "klingons")
    key(frame, Qt.Key.Key_Return)
    assert "klingons kennen we niet als taal" in texts(page.form)
    page.form.languages.box.clear()
    type_text(page.form.languages.box, "Lingala")
    key(frame, Qt.Key.Key_Return)
    key(frame, Qt.Key.Key_Return)
    assert visits(desk)[0].language == "lin"


def test_without_a_name_nobody_is_in_the_queue_and_the_cursor_stays(
    frame: Frame, desk: Desk
) -> None:
    page = opened(frame)
    key(frame, Qt.Key.Key_Return)
    assert "Typ een voornaam, dan kunt u iemand roepen." in texts(page.form)
    assert focused() is page.form.name
    type_text(page.form.name, "123456782")
    key(frame, Qt.Key.Key_Return)
    assert "BSN" in texts(page.form)
    assert visits(desk) == []


def test_a_question_and_a_leaflet_say_so_in_the_row(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    for name, purpose in (("Yusuf", "Vraag"), ("Farida", "Folder")):
        type_text(page.form.name, name)
        segment = next(
            one
            for one in page.form.findChildren(type(page.form._purpose._group.buttons()[0]))
            if one.accessibleName() == f"Komt voor: {purpose}"
        )
        click(segment)
        click(button(page, "In de rij"))
        frame.settle()
    assert [visit.purpose for visit in visits(desk)] == [
        VisitPurpose.QUESTION,
        VisitPurpose.LEAFLET,
    ]
    assert cells(page, 0)[5] == "Komt voor: vraag"
    assert cells(page, 1)[5] == "Komt voor: alleen folder"


def test_a_leaflet_only_counts_without_a_name(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    type_text(page.form.name, "Farida")
    click(button(page, "Alleen folder"))
    frame.settle()
    (visit,) = visits(desk)
    assert (visit.given_name, visit.state) == ("", VisitState.DONE)
    assert "Alleen folder: 1" in texts(page.so_far)
    assert "Bezoeken: 1" in texts(page.so_far)
    assert "Er wacht niemand." in texts(page.queue)


def test_f9_from_anywhere_takes_who_came_first_into_a_talk(
    frame: Frame, desk: Desk, comes: Comes
) -> None:
    first = comes("Abdirahman")
    comes("Selin", "tur")
    frame.go("residents")
    QTest.keyClick(frame.shell, Qt.Key.Key_F9)
    frame.settle()
    assert frame.asked_elsewhere("conversation") == [Newcomer("Abdirahman", "som", first.id)]
    page = opened(frame)
    assert "in gesprek sinds 14:08, Somalisch" in texts(page.at_table)
    assert button(page, "Volgende: Selin").isEnabled()
    click(button(page, "Gesprek van Marleen is klaar"))
    frame.settle()
    assert "Gesproken: 1" in texts(page.so_far)
    assert "Marleen: vrij" in texts(page.at_table)


def test_f9_pressed_twice_takes_one_and_keeps_the_other_in_the_queue(
    frame: Frame, desk: Desk, comes: Comes
) -> None:
    first, second = comes("Abdirahman"), comes("Selin", "tur")
    opened(frame)
    for _time in range(2):
        QTest.keyClick(frame.shell, Qt.Key.Key_F9)
    frame.settle()
    states = {one.id: one.state for one in visits(desk)}
    assert states == {first.id: VisitState.TALKING, second.id: VisitState.WAITING}


def test_f9_says_that_nobody_waits(frame: Frame, site: Site) -> None:
    page = opened(frame)
    QTest.keyClick(page.form.name, Qt.Key.Key_F9)
    frame.settle()
    assert frame.shell.current_key() == "walk_in"
    assert not page.queue._next.isEnabled()
    assert "Er wacht niemand." in texts(frame.shell.status)


def test_a_known_resident_opens_as_that_resident(
    frame: Frame, desk: Desk, site: Site, comes: Comes
) -> None:
    semhar = add_resident(desk, site)
    comes("Semhar", resident_id=semhar.id)
    comes("Semhar", purpose=VisitPurpose.QUESTION, resident_id=semhar.id)
    page = opened(frame)
    click(button(page, "Volgende: Semhar"))
    frame.settle()
    assert frame.asked_elsewhere("conversation") == [semhar.id]
    page = opened(frame)
    click(button(page, "Volgende: Semhar"))
    frame.settle()
    assert frame.asked_elsewhere("residents") == [semhar.id]


def test_enter_takes_the_selected_one_and_del_says_that_they_left(
    frame: Frame, desk: Desk, comes: Comes
) -> None:
    comes("Selin")
    comes("Yusuf")
    oleh = comes("Oleh")
    page = opened(frame)
    page.queue.table.setFocus()
    key(frame, Qt.Key.Key_Down)
    key(frame, Qt.Key.Key_Delete)
    assert [visit.state for visit in visits(desk)] == [
        VisitState.WAITING,
        VisitState.LEFT,
        VisitState.WAITING,
    ]
    current = page.queue.current()
    assert current is not None
    assert current.id == oleh.id
    done = undo(desk)
    frame.shell.saved("", done.changed)
    frame.settle()
    assert [cells(page, row)[1] for row in range(3)] == [
        "Voornaam: Selin",
        "Voornaam: Yusuf",
        "Voornaam: Oleh",
    ]
    key(frame, Qt.Key.Key_Return)
    (target,) = frame.asked_elsewhere("conversation")
    assert isinstance(target, Newcomer)
    assert target.given_name == "Oleh"


def test_the_rows_tell_since_when_and_what_is_known(
    frame: Frame, desk: Desk, site: Site, comes: Comes
) -> None:
    semhar = add_resident(desk, site)
    add_resident(desk, site, "Selin Kaya")
    comes("Semhar", "tir", 23, resident_id=semhar.id)
    comes("Selin", "tur")
    comes("Oleh", "")
    page = opened(frame)
    assert cells(page, 0) == [
        "Plaats: 1",
        "Voornaam: Semhar",
        "Taal: ትግርኛ, Tigrinya",
        "Binnen: 14:00",
        "Wacht: 31 min",
        "Komt voor: gesprek",
        "Weten we al: in Bewoners, nog niet gesproken",
    ]
    assert cells(page, 1)[6] == "Weten we al: misschien Selin Kaya"
    assert cells(page, 2)[2] == "Taal: niet gevraagd"
    assert cells(page, 2)[6] == "Weten we al: nieuw"
    registration.record_contact(desk, semhar.id, "Gesprek")
    frame.shell.saved("", {"contact"})
    frame.settle()
    assert cells(page, 0)[6] == "Weten we al: gesproken op 2 mrt"


def test_a_clock_that_was_put_back_makes_nobody_wait_less_than_nothing(
    frame: Frame, comes: Comes, moments: Moments
) -> None:
    comes("Semhar")
    moments.now -= timedelta(minutes=30)
    assert cells(opened(frame), 0)[4] == "Wacht: 0 min"


def test_while_typing_the_program_proposes_who_it_is_and_the_user_decides(
    frame: Frame, desk: Desk, site: Site
) -> None:
    mihret: Resident = add_resident(desk, site, "Mihret Haile")
    page = opened(frame)
    type_text(page.form.name, "Mehret")
    frame.qtbot.waitUntil(lambda: "Is Mehret …?" in texts(page.who), timeout=60_000)
    key(frame, Qt.Key.Key_Down)
    assert focused().accessibleName() == "Dit is Mihret Haile, 19 jaar"
    key(frame, Qt.Key.Key_Space)
    assert page.form.name.text() == "Mihret"
    assert "Mihret is Mihret Haile." in texts(page.who)
    key(frame, Qt.Key.Key_Return)
    (visit,) = visits(desk)
    assert (visit.resident_id, visit.language) == (mihret.id, "tir")
    click(button(page, "Toch iemand anders"))
    frame.settle()
    assert visits(desk)[0].resident_id is None
    click(button(page, "Dit is Mihret Haile, 19 jaar"))
    frame.settle()
    assert visits(desk)[0].resident_id == mihret.id


def test_looking_along_hides_every_name(frame: Frame, desk: Desk, site: Site, comes: Comes) -> None:
    add_resident(desk, site, "Selin Kaya")
    comes("Selin", "tur")
    page = opened(frame)
    assert "Selin" in texts(page.who)
    frame.shell.toggle_shared_view()
    frame.settle()
    assert cells(page, 0)[1] == "Voornaam: Bezoeker 1"
    assert cells(page, 0)[6] == "Weten we al: "
    assert "Selin" not in texts(frame.shell)
    type_text(page.form.name, "Selin")
    page._look_who()
    frame.settle()
    assert "Kaya" not in texts(frame.shell)
    frame.shell.toggle_shared_view()
    frame.settle()
    assert cells(page, 0)[1] == "Voornaam: Selin"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_button_has_a_letter_of_its_own_and_the_queue_is_a_named_table(
    open_frame: OpenFrame, desk: Desk, site: Site, comes: Comes, language: Language
) -> None:
    set_language(language)
    walk_in.take(desk, comes("Selin").id)
    for name in ("Mihret Haile", "Mehret Tesfay", "Mehret Weldu"):
        add_resident(desk, site, name)
    comes("Mehret")
    page = opened(open_frame({"walk_in": WalkInPage}, OTHERS))
    shown = [one for one in page.findChildren(Button) if one.isVisible()]
    letters = [one.text()[one.text().index("&") + 1].casefold() for one in shown]
    assert len(letters) == len(set(letters)) == 11
    table = QAccessible.queryAccessibleInterface(page.queue.table)
    assert table.text(QAccessible.Text.Name) == {"nl": "In de rij", "en": "In the queue"}[language]
    assert not page.queue.table.tabKeyNavigation()


def test_at_another_azc_another_queue(frame: Frame, desk: Desk, comes: Comes) -> None:
    comes("Selin")
    other = registration.add_site(desk, "GRB", "azc Grensbeek").result
    page = opened(frame)
    assert cells(page, 0)[1] == "Voornaam: Selin"
    frame.shell.set_site(other)
    frame.settle()
    assert "Er wacht niemand." in texts(page.queue)


def test_the_way_back_leads_to_vandaag(frame: Frame, site: Site) -> None:
    click(button(opened(frame), "Vandaag"))
    assert frame.shell.current_key() == "today"


def test_from_the_queue_into_the_talk_and_the_visit_is_over(
    open_frame: OpenFrame, desk: Desk, comes: Comes
) -> None:
    visit = comes("Abdirahman", "som")
    frame = open_frame(
        {"walk_in": WalkInPage, "conversation": ConversationPage}, ("today", "residents")
    )
    frame.shell.add_key("F9", "de volgende", "walk_in", "next")
    frame.go("walk_in", "add")
    key(frame, Qt.Key.Key_F9)
    page = frame.page()
    assert isinstance(page, ConversationPage)
    assert page.talk.language == "som"
    assert "Abdirahman" in {box.text() for box in page.findChildren(QLineEdit)}
    assert frame.shell.looking_along
    page.finish()
    frame.settle()
    (ended,) = visits(desk)
    assert (ended.id, ended.state) == (visit.id, VisitState.DONE)
    with desk.read() as reader:
        assert [one.id for one in reader.find(Resident)] == [ended.resident_id]
