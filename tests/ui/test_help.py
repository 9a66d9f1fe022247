"""F1: the chapter of the screen that one is on, and a help that keeps up with the window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.i18n import LANGUAGES, Language
from meedoenbalie.paths import resource_path, translations_path
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui import help_pictures, registry, style
from meedoenbalie.ui.help_chapters import KEYS, NEW_DESK, SERVER_DESK, START, UNLOCK
from meedoenbalie.ui.help_dialog import HelpDialog
from meedoenbalie.ui.pages.figures.page import TABS
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.shortcuts import in_force
from tests.made_demo import copy_demo
from tests.ui.pages.frame import PATIENCE_MS, button, click, type_text
from tests.ui.real_window import RealWindow, real_window

pytestmark = pytest.mark.usefixtures("look")

PAGES = [entry.key for entry in registry.PAGES]
BOLD = re.compile(r"\*\*([^*]+)\*\*")
KEY = re.compile(r"(Ctrl|Alt|Shift|F\d|Esc|Enter)")
LINK = re.compile(r"\]\(([^)]+)\)")


def text_of(code: str, key: str) -> str:
    return (resource_path(f"help/{code}") / f"{key}.md").read_text(encoding="utf-8")


def chapter_keys(code: str) -> list[str]:
    return sorted(path.stem for path in resource_path(f"help/{code}").glob("*.md"))


def plain(words: str) -> str:
    """A text of the window as the help quotes it: no mnemonic, no dots at the end."""
    return words.replace("&", "").rstrip("….")


def interface(code: str) -> dict[str, set[str]]:
    """Every text of the window, with how a language says it."""
    with (translations_path() / code / "LC_MESSAGES" / "meedoenbalie.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    said: dict[str, set[str]] = {}
    for message in catalogue:
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id:
            said.setdefault(plain(message.id), set()).add(plain(message.string))
    return said


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_of_the_window_has_a_chapter_in_every_language(code: str) -> None:
    assert set(chapter_keys(code)) == {*PAGES, START, UNLOCK, NEW_DESK, SERVER_DESK, KEYS}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_link_and_every_picture_is_there_and_no_picture_is_left_over(code: str) -> None:
    folder = resource_path(f"help/{code}")
    for key in chapter_keys(code):
        for target in LINK.findall(text_of(code, key)):
            found = folder / ("pictures" if target.endswith(".png") else "") / target
            assert found.is_file(), f"{key}: {target}"
    stored = {path.stem for path in (folder / "pictures").iterdir()}
    assert stored == help_pictures.wanted(folder)


def test_what_the_help_quotes_in_bold_stands_in_the_window() -> None:
    said = interface("nl")
    for key in chapter_keys("nl"):
        for words in BOLD.findall(text_of("nl", key)):
            assert KEY.match(words) or plain(words) in said, f"{key}: {words}"


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "nl"])
def test_other_languages_quote_the_same_words_as_their_window_says_them(code: str) -> None:
    said = interface(code)
    for key in chapter_keys("nl"):
        dutch, other = (BOLD.findall(text_of(spoken, key)) for spoken in ("nl", code))
        assert len(dutch) == len(other), key
        for here, there in zip(dutch, other, strict=True):
            wanted = {here} if KEY.match(here) else said[plain(here)]
            assert plain(there) in {plain(one) for one in wanted}, f"{key}: {there}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_chapter_is_called_as_its_page_and_every_tab_has_a_heading(code: str) -> None:
    said = interface(code)
    for entry in registry.PAGES:
        title = text_of(code, entry.key).partition("\n")[0].removeprefix("# ")
        assert title in {one for names in said.values() for one in names}, title
    headings = re.findall(r"^## (.+)$", text_of(code, "figures"), re.MULTILINE)
    assert len(headings) == len(TABS)
    for tab, heading in zip(TABS, headings, strict=True):
        assert heading in said[tab.title()]


@pytest.fixture
def real(qtbot: QtBot, desk: Desk) -> Iterator[RealWindow]:
    """An unlocked window."""
    desk.database.close()
    with real_window(qtbot, desk.database.path) as window:
        window.unlock()
        yield window


def help_of(real: RealWindow) -> HelpDialog:
    """Press F1 where the keyboard is, as at a desk."""
    with real.qtbot.waitActive(real.window, timeout=PATIENCE_MS):
        real.window.activateWindow()
    QTest.keyClick(real.window, Qt.Key.Key_F1)
    real.settle()
    (found,) = [one for one in real.window.findChildren(HelpDialog) if one.isVisible()]
    return found


def test_f1_opens_the_chapter_of_each_page(real: RealWindow) -> None:
    for key in real.shell.page_keys():
        real.go(key)
        # A page that is about somebody may lead to where one chooses whom.
        now = real.shell.current_key()
        shown = help_of(real)
        assert shown.current() == now
        title = text_of("nl", now).partition("\n")[0].removeprefix("# ")
        assert shown.browser.toPlainText().startswith(title)
        shown.close()


def test_f1_on_a_tab_begins_at_its_heading(real: RealWindow) -> None:
    real.go("figures", "fairness")
    browser = help_of(real).browser
    assert browser.textCursor().block().text() == "Eerlijkheid"


def test_f1_helps_before_a_desk_is_open_too(real: RealWindow) -> None:
    real.window.lock()
    real.settle()
    first = help_of(real)
    assert first.current() == UNLOCK
    first.close()
    real.window.show_new_desk()
    real.settle()
    second = help_of(real)
    assert second.current() == NEW_DESK
    second.close()
    real.window.show_server_desk()
    real.settle()
    assert help_of(real).current() == SERVER_DESK


def test_locking_closes_the_help(real: RealWindow) -> None:
    QTest.keyClick(help_of(real).browser, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    real.settle()
    assert not [one for one in real.window.findChildren(HelpDialog) if one.isVisible()]


@pytest.fixture
def shown(qtbot: QtBot, real: RealWindow) -> HelpDialog:
    """The help on Vandaag."""
    real.go("today")
    return help_of(real)


def test_a_word_finds_its_chapter_and_is_marked_there(real: RealWindow, shown: HelpDialog) -> None:
    type_text(shown.search, "herstelcode")
    real.settle()
    assert shown.list.model().rowCount() < len(PAGES)
    shown.list.select_id("settings")
    marked = [one.cursor.selectedText() for one in shown.browser.extraSelections()]
    assert marked
    assert {word.casefold() for word in marked} == {"herstelcode"}
    shown.search.setText("zebrapad")
    real.settle()
    assert shown.list.model().rowCount() == 0


def test_a_link_leads_on_and_alt_left_back(shown: HelpDialog) -> None:
    shown.browser.anchorClicked.emit(QUrl("walk_in.md"))
    assert shown.current() == "walk_in"
    shown.browser.anchorClicked.emit(QUrl("conversation.md"))
    QTest.keyClick(shown.browser, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown.current() == "walk_in"
    QTest.keyClick(shown.browser, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown.current() == "today"


def test_the_keyboard_goes_from_link_to_link(shown: HelpDialog) -> None:
    shown.browser.setFocus()
    QTest.keyClick(shown.browser, Qt.Key.Key_Tab)
    QTest.keyClick(shown.browser, Qt.Key.Key_Return)
    assert shown.current() == "weekly_report"


def test_the_keys_of_the_window_are_one_of_the_chapters(
    real: RealWindow, shown: HelpDialog
) -> None:
    click(button(shown, "Toetsen"))
    text = shown.browser.toPlainText()
    lines = in_force(real.window, real.shell.current_page())
    assert len(lines) > 20
    for line in lines:
        assert line.keys in text
        assert line.words in text


def test_pictures_fit_and_grow_with_the_text(
    qapp: QApplication, qtbot: QtBot, shown: HelpDialog
) -> None:
    url = QUrl("today.png")
    small = shown.browser.loadResource(2, url)
    assert isinstance(small, QImage)
    assert small.width() <= shown.browser.viewport().width() * small.devicePixelRatio()
    shown.resize(shown.width() + 200, shown.height())
    wider = shown.browser.loadResource(2, url)
    assert isinstance(wider, QImage)
    assert wider.width() > small.width()
    assert shown.browser.loadResource(2, QUrl("nobody.png")) is None


@pytest.fixture
def as_before(qapp: QApplication) -> Iterator[None]:
    """Leave the application in the look that the other tests expect."""
    yield
    style.apply(qapp, Preferences(look="light"))


@pytest.mark.usefixtures("as_before")
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_pictures_are_of_the_pages_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: Language
) -> None:
    """Coarsely: letters and lines may move, but what stands where must still be so."""
    monkeypatch.setenv(TODAY_VARIABLE, help_pictures.DAY.isoformat())
    drawn = list(help_pictures.drawn(copy_demo(tmp_path / "demo"), [code]))
    assert {name for _code, name, _fresh in drawn} == help_pictures.wanted(
        resource_path(f"help/{code}")
    )
    for _code, name, fresh in drawn:
        stored = QImage(str(resource_path(f"help/{code}/pictures/{name}.png")))
        assert stored.size() == fresh.size(), f"{code}/{name}: run `make pictures`"
        assert difference(stored, fresh) < 0.05, f"{code}/{name}: run `make pictures`"


def difference(one: QImage, other: QImage) -> float:
    """How much two pictures differ as a coarse raster of greys, from 0 to 1."""
    greys = [
        bytes(
            picture.scaled(32, 20, mode=Qt.TransformationMode.SmoothTransformation)
            .convertToFormat(QImage.Format.Format_Grayscale8)
            .constBits()
        )
        for picture in (one, other)
    ]
    apart = sum(abs(a - b) for a, b in zip(greys[0], greys[1], strict=True))
    return apart / len(greys[0]) / 255
