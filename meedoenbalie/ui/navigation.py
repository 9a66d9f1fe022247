"""The navigation column: pages in groups, a person, and what one always needs.

The pages are one tab stop; up and down walk them. When the window is narrow the column becomes a
rail of icons with tooltips and accessible names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.icons import paint_icon, require_icon
from meedoenbalie.ui.paint import mirrored, paint_text, painting
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText, Line, Text

Group = Literal["desk", "coordination", "programme"]
"""The groups of pages, in their order."""

_RAIL_ROW = 21
"""Token length of an entry that shows its icon only."""


class NavEntry(QAbstractButton):
    """A page in the navigation, or with ``hint`` a small row at the bottom of the column."""

    def __init__(self, text: str, icon: str, *, hint: str = "", small: bool = False) -> None:
        super().__init__()
        require_icon(icon)
        self._icon = icon
        self._hint = hint
        self._small = small
        self._rail = False
        self._count: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_text(text)

    def set_text(self, text: str, icon: str | None = None) -> None:
        """Change the words, and the icon with them."""
        self._icon = icon or self._icon
        self.setText(text)
        self._name_it()
        self.update()

    def set_count(self, count: int | None) -> None:
        """Show a number at the right, or none."""
        self._count = count
        self._name_it()
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Show the icon only."""
        self._rail = rail
        self._name_it()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the row of the tokens."""
        now = theme()
        size = now.tokens.size
        width = size.nav_width_rail if self._rail else size.nav_width
        height = now.px(size.target_minimum if self._small else size.nav_row)
        if self._rail:
            # Without words an entry need not grow with them, so that all fit in a low window.
            height = max(size.target_minimum, now.px(_RAIL_ROW))
        return QSize(now.px(width - 16), height)

    def minimumSizeHint(self) -> QSize:
        """Never squeeze an entry: they stand at even distances."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for hover."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint for hover."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, bar, icon, words and number."""
        now = theme()
        painter = QPainter(self)
        on = self.isChecked()
        page = on and not self._small
        radius = now.px(now.tokens.radius.control)
        with painting(painter):
            painter.setPen(Qt.PenStyle.NoPen)
            if page or self.underMouse():
                painter.setBrush(now.colour("nav-sel" if page else "line"))
                painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if page:
            bar = now.px(now.tokens.line.selection_bar)
            edge = QRectF(0, 0, bar, self.height())
            painter.fillRect(mirrored(painter, self.rect(), edge), now.colour("accent"))
        side = now.px(14 if self._small else 17)
        top = (self.height() - side) / 2
        left = (self.width() - side) / 2 if self._rail else now.px(10)
        ink = "accent" if on else "ink2"
        square = mirrored(painter, self.rect(), QRectF(left, top, side, side))
        paint_icon(painter, square, self._icon, ink)
        if self._rail:
            return
        words = QRect(round(left) + side + now.px(6 if self._small else 9), 0, 0, self.height())
        words.setRight(self.width() - now.px(10) - self._paint_right(painter))
        role: TextRole = "body_strong" if on else "caption" if self._small else "control"
        paint_text(
            painter,
            mirrored(painter, self.rect(), QRectF(words)).toRect(),
            self.text(),
            role,
            "accent" if on and self._small else "ink2" if self._small else "ink",
        )

    def _paint_right(self, painter: QPainter) -> int:
        """Draw number or key hint and return how wide it is."""
        now = theme()
        shown = self._hint or ("" if self._count is None else str(self._count))
        if not shown:
            return 0
        width = now.metrics("caption").horizontalAdvance(shown) + 2
        box = QRect(self.width() - now.px(10) - width, 0, width, self.height())
        place = mirrored(painter, self.rect(), QRectF(box)).toRect()
        paint_text(painter, place, shown, "caption", "ink2", align=Qt.AlignmentFlag.AlignRight)
        return width + now.px(6)

    def _name_it(self) -> None:
        count = "" if self._count is None else str(self._count)
        # The name stays the same while numbers come and go, so that it can be found by it.
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(count)
        self.setToolTip(f"{self.text()} {count}".rstrip() if self._rail else "")


