"""The screen turned around: the questions alone, and no way back without the passphrase."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind, Referral
from meedoenbalie.services import referring
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.experiences import Experience, Feeling, Hard, Helps, Moment, Way
from meedoenbalie.ui.pages.referrals.experience_form import ExperienceForm
from meedoenbalie.ui.pages.referrals.page import ReferralsPage
from meedoenbalie.ui.pages.referrals.turned_around import TurnedAround
from tests.ui.pages.frame import click, texts
from tests.ui.pages.making import add_offer, add_resident, days_ago, refer
from tests.ui.real_window import RealWindow, real_window

pytestmark = pytest.mark.usefixtures("look")

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def referral(desk: Desk, site: Site) -> Referral:
    """Of Semhar, who began; Rima is in the list too."""
    offer = add_offer(desk, "M01", "Techniek", weeks=20)
    refer(desk, add_resident(desk, site, "Rima Haddad"), offer, days=20)
    referral = refer(desk, add_resident(desk, site), offer, days=30)
    for days, kind in ((28, EventKind.ACCEPTED), (21, EventKind.STARTED)):
        referring.record_event(days_ago(desk, days), referral.id, kind)
    return referral


@pytest.fixture
def real(qtbot: QtBot, desk: Desk, referral: Referral) -> Iterator[RealWindow]:
    """An unlocked window."""
    desk.database.close()
    with real_window(qtbot, desk.database.path) as window:
        window.unlock()
        yield window


def turn(real: RealWindow, referral: Referral, language: str = "tir") -> TurnedAround:
    """Turn the screen around for Semhar."""
    page = real.go("referrals", referral.id)
    assert isinstance(page, ReferralsPage)
    assert page.referral is not None
    assert page.referral.experiences is not None
    click(page.referral.experiences.ask_button)
    real.settle()
    form = page.referral.form
    assert isinstance(form, ExperienceForm)
    form.language.set_value(language)
    click(form.turn)
    real.settle()
    screen = real.window.findChild(TurnedAround)
    assert screen is not None
    return screen


def key(name: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, name)


def kept(real: RealWindow) -> list[Experience]:
    with real.shell.desk.read() as reader:
        return reader.find(Experience)


def test_the_three_questions_are_answered_with_the_keyboard_alone(
    real: RealWindow, referral: Referral
) -> None:
    screen = turn(real, referral)
    key(Qt.Key.Key_2)
    key(Qt.Key.Key_Return)
    for digit in (Qt.Key.Key_3, Qt.Key.Key_1):
        key(digit)
    key(Qt.Key.Key_Return)
    # The last answer is *nothing*, and goes with no other.
    for digit in (Qt.Key.Key_2, Qt.Key.Key_8):
        key(digit)
    key(Qt.Key.Key_Return)
    real.settle()
    assert "የቐንየልና።" in texts(screen)
    (one,) = kept(real)
    assert (one.moment, one.way, one.language) == (Moment.START, Way.SCREEN, "tir")
    assert one.feeling is Feeling.SO_SO
    assert one.helps == (Helps.DUTCH, Helps.GUIDANCE)
    assert one.hard == (Hard.NOTHING,)


def test_nothing_else_can_be_seen_or_reached(real: RealWindow, referral: Referral) -> None:
    screen = turn(real, referral)
    shell = real.shell
    said = texts(real.window)
    assert "Semhar" in said
    assert not [word for word in ("Tesfay", "Rima", "Haddad", "Bewoners", "DV-") if word in said]
    for keys in (Qt.Key.Key_1, Qt.Key.Key_K, Qt.Key.Key_F, Qt.Key.Key_Z, Qt.Key.Key_N):
        QTest.keyClick(screen, keys, CTRL)
    for name in (Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_Escape):
        QTest.keyClick(screen, name)
    real.settle()
    assert shell.current_key() == "referrals"
    assert not shell.looking_along
    assert QApplication.activeModalWidget() is None
    assert screen.isVisible()
    assert "Rima" not in texts(real.window)


def test_one_gets_back_with_the_passphrase_to_the_referral(
    real: RealWindow, referral: Referral
) -> None:
    screen = turn(real, referral)
    click(screen.decline)
    real.settle()
    click(screen.lock)
    assert real.window.shell is None
    real.settle()
    assert "Semhar" not in texts(real.window)
    real.unlock()
    page = real.page()
    assert isinstance(page, ReferralsPage)
    assert [one.declined for one in kept(real)] == [True]
    assert page.referral is not None
    assert page.referral.form is None
    assert "wil niet antwoorden" in texts(page.referral)


def test_who_stops_half_way_leaves_nothing(real: RealWindow, referral: Referral) -> None:
    turn(real, referral)
    key(Qt.Key.Key_1)
    QTest.keyClick(real.shell, Qt.Key.Key_L, CTRL)
    real.settle()
    real.unlock()
    assert kept(real) == []


def test_arabic_stands_from_the_right(real: RealWindow, referral: Referral) -> None:
    screen = turn(real, referral, "ara")
    first, second = screen.tiles[0].tiles()[:2]
    assert first.x() > second.x()
    assert screen.decline.mapTo(screen, screen.decline.rect().center()).x() > screen.width() / 2
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert second.hasFocus()
