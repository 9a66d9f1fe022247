"""Trechter: how far residents came in a period."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Reason
from meedoenbalie.services import referring
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.informing import give_information
from meedoenbalie.ui.pages.figures.funnel_tab import FunnelTab
from meedoenbalie.ui.pages.figures.page import FiguresPage
from tests.ui.pages.frame import Frame, OpenFrame, click, press, texts
from tests.ui.pages.making import add_offer, add_resident, days_ago, refer


@pytest.fixture
def frame(open_frame: OpenFrame, desk: Desk, site: Site) -> Frame:
    mdt = add_offer(desk, "M01", "Techniek")
    for number in range(12):
        who = add_resident(desk, site, f"Semhar T{number}")
        if number < 10:
            referral = refer(desk, who, mdt, days=30)
            then = days_ago(desk, 20)
            if number < 5:
                referring.record_event(then, referral.id, EventKind.ACCEPTED)
            elif number < 7:
                step = EventKind.DECLINED
                referring.record_event(then, referral.id, step, reason=Reason.FULL)
    return open_frame({"figures": FiguresPage}, ("residents",))


def opened(frame: Frame) -> FunnelTab:
    frame.go("figures", "funnel")
    frame.settle()
    page = frame.page()
    assert isinstance(page, FiguresPage)
    assert isinstance(page.pane, FunnelTab)
    return page.pane


def test_the_funnel_tells_counts_shares_days_and_reasons(frame: Frame) -> None:
    tab = opened(frame)
    said = tab.bars.accessibleName()
    assert "Ingeschreven 12" in said
    assert "Verwezen 10 100%" in said.replace("\u00a0", "")
    assert "Aangenomen 5 50%" in said.replace("\u00a0", "")
    assert "Gestart 0 –" in said
    shown = texts(tab)
    assert "de helft binnen 10 dagen, negen van de tien binnen 10 (5)" in shown
    assert tab.why.accessibleName() == "vol 2"
    assert "2 doorverwijzingen" in shown


def test_another_kind_and_another_period_count_anew(frame: Frame) -> None:
    tab = opened(frame)
    segments = tab.kind.findChildren(QAbstractButton)
    click(next(one for one in segments if one.text() == "Taalcursussen"))
    frame.settle()
    assert "Verwezen 0" in tab.bars.accessibleName()
    tab.period.setFocus()
    press(tab.period, Qt.Key.Key_End)
    tab.period.activated.emit(tab.period.currentIndex())
    frame.settle()
    assert tab.period.currentText() == "Vorig jaar, 2025"
    assert "Niets stopte voortijdig in deze periode." in texts(tab)


def test_what_came_of_telling_is_shown_by_the_way_it_was_done(
    frame: Frame, desk: Desk, site: Site
) -> None:
    with desk.read() as reader:
        people = reader.find(Resident, order_by="reference")
        (offer,) = reader.find(Offer)
    early = days_ago(desk, 40)
    for one in people:
        give_information(early, one.id, offer.id, "tir", "bijeenkomst")
    give_information(desk, people[0].id, offer.id, "tir", "folder")
    shown = texts(opened(frame).informing)
    assert "12 keer verteld · 10 verwezen · 0 gestart · 83% verwezen (55% tot 95%)" in shown
    # What is told after the referral didn't bring it about, and of one there is no share.
    assert "folder" in shown
    assert "1 keer verteld · 0 verwezen · 0 gestart" in shown
