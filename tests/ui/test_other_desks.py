"""Two windows on one server: what the one does the other shows, also after the server was away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from meedoenbalie.services import drafts, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.ui.pages.resident_form.conflict import ConflictDialog
from meedoenbalie.ui.pages.resident_form.page import NEW, ResidentFormPage
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from tests.cable import Cable, cable_to
from tests.real_server import OwnStore, RealServer, StoppableServer
from tests.ui.pages.frame import PATIENCE_MS, Frame, button, click, texts, type_text

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


class FarDesk:
    """A window of which the cable to the server can be pulled; another desk sees the server."""

    def __init__(self, qtbot: QtBot, server: RealServer, own_store: OwnStore, cable: Cable) -> None:
        own_store.put_back()
        self.qtbot = qtbot
        self.cable = cable
        self.desk = server.opened(replace(own_store.address, host=cable.folder))
        self.other = server.opened(own_store.address)
        site = registration.sites(self.other)[0]
        self.resident = registration.register_resident(
            self.other, site.id, given_name="Semhar", family_name="Tesfay"
        ).result
        self.frame = Frame(qtbot, self.desk, PAGES, ())
        self.said: list[str] = []
        qtbot.waitUntil(lambda: listening(self.desk), timeout=PATIENCE_MS)

    def form(self) -> ResidentFormPage:
        page = self.frame.page()
        assert isinstance(page, ResidentFormPage)
        return page

    def change(self, name: str) -> None:
        """Change the given name in the form that stands there, and save."""
        line = given_name(self.frame)
        line.clear()
        type_text(line, name)
        self.form().save()

    def until_said(self, words: str) -> None:
        """Wait until this was said in the status bar; more may come after it."""

        def was_said() -> bool:
            return any(words in said for said in self.said)

        self.qtbot.waitUntil(was_said, timeout=PATIENCE_MS)

    def names(self) -> list[str]:
        found = registration.find_resident_records(self.other, "")
        return [one.given_name for one in found]

    def close(self) -> None:
        self.frame.tasks.close()
        self.desk.database.close()
        self.other.database.close()


@pytest.fixture
def far(
    qtbot: QtBot, server: RealServer, own_store: OwnStore, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FarDesk]:
    with cable_to(server.socket) as cable:
        made = FarDesk(qtbot, server, own_store, cable)
        status = made.frame.shell.status
        show = status._show

        def note(text: str, icon: str) -> None:
            made.said.append(text)
            show(text, icon)

        monkeypatch.setattr(status, "_show", note)
        yield made
        made.close()


def test_a_change_that_failed_is_saved_by_itself_once_the_server_is_back(far: FarDesk) -> None:
    far.frame.go("resident_form", far.resident.id)
    far.cable.pull()
    far.until_said("Geen verbinding met de server.")
    far.change("Selam")
    far.until_said("Nog niet bewaard")
    assert "Dit wordt vanzelf opgeslagen" in texts(far.form())
    assert not far.form().fields.isEnabled()
    assert far.names() == ["Semhar"]
    # Another form doesn't come in its place, and saving again doesn't save twice.
    far.form().open_target(NEW)
    far.form().save()
    assert given_name(far.frame).text() == "Selam"
    far.cable.plug()
    far.until_said("Wijziging van Selam Tesfay opgeslagen")
    far.frame.settle()
    assert far.names() == ["Selam"]
    assert drafts.mine(far.desk) == []


def test_what_somebody_else_changed_meanwhile_is_asked_field_by_field(far: FarDesk) -> None:
    far.frame.go("resident_form", far.resident.id)
    far.cable.pull()
    far.until_said("Geen verbinding met de server.")
    far.change("Selam")
    far.until_said("Nog niet bewaard")
    registration.change_resident(
        far.other, far.resident.id, far.resident.version, given_name="Semhar Maria"
    )
    far.cable.plug()

    def asked() -> list[ConflictDialog]:
        return [one for one in far.form().findChildren(ConflictDialog) if one.isVisible()]

    far.qtbot.waitUntil(lambda: bool(asked()), timeout=PATIENCE_MS)
    (dialog,) = asked()
    assert far.names() == ["Semhar Maria"]
    next(b for b in dialog.findChildren(QRadioButton) if b.text() == "Van u").click()
    click(button(dialog, "Opslaan"))
    far.until_said("Wijziging van Selam Tesfay opgeslagen")
    far.frame.settle()
    assert far.names() == ["Selam"]


def test_a_commit_of_which_the_answer_got_lost_makes_no_double(far: FarDesk) -> None:
    far.frame.go("resident_form", NEW)
    type_text(given_name(far.frame), "Zahra")
    far.cable.cut = "after"
    far.form().save()
    far.until_said("Zahra toegevoegd")
    far.frame.settle()
    assert sorted(far.names()) == ["Semhar", "Zahra"]


def test_a_commit_that_the_server_never_heard_is_done_again(far: FarDesk) -> None:
    far.frame.go("resident_form", NEW)
    type_text(given_name(far.frame), "Zahra")
    far.cable.cut = "before"
    far.form().save()
    # The server never went, so nobody hears that it is back: it is tried again by itself.
    far.until_said("Zahra toegevoegd")
    far.frame.settle()
    assert sorted(far.names()) == ["Semhar", "Zahra"]


def test_who_types_on_takes_a_change_that_waits_back(far: FarDesk) -> None:
    far.frame.go("resident_form", far.resident.id)
    far.cable.pull()
    far.until_said("Geen verbinding met de server.")
    far.change("Selam")
    far.until_said("Nog niet bewaard")
    click(button(far.form(), "Verder typen"))
    assert "Wat u typte, staat er nog. Sla" in texts(far.form())
    type_text(given_name(far.frame), " Maria")
    far.cable.plug()
    far.until_said("Er is weer verbinding met de server.")
    far.frame.settle()
    assert far.names() == ["Semhar"]
    (draft,) = drafts.mine(far.desk)
    assert draft.typed["given_name"] == "Selam Maria"


def test_pages_that_cannot_be_read_are_no_failure_of_the_program(far: FarDesk) -> None:
    far.cable.pull()
    far.until_said("Geen verbinding met de server.")
    far.frame.go("residents")
    far.cable.plug()
    far.qtbot.waitUntil(lambda: shown(far.frame) == 1, timeout=PATIENCE_MS)
    far.frame.settle()
