"""All inputs for a resident, in the order in which one asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.people import (
    Company,
    DutchLevel,
    GuardianKind,
    Literacy,
    ResidencePhase,
    Resident,
    TravelMeans,
    WeekWeight,
    age_on,
)
from meedoenbalie.domain.sharing import ADULT, GUARDIAN_UNDER
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.drafts import Typed
from meedoenbalie.services.languages import frequent_languages, language_code
from meedoenbalie.ui.pages.resident_form import bound, parsing
from meedoenbalie.ui.pages.resident_form.bound import Bound, with_reason
from meedoenbalie.ui.pages.resident_form.week import appointments, free_times
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import restored
from meedoenbalie.ui.widgets.pairs import Pairs
from meedoenbalie.ui.widgets.tag_field import TagField
from meedoenbalie.ui.widgets.text import Icon, Text

_ALIASES = {"birth_year": "birth_date", "": "given_name"}
_WIDTH = 780


class Refusals(ValueError):
    """Inputs that can't be read: what to do about each, by name of the field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class ResidentFields(QWidget):
    """The form itself; it knows nothing of the store."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.setMaximumWidth(theme().px(_WIDTH))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(10))
        self.bound: dict[str, Bound] = {}
        self._boxes: dict[str, QWidget] = {}
        self._section(_("Wie is het?"), self._who())
        self._section(_("Taal"), self._language())
        self._section(_("Wat iemand wil, en wanneer het kan"), self._wishes())
        self._section(_("Bereiken"), self._contact())
        self._column.addWidget(_no_bsn())
        self._column.addStretch(1)
        self.clear()

    def clear(self) -> None:
        """Empty every input."""
        self.set_raw({name: item.empty for name, item in self.bound.items()})

    def raw(self) -> dict[str, Any]:
        """Return how every input stands."""
        return {name: item.raw() for name, item in self.bound.items()}

    def raw_of(self, resident: Resident) -> dict[str, Any]:
        """Return how every input would stand for a resident."""
        return {name: item.raw_of(resident) for name, item in self.bound.items()}

    def set_raw(self, raw: dict[str, Any]) -> None:
        """Put inputs in a state, and take the errors away."""
        for name, value in raw.items():
            self.bound[name].set_raw(value)
        self.show_problems({})
        self._show_guardian()

    def frozen(self) -> dict[str, Any]:
        """Return how every input stands, as plain JSON."""
        return {name: item.frozen() for name, item in self.bound.items()}

    def put_frozen(self, typed: Typed) -> None:
        """Put back what was typed before; what no input can take is left out."""
        restored(lambda name, value: self.bound[name].put_frozen(value), typed)
        self._show_guardian()

    def values(self) -> dict[str, Any]:
        """Return what the inputs say, by name of the field. Raises Refusals."""
        found: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for name, item in self.bound.items():
            try:
                found |= item.read()
            except parsing.Unreadable as error:
                problems[name] = str(error)
        if problems:
            raise Refusals(problems)
        return found

    def show_problems(self, problems: dict[str, str]) -> QWidget | None:
        """Show what is wrong at its field, go to the first one and return its input."""
        at = {_ALIASES.get(name, name): message for name, message in problems.items()}
        first: QWidget | None = None
        for name, item in self.bound.items():
            item.field.set_error(at.get(name, ""))
            if name in at and first is None:
                first = item.field.box
                self._boxes[name].show()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first

    def show_departure(self, on: bool) -> None:
        """Ask when somebody left, or don't."""
        self._boxes["departed_on"].setVisible(on)

    def _section(self, title: str, rows: Iterable[tuple[Bound, ...]]) -> None:
        now = theme()
        if self._column.count():
            self._column.addSpacing(now.px(10))
        self._column.addWidget(Text(title, "section"))
        found = [tuple(row) for row in rows]
        for item in chain.from_iterable(found):
            self.bound[item.name] = item
            self._boxes[item.name] = with_reason(item)
        self._column.addWidget(Pairs([self._boxes[item.name] for item in row] for row in found))

    def _who(self) -> Iterable[tuple[Bound, ...]]:
        yield (
            bound.line("given_name", self._edited, 200, optional=False),
            bound.line("family_name", self._edited, 200, optional=False),
        )
        yield (
            bound.line("native_name", self._edited, 200),
            bound.born(self._edited),
        )
        phases = [(labels.phase(phase), phase) for phase in ResidencePhase]
        yield (
            bound.choice("residence_phase", self._edited, phases),
            bound.read_line("arrival_date", self._edited, parsing.day, _day_text),
        )
        yield (
            bound.read_line("departed_on", self._edited, parsing.day, _day_text),
            bound.line("guardian", self._edited, 300),
        )
        yield (
            bound.choice(
                "guardian_kind",
                self._edited,
                [(labels.guardian_kind(kind), kind) for kind in GuardianKind],
            ),
        )

    def _language(self) -> Iterable[tuple[Bound, ...]]:
        spoken = frequent_languages()
        box = TagField(
            language_code,
            formats.language_name,
            suggestions=[name for _code, name in spoken],
            placeholder=_("Typ een taal en druk op Enter"),
        )
        unknown = _("{text} kennen we niet als taal. Kies een naam uit de lijst.")
        options = [(name, code) for code, name in spoken]
        yield (
            bound.tags("languages", self._edited, box, unknown),
            bound.choice("preferred_language", self._edited, options),
        )
        yield (
            bound.choice(
                "dutch_level", self._edited, [(level.value, level) for level in DutchLevel]
            ),
            bound.choice(
                "literacy", self._edited, [(labels.literacy(item), item) for item in Literacy]
            ),
        )

    def _wishes(self) -> Iterable[tuple[Bound, ...]]:
        wishes = TagField(
            lambda typed: typed or None,
            str,
            placeholder=_("Bijvoorbeeld koken; het belangrijkste eerst"),
            ranked=True,
        )
        yield (bound.tags("interests", self._edited, wishes),)
        talents = TagField(
            lambda typed: typed or None, str, placeholder=_("Bijvoorbeeld naaien of vertalen")
        )
        yield (bound.text("own_words", self._edited, 1000),)
        yield (
            bound.tags("talents", self._edited, talents),
            bound.choice("company", self._edited, [(labels.company(one), one) for one in Company]),
        )
        yield (free_times(self._edited),)
        yield (appointments(self._edited),)
        yield (
            bound.choice(
                "week_weight", self._edited, [(labels.week_weight(one), one) for one in WeekWeight]
            ),
            bound.choice(
                "keep_informed",
                self._edited,
                [(labels.consent(one), one) for one in ConsentAnswer],
            ),
        )
        yield (
            bound.ticks(
                "travel_means",
                self._edited,
                [(labels.travel_means(one), one) for one in TravelMeans],
            ),
        )
        yield (
            bound.read_line("weekly_minutes", self._edited, parsing.hours, parsing.hours_text),
            bound.read_line(
                "max_travel_minutes",
                self._edited,
                parsing.minutes,
                lambda value: "" if value is None else str(value),
                _("In minuten, enkele reis."),
            ),
        )

    def _contact(self) -> Iterable[tuple[Bound, ...]]:
        channels = [
            (_("WhatsApp"), "whatsapp"),
            (_("telefoon"), "telefoon"),
            (_("e-mail"), "e-mail"),
            (_("langs de balie"), "langs de balie"),
            (_("via de mentor"), "via mentor"),
            (_("via de voogd"), "via voogd"),
        ]
        yield (
            bound.choice("contact_channel", self._edited, channels, ""),
            bound.line("contact_value", self._edited, 200),
        )
        yield (bound.text("notes", self._edited, 4000),)

    def _edited(self) -> None:
        self._show_guardian()
        self.changed.emit()

    def _show_guardian(self) -> None:
        """Ask for a guardian only of those who need one, or who come of age with one."""
        try:
            day, year = parsing.born(self.bound["birth_date"].raw())
        except parsing.Unreadable:
            return
        age = age_on(day, year, self._today)
        young = age is not None and age < GUARDIAN_UNDER
        for name in ("guardian", "guardian_kind"):
            minor = young or (name == "guardian_kind" and age is not None and age < ADULT)
            self._boxes[name].setVisible(minor or bool(self.bound[name].raw()))


def in_inputs(fields: Iterable[str]) -> frozenset[str]:
    """Return the inputs in which some fields of a resident are typed."""
    return frozenset(_ALIASES.get(name, name) for name in fields)


def _no_bsn() -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(5))
    row.addWidget(Icon("shield", "ink2", 14), 0, Qt.AlignmentFlag.AlignTop)
    words = _("Geen BSN. Lijkt een getal op een BSN, dan slaan we het niet op.")
    row.addWidget(Text(words, "caption", "ink2", wrap=True), 1)
    return box


def _day_text(value: date | None) -> str:
    return "" if value is None else formats.numeric_day(value)
