"""What was typed while the server is away stays when the window is made anew or one practises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from meedoenbalie.bootstrap import window_context
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.server_place import ServerPlace
from meedoenbalie.services import drafts, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import ServerAddress
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.desk_shell import DeskShell
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.pages.resident_form.page import NEW, ResidentFormPage
from meedoenbalie.ui.preferences import Preferences
from tests.cable import Cable, cable_to
from tests.opened_desk import TODAY
from tests.real_server import USER, RealServer
from tests.ui.pages.frame import PATIENCE_MS, type_text

pytestmark = pytest.mark.usefixtures("look")


def add_form(shell: DeskShell) -> None:
    shell.add_page("resident_form", "form", "users", ResidentFormPage, "desk")


class Window:
    """A desk on a server at the end of a cable, with a form in which somebody types."""

    def __init__(
        self, qtbot: QtBot, cable: Cable, store: ServerAddress, near: Desk, practice: Desk
    ) -> None:
        self.qtbot = qtbot
        self.cable = cable
        self.errors: list[Exception] = []
        context = window_context(fixed_clock(TODAY))
        sites = tuple(registration.sites(practice))
        made = OpenedDesk(practice, practice.database.path, sites, practice=True)
        # Making a real one takes long, and isn't what this is about.
        context = context._replace(open_practice=lambda _progress: made, close=lambda _opened: None)
        self.window = MainWindow(context, add_form, Preferences(look="light"), self.errors.append)
        qtbot.addWidget(self.window)
        assert context.servers is not None
        place = ServerPlace(cable.folder, "", store.database, USER)
        self.near = near
        self.window.show_desk(context.servers.open_store(place, ""))
        with qtbot.waitActive(self.window, timeout=PATIENCE_MS):
            self.window.show()
            self.window.activateWindow()
        self.shell().go("resident_form", NEW)
        self.settle()

    def shell(self) -> DeskShell:
        assert self.window.shell is not None
        return self.window.shell

    def line(self) -> QLineEdit:
        page = self.shell().current_page()
        assert isinstance(page, ResidentFormPage)
        box = page.fields.bound["given_name"].field.box
        assert isinstance(box, QLineEdit)
        return box

    def settle(self) -> None:
        for _round in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.shell().tasks.busy(), timeout=PATIENCE_MS)
        assert self.errors == []

    def until_kept(self, name: str) -> None:
        """Wait until the draft is on the server."""

        def kept() -> list[object]:
            return [one.typed.get("given_name") for one in drafts.mine(self.near)]

        self.qtbot.waitUntil(lambda: kept() == [name], timeout=PATIENCE_MS)


@pytest.fixture
def typing(
    qtbot: QtBot, server: RealServer, server_store: ServerAddress, file_desk: Desk
) -> Iterator[Window]:
    with cable_to(server.socket) as cable:
        near = server.opened(server_store)
        made = Window(qtbot, cable, server_store, near, file_desk)
        cable.pull()
        type_text(made.line(), "Semhar")
        yield made
        made.window.close()
        near.database.close()


def test_another_language_leaves_what_was_typed(typing: Window) -> None:
    before = typing.shell()
    typing.window.use(Preferences(look="light", language="en"))
    typing.settle()
    assert typing.shell() is not before
    assert typing.line().text() == "Semhar"
    typing.cable.plug()
    typing.until_kept("Semhar")
    typing.settle()
    assert typing.line().text() == "Semhar"


def test_practising_leaves_what_was_typed(typing: Window) -> None:
    own = typing.shell().desk
    typing.window.practise()
    typing.qtbot.waitUntil(
        lambda: typing.window.shell is not None and typing.shell().desk is not own,
        timeout=PATIENCE_MS,
    )
    typing.settle()
    typing.window.stop_practising()
    typing.settle()
    assert typing.shell().current_key() == "resident_form"
    assert typing.line().text() == "Semhar"
    typing.cable.plug()
    typing.until_kept("Semhar")
