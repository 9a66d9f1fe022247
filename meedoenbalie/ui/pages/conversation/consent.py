"""Consent: new offers, partners one by one, and on what a yes rests; nothing is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.consent import ConsentAnswer, SharedField
from meedoenbalie.domain.offers import Provider
from meedoenbalie.i18n import _
from meedoenbalie.i18n.talk_questions import Question, consent_answers, question
from meedoenbalie.services.conversation import Talk
from meedoenbalie.ui.pages.conversation import asks
from meedoenbalie.ui.pages.conversation.asks import Asking
from meedoenbalie.ui.pages.conversation.step import Step
from meedoenbalie.ui.pages.resident_form.bound import Bound
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.answer_tiles import AnswerTiles
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field, WhyLine
from meedoenbalie.ui.widgets.layout import clear_layout, in_order_before
from meedoenbalie.ui.widgets.text import OwnText, Text
from meedoenbalie.ui.widgets.text_box import TextBox

Answers = Mapping[str, str | None]
"""The answer for each partner that was named, by id; None while there is none."""


class ConsentStep(Step):
    """Yes, no and *nog nadenken* are equal; a partner is asked about only when it is named."""

    def __init__(self, asking: Asking, user: str, partners: Sequence[Provider]) -> None:
        super().__init__(asking, "consent", 5)
        self._partners = {str(one.id): one for one in partners}
        self._rows: dict[str, AnswerTiles] = {}
        self._waiting: dict[str, str | None] = {}
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
        self._shared.setVisible(bool(self._rows))

    def set_partners(self, partners: Sequence[Provider]) -> None:
        """Take the partners that there are now; answers stay, also of those who come later."""
        answers = self._answers()
        self._partners = {str(one.id): one for one in partners}
        self._which.clear()
        for key, one in self._partners.items():
            self._which.addItem(one.name, key)
        self._add.setEnabled(bool(self._partners))
        self._put_answers(answers)

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
            "answers": {
                UUID(partner): ConsentAnswer(answer)
                for partner, answer in self._answers().items()
                if answer is not None and partner in self._rows
            },
            "shared": tuple(
                SharedField(str(value)) for value in self.bound["shared"].raw() if value
            ),
            "guardian_agreed": not self._guardian.isHidden() and self._guardian.isChecked(),
        }

    def _partner_answers(self) -> tuple[Bound, Field]:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().px(12))
        column.addLayout(self._list)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self._which = Choice([(one.name, key) for key, one in self._partners.items()])
        self._which.setAccessibleName(_("Partner"))
        self._add = Button(_("&Partner vragen"), "plus", on_click=self._name_partner, small=True)
        self._add.setEnabled(bool(self._partners))
        row.addWidget(self._which, 1)
        row.addWidget(self._add)
        row.addStretch(1)
        column.addLayout(row)
        box.setFocusProxy(self._which)
        field = Field(
            _("Gegevens delen met een partner"),
            box,
            optional=True,
            why=WhyLine(_("Zonder toestemming gaat er niets naar een partner.")),
        )
        made = Bound(
            "partners",
            field,
            self._answers,
            self._put_answers,
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

    def _name_partner(self) -> None:
        key = str(self._which.value())
        if key in self._rows:
            self._rows[key].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._put_answers({**self._answers(), key: None})
        self._rows[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.asking.changed()

    def _answers(self) -> dict[str, str | None]:
        found = dict(self._waiting)
        for key, tiles in self._rows.items():
            chosen = next(iter(tiles.chosen()), None)
            found[key] = None if chosen is None else str(chosen)
        return found

    def _put_answers(self, answers: Answers) -> None:
        clear_layout(self._list)
        self._rows = {}
        # The partners may still be on their way from the store when a draft comes back.
        self._waiting = {key: one for key, one in answers.items() if key not in self._partners}
        for key, answer in answers.items():
            if key in self._partners:
                tiles = self.asking.tiles(Question("partner", consent_answers()))
                tiles.choose(() if answer is None else (answer,))
                self._rows[key] = tiles
                row, stops = self._partner_row(key, tiles)
                self._list.addWidget(row)
                in_order_before(self._which, *stops)
        self.settle()

    def _partner_row(self, key: str, tiles: AnswerTiles) -> tuple[QWidget, tuple[QWidget, ...]]:
        name = self._partners[key].name
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme().px(4))
        grid.setColumnStretch(0, 1)
        words = self.asking.text("partner").format(partner=name)
        beside = self.asking.beside("partner")
        # Isolated, so that a Latin name keeps its place in a line from the right.
        grid.addWidget(_two(words, beside.replace("{partner}", f"\u2068{name}\u2069")), 0, 0)
        away = Button(
            _("{name} weghalen").format(name=name),
            "x",
            "quiet",
            lambda: self._take_away(key),
            icon_only=True,
        )
        grid.addWidget(away, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(tiles, 1, 0, 1, 2)
        tiles.setAccessibleName(words)
        return box, (*tiles.tiles(), away)

    def _take_away(self, key: str) -> None:
        self._put_answers({one: answer for one, answer in self._answers().items() if one != key})
        self._which.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asking.changed()


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
