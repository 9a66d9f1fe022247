"""On Aanbod: how it went with an offer, and the list on its way to others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import record_event
from meedoenbalie.ui.pages.offers.page import OffersPage
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts, type_text
from tests.ui.pages.making import add_offer, add_resident, refer


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"offers": OffersPage}, ("import", "referrals"))


def opened(frame: Frame) -> OffersPage:
    frame.go("offers", None)
    page = frame.page()
    assert isinstance(page, OffersPage)
    return page


def test_how_it_went_unfolds_and_leads_to_the_referral(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Koken")
    referral = refer(desk, add_resident(desk, site), offer)
    record_event(desk, referral.id, EventKind.ACCEPTED)
    page = opened(frame)
    click(button(page.detail, "Hoe het liep"))
    frame.settle()
    said = texts(page.outcomes)
    assert "verwezen" in said
    assert "1 loopt nog" in said
    click(button(page.outcomes, f"{referral.reference} · Semhar Tesfay · Aangenomen"))
    assert frame.asked_elsewhere("referrals") == [referral.id]


def test_an_offer_without_referrals_says_so(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Koken")
    page = opened(frame)
    click(button(page.detail, "Hoe het liep"))
    frame.settle()
    assert "Hier is nog niemand naar verwezen." in texts(page.outcomes)


@pytest.mark.parametrize(("all_of_it", "codes"), [(False, ["M02"]), (True, ["M01", "M02"])])
def test_what_the_list_shows_or_everything_goes_out(
    frame: Frame,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    all_of_it: bool,
    codes: list[str],
) -> None:
    add_offer(desk, "M01", "Koken", provider="Buurtkracht")
    add_offer(desk, "M02", "Tuin", provider="De Wilde Tuin")
    page = opened(frame)
    type_text(page.search, "wilde")
    frame.settle()
    frame.qtbot.waitUntil(lambda: page.table.model().rowCount() == 1)
    target = tmp_path / "aanbod.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    click(page.going_out)
    choice = page.going_out.everything if all_of_it else page.going_out.what_is_shown
    choice.trigger()
    frame.settle()
    services = json.loads(target.read_text(encoding="utf-8"))["contents"]
    assert [service["alternate_name"] for service in services] == codes
