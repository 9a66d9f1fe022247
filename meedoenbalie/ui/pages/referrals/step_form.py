"""What a step asks before it is recorded, in place of the buttons (07)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.domain.referrals import (
    ENDED_WITHOUT_SUCCESS,
    EventKind,
    Outcome,
    PlannedActivities,
    Reason,
)
from meedoenbalie.i18n import _, labels
from meedoenbalie.ui.pages.refer.sending import channels
from meedoenbalie.ui.pages.referrals.finishing import Finishing
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text

STEP, CORRECTION, CALL, REMINDER = "step ", "correction ", "call", "reminder"
ASK = "experiences"
"""How the names of the forms of one referral begin."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is recorded."""

    kind: EventKind
    happened_on: date
    channel: str = ""
    reported_by: str = ""
    reason: Reason | None = None
    outcome: Outcome | None = None
    note: str = ""
    activities: PlannedActivities | None = None


@dataclass(frozen=True, slots=True)
class Asks:
    """What a kind of step asks; with nothing to ask it is recorded at once."""

    reason: bool = False
    outcome: bool = False
    note: bool = False
    note_needed: bool = False
    day_only: bool = False

    @property
    def anything(self) -> bool:
        """Tell whether there is a question at all."""
        return self.reason or self.outcome or self.note or self.day_only


def asks(kind: EventKind) -> Asks:
    """Return what a kind of step asks.

    Source: glossary. An end without success has a reason, an end an outcome, reopening a note;
    telling back has a date.
    """
    if kind is EventKind.TOLD:
        return Asks(day_only=True, note=True)
    if kind in (EventKind.REOPENED, EventKind.ENTERED_IN_ERROR):
        return Asks(note=True, note_needed=True)
    if kind.state in ENDED_WITHOUT_SUCCESS:
        return Asks(reason=True, outcome=kind is EventKind.STOPPED, note=True)
    if kind is EventKind.COMPLETED:
        return Asks(outcome=True, note=True)
    return Asks()


