"""The inputs for civic integration, in the order in which one reads a letter of DUO."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from meedoenbalie.domain.civic_integration.codes import (
    CivicGroup,
    Ending,
    Fact,
    Leerroute,
    Part,
    Purpose,
)
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.i18n import _, civic, formats
from meedoenbalie.services.field_words import label_of
from meedoenbalie.ui.pages.resident_form import parsing
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import Boxes
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.pairs import Pairs
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.text_box import TextBox

_WIDTH = 720
_DAYS = ("duty_from", "extended_until", "ended_on", "suspended_until")
_CHOICES = ("purpose", "civic_group", "turkish_with_mvv", "route", "level_reached", "ending")


class CannotRead(ValueError):
    """Inputs that can't be read: what to do about each, by name of the field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Asked:
    """An input with its field; the field has the label and the error."""

    box: QWidget
    field: Field


class CivicFields(QWidget):
    """The form itself; it knows nothing of the store."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(theme().px(_WIDTH))
        self._asked: dict[str, _Asked] = {}
        self._parts = {part: QCheckBox(civic.part(part)) for part in Part}
        self._make_all()
        self.boxes = Boxes({name: asked.box for name, asked in self._asked.items()})
        group = self.choice("civic_group")
        group.currentIndexChanged.connect(lambda _place: self._show_ruling())
        ending = self.choice("ending")
        ending.currentIndexChanged.connect(lambda _place: self._show_ending())

    def choice(self, name: str) -> Choice:
        """Return a box to choose from by the name of its field."""
        box = self._asked[name].box
        if not isinstance(box, Choice):
            raise KeyError(name)
        return box

    def line(self, name: str) -> TextBox:
        """Return a line for a day by the name of its field."""
        box = self._asked[name].box
        if not isinstance(box, TextBox):
            raise KeyError(name)
        return box

    def fill(self, record: CivicIntegration | None) -> None:
        """Show a record, or nothing yet."""
        for name in _CHOICES:
            value = getattr(record, name) if record is not None else None
            self.choice(name).set_value(value)
        for name in _DAYS:
            day = getattr(record, name) if record is not None else None
            self.line(name).setText(formats.numeric_day(day) if day else "")
        done = record.parts_done if record is not None else ()
        for part, tick in self._parts.items():
            tick.setChecked(part in done)
        self._show_ruling()
        self._show_ending()
        self.boxes.saved()
        self.show_problems({})

    def values(self) -> dict[str, Any]:
        """Return what the inputs say, by name of the field. Raises CannotRead."""
        found: dict[str, Any] = {name: self.choice(name).value() for name in _CHOICES}
        problems: dict[str, str] = {}
        if found["purpose"] is None:
            problems["purpose"] = _(
                "Kies waarom u dit vastlegt. Zonder reden leggen we niets vast."
            )
        for name in _DAYS:
            try:
                found[name] = parsing.day(self.line(name).text())
            except parsing.Unreadable as error:
                problems[name] = str(error)
        found["parts_done"] = tuple(part for part, tick in self._parts.items() if tick.isChecked())
        # What isn't asked any more isn't kept either.
        if found["civic_group"] != CivicGroup.FAMILY:
            found["turkish_with_mvv"] = None
        if found["ending"] is None:
            found["ended_on"] = None
        if found["ending"] != Ending.TIJDELIJKE_VRIJSTELLING:
            found["suspended_until"] = None
        if problems:
            raise CannotRead(problems)
        return found

    def show_problems(self, problems: dict[str, str]) -> QWidget | None:
        """Show what is wrong at its field, go to the first one and return its input."""
        first: QWidget | None = None
        for name, asked in self._asked.items():
            asked.field.set_error(problems.get(name, ""))
            if name in problems and first is None:
                first = asked.box
        if first is not None:
            first.setFocus()
        return first

    def _make_all(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        unknown = (_("onbekend"), None)
        self._add_choice(
            "purpose",
            ((_("kies een reden"), None), *_options(Purpose, civic.purpose)),
            _("De bewoner weet van deze reden. Zonder reden leggen we niets vast."),
        )
        column.addWidget(self._asked["purpose"].field)
        column.addWidget(Text(_("Wie en sinds wanneer"), "body_strong"))
        self._add_choice("civic_group", (unknown, *_options(CivicGroup, civic.group)))
        self._add_day("duty_from", _("De dag waarop de plicht begon. Zie de brief van DUO."))
        column.addWidget(self._beside("civic_group", "duty_from"))
        self._add_choice(
            "turkish_with_mvv",
            (unknown, (_("ja"), True), (_("nee"), False)),
            _("Alleen om de uitspraak van 4 september 2024. Nationaliteit zelf bewaren we niet."),
        )
        column.addWidget(self._asked["turkish_with_mvv"].field)
        column.addWidget(Text(_("Wat er moet en wat er is"), "body_strong"))
        self._add_choice("route", (unknown, *_options(Leerroute, civic.route)))
        levels = tuple((level.value, level) for level in DutchLevel)
        self._add_choice("level_reached", (unknown, *levels))
        column.addWidget(self._beside("route", "level_reached"))
        boxes = list(self._parts.values())
        ticks = Pairs([boxes[place : place + 2] for place in range(0, len(boxes), 2)])
        ticks.setFocusProxy(next(iter(self._parts.values())))
        self._add("parts_done", ticks)
        column.addWidget(self._asked["parts_done"].field)
        column.addWidget(Text(_("Termijn en einde"), "body_strong"))
        self._add_day("extended_until", _("Alleen als DUO meer tijd gaf. Waarom, bewaren we niet."))
        none_yet = (_("loopt nog"), None)
        self._add_choice("ending", (none_yet, *_options(Ending, civic.ending)))
        column.addWidget(self._beside("extended_until", "ending"))
        self._add_day("ended_on")
        self._add_day("suspended_until")
        column.addWidget(self._beside("ended_on", "suspended_until"))

    def _beside(self, *names: str) -> Pairs:
        return Pairs([[_from_top(self._asked[name].field) for name in names]])

    def _add(self, name: str, box: QWidget, hint: str = "", *, optional: bool = True) -> None:
        labels = {"purpose": _("Waarom legt u dit vast?"), "ending": civic.fact(Fact.ENDING)}
        field = Field(labels.get(name) or label_of(name), box, optional=optional, hint=hint)
        self._asked[name] = _Asked(box, field)

    def _add_choice(
        self, name: str, options: tuple[tuple[str, object], ...], hint: str = ""
    ) -> None:
        self._add(name, Choice(options), hint, optional=name != "purpose")

    def _add_day(self, name: str, hint: str = "") -> None:
        box = TextBox()
        box.setPlaceholderText(_("dd-mm-jjjj"))
        self._add(name, box, hint)

    def _show_ruling(self) -> None:
        family = self.choice("civic_group").value() == CivicGroup.FAMILY
        self._asked["turkish_with_mvv"].field.setVisible(family)

    def _show_ending(self) -> None:
        ending = self.choice("ending").value()
        self._asked["ended_on"].field.setVisible(ending is not None)
        self._asked["suspended_until"].field.setVisible(ending == Ending.TIJDELIJKE_VRIJSTELLING)


def _from_top(field: Field) -> QWidget:
    """Let a field begin where the one beside it begins, whichever has a hint."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(field)
    column.addStretch(1)
    return box


def _options(kind: type[StrEnum], words: Callable[[Any], str]) -> tuple[tuple[str, object], ...]:
    return tuple((words(one), one) for one in kind)
