"""Taking the accepted week along from the dossier."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QFileDialog

from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services import referring
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from meedoenbalie.ui.pages.residents.week_out import WeekOut
from tests.ui.pages.frame import Frame, OpenFrame, click, texts
from tests.ui.pages.making import add_offer, add_resident, refer


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"residents": ResidentsPage})


def week_out(frame: Frame) -> WeekOut:
    page = cast(ResidentsPage, frame.page())
    page.dossier.tabs.setCurrentIndex(1)
    found = page.findChild(WeekOut)
    assert found is not None
    return found


def test_nobody_who_was_accepted_nowhere_has_a_week_to_take_along(
    frame: Frame, desk: Desk, site: Site
) -> None:
    who = add_resident(desk, site)
    frame.go("residents", who.id)
    out = week_out(frame)
    assert not out.print.isEnabled()
    assert out.save.toolTip() == "Nog nergens aangenomen"


def test_the_week_is_saved_where_one_says(
    frame: Frame, desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Koken", "di 13:00-16:00", continuous_intake=True)
    referral = refer(desk, who, offer)
    referring.record_event(desk, referral.id, EventKind.ACCEPTED)
    asked: list[str] = []

    def choose(*given: object) -> tuple[str, str]:
        asked.append(Path(str(given[2])).name)
        return str(tmp_path / asked[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    frame.go("residents", who.id)
    out = week_out(frame)
    click(out.save)
    frame.settle()
    click(out.print)
    frame.settle()
    assert asked == [f"week-{who.reference}.ics", f"week-{who.reference}.pdf"]
    assert (tmp_path / asked[0]).read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
    assert (tmp_path / asked[1]).read_bytes().startswith(b"%PDF")
    assert f"De week is bewaard. {asked[1]}" in texts(out)
