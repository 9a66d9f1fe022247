"""The settings: who may come in, the recovery code, the terms, and what holds for this computer."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from meedoenbalie.domain.people import Role, Site
from meedoenbalie.domain.settings import NamesUntil
from meedoenbalie.services import people
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.settings import settings_of
from meedoenbalie.storage.keys import LEAST_COST, KeyFile
from meedoenbalie.ui.pages.settings.keeping import KeepingCard
from meedoenbalie.ui.pages.settings.key import KeyCard
from meedoenbalie.ui.pages.settings.look import LookCard
from meedoenbalie.ui.pages.settings.page import SettingsPage
from meedoenbalie.ui.pages.settings.sections import SECTIONS
from meedoenbalie.ui.pages.settings.storage import StorageCard
from meedoenbalie.ui.pages.settings.terms import TermsCard
from meedoenbalie.ui.pages.settings.user_dialogs import RoleBoxes
from meedoenbalie.ui.preferences import Preferences, save_preferences
from meedoenbalie.ui.widgets.passphrase import CodeGroups, PassphraseEdit
from tests.opened_desk import PASSPHRASE, TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text


@pytest.fixture(autouse=True)
def _cheap_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "calibrated_cost", lambda: LEAST_COST)


def page_of(open_frame: OpenFrame) -> tuple[Frame, SettingsPage]:
    """Open the settings."""
    frame = open_frame({"settings": SettingsPage})
    frame.go("settings")
    page = frame.page()
    assert isinstance(page, SettingsPage)
    return frame, page


def dialog_of(page: SettingsPage) -> QDialog:
    """The question that stands open."""
    QApplication.processEvents()
    found = [dialog for dialog in page.findChildren(QDialog) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def open_menu_act(page: SettingsPage, name: str, words: str) -> QDialog:
    """Choose an act from the menu of a user."""
    menu = button(page.cards["users"], f"Meer voor {name}").menu()
    act = next(action for action in menu.actions() if action.text() == words)
    act.trigger()
    return dialog_of(page)


def as_role(desk: Desk, *roles: Role) -> Desk:
    """The same desk with somebody else's roles."""
    return replace(desk, user=desk.user.changed(roles=roles))


