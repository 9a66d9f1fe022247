"""Taking the open desk from its file to a server, from the settings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meedoenbalie.clock import fixed_clock
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.recent import recent_stores
from meedoenbalie.services.stores import ServerAddress, open_store
from meedoenbalie.storage.errors import StoreError
from meedoenbalie.ui.pages.settings.move_dialog import MovedDialog, MoveDialog
from meedoenbalie.ui.pages.settings.page import SettingsPage
from tests.opened_desk import TODAY
from tests.real_server import USER
from tests.ui.pages.frame import Frame, button, click, texts

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def frame(qtbot: QtBot, file_desk: Desk) -> Iterator[Frame]:
    site = registration.sites(file_desk)[0]
    registration.register_resident(file_desk, site.id, given_name="Semhar")
    made = Frame(qtbot, file_desk, {"settings": SettingsPage}, ())
    made.go("settings")
    yield made
    made.tasks.close()


def asked(frame: Frame, address: ServerAddress, user: str = USER) -> MoveDialog:
    """Open the question and fill in where to."""
    click(button(frame.page(), "Naar een server overzetten…"))
    QApplication.processEvents()
    dialog = frame.page().findChildren(MoveDialog)[-1]
    assert dialog.fields.boxes["user"].text() == frame.desk.user.name
    for name, text in (("server", address.host), ("database", address.database), ("user", user)):
        dialog.fields.boxes[name].setText(text)
    return dialog


def test_everything_goes_along_and_one_goes_on_there(
    frame: Frame, empty_database: ServerAddress
) -> None:
    dialog = asked(frame, empty_database)
    click(button(dialog, "Overzetten"))
    frame.settle()
    (shown,) = frame.page().findChildren(MovedDialog)
    said = texts(shown)
    assert "Overgezet en gelijk bevonden" in said
    assert "2 stappen" in said
    left: list[None] = []
    frame.shell.lock_wanted.connect(lambda: left.append(None))
    click(button(shown, "Naar de balie op de server"))
    assert left == [None]
    (known,) = recent_stores()
    assert frame.shell.leads_to == known.path
    assert known.server is not None
    assert known.server.database == empty_database.database
    with (there := open_store(empty_database, USER, "", fixed_clock(TODAY))).database:
        names = [one.given_name for one in registration.find_resident_records(there, "")]
    assert names == ["Semhar"]


def test_what_is_wrong_is_told_at_its_field_and_what_is_stopped_can_be_gone_on_with(
    frame: Frame, empty_database: ServerAddress, server_store: ServerAddress
) -> None:
    dialog = asked(frame, server_store)
    click(button(dialog, "Overzetten"))
    frame.settle()
    assert "staat al iets" in dialog.fields.problem("database")
    dialog.fields.boxes["database"].setText(empty_database.database)
    dialog.fields.boxes["user"].setText("postgres")
    click(button(dialog, "Overzetten"))
    frame.settle()
    assert "‘postgres’ is geen gebruiker van deze balie" in dialog.fields.problem("user")
    dialog.fields.boxes["user"].setText(USER)
    click(button(dialog, "Overzetten"))
    click(dialog.cancel)
    frame.settle()
    assert dialog.isVisible()
    assert "Gestopt." in dialog.fields.problem()
    with pytest.raises(StoreError):
        open_store(empty_database, USER, "", fixed_clock(TODAY))
    click(button(dialog, "Overzetten"))
    frame.settle()
    assert frame.page().findChildren(MovedDialog)
    open_store(empty_database, USER, "", fixed_clock(TODAY)).database.close()
