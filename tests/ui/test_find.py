"""Ctrl+K: somebody or a screen, from a few letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.people import Site
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.find_dialog import FindDialog
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.list_delegate import RowList
from tests.ui.pages.frame import Elsewhere, Frame, OpenFrame, open_frame, press, texts, type_text

__all__ = ["open_frame"]


class Finding:
    """The dialog on a desk with two residents."""

    def __init__(self, frame: Frame, qtbot: QtBot) -> None:
        self.frame = frame
        self.dialog = FindDialog(frame.shell, frame.shell)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def type(self, words: str) -> None:
        """Type and wait for what is found."""
        box = self.dialog.findChild(SearchBox)
        assert box is not None
        box.clear()
        type_text(box, words)
        self.frame.qtbot.waitUntil(lambda: box.text() == words)
        box.searched.emit(words)
        self.frame.settle()

    def found(self) -> list[str]:
        """What stands in the list."""
        shown = self.dialog.findChild(RowList)
        assert shown is not None
        model = shown.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def key(self, key: Qt.Key) -> None:
        """Press a key in the field."""
        box = self.dialog.findChild(SearchBox)
        assert box is not None
        press(box, key)


@pytest.fixture
def find(qtbot: QtBot, desk: Desk, site: Site, open_frame: OpenFrame) -> Callable[[], Finding]:
    """Open the dialog on a desk with Semhar and Hodan."""

    def find_() -> Finding:
        for given, family in (("Semhar", "Tesfay"), ("Hodan", "Warsame")):
            registration.register_resident(desk, site.id, given_name=given, family_name=family)
        frame = open_frame({"residents": Elsewhere, "offers": Elsewhere})
        frame.go("offers")
        return Finding(frame, qtbot)

    return find_


def test_a_resident_is_found_by_a_part_of_the_name_and_opened(
    find: Callable[[], Finding],
) -> None:
    finding = find()
    finding.type("semh")
    assert [hit.split(",")[0] for hit in finding.found()] == ["Semhar Tesfay"]
    finding.key(Qt.Key.Key_Return)
    targets = finding.frame.asked_elsewhere("residents")
    assert len(targets) == 1


def test_a_screen_is_found_by_its_name(find: Callable[[], Finding]) -> None:
    finding = find()
    assert finding.found() == ["residents, scherm", "offers, scherm", "Instellingen, scherm"]
    finding.type("resid")
    finding.key(Qt.Key.Key_Return)
    assert finding.frame.shell.current_key() == "residents"


def test_the_arrows_walk_what_was_found_while_one_types(find: Callable[[], Finding]) -> None:
    finding = find()
    finding.key(Qt.Key.Key_Down)
    finding.key(Qt.Key.Key_Return)
    assert finding.frame.shell.current_key() == "offers"


def test_nothing_found_says_so(find: Callable[[], Finding]) -> None:
    finding = find()
    finding.type("zzz")
    assert "Niets gevonden." in texts(finding.dialog)


def test_nobody_is_found_while_a_resident_looks_along(find: Callable[[], Finding]) -> None:
    finding = find()
    finding.frame.shell.toggle_shared_view()
    finding.type("semh")
    assert finding.found() == []
