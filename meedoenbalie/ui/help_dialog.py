"""F1: what this screen is for and how it is used, beside all other chapters of the help."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.help_browser import HelpBrowser
from meedoenbalie.ui.help_chapters import KEYS, START, Chapter, chapters, with_words
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.shortcuts import KeyLine, Shortcut
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.list_delegate import RowList, TwoLines
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Line, Text

_WIDTH, _HEIGHT, _LIST = 940, 660, 250


class HelpDialog(QDialog):
    """The chapters at the left, one of them at the right. The window stays usable beside it.

    ``order`` are the keys of the pages; ``keys`` what stands in the chapter about keys.
    """

    def __init__(self, order: Sequence[str], keys: Sequence[KeyLine], parent: QWidget) -> None:
        super().__init__(parent)
        now = theme()
        self.setWindowTitle(_("Hulp"))
        self.resize(
            min(now.px(_WIDTH), max(parent.width() - 40, now.px(420))),
            min(now.px(_HEIGHT), max(parent.height() - 40, now.px(320))),
        )
        self._all = chapters(order)
        self._keys = tuple(keys)
        self._past: list[str] = []
        self._now = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        self._left = self._make_left()
        row.addWidget(self._left)
        row.addWidget(Line(vertical=True))
        self.browser = HelpBrowser()
        self.browser.chapter_wanted.connect(self.open_chapter)
        row.addWidget(self.browser, 1)
        column.addLayout(row, 1)
        column.addWidget(Line())
        column.addWidget(self._make_footer())
        Shortcut(self, "Alt+Left", _("terug"), self.back)
        Shortcut(self, "Ctrl+F", _("zoek in de hulp"), self._to_search)
        Shortcut(self, "F1", _("het begin van de hulp"), lambda: self.open_chapter(START))

    def open_chapter(self, key: str, part: str = "") -> None:
        """Show a chapter, from a heading on; the first one when there is none with that key."""
        chapter = next((one for one in self._all if one.key == key), self._all[0])
        if self._now and self._now != chapter.key:
            self._past.append(self._now)
        self._show(chapter, part)
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """Show the chapter before this one."""
        if self._past:
            key = self._past.pop()
            self._show(next(one for one in self._all if one.key == key))

    def current(self) -> str:
        """Return the key of the chapter that is shown."""
        return self._now

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list out when there is no room beside the text."""
        super().resizeEvent(event)
        now = theme()
        narrow = now.em(self.width()) < now.tokens.breakpoints_em.rail_navigation
        self._left.setHidden(narrow)
        self._find.setVisible(narrow)

    def _make_left(self) -> QWidget:
        now = theme()
        side = Surface("canvas")
        side.setFixedWidth(now.px(_LIST))
        column = QVBoxLayout(side)
        pad = now.px(now.tokens.space.m)
        column.setContentsMargins(0, pad, 0, 0)
        column.setSpacing(pad)
        self.search = SearchBox(_("Zoek in de hulp"), self._search)
        inset = QHBoxLayout()
        inset.setContentsMargins(pad, 0, pad, 0)
        inset.addWidget(self.search)
        column.addLayout(inset)
        self._model: TableModel[Chapter] = TableModel(
            (Column(_("Hoofdstukken"), lambda one: one.title),), identify=lambda one: one.key
        )
        self._model.set_rows(self._all)
        self.list = RowList(
            self._model, _("Hoofdstukken"), lambda one: TwoLines(one.title, avatar=False)
        )
        self.list.selected.connect(self._chosen)
        self.list.opened.connect(lambda key: self.open_chapter(str(key)))
        column.addWidget(self.list, 1)
        self._none = Text(_("Niets gevonden. Probeer een ander woord."), "body", "ink2", wrap=True)
        self._none.setContentsMargins(pad, 0, pad, pad)
        self._none.hide()
        column.addWidget(self._none)
        return side

    def _make_footer(self) -> Footer:
        footer = Footer()
        self._back = Button(_("&Terug"), "arrow-left", on_click=self.back, hint="Alt+←")
        footer.add_left(self._back)
        self._find = Button(_("&Zoeken"), "search", on_click=self._to_search)
        footer.add_left(self._find)
        footer.add_left(Button(_("T&oetsen"), "keyboard", on_click=lambda: self.open_chapter(KEYS)))
        footer.add_right(Button(_("&Sluiten"), kind="primary", on_click=self.close))
        return footer

    def _to_search(self) -> None:
        self._left.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search(self, typed: str) -> None:
        found = with_words(self._all, typed)
        self._model.set_rows(found)
        self._none.setVisible(not found)
        self.browser.mark(typed)
        if found and typed.strip():
            self.list.select_id(found[0].key)

    def _chosen(self, key: object) -> None:
        if key != self._now:
            self._past.append(self._now)
            self._show(next(one for one in self._all if one.key == key))

    def _show(self, chapter: Chapter, part: str = "") -> None:
        self._now = chapter.key
        below = _table(self._keys) if chapter.key == KEYS else ""
        self.browser.verticalScrollBar().setValue(0)
        self.browser.show_chapter(chapter, below, part)
        self._back.setEnabled(bool(self._past))
        self.list.select_id(chapter.key)


def _table(keys: Sequence[KeyLine]) -> str:
    rows = "".join(
        f"<tr><td><strong>{escape(line.keys)}</strong></td><td>{escape(line.words)}</td></tr>"
        for line in keys
    )
    return f"<table>{rows}</table>"