class Navigation(Surface):
    """The column. Pages are added in order; ``chosen`` carries the key of a page."""

    chosen = Signal(str)

    def __init__(self, user: str, roles: str) -> None:
        super().__init__("nav")
        now = theme()
        self.setAccessibleName(_("Navigatie"))
        self._rail = False
        self._entries: dict[str, NavEntry] = {}
        self._counts: dict[str, int | None] = {}
        self._hide_counts = False
        self._group = QButtonGroup(self)
        self._told = ""
        self._tops: list[QWidget] = []
        self._titles: dict[Group, Text] = {}
        self._columns: dict[Group, QVBoxLayout] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(now.px(8), now.px(12), now.px(8), now.px(8))
        self._column.setSpacing(now.px(1))
        self._talk: Button | None = None
        groups: tuple[tuple[Group, str], ...] = (
            ("desk", _("Balie")),
            ("coordination", _("Coördinatie")),
            ("programme", _("Programmateam")),
        )
        for group, title in groups:
            words = Text(title, "control", "ink2")
            words.setContentsMargins(now.px(10), now.px(10), 0, now.px(3))
            words.hide()
            self._titles[group] = words
            self._column.addWidget(words)
            inner = QVBoxLayout()
            inner.setSpacing(now.px(1))
            self._column.addLayout(inner)
            self._columns[group] = inner
        self._column.addStretch(1)
        self._column.addWidget(Line())
        self._person = CutText(user, "body_strong")
        self._roles = Text(roles, "caption", "ink2", wrap=True)
        for words in (self._person, self._roles):
            words.setContentsMargins(now.px(10), now.px(2), now.px(4), 0)
            self._column.addWidget(words)
        self._bottom: list[NavEntry] = []
        self._small: dict[str, NavEntry] = {}
        self._fix_width()

    def set_main_act(self, text: str, icon: str, act: Callable[[], object]) -> None:
        """Put the most frequent act above the pages."""
        now = theme()
        self._talk = Button(text, icon, "primary", act, icon_only=self._rail)
        self._talk.setContentsMargins(0, 0, 0, 0)
        self._column.insertWidget(0, self._talk)
        self._column.insertSpacing(1, now.px(4))

    def add_top(self, widget: QWidget) -> None:
        """Put something above the pages, below the main act."""
        self._column.insertWidget(self._column.indexOf(self._titles["desk"]), widget)
        self._tops.append(widget)

    def add_page(self, key: str, title: str, icon: str, group: Group, tip: str = "") -> None:
        """Add a page at the end of its group."""
        entry = NavEntry(title, icon)
        entry.setStatusTip(tip)
        self._entries[key] = entry
        self._make_page(entry, key)
        self._columns[group].addWidget(entry)
        self._titles[group].setVisible(not self._rail)

    def add_small_page(self, key: str, title: str, icon: str, hint: str) -> None:
        """Add a page as a small row below the person."""
        entry = NavEntry(title, icon, hint=hint, small=True)
        self._small[key] = entry
        self._make_page(entry, key)
        self._bottom.append(entry)
        self._column.addWidget(entry)

    def add_bottom(self, text: str, icon: str, hint: str, act: Callable[[], object]) -> NavEntry:
        """Add a small row below the person."""
        entry = NavEntry(text, icon, hint=hint, small=True)
        entry.clicked.connect(lambda _checked: act())
        self._bottom.append(entry)
        self._column.addWidget(entry)
        return entry

    def add_switch(
        self, text: str, icon: str, hint: str, act: Callable[[bool], object]
    ) -> NavEntry:
        """Add a small row below the person that is on or off; ``act`` hears which."""
        entry = self.add_bottom(text, icon, hint, lambda: None)
        entry.setCheckable(True)
        entry.toggled.connect(act)
        return entry

    def select(self, key: str) -> None:
        """Mark a page; none is marked when the key is not one of the navigation."""
        entry = self._entries.get(key) or self._small.get(key)
        if entry is not None:
            self._told = key
            entry.setChecked(True)
            self._told = ""
        elif checked := self._group.checkedButton():
            # A screen reader can only choose an entry that isn't marked.
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _make_page(self, entry: NavEntry, key: str) -> None:
        entry.setCheckable(True)
        # One of many: so a screen reader tells it apart from something to tick.
        entry.setAutoExclusive(True)
        entry.clicked.connect(lambda _checked: self._choose(key))
        # A screen reader doesn't click such a button, it checks it.
        entry.toggled.connect(lambda on: self._choose(key) if on else None)
        self._group.addButton(entry)

    def _choose(self, key: str) -> None:
        # A click on an entry that isn't checked yet both toggles and clicks: told once.
        if self._told != key:
            self._told = key
            QTimer.singleShot(0, self._forget)
            self.chosen.emit(key)
            self._told = key

    def _forget(self) -> None:
        self._told = ""

    def set_count(self, key: str, count: int | None) -> None:
        """Set the number beside a page."""
        self._counts[key] = count
        entry = self._entries.get(key)
        if entry is not None:
            entry.set_count(None if self._hide_counts else count)

    def hide_counts(self, hide: bool) -> None:
        """Hide all numbers while somebody looks along."""
        self._hide_counts = hide
        for key, count in self._counts.items():
            self.set_count(key, count)

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the pages in order, for Ctrl+1 and on."""
        return tuple(
            key
            for group in self._columns
            for key, entry in self._entries.items()
            if self._in(group, entry)
        )

    def titles(self) -> dict[str, str]:
        """Return the titles of the pages by key, in order."""
        pages = {key: self._entries[key] for key in self.keys()} | self._small
        return {key: entry.text() for key, entry in pages.items()}

    def set_rail(self, rail: bool) -> None:
        """Show icons only."""
        if rail == self._rail:
            return
        self._rail = rail
        for entry in (*self._entries.values(), *self._bottom):
            entry.set_rail(rail)
        if self._talk is not None:
            self._talk.set_icon_only(rail)
        for group, words in self._titles.items():
            words.setVisible(not rail and self._columns[group].count() > 0)
        for widget in self._tops:
            widget.setVisible(not rail)
        self._person.setVisible(not rail)
        self._roles.setVisible(not rail)
        self._fix_width()

    def _in(self, group: Group, entry: NavEntry) -> bool:
        return self._columns[group].indexOf(entry) >= 0

    def _fix_width(self) -> None:
        now = theme()
        size = now.tokens.size
        self.setFixedWidth(now.px(size.nav_width_rail + 16 if self._rail else size.nav_width))
