"""The form or editor: an optional step column, the form, an optional aside, and one footer."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.ui.page import Page, Shell
from meedoenbalie.ui.shapes.head import PageHead
from meedoenbalie.ui.shapes.panes import Footer, Pane
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import Line


class FormPage(Page):
    """A page to fill in. ``form.body`` scrolls; the footer stays; the aside goes when narrow."""

    def __init__(self, shell: Shell, title: str, subtitle: str = "") -> None:
        super().__init__(shell)
        self._name = title
        self.head = PageHead(title, subtitle)
        self.form = Pane(padding=theme().tokens.space.xxl)
        self.footer = Footer()
        self.form.add_bottom(self.footer)
        self.steps: Pane | None = None
        self.aside: Pane | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.form, 1)
        column.addLayout(self._row, 1)

    def title(self) -> str:
        """Return the title of the head."""
        return self._name

    def panes(self) -> tuple[QWidget, ...]:
        """Return head, steps, form and aside as far as they are there."""
        parts = (self.head, self.steps, self.form, self.aside)
        return tuple(part for part in parts if part is not None)

    def add_steps(self, width: int = 288) -> Pane:
        """Add a column at the left, ``width`` token pixels wide, and return it."""
        self.steps = Pane("canvas")
        self.steps.setFixedWidth(theme().px(width))
        self._row.insertWidget(0, self.steps)
        self._steps_edge = Line(vertical=True)
        self._row.insertWidget(1, self._steps_edge)
        return self.steps

    def add_aside(self, width: int = 404) -> Pane:
        """Add a column at the right, ``width`` token pixels wide, and return it."""
        self.aside = Pane("canvas")
        self.aside.setFixedWidth(theme().px(width))
        self._aside_edge = Line(vertical=True)
        self._row.addWidget(self._aside_edge)
        self._row.addWidget(self.aside)
        return self.aside

    def show_aside(self, on: bool) -> None:
        """Show the column at the right and its edge, or neither."""
        if self.aside is not None:
            self.aside.setVisible(on)
            self._aside_edge.setVisible(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the side columns when the page is too narrow for them."""
        super().resizeEvent(event)
        now = theme()
        width = now.em(self.width())
        self.show_aside(width >= now.tokens.breakpoints_em.two_panes)
        if self.steps is not None:
            for part in (self.steps, self._steps_edge):
                part.setVisible(width >= now.tokens.breakpoints_em.rail_navigation)
