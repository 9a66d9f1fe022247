"""Locking: nothing typed is lost, nothing can be seen, and one comes back to the same place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.people import Site
from meedoenbalie.services import drafts, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import open_store
from meedoenbalie.storage.backends.file import file_of
from meedoenbalie.ui.find_dialog import FindDialog
from meedoenbalie.ui.idle import IdleWatch
from meedoenbalie.ui.pages.resident_form.page import ResidentFormPage
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from meedoenbalie.ui.pages.settings.locking import LockingCard
from meedoenbalie.ui.pages.settings.page import SettingsPage
from meedoenbalie.ui.pages.today.page import TodayPage
from meedoenbalie.ui.widgets.inputs import Choice
from tests.opened_desk import PASSPHRASE
from tests.ui.pages.frame import PATIENCE_MS, button, click, texts
from tests.ui.real_window import RealWindow, real_window

pytestmark = pytest.mark.usefixtures("look")

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def semhar(desk: Desk, site: Site) -> UUID:
    """Somebody who isn't first in the list."""
    registration.register_resident(desk, site.id, given_name="Adam", family_name="Noor")
    made = registration.register_resident(desk, site.id, given_name="Semhar", family_name="Tesfay")
    return made.result.id


@pytest.fixture
def real(qtbot: QtBot, desk: Desk, semhar: UUID) -> Iterator[RealWindow]:
    """An unlocked window on the store of the other fixtures."""
    desk.database.close()
    with real_window(qtbot, desk.database.path) as window:
        window.unlock()
        yield window


def lock(real: RealWindow) -> None:
    """Press Ctrl+L and wait until the store is closed."""
    QTest.keyClick(real.shell, Qt.Key.Key_L, CTRL)
    assert real.window.shell is None
    real.settle()


def line(page: QWidget, name: str) -> QLineEdit:
    """An input of the form for a resident."""
    assert isinstance(page, ResidentFormPage)
    box = page.fields.bound[name].field.box
    assert isinstance(box, QLineEdit)
    return box


def type_in(box: QLineEdit, text: str) -> None:
    box.clear()
    QTest.keyClicks(box, text)


def test_after_unlocking_the_half_typed_form_is_there_as_it_was_typed(
    real: RealWindow, semhar: UUID
) -> None:
    page = real.go("resident_form", semhar)
    type_in(line(page, "birth_date"), "31-02-20")
    lock(real)
    real.unlock()
    page = real.page()
    assert isinstance(page, ResidentFormPage)
    assert line(page, "given_name").text() == "Semhar"
    assert line(page, "birth_date").text() == "31-02-20"
    assert page.keeper.notice.accessibleName() == "Kladje van ma 2 mrt 12:00 teruggezet."


def test_a_new_resident_half_typed_comes_back_too(real: RealWindow) -> None:
    page = real.go("resident_form", "new")
    type_in(line(page, "given_name"), "Filmon")
    lock(real)
    real.unlock()
    assert line(real.page(), "given_name").text() == "Filmon"


def test_one_comes_back_to_the_same_page_resident_and_tab_with_the_note(
    real: RealWindow, semhar: UUID
) -> None:
    page = real.go("residents", semhar)
    assert isinstance(page, ResidentsPage)
    page.dossier.begin_talk()
    QTest.keyClicks(page.dossier.history.summary, "Komt dinsdag terug")
    lock(real)
    real.unlock()
    page = real.page()
    assert isinstance(page, ResidentsPage)
    assert page.residents.current_id() == semhar
    assert page.dossier.history.summary.isVisible()
    assert page.dossier.history.summary.text() == "Komt dinsdag terug"


def test_a_hand_over_and_a_task_half_typed_on_vandaag_come_back(real: RealWindow) -> None:
    page = real.go("today")
    assert isinstance(page, TodayPage)
    click(page.hand_over.write)
    QTest.keyClicks(page.hand_over.text, "De sleutel ligt")
    click(page.plan_button)
    QTest.keyClicks(page.form.text, "sleutel halen")
    lock(real)
    real.unlock()
    page = real.page()
    assert isinstance(page, TodayPage)
    assert page.hand_over.text.isVisible()
    assert page.hand_over.text.toPlainText() == "De sleutel ligt"
    assert page.form.text.isVisible()
    assert page.form.text.text() == "sleutel halen"


def test_a_locked_window_shows_no_person_and_knows_who_was_here(
    real: RealWindow, semhar: UUID
) -> None:
    real.go("residents", semhar)
    lock(real)
    page = real.first_screen()
    said = texts(real.window)
    assert "Semhar" not in said
    assert "Adam" not in said
    assert real.window.windowTitle() == "Meedoenbalie"
    assert real.store.stem in said
    names = [box for box in page.findChildren(Choice) if box.accessibleName() == "Uw naam"]
    assert [box.value() for box in names] == ["Marleen"]


