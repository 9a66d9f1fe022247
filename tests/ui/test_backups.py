"""Back-ups in the window: made without being asked, warned about, and put back after a look."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from meedoenbalie.clock import Clock
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.backing_up import back_up, backups
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.stores import open_store
from meedoenbalie.storage import backup as files
from meedoenbalie.storage.keys import key_file_of
from meedoenbalie.ui.pages.restore_outside import RestoreOutside
from meedoenbalie.ui.pages.settings.backup import BackupCard
from meedoenbalie.ui.pages.settings.page import SettingsPage
from meedoenbalie.ui.pages.settings.restore_dialog import RestoreDialog
from meedoenbalie.ui.pages.today.page import TodayPage
from tests.opened_desk import PASSPHRASE
from tests.ui.pages.frame import PATIENCE_MS, Frame, button, click, look, texts
from tests.ui.real_window import RealWindow, real_window

__all__ = ["look"]

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def real(qtbot: QtBot, desk: Desk, site: Site) -> Iterator[RealWindow]:
    """An unlocked window on a store with one resident and no back-up yet."""
    register_resident(desk, site.id, given_name="Semhar")
    desk.database.close()
    with real_window(qtbot, desk.database.path) as window:
        window.unlock()
        yield window


def wait(qtbot: QtBot, frame: Frame | RealWindow) -> None:
    """Wait until no back-up is being made and all is shown."""
    keeper = frame.shell.backups
    qtbot.waitUntil(lambda: not keeper.busy(), timeout=PATIENCE_MS)
    frame.settle()


def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "_pour", fails)


def names(store: Path, real: RealWindow) -> list[str]:
    desk = open_store(store, "Marleen", PASSPHRASE, real.clock)
    with desk.database, desk.read() as reader:
        return [resident.given_name for resident in reader.find(Resident, "reference")]


def test_vandaag_asks_for_the_first_one_and_shows_it_when_it_was_checked(
    qtbot: QtBot, real: RealWindow
) -> None:
    page = real.go("today")
    assert isinstance(page, TodayPage)
    assert "Nog geen back-up" in texts(page.backup)
    assert "Maak er nu een." in texts(page.backup)
    click(page.backup.button)
    wait(qtbot, real)
    said = texts(page.backup)
    assert "maandag 2 maart 2026, 12:00" in said
    assert "Teruggelezen en gecontroleerd: 1 bewoner, 0 doorverwijzingen." in said
    assert "Maak er nu een." not in said
    assert "Back-up gecontroleerd: ma 2 mrt" in texts(real.shell.status)


def test_after_half_an_hour_and_a_change_one_is_made_without_being_asked(
    qtbot: QtBot, desk: Desk, site: Site
) -> None:
    start = desk.clock.now()
    passed = timedelta()
    moving = replace(desk, clock=Clock(lambda: start + passed))
    frame = Frame(qtbot, moving, {"today": TodayPage}, ())
    frame.go("today")
    number = 0
    # Minutes since the start, whether somebody was registered, and whether one is made.
    for minutes, changed, one_more in (
        (0, False, True),
        (31, False, False),
        (32, True, True),
        (50, True, False),
        (62, False, True),
        (200, False, False),
    ):
        passed = timedelta(minutes=minutes)
        if changed:
            register_resident(moving, site.id, given_name="Zahra")
        number += one_more
        frame.shell.backups.tick()
        frame.settle()
        wait(qtbot, frame)
        assert len(backups(moving)) == number, minutes
    making = frame.shell.backups.stop()
    assert making is not None
    making.close()
    frame.tasks.close()


def test_a_full_stick_is_told_on_vandaag_and_work_goes_on(
    qtbot: QtBot, real: RealWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = real.go("today")
    assert isinstance(page, TodayPage)
    with monkeypatch.context() as broken:
        no_room(broken)
        click(page.backup.button)
        wait(qtbot, real)
    said = texts(page.backup)
    assert "is vol. De back-up is niet gemaakt; uw gegevens staan veilig" in said
    click(page.backup.button)
    wait(qtbot, real)
    assert "is vol" not in texts(page.backup)


def test_closing_the_window_makes_a_back_up_of_what_changed(qtbot: QtBot, real: RealWindow) -> None:
    real.window.close()
    qtbot.waitUntil(lambda: not real.window.isVisible(), timeout=PATIENCE_MS)
    again = open_store(real.store, "Marleen", PASSPHRASE, real.clock)
    with again.database:
        (made,) = backups(again)
    assert made.proved_at is not None
    assert made.facts.counts["resident"] == 1


def test_a_back_up_that_fails_at_closing_keeps_the_window_and_says_why(
    qtbot: QtBot, real: RealWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_room(monkeypatch)
    real.window.close()
    real.settle()
    assert real.window.isVisible()
    assert "De back-up is niet gemaakt" in texts(real.window)
    # The store is closed all the same, and a second time the window goes.
    assert names(real.store, real) == ["Semhar"]
    real.window.close()
    assert not real.window.isVisible()


def test_a_folder_of_choice_is_kept_and_used_at_once(
    qtbot: QtBot, real: RealWindow, tmp_path: Path
) -> None:
    stick = tmp_path / "Kluis"
    stick.mkdir()
    page = real.go("settings")
    assert isinstance(page, SettingsPage)
    card = page.cards["backup"]
    assert isinstance(card, BackupCard)
    assert "nog geen" in texts(card)
    card.choose(stick)
    real.settle()
    wait(qtbot, real)
    assert len(list(stick.glob("*.back-up"))) == 1
    said = texts(card)
    assert "‘Kluis’ · bij sluiten en hoogstens elke 30 minuten." in said
    assert "gecontroleerd ma 2 mrt" in said


def test_putting_back_shows_first_what_is_lost_and_then_asks_to_unlock(
    qtbot: QtBot, real: RealWindow, site: Site
) -> None:
    back_up(real.shell.desk)
    register_resident(real.shell.desk, site.id, given_name="Zahra")
    page = real.go("settings")
    assert isinstance(page, SettingsPage)
    click(button(page.cards["backup"], "Terugzetten…"))
    QApplication.processEvents()
    (dialog,) = page.findChildren(RestoreDialog)
    assert isinstance(dialog, QDialog)
    real.settle()
    shown = dialog.words.toPlainText()
    assert "U verliest 1 wijziging van na ma 2 mrt 12:00." in shown
    assert "Bewoner: nu 2, in de back-up 1" in shown
    assert "u verliest RTW-0002" in shown
    click(dialog.button)
    qtbot.waitUntil(lambda: real.window.shell is None, timeout=PATIENCE_MS)
    real.first_screen()
    assert "De balie van ma 2 mrt 12:00 staat terug." in texts(real.window)
    assert names(real.store, real) == ["Semhar"]


def test_a_desk_that_is_gone_is_put_back_from_the_first_screen(
    qtbot: QtBot, real: RealWindow
) -> None:
    made = back_up(real.shell.desk)
    real.window.lock()
    real.settle()
    for path in (real.store, key_file_of(real.store)):
        path.unlink()
    page = real.first_screen()
    page.choose(real.store)
    real.settle()
    click(button(page, "Terugzetten uit back-up…"))
    (dialog,) = page.findChildren(RestoreOutside)
    dialog.choose(real.store)  # no back-up: it is gone
    real.settle()
    assert "niet gevonden" in texts(dialog)
    dialog.choose(made.path)
    real.settle()
    assert dialog.name.value() == "Marleen"
    QTest.keyClicks(dialog.passphrase, "iets anders nu")
    click(dialog.button)
    real.settle()
    assert "Deze wachtzin klopt niet." in texts(dialog)
    assert not real.store.exists()
    dialog.passphrase.clear()
    QTest.keyClicks(dialog.passphrase, PASSPHRASE)
    click(dialog.button)
    qtbot.waitUntil(lambda: real.window.shell is not None, timeout=PATIENCE_MS)
    real.settle()
    assert real.shell.desk.user.name == "Marleen"


def test_who_has_it_open_is_told_on_the_first_screen(qtbot: QtBot, real: RealWindow) -> None:
    real.window.lock()
    real.settle()
    page = real.first_screen()
    with open_store(real.store, "Marleen", PASSPHRASE, real.clock).database:
        QTest.keyClicks(page.passphrase_field(), PASSPHRASE)
        page.unlock()
        real.settle()
        assert "Deze balie is al open bij Marleen" in texts(page)
    page.unlock()
    qtbot.waitUntil(lambda: real.window.shell is not None, timeout=PATIENCE_MS)
    real.settle()
