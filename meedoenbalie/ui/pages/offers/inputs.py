"""Inputs that know how to show a value of a record and how to read it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.languages import frequent_languages, language_code
from meedoenbalie.services.plain_texts import plainer
from meedoenbalie.ui.pages.resident_form.parsing import Unreadable
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.date_list import DateList, to_date, to_qdate
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field
from meedoenbalie.ui.widgets.number_box import NumberBox
from meedoenbalie.ui.widgets.tag_field import TagField


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


def line(label: str, *, optional: bool = True, known: Iterable[str] = (), hint: str = "") -> Input:
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

    field = Field(label, box, optional=optional, hint=hint)
    return Input(field, box, box.setText, read, box.text)


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
    """Return an input for a few lines that residents read; Tab leaves it.

    Below it stands what could be said more plainly; that never stands in the way.
    """
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme().px(74))
    field = Field(label, box, optional=True)
    box.textChanged.connect(lambda: field.set_hint(plainer([box.toPlainText()])))
    return Input(
        field,
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


def spoken(label: str, *, hint: str = "") -> Input:
    """Return an input for any number of languages (ISO 639-3)."""
    names = [name for _code, name in frequent_languages()]
    box = TagField(
        language_code,
        formats.language_name,
        suggestions=names,
        placeholder=_("Typ een taal en druk op Enter"),
    )
    field = Field(label, box, optional=True, hint=hint)
    unknown = _("{text} kennen we niet als taal. Kies een naam uit de lijst.")
    box.changed.connect(lambda: field.set_error(""))
    box.unknown.connect(lambda text: field.set_error(unknown.format(text=text)))

    def read() -> tuple[str, ...]:
        if wrong := box.unreadable():
            raise Unreadable(unknown.format(text=wrong))
        return box.values()

    def raw() -> object:
        return box.values(), box.unreadable()

    return Input(field, box, box.set_values, read, raw)


def several(
    label: str, options: Sequence[tuple[str, object]], *, hint: str = "", columns: int = 1
) -> Input:
    """Return an input for any number of a few values; they come out in the order of ``options``.

    A ``hint`` has to say that it may stay empty. ``columns`` are read from left to right.
    """
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(theme().px(6))
    grid.setHorizontalSpacing(theme().px(16))
    ticks = [(QCheckBox(text), value) for text, value in options]
    for place, (one, _value) in enumerate(ticks):
        grid.addWidget(one, *divmod(place, columns))
    box.setFocusProxy(ticks[0][0])

    def show(values: Iterable[object]) -> None:
        chosen = tuple(values)
        for one, value in ticks:
            one.setChecked(value in chosen)

    def read() -> tuple[object, ...]:
        return tuple(value for one, value in ticks if one.isChecked())

    field = Field(label, box, optional=not hint, hint=hint)
    return Input(field, box, show, read, read)
