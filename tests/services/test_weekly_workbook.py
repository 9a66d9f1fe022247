"""The weekly report as a workbook, as a calendar of starts, and without names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.reporting import weekly_figures, weekly_report
from tests.opened_desk import TODAY
from tests.reports.pdf_text import texts

SENT_ON = date(2026, 2, 9)


@pytest.fixture
def late(desk: Desk, site: Site) -> Desk:
    """A desk whose one referral waits for an answer for three weeks."""
    offer = add_offer(desk, "De Schakel", code="M01", kind="mdt_traject", title="=HYPERLINK(1)")
    who = register_resident(
        desk, site.id, given_name="Hodan", family_name="Warsame", birth_date=date(2004, 5, 6)
    )
    then = replace(desk, clock=fixed_clock(SENT_ON))
    referral = prepare_referral(then, who.result.id, offer.result.id).result.referral
    record_event(
        then,
        referral.id,
        EventKind.SENT,
        consent_on=SENT_ON,
        receiver="Els",
    )
    return desk


def cells(path: Path) -> dict[str, list[list[Any]]]:
    book = load_workbook(path)
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in book.worksheets
    }


def test_the_workbook_has_the_figures_and_the_lists_of_the_report(
    late: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "week.xlsx"
    weekly_report(late, None, "2026-W07", out)
    sheets = cells(out)
    assert list(sheets) == ["Cijfers", "Wie zit vast", "Wie begint", "Plaatsen navragen"]
    sent = next(row for row in sheets["Cijfers"] if row[0] == "Verwezen")
    assert sent[1:6] == list(weekly_figures(late, iso_week="2026-W07").counts("sent"))
    assert sent[5] == 1
    heads, row = sheets["Wie zit vast"][3:5]
    assert dict(zip(heads, row, strict=True))["Bewoner"] == "Hodan Warsame"
    assert "Niemand is aangenomen" in str(sheets["Wie begint"])


def test_no_text_becomes_a_formula(late: Desk, tmp_path: Path) -> None:
    out = tmp_path / "week.xlsx"
    weekly_report(late, None, "2026-W07", out)
    found = [
        cell
        for sheet in load_workbook(out).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=")
    ]
    assert found
    assert {cell.data_type for cell in found} == {"s"}


@pytest.mark.parametrize("name", ["week.pdf", "week.xlsx"])
def test_without_names_a_resident_is_a_number(late: Desk, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    weekly_report(late, None, "2026-W07", out, names=False)
    said = str(cells(out)) if name.endswith(".xlsx") else "\n".join(texts(out.read_bytes()))
    assert "RTW-0001" in said
    assert "Hodan" not in said


def test_the_same_data_make_the_same_workbook(late: Desk, tmp_path: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    weekly_report(late, None, "2026-W07", first)
    weekly_report(late, None, "2026-W07", second)
    assert first.read_bytes() == second.read_bytes()


def test_coming_starts_go_into_a_calendar(late: Desk, site: Site, tmp_path: Path) -> None:
    starts = (date(2026, 3, 9),)
    schedule = parse_schedule("ma 09:30-12:00")
    offer = add_offer(
        late,
        "Taalhuis",
        code="T1",
        kind="language_course",
        title="Nederlands, A1",
        schedule=schedule,
        start_dates=starts,
    ).result
    who = register_resident(late, site.id, given_name="Ali", birth_date=date(2004, 5, 6)).result
    referral = prepare_referral(late, who.id, offer.id).result.referral
    record_event(late, referral.id, EventKind.SENT, consent_on=TODAY, receiver="Els")
    record_event(late, referral.id, EventKind.ACCEPTED)
    out = tmp_path / "starts.ics"
    weekly_report(late, None, None, out)
    first = out.read_text(encoding="utf-8").splitlines()
    assert "SUMMARY:Ali begint: Nederlands\\, A1" in first
    assert "DTSTART:20260309T093000" in first
    assert "LOCATION:Taalhuis" in first
    weekly_report(late, None, None, out, names=False)
    second = out.read_text(encoding="utf-8").splitlines()
    assert "SUMMARY:RTW-0002 begint: Nederlands\\, A1" in second
    assert [line for line in first if line.startswith("UID:")] == [
        line for line in second if line.startswith("UID:")
    ]
