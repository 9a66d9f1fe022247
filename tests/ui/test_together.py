"""Samen kijken: who looks along sees the own data, and of everybody else nothing."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.people import Site
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.settings import change_settings
from meedoenbalie.ui.navigation import NavEntry
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from tests.ui.pages.frame import button, click, texts
from tests.ui.pages.making import add_offer, add_resident, refer
from tests.ui.real_window import RealWindow, real_window

pytestmark = pytest.mark.usefixtures("look")

OTHERS = ("Adam", "Noor", "Rima", "Haddad")


@pytest.fixture
def semhar(desk: Desk, site: Site) -> UUID:
    """Who sits at the desk; two others are in the list, one of them was referred."""
    offer = add_offer(desk, "M01", "Samen in de buurt")
    refer(desk, add_resident(desk, site, "Rima Haddad"), offer, days=20)
    add_resident(desk, site, "Adam Noor")
    return add_resident(desk, site, "Semhar Tesfay").id


@pytest.fixture
def real(qtbot: QtBot, desk: Desk, semhar: UUID) -> Iterator[RealWindow]:
    """An unlocked window."""
    desk.database.close()
    with real_window(qtbot, desk.database.path) as window:
        window.unlock()
        yield window


def looks_along(real: RealWindow) -> bool:
    return real.shell.looking_along


def f8(real: RealWindow) -> None:
    QTest.keyClick(real.shell, Qt.Key.Key_F8)
    real.settle()


def count_of(real: RealWindow, title: str) -> str:
    """The number beside a page in the navigation, as a screen reader hears it."""
    entries = real.shell.navigation.findChildren(NavEntry)
    return next(e for e in entries if e.text() == title).accessibleDescription()


def assert_nobody_else(real: RealWindow) -> None:
    said = texts(real.shell)
    assert not [name for name in OTHERS if name in said]


def test_the_list_is_covered_at_once_and_the_chosen_dossier_stays(
    real: RealWindow, semhar: UUID
) -> None:
    page = real.go("residents", semhar)
    assert isinstance(page, ResidentsPage)
    assert count_of(real, "Bewoners") == "3"
    f8(real)
    assert_nobody_else(real)
    assert page.dossier.isVisible()
    assert "Semhar Tesfay" in texts(page)
    assert not page.residents.isVisible()
    assert not page.search.isVisible()
    assert count_of(real, "Bewoners") == ""
    assert "3 bewoners" not in texts(page)
    f8(real)
    assert page.residents.isVisible()
    assert count_of(real, "Bewoners") == "3"


def test_the_mark_stands_in_the_head_and_in_the_navigation(real: RealWindow, semhar: UUID) -> None:
    page = real.go("residents", semhar)
    assert "Samen kijken aan" not in texts(real.shell)
    f8(real)
    assert "Samen kijken aan" in texts(real.shell.navigation)
    assert "Samen kijken" in texts(page)
    real.go("matching", semhar)
    assert "Samen kijken" in texts(real.page())
    f8(real)
    assert "Samen kijken" not in texts(real.page())


def test_who_merely_stands_on_top_of_the_list_is_not_shown(real: RealWindow) -> None:
    page = real.go("residents")
    assert isinstance(page, ResidentsPage)
    assert "Adam Noor" in texts(page.dossier)
    f8(real)
    assert_nobody_else(real)
    assert not page.dossier.isVisible()


def test_the_page_that_remembers_somebody_else_is_covered(real: RealWindow, semhar: UUID) -> None:
    page = real.go("residents")
    assert isinstance(page, ResidentsPage)
    other = page.residents.current_id()
    real.go("matching", other)
    assert "Adam Noor" in texts(real.page())
    real.go("residents", semhar)
    f8(real)
    real.go("matching")
    assert_nobody_else(real)
    assert "Samen kijken staat aan." in texts(real.shell)
    real.go("matching", semhar)
    assert real.page().isVisible()
    assert "Semhar" in texts(real.page())
    assert_nobody_else(real)


@pytest.mark.parametrize("key", ["today", "referrals"])
def test_lists_of_everybody_are_covered(real: RealWindow, semhar: UUID, key: str) -> None:
    real.go(key)
    assert "Rima" in texts(real.page())
    real.go("residents", semhar)
    f8(real)
    real.go(key)
    assert_nobody_else(real)
    assert not real.page().isVisible()


def test_the_status_bar_names_nobody(real: RealWindow, semhar: UUID) -> None:
    real.go("residents", semhar)
    real.shell.saved("Wijziging van Rima Haddad opgeslagen")
    f8(real)
    assert_nobody_else(real)
    real.shell.saved("Wijziging van Rima Haddad opgeslagen")
    assert real.shell.status.text() == "Opgeslagen, 12:00"


def test_a_contact_moment_can_be_written_while_looking_along(
    real: RealWindow, semhar: UUID
) -> None:
    page = real.go("residents", semhar)
    assert isinstance(page, ResidentsPage)
    f8(real)
    page.dossier.begin_talk()
    QTest.keyClicks(page.dossier.history.summary, "Weekplan gekozen")
    click(button(page, "Contactmoment vastleggen"))
    real.settle()
    desk = real.shell.desk
    assert len(registration.dossier(desk, semhar).contacts) == 1
    assert_nobody_else(real)
    assert page.dossier.isVisible()


def test_it_ends_when_the_window_locks_unless_the_desk_chose_otherwise(
    real: RealWindow, semhar: UUID
) -> None:
    real.go("residents", semhar)
    f8(real)
    real.window.lock()
    real.unlock()
    assert looks_along(real) is False
    real.shell.saved("", change_settings(real.shell.desk, together_off_on_lock=False).changed)
    real.settle()
    f8(real)
    real.window.lock()
    real.unlock()
    assert looks_along(real) is True
    assert_nobody_else(real)
    assert "Semhar Tesfay" in texts(real.page())
