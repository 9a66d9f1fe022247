"""Which screens somebody gets, and what stands where a role may not record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.people import Role
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui import registry
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.desk_shell import DeskShell
from meedoenbalie.ui.pages.not_yours import NotYoursPage
from meedoenbalie.ui.tasks import Tasks
from tests.ui.pages.frame import PATIENCE_MS, button, click, texts

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def shell_of(qtbot: QtBot, desk: Desk, tasks: Tasks, *roles: Role) -> DeskShell:
    """Open the real screens as somebody with these roles."""
    seen = replace(desk, user=desk.user.changed(roles=roles))
    opened = OpenedDesk(seen, desk.database.path, tuple(registration.sites(desk)))
    shell = DeskShell(opened, tasks, "")
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    shell.show()
    registry.add_pages(shell)
    QApplication.processEvents()
    assert "Vandaag" in texts(shell.navigation) or Role.PROGRAMME in roles
    return shell


@pytest.mark.parametrize("role", list(Role))
def test_every_screen_of_a_role_opens_without_a_refusal(
    qtbot: QtBot, desk: Desk, tasks: Tasks, role: Role
) -> None:
    errors: list[Exception] = []
    tasks.unforeseen.connect(errors.append)
    shell = shell_of(qtbot, desk, tasks, role)
    for key in shell.page_keys():
        shell.go(key)
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE_MS)
    assert errors == []


def test_an_administrator_alone_is_told_why_there_is_no_form(
    qtbot: QtBot, desk: Desk, tasks: Tasks
) -> None:
    shell = shell_of(qtbot, desk, tasks, Role.ADMINISTRATOR)
    assert "Nieuw gesprek" not in texts(shell.navigation)
    shell.go("conversation", "new")
    page = shell.current_page()
    assert isinstance(page, NotYoursPage)
    assert "‘Gesprek’ is voor balie en coördinatie." in texts(page)
    click(button(page, "Terug"))
    assert shell.current_key() == "today"


def test_who_works_at_the_desk_gets_the_form(qtbot: QtBot, desk: Desk, tasks: Tasks) -> None:
    shell = shell_of(qtbot, desk, tasks, Role.DESK)
    assert "Nieuw gesprek" in texts(shell.navigation)
    shell.go("conversation", "new")
    assert not isinstance(shell.current_page(), NotYoursPage)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE_MS)
