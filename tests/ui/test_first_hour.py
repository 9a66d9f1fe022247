"""The first hour of a volunteer: what a desk does first, and practising where nothing can break."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.paths import data_folder
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.first_hour import Exercise, FirstStep
from meedoenbalie.services.settings import change_settings
from meedoenbalie.ui.pages.today.page import TodayPage
from meedoenbalie.ui.practice_bar import PracticeBar
from tests.ui.pages.frame import PATIENCE_MS, button, click, texts
from tests.ui.real_window import RealWindow, real_window

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def real(qtbot: QtBot, desk: Desk) -> Iterator[RealWindow]:
    """An unlocked window on a desk where nothing was done yet."""
    desk.database.close()
    with real_window(qtbot, desk.database.path) as window:
        window.unlock()
        yield window


def today(real: RealWindow) -> TodayPage:
    page = real.go("today")
    assert isinstance(page, TodayPage)
    return page


def test_a_new_desk_is_told_what_comes_first_and_each_row_leads_there(real: RealWindow) -> None:
    page = today(real)
    assert page.first_hour.isVisible()
    assert "0 van 5 gedaan" in texts(page.first_hour)
    assert page.first_hour.focus_row(1)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    real.settle()
    assert real.shell.current_key() == "import"


def test_what_is_done_is_ticked_off_and_when_all_is_done_it_goes(real: RealWindow) -> None:
    desk, page = real.shell.desk, today(real)
    site = real.shell.site
    assert site is not None
    done = registration.register_resident(desk, site.id, given_name="Hodan")
    real.shell.saved("Opgeslagen", done.changed)
    real.settle()
    assert "1 van 5 gedaan" in texts(page.first_hour)
    page.first_hour.show_done(frozenset(FirstStep))
    assert not page.first_hour.isVisible()
    assert not page.first_hour.again.isVisible()


def test_it_can_be_put_away_and_comes_back(real: RealWindow) -> None:
    page = today(real)
    click(page.first_hour.away)
    assert not page.first_hour.isVisible()
    # Also after the desk was locked and opened again.
    real.window.lock()
    real.settle()
    real.unlock()
    page = today(real)
    assert not page.first_hour.isVisible()
    assert page.first_hour.again.isVisible()
    click(page.first_hour.again)
    assert page.first_hour.isVisible()


def practise(real: RealWindow, begin: Callable[[], object]) -> None:
    """Begin to practise, and wait until the throw-away desk stands there."""
    begin()
    real.qtbot.waitUntil(lambda: real.window.shell is not None, timeout=PATIENCE_MS)
    real.settle()


@pytest.fixture
def practising(real: RealWindow) -> RealWindow:
    """Began from the offers by way of Ctrl+K; the own desk locks soon.

    Making the other one takes longest of all, so few tests tell more each.
    """
    done = change_settings(real.shell.desk, lock_after_minutes=1)
    real.shell.saved("Opgeslagen", done.changed)
    real.go("offers")
    practise(real, real.shell.practise)
    return real


def bar(real: RealWindow) -> PracticeBar:
    assert real.shell.practice is not None
    return real.shell.practice


def locks_after(real: RealWindow) -> int | None:
    """Return after how many minutes without anybody the window locks."""
    assert real.window.guard is not None
    return real.window.guard.settings.lock_after_minutes


def residents(real: RealWindow) -> int:
    with real.shell.desk.read() as reader:
        return reader.count(Resident)


def test_practising_says_so_and_touches_nothing_of_the_own_desk(
    practising: RealWindow, desk: Desk
) -> None:
    real, store = practising, desk.database.path
    assert real.shell.opened.path != store
    assert bar(real).isVisible()
    assert "U oefent." in texts(bar(real))
    assert "oefenen" in real.window.windowTitle()
    assert residents(real) > 10
    assert locks_after(real) == 1
    before = store.read_bytes()
    site: Site | None = real.shell.site
    assert site is not None
    made = registration.register_resident(real.shell.desk, site.id, given_name="Verzonnen").result
    done = registration.record_contact(real.shell.desk, made.id, "Geoefend")
    real.shell.saved("Opgeslagen", done.changed)
    real.settle()
    assert bar(real).done == {Exercise.TALK}
    assert bar(real).buttons[Exercise.TALK].accessibleDescription() == "gedaan"
    real.shell.undoing.undo()
    real.settle()
    assert bar(real).done == {Exercise.TALK, Exercise.UNDO}
    assert store.read_bytes() == before
    click(bar(real).buttons[Exercise.RECORD])
    real.settle()
    assert real.shell.current_key() == "referrals"
    click(bar(real).stop)
    real.settle()
    assert real.shell.opened.path == store
    assert real.shell.current_key() == "offers"
    assert real.shell.practice is None
    assert residents(real) == 0
    assert locks_after(real) == 1
    assert not list((data_folder() / "practice").glob("*.db*"))


def test_locking_while_practising_locks_the_own_desk(practising: RealWindow, desk: Desk) -> None:
    QTest.keyClick(practising.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert practising.window.shell is None
    practising.settle()
    practising.unlock()
    assert practising.shell.opened.path == desk.database.path
    assert practising.shell.current_key() == "offers"


def test_closing_the_window_while_practising_closes_both(
    real: RealWindow, qtbot: QtBot, desk: Desk
) -> None:
    practise(real, lambda: click(button(today(real), "Vijf minuten oefenen")))
    assert bar(real).isVisible()
    real.close()
    qtbot.waitUntil(lambda: not real.window.isVisible(), timeout=PATIENCE_MS)
    assert not list((data_folder() / "practice").glob("*.db*"))
    assert not list(desk.database.path.parent.glob("*.db-wal"))
