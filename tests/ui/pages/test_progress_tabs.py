"""Ervaringen, Taal en meedoen and Drie studies: counted, never more told than numbers carry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services.attendance import note_hours
from meedoenbalie.services.civic_integration import record_civic
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.experiences import (
    Feeling,
    Hard,
    Helps,
    Moment,
    Said,
    Way,
    record_experience,
)
from meedoenbalie.services.referring import record_event
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.figures.civic_tab import CivicTab
from meedoenbalie.ui.pages.figures.experiences_tab import ExperiencesTab
from meedoenbalie.ui.pages.figures.language_tab import LanguageTab
from meedoenbalie.ui.pages.figures.page import FiguresPage
from meedoenbalie.ui.pages.figures.pane import Pane
from meedoenbalie.ui.pages.figures.studies_tab import StudiesTab
from tests.ui.pages.frame import Frame, OpenFrame, click, texts
from tests.ui.pages.making import add_offer, add_resident, days_ago, refer

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def frame(open_frame: OpenFrame, desk: Desk, site: Site) -> Frame:
    """Ten learners, six of whom take part in something else; all say how it is."""
    traject = add_offer(desk, "M01", "Techniek", weeks=20)
    course = add_offer(desk, "T01", "Taal op dinsdag", weeks=20, forms=("evening",))
    for number in range(10):
        who = add_resident(desk, site, f"Bewoner {number}")
        facts = {"civic_group": "asielstatushouder", "duty_from": date(2024, 5, 1)}
        record_civic(desk, who.id, {"purpose": "combining", **facts})
        for offer in (course, traject)[: 2 if number < 6 else 1]:
            referral = refer(desk, who, offer, days=30)
            for days, kind in ((28, EventKind.ACCEPTED), (21, EventKind.STARTED)):
                record_event(days_ago(desk, days), referral.id, kind)
            if offer is course:
                note_hours(desk, referral.id, IsoWeek.parse("2026-W08"), 90, 120)
                feeling = Feeling.GOOD if number < 7 else Feeling.NOT_GOOD
                said = Said(feeling, (Helps.DUTCH,), (Hard.TRAVEL,))
                record_experience(desk, referral.id, Moment.START, said, "tir", Way.SCREEN)
    return open_frame({"figures": FiguresPage}, ("residents",))


def tab(frame: Frame, key: str) -> Pane:
    frame.go("figures", key)
    page = frame.page()
    assert isinstance(page, FiguresPage)
    return page.pane


class Quiet(Pane):
    """A tab behind others that remembers what it showed."""

    about = frozenset({"resident"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.showed: list[str] = []

    def read(self) -> None:
        self.fetch(lambda: "figures", self.showed.append)


def test_a_tab_reads_once_and_again_when_something_was_saved_even_while_it_read(
    frame: Frame,
) -> None:
    behind = Quiet(frame.shell)
    frame.qtbot.addWidget(behind)
    behind.started()
    behind.changed(frozenset({"resident"}))
    frame.settle()
    assert len(behind.showed) == 1
    behind.started()
    frame.settle()
    assert len(behind.showed) == 2, "what was saved meanwhile is not in the first"
    behind.changed(frozenset({"offer"}))
    behind.started()
    frame.settle()
    assert len(behind.showed) == 2


def test_answers_are_counted_with_their_share_by_moment(frame: Frame) -> None:
    shown = tab(frame, "experiences")
    assert isinstance(shown, ExperiencesTab)
    assert "Antwoord gegeven: 10. Wilde niet antwoorden: 0." in texts(shown)
    assert "Goed 7 70%" in texts(shown.feeling)
    assert "Ik leer Nederlands 10 100%" in texts(shown.helps)
    assert "De reis 10 100%" in texts(shown.hard)
    (end,) = (one for one in shown.findChildren(QAbstractButton) if one.text() == "Einde")
    click(end)
    frame.settle()
    assert "In deze periode is nog niemand gevraagd." in texts(shown)


def test_who_combines_is_told_with_its_margin_and_no_more_than_the_numbers_carry(
    frame: Frame,
) -> None:
    shown = tab(frame, "language")
    assert isinstance(shown, LanguageTab)
    said = texts(shown)
    assert "Met meedoen 6, Alleen taal 4" in said
    assert "60% leert de taal terwijl hij of zij meedoet (31% tot 83%)." in said
    assert "Avond 6 van 10" in said
    assert "Niet te vergelijken" in said


def test_each_study_says_what_the_data_adds_and_cannot_say_and_is_printed(
    frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tab(frame, "studies")
    assert isinstance(shown, StudiesTab)
    said = texts(shown)
    assert "10 antwoorden · goed: 70% (40% tot 89%)" in said
    assert "helpt het meest: ik leer Nederlands" in said
    assert said.count("Wat ze niet zeggen") == 3
    page = frame.page()
    assert isinstance(page, FiguresPage)
    assert page.paper.isVisible()
    assert page.paper.accessibleName() == "Voortgang…"
    out = tmp_path / "voortgang.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))
    click(page.paper)
    frame.settle()
    assert out.read_bytes().startswith(b"%PDF")
    assert "Het blad Voortgang is gemaakt." in texts(shown)


def test_a_tab_goes_out_as_tables_and_as_a_picture_without_anybodys_name(
    frame: Frame, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tab(frame, "civic")
    page = frame.page()
    assert isinstance(page, FiguresPage)
    assert isinstance(shown, CivicTab)

    def take_out(name: str, kind: str = "") -> Path:
        out = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(out), kind))
        click(page.export)
        frame.settle()
        assert "De cijfers zijn geëxporteerd." in texts(shown)
        return out

    book = openpyxl.load_workbook(take_out("cijfers.xlsx"))
    said = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "Inburgering naast de landelijke cijfers" in said
    assert not [word for word in said if "Bewoner 1" in str(word)]
    sheet = book.worksheets[0]
    assert "Intern: kleine aantallen" in (sheet.oddHeader.right.text or "")
    picture = QImage(str(take_out("cijfers.png")))
    assert picture.width() > 1000
    take_out("beeld.xlsx", "Afbeelding SVG (*.svg)")
    drawn = (tmp_path / "beeld.svg").read_text(encoding="utf-8")
    assert "<svg" in drawn
    assert "Bewoner 1" not in drawn
    with desk.read() as reader:
        taken = reader.connection.exec_driver_sql(
            "SELECT count(*) FROM access WHERE action = 'export_figures'"
        ).scalar()
    assert taken == 3
