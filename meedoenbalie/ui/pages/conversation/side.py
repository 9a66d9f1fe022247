"""The left side of the talk: its steps in both languages, and what may be stopped or doubted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.i18n.talk_questions import STEPS
from meedoenbalie.ui.pages.conversation.asks import Asking
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.steps import StepList
from meedoenbalie.ui.widgets.text import Icon, Line, Text


class SideOfSteps(QWidget):
    """Where the talk is; :meth:`show_texts` gives it the languages."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(14))
        self._steps: StepList | None = None

    def show_texts(self, asking: Asking, unchecked: str) -> None:
        """Show the names of the steps; ``unchecked`` says what is doubtful about the texts."""
        clear_layout(self._column)
        keys = [f"step.{step}" for step in STEPS]
        beside = [asking.beside(key) for key in keys]
        self._steps = StepList([asking.text(key) for key in keys], beside if any(beside) else ())
        self._column.addWidget(self._steps)
        self._column.addWidget(Line())
        kept = _("Wat is ingevuld, blijft bewaard als concept.")
        self._column.addWidget(Text(f"{asking.text('stop')} {kept}", "caption", "ink2", wrap=True))
        self._column.addStretch(1)
        if unchecked:
            mark = QWidget()
            row = QHBoxLayout(mark)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme().px(5))
            icon = Icon("circle-question-mark", "warn", 14)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(unchecked, "caption", "warn", wrap=True), 1)
            self._column.addWidget(mark)

    def set_current(self, place: int) -> None:
        """Move to a step, from 0."""
        if self._steps is not None:
            self._steps.set_current(place)
