"""Inputs that know how to show a value of a record and how to read it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.pages.offers.typed import Unreadable
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.date_list import DateList, to_date, to_qdate
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field
from meedoenbalie.ui.widgets.number_box import NumberBox


@dataclass(frozen=True, slots=True)
class Input:
    """One input. ``widget`` stands in the form, ``box`` in it takes the keyboard.

    ``read`` raises Unreadable; ``raw`` is what stands there, readable or not.
    """

    widget: QWidget
    box: QWidget
    show: Callable[[Any], object]
    read: Callable[[], Any]
    raw: Callable[[], object]

    def set_error(self, message: str) -> None:
        """Show what is wrong; an empty text takes it away."""
        if isinstance(self.widget, Field):
            self.widget.set_error(message)


def line(label: str, *, optional: bool = True, known: Iterable[str] = ()) -> Input:
    """Return an input for a line of text; ``known`` texts are offered while one types."""
    box = QLineEdit()
    completer = QCompleter(sorted(known, key=str.casefold), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(completer)

    def read() -> str:
        text = box.text().strip()
        if not text and not optional:
            raise Unreadable(_("Dit mag niet leeg zijn."))
        return text

    return Input(Field(label, box, optional=optional), box, box.setText, read, box.text)


def typed(
    label: str,
    write: Callable[[Any], str],
    read: Callable[[str], Any],
    *,
    hint: str = "",
    on_change: Callable[[], object] | None = None,
) -> Input:
    """Return an input for something that people write in their own way; it may stay empty."""
    box = QLineEdit()
    if on_change is not None:
        box.textChanged.connect(lambda _text: on_change())
    return Input(
        Field(label, box, optional=True, hint=hint),
        box,
        lambda value: box.setText(write(value)),
        lambda: read(box.text()),
        box.text,
    )


def paragraph(label: str) -> Input:
    """Return an input for a few lines of text; Tab leaves it."""
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme().px(74))
    return Input(
        Field(label, box, optional=True),
        box,
        box.setPlainText,
        lambda: box.toPlainText().strip(),
        box.toPlainText,
    )


def number(label: str, most: int, *, hint: str = "") -> Input:
    """Return an input for a whole number from 0 to ``most``, or nothing.

    A ``hint`` has to say that it may stay empty.
    """
    box = NumberBox(most)
    field = Field(label, box, optional=not hint, hint=hint)
    return Input(field, box, box.set_value, box.value, box.value)


def choice(
    label: str,
    options: Sequence[tuple[str, object]],
    *,
    on_change: Callable[[], object] | None = None,
) -> Input:
    """Return an input for one of a few values."""
    box = Choice([(text, place) for place, (text, _value) in enumerate(options)])
    values = [value for _text, value in options]
    if on_change is not None:
        box.currentIndexChanged.connect(lambda _place: on_change())
    return Input(
        Field(label, box),
        box,
        lambda value: box.setCurrentIndex(values.index(value)),
        lambda: values[box.currentIndex()],
        box.currentIndex,
    )


def tick(text: str) -> Input:
    """Return an input for yes or no."""
    box = QCheckBox(text)
    return Input(box, box, box.setChecked, box.isChecked, box.isChecked)


def day(label: str, today: date) -> Input:
    """Return an input for a day up to today; it begins with today."""
    box = DateBox(to_qdate(today))
    box.setMaximumDate(to_qdate(today))
    return Input(
        Field(label, box),
        box,
        lambda value: box.setDate(to_qdate(value or today)),
        lambda: to_date(box.date()),
        box.date,
    )


def days(label: str, first: date, add: str) -> Input:
    """Return an input for any number of days; ``first`` is where a new one begins."""
    box = DateList(first, add)
    return Input(Field(label, box, optional=True), box, box.set_dates, box.dates, box.dates)
