"""Asking consent to share data with one provider (05b): nothing is ticked beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose, SharedField
from meedoenbalie.domain.people import GuardianKind
from meedoenbalie.i18n import _, labels
from meedoenbalie.services.matching_text import called
from meedoenbalie.ui.pages.language_choice import LanguageChoice, languages_of
from meedoenbalie.ui.pages.refer.consent_given import ConsentGiven
from meedoenbalie.ui.pages.refer.handover import Handover, consent_words, progress_words
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field, WhyLine
from meedoenbalie.ui.widgets.pairs import Pairs
from meedoenbalie.ui.widgets.reasons import ReasonList
from meedoenbalie.ui.widgets.text import Text

_BESIDE_UNTIL = 1.5
"""Text scale up to which three fields stand beside each other."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the resident answered, and how it was asked."""

    purpose: ConsentPurpose
    answer: ConsentAnswer
    shared: tuple[SharedField, ...]
    language: str
    explained_by: str
    valid_until: date | None
    guardian_agreed: bool


class ConsentBlock(QWidget):
    """The question and its three equal answers; with an answer that holds, that answer first."""

    answered = Signal(object)
    """An :class:`Answer`."""

    def __init__(self, handover: Handover, user: str) -> None:
        super().__init__()
        now = theme()
        self._handover = handover
        self._name = called(handover.resident)
        self._provider = handover.line.provider.name
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(now.px(8))
        title = _("Toestemming voor {provider}").format(provider=self._provider)
        self._column.addWidget(Text(title, "section", wrap=True))
        self._form = self._make_form(user)
        if handover.consent is not None and handover.may_share:
            self._given = ConsentGiven(
                handover, handover.consent, self._ask_again, self._guardian_agrees
            )
            self._column.addWidget(self._given)
            self._form.hide()
        elif handover.consent is not None or handover.progress is not None:
            said = [consent_words(handover), *progress_words(handover)]
            self._column.addWidget(ReasonList(said))
        self._column.addWidget(self._form)

    def is_touched(self) -> bool:
        """Tell whether something was ticked that isn't recorded."""
        boxes = [*self.boxes.values(), self.guardian]
        return any(box.isChecked() for box in boxes)

    def inputs(self) -> dict[str, QWidget]:
        """Return the inputs by name, for a draft; an answer is recorded at once."""
        ticks: dict[str, QWidget] = {field.value: box for field, box in self.boxes.items()}
        return {
            **ticks,
            "purpose": self.purpose,
            "language": self.language,
            "explained_by": self.explained_by,
            "valid_until": self.valid_until,
            "guardian": self.guardian,
        }

    def show_form(self) -> None:
        """Ask again where an answer already holds."""
        if self._form.isHidden():
            self._ask_again()

    def first_stop(self) -> QWidget | None:
        """Return where the keyboard begins; None when nothing needs to be asked."""
        return None if self._form.isHidden() else self._first_tick()

    def _ask_again(self, purpose: ConsentPurpose = ConsentPurpose.REFERRAL) -> None:
        self._given.hide()
        self._form.show()
        self.purpose.set_value(purpose)
        first = self.purpose if purpose is ConsentPurpose.PROGRESS else self._first_tick()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_tick(self) -> QWidget:
        return next(iter(self.boxes.values()))

    def _show_purpose(self) -> None:
        purpose = ConsentPurpose(str(self.purpose.value()))
        words = {
            ConsentPurpose.REFERRAL: _("Dan kan {provider} kijken of er plek is voor {name}."),
            ConsentPurpose.PROGRESS: _("Dan mag {provider} u vertellen hoe het met {name} gaat."),
        }[purpose]
        self._what_for.setText(words.format(provider=self._provider, name=self._name))
        self._what.setVisible(purpose is ConsentPurpose.REFERRAL)

    def _make_form(self, user: str) -> QWidget:
        now = theme()
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        self.purpose = Choice([(labels.consent_purpose(each), each) for each in ConsentPurpose])
        self._what_for = Text("", "caption", "ink2", wrap=True)
        column.addWidget(Field(_("&Waarvoor vraagt u het?"), self.purpose))
        column.addWidget(self._what_for)
        self._what = self._make_what()
        column.addWidget(self._what)
        self._problem = Text("", "body", "danger", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addSpacing(now.px(6))
        column.addLayout(self._how(user))
        self.guardian = QCheckBox(self._guardian_words())
        self.guardian.setVisible(self._handover.needs_guardian)
        column.addWidget(self.guardian)
        column.addSpacing(now.px(6))
        asked = _("Wat zegt {name}?").format(name=self._name)
        column.addWidget(Text(asked, "body_strong", wrap=True))
        column.addLayout(self._answers())
        free = _("Nee zeggen heeft geen gevolgen. {name} kan het altijd terugnemen.")
        column.addWidget(Text(free.format(name=self._name), "caption", "ink2", wrap=True))
        self.purpose.currentIndexChanged.connect(lambda _place: self._show_purpose())
        self._show_purpose()
        return form

    def _make_what(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        ask = _("Vraag het {name} nu. Zonder toestemming gaat er niets naar {provider}.")
        words = ask.format(name=self._name, provider=self._provider)
        column.addWidget(Text(words, "body", "ink2", wrap=True))
        column.addSpacing(theme().px(6))
        question = _("Wat mag {provider} weten?").format(provider=self._provider)
        column.addWidget(Text(question, "body_strong", wrap=True))
        why = _("We delen alleen wat het aanbod nodig heeft. Niets is vooraf aangevinkt.")
        column.addWidget(WhyLine(why))
        column.addWidget(self._ticks())
        return box

    def _ticks(self) -> Pairs:
        now = theme()
        self.boxes: dict[SharedField, QCheckBox] = {}
        for field in SharedField:
            box = QCheckBox(self._field_words(field))
            box.toggled.connect(lambda _on: self._problem.hide())
            self.boxes[field] = box
        words = _("alleen als {name} dat wil").format(name=self._name)
        only = Text(words, "caption", "ink2", wrap=True)
        only.setContentsMargins(now.px(27), 0, 0, 0)
        boxes = [*self.boxes.values()]
        rows = [tuple(boxes[place : place + 2]) for place in range(0, len(boxes), 2)]
        return Pairs([*rows, (only,)], gap=4)

    def _field_words(self, field: SharedField) -> str:
        if field is SharedField.AVAILABILITY:
            return _("Wanneer {name} kan").format(name=self._name)
        if field is SharedField.OWN_WORDS:
            return _("De eigen woorden van {name}").format(name=self._name)
        return labels.shared_field(field)

    def _how(self, user: str) -> QBoxLayout:
        resident, today = self._handover.resident, self._handover.today
        self.language = LanguageChoice(
            languages_of(resident.preferred_language, resident.languages)
        )
        people = (_("Tolk aan de telefoon"), _("Tolk aan de balie"), user, _("Een bekende"))
        self.explained_by = Choice([(who, who) for who in people])
        self.valid_until = DateBox(to_qdate(self._handover.consent_until))
        self.valid_until.setMinimumDate(to_qdate(today))
        # Large letters leave no room for three beside each other.
        way = QBoxLayout.Direction
        row = QBoxLayout(way.TopToBottom if theme().scale > _BESIDE_UNTIL else way.LeftToRight)
        row.setSpacing(theme().px(12))
        row.addWidget(Field(_("Uitgelegd in"), self.language), 1)
        row.addWidget(Field(_("Door"), self.explained_by), 1)
        row.addWidget(Field(_("Geldig tot"), self.valid_until), 1)
        return row

    def _guardian_agrees(self, consent: Consent) -> None:
        self._send(
            Answer(
                consent.purpose,
                ConsentAnswer.YES,
                consent.shared,
                consent.language,
                consent.explained_by,
                consent.valid_until,
                guardian_agreed=True,
            )
        )

    def _guardian_words(self) -> str:
        resident = self._handover.resident
        who = resident.guardian
        if resident.guardian_kind is GuardianKind.NIDOS:
            name = who or _("naam nog vragen")
            return _("De voogd van Nidos ({name}) is akkoord").format(name=name)
        if who:
            return _("De ouder of voogd ({name}) is akkoord").format(name=who)
        return _("De ouder of voogd is akkoord")

    def _answers(self) -> FlowLayout:
        row = FlowLayout(gap=8)
        self.answers: dict[ConsentAnswer, Button] = {}
        for answer, text, icon in (
            (ConsentAnswer.YES, _("&Ja, dat mag"), "check"),
            (ConsentAnswer.NO, _("N&ee, liever niet"), "x"),
            (ConsentAnswer.THINKING, _("Ik denk er nog over n&a"), "circle-question-mark"),
        ):
            button = Button(text, icon)
            button.clicked.connect(lambda _on, given=answer: self._answer(given))
            self.answers[answer] = button
            row.addWidget(button)
        return row

    def _answer(self, answer: ConsentAnswer) -> None:
        purpose = ConsentPurpose(str(self.purpose.value()))
        to_refer = answer is ConsentAnswer.YES and purpose is ConsentPurpose.REFERRAL
        shared = tuple(field for field, box in self.boxes.items() if box.isChecked())
        if to_refer and not shared:
            words = _("Vink aan wat {provider} mag weten.").format(provider=self._provider)
            self._problem.setText(words)
            self._problem.show()
            self._first_tick().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._send(
            Answer(
                purpose,
                answer,
                shared if to_refer else (),
                self.language.code(),
                str(self.explained_by.value()),
                to_date(self.valid_until.date()),
                self.guardian.isChecked(),
            )
        )

    def _send(self, answer: Answer) -> None:
        self.setEnabled(False)
        self.answered.emit(answer)
