"""The settings of a desk on a server: who sees which azc, and where the store is."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from meedoenbalie.services import people, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.settings.page import SettingsPage
from meedoenbalie.ui.pages.settings.user_dialogs import SiteBoxes
from meedoenbalie.ui.widgets.passphrase import PassphraseEdit
from tests.real_server import OwnStore, RealServer
from tests.ui.pages.frame import Frame, button, click, texts, type_text

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def name(server: RealServer, own_store: OwnStore) -> Iterator[str]:
    """A colleague whom no other test has; roles are of the whole server."""
    called = f"Joost {own_store.address.database}"
    yield called
    with server.manage(own_store.address.database) as manager:
        if manager.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [called]).fetchone():
            manager.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(called)))
            manager.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(called)))


@pytest.fixture
def frame(qtbot: QtBot, server_desk: Desk) -> Iterator[Frame]:
    registration.add_site(server_desk, "DGT", "azc Dongezicht")
    made = Frame(qtbot, server_desk, {"settings": SettingsPage}, ())
    made.go("settings")
    yield made
    made.tasks.close()


def dialog_of(frame: Frame) -> QDialog:
    QApplication.processEvents()
    (found,) = (one for one in frame.page().findChildren(QDialog) if one.isVisible())
    return found


def tick(dialog: QDialog, site: str) -> None:
    boxes = dialog.findChild(SiteBoxes)
    assert boxes is not None
    next(box for box in boxes.boxes.values() if box.text() == site).click()


def sites_seen_by(name: str, own_store: OwnStore) -> list[str]:
    """Ask the server itself, as that role."""
    host, database = own_store.address.host, own_store.address.database
    with psycopg.connect(host=host, dbname=database, user=name) as other:
        return [row[0] for row in other.execute("SELECT code FROM site ORDER BY code")]


def test_a_colleague_gets_azcs_and_later_others(
    frame: Frame, name: str, own_store: OwnStore
) -> None:
    page = frame.page()
    assert isinstance(page, SettingsPage)
    click(button(page, "Gebruiker toevoegen"))
    dialog = dialog_of(frame)
    own = dialog.findChild(PassphraseEdit)
    assert own is not None
    line = next(b for b in dialog.findChildren(QLineEdit) if not isinstance(b, PassphraseEdit))
    type_text(line, name)
    type_text(own, "wat deze server niet vraagt")
    tick(dialog, "azc Rietwaard")
    click(button(dialog, "Code maken"))
    frame.settle()
    shown = dialog_of(frame)
    assert "eerste wachtwoord op de server" in texts(shown)
    click(button(shown, "Klaar"))
    frame.settle()
    assert "balie; ziet alleen azc Rietwaard" in texts(page)
    assert sites_seen_by(name, own_store) == ["RTW"]
    menu = button(page.cards["users"], f"Meer voor {name}").menu()
    next(act for act in menu.actions() if act.text() == "Azc's wijzigen…").trigger()
    dialog = dialog_of(frame)
    tick(dialog, "azc Rietwaard")
    tick(dialog, "azc Dongezicht")
    click(button(dialog, "Bewaren"))
    frame.settle()
    assert "ziet alleen azc Dongezicht" in texts(page)
    assert sites_seen_by(name, own_store) == ["DGT"]


def test_a_colleague_without_azcs_sees_all_and_nobody_holds_themself(
    server_desk: Desk, name: str, own_store: OwnStore
) -> None:
    other = registration.add_site(server_desk, "DGT", "azc Dongezicht").result
    joost = people.invite(server_desk, "x", name, server_desk.user.roles).result.user
    people.keep_to_sites(server_desk, joost.id, [other.id])
    people.keep_to_sites(server_desk, joost.id, [])
    assert sites_seen_by(name, own_store) == ["DGT", "RTW"]
    with pytest.raises(people.CannotChangeUser, match="own_sites"):
        people.keep_to_sites(server_desk, server_desk.user.id, [other.id])


def test_where_the_store_is_stands_with_the_settings(frame: Frame, own_store: OwnStore) -> None:
    said = texts(frame.page())
    assert own_store.address.database in said
    assert "Meer collega's werken hier tegelijk in." in said
    assert "heeft geen herstelcode" in said
    assert "Op de server" in texts(frame.shell)
