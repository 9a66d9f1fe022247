"""The card of the desk that can be unlocked on the first screen, and the way to another one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from meedoenbalie.i18n import _
from meedoenbalie.ui.context import RecentStore
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText, Icon

if TYPE_CHECKING:
    from datetime import datetime


class LastDesk(NamedTuple):
    """A desk that was just locked, and who worked in it."""

    path: Path
    user: str
    demo: bool = False


class LastStore(Surface):
    """Its name, its file or server, when it was opened and how large it is."""

    chosen = Signal(RecentStore)
    browse_wanted = Signal()

    def __init__(self, recent: Sequence[RecentStore]) -> None:
        super().__init__("card")
        now = theme()
        self._recent = recent
        self._path: Path | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(now.px(14), now.px(9), now.px(14), now.px(9))
        row.setSpacing(now.px(12))
        self._lock, self._server = Icon("lock", "ink2", 20), Icon("server", "ink2", 20)
        self._server.hide()
        row.addWidget(self._lock)
        row.addWidget(self._server)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = CutText("", "card_title")
        self._line = CutText("", "caption", "ink2")
        words.addWidget(self._title)
        words.addWidget(self._line)
        row.addLayout(words, 1)
        self._other = Button(_("&Ander bestand…"), kind="link", on_click=self._choose_other)
        row.addWidget(self._other)

    def show_store(self, path: Path, title: str, known: RecentStore | None) -> None:
        """Show a store, which was opened here before or not."""
        self._path = path
        on_server = known is not None and known.server is not None
        self._lock.setVisible(not on_server)
        self._server.setVisible(on_server)
        self._title.setText(title)
        self._line.setText(_store_line(path, known))

    def _choose_other(self) -> None:
        others = [store for store in self._recent if store.path != self._path]
        if not others:
            self.browse_wanted.emit()
            return
        menu = QMenu(self)
        for store in others:
            where = store.path.name if store.server is None else store.server.server
            menu.addAction(f"{store.title} · {where}").triggered.connect(
                lambda _checked=False, store=store: self.chosen.emit(store)
            )
        menu.addSeparator()
        menu.addAction(_("Zoeken op deze computer…")).triggered.connect(self.browse_wanted)
        menu.exec(self._other.mapToGlobal(self._other.rect().bottomLeft()))


def _store_line(path: Path, known: RecentStore | None) -> str:
    server = known.server if known is not None else None
    parts = [path.name if server is None else f"{server.user} @ {server.server}"]
    if known is not None and known.opened_at is not None:
        parts.append(QLocale().toString(_qt_moment(known.opened_at), "d MMM yyyy, HH:mm"))
    if server is not None:
        return " · ".join(parts)
    try:
        parts.append(QLocale().formattedDataSize(path.stat().st_size, 1))
    except OSError:
        parts.append(_("niet gevonden"))
    return " · ".join(parts)


def _qt_moment(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
