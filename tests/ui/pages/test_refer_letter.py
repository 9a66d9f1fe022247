"""The letter from Doorverwijzen: nothing goes by itself; the passphrase stays out of the mail."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.services import referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.refer.letter_card import LetterCard
from meedoenbalie.ui.pages.refer.page import ReferPage
from tests.reports.pdf_text import texts as pdf_texts
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts
from tests.ui.pages.making import add_offer, add_resident, agree


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"refer": ReferPage}, ("matching", "referrals"))


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    return add_resident(desk, site)


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(desk, "M01", "Samen in de buurt", email="els@buurtkracht.nl")


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the dialog for a file proposed; it answers with that name in a folder of the test."""
    proposed: list[str] = []

    def answer(_parent: object, _title: str, first: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(first).name)
        return str(tmp_path / Path(first).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed


def opened(frame: Frame, resident: Resident, offer: Offer) -> ReferPage:
    frame.go("refer", (resident.id, offer.id))
    frame.settle()
    page = frame.page()
    assert isinstance(page, ReferPage)
    return page


def letter(page: ReferPage) -> LetterCard:
    assert page.sending is not None
    return page.sending.letter


def state(desk: Desk, resident: Resident) -> ReferralState | None:
    return registration.dossier(desk, resident.id).referrals[0].standing.state


def test_without_consent_or_klaarzetten_there_is_no_letter(
    frame: Frame, desk: Desk, resident: Resident, offer: Offer
) -> None:
    page = opened(frame, resident, offer)
    assert not letter(page).print.isEnabled()
    assert letter(page).print.toolTip() == "Zet eerst klaar."
    referring.prepare_referral(desk, resident.id, offer.id)
    frame.shell.saved("", frozenset({"referral"}))
    frame.settle()
    assert "er is geen toestemming" in letter(page).mail.toolTip()
    assert not page.print_document()


def test_the_letter_is_saved_to_be_printed(
    frame: Frame, desk: Desk, resident: Resident, offer: Offer, asked: list[str], tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    referring.prepare_referral(desk, resident.id, offer.id)
    page = opened(frame, resident, offer)
    assert page.print_document()
    frame.settle()
    assert asked == ["doorverwijzing-D0001.pdf"]
    assert "Semhar Tesfay" in pdf_texts(tmp_path / asked[0])[0]
    assert "De brief is gemaakt." in texts(letter(page))
    assert state(desk, resident) is ReferralState.DRAFT


def test_the_mail_lies_ready_and_its_passphrase_is_told_by_phone(
    frame: Frame, desk: Desk, resident: Resident, offer: Offer, asked: list[str], tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    referring.prepare_referral(desk, resident.id, offer.id)
    page = opened(frame, resident, offer)
    assert page.sending is not None
    click(page.sending.edit)
    QTest.keyClicks(page.sending.body, "Hallo! ")
    QTest.keyClick(letter(page).mail, Qt.Key.Key_Space)
    frame.settle()
    assert asked == ["doorverwijzing-D0001.eml"]
    raw = (tmp_path / asked[0]).read_bytes()
    mail = message_from_bytes(raw, policy=default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("Hallo! Beste Els Timmer,")
    assert mail["To"] == "els@buurtkracht.nl"
    passphrase = letter(page).passphrase.text()
    assert passphrase.encode() not in raw
    (attachment,) = mail.iter_attachments()
    (tmp_path / "bijlage.pdf").write_bytes(attachment.get_content())
    assert PdfReader(tmp_path / "bijlage.pdf").decrypt(passphrase) != 0
    assert "er is nog niets verstuurd" in texts(letter(page))
    assert state(desk, resident) is ReferralState.DRAFT

    click(page.sending.send)
    frame.settle()
    assert state(desk, resident) is ReferralState.SENT
    assert letter(page).passphrase.text() == passphrase

    referring.record_consent(desk, resident.id, offer.provider_id, ConsentAnswer.NO)
    frame.shell.saved("", frozenset({"consent"}))
    frame.settle()
    assert passphrase not in texts(page)


def test_a_consent_that_was_taken_back_meanwhile_makes_nothing(
    frame: Frame, desk: Desk, resident: Resident, offer: Offer, asked: list[str], tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    referring.prepare_referral(desk, resident.id, offer.id)
    page = opened(frame, resident, offer)
    referring.record_consent(desk, resident.id, offer.provider_id, ConsentAnswer.NO)
    click(button(page, "Als PDF…"))
    frame.settle()
    assert "er is geen toestemming" in texts(letter(page))
    assert not (tmp_path / asked[0]).exists()
