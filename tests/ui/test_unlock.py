"""The first screen: the right passphrase, the wrong one, and none at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.pages.recovery import JoinForm
from meedoenbalie.ui.pages.unlock import UnlockPage
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.passphrase import CodeGroups, PassphraseEdit, strength_hint
from meedoenbalie.ui.widgets.progress import ProgressStrip
from tests.ui.outside import CODE, JOIN_CODE, PASSPHRASE, WRONG, WRONG_CODE, Outside
from tests.ui.pages.frame import PATIENCE_MS, button, click, press, texts, type_text

pytestmark = pytest.mark.usefixtures("look")


class Door:
    """The first screen in a window."""

    def __init__(self, qtbot: QtBot, outside: Outside) -> None:
        self.qtbot = qtbot
        self.tasks = Tasks()
        self.unforeseen: list[Exception] = []
        self.tasks.unforeseen.connect(self.unforeseen.append)
        self.page = UnlockPage(outside.context(), self.tasks)
        self.opened: list[OpenedDesk] = []
        self.page.opened.connect(self.opened.append)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 800)
        with qtbot.waitActive(self.page, timeout=PATIENCE_MS):
            self.page.show()
            self.page.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.tasks.busy(), timeout=PATIENCE_MS)
        QApplication.processEvents()

    def field(self) -> PassphraseEdit:
        """The passphrase field of unlocking."""
        return self.page.findChildren(PassphraseEdit)[0]

    def error(self) -> str:
        """What stands below the passphrase field."""
        return next(
            field.error() for field in self.page.findChildren(Field) if field.box is self.field()
        )


OpenDoor = Callable[[], Door]


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """A computer without a desk."""
    return Outside(tmp_path)


@pytest.fixture
def open_door(qtbot: QtBot, outside: Outside) -> Iterator[OpenDoor]:
    """Open the first screen when the computer is as the test wants it."""
    doors: list[Door] = []

    def open_() -> Door:
        doors.append(Door(qtbot, outside))
        return doors[-1]

    yield open_
    for door in doors:
        door.tasks.close()


def test_the_cursor_stands_in_the_passphrase_and_enter_opens_the_desk(
    outside: Outside, open_door: OpenDoor
) -> None:
    path = outside.remember()
    door = open_door()
    assert "Ontgrendel azc Dijkhorst" in texts(door.page)
    assert QApplication.focusWidget() is door.field()
    type_text(door.field(), PASSPHRASE)
    press(door.field(), Qt.Key.Key_Return)
    door.settle()
    assert [opened.path for opened in door.opened] == [path]
    assert outside.calls == [("open", path, "Marleen de Wit", PASSPHRASE)]
    assert outside.threads == {"database"}
    assert door.field().text() == ""


def test_somebody_else_chooses_another_name(outside: Outside, open_door: OpenDoor) -> None:
    outside.remember()
    door = open_door()
    name = door.page.findChild(Choice)
    assert name is not None
    name.set_value("Joost Bakker")
    type_text(door.field(), PASSPHRASE)
    click(button(door.page, "Ontgrendelen"))
    door.settle()
    assert outside.calls[0][2] == "Joost Bakker"


def test_a_wrong_passphrase_is_told_in_place_and_nothing_is_lost(
    outside: Outside, open_door: OpenDoor
) -> None:
    outside.remember()
    door = open_door()
    type_text(door.field(), "paard fiets")
    press(door.field(), Qt.Key.Key_Return)
    door.settle()
    assert door.error() == WRONG
    assert door.opened == []
    assert QApplication.focusWidget() is door.field()
    assert door.field().selectedText() != ""
    type_text(door.field(), PASSPHRASE)
    press(door.field(), Qt.Key.Key_Return)
    door.settle()
    assert door.error() == ""
    assert len(door.opened) == 1


def test_caps_lock_is_noticed(outside: Outside, open_door: OpenDoor) -> None:
    outside.remember()
    door = open_door()
    # With Caps Lock on the letters come as capitals without Shift.
    for letter in "PAARD":
        event = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(door.field(), event)
    press(door.field(), Qt.Key.Key_Return)
    door.settle()
    assert door.error() == f"{WRONG} Caps Lock staat aan."


def test_an_empty_passphrase_asks_for_one(outside: Outside, open_door: OpenDoor) -> None:
    outside.remember()
    door = open_door()
    click(button(door.page, "Ontgrendelen"))
    assert door.error() == "Typ uw wachtzin."
    assert outside.calls == []


def test_the_passphrase_can_be_shown(outside: Outside, open_door: OpenDoor) -> None:
    outside.remember()
    door = open_door()
    type_text(door.field(), PASSPHRASE)
    assert door.field().displayText() != PASSPHRASE
    click(button(door.field(), "Toon: Wachtzin"))
    assert door.field().displayText() == PASSPHRASE
    click(button(door.field(), "Verberg: Wachtzin"))
    assert door.field().displayText() != PASSPHRASE


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(
    outside: Outside, open_door: OpenDoor
) -> None:
    outside.remember()
    door = open_door()
    code = door.page.findChild(CodeGroups)
    assert code is not None
    start = button(door.page, "Herstellen")
    assert not start.isEnabled()
    assert start.toolTip() == "Vul eerst alle groepjes in."
    type_text(code.boxes()[0], "aaaa")
    for box in code.boxes()[1:]:
        assert QApplication.focusWidget() is box
        type_text(box, "aaaa")
    click(start)
    first, second = [
        field for field in door.page.findChildren(PassphraseEdit) if field is not door.field()
    ]
    type_text(first, "brood wolk fiets paard")
    type_text(second, "brood wolk fiets")
    click(button(door.page, "Nieuwe wachtzin bewaren"))
    assert "Dit is niet hetzelfde." in texts(door.page)
    second.clear()
    type_text(second, "brood wolk fiets paard")
    press(second, Qt.Key.Key_Return)
    door.settle()
    assert WRONG_CODE in texts(door.page)
    for box, group in zip(code.boxes(), CODE.lower().split("-"), strict=True):
        box.clear()
        type_text(box, group)
    press(second, Qt.Key.Key_Return)
    door.settle()
    assert outside.passphrase == "brood wolk fiets paard"
    assert len(door.opened) == 1


def test_a_new_colleague_comes_in_with_the_one_time_code(
    outside: Outside, open_door: OpenDoor
) -> None:
    outside.remember()
    outside.newcomers = ("Fatma Arslan", "Peter Stam")
    door = open_door()
    form = door.page.findChild(JoinForm)
    assert form is not None
    assert "Eerste keer hier?" in texts(form)
    name = form.findChild(Choice)
    code = form.findChild(CodeGroups)
    assert name is not None
    assert code is not None
    name.set_value("Peter Stam")
    for code_typed, said in (("AAAA-AAAA-AAAA-AAAA", WRONG_CODE), (JOIN_CODE, "")):
        for box, group in zip(code.boxes(), code_typed.split("-"), strict=True):
            box.clear()
            type_text(box, group)
        click(button(form, "Verder"))
        for field in form.findChildren(PassphraseEdit):
            field.clear()
            type_text(field, "brood wolk fiets paard")
        click(button(form, "Nieuwe wachtzin bewaren"))
        door.settle()
        assert said in texts(form)
    path = outside.recent[0].path
    phrase = "brood wolk fiets paard"
    assert outside.calls[-1] == ("join", path, "Peter Stam", JOIN_CODE, phrase)
    assert len(door.opened) == 1


def test_without_newcomers_nobody_is_asked_for_a_one_time_code(
    outside: Outside, open_door: OpenDoor
) -> None:
    outside.remember()
    assert open_door().page.findChild(JoinForm) is None


def test_a_whole_code_can_be_pasted(outside: Outside, open_door: OpenDoor) -> None:
    outside.remember()
    door = open_door()
    code = door.page.findChild(CodeGroups)
    assert code is not None
    QApplication.clipboard().setText(CODE)
    QTest.keyClick(code.boxes()[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert code.text() == CODE


def test_a_computer_without_a_desk_offers_to_make_one(
    qtbot: QtBot, outside: Outside, open_door: OpenDoor
) -> None:
    door = open_door()
    assert "Op deze computer staat nog geen balie." in texts(door.page)
    assert not door.field().isVisible()
    with qtbot.waitSignal(door.page.new_wanted):
        click(button(door.page, "Nieuwe balie maken"))


def test_the_demonstration_opens_with_its_key(outside: Outside, open_door: OpenDoor) -> None:
    door = open_door()
    QTest.keyClick(door.page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    door.settle()
    assert [opened.demo for opened in door.opened] == [True]


def test_making_the_demonstration_can_be_stopped(
    qtbot: QtBot, outside: Outside, open_door: OpenDoor
) -> None:
    outside.go_on.clear()
    door = open_door()
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    door.tasks.began.connect(strip.follow)
    try:
        door.page.open_demo()
        assert not button(door.page, "Nieuwe balie maken").isEnabled()
        qtbot.waitUntil(lambda: "Stoppen" in texts(strip), timeout=PATIENCE_MS)
        click(button(strip, "Stoppen"))
    finally:
        outside.go_on.set()
    door.settle()
    assert door.opened == []
    assert button(door.page, "Nieuwe balie maken").isEnabled()


def test_a_demonstration_that_cannot_be_made_says_why(
    outside: Outside, open_door: OpenDoor
) -> None:
    outside.full_disk = True
    door = open_door()
    QTest.keyClick(door.page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    door.settle()
    assert "De schijf is vol." in texts(door.page)
    assert door.opened == []


def test_an_unforeseen_error_does_not_look_like_a_wrong_passphrase(
    outside: Outside, open_door: OpenDoor
) -> None:
    outside.remember()
    outside.broken = True
    door = open_door()
    type_text(door.field(), PASSPHRASE)
    press(door.field(), Qt.Key.Key_Return)
    door.settle()
    assert door.error() == ""
    assert [type(error) for error in door.unforeseen] == [ZeroDivisionError]
    assert button(door.page, "Ontgrendelen").isEnabled()


def test_everything_on_the_first_screen_is_reached_with_tab(
    outside: Outside, open_door: OpenDoor
) -> None:
    outside.remember()
    open_door()
    reached = set()
    for _step in range(40):
        widget = QApplication.focusWidget()
        assert widget is not None
        reached.add(widget.accessibleName())
        press(widget, Qt.Key.Key_Tab)
    assert {
        "Balie openen",
        "Nieuwe balie maken",
        "Demobalie bekijken",
        "Ander bestand…",
        "Uw naam",
        "Wachtzin",
        "Toon: Wachtzin",
        "Ontgrendelen",
        "groepje 1 van de herstelcode",
        "groepje 6 van de herstelcode",
    } <= reached


def test_a_narrow_window_keeps_every_way_in(outside: Outside, open_door: OpenDoor) -> None:
    outside.remember()
    door = open_door()
    door.page.resize(640, 400)
    QApplication.processEvents()
    click(button(door.page, "Demobalie bekijken"))
    door.settle()
    assert [opened.demo for opened in door.opened] == [True]


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("kort", "Nog 8 tekens."),
        ("aaaaaaaaaaaaaa", "Veel tekens zijn hetzelfde."),
        ("paard fiets", "Nog 1 tekens."),
        ("paard fiets wo", "Dit kan."),
        (PASSPHRASE, "sterke wachtzin"),
    ],
)
def test_the_strength_is_said_in_words(passphrase: str, said: str) -> None:
    assert said in strength_hint(passphrase, 12)
