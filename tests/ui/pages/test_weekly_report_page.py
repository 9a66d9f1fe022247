"""Making the weekly report from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl

from meedoenbalie.domain.people import Site
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.weekly_report import page as report_page
from meedoenbalie.ui.pages.weekly_report.page import WeeklyReportPage
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts
from tests.ui.pages.making import add_offer, add_resident, refer


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"weekly_report": WeeklyReportPage}, ("referrals",))


def opened(frame: Frame) -> WeeklyReportPage:
    frame.go("referrals")
    frame.go("weekly_report")
    frame.settle()
    page = frame.page()
    assert isinstance(page, WeeklyReportPage)
    return page


def saved_as(page: WeeklyReportPage, path: Path) -> None:
    page.path.setText(str(path))


def test_the_last_full_week_stands_ready_with_its_figures(
    frame: Frame, desk: Desk, site: Site
) -> None:
    refer(desk, add_resident(desk, site), add_offer(desk, "M01", "Techniek"), days=5)
    page = opened(frame)
    said = texts(page)
    assert "Week 9 · ma 23 feb t/m zo 1 mrt 2026" in said
    assert "Verwezen: 1" in said
    assert page.path.text().endswith("weekrapport-RTW-2026-W09.pdf")


def test_the_pdf_is_made_and_opened(
    frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_urls: list[QUrl] = []

    class Desktop:
        openUrl = staticmethod(opened_urls.append)  # noqa: N815  (Qt's name)

    monkeypatch.setattr(report_page, "QDesktopServices", Desktop)
    page = opened(frame)
    out = tmp_path / "week.pdf"
    saved_as(page, out)
    click(button(page, "PDF maken"))
    frame.settle()
    assert out.read_bytes().startswith(b"%PDF")
    assert "Het weekrapport is gemaakt." in texts(page)
    click(button(page, "Openen"))
    assert opened_urls == [QUrl.fromLocalFile(str(out))]


def test_weeks_are_walked_with_the_keyboard_up_to_this_week(frame: Frame) -> None:
    page = opened(frame)
    page.week.setFocus()
    press(page.week, Qt.Key.Key_Left)
    frame.settle()
    assert "Week 8" in texts(page)
    assert page.path.text().endswith("2026-W08.pdf")
    for _again in range(5):
        press(page.week, Qt.Key.Key_Right)
    frame.settle()
    assert str(page.week.week) == "2026-W10"
    assert not page.week.later.isEnabled()
    assert "De week loopt nog" in texts(page)


def test_all_sites_can_be_taken_together(frame: Frame, desk: Desk) -> None:
    registration.add_site(desk, "VDW", "azc Verderweg")
    page = opened(frame)
    page.site.setFocus()
    press(page.site, Qt.Key.Key_End)
    page.site.activated.emit(page.site.currentIndex())
    frame.settle()
    assert "Alle locaties\nWeek 9" in texts(page)
    assert page.path.text().endswith("weekrapport-alle-2026-W09.pdf")


def test_a_folder_that_is_not_there_is_said_and_nothing_is_written(
    frame: Frame, tmp_path: Path
) -> None:
    page = opened(frame)
    out = tmp_path / "weg" / "week.pdf"
    saved_as(page, out)
    click(button(page, "PDF maken"))
    frame.settle()
    assert not out.exists()
    assert "map" in texts(page.form)
    assert page.make.isEnabled()


def test_no_name_for_the_file_is_asked_at_the_field(frame: Frame) -> None:
    page = opened(frame)
    page.path.clear()
    click(button(page, "PDF maken"))
    assert page.path_field.error() == "Kies waar het bestand komt."
    assert page.path.hasFocus()


def test_ctrl_p_makes_it_and_terug_goes_back(frame: Frame, tmp_path: Path) -> None:
    page = opened(frame)
    out = tmp_path / "week.pdf"
    saved_as(page, out)
    assert page.print_document()
    frame.settle()
    assert out.exists()
    click(button(page, "Terug"))
    assert frame.shell.current_key() == "referrals"


def test_a_workbook_without_names_can_be_made_instead(
    frame: Frame, desk: Desk, site: Site, tmp_path: Path
) -> None:
    refer(desk, add_resident(desk, site), add_offer(desk, "M01", "Techniek"), days=5)
    page = opened(frame)
    out = tmp_path / "week.xlsx"
    saved_as(page, out)
    press(page.names, Qt.Key.Key_Space)
    click(button(page, "Werkblad maken"))
    frame.settle()
    assert out.read_bytes().startswith(b"PK")
    assert "Het weekrapport is gemaakt." in texts(page)
