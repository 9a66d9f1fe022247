"""Two windows on one server: what the one does the other shows, also after the server was away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from meedoenbalie.services import drafts, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.ui.pages.resident_form.page import NEW, ResidentFormPage
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from tests.real_server import OwnStore, RealServer, StoppableServer
from tests.ui.pages.frame import PATIENCE_MS, Frame, type_text

PAGES = {"residents": ResidentsPage, "resident_form": ResidentFormPage}


def listening(desk: Desk) -> bool:
    database = desk.database
    assert isinstance(database, ServerDatabase)
    return database.listener is not None and database.listener.listening.is_set()


def shown(frame: Frame) -> int:
    page = frame.page()
    assert isinstance(page, ResidentsPage)
    return page.residents.model().rowCount()


@pytest.fixture
def frame(qtbot: QtBot, server_desk: Desk) -> Iterator[Frame]:
    made = Frame(qtbot, server_desk, PAGES, ())
    qtbot.waitUntil(lambda: listening(server_desk), timeout=PATIENCE_MS)
    yield made
    made.tasks.close()


def test_a_list_shows_whom_another_desk_registered(
    frame: Frame, server: RealServer, own_store: OwnStore
) -> None:
    frame.go("residents")
    assert shown(frame) == 0
    other = server.opened(own_store.address)
    with other.database:
        # Any role may say anything on a channel.
        with other.database.writing() as connection:
            connection.execute(text("NOTIFY meedoenbalie, 'geen json'"))
        site = registration.sites(other)[0]
        registration.register_resident(other, site.id, given_name="Semhar")
    frame.qtbot.waitUntil(lambda: shown(frame) == 1, timeout=PATIENCE_MS)
    frame.settle()


def test_a_form_stays_as_it_is_while_another_desk_works(
    frame: Frame, server: RealServer, own_store: OwnStore
) -> None:
    frame.go("resident_form", NEW)
    line = given_name(frame)
    type_text(line, "Zah")
    other = server.opened(own_store.address)
    heard: list[object] = []
    frame.shell.changed.connect(heard.append)
    with other.database:
        site = registration.sites(other)[0]
        registration.register_resident(other, site.id, given_name="Semhar")
    frame.qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    frame.settle()
    assert line.text() == "Zah"


def given_name(frame: Frame) -> QLineEdit:
    page = frame.page()
    assert isinstance(page, ResidentFormPage)
    box = page.fields.bound["given_name"].field.box
    assert isinstance(box, QLineEdit)
    return box


@pytest.fixture
def stoppable() -> Iterator[StoppableServer]:
    with tempfile.TemporaryDirectory(prefix="meedoenbalie-") as folder:
        Path(folder).chmod(0o755)
        server = StoppableServer.started(Path(folder) / "server")
        yield server
        server.stop()


def test_what_is_typed_while_the_server_is_away_becomes_a_draft_once_it_is_back(
    qtbot: QtBot, stoppable: StoppableServer
) -> None:
    desk = stoppable.new_desk()
    frame = Frame(qtbot, desk, PAGES, ())
    said: list[str] = []
    frame.shell.others._say = said.append
    qtbot.waitUntil(lambda: listening(desk), timeout=PATIENCE_MS)
    frame.go("resident_form", NEW)
    stoppable.stop()
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE_MS)
    assert said[0].startswith("Geen verbinding met de server.")
    type_text(given_name(frame), "Semhar")
    page = frame.page()
    assert isinstance(page, ResidentFormPage)
    page.keeper.keep()
    frame.settle()
    assert given_name(frame).text() == "Semhar"
    stoppable.start()
    qtbot.waitUntil(lambda: len(said) > 1, timeout=PATIENCE_MS)
    assert said[1] == "Er is weer verbinding met de server."
    frame.settle()
    (draft,) = drafts.mine(desk)
    assert draft.typed["given_name"] == "Semhar"
    frame.tasks.close()
    desk.database.close()