class When(QWidget):
    """The day, the way and the person of any step; today unless somebody says otherwise."""

    def __init__(self, today: date, earliest: date | None) -> None:
        super().__init__()
        now = theme()
        self.day = DateBox(to_qdate(today))
        self.day.setMaximumDate(to_qdate(today))
        if earliest is not None:
            self.day.setMinimumDate(to_qdate(min(earliest, today)))
        self.channel = Choice([("–", ""), *((text, text) for text in channels())])
        self.channel.setMinimumContentsLength(5)
        self.channel.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reported_by = QLineEdit()
        self.reported_by.setMaxLength(80)
        self.reported_by.setPlaceholderText(_("Gemeld door (mag leeg blijven)"))
        self.reported_by.setAccessibleName(_("Gemeld door"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(6))
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        row.addWidget(Field(_("Op"), self.day), 1)
        row.addWidget(Field(_("Via"), self.channel), 1)
        column.addLayout(row)
        column.addWidget(self.reported_by)

    def step(self, kind: EventKind) -> Step:
        """Return a step of that kind on this day, by this way."""
        return Step(
            kind,
            to_date(self.day.date()),
            str(self.channel.value()),
            self.reported_by.text().strip(),
        )


class InPlace(Surface):
    """A small form where the buttons were: Ctrl+Enter records, Esc leaves."""

    left = Signal()

    def __init__(self, title: str, name: str, explanation: str = "") -> None:
        super().__init__("card")
        now = theme()
        self.name = name
        """Tells the forms of one referral apart, for their drafts."""
        self.column = QVBoxLayout(self)
        pad = now.px(12)
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(now.px(10))
        self.column.addWidget(Text(title, "body_strong", wrap=True))
        if explanation:
            self.column.addWidget(Text(explanation, "caption", "ink2", wrap=True))

    def finish(self, text: str, icon: str, act: Callable[[], object]) -> None:
        """Add the error line and the buttons; ``act`` records."""
        now = theme()
        self._problem = Text("", "body", "danger", wrap=True)
        self._problem.hide()
        self.column.addWidget(self._problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(now.px(8))
        buttons.addStretch(1)
        buttons.addWidget(Button(_("Ann&uleren"), on_click=self.left.emit))
        OwnKeys(self, "Esc", _("sluit zonder vast te leggen"))
        self.record = Button(text, icon, "primary", act)
        buttons.addWidget(self.record)
        self.column.addLayout(buttons)

    def boxes(self) -> dict[str, QWidget]:
        """Return the inputs in which something is typed."""
        raise NotImplementedError

    def refuse(self, text: str) -> None:
        """Say why it isn't recorded; what was typed stays."""
        self._problem.setText(text)
        self._problem.show()
        self.record.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class StepForm(InPlace):
    """Asks reason, outcome and note of one step; ``recorded`` carries the :class:`Step`.

    ``finishing`` is what the end of an MDT-traject asks besides.
    """

    recorded = Signal(object)

    def __init__(self, kind: EventKind, when: When, finishing: Finishing | None = None) -> None:
        asked = asks(kind)
        explanation = _("Op welke dag hoorde de jongere het?") if asked.day_only else ""
        super().__init__(labels.event(kind), f"{STEP}{kind.value}", explanation)
        self._kind = kind
        self._asks = asked
        self._when = when
        self.finishing = finishing
        if finishing is not None:
            self.column.addWidget(finishing)
        self.reason = Choice([(_("Kies een reden"), ""), *_reasons()])
        self.outcome = Choice([(_("Kies een uitkomst"), ""), *_outcomes()])
        self.note = note_box()
        self._reason_field = Field(_("Reden"), self.reason)
        self._outcome_field = Field(_("Is het doel bereikt?"), self.outcome)
        needed = asked.note_needed
        hint = _("Kort, en niets over gezondheid.") if asked.reason else ""
        self._note_field = Field(_("Toelichting"), self.note, optional=not needed, hint=hint)
        for field, wanted in (
            (self._reason_field, asked.reason),
            (self._outcome_field, asked.outcome),
            (self._note_field, asked.note),
        ):
            if wanted:
                self.column.addWidget(field)
        self.finish(_("Vast&leggen"), "check", self._record)

    def boxes(self) -> dict[str, QWidget]:
        """Return reason, outcome and note, and the day and the way above the form."""
        when = self._when
        asked = {"activities": self.finishing.answer} if self.finishing is not None else {}
        return {
            **asked,
            "happened_on": when.day,
            "channel": when.channel,
            "reported_by": when.reported_by,
            "reason": self.reason,
            "outcome": self.outcome,
            "note": self.note,
        }

    def first_stop(self) -> QWidget:
        """Return where the keyboard begins."""
        if self._asks.day_only:
            return self._when.day
        if self.finishing is not None:
            return self.finishing.answer
        return (
            self.reason if self._asks.reason else self.outcome if self._asks.outcome else self.note
        )

    def _record(self) -> None:
        reason, outcome = str(self.reason.value()), str(self.outcome.value())
        note = self.note.toPlainText().strip()
        problems = {
            **(self.finishing.problems() if self.finishing is not None else {}),
            self._reason_field: _("Kies een reden.") if self._asks.reason and not reason else "",
            self._outcome_field: (
                _("Kies een uitkomst.") if self._kind is EventKind.COMPLETED and not outcome else ""
            ),
            self._note_field: (
                _("Schrijf er in het kort bij waarom.")
                if self._asks.note_needed and not note
                else ""
            ),
        }
        for field, problem in problems.items():
            field.set_error(problem)
        wrong = next((field for field, problem in problems.items() if problem), None)
        if wrong is not None:
            wrong.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.record.setEnabled(False)
        plain = self._when.step(self._kind)
        self.recorded.emit(
            Step(
                plain.kind,
                plain.happened_on,
                plain.channel,
                plain.reported_by,
                Reason(reason) if reason else None,
                Outcome(outcome) if outcome else None,
                note,
                self.finishing.said() if self.finishing is not None else None,
            )
        )


def note_box() -> QPlainTextEdit:
    """Return a box for a few words; Tab leaves it."""
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme().px(58))
    return box


def _reasons() -> list[tuple[str, object]]:
    return [(labels.reason(reason), reason.value) for reason in Reason]


def _outcomes() -> list[tuple[str, object]]:
    return [(labels.outcome(outcome), outcome.value) for outcome in Outcome]
