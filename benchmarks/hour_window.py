"""The window of a desk in which an hour of work is done, act after act, without breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTabWidget, QWidget

from benchmarks.blocks import Heart
from benchmarks.resident_window import dressed
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.services import catalogue, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui import registry
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.desk_shell import DeskShell
from meedoenbalie.ui.page import Page
from meedoenbalie.ui.tasks import Tasks

_CALM = 3
"""Looks in a row at which nothing is being read: what was read may ask for more."""
_LOOK = 10
"""Milliseconds between two looks."""
_NEEDS_SOMETHING = {"import", "collection", "merge", "held_place", "transfer"}
_NO_HOUR = {"division"}
"""Nobody divides a few places over 100,000 people: that is work of its own, with a benchmark."""
Key = Qt.Key
Act = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what the hour is about."""

    resident: UUID
    offer: UUID


class HourWindow:
    """A whole desk with all its pages; the heart tells which act kept somebody waiting."""

    def __init__(self, desk: Desk, heart: Heart) -> None:
        dressed()
        self._heart = heart
        offers = catalogue.find_offers(desk, kind=OfferKind.MDT_TRAJECT)
        residents = registration.find_residents(desk, registration.ResidentQuery(limit=1))
        self._about = About(residents[0], offers[0].offer.id)
        opened = OpenedDesk(desk, desk.database.path, tuple(registration.sites(desk)))
        self.shell = DeskShell(opened, Tasks(), "balie")
        registry.add_pages(self.shell)
        self.shell.resize(1280, 800)
        self.shell.show()
        self.shell.activateWindow()
        self._settle()

    def work(self) -> int:
        """Do every act of the round; return how many there were."""
        done = 0
        for name, act in self._acts():
            self._heart.act = name
            QTimer.singleShot(0, self.shell, act)
            self._settle()
            done += 1
        self._heart.act = ""
        return done

    def stand(self, page: str) -> None:
        """Let the window show a page with nobody there, until all of it was read."""
        self.shell.go(page)
        self._settle()
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            focus.clearFocus()

    def rest(self, seconds: float) -> None:
        """Leave the window alone."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def close(self) -> None:
        """Take the window away; the desk stays open."""
        self.shell.tasks.close()
        self.shell.close()
        self.shell.deleteLater()
        QApplication.processEvents()

    def _acts(self) -> Iterator[Act]:
        for key in self.shell.page_keys():
            if key in _NEEDS_SOMETHING | _NO_HOUR:
                continue
            yield f"open {key}", lambda key=key: self.shell.go(key, self._target(key))
            if key == "residents":
                yield from self._search("sem", "hava")
                yield from self._walk("the list of residents", 12)
            if key in {"offers", "referrals", "providers"}:
                yield from self._search("taal", "a")
            yield from self._walk(key, 4)
            yield from self._tabs(key)
        yield "open resident_form", lambda: self.shell.go("resident_form", self._about.resident)
        yield from self._type("resident_form", "Semhar")
        yield "save a resident", lambda: self._press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        yield "undo", lambda: self._press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        yield "new talk", lambda: self.shell.go("conversation", "new")
        yield "back to today", lambda: self.shell.go("today")

    def _target(self, key: str) -> object:
        about = self._about
        return {
            "residents": about.resident,
            "matching": about.resident,
            "refer": (about.resident, about.offer),
            "offers": about.offer,
            "offer_form": about.offer,
            "who_fits": about.offer,
            "offer_texts": about.offer,
            "resident_form": about.resident,
            "conversation": about.resident,
            "dossier_rights": about.resident,
            "civic": about.resident,
        }.get(key)

    def _search(self, *words: str) -> Iterator[Act]:
        for word in words:
            yield f"to the search of {self.shell.current_key()}", self._to_search
            yield from self._type(f"search {self.shell.current_key()}", word)
            yield f"empty the search of {self.shell.current_key()}", self._empty_search

    def _type(self, where: str, word: str) -> Iterator[Act]:
        for letter in word:
            yield (
                f"{where}: type {letter}",
                lambda letter=letter: QTest.keyClicks(self._focus(), letter),
            )

    def _walk(self, where: str, steps: int) -> Iterator[Act]:
        views = [view for view in self._page().findChildren(QAbstractItemView) if view.isVisible()]
        if not views:
            return
        largest = max(views, key=lambda view: view.width() * view.height())
        yield f"{where}: to the list", largest.setFocus
        for _step in range(steps):
            yield f"{where}: one down", lambda: QTest.keyClick(largest, Key.Key_Down)
        yield f"{where}: a page down", lambda: QTest.keyClick(largest, Key.Key_PageDown)

    def _tabs(self, where: str) -> Iterator[Act]:
        for tabs in self._page().findChildren(QTabWidget):
            for place in range(tabs.count()):
                yield (
                    f"{where}: tab {tabs.tabText(place)}",
                    lambda tabs=tabs, place=place: tabs.setCurrentIndex(place),
                )

    def _to_search(self) -> None:
        field = self._page().search_field()
        if field is not None:
            field.setFocus()

    def _empty_search(self) -> None:
        field = self._page().search_field()
        if isinstance(field, QLineEdit):
            field.clear()

    def _press(self, key: Key, modifier: Qt.KeyboardModifier) -> None:
        QTest.keyClick(self._focus(), key, modifier)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._page()

    def _page(self) -> Page:
        page = self.shell.current_page()
        assert page is not None
        return page

    def _settle(self) -> None:
        """Let Qt work in its own loop until nothing is read or written any more."""
        calm = 0
        loop = QEventLoop()
        looks = QTimer(interval=_LOOK)

        def look() -> None:
            nonlocal calm
            calm = 0 if self.shell.tasks.busy() else calm + 1
            if calm >= _CALM:
                loop.quit()

        looks.timeout.connect(look)
        looks.start()
        loop.exec()
        looks.stop()
