"""*Vraag dit*: what isn't known and could change the advice, the best question first (05)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from meedoenbalie.domain.matching.asking import Question
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.matching_text import asked_field, worth
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice


class AskNext(QWidget):
    """A notice with the best question; the others stand in a menu. Hidden without questions."""

    def __init__(self, ask: Callable[[str], object]) -> None:
        super().__init__()
        self._ask = ask
        self._column = QVBoxLayout(self)
        pad = theme().px(10)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self.hide()

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show what is worth asking; ``ask`` gets the name of the field that is pressed."""
        clear_layout(self._column)
        self.setVisible(bool(questions))
        if not questions:
            return
        first, *others = questions
        field = first.field
        go = Button(_("Vul &in"), "pencil", small=True, on_click=lambda: self._ask(field))
        go.setAccessibleName(_("Vul in: {field}").format(field=asked_field(first)))
        buttons = [go]
        if others:
            menu = QMenu(self)
            for one in others:
                words = f"{asked_field(one)}. {worth(one)}"
                menu.addAction(words).triggered.connect(
                    lambda _on=False, name=one.field: self._ask(name)
                )
            more = Button(_("Nog {n}").format(n=len(others)), kind="quiet", small=True)
            more.setAccessibleName(_("Nog {n} vragen").format(n=len(others)))
            more.set_menu(menu)
            buttons.append(more)
        heading = _("Vraag dit eerst: {field}.").format(field=formats.inside(asked_field(first)))
        self._column.addWidget(Notice(heading, worth(first), "info", *buttons))
