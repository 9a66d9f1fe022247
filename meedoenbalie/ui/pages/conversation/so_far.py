"""*Tot nu toe*: what the young person told, in the words of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.people import ResidencePhase, age_on
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.messages import field_label
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Icon, Line, Text

Told = list[tuple[str, str]]
"""Labels and values."""


class SoFar(QWidget):
    """What is known until now, and when the talk began."""

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(10))
        column.addWidget(Text(_("Tot nu toe"), "body_strong"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(now.px(7))
        column.addLayout(self._rows)
        bsn = QHBoxLayout()
        bsn.setSpacing(now.px(5))
        bsn.addWidget(Icon("shield", "ink2", 14), 0, Qt.AlignmentFlag.AlignTop)
        words = _("Geen BSN. Lijkt een getal op een BSN, dan slaan we het niet op.")
        bsn.addWidget(Text(words, "caption", "ink2", wrap=True), 1)
        column.addLayout(bsn)
        self._begun = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._begun)
        column.addStretch(1)

    def show_told(self, told: Told, begun_at: datetime) -> None:
        """Show what is known now."""
        clear_layout(self._rows)
        for label, value in told:
            self._rows.addWidget(Text(label, "caption", "ink2"))
            self._rows.addWidget(Text(value, "body", wrap=True))
            self._rows.addWidget(Line())
        self._begun.setText(_("Gesprek van {moment}").format(moment=formats.moment(begun_at)))


def told_of(values: dict[str, Any], today: date) -> Told:
    """Return the fields that are filled in, in the order in which they were asked."""
    return [(label, text) for label, text in _pairs(values, today) if text]


def _pairs(values: dict[str, Any], today: date) -> Iterable[tuple[str, str]]:
    given, family = values.get("given_name", ""), values.get("family_name", "")
    yield _("Naam"), f"{given} {family}".strip()
    yield field_label("birth_date"), _born(values, today)
    spoken = values.get("languages", ())
    yield field_label("languages"), ", ".join(map(formats.language_name, spoken))
    phase = values.get("residence_phase")
    yield field_label("residence_phase"), labels.phase(ResidencePhase(phase)) if phase else ""
    yield _("Wensen"), " · ".join(map(str, values.get("interests", ())))
    yield _("Talenten"), " · ".join(map(str, values.get("talents", ())))
    yield field_label("dutch_level"), str(values.get("dutch_level") or "")
    free = len(values.get("availability", ()))
    yield _("Vrije dagdelen"), formats.number(free) if free else ""
    fixed = len(values.get("commitments", ()))
    yield field_label("commitments"), formats.number(fixed) if fixed else ""
    minutes = values.get("weekly_minutes")
    yield field_label("weekly_minutes"), formats.duration(minutes) if minutes else ""


def _born(values: dict[str, Any], today: date) -> str:
    day, year = values.get("birth_date"), values.get("birth_year")
    age = age_on(day, year, today)
    if day is None:
        return "" if year is None else str(year)
    return _("{day} ({age} jaar)").format(day=formats.full_day(day), age=age)
