"""Every page in a language that is longer, has accents and is read from the right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from meedoenbalie import i18n
from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.ui import registry, screenshots, style
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.widgets.text import CutText
from scripts import catalogues, pseudo_language
from tests.made_demo import copy_demo
from tests.opened_desk import TODAY

CODE = "ar"
WORD = re.compile(r"[A-Za-z]{3}")
PAGES = ["unlock", "new_desk", "server_desk", *(entry.key for entry in registry.PAGES)]
_PARTS = 2
TIGHT = {
    "civic": 2,
    "collection": 3,
    "handreiking": 1,
    "offers": 2,
    "offer_form": 3,
    "residents": 1,
    "today": 1,
} | {"transfer": 1}
"""How many words don't fit yet where a language is that much longer; a number only goes down."""


@pytest.fixture
def spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication, look: None
) -> Iterator[None]:
    """Let the program speak the pseudo-language as Arabic, and nothing of it afterwards."""
    pseudo_language.write(tmp_path / "translations", CODE)
    monkeypatch.setattr(i18n, "translations_path", lambda: tmp_path / "translations")
    monkeypatch.setattr(i18n, "LANGUAGES", (*i18n.LANGUAGES, CODE))
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    i18n._catalogue.cache_clear()
    yield
    i18n._catalogue.cache_clear()
    style.apply(qapp, Preferences(look="light"))


def words_of(widget: QWidget) -> list[str]:
    """Return what a widget shows, and what it says to a screen reader and in its tooltip."""
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    words = (said, widget.accessibleName(), widget.toolTip())
    return [one for one in words if isinstance(one, str) and one]


def clipped(widget: QWidget) -> bool:
    """Whether words don't fit that the widget neither wraps nor ends in an ellipsis by itself."""
    if isinstance(widget, CutText) or not isinstance(widget, QLabel | QPushButton):
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    return widget.sizeHint().width() > widget.width() + 1


def reads_from_the_right(window: MainWindow) -> bool:
    """Whether navigation, lists and heads stand where one who reads from the right begins."""
    shell = window.shell
    if shell is None:
        return True
    middle = window.width() / 2
    page = shell.current_page()
    begins = [shell.navigation.mapTo(window, QPoint()).x() > middle]
    if isinstance(page, ListDetailPage) and page.list.isVisible() and page.detail.isVisible():
        begins.append(page.list.x() > page.detail.x())
    return all(begins)


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("part", range(_PARTS))
def test_nothing_is_left_untranslated_or_clipped_and_all_is_mirrored(
    tmp_path: Path, part: int
) -> None:
    pages = PAGES[part::_PARTS]
    own = {text.replace("&", "") for text in _texts()} - {"Meedoenbalie"}
    seen: set[str] = set()
    wrong: set[tuple[str, str, str]] = set()
    cut: Counter[str] = Counter()
    looks = [Preferences("light", 1.0, CODE)]
    for window, page in screenshots.visit(copy_demo(tmp_path / "demo"), looks, pages=pages):
        seen.add(page)
        if not reads_from_the_right(window):
            wrong.add((page, "not mirrored", ""))
        for widget in window.findChildren(QWidget):
            if not widget.isVisible():
                continue
            for words in words_of(widget):
                if words.replace("&", "") in own and WORD.search(words):
                    wrong.add((page, "not translated", words))
            if clipped(widget):
                cut[page] += 1
                if cut[page] > TIGHT.get(page, 0):
                    wrong.add((page, "clipped", words_of(widget)[0]))
    assert seen == set(pages)
    assert not wrong, "\n".join(map(str, sorted(wrong)))


def _texts() -> Iterator[str]:
    for message in catalogues.read(catalogues.SOURCE_LANGUAGE):
        if message.id:
            yield from catalogues.forms(message.id)


def test_a_language_is_read_from_the_side_that_it_has(qapp: QApplication, look: None) -> None:
    for code, side in (
        ("nl", Qt.LayoutDirection.LeftToRight),
        (CODE, Qt.LayoutDirection.RightToLeft),
    ):
        style.apply(qapp, Preferences("light", 1.0, code))
        assert qapp.layoutDirection() is side
    style.apply(qapp, Preferences(look="light"))


def test_pseudo_texts_keep_what_a_program_needs_of_them() -> None:
    said = pseudo_language.pseudo("&Nog {n} bewoners")
    assert said.startswith("⟦&N")
    assert "{n}" in said
    assert "béwóñérš" in said
