"""kill -9 of the real program, in the middle of typing: what was typed is there again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from meedoenbalie.services import drafts
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import open_store
from meedoenbalie.ui.pages.resident_form.page import ResidentFormPage
from tests.opened_desk import PASSPHRASE
from tests.ui.pages.frame import texts
from tests.ui.real_window import real_window

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.usefixtures("look")
def test_a_half_typed_form_survives_the_death_of_the_program(qtbot: QtBot, desk: Desk) -> None:
    desk.database.close()
    store = desk.database.path
    environment = {**os.environ, "MEEDOENBALIE_TODAY": "2026-03-02"}
    command = [sys.executable, "-m", "tests.ui.typing_program", str(store), PASSPHRASE]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as program:
        try:
            assert program.stdout is not None
            # Ends too when the program ends without having kept anything.
            assert program.stdout.readline() == "kept\n"
        finally:
            program.kill()
    with open_store(store, "Marleen", PASSPHRASE, desk.clock).database as database:
        again = Desk(database, desk.user, desk.clock)
        assert [one.typed for one in drafts.mine(again)] == [
            {"given_name": "Filmon", "birth_date": "31-02-20"}
        ]
    with real_window(qtbot, store) as real:
        real.unlock()
        assert "Gesprek met Filmon" in texts(real.page())
        page = real.go("resident_form", "new")
        assert isinstance(page, ResidentFormPage)
        box = page.fields.bound["birth_date"].field.box
        assert isinstance(box, QLineEdit)
        assert box.text() == "31-02-20"
        assert page.keeper.notice.accessibleName() == "Kladje van ma 2 mrt 12:00 teruggezet."
