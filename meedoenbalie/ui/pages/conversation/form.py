"""The five steps of the talk together: one of them is on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.services.drafts import Typed
from meedoenbalie.services.messages import field_label
from meedoenbalie.ui.pages.conversation.asks import Asking
from meedoenbalie.ui.pages.conversation.consent import ConsentStep
from meedoenbalie.ui.pages.conversation.step import Step
from meedoenbalie.ui.pages.conversation.steps import TalentsStep, WhoStep, WishesStep
from meedoenbalie.ui.pages.conversation.week import WeekStep

_ALIASES = {"birth_year": "birth_date", "": "given_name"}


class TalkForm(QWidget):
    """What is asked; it knows nothing of the store."""

    def __init__(
        self, asking: Asking, today: date, user: str, partners: Sequence[Provider]
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.who = WhoStep(asking, today)
        self.consent = ConsentStep(asking, user, partners)
        self.steps: tuple[Step, ...] = (
            self.who,
            WishesStep(asking),
            TalentsStep(asking),
            WeekStep(asking),
            self.consent,
        )
        for step in self.steps:
            column.addWidget(step)
            step.hide()
        column.addStretch(1)

    def show_step(self, place: int) -> None:
        """Show one step, from 0, and put the keyboard in its first input."""
        for number, step in enumerate(self.steps):
            step.setVisible(number == place)
        step = self.steps[place]
        step.settle()
        self.consent.ask_guardian(self.who.is_young())
        first = next(iter(step.bound.values())).field.box
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self, resident: Resident) -> None:
        """Show what is known of a resident."""
        for step in self.steps:
            for one in step.bound.values():
                one.set_raw(one.raw_of(resident))
            step.settle()

    def frozen(self) -> dict[str, Any]:
        """Return how every input stands, as plain JSON."""
        return {name: value for step in self.steps for name, value in step.frozen().items()}

    def put(self, typed: Typed) -> None:
        """Put back what was typed before; what no input can take is left out."""
        for step in self.steps:
            step.put(typed)

    def values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the values of the fields of the resident, and what is wrong, by name."""
        values: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for step in self.steps:
            found, wrong = step.read()
            values |= found
            problems |= wrong
        return values, problems

    def place_of(self, problems: dict[str, str]) -> int | None:
        """Show problems at their inputs; return the first step that has one, or None."""
        at = {_ALIASES.get(name, name): text for name, text in problems.items()}
        wrong = [
            number for number, step in enumerate(self.steps) if step.show_problems(at) is not None
        ]
        return wrong[0] if wrong else None

    def wrong_box(self, place: int) -> QWidget | None:
        """Return the first input of a step at which a problem is shown."""
        fields = (one.field for one in self.steps[place].bound.values())
        return next((field.box for field in fields if field.error()), None)

    def label(self, name: str) -> str:
        """Return how an input is called."""
        for step in self.steps:
            if name in step.bound:
                return step.bound[name].field.label.text().replace("&", "")
        return field_label(name)
