"""The form of one lesson, as its fields."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.lessons import (
    BLOCK_TEXTS,
    LINE_TEXTS,
    LearnedLesson,
    LessonPhase,
    LessonStatus,
    WorkingElement,
)
from meedoenbalie.domain.markup import Spot, plain, unprintable
from meedoenbalie.i18n import _, labels
from meedoenbalie.i18n.markup_words import spots
from meedoenbalie.services.drafts import Typed
from meedoenbalie.services.plain_texts import plainer
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import restored
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field
from meedoenbalie.ui.widgets.marking import MarkBar
from meedoenbalie.ui.widgets.pairs import Pairs
from meedoenbalie.ui.widgets.text import Text

_TEXTS = (*BLOCK_TEXTS, *LINE_TEXTS)


class LessonForm(QWidget):
    """Shows a lesson and reads back what was typed."""

    edited = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        now = theme()
        self._today = today
        self._status = LessonStatus.DRAFT
        self.phase = Choice((labels.lesson_phase(p).capitalize(), p) for p in LessonPhase)
        self.element = Choice((labels.working_element(e).capitalize(), e) for e in WorkingElement)
        self.situation, self.what_worked, self.evidence = (_paragraph() for _number in range(3))
        self.tip, self.mind, self.holds_for = QLineEdit(), QLineEdit(), QLineEdit()
        self.learned_on = DateBox(to_qdate(today))
        self.learned_on.setMaximumDate(to_qdate(today))
        self.status = SegmentedChoice(
            _("Hoe ver is deze les?"),
            [(labels.lesson_status(status).capitalize(), status) for status in LessonStatus],
            LessonStatus.DRAFT,
        )
        self.fields = {
            "phase": Field(_("Fase"), self.phase),
            "element": Field(_("Werkzaam element"), self.element),
            "situation": Field(
                _("Wat gebeurde er?"),
                self.situation,
                hint=_("Korte zinnen, gewone woorden. Geen namen of nummers."),
            ),
            "what_worked": Field(_("Wat werkte?"), self.what_worked, optional=True),
            "tip": Field(_("Tip, in één zin"), self.tip, optional=True),
            "mind": Field(_("Let op"), self.mind, optional=True),
            "holds_for": Field(_("Geldt voor"), self.holds_for, optional=True),
            "evidence": Field(
                _("Onderbouwing"),
                self.evidence,
                optional=True,
                hint=_("Waar steunt dit op? Bijvoorbeeld: acht van de tien kwamen."),
            ),
            "learned_on": Field(_("Datum"), self.learned_on),
            "status": Field(_("Hoe ver is deze les?"), self.status),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(14))
        rows = (
            ("tip",),
            ("phase", "element"),
            ("marks",),
            ("situation",),
            ("what_worked",),
            ("mind", "holds_for"),
            ("evidence",),
            ("learned_on", "status"),
        )
        boxes = (self.tip, self.situation, self.what_worked, self.mind, self.holds_for)
        self.marks = MarkBar((*boxes, self.evidence))
        placed = {**self.fields, "marks": self.marks}
        column.addWidget(Pairs([placed[name] for name in names] for names in rows))
        self.plain = Text("", "caption", "ink2", wrap=True)
        self.plain.hide()
        column.addWidget(self.plain)
        self._said: dict[str, str] = {}
        self._filled = self.values()
        self._listen()
        self.edited.connect(self._say_plainer)

    def fill(self, lesson: LearnedLesson | None, phase: LessonPhase) -> None:
        """Show a lesson, or a new one of a phase."""
        self.phase.set_value(lesson.phase if lesson else phase)
        self.element.set_value(lesson.element if lesson else WorkingElement.CONTENT)
        for name in _TEXTS:
            self._write(name, getattr(lesson, name) if lesson else "")
        day = lesson.learned_on if lesson and lesson.learned_on else self._today
        self.learned_on.setDate(to_qdate(day))
        self._status = lesson.status if lesson else LessonStatus.DRAFT
        self.status.set_value(self._status)
        self.show_problems({})
        self.saved()
        self._say_plainer()

    def saved(self) -> None:
        """Take what stands there as kept."""
        self._filled = self.values()

    def changed(self) -> dict[str, Any]:
        """Return the fields that differ from what was shown."""
        return {name: value for name, value in self.values().items() if value != self._filled[name]}

    def typed(self) -> dict[str, Any]:
        """Return the fields that differ from what was shown, and the phase, as plain JSON."""
        changed = self.changed()
        if changed:
            changed["phase"] = self.phase.value()
        return {
            name: value.isoformat() if isinstance(value, date) else str(value)
            for name, value in changed.items()
        }

    def put(self, typed: Typed) -> None:
        """Put back what was typed before."""
        restored(self._put, typed)
        self.edited.emit()

    def _put(self, name: str, value: str) -> None:
        if name == "learned_on":
            self.learned_on.setDate(to_qdate(date.fromisoformat(value)))
        elif name == "status":
            self._chose_status(LessonStatus(value))
        elif name in ("phase", "element"):
            (self.phase if name == "phase" else self.element).set_value(value)
        else:
            self._write(name, value)

    def values(self) -> dict[str, Any]:
        """Return what stands in every field."""
        return {
            "phase": self.phase.value(),
            "element": self.element.value(),
            "situation": self.situation.toPlainText().strip(),
            "what_worked": self.what_worked.toPlainText().strip(),
            "mind": self.mind.text().strip(),
            "holds_for": self.holds_for.text().strip(),
            "tip": self.tip.text().strip(),
            "evidence": self.evidence.toPlainText().strip(),
            "learned_on": to_date(self.learned_on.date()),
            "status": self.status.value(),
        }

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show what is wrong at its field and go to the first."""
        for name, field in self.fields.items():
            field.set_error(problems.get(name, ""))
        first = next((field for name, field in self.fields.items() if name in problems), None)
        if first is not None:
            first.box.setFocus()

    def _say_plainer(self) -> None:
        """Tell what could be said more plainly, and what can't be printed."""
        values = self.values()
        words = plainer(plain(values[name]) for name in _TEXTS)
        self.plain.setText(words)
        self.plain.setVisible(bool(words))
        for name in _TEXTS:
            self._say_unprintable(name, unprintable(values[name]))

    def _say_unprintable(self, name: str, found: tuple[Spot, ...]) -> None:
        """Name the lines at the field; what else was said there stays."""
        field, said = self.fields[name], self._said.pop(name, "")
        if found:
            self._said[name] = spots(found)
            field.set_error(self._said[name])
        elif field.error() == said:
            field.set_error("")

    def _write(self, name: str, text: str) -> None:
        box = self.fields[name].box
        if isinstance(box, QPlainTextEdit):
            box.setPlainText(text)
        elif isinstance(box, QLineEdit):
            box.setText(text)
            box.home(False)

    def _listen(self) -> None:
        for box in (self.situation, self.what_worked, self.evidence):
            box.textChanged.connect(self.edited)
        for line in (self.tip, self.mind, self.holds_for):
            line.textChanged.connect(lambda _text: self.edited.emit())
        self.learned_on.dateChanged.connect(lambda _day: self.edited.emit())
        for choice in (self.phase, self.element):
            choice.activated.connect(lambda _number: self.edited.emit())
        self.status.chosen.connect(self._chose_status)

    def _chose_status(self, status: object) -> None:
        # A lesson always has a status: pressing the one that is on leaves it on.
        if isinstance(status, LessonStatus):
            self._status = status
        self.status.set_value(self._status)
        self.edited.emit()


def _paragraph() -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme().px(98))
    return box
