"""*Hier geprobeerd*: what came of a lesson of another azc at this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.lessons import LearnedLesson, headline
from meedoenbalie.i18n import _, tried_words
from meedoenbalie.services.editions import TriedLesson, TriedResult
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field
from meedoenbalie.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Said:
    """What was filled in."""

    result: TriedResult
    tried_on: date
    note: str
    against_id: UUID | None


class TriedForm(QWidget):
    """A result, a day, a note and an own lesson that says the opposite."""

    saved = Signal(object)
    """Carries a :class:`Said`."""
    forgotten = Signal()

    def __init__(
        self, today: date, tried: TriedLesson | None, own: Sequence[LearnedLesson]
    ) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        column.addWidget(Text(_("Hier geprobeerd?"), "body_strong"))
        self.result = SegmentedChoice(
            _("Wat kwam ervan?"),
            [(tried_words.result(one), one) for one in TriedResult],
            tried.result if tried is not None else None,
        )
        self.result.chosen.connect(lambda _value: self._allow())
        column.addWidget(self.result)
        self.day = DateBox(to_qdate(tried.tried_on if tried is not None else today))
        self.day.setMaximumDate(to_qdate(today))
        self.note = QPlainTextEdit(tried.note if tried is not None else "")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(now.px(60))
        hint = _("Voor collega’s. Blijft hier; schrijf geen namen van bewoners.")
        column.addWidget(Field(_("Wanneer"), self.day))
        column.addWidget(Field(_("Wat gebeurde er?"), self.note, optional=True, hint=hint))
        self.against = Choice([(_("geen"), ""), *((_named(one), str(one.id)) for one in own)])
        said = tried.against_id if tried is not None else None
        self.against.set_value(str(said) if said is not None else "")
        if own:
            told = _("Dan staan beide lessen in de handreiking bij elkaar.")
            column.addWidget(Field(_("Onze les zegt het tegendeel"), self.against, hint=told))
        row = QHBoxLayout()
        self.save = Button(_("&Opslaan"), "check", "primary", self._save)
        row.addWidget(self.save)
        if tried is not None:
            self.forget = Button(_("&Weghalen"), "eraser", on_click=self.forgotten.emit)
            row.addWidget(self.forget)
        row.addStretch(1)
        column.addLayout(row)
        self._allow()

    def _allow(self) -> None:
        if isinstance(self.result.value(), TriedResult):
            self.save.enable()
        else:
            self.save.disable(_("Kies eerst wat ervan kwam"))

    def _save(self) -> None:
        result, own = self.result.value(), self.against.value()
        if isinstance(result, TriedResult):
            day, note = to_date(self.day.date()), self.note.toPlainText()
            self.saved.emit(Said(result, day, note, UUID(str(own)) if own else None))


def _named(lesson: LearnedLesson) -> str:
    words = headline(lesson.tip, lesson.situation)
    return f"{lesson.number} {words[:60]}"
