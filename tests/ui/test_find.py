"""Ctrl+K: somebody or a screen, from a few letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTabBar
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Role, Site
from meedoenbalie.services import catalogue, erasing, referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.find_dialog import FindDialog
from meedoenbalie.ui.widgets.buttons import Button
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
        frame = open_frame({"residents": Elsewhere, "offers": Elsewhere}, ("referrals",))
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


def test_an_offer_a_referral_and_a_lesson_lead_to_their_pages(
    find: Callable[[], Finding], desk: Desk
) -> None:
    finding = find()
    semhar = registration.resident_by_reference(desk, "RTW-0001")
    kitchen = catalogue.add_offer(
        desk, "De Schakel", code="M01", kind=OfferKind.MDT_TRAJECT, title="Keuken van de wijk"
    ).result
    referral = referring.prepare_referral(desk, semhar.id, kitchen.id).result.referral
    finding.type("keuk")
    assert finding.found() == ["Keuken van de wijk, M01 · MDT-traject"]
    finding.type("semhar keuk")
    assert [hit.split(",")[0] for hit in finding.found()] == ["Semhar Tesfay → Keuken van de wijk"]
    finding.key(Qt.Key.Key_Return)
    assert finding.frame.asked_elsewhere("referrals") == [referral.id]


def test_what_the_keys_of_the_window_do_is_found_and_done(find: Callable[[], Finding]) -> None:
    finding = find()
    finding.type("samen")
    assert finding.found() == ["Samen kijken aan of uit, F8", "Hulp: Dossiers samenvoegen, hulp"]
    finding.key(Qt.Key.Key_Return)
    assert finding.frame.shell.looking_along


def test_a_button_of_the_screen_is_found_and_pressed(find: Callable[[], Finding]) -> None:
    finding = find()
    pressed: list[bool] = []
    page = finding.frame.page()
    press_me = Button("&Plaatsen bevestigen", on_click=lambda: pressed.append(True))
    press_me.setParent(page)
    press_me.show()
    finding.type("bevest")
    assert finding.found() == ["Plaatsen bevestigen, Alt+P · knop op dit scherm"]
    finding.key(Qt.Key.Key_Return)
    assert pressed == [True]


def test_what_was_chosen_before_stands_on_top(
    find: Callable[[], Finding], qtbot: QtBot, desk: Desk
) -> None:
    finding = find()
    finding.type("semh")
    finding.key(Qt.Key.Key_Return)
    again = Finding(finding.frame, qtbot)
    again.frame.settle()
    assert again.found()[:2] == ["Semhar Tesfay, RTW-0001", "residents, scherm"]
    again.frame.shell.toggle_shared_view()
    along = Finding(finding.frame, qtbot)
    along.frame.settle()
    assert "Semhar" not in " ".join(along.found())
    again.frame.shell.toggle_shared_view()
    erasing.erase(desk, registration.resident_by_reference(desk, "RTW-0001").id)
    gone = Finding(finding.frame, qtbot)
    gone.frame.settle()
    assert "Semhar" not in " ".join(gone.found())


def test_the_programme_team_finds_no_residents_and_is_told_of_no_error(
    find: Callable[[], Finding], qtbot: QtBot
) -> None:
    finding = find()
    shell = finding.frame.shell
    shell.desk = replace(shell.desk, user=shell.desk.user.changed(roles=(Role.PROGRAMME,)))
    team = Finding(finding.frame, qtbot)
    team.type("semh")
    assert team.found() == []


def test_tabs_menus_and_chapters_of_the_help_are_found_too(find: Callable[[], Finding]) -> None:
    finding = find()
    page = finding.frame.page()
    tabs = QTabBar(page)
    for title in ("Dekking", "Trechter"):
        tabs.addTab(title)
    tabs.show()
    chosen: list[str] = []
    more = Button("&Meer")
    menu = QMenu(more)
    menu.addAction("&Uitvoeren als Excel…").triggered.connect(lambda: chosen.append("excel"))
    more.set_menu(menu)
    more.setParent(page)
    more.show()
    finding.type("trecht")
    assert finding.found() == ["Trechter, tabblad"]
    finding.type("uitvoer")
    assert finding.found() == ["Uitvoeren als Excel…, onder Meer"]
    finding.key(Qt.Key.Key_Return)
    assert chosen == ["excel"]


def test_help_is_found_by_the_title_of_its_chapter(
    find: Callable[[], Finding], qtbot: QtBot
) -> None:
    finding = find()
    finding.type("hulp bewaarter")
    assert finding.found() == ["Hulp: Bewaartermijnen, hulp"]
    with qtbot.waitSignal(finding.frame.shell.chapter_wanted) as asked:
        finding.key(Qt.Key.Key_Return)
    assert asked.args == ["keeping"]