def test_the_list_goes_to_every_section_by_keyboard(open_frame: OpenFrame) -> None:
    frame, page = page_of(open_frame)
    assert [page.list.item(row).text() for row in range(page.list.count())] == [
        section.title() for section in SECTIONS
    ]
    page.list.setFocus()
    page.list.setCurrentRow(list(page.cards).index("terms"))
    press(page.list, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.cards["terms"].isAncestorOf(focus)
    frame.go("settings", "look")
    assert page.list.currentItem().text() == "Tekst, kleur en taal"


def test_a_colleague_is_added_and_the_code_is_shown_once(open_frame: OpenFrame, desk: Desk) -> None:
    frame, page = page_of(open_frame)
    click(button(page, "Gebruiker toevoegen"))
    dialog = dialog_of(page)
    name = next(
        box for box in dialog.findChildren(QLineEdit) if not isinstance(box, PassphraseEdit)
    )
    own = dialog.findChild(PassphraseEdit)
    roles = dialog.findChild(RoleBoxes)
    assert own is not None
    assert roles is not None
    click(button(dialog, "Code maken"))
    assert "Vul een naam in." in texts(dialog)
    type_text(name, "Fatma Arslan")
    roles.boxes[Role.COORDINATOR].setChecked(True)
    type_text(own, "niet mijn wachtzin")
    click(button(dialog, "Code maken"))
    frame.settle()
    assert "Deze wachtzin klopt niet." in texts(dialog)
    own.clear()
    type_text(own, PASSPHRASE)
    click(button(dialog, "Code maken"))
    frame.settle()
    shown = dialog_of(page)
    assert "Code voor Fatma Arslan" in texts(shown)
    code = KeyFile(desk.database.path).codes()
    assert list(code) == ["Fatma Arslan"]
    signs = [word for word in texts(shown).split(" | ") if re.fullmatch("[0-9A-Z]{4}", word)]
    key = KeyFile(desk.database.path).unlock_with_join_code("Fatma Arslan", "".join(signs), TODAY)
    assert key == KeyFile(desk.database.path).unlock("Marleen", PASSPHRASE)
    click(button(shown, "Klaar"))
    frame.settle()
    assert "".join(signs) not in texts(page)
    assert "code tot en met ma 9 mrt" in texts(page)
    assert "balie, coördinatie" in texts(page)


def test_roles_change_and_access_ends(open_frame: OpenFrame, desk: Desk) -> None:
    user = people.invite(desk, PASSPHRASE, "Joost", [Role.DESK], LEAST_COST).result.user
    frame, page = page_of(open_frame)
    click(button(page, "Rol wijzigen… Joost"))
    dialog = dialog_of(page)
    roles = dialog.findChild(RoleBoxes)
    assert roles is not None
    roles.boxes[Role.DESK].setChecked(False)
    click(button(dialog, "Bewaren"))
    frame.settle()
    assert "Kies minstens één rol." in texts(dialog)
    roles.boxes[Role.PROGRAMME].setChecked(True)
    click(button(dialog, "Bewaren"))
    frame.settle()
    assert frame.shell.status.text().startswith("Rollen gewijzigd")
    with desk.read() as reader:
        assert reader.get(type(user), user.id).roles == (Role.PROGRAMME,)
    dialog = open_menu_act(page, "Joost", "Toegang intrekken…")
    assert "kan die kopie blijven openen" in texts(dialog)
    click(button(dialog, "Toegang intrekken"))
    frame.settle()
    assert "toegang ingetrokken op 2 maart 2026" in texts(page)
    assert KeyFile(desk.database.path).codes() == {}


def test_the_last_administrator_is_told_why_the_role_stays(open_frame: OpenFrame) -> None:
    frame, page = page_of(open_frame)
    dialog = open_menu_act(page, "Marleen", "Rol wijzigen…")
    assert "gelden na opnieuw ontgrendelen" in texts(dialog)
    roles = dialog.findChild(RoleBoxes)
    assert roles is not None
    roles.boxes[Role.ADMINISTRATOR].setChecked(False)
    click(button(dialog, "Bewaren"))
    frame.settle()
    assert "Marleen is de laatste beheerder" in texts(dialog)


def test_the_own_passphrase_changes(open_frame: OpenFrame, desk: Desk) -> None:
    frame, page = page_of(open_frame)
    click(button(page, "Wachtzin wijzigen… Marleen"))
    dialog = dialog_of(page)
    for field, phrase in zip(
        dialog.findChildren(PassphraseEdit),
        (PASSPHRASE, "een eigen lange zin", "een eigen lange zin"),
        strict=True,
    ):
        type_text(field, phrase)
    click(button(dialog, "Wachtzin wijzigen"))
    frame.settle()
    KeyFile(desk.database.path).unlock("Marleen", "een eigen lange zin")
    assert "De oude opent deze balie niet meer." in frame.shell.status.text()


def test_a_new_recovery_code_counts_when_it_was_typed_back(
    open_frame: OpenFrame, desk: Desk
) -> None:
    frame, page = page_of(open_frame)
    card = page.cards["key"]
    assert isinstance(card, KeyCard)
    assert "Nog nooit van papier gecontroleerd." in texts(card)
    click(card.renew)
    dialog = dialog_of(page)
    act = button(dialog, "Nieuwe code laten gelden")
    assert not act.isEnabled()
    groups = dialog.findChild(CodeGroups)
    own = dialog.findChild(PassphraseEdit)
    assert groups is not None
    assert own is not None
    signs = [word for word in texts(dialog).split(" | ") if re.fullmatch("[0-9A-Z]{4}", word)]
    assert len(signs) == 6
    for box, group in zip(groups.boxes(), (signs[1], signs[4]), strict=True):
        type_text(box, group)
    type_text(own, PASSPHRASE)
    click(act)
    frame.settle()
    assert "Laatst van papier gecontroleerd op 2 maart 2026." in texts(card)
    KeyFile(desk.database.path).unlock_with_code("-".join(signs))
    click(card.prove)
    dialog = dialog_of(page)
    groups = dialog.findChild(CodeGroups)
    assert groups is not None
    for box in groups.boxes():
        type_text(box, "AAAA")
    click(button(dialog, "Controleren"))
    frame.settle()
    assert "Deze code opent de balie niet." in texts(dialog)


def test_the_terms_are_kept_and_hold_at_once(open_frame: OpenFrame, desk: Desk) -> None:
    frame, page = page_of(open_frame)
    card = page.cards["terms"]
    assert isinstance(card, TermsCard)
    card.response.selectAll()
    type_text(card.response, "21")
    press(card.response, Qt.Key.Key_Return)
    frame.settle()
    assert frame.shell.site is not None
    assert frame.shell.site.response_days == 21
    assert frame.shell.status.text().startswith("Termijnen bewaard")
    card.confirm.setFocus()
    card.confirm.selectAll()
    press(card.confirm, Qt.Key.Key_Delete)
    card.response.setFocus()
    frame.settle()
    assert card.confirm.value() == 14
    card.confirm.selectAll()
    type_text(card.confirm, "0")
    press(card.confirm, Qt.Key.Key_Return)
    frame.settle()
    assert "Dit is te laag. Het moet minstens 1 zijn." in texts(card)
    assert card.confirm.value() == 14
    with desk.read() as reader:
        assert [site.response_days for site in reader.find(type(frame.shell.site))] == [21]


def test_for_how_long_a_place_is_held_is_kept(open_frame: OpenFrame, desk: Desk) -> None:
    frame, page = page_of(open_frame)
    card = page.cards["terms"]
    assert isinstance(card, TermsCard)
    card.hold.selectAll()
    type_text(card.hold, "7")
    press(card.hold, Qt.Key.Key_Return)
    frame.settle()
    assert settings_of(desk).hold_days == 7
    card.hold.setFocus()
    card.hold.selectAll()
    press(card.hold, Qt.Key.Key_Delete)
    card.response.setFocus()
    frame.settle()
    assert card.hold.value() == 7


def test_where_the_azc_is_can_be_said_for_an_estimated_way(
    open_frame: OpenFrame, desk: Desk
) -> None:
    frame, page = page_of(open_frame)
    card = page.cards["terms"]
    assert isinstance(card, TermsCard)
    type_text(card.where, "achter de kerk")
    press(card.where, Qt.Key.Key_Return)
    frame.settle()
    assert "Dit zijn geen coördinaten." in texts(card)
    card.where.clear()
    type_text(card.where, "52.15, 5.62")
    press(card.where, Qt.Key.Key_Return)
    frame.settle()
    assert "Dit zijn geen coördinaten." not in texts(card)
    assert frame.shell.site is not None
    assert frame.shell.site.position == (52.15, 5.62)
    assert card.where.text() == "52,15; 5,62"
    with desk.read() as reader:
        assert [site.position for site in reader.find(Site)] == [(52.15, 5.62)]


def test_the_names_of_the_walk_in_can_go_sooner(open_frame: OpenFrame, desk: Desk) -> None:
    frame, page = page_of(open_frame)
    card = page.cards["keeping"]
    assert isinstance(card, KeepingCard)
    assert card.names.currentText() == "einde van de dag"
    press(card.names, Qt.Key.Key_Down)
    frame.settle()
    assert settings_of(desk).names_until is NamesUntil.LOCKING
    assert frame.shell.status.text().startswith("Bewaard hoe lang namen blijven")


def test_the_look_is_asked_of_the_window(open_frame: OpenFrame) -> None:
    save_preferences(Preferences(look="light"))
    frame, page = page_of(open_frame)
    wanted: list[object] = []
    frame.shell.preferences_wanted.connect(wanted.append)
    card = page.cards["look"]
    assert isinstance(card, LookCard)
    card.boxes.look.setFocus()
    press(card.boxes.look, Qt.Key.Key_End)
    assert [getattr(one, "look", None) for one in wanted] == ["dark"]


def test_the_store_is_where_the_page_says(
    open_frame: OpenFrame, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.invite(desk, PASSPHRASE, "Joost", [Role.DESK], LEAST_COST)
    _frame, page = page_of(open_frame)
    card = page.cards["storage"]
    assert isinstance(card, StorageCard)
    for fact in (
        "rietwaard.db.keys",
        str(desk.database.path.parent),
        "1 gebruiker en de herstelcode, 1 eenmalige code",
    ):
        assert fact in texts(card)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    click(card.open_folder)
    assert opened == [str(desk.database.path.parent)]


@pytest.mark.parametrize("role", [Role.DESK, Role.PROGRAMME])
def test_what_a_role_may_not_do_is_off_and_says_why(
    open_frame: OpenFrame, desk: Desk, role: Role
) -> None:
    frame = open_frame({"settings": SettingsPage})
    frame.shell.desk = as_role(desk, role)
    frame.go("settings")
    page = frame.page()
    assert isinstance(page, SettingsPage)
    for words, why in (
        ("Gebruiker toevoegen", "Dit mag alleen een beheerder."),
        ("Meer voor Marleen", "Dit mag alleen een beheerder."),
        ("Nieuwe code maken…", "Dit mag alleen een beheerder."),
        ("Papier controleren…", "Dit mag alleen een coördinator of beheerder."),
    ):
        shown = button(page, words)
        assert (shown.isEnabled(), shown.toolTip()) == (False, why)
    assert button(page, "Wachtzin wijzigen… Marleen").isEnabled()
    terms = page.cards["terms"]
    assert isinstance(terms, TermsCard)
    assert not terms.response.isEnabled()


def test_a_narrow_window_keeps_the_cards_below_each_other(open_frame: OpenFrame) -> None:
    frame, page = page_of(open_frame)
    frame.shell.resize(640, 500)
    frame.settle()
    assert not page.list.isVisible()
    tops = [card.y() for card in page.cards.values()]
    assert tops == sorted(set(tops))
