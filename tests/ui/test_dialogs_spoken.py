"""Every dialog by ear and by keyboard: its name, its controls, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.groups import GroupFilter
from meedoenbalie.domain.people import Site
from meedoenbalie.services import people
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.edited_at_once import ChangedField, Meanwhile
from meedoenbalie.services.moving import Moved, Proof
from meedoenbalie.services.people import Invitation
from meedoenbalie.storage.journal import Head
from meedoenbalie.ui import accessible
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.failure import FailureDialog
from meedoenbalie.ui.find_dialog import FindDialog
from meedoenbalie.ui.help_dialog import HelpDialog
from meedoenbalie.ui.keys_dialog import KeysDialog
from meedoenbalie.ui.pages.resident_form.conflict import ConflictDialog
from meedoenbalie.ui.pages.residents import group_dialogs
from meedoenbalie.ui.pages.residents.group_form import GroupForm
from meedoenbalie.ui.pages.residents.group_name import NameForm
from meedoenbalie.ui.pages.restore_outside import RestoreOutside
from meedoenbalie.ui.pages.settings import key_dialogs, user_dialogs
from meedoenbalie.ui.pages.settings.move_dialog import MovedDialog, MoveDialog
from meedoenbalie.ui.pages.settings.restore_dialog import RestoreDialog
from meedoenbalie.ui.pick_dialog import PickDialog
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.settings_dialog import SettingsDialog
from meedoenbalie.ui.shortcuts import in_force
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Field
from tests.opened_desk import TODAY
from tests.ui.outside import Outside
from tests.ui.pages.frame import Elsewhere, Frame, OpenFrame, open_frame
from tests.ui.pages.making import add_offer, add_resident

__all__ = ["open_frame"]

_SILENT = (QAccessible.Role.NoRole, QAccessible.Role.Client)
_NEED_SOMETHING = {
    user_dialogs.AddUserDialog,
    user_dialogs.NewCodeDialog,
    user_dialogs.WithdrawDialog,
    key_dialogs.PassphraseDialog,
    group_dialogs.FollowUpForm,
    NameForm,
}
"""The dialogs that refuse when nothing is filled in."""


@pytest.fixture(autouse=True)
def heard() -> None:
    """Answer as the program does."""
    accessible.install()


def _made(frame: Frame, desk: Desk, site: Site, folder: Path) -> Iterator[Callable[[], QDialog]]:
    page: Any = frame.page()
    user, window = desk.user, frame.shell
    semhar = add_resident(desk, site, "Semhar Tesfay")
    offer = add_offer(desk, "M01", "Samen in de buurt")
    field = ChangedField("family_name", "Achternaam", "Tesfay", "Tesfai", "Tesfaye")
    nothing = GroupFilter()
    yield lambda: KeysDialog(in_force(window, page), window)
    yield lambda: HelpDialog((), in_force(window, page), window)
    yield lambda: SettingsDialog(Preferences(), window)
    yield lambda: FailureDialog(ZeroDivisionError("x"), window)
    yield lambda: FindDialog(window, window)
    yield lambda: ConflictDialog(page, Meanwhile(semhar, "Joost", None, (field,)))
    yield lambda: user_dialogs.CodeShown(page, Invitation(user, "AAAA-BBBB", TODAY))
    yield lambda: user_dialogs.AddUserDialog(page)
    yield lambda: user_dialogs.NewCodeDialog(page, user)
    yield lambda: user_dialogs.RolesDialog(page, user)
    (colleague,) = people.colleagues(desk)
    yield lambda: user_dialogs.SitesDialog(page, colleague, [site])
    yield lambda: user_dialogs.WithdrawDialog(page, user)
    yield lambda: key_dialogs.PassphraseDialog(page)
    yield lambda: key_dialogs.ProofDialog(page)
    yield lambda: key_dialogs.NewRecoveryDialog(page)
    yield lambda: RestoreDialog(page)
    yield lambda: MoveDialog(page)
    proof = Proof((), 1, Head(1, bytes(32)))
    yield lambda: MovedDialog(page, Moved(proof, ("Joost Bakker",)))
    yield lambda: GroupForm(page, nothing)
    yield lambda: NameForm(page, nothing)
    yield lambda: group_dialogs.InformForm(page, [semhar.id], [offer])
    yield lambda: group_dialogs.ReferForm(page, [semhar.id], [offer])
    yield lambda: group_dialogs.FollowUpForm(page, [semhar.id])
    yield lambda: group_dialogs.InviteDialog(page, [semhar], 0)
    outside = Outside(folder)
    yield lambda: RestoreOutside(outside.context(), frame.tasks, outside.remember(), window)


def test_every_dialog_is_heard_and_walked_and_says_what_is_wrong(
    qtbot: QtBot, open_frame: OpenFrame, desk: Desk, site: Site, tmp_path: Path
) -> None:
    frame = open_frame({"page": Elsewhere})
    frame.go("page")
    problems: list[str] = []
    seen: set[type[QDialog]] = set()
    for make in _made(frame, desk, site, tmp_path):
        dialog = make()
        seen.add(type(dialog))
        dialog.show()
        frame.settle()
        with qtbot.waitActive(dialog):
            dialog.activateWindow()
        found = [*_unsaid(dialog), *_unreached(dialog), *_undescribed(frame, dialog)]
        problems += [f"{type(dialog).__name__}: {what}" for what in found]
        dialog.close()
        QApplication.processEvents()
    assert not problems, "\n".join(problems)
    assert seen == set(_kinds(QDialog)) - {AskDialog, PickDialog}


def _kinds(base: type[QDialog]) -> Iterator[type[QDialog]]:
    for kind in base.__subclasses__():
        if kind.__module__.startswith("meedoenbalie."):
            yield kind
        yield from _kinds(kind)


def _stops(dialog: QDialog) -> list[QWidget]:
    tab = Qt.FocusPolicy.TabFocus
    return [
        one
        for one in dialog.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.window() is dialog
        and one.focusPolicy() & tab == tab
        and one.focusProxy() is None
        and not isinstance(one.parentWidget(), QAbstractSpinBox)
    ]


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _below(seen: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(seen.childCount()):
        child = seen.child(place)
        yield child
        yield from _below(child)


def _unsaid(dialog: QDialog) -> Iterator[str]:
    whole = QAccessible.queryAccessibleInterface(dialog)
    if whole.role() != QAccessible.Role.Dialog or not whole.text(QAccessible.Text.Name):
        yield "is no dialog with a name"
    found = {id(seen.object()) for seen in _below(whole)}
    for button in dialog.findChildren(Button):
        seen = QAccessible.queryAccessibleInterface(button)
        told = seen.text(QAccessible.Text.Description)
        if button.isVisible() and not button.isEnabled() and not told:
            yield f"{_name(button)!r} does not say why it can't be pressed"
    for stop in _stops(dialog):
        seen = QAccessible.queryAccessibleInterface(stop)
        name = seen.text(QAccessible.Text.Name)
        if not name:
            yield f"{type(stop).__name__} has no name"
        if seen.role() in _SILENT:
            yield f"{name!r} has no role"
        if id(stop) not in found:
            yield f"{name!r} is not found below the dialog"
        value = seen.text(QAccessible.Text.Value)
        if isinstance(stop, QComboBox) and value != stop.currentText():
            yield f"{name!r} does not say its value"


def _unreached(dialog: QDialog) -> Iterator[str]:
    stops = _stops(dialog)
    for key, shift in (
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    ):
        stood: list[QWidget] = []
        for _press in range(3 * len(stops)):
            here = QApplication.focusWidget()
            if here is None or not dialog.isAncestorOf(here):
                yield "the keyboard leaves it"
                return
            stood.append(here)
            QTest.keyClick(here, key, shift)
            QApplication.processEvents()
        for stop in stops:
            # Of answers of which one can be chosen, arrows walk the rest.
            if not isinstance(stop, QRadioButton) and stop not in stood:
                yield f"{_name(stop)!r} is not reached"


def _undescribed(frame: Frame, dialog: QDialog) -> Iterator[str]:
    if not isinstance(dialog, AskDialog) or type(dialog) not in _NEED_SOMETHING:
        return
    dialog.button.click()
    frame.settle()
    told = [(field.box, field.error()) for field in dialog.findChildren(Field) if field.error()]
    if dialog.error.message():
        told.append((dialog.button, dialog.error.message()))
    if not told:
        yield "says nothing of what is missing"
    for box, error in told:
        seen = QAccessible.queryAccessibleInterface(box)
        if error not in seen.text(QAccessible.Text.Description):
            yield f"{seen.text(QAccessible.Text.Name)!r} is not described by {error!r}"
