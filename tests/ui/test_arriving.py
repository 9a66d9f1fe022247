"""A file that is double-clicked opens on its page, after the desk that it is for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.people import Role, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.desk_keys import trust_desk, write_desk_card
from meedoenbalie.services.people import change_roles
from meedoenbalie.services.registration import find_resident_records
from meedoenbalie.services.transfers import hand_over
from meedoenbalie.ui.pages.transfer.page import TransferPage
from tests.opened_desk import new_store
from tests.ui.pages.frame import click, texts
from tests.ui.pages.making import add_resident
from tests.ui.real_window import real_window

pytestmark = pytest.mark.usefixtures("look")


def sent_to(desk: Desk, folder: Path) -> Path:
    """Let another desk hand Hodan over to this one; return the file."""
    there = new_store(folder / "there.db", "GRB", "azc Grubbenvorst")
    with there.database:
        for one, other, name in ((desk, there, "1.balie"), (there, desk, "2.balie")):
            card = write_desk_card(one, folder / name).result
            trust_desk(other, folder / name, card.fingerprint)
        with there.read() as reader:
            [site] = reader.find(Site)
        resident = add_resident(there, site, "Hodan Abdi")
        file = folder / "hodan.overdracht"
        hand_over(there, resident.id, "azc Rietwaard", file)
    return file


def test_a_transfer_waits_for_the_desk_and_is_taken_in(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    file = sent_to(desk, tmp_path)
    desk.database.close()
    with real_window(qtbot, desk.database.path) as real:
        real.first_screen()
        real.window.open_file(file)
        real.settle()
        assert "hodan.overdracht gaat open." in texts(real.window)
        real.unlock()
        page = real.page()
        assert isinstance(page, TransferPage)
        assert "Hodan Abdi, van azc Grubbenvorst" in texts(page)
        click(page.take)
        real.settle()
        assert [one.given_name for one in find_resident_records(real.shell.desk)] == ["Hodan"]


def test_a_desk_that_is_double_clicked_is_chosen_on_the_first_screen(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    other = new_store(tmp_path / "ander.meedoen", "GRB", "azc Grubbenvorst")
    other.database.close()
    desk.database.close()
    with real_window(qtbot, desk.database.path) as real:
        real.first_screen()
        real.window.open_file(other.database.path)
        real.unlock()
        assert real.shell.opened.path == other.database.path


def test_a_data_set_at_a_desk_is_said_to_be_for_the_team(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    change_roles(desk, desk.user.id, (Role.DESK, Role.COORDINATOR, Role.ADMINISTRATOR))
    desk.database.close()
    with real_window(qtbot, desk.database.path) as real:
        real.unlock()
        before = real.shell.current_key()
        real.window.open_file(tmp_path / "rtw.gegevensset")
        real.settle()
        assert real.shell.current_key() == before
        assert "rtw.gegevensset is voor het programmateam" in texts(real.window)
