"""Inzage en wissen, by clicking and typing."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.services import rights
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import change_resident, record_contact
from meedoenbalie.ui.pages.dossier_rights.page import DossierRightsPage
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from tests.opened_desk import TODAY
from tests.services.test_erasing import Known, known_at
from tests.ui.pages.frame import Elsewhere, Frame, OpenFrame, button, click, press, texts, type_text

PAGES = {"dossier_rights": DossierRightsPage}


@pytest.fixture
def known(desk: Desk, site: Site) -> Known:
    return known_at(desk, site)


@pytest.fixture
def frame(open_frame: OpenFrame, known: Known) -> Frame:
    opened = open_frame(PAGES, ("residents", "resident_form"))
    opened.go("dossier_rights", known.resident.id)
    return opened


def page_of(frame: Frame) -> DossierRightsPage:
    page = frame.page()
    assert isinstance(page, DossierRightsPage)
    return page


def test_the_page_says_what_is_held_why_and_with_whom(frame: Frame) -> None:
    page = page_of(frame)
    model = page.table.model()
    first = [model.index(0, column).data() for column in range(4)]
    assert first == [
        "Naam, geboortedatum, talen",
        "11 gegevens",
        "weten wie er komt",
        "Buurtkracht",
    ]
    said = texts(page)
    assert "Alles van Hawariat wordt vernietigd." in said
    assert "2 keer voorgelicht, 1 doorverwijzing" in said
    assert "Buurtkracht" in said


def test_without_a_person_the_page_leads_to_residents_and_prints_nothing(
    open_frame: OpenFrame, known: Known
) -> None:
    frame = open_frame(PAGES, ("residents", "resident_form"))
    frame.go("dossier_rights")
    page = page_of(frame)
    assert not page.make.isEnabled()
    assert not page.as_json.isEnabled()
    click(button(page, "Naar Bewoners"))
    assert isinstance(frame.page(), Elsewhere)


def test_erasing_needs_the_number_and_leaves_nothing_of_the_person_on_the_page(
    frame: Frame, desk: Desk, known: Known
) -> None:
    page = page_of(frame)
    erase = button(page, "Voorgoed wissen")
    assert erase.kind == "danger"
    assert not erase.isEnabled()
    type_text(page.erase_pane.number, "rtw-004")
    assert not erase.isEnabled()
    type_text(page.erase_pane.number, "2")
    assert erase.isEnabled()
    click(erase)
    frame.settle()
    with desk.read() as reader:
        assert reader.find(Resident) == [known.other]
    said = texts(page)
    assert "RTW-0042 is voorgoed gewist." in said
    assert "Bel Buurtkracht" in said
    assert "Hawariat" not in said
    assert page.person() is None
    assert page.erase_pane.number.text() == ""


def test_a_balie_may_look_but_not_erase(open_frame: OpenFrame, desk: Desk, known: Known) -> None:
    desk.user.__dict__["roles"] = (Role.DESK,)
    opened = open_frame(PAGES)
    opened.go("dossier_rights", known.resident.id)
    page = page_of(opened)
    assert not page.erase_pane.number.isEnabled()
    assert not page.erase_pane.act.isEnabled()
    assert page.make.isEnabled()


def test_limiting_the_use_and_lifting_it_again(frame: Frame, desk: Desk, known: Known) -> None:
    page = page_of(frame)
    click(button(page, "Gebruik beperken"))
    type_text(page.person_block.agreed, "bsn 111222333")
    click(button(page, "Beperken"))
    frame.settle()
    assert "BSN" in page.person_block.field.error()
    page.person_block.agreed.clear()
    type_text(page.person_block.agreed, "betwist de leeftijd")
    click(button(page, "Beperken"))
    frame.settle()
    with desk.read() as reader:
        stored = reader.get(Resident, known.resident.id)
    assert (stored.restricted_since, stored.restriction) == (TODAY, "betwist de leeftijd")
    assert "betwist de leeftijd" in texts(page)
    click(button(page, "Beperking opheffen"))
    frame.settle()
    with desk.read() as reader:
        assert reader.get(Resident, known.resident.id).restricted_since is None
    assert button(page, "Gebruik beperken").isVisible()


def test_a_request_is_written_down_with_its_last_day(
    frame: Frame, desk: Desk, known: Known
) -> None:
    page = page_of(frame)
    click(button(page, "Vraag om inzage vastleggen"))
    frame.settle()
    assert "Vraag gekregen op ma 2 mrt." in texts(page)
    assert "uiterlijk do 2 apr" in texts(page)
    click(button(page, "Beantwoord"))
    frame.settle()
    with desk.read() as reader:
        assert reader.get(Resident, known.resident.id).access_asked_on is None


def test_the_inzage_is_made_where_somebody_says(
    frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(frame)
    out, data = tmp_path / "inzage.pdf", tmp_path / "inzage.json"
    for button_text, file in (("Inzage maken (PDF)…", out), ("Als JSON…", data)):
        chosen = str(file)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, chosen=chosen: (chosen, ""))
        click(button(page, button_text))
        frame.settle()
    assert out.read_bytes().startswith(b"%PDF-")
    assert json.loads(data.read_text(encoding="utf-8"))["resident"]["notes"]["value"] == (
        "speelt hobo"
    )
    assert "De inzage is gemaakt." in texts(page)


def test_texts_about_others_are_shown_unless_a_resident_looks_along(
    open_frame: OpenFrame, desk: Desk, known: Known
) -> None:
    record_contact(desk, known.other.id, "Gesprek", "komt samen met Hawariat")
    opened = open_frame(PAGES)
    opened.go("dossier_rights", known.resident.id)
    page = page_of(opened)
    assert "RTW-0043: ‘komt samen met Hawariat’" in texts(page)
    opened.shell.toggle_shared_view()
    opened.settle()
    assert "RTW-0043" not in texts(page)


def test_correcting_goes_to_the_form(frame: Frame, known: Known) -> None:
    click(button(page_of(frame), "Verbeteren"))
    frame.settle()
    assert frame.asked_elsewhere("resident_form") == [known.resident.id]


def test_the_dossier_leads_here_and_says_that_the_use_is_limited(
    open_frame: OpenFrame, desk: Desk, known: Known
) -> None:
    rights.restrict_use(desk, known.resident.id, "betwist de leeftijd")
    opened = open_frame({"residents": ResidentsPage, **PAGES}, ("matching",))
    opened.go("residents", (known.resident.id, 4))
    page = opened.page()
    assert isinstance(page, ResidentsPage)
    assert not page.dossier.match_button.isEnabled()
    click(page.dossier.data.rights)
    opened.settle()
    assert page_of(opened).person() == known.resident.id
    opened.go("residents", (known.resident.id, 0))
    assert "Gebruik beperkt sinds ma 2 mrt." in texts(page)


def test_the_day_of_leaving_tells_when_erasing_is_proposed(
    open_frame: OpenFrame, desk: Desk, known: Known
) -> None:
    change_resident(desk, known.resident.id, known.resident.version, departed_on=TODAY)
    opened = open_frame(PAGES)
    opened.go("dossier_rights", known.resident.id)
    assert "voorstel om te wissen: 2 september 2026" in texts(opened.page())
    press(page_of(opened).erase_pane.number, Qt.Key.Key_Return)
    assert opened.shell.current_key() == "dossier_rights"
