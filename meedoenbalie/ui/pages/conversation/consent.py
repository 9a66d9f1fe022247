"""Consent: new offers, partners one by one, and on what a yes rests; nothing is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from meedoenbalie.domain.consent import SharedField
from meedoenbalie.domain.offers import Provider
from meedoenbalie.i18n import _
from meedoenbalie.i18n.talk_questions import question
from meedoenbalie.services.conversation import Talk
from meedoenbalie.ui.pages.conversation import asks
from meedoenbalie.ui.pages.conversation.asks import Asking
from meedoenbalie.ui.pages.conversation.partners import PartnerAnswers
from meedoenbalie.ui.pages.conversation.step import Step
from meedoenbalie.ui.pages.resident_form.bound import Bound
from meedoenbalie.ui.widgets.inputs import Choice, Field, WhyLine
from meedoenbalie.ui.widgets.text import OwnText, Text
from meedoenbalie.ui.widgets.text_box import TextBox


class ConsentStep(Step):
    """Yes, no and *nog nadenken* are equal; a partner is asked about only when it is named."""

    def __init__(self, asking: Asking, user: str, partners: Sequence[Provider]) -> None:
        super().__init__(asking, "consent", 5)
        self._partners = PartnerAnswers(asking, partners, self.settle)
        self.add(asks.choice(asking, question("keep_informed")))
        self.add(self._partner_answers())
        shared, self._shared = asks.choices(asking, question("shared"))
        self.bound["shared"] = replace(shared, raw_of=lambda _resident: (), read=dict)
        self.column.addWidget(self._shared)
        free = asking.beside("free_choice")
        self.column.addWidget(_two(asking.text("free_choice"), free))
        self.column.addWidget(Text(_("Hoe is het uitgelegd?"), "body_strong"))
        self._how(user)
        self.settle()

    def settle(self) -> None:
        """Ask what may be shared only when a partner is named."""
        self._shared.setVisible(self._partners.anybody())

    def set_partners(self, partners: Sequence[Provider]) -> None:
        """Take the partners that there are now; answers stay, also of those who come later."""
        self._partners.set_partners(partners)

    def ask_guardian(self, on: bool) -> None:
        """Ask whether parent or guardian agrees, of somebody under 16."""
        self._guardian.setVisible(on)

    def talk(self) -> dict[str, Any]:
        """Return what a :class:`Talk` takes of this step."""
        by = str(self._by.value())
        named = self._interpreter.text().strip()
        return {
            "explained_by": by,
            "interpreter": named or (by if by in _interpreters() else ""),
            "understood": self._understood.isChecked(),
            "answers": self._partners.given(),
            "shared": tuple(
                SharedField(str(value)) for value in self.bound["shared"].raw() if value
            ),
            "guardian_agreed": not self._guardian.isHidden() and self._guardian.isChecked(),
        }

    def _partner_answers(self) -> tuple[Bound, Field]:
        field = Field(
            _("Gegevens delen met een partner"),
            self._partners,
            optional=True,
            why=WhyLine(_("Zonder toestemming gaat er niets naar een partner.")),
        )
        made = Bound(
            "partners",
            field,
            self._partners.raw,
            self._partners.put,
            lambda _resident: {},
            dict,
            {},
        )
        return made, field

    def _how(self, user: str) -> None:
        who = (user, *_interpreters(), _("Een bekende"))
        self._by = Choice([(one, one) for one in who])
        self._by.currentIndexChanged.connect(lambda _index: self.asking.changed())
        self._interpreter = TextBox()
        self._interpreter.setMaxLength(120)
        self._interpreter.textEdited.connect(lambda _text: self.asking.changed())
        self._understood = QCheckBox(_("Teruggezegd in eigen woorden, en het klopte"))
        self._understood.toggled.connect(lambda _on: self.asking.changed())
        self._guardian = QCheckBox(_("De ouder of voogd is akkoord"))
        self._guardian.toggled.connect(lambda _on: self.asking.changed())
        by = Field(_("Uitgelegd door"), self._by)
        interpreter = Field(_("Naam of nummer van de tolk"), self._interpreter, optional=True)
        self.add(
            (_staff("explained_by", by, self._by.value, self._by.set_value, user), by),
            (_staff("interpreter", interpreter, self._interpreter.text, self._interpreter.setText),
             interpreter),
        )  # fmt: skip
        told = Field(
            self.asking.text("tell_back"),
            self._understood,
            translated=self.asking.beside("tell_back"),
        )
        self._understood.setAccessibleName(self._understood.text())
        self.add(
            (
                _staff(
                    "understood",
                    told,
                    self._understood.isChecked,
                    self._understood.setChecked,
                    False,
                ),
                told,
            )
        )
        self._guardian.hide()
        self.column.addWidget(self._guardian)
        self.bound["guardian_agreed"] = _staff(
            "guardian_agreed", told, self._guardian.isChecked, self._guardian.setChecked, False
        )


def talk_of(step: ConsentStep, language: str, **rest: Any) -> Talk:
    """Return how the talk went, as it is recorded."""
    return Talk(language=language, **step.talk(), **rest)


def _interpreters() -> tuple[str, ...]:
    return (_("Tolk aan de telefoon"), _("Tolk aan de balie"))


def _staff(name: str, field: Field, raw: Any, set_raw: Any, empty: Any = "") -> Bound:
    """An input about the talk itself, not about the resident."""
    return Bound(name, field, raw, set_raw, lambda _resident: empty, dict, empty)


def _two(text: str, beside: str) -> QWidget:
    parts: list[QWidget] = [Text(text, "body_strong", wrap=True)]
    if beside:
        parts.append(OwnText(beside))
    return asks.stacked(*parts)
