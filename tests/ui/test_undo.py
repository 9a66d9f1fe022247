"""Ctrl+Z and Ctrl+Y in the window: names in the status bar, refusals in a notice."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from shiboken6 import delete

from meedoenbalie.domain.people import Resident, Role, Site, User
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import record_contact, register_resident
from meedoenbalie.ui.page import Changes, Page, Shell
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from tests.ui.pages.frame import Frame, OpenFrame, button, click, look, open_frame, texts

__all__ = ["look", "open_frame"]

CTRL = Qt.KeyboardModifier.ControlModifier


class WithField(Page):
    """A page with one field; it counts what it is asked to show again."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.field = QLineEdit()
        self.refreshed: list[Changes] = []
        QVBoxLayout(self).addWidget(self.field)

    def title(self) -> str:
        return "Veld"

    def refresh(self, changed: Changes) -> None:
        self.refreshed.append(changed)


@pytest.fixture
def frame(desk: Desk, site: Site, open_frame: OpenFrame) -> Frame:
    register_resident(desk, site.id, given_name="Semhar")
    opened = open_frame({"page": WithField})
    opened.go("page")
    return opened


def page(frame: Frame) -> WithField:
    found = frame.page()
    assert isinstance(found, WithField)
    return found


def press(frame: Frame, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    frame.shell.setFocus()
    QTest.keyClick(frame.shell, key, modifiers)
    frame.settle()


def test_a_field_that_was_taken_away_while_the_keyboard_was_in_it_is_let_go(frame: Frame) -> None:
    page(frame).field.setFocus()
    delete(page(frame).field)
    press(frame, Qt.Key.Key_Z)
    assert "Semhar" not in texts(frame.shell.status)


def residents(desk: Desk) -> list[Resident]:
    with desk.read() as reader:
        return reader.find(Resident)


def test_the_keys_take_back_and_do_again_and_the_status_bar_says_what(
    frame: Frame, desk: Desk
) -> None:
    status = frame.shell.status
    assert status.undo_text() == "Ongedaan maken: bewoner toegevoegd"
    press(frame, Qt.Key.Key_Z)
    assert residents(desk) == []
    assert status.text().startswith("Ongedaan gemaakt: bewoner toegevoegd")
    assert page(frame).refreshed[-1] == {"resident"}
    assert status.undo_text() == ""
    press(frame, Qt.Key.Key_Y)
    assert len(residents(desk)) == 1
    assert status.text().startswith("Opnieuw gedaan: bewoner toegevoegd")
    press(frame, Qt.Key.Key_Z)
    press(frame, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert len(residents(desk)) == 1


def test_a_key_that_is_held_down_acts_once(frame: Frame) -> None:
    keys = frame.shell.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert {QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Return")} <= {one.key() for one in keys}
    assert [one.key().toString() for one in keys if one.autoRepeat()] == []


def test_the_button_in_the_status_bar_does_the_same(frame: Frame, desk: Desk) -> None:
    click(button(frame.shell.status, "Ongedaan maken: bewoner toegevoegd"))
    frame.settle()
    assert residents(desk) == []


def test_a_field_keeps_its_own_undo_while_it_has_something_to_undo(
    frame: Frame, desk: Desk
) -> None:
    field = page(frame).field
    field.setFocus()
    QTest.keyClicks(field, "fiets")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    frame.settle()
    assert field.text() == ""
    assert len(residents(desk)) == 1
    QTest.keyClick(field, Qt.Key.Key_Y, CTRL)
    assert field.text() == "fiets"
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    frame.settle()
    assert residents(desk) == []


def test_what_cannot_go_back_is_explained_and_nothing_changes(frame: Frame, desk: Desk) -> None:
    joost = replace(desk, user=User(name="Joost", roles=(Role.DESK,)))
    record_contact(joost, residents(desk)[0].id, "Fiets geregeld")
    press(frame, Qt.Key.Key_Z)
    notice = frame.shell.undoing.notice
    assert notice.isVisible()
    assert "Bij Semhar hoort nu: contactmoment." in texts(notice)
    assert len(residents(desk)) == 1
    click(button(notice, "Sluiten"))
    assert not notice.isVisible()
    frame.shell.toggle_shared_view()
    press(frame, Qt.Key.Key_Z)
    assert "Semhar" not in texts(notice)
    frame.shell.toggle_shared_view()
    assert not notice.isVisible()


def test_with_nothing_left_the_status_bar_says_why(frame: Frame, desk: Desk) -> None:
    press(frame, Qt.Key.Key_Z)
    press(frame, Qt.Key.Key_Z)
    assert "balie gemaakt" in frame.shell.status.text()
    press(frame, Qt.Key.Key_Y)
    press(frame, Qt.Key.Key_Y)
    assert frame.shell.status.text() == "Er is niets om opnieuw te doen."


def test_the_page_of_somebody_who_is_taken_back_shows_who_is_left(
    desk: Desk, site: Site, open_frame: OpenFrame
) -> None:
    register_resident(desk, site.id, given_name="Semhar")
    gone = register_resident(desk, site.id, given_name="Hodan").result
    frame = open_frame({"residents": ResidentsPage})
    frame.go("residents", gone.id)
    assert "Hodan" in texts(frame.page())
    press(frame, Qt.Key.Key_Z)
    assert "Hodan" not in texts(frame.page())
    assert "Semhar" in texts(frame.page())
    press(frame, Qt.Key.Key_Z)
    assert "Semhar" not in texts(frame.page())
    press(frame, Qt.Key.Key_Y)
    assert "Semhar" in texts(frame.page())
