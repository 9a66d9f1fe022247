"""A gegevensset is looked at, checked, and written for one reader only."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.people import Role, Site
from meedoenbalie.exchange.data_set import decrypt, verify
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.lessons import add_lesson
from meedoenbalie.services.programme_keys import (
    make_programme_keys,
    open_secret_key,
    read_programme_card,
    renew_programme_keys,
)
from meedoenbalie.services.sending import preview_data_set, release_data_set
from meedoenbalie.services.site_keys import site_key
from meedoenbalie.storage.keys import LEAST_COST
from meedoenbalie.ui.pages.data_set import page as module
from meedoenbalie.ui.pages.data_set.page import DataSetPage
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts
from tests.ui.pages.making import add_resident

TEAM = "wij tellen alles samen"


@pytest.fixture
def frame(open_frame: OpenFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Frame:
    file = str(tmp_path / "settings.ini")
    monkeypatch.setattr(module, "QSettings", lambda: QSettings(file, QSettings.Format.IniFormat))
    return open_frame({"data_set": DataSetPage})


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    return make_programme_keys(tmp_path / "team", TEAM, LEAST_COST)


def opened(frame: Frame) -> DataSetPage:
    frame.go("data_set")
    page = frame.page()
    assert isinstance(page, DataSetPage)
    return page


def choose(frame: Frame, page: DataSetPage, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(key), ""))
    click(page.recipient.choose)
    frame.settle()


def shown_rows(page: DataSetPage) -> dict[str, str]:
    model = page.table.model()
    return {
        model.index(row, 0).data(): model.index(row, 1).data() for row in range(model.rowCount())
    }


def test_what_goes_is_shown_without_a_name_and_needs_a_key_first(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add_resident(desk, site)
    page = opened(frame)
    rows = shown_rows(page)
    assert (rows["Leeftijdsgroep"], rows["Taal"]) == ("18-22", "Tigrinya")
    assert rows["Geleerde lessen"] == "0, gepubliceerd"
    assert "Semhar" not in texts(page)
    assert not page.make.isEnabled()
    assert page.make.toolTip() == "Kies eerst de sleutel van het programmateam"


def test_the_set_is_written_for_the_team_alone_and_remembered(
    frame: Frame,
    desk: Desk,
    site: Site,
    keys: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Role.COORDINATOR in desk.user.roles or Role.ADMINISTRATOR in desk.user.roles
    add_resident(desk, site)
    public, secret = keys
    page = opened(frame)
    choose(frame, page, public, monkeypatch)
    code = read_programme_card(public).fingerprint
    assert page.recipient.fingerprint.accessibleName() == f"Vingerafdruk: {code}"
    out = tmp_path / "set"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    click(button(page, "Versleutelen en opslaan…"))
    frame.settle()
    made = out.with_suffix(".gegevensset")
    packed = verify(decrypt(made.read_bytes(), open_secret_key(secret, TEAM)))
    assert (packed.sender.site, packed.sender.number) == ("RTW", 1)
    said = texts(page)
    assert "Gegevensset 1 is gemaakt." in said
    signed = preview_data_set(desk).signed_by
    assert page.signer.fingerprint.accessibleName() == f"Vingerafdruk: {signed}"
    assert "azc Rietwaard · 1 bewoner |" in said
    assert "set 1: ma 2 mrt, 1 bewoner |" in f"{said} |"


def test_a_lesson_with_a_name_in_it_holds_the_set_back(
    frame: Frame,
    desk: Desk,
    site: Site,
    keys: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_resident(desk, site)
    add_lesson(
        desk,
        phase=LessonPhase.INTAKE,
        element=WorkingElement.CONTACT,
        situation="Semhar Tesfay kwam niet.",
        status=LessonStatus.PUBLISHED,
        nobody=True,
    )
    page = opened(frame)
    choose(frame, page, keys[0], monkeypatch)
    assert "niet goed: Geen namen in lessen Kijk na: L01" in texts(page)
    assert not page.make.isEnabled()
    assert page.make.toolTip() == "Los eerst op wat bij Controles staat"


def test_a_file_that_is_no_key_is_refused_with_a_reason(
    frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "programme.pub"
    wrong.write_text("geen sleutel", encoding="utf-8")
    page = opened(frame)
    choose(frame, page, wrong, monkeypatch)
    assert "Er is niets veranderd." in texts(page)
    assert not page.make.isEnabled()


def test_a_swapped_key_of_the_team_gets_no_set_until_its_fingerprint_was_compared(
    frame: Frame,
    desk: Desk,
    site: Site,
    keys: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_resident(desk, site)
    release_data_set(desk, keys[0], tmp_path / "een.age")
    old = read_programme_card(keys[0]).fingerprint
    page = opened(frame)
    choose(frame, page, keys[0], monkeypatch)
    assert "Dit is de sleutel die hier is vastgelegd." in texts(page)
    assert page.make.isEnabled()
    assert not page.recipient.agrees.isVisible()
    other = make_programme_keys(tmp_path / "vreemd", TEAM, LEAST_COST)[0]
    choose(frame, page, other, monkeypatch)
    said = texts(page)
    assert "Let op: een andere sleutel dan hier is vastgelegd" in said
    assert f"Oud was {old}." in said
    assert not page.make.isEnabled()
    renewed = renew_programme_keys(keys[1], TEAM, desk.clock, cost=LEAST_COST)
    choose(frame, page, keys[0], monkeypatch)
    assert "De oude sleutel staat ervoor in." in texts(page)
    assert not page.make.isEnabled()
    click(button(page, "Vingerafdruk klopt"))
    frame.settle()
    assert page.make.isEnabled()
    assert page.recipient.fingerprint.accessibleName() == f"Vingerafdruk: {renewed.new}"
    assert "Dit is de sleutel die hier is vastgelegd." in texts(page)


def test_the_last_set_is_taken_back_with_a_file_for_the_team(
    frame: Frame,
    desk: Desk,
    site: Site,
    keys: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_resident(desk, site)
    page = opened(frame)
    assert page.earlier.withdraw is None
    release_data_set(desk, keys[0], tmp_path / "een.age")
    choose(frame, page, keys[0], monkeypatch)
    click(button(page, "Laatste set intrekken…"))
    frame.settle()
    assert "Set 1 intrekken?" in texts(page)
    out = tmp_path / "intrekking.gegevensset"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    click(button(page, "Ja, intrekken…"))
    frame.settle()
    assert out.is_file()
    said = texts(page)
    assert "Set 1 is ingetrokken." in said
    assert "1 bewoner, ingetrokken" in said
    (sent,) = preview_data_set(desk).sent_before
    assert sent.withdrawn_at is not None


def test_the_azc_gets_a_new_key_and_both_fingerprints_are_told(
    frame: Frame,
    desk: Desk,
    site: Site,
    keys: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    add_resident(desk, site)
    release_data_set(desk, keys[0], tmp_path / "een.age")
    old = site_key(desk).fingerprint
    page = opened(frame)
    click(button(page, "Sleutel van het azc vernieuwen…"))
    frame.settle()
    assert site_key(desk).fingerprint == old
    click(button(page, "Ja, vernieuwen"))
    frame.settle()
    new = site_key(desk).fingerprint
    assert f"Nieuw: {new}. Oud: {old}." in texts(page)
    assert page.signer.fingerprint.accessibleName() == f"Vingerafdruk: {new}"
    click(button(page, "Sleutel van het azc intrekken…"))
    frame.settle()
    assert "Kan een ander deze sleutel hebben?" in texts(page)
    click(button(page, "Ja, intrekken"))
    frame.settle()
    assert f"Nieuw: {site_key(desk).fingerprint}. Oud: {new}." in texts(page)
