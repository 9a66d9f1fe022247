"""Making a desk: place and name, passphrase, recovery code on paper, done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.pages.new_desk import NewDeskPage
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.widgets.passphrase import CodeGroups, PassphraseEdit
from tests.ui.outside import CODE, PASSPHRASE, Outside
from tests.ui.pages.frame import PATIENCE_MS, button, click, press, texts, type_text

pytestmark = pytest.mark.usefixtures("look")


class Making:
    """The steps in a window."""

    def __init__(self, qtbot: QtBot, outside: Outside) -> None:
        self.qtbot = qtbot
        self.tasks = Tasks()
        self.page = NewDeskPage(outside.context(), self.tasks)
        self.opened: list[OpenedDesk] = []
        self.page.opened.connect(self.opened.append)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 800)
        self.page.show()

    def fill(self, name: str, text: str) -> None:
        """Type into the visible field with that name."""
        box = next(
            box
            for box in self.page.findChildren(QLineEdit)
            if box.isVisible() and box.accessibleName() == name
        )
        box.clear()
        type_text(box, text)

    def press(self, words: str) -> None:
        """Press a visible button and wait for what it started."""
        click(button(self.page, words))
        self.qtbot.waitUntil(lambda: not self.tasks.busy(), timeout=PATIENCE_MS)
        QApplication.processEvents()

    def to_code(self) -> CodeGroups:
        """Go through the first two steps and return the boxes that prove the code."""
        self.fill("Naam van de locatie", "azc Elzenveld")
        self.fill("Korte code", "ez")
        self.fill("Uw naam", "Joost Bakker")
        self.press("Verder: wachtzin")
        self.fill("Nieuwe wachtzin", PASSPHRASE)
        self.fill("Nog een keer", PASSPHRASE)
        self.press("Balie maken")
        groups = self.page.findChild(CodeGroups)
        assert groups is not None
        return groups


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """A computer without a desk."""
    return Outside(tmp_path)


@pytest.fixture
def making(qtbot: QtBot, outside: Outside) -> Iterator[Making]:
    """The first step of making a desk."""
    made = Making(qtbot, outside)
    yield made
    made.tasks.close()


def test_a_desk_is_made_and_opened_when_the_code_is_proved(
    outside: Outside, making: Making
) -> None:
    groups = making.to_code()
    assert outside.calls == [
        ("create", "azc-elzenveld.meedoen", "EZ", "azc Elzenveld", "Joost Bakker", PASSPHRASE)
    ]
    shown = texts(making.page)
    assert all(group in shown for group in CODE.split("-"))
    forward = button(making.page, "Verder: klaar")
    assert not forward.isEnabled()
    assert forward.toolTip() == "Eerst beide groepjes invullen"
    type_text(groups.boxes()[0], "4txa")
    assert not forward.isEnabled()
    type_text(groups.boxes()[1], "r8vd")
    assert forward.isEnabled()
    making.press("Verder: klaar")
    assert "De balie is klaar" in texts(making.page)
    assert outside.calls[-1] == ("proved", "azc-elzenveld.meedoen")
    assert making.opened == []
    making.press("Naar de balie")
    assert [opened.recovery_code for opened in making.opened] == [""]


def test_a_wrong_group_is_told_and_does_not_open_the_way(making: Making) -> None:
    groups = making.to_code()
    type_text(groups.boxes()[0], "4txa")
    type_text(groups.boxes()[1], "xxxx")
    assert "Dit staat niet op het blad." in texts(making.page)
    assert not button(making.page, "Verder: klaar").isEnabled()


def test_what_is_missing_is_said_at_each_field(outside: Outside, making: Making) -> None:
    making.fill("Korte code", "D H")
    making.press("Verder: wachtzin")
    shown = texts(making.page)
    assert "Vul de naam van de locatie in." in shown
    assert "zonder spaties" in shown
    assert "Vul uw naam in." in shown
    assert outside.calls == []


def test_a_short_or_different_passphrase_makes_nothing(outside: Outside, making: Making) -> None:
    making.fill("Naam van de locatie", "azc Elzenveld")
    making.fill("Korte code", "EZ")
    making.fill("Uw naam", "Joost")
    making.press("Verder: wachtzin")
    making.fill("Nieuwe wachtzin", "kort")
    making.press("Balie maken")
    assert "De wachtzin is te kort: minstens 12 tekens." in texts(making.page)
    making.fill("Nieuwe wachtzin", PASSPHRASE)
    making.fill("Nog een keer", "iets anders")
    making.press("Balie maken")
    assert "Dit is niet hetzelfde." in texts(making.page)
    assert outside.calls == []
    making.press("Vorige")
    assert "Locatie en uw naam" in texts(making.page)


def test_a_full_disk_is_told_and_one_can_try_again(outside: Outside, making: Making) -> None:
    outside.full_disk = True
    making.to_code()
    assert "De schijf is vol. De balie is niet gemaakt." in texts(making.page)
    outside.full_disk = False
    making.press("Balie maken")
    assert "Uw herstelcode" in texts(making.page)


def test_a_second_desk_of_the_same_name_gets_another_file(outside: Outside, making: Making) -> None:
    (outside.folder / "azc-elzenveld.meedoen").touch()
    making.to_code()
    assert outside.calls[0][1] == "azc-elzenveld-2.meedoen"


def test_the_code_can_be_kept_as_pdf(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "stick" / "herstelcode.pdf"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), "PDF (*.pdf)")
    )
    making.to_code()
    making.press("Bewaren als PDF…")
    assert "Bewaren lukte niet op deze plek." in texts(making.page)
    target.parent.mkdir()
    making.press("Bewaren als PDF…")
    text = " ".join(PdfReader(target).pages[0].extract_text().split())
    assert all(group in text for group in CODE.split("-"))
    assert "azc Elzenveld" in text
    assert "bewaard om" in texts(making.page)


def test_leaving_at_the_first_step_makes_nothing(
    qtbot: QtBot, outside: Outside, making: Making
) -> None:
    with qtbot.waitSignal(making.page.cancelled):
        click(button(making.page, "Annuleren"))
    assert outside.calls == []


def test_enter_in_the_last_field_makes_the_desk(outside: Outside, making: Making) -> None:
    making.fill("Naam van de locatie", "azc Elzenveld")
    making.fill("Korte code", "EZ")
    making.fill("Uw naam", "Joost")
    making.press("Verder: wachtzin")
    first, second = (box for box in making.page.findChildren(PassphraseEdit) if box.isVisible())
    type_text(first, PASSPHRASE)
    type_text(second, PASSPHRASE)
    press(second, Qt.Key.Key_Return)
    making.qtbot.waitUntil(lambda: bool(outside.calls), timeout=PATIENCE_MS)