def test_locking_forgets_the_key_and_leaves_one_whole_file(real: RealWindow) -> None:
    database = file_of(real.shell.desk.database)
    held = database._key
    assert any(held)
    lock(real)
    assert held == bytes(32)
    with pytest.raises(ValueError, match="closed"), database.reading():
        pass
    log = real.store.with_name(real.store.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_dialogs_close_when_the_window_locks(real: RealWindow) -> None:
    seen: list[QWidget | None] = []

    def lock_over_dialog() -> None:
        seen.append(QApplication.activeModalWidget())
        real.window.lock()

    QTimer.singleShot(0, lock_over_dialog)
    real.window.open_find()
    assert isinstance(seen[0], FindDialog)
    real.settle()
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    assert not any(one.isVisible() for one in dialogs)
    assert real.window.shell is None


def test_the_key_that_locks_works_over_a_dialog(real: RealWindow) -> None:
    over: list[QWidget] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        over.append(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_L, CTRL)
        # Where the key does nothing the dialog would wait for ever.
        QTimer.singleShot(0, close_find)

    def close_find() -> None:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, FindDialog):
                dialog.close()

    QTimer.singleShot(0, press)
    real.window.open_find()
    real.settle()
    assert isinstance(over[0], FindDialog)
    assert real.window.shell is None


def test_work_that_is_being_written_is_finished_before_the_store_closes(
    real: RealWindow, semhar: UUID
) -> None:
    desk = real.shell.desk
    for number in range(20):
        write = partial(registration.record_contact, desk, semhar, f"Gesprek {number}")
        real.shell.tasks.write(write, lambda _done: None)
    lock(real)
    again = open_store(real.store, "Marleen", PASSPHRASE, real.clock)
    with again.database:
        assert len(registration.dossier(again, semhar).contacts) == 20


# -- nobody there ----------------------------------------------------------------------------


class HandMoved:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def idle(qapp: QApplication) -> Iterator[tuple[IdleWatch, HandMoved, list[str]]]:
    """A watch of five minutes, its clock, and what it told."""
    clock, told = HandMoved(), []
    watch = IdleWatch(qapp, 300, (clock,))
    watch.expired.connect(lambda: told.append("expired"))
    yield watch, clock, told
    watch.stop()


def test_without_input_it_expires_once(idle: tuple[IdleWatch, HandMoved, list[str]]) -> None:
    watch, clock, told = idle
    clock.now += 299
    watch.timer.timeout.emit()
    assert told == []
    clock.now += 1
    watch.timer.timeout.emit()
    watch.timer.timeout.emit()
    assert told == ["expired"]


