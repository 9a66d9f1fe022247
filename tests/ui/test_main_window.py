"""The window from unlocking to locking, its settings, its help and what nobody foresaw."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.i18n import language
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui import style
from meedoenbalie.ui.app import Unforeseen
from meedoenbalie.ui.desk_shell import DeskShell
from meedoenbalie.ui.failure import FailureDialog
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.page import Page
from meedoenbalie.ui.pages.new_desk import NewDeskPage
from meedoenbalie.ui.pages.unlock import UnlockPage
from meedoenbalie.ui.preferences import Preferences, load_preferences, save_preferences
from meedoenbalie.ui.settings_dialog import SettingsDialog
from meedoenbalie.ui.theme import theme
from tests.ui.outside import PASSPHRASE, Outside
from tests.ui.pages.frame import PATIENCE_MS, button, click, texts

pytestmark = pytest.mark.usefixtures("look")


class Form(Page):
    """A page on which something can be typed."""

    dirty = False

    def title(self) -> str:
        return "Gesprek"

    def unsaved(self) -> bool:
        return self.dirty


def add_pages(shell: DeskShell) -> None:
    """The pages of this test."""
    shell.add_page("talk", "Gesprek", "users", Form, "desk")
    shell.go("talk")


def unforeseen(error: Exception) -> None:
    """Nothing unforeseen may happen in these tests."""
    raise error


@pytest.fixture
def outside(tmp_path: Path, desk: Desk) -> Outside:
    """A computer with one desk."""
    made = Outside(tmp_path, desk)
    made.remember()
    return made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, outside: Outside) -> Iterator[MainWindow]:
    """The window before unlocking; afterwards the application looks as before."""
    made = MainWindow(outside.context(), add_pages, Preferences(look="light"), unforeseen)
    qtbot.addWidget(made)
    with qtbot.waitActive(made, timeout=PATIENCE_MS):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    style.apply(qapp, Preferences(look="light"))


def unlock(qtbot: QtBot, window: MainWindow) -> DeskShell:
    """Open the desk."""
    page = window.findChild(UnlockPage)
    assert page is not None
    page.complete()
    QTest.keyClicks(page.passphrase_field(), PASSPHRASE)
    page.unlock()
    qtbot.waitUntil(lambda: window.shell is not None, timeout=PATIENCE_MS)
    assert window.shell is not None
    QApplication.processEvents()
    return window.shell


def answer(dialog_kind: type[QDialog], words: str) -> list[str]:
    """Press a button of the dialog that comes next; return a list that gets its words."""
    said: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, dialog_kind):
            QTimer.singleShot(10, act)
            return
        said.append(texts(dialog))
        click(button(dialog, words))

    QTimer.singleShot(0, act)
    return said


def test_locking_closes_the_desk_and_forgets_its_pages(
    qtbot: QtBot, window: MainWindow, outside: Outside
) -> None:
    shell = unlock(qtbot, window)
    assert window.windowTitle() == "Meedoenbalie"
    QTest.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.shell is None
    assert window.findChild(UnlockPage) is not None
    qtbot.waitUntil(lambda: outside.calls[-1][0] == "close", timeout=PATIENCE_MS)


def test_closing_the_window_closes_the_desk(
    qtbot: QtBot, window: MainWindow, outside: Outside
) -> None:
    unlock(qtbot, window)
    window.close()
    qtbot.waitUntil(lambda: outside.calls[-1][0] == "close", timeout=PATIENCE_MS)


def test_a_new_desk_is_made_in_the_same_window(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    page = window.findChild(NewDeskPage)
    assert page is not None
    assert window.windowTitle() == "Meedoenbalie – nieuwe balie"
    click(button(page, "Annuleren"))
    assert window.windowTitle() == "Meedoenbalie"


def test_dark_is_put_on_at_once_and_kept(qtbot: QtBot, window: MainWindow) -> None:
    shell = unlock(qtbot, window)
    before = shell.current_page()
    window.use(Preferences(look="dark"))
    assert theme().look == "dark"
    assert window.shell is shell
    assert shell.current_page() is before
    assert load_preferences() == Preferences(look="dark")


def test_larger_text_and_another_language_make_the_window_anew_on_the_same_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    shell = unlock(qtbot, window)
    window.use(Preferences(look="light", scale=1.5, language="en"))
    assert window.shell is not None
    assert window.shell is not shell
    assert window.shell.current_key() == "talk"
    assert theme().scale == 1.5
    assert language() == "en"


def test_the_settings_are_chosen_and_kept(qtbot: QtBot, window: MainWindow) -> None:
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    dialog.boxes.look.set_value("dark")
    dialog.boxes.scale.set_value(1.5)
    dialog.boxes.language.set_value("en")
    chosen = dialog.chosen()
    assert chosen == Preferences("dark", 1.5, "en")
    save_preferences(chosen)
    assert load_preferences() == chosen


def test_an_unforeseen_error_is_told_and_its_report_names_nobody(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        raise ValueError("Hodan Abdi Warsame")
    except ValueError as error:
        dialog = FailureDialog(error)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Wat u eerder opsloeg, staat er nog." in texts(dialog)
    click(button(dialog, "Details"))
    details = dialog.findChild(QPlainTextEdit)
    assert details is not None
    assert details.isVisible()
    click(button(dialog, "Kopiëren"))
    target = tmp_path / "rapport.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    click(button(dialog, "Rapport bewaren…"))
    for report in (target.read_text("utf-8"), details.toPlainText(), _clipboard()):
        assert "ValueError" in report
        assert "test_main_window" in report
        assert "Hodan" not in report
        assert str(Path.home()) not in report


def test_one_dialog_at_a_time_for_unforeseen_errors(qtbot: QtBot) -> None:
    handler = Unforeseen()

    def second_then_close() -> None:
        handler.caught.emit(RuntimeError("second"))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FailureDialog)
        dialog.accept()

    handler.caught.emit(RuntimeError("first"))
    QTimer.singleShot(0, second_then_close)
    QApplication.processEvents()
    assert QApplication.activeModalWidget() is None


def test_a_failing_drawing_is_told_and_the_window_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (the name is Qt's)
            painter = QPainter(self)
            painter.drawLine(0, 0, 1 // self.x(), 0)

    handler = Unforeseen()
    monkeypatch.setattr(handler, "show", lambda _error: None)
    told: list[Exception] = []
    handler.caught.connect(told.append)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    handler.install()
    broken = Broken()
    qtbot.addWidget(broken)
    broken.show()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert isinstance(told[0], ZeroDivisionError)
    assert told[0].__traceback__ is not None


def test_colours_of_texts_follow_the_look(qtbot: QtBot, window: MainWindow) -> None:
    def inks() -> set[str]:
        return {label.palette().windowText().color().name() for label in labels}

    labels = window.findChildren(QLabel)
    light = inks()
    window.use(Preferences(look="dark"))
    dark = inks()
    assert theme().palette.ink.lower() in dark
    assert not light & dark


def _clipboard() -> str:
    return QApplication.clipboard().text()
