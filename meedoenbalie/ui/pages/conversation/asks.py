"""Inputs of the talk: what is asked in two languages, why, and which field it fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.i18n.reasons import spoken_reason
from meedoenbalie.i18n.talk import TalkTexts
from meedoenbalie.i18n.talk_questions import Question, Value
from meedoenbalie.services.languages import frequent_languages, language_code
from meedoenbalie.ui.pages.resident_form import parsing
from meedoenbalie.ui.pages.resident_form.bound import Bound
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.answer_tiles import LEAST, AnswerTiles, Tile
from meedoenbalie.ui.widgets.inputs import Field, WhyLine
from meedoenbalie.ui.widgets.tag_field import TagField
from meedoenbalie.ui.widgets.text_box import TextBox


@dataclass(frozen=True, slots=True)
class Asking:
    """How is asked: the texts of the desk, those of the young person if there are any, and signals.

    ``large`` shows pictures that stand out; ``say`` tells something in the status bar.
    """

    desk: TalkTexts
    own: TalkTexts | None
    large: bool
    changed: Callable[[], object]
    say: Callable[[str], object]

    def text(self, key: str) -> str:
        """Return a text in the language of the desk; a number is its own text."""
        return key if key.isdecimal() else self.desk[key]

    def beside(self, key: str) -> str:
        """Return the same in the language of the young person; empty when there is none."""
        same = self.own is None or self.own.tag == self.desk.tag or key.isdecimal()
        return "" if same or self.own is None else self.own[key]

    def tiles(self, question: Question, *, ranked: bool = False) -> AnswerTiles:
        """Return the answers to a question as tiles."""
        numbers = all(answer.icon is None for answer in question.answers)
        made = AnswerTiles(
            [
                Tile(one.value, self.text(one.key), self.beside(one.key), one.icon)
                for one in question.answers
            ],
            most=question.most,
            ranked=ranked,
            large=self.large,
            least=72 if numbers else LEAST,
        )
        made.changed.connect(self.changed)
        made.full.connect(
            lambda: self.say(_("Drie is het meeste. Haal er eerst een weg om te ruilen."))
        )
        return made


def line(
    asking: Asking, name: str, limit: int, *, optional: bool = True, key: str = ""
) -> tuple[Bound, QWidget]:
    """Return a line of text for a field of the resident, and the block to show."""
    box = TextBox()
    box.setMaxLength(limit)
    box.textEdited.connect(lambda _text: asking.changed())
    field = _field(asking, key or name, box, optional=optional)
    made = Bound(
        name,
        field,
        box.text,
        box.setText,
        lambda resident: getattr(resident, name),
        lambda: {name: box.text().strip()},
    )
    return made, with_why(field, name)


def born(asking: Asking) -> tuple[Bound, QWidget]:
    """Return the line for a birth date, or the year alone."""
    box = TextBox()
    box.setPlaceholderText(_("dd-mm-jjjj, of alleen het jaar"))
    box.textEdited.connect(lambda _text: asking.changed())
    field = _field(asking, "birth_date", box)

    def read() -> dict[str, Any]:
        day, year = parsing.born(box.text())
        return {"birth_date": day, "birth_year": year}

    made = Bound(
        "birth_date",
        field,
        box.text,
        box.setText,
        lambda resident: parsing.born_text(resident.birth_date, resident.birth_year),
        read,
    )
    return made, with_why(field, "birth_date")


def paragraph(asking: Asking, name: str, limit: int) -> tuple[Bound, QWidget]:
    """Return a box for a few sentences in the young person's own words, in any script."""
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme().px(58))
    box.textChanged.connect(asking.changed)
    field = _field(asking, name, box)

    def read() -> dict[str, Any]:
        typed = box.toPlainText().strip()
        if len(typed) > limit:
            raise parsing.Unreadable(_("Dit is te lang. Er passen {n} tekens in.").format(n=limit))
        return {name: typed}

    made = Bound(
        name,
        field,
        box.toPlainText,
        box.setPlainText,
        lambda resident: getattr(resident, name),
        read,
    )
    return made, with_why(field, name)


def spoken(asking: Asking) -> tuple[Bound, QWidget]:
    """Return the languages that somebody speaks, best first."""
    box = TagField(
        language_code,
        formats.language_name,
        suggestions=[name for _code, name in frequent_languages()],
        placeholder=_("Typ een taal en druk op Enter"),
    )
    field = _field(asking, "languages", box)
    unknown = _("{text} kennen we niet als taal. Kies een naam uit de lijst.")
    box.changed.connect(lambda: field.set_error(""))
    box.changed.connect(asking.changed)
    box.unknown.connect(lambda text: field.set_error(unknown.format(text=text)))

    def read() -> dict[str, Any]:
        if wrong := box.unreadable():
            raise parsing.Unreadable(unknown.format(text=wrong))
        return {"languages": box.values()}

    made = Bound(
        "languages",
        field,
        box.values,
        box.set_values,
        lambda resident: resident.languages,
        read,
        (),
        box.as_typed,
        box.put_typed,
    )
    return made, with_why(field, "languages")


def choice(asking: Asking, question: Question, *, empty: Value = None) -> tuple[Bound, QWidget]:
    """Return a question with one answer; ``empty`` is recorded when there is none."""
    tiles = asking.tiles(question)
    field = _asked(asking, question.key, tiles)

    def value() -> Value:
        return next(iter(tiles.chosen()), empty)

    made = Bound(
        question.key,
        field,
        value,
        lambda wanted: tiles.choose(() if wanted in (None, empty) else (plain(wanted),)),
        lambda resident: plain(getattr(resident, question.key)),
        lambda: {question.key: value()},
        empty,
    )
    return made, field


def choices(asking: Asking, question: Question, *, ranked: bool = False) -> tuple[Bound, QWidget]:
    """Return a question with several answers, in order of weight when ``ranked``."""
    tiles = asking.tiles(question, ranked=ranked)
    field = _asked(asking, question.key, tiles)
    made = Bound(
        question.key,
        field,
        tiles.chosen,
        tiles.choose,
        lambda resident: tuple(map(plain, getattr(resident, question.key))),
        lambda: {question.key: tuple(one for one in tiles.chosen() if one is not None)},
        (),
        lambda: list(tiles.chosen()),
    )
    return made, field


def plain(value: Any) -> Value:
    """Return the plain value of an enumeration, so that it compares and freezes as one."""
    found: Value = getattr(value, "value", value)
    return found


def with_why(field: Field, name: str) -> QWidget:
    """Return a field with the reason why it is asked below it."""
    return stacked(field, WhyLine(spoken_reason(name), ""))


def stacked(*parts: QWidget) -> QWidget:
    """Return parts close below each other, as one block."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(4))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return box


def _field(asking: Asking, key: str, box: QWidget, *, optional: bool = True) -> Field:
    return Field(asking.text(key), box, optional=optional, translated=asking.beside(key))


def _asked(asking: Asking, key: str, box: QWidget) -> Field:
    """A question with tiles: the reason stands above them."""
    why = WhyLine(spoken_reason(key)) if key in _WITH_REASON else None
    return Field(asking.text(key), box, translated=asking.beside(key), why=why)


_WITH_REASON: Sequence[str] = (
    "residence_phase", "contact_channel", "interests", "company", "talents", "dutch_level",
    "literacy", "weekly_minutes", "week_weight", "travel_means", "max_travel_minutes",
    "keep_informed",
)  # fmt: skip
