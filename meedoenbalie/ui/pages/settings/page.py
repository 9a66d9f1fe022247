"""Instellingen (16): every section on one page; the list at the left goes to each."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.i18n import _
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.keyboard import first_stop
from meedoenbalie.ui.page import Changes, Page, Shell
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.pages.settings.sections import SECTIONS
from meedoenbalie.ui.paint import paint_text
from meedoenbalie.ui.shapes.head import PageHead
from meedoenbalie.ui.shapes.panes import Pane
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.list_delegate import paint_row_ground
from meedoenbalie.ui.widgets.text import Line

_LIST_WIDTH = 214
_ICON = Qt.ItemDataRole.UserRole + 1


class SettingsPage(Page):
    """A list of sections, and their cards below each other. ``open_target`` takes a key."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        now = theme()
        self.head = PageHead(_("Instellingen"))
        if shell.has("history"):
            self.head.add_action(
                Button(
                    _("Wie &veranderde wat"),
                    "rotate-ccw-clock",
                    on_click=lambda: shell.go("history"),
                )
            )
        self.cards: dict[str, SectionCard] = {
            section.key: section.load()(shell) for section in SECTIONS
        }
        self.list = _SectionList()
        self.list.currentRowChanged.connect(self._scroll_to)
        self.list.itemActivated.connect(lambda _item: self._enter())
        self._pane = Pane("canvas", padding=now.tokens.space.l)
        self._grid = QGridLayout()
        self._grid.setSpacing(now.px(now.tokens.space.panel_gap))
        self._pane.body.addLayout(self._grid)
        self._pane.body.addStretch(1)
        self._columns = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        self._edge = Line(vertical=True)
        row.addWidget(self._edge)
        row.addWidget(self._pane, 1)
        column.addLayout(row, 1)
        self._arrange(2)
        self._name_place()

    def title(self) -> str:
        """Return the name of the page."""
        return _("Instellingen")

    def shown(self) -> None:
        """Let every card read what it shows."""
        for card in self.cards.values():
            card.read()

    def refresh(self, changed: Changes) -> None:
        """Pass on what was saved elsewhere."""
        if "site" in changed:
            self._name_place()
        for card in self.cards.values():
            card.refresh(changed)

    def open_target(self, target: object) -> None:
        """Go to a section."""
        keys = list(self.cards)
        if target in keys:
            self.list.setCurrentRow(keys.index(str(target)))
            self._enter()

    def panes(self) -> tuple[QWidget, ...]:
        """Return head, list and cards."""
        return (self.head, self.list, *self.cards.values())

    def unsaved(self) -> bool:
        """Return whether a card holds something that isn't saved."""
        return any(card.unsaved() for card in self.cards.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the list, and put the cards below each other, when there is no room."""
        super().resizeEvent(event)
        now = theme()
        width = now.em(self.width())
        for part in (self.list, self._edge):
            part.setVisible(width >= now.tokens.breakpoints_em.two_panes)
        self._arrange(2 if width >= now.tokens.breakpoints_em.three_panes else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        line = place = 0
        for section in SECTIONS:
            card = self.cards[section.key]
            self._grid.removeWidget(card)
            if section.wide or columns == 1:
                line, place = line + (1 if place else 0), 0
                self._grid.addWidget(card, line, 0, 1, columns)
                line += 1
            else:
                self._grid.addWidget(card, line, place)
                line, place = (line + 1, 0) if place else (line, 1)

    def _name_place(self) -> None:
        saving = _("alles wordt vanzelf opgeslagen")
        site = self.shell.site
        self.head.set_subtitle(saving if site is None else f"{site.name} · {saving}")

    def _scroll_to(self, row: int) -> None:
        card = self.cards[SECTIONS[row].key]
        gap = theme().px(theme().tokens.space.l)
        self._pane.scroller.verticalScrollBar().setValue(card.y() - gap)

    def _enter(self) -> None:
        card = self.cards[SECTIONS[self.list.currentRow()].key]
        stop = first_stop(card)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)


class _SectionList(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Onderdelen"))
        self.setFixedWidth(theme().px(_LIST_WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_SectionDelegate(self))
        for section in SECTIONS:
            item = QListWidgetItem(section.title(), self)
            item.setData(_ICON, section.icon)
        self.setCurrentRow(0)


class _SectionDelegate(QStyledItemDelegate):
    """An icon and a name; the chosen one has the fill and the bar of a selected row."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        now = theme()
        return QSize(now.px(_LIST_WIDTH), now.px(now.tokens.size.pane_header))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        now = theme()
        selected = paint_row_ground(painter, option, first=True, last=True)
        box = QRect(option.rect)
        side = now.px(now.tokens.size.icon)
        left = box.left() + now.px(now.tokens.space.panel_padding)
        top = box.top() + (box.height() - side) / 2
        ink = "accent" if selected else "ink2"
        paint_icon(painter, QRectF(left, top, side, side), index.data(_ICON), ink)
        box.setLeft(left + side + now.px(10))
        paint_text(painter, box, str(index.data()), "body_strong" if selected else "body")
