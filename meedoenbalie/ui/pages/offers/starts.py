"""The starts of an offer, each with its places and how old that figure is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meedoenbalie.domain.places import PlaceHold, PlacesFigure
from meedoenbalie.i18n import _, formats, places
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.ui.pages.offers.facts import start_lines
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Ink, Line, Text


def starts(line: OfferLine, today: date, confirm_days: int) -> QVBoxLayout:
    """Return the start dates; of those ahead the places, muted where the figure is old."""
    column = QVBoxLayout()
    column.setSpacing(theme().px(5))
    column.addWidget(Text(_("Instroommomenten"), "body_strong"))
    ahead = [figure for figure in line.free.asked_figures(today) if figure.on is not None]
    told = start_lines(line.offer, today)
    for place, (when, how_far) in enumerate(told):
        row = QHBoxLayout()
        row.addWidget(Text(when), 1)
        row.addWidget(Text(how_far, "body", "ink2"))
        column.addLayout(row)
        if place < len(ahead):
            column.addWidget(_places(ahead[place], today, confirm_days))
        column.addWidget(Line())
    return column


def held_places(holds: Sequence[PlaceHold], open_: Callable[[UUID], object]) -> QVBoxLayout:
    """Return what is held, without names: a resident may look along."""
    column = QVBoxLayout()
    column.setSpacing(theme().px(5))
    for number, hold in enumerate(holds, start=1):
        row = QHBoxLayout()
        words = _("Plaats vastgehouden tot en met {day}").format(
            day=formats.weekday_and_day(hold.until)
        )
        row.addWidget(Text(words, wrap=True), 1)
        button = Button(_("Bekijken"), "hourglass", on_click=partial(open_, hold.id), small=True)
        button.setAccessibleName(_("Bekijken: {what} ({n})").format(what=words, n=number))
        row.addWidget(button)
        column.addLayout(row)
    return column


def _places(figure: PlacesFigure, today: date, confirm_days: int) -> Text:
    stale = figure.is_stale(today, confirm_days)
    words = f"{places.free(figure)} · {places.since(figure, today)}"
    if stale:
        words += " · " + _("niet meer zeker")
    ink: Ink = "ink3" if stale else "ink2"
    return Text(words, "caption", ink, wrap=True)
