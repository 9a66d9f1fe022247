"""Asking about one moment: turn the screen around, print the paper, or type in what was on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meedoenbalie.domain.experiences import Feeling, Hard, Helps
from meedoenbalie.i18n import _, experiences, formats
from meedoenbalie.i18n.experience_texts import (
    QUESTIONS,
    Asked,
    answer_key,
    desk_texts,
    experience_languages,
    experience_texts,
)
from meedoenbalie.i18n.talk import DUTCH
from meedoenbalie.services.experiences import Asking, Experience, Moment, Said
from meedoenbalie.ui.pages.referrals.step_form import ASK, InPlace
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.text import Line, Text
from meedoenbalie.ui.widgets.text_box import TextBox

_DECLINES = "0"


@dataclass(frozen=True, slots=True)
class InLanguage:
    """About which moment to ask, in which language (ISO 639-3)."""

    moment: Moment
    language: str


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What was on a paper about a moment in a language."""

    about: InLanguage
    said: Said


class ExperienceForm(InPlace):
    """Asks moment and language; a digit an answer for what is on paper, 0 for *doesn't want to*."""

    typed = Signal(object)
    turned = Signal(object)
    printed = Signal(object)
    taken_away = Signal(object)

    def __init__(self, moments: Sequence[Asking], language: str) -> None:
        super().__init__(_("Vragen hoe het gaat"), ASK)
        self._moments = {one.moment.value: one for one in moments}
        known = experience_texts(language) or experience_texts(DUTCH)
        self.moment = Choice([(_moment_words(one), one.moment.value) for one in moments])
        self.language = Choice(
            [(formats.language_name(one.language), one.language) for one in experience_languages()]
        )
        if known is not None:
            self.language.set_value(known.language)
        unasked = [one for one in moments if one.known is None]
        self.moment.set_value((unasked or list(moments))[-1].moment.value)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(Field(_("Moment"), self.moment), 1)
        row.addWidget(Field(_("Taal"), self.language), 1)
        self.column.addLayout(row)
        self._doubt = Text("", "caption", "warn", wrap=True)
        self.column.addWidget(self._doubt)
        self._fill_ways()
        self._fill_paper()
        self.finish(_("Vast&leggen"), "check", self._record)
        self.moment.currentIndexChanged.connect(lambda _place: self._fill())
        self.language.currentIndexChanged.connect(lambda _place: self._say_doubt())
        self._fill()
        self._say_doubt()

    def boxes(self) -> dict[str, QWidget]:
        """Return the moment first: choosing another one fills in the rest."""
        digits = {asked.key: box for asked, box in zip(QUESTIONS, self.digits, strict=True)}
        return {"moment": self.moment, "language": self.language, **digits}

    def _fill_ways(self) -> None:
        self.turn = Button(
            _("S&cherm omdraaien"),
            "monitor",
            "primary",
            lambda: self.turned.emit(self._about()),
        )
        self.paper = Button(
            _("Vragen&blad…"), "printer", on_click=lambda: self.printed.emit(self._about())
        )
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.turn, 1)
        row.addWidget(self.paper)
        self.column.addLayout(row)
        words = _(
            "De jongere ziet alleen de vragen. Terug naar de balie kan alleen met uw wachtzin."
        )
        self.column.addWidget(Text(words, "caption", "ink2", wrap=True))

    def _fill_paper(self) -> None:
        self.column.addWidget(Line())
        words = _("Van papier: typ de cijfers bij de kruisjes. Alleen 0: wil niet antwoorden.")
        self.column.addWidget(Text(words, "caption", "ink2", wrap=True))
        self.digits: list[TextBox] = []
        self._fields: list[Field] = []
        for number, asked in enumerate(QUESTIONS, start=1):
            box = TextBox()
            box.setMaxLength(asked.most)
            field = Field(f"{number}. {desk_texts()[asked.key]}", box)
            echo = Text("", "caption", "ink2", wrap=True)
            box.textChanged.connect(
                lambda text, one=asked, below=echo: below.setText(_echo(one, text))
            )
            box.returnPressed.connect(self._record)
            self.digits.append(box)
            self._fields.append(field)
            self.column.addWidget(field)
            self.column.addWidget(echo)
        self.away = Button(_("Weghalen"), "eraser", "link", self._take_away, small=True)
        self.column.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)

    def _about(self) -> InLanguage:
        return InLanguage(Moment(str(self.moment.value())), str(self.language.value()))

    def _known(self) -> Experience | None:
        return self._moments[str(self.moment.value())].known

    def _fill(self) -> None:
        known = self._known()
        for asked, box in zip(QUESTIONS, self.digits, strict=True):
            box.setText(_digits(asked, known))
        if known is not None and known.declined:
            self.digits[0].setText(_DECLINES)
        self.away.setVisible(known is not None)

    def _say_doubt(self) -> None:
        texts = experience_texts(str(self.language.value()))
        self._doubt.setVisible(texts is not None and not texts.checked)
        name = formats.language_name(str(self.language.value()))
        words = _("{language}: nog niet nagekeken door een moedertaalspreker")
        self._doubt.setText(words.format(language=name))

    def _record(self) -> None:
        typed = [box.text().strip() for box in self.digits]
        declines = "".join(typed) == _DECLINES
        answers: list[list[StrEnum]] = []
        for asked, text, field in zip(QUESTIONS, typed, self._fields, strict=True):
            found = [] if declines else _answers(asked, text)
            field.set_error("" if found is not None else _problem(asked))
            answers.append(found or [])
        if not any(typed):
            self._fields[0].set_error(_("Typ minstens één cijfer, of 0 voor: wil niet."))
        wrong = next((one for one in self._fields if one.error()), None)
        if wrong is not None:
            wrong.box.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.record.isEnabled():
            self.record.setEnabled(False)
            feeling, helps, hard = answers
            said = Said(
                Feeling(feeling[0]) if feeling else None,
                tuple(map(Helps, helps)),
                tuple(map(Hard, hard)),
            )
            self.typed.emit(OnPaper(self._about(), said))

    def _take_away(self) -> None:
        known = self._known()
        if known is not None:
            self.away.setEnabled(False)
            self.taken_away.emit(known.id)


