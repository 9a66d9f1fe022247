"""The list with detail: a list pane, a detail pane, and between them a splitter that remembers.

When the page becomes too narrow for both, one pane shows at a time: the list, or the detail with
a way back. Esc in the detail goes back to the list.
"""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.page import Page, Shell
from meedoenbalie.ui.shapes.head import PageHead
from meedoenbalie.ui.shapes.panes import Pane
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.surface import Surface


class ListDetailPage(Page):
    """A list at the left and what is selected at the right.

    ``key`` names the screen in the settings, where the splitter's position is kept. ``wide_list``
    gives the list the stretching room (tables, 06 and 07); otherwise the detail has it (03).
    ``list_width`` and ``detail_width`` are token lengths for the first time.
    """

    def __init__(
        self,
        shell: Shell,
        key: str,
        title: str,
        subtitle: str = "",
        *,
        wide_list: bool = False,
        list_width: int = 352,
        detail_width: int = 404,
    ) -> None:
        super().__init__(shell)
        self._key = key
        self._name = title
        self._narrow = False
        self._at_first: tuple[int, int] | None = None
        now = theme()
        self.head = PageHead(title, subtitle)
        self.below_head = QVBoxLayout()
        self.below_head.setSpacing(0)
        self.list = Pane(padding=0)
        self.detail = _DetailPane()
        self.detail.left.connect(self.show_list)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(now.tokens.line.hair)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(self.detail)
        self._splitter.setStretchFactor(0, 1 if wide_list else 0)
        self._splitter.setStretchFactor(1, 0 if wide_list else 1)
        rest = 10_000
        first = [rest, now.px(detail_width)] if wide_list else [now.px(list_width), rest]
        self._splitter.setSizes(first)
        saved = QSettings().value(self._setting())
        if saved is not None:
            self._splitter.restoreState(saved)
        self._splitter.splitterMoved.connect(self._remember)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self.below_head)
        column.addWidget(self._splitter, 1)

    def add_pane(self, pane: QWidget, list_width: int, detail_width: int) -> None:
        """Add a third pane at the right, hidden until ``show_pane``; it has the rest.

        The widths are token lengths for the first time.
        """
        now = theme()
        pane.hide()
        self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(2, 1)
        self._key = f"{self._key}/three"
        saved = QSettings().value(self._setting())
        if saved is not None:
            self._splitter.restoreState(saved)
        else:
            self._at_first = (now.px(list_width), now.px(detail_width))

    def show_pane(self, pane: QWidget, on: bool) -> None:
        """Show the third pane or hide it; the page says when there is room."""
        pane.setVisible(on)
        if on and self._at_first is not None:
            # Not before: the splitter would divide the width among the panes that show.
            rest = self._splitter.width() - sum(self._at_first)
            self._splitter.setSizes([*self._at_first, rest])
            self._at_first = None

    def title(self) -> str:
        """Return the title of the head."""
        return self._name

    def panes(self) -> tuple[QWidget, ...]:
        """Return head, list and detail."""
        return (self.head, self.list, self.detail)

    def show_detail(self) -> None:
        """Bring the detail forward; only does something when the page is narrow."""
        if self._narrow:
            self.list.hide()
            self.detail.show()

    def show_list(self) -> None:
        """Go back to the list; only does something when the page is narrow."""
        if self._narrow:
            self.detail.hide()
            self.list.show()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one pane or both."""
        super().resizeEvent(event)
        now = theme()
        narrow = now.em(self.width()) < now.tokens.breakpoints_em.two_panes
        if narrow != self._narrow:
            self._narrow = narrow
            self.detail.set_way_back(narrow)
            self.list.show()
            self.detail.setVisible(not narrow)

    def _setting(self) -> str:
        return f"user/{self.shell.desk.user.id}/splitter/{self._key}/{theme().scale}"

    def _remember(self) -> None:
        if not self._narrow:
            QSettings().setValue(self._setting(), self._splitter.saveState())


class _DetailPane(Pane):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        self._bar = Surface("bar")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(now.px(8), now.px(4), now.px(8), now.px(4))
        row.addWidget(Button(_("Terug naar de lijst"), "arrow-left", "quiet", self.left.emit))
        row.addStretch(1)
        OwnKeys(self._bar, "Esc", _("ga terug naar de lijst"))
        self._bar.hide()
        self.add_top(self._bar)

    def set_way_back(self, on: bool) -> None:
        self._bar.setVisible(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._bar.isVisible():
            self.left.emit()
        else:
            super().keyPressEvent(event)
