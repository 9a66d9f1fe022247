"""A dossier is handed over and taken in by clicking, after the keys were compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.desk_keys import known_desks, trust_desk, write_desk_card
from meedoenbalie.services.registration import dossier, find_resident_records
from meedoenbalie.services.transfers import hand_over, take_in
from meedoenbalie.services.undoing import undo
from meedoenbalie.ui.pages.transfer.page import TransferPage
from meedoenbalie.ui.pages.transfer.target import TAKE_IN
from tests.opened_desk import new_store
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts
from tests.ui.pages.making import add_resident

THERE = "azc Grubbenvorst"


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    return add_resident(desk, site)


@pytest.fixture
def there(tmp_path: Path) -> Desk:
    return new_store(tmp_path / "there.db", "GRB", THERE)


def page_of(frame: Frame, target: object) -> TransferPage:
    frame.go("transfer", target)
    page = frame.page()
    assert isinstance(page, TransferPage)
    return page


def test_keys_are_compared_and_a_dossier_is_handed_over(
    open_frame: OpenFrame,
    desk: Desk,
    there: Desk,
    resident: Resident,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frame = open_frame({"transfer": TransferPage}, ("residents",))
    page = page_of(frame, resident.id)
    assert not page.hand.isEnabled()
    assert "Sla eerst de sleutel van deze balie op" in texts(page)
    mine, theirs = tmp_path / "mijn.balie", tmp_path / "hun.balie"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(mine), "(*.balie)"))
    click(page.own.save)
    frame.settle()
    card = write_desk_card(there, theirs).result
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(theirs), ""))
    click(page.known.add_desk)
    frame.settle()
    assert card.fingerprint in texts(page)
    assert known_desks(desk) == []
    click(button(page, "Vingerafdruk klopt"))
    frame.settle()
    assert [one.name for one in known_desks(desk)] == [THERE]
    out = tmp_path / "overdracht.age"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(out), "(*.age)"))
    assert page.hand.isEnabled()
    click(page.hand)
    frame.settle()
    assert f"Overgedragen aan {THERE}." in texts(page)
    assert dossier(desk, resident.id).resident.departed_on is not None
    with there.database:
        trust_desk(there, mine, page.own.fingerprint.text())
        assert take_in(there, out).result.resident.given_name == resident.given_name


def test_with_more_desks_none_is_chosen_by_itself(
    open_frame: OpenFrame,
    desk: Desk,
    site: Site,
    there: Desk,
    resident: Resident,
    tmp_path: Path,
) -> None:
    write_desk_card(desk, tmp_path / "mijn.balie")
    elsewhere = new_store(tmp_path / "elsewhere.db", "EV", "azc Esveld")
    for number, other in enumerate((there, elsewhere)):
        with other.database:
            card = write_desk_card(other, tmp_path / f"{number}.balie").result
        trust_desk(desk, tmp_path / f"{number}.balie", card.fingerprint)
    frame = open_frame({"transfer": TransferPage}, ("residents",))
    page = page_of(frame, resident.id)
    assert not page.hand.isEnabled()
    assert "Kies eerst een balie" in texts(page)
    page.to.setFocus()
    for _place in range(2):
        QTest.keyClick(page.to, Qt.Key.Key_Down)
    assert page.hand.isEnabled()
    assert "Kies eerst een balie" not in texts(page)
    chosen = page.to.value()
    page.refresh(frozenset({"known_desk"}))
    frame.settle()
    assert page.to.value() == chosen
    assert chosen in (THERE, "azc Esveld")
    page_of(frame, add_resident(desk, site, "Hodan Abdi").id)
    assert page.to.value() is None


def test_what_comes_is_shown_before_it_is_taken_in_and_undone(
    open_frame: OpenFrame,
    desk: Desk,
    there: Desk,
    resident: Resident,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody comes back: handed over to the other desk, and from there to here again."""
    cards = [tmp_path / "1.balie", tmp_path / "2.balie"]
    codes = [
        write_desk_card(one, path).result for one, path in zip((desk, there), cards, strict=True)
    ]
    trust_desk(desk, cards[1], codes[1].fingerprint)
    trust_desk(there, cards[0], codes[0].fingerprint)
    out, back = tmp_path / "heen.age", tmp_path / "terug.age"
    hand_over(desk, resident.id, THERE, out)
    with there.database:
        hand_over(there, take_in(there, out).result.resident.id, "azc Rietwaard", back)
    frame = open_frame({"transfer": TransferPage}, ("residents",))
    page = page_of(frame, TAKE_IN)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(out), ""))
    click(page.choose)
    frame.settle()
    assert "versleuteld voor een andere balie" in texts(page)
    assert not page.take.isEnabled()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(back))])
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    frame.settle()
    assert f"{resident.full_name}, van {THERE}" in texts(page)
    assert f"was hier eerder als {resident.reference}" in texts(page)
    assert "Kies het bestand" not in texts(page)
    assert len(find_resident_records(desk)) == 1
    click(page.take)
    frame.settle()
    assert len(find_resident_records(desk)) == 2
    click(button(page, "Dossier openen"))
    frame.settle()
    assert len(frame.asked_elsewhere("residents")) == 1
    undo(desk)
    assert len(find_resident_records(desk)) == 1


def test_keys_are_for_the_coordinator(
    open_frame: OpenFrame, desk: Desk, resident: Resident
) -> None:
    object.__setattr__(desk, "user", desk.user.changed(roles=(Role.DESK,)))
    page = page_of(open_frame({"transfer": TransferPage}), resident.id)
    assert not page.own.save.isEnabled()
    assert not page.known.add_desk.isEnabled()