def _turned() -> QWheelEvent:
    return QWheelEvent(
        QPointF(1, 1),
        QPointF(1, 1),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


@pytest.mark.parametrize("kind", ["key", "mouse", "wheel"])
def test_any_input_begins_the_time_again(
    qtbot: QtBot, idle: tuple[IdleWatch, HandMoved, list[str]], kind: str
) -> None:
    watch, clock, told = idle
    box = QLineEdit()
    qtbot.addWidget(box)
    clock.now += 299
    if kind == "key":
        QTest.keyClick(box, Qt.Key.Key_A)
    elif kind == "mouse":
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    else:
        QApplication.sendEvent(box, _turned())
    clock.now += 299
    watch.timer.timeout.emit()
    assert told == []


def test_the_first_key_after_too_long_locks_and_does_not_count(
    qtbot: QtBot, idle: tuple[IdleWatch, HandMoved, list[str]]
) -> None:
    """A computer that wakes from sleep locks before the first key can do anything."""
    _watch, clock, told = idle
    box = QLineEdit()
    qtbot.addWidget(box)
    clock.now += 3600
    QTest.keyClick(box, Qt.Key.Key_A)
    assert told == ["expired"]


def test_a_clock_that_slept_or_was_set_back_is_made_up_by_the_other(qapp: QApplication) -> None:
    slept, ran = HandMoved(), HandMoved()
    watch = IdleWatch(qapp, 300, (slept, ran))
    ran.now += 250
    slept.now -= 10
    assert watch.idle_seconds() == 250
    watch.stop()


def test_the_window_locks_after_the_chosen_time_and_keeps_what_was_typed(
    real: RealWindow,
) -> None:
    guard = real.window.guard
    assert guard is not None
    assert guard.idle.seconds == 5 * 60
    page = real.go("resident_form", "new")
    type_in(line(page, "given_name"), "Filmon")
    guard.idle.expired.emit()
    assert real.window.shell is None
    real.unlock()
    assert line(real.page(), "given_name").text() == "Filmon"


def test_the_time_is_chosen_in_the_settings_and_holds_at_once(real: RealWindow) -> None:
    page = real.go("settings")
    assert isinstance(page, SettingsPage)
    card = page.cards["locking"]
    assert isinstance(card, LockingCard)
    for box, value in ((card.minutes, 15), (card.seconds, 60), (card.together, False)):
        box.set_value(value)
        box.activated.emit(box.currentIndex())
    real.settle()
    guard = real.window.guard
    assert guard is not None
    assert (guard.idle.seconds, guard.clipboard.seconds) == (15 * 60, 60)
    assert not guard.settings.together_off_on_lock
    lock(real)
    real.unlock()
    assert real.window.guard is not None
    assert real.window.guard.idle.seconds == 15 * 60


# -- the clipboard ---------------------------------------------------------------------------


def copy_name(real: RealWindow, semhar: UUID) -> None:
    """Copy the family name from the form."""
    page = real.go("resident_form", semhar)
    box = line(page, "family_name")
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "Tesfay"


def test_what_was_copied_from_a_dossier_leaves_the_clipboard(
    real: RealWindow, semhar: UUID
) -> None:
    copy_name(real, semhar)
    guard = real.window.guard
    assert guard is not None
    assert guard.clipboard.timer.interval() == 30_000
    assert "Over 30 seconden wordt het klembord leeggemaakt." in real.shell.status.text()
    guard.clipboard.timer.timeout.emit()
    assert QApplication.clipboard().text() == ""
    assert real.shell.status.text() == "Het klembord is leeggemaakt."


def test_another_text_on_the_clipboard_stays(real: RealWindow, semhar: UUID) -> None:
    copy_name(real, semhar)
    guard = real.window.guard
    assert guard is not None
    clipboard = QApplication.clipboard()
    blocked = clipboard.blockSignals(True)
    clipboard.setText("van een ander programma")
    clipboard.blockSignals(blocked)
    guard.clipboard.timer.timeout.emit()
    assert clipboard.text() == "van een ander programma"


def test_locking_and_closing_empty_the_clipboard(real: RealWindow, semhar: UUID) -> None:
    copy_name(real, semhar)
    lock(real)
    assert QApplication.clipboard().text() == ""
    real.unlock()
    copy_name(real, semhar)
    real.close()
    assert QApplication.clipboard().text() == ""


# -- wrong passphrases -----------------------------------------------------------------------


def test_after_wrong_ones_the_window_counts_down(real: RealWindow) -> None:
    lock(real)
    page = real.first_screen()
    seconds = [0]
    page._context = page._context._replace(wait_of=lambda _path: seconds[0])
    QTest.keyClicks(page.passphrase_field(), "helemaal verkeerd")
    page.unlock()
    seconds[0] = 2
    real.settle()
    assert "Deze wachtzin klopt niet." in texts(page)
    assert "Over 2 seconden kunt u het opnieuw proberen." in texts(page)
    assert not button(page, "Ontgrendelen").isEnabled()
    seconds[0] = 1
    page._wait._timer.timeout.emit()
    assert "Over 1 seconde kunt u het opnieuw proberen." in texts(page)
    seconds[0] = 0
    page._wait._timer.timeout.emit()
    assert "opnieuw proberen" not in texts(page)
    assert button(page, "Ontgrendelen").isEnabled()


# -- drafts of a window that closes ------------------------------------------------------------


def test_closing_the_window_keeps_what_is_typed(real: RealWindow) -> None:
    page = real.go("resident_form", "new")
    type_in(line(page, "given_name"), "Filmon")
    real.close()
    # A back-up is made first; the window goes when that is done.
    real.qtbot.waitUntil(lambda: not real.window.isVisible(), timeout=PATIENCE_MS)
    again = open_store(real.store, "Marleen", PASSPHRASE, real.clock)
    with again.database:
        assert [one.typed for one in drafts.mine(again)] == [{"given_name": "Filmon"}]


def test_vandaag_lists_what_is_half_typed_and_enter_goes_on_with_it(real: RealWindow) -> None:
    page = real.go("resident_form", "new")
    type_in(line(page, "given_name"), "Filmon")
    real.go("today")
    assert "Gesprek met Filmon" in texts(real.page())
    click(button(real.page(), "Verder typen: Gesprek met Filmon"))
    real.settle()
    assert line(real.page(), "given_name").text() == "Filmon"