def _moment_words(one: Asking) -> str:
    words = experiences.moment(one.moment)
    return words if one.known is None else _("{moment} · beantwoord").format(moment=words)


def _answers(asked: Asked, text: str) -> list[StrEnum] | None:
    """Return the answers for typed digits; None when one isn't there, is double, or doesn't go."""
    found = []
    for digit in text:
        place = int(digit) - 1 if digit.isdecimal() else -1
        if not 0 <= place < len(asked.answers):
            return None
        found.append(asked.answers[place][0])
    together = len(found) < 2 or all(answer.value != "nothing" for answer in found)
    return found if len(set(found)) == len(found) and together else None


def _problem(asked: Asked) -> str:
    if asked.most == 1:
        return _("Typ één cijfer van 1 tot en met {last}.").format(last=len(asked.answers))
    return _(
        "Typ hooguit {most} verschillende cijfers van 1 tot en met {last}; {last} staat alleen."
    ).format(most=asked.most, last=len(asked.answers))


def _echo(asked: Asked, text: str) -> str:
    """Return in words what was typed so far, to look at beside the paper."""
    found = _answers(asked, text) or []
    return ", ".join(desk_texts()[answer_key(asked, answer)] for answer in found)


def _digits(asked: Asked, known: Experience | None) -> str:
    said = getattr(known, asked.key, None) or ()
    chosen = said if isinstance(said, tuple) else (said,)
    places = [answer for answer, _icon in asked.answers]
    return "".join(str(places.index(answer) + 1) for answer in chosen)
