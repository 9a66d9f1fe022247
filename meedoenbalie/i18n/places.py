"""Places at an offer in words: how many, at which start, and how old the figure is."""

from __future__ import annotations

from datetime import date

from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.i18n import _, formats, ngettext


def free_of_total(figure: PlacesFigure) -> str:
    """Return the free places of the total: *3 / 12*, *? / 20*, *5*."""
    free = "?" if figure.places is None else formats.number(figure.places)
    return free if figure.total is None else f"{free} / {formats.number(figure.total)}"


def free(figure: PlacesFigure) -> str:
    """Return the free places in words: *3 plaatsen*, *vol*, *plaatsen niet bekend*."""
    if figure.places is None:
        return _("plaatsen niet bekend")
    if figure.full:
        return _("vol")
    return ngettext("{n} plaats", "{n} plaatsen", figure.places).format(n=figure.places)


def start(on: date | None) -> str:
    """Return for which start a figure is: *start ma 9 mrt*, or the offer as a whole."""
    if on is None:
        return _("hele aanbod")
    return _("start {day}").format(day=formats.weekday_and_day(on))


def since(figure: PlacesFigure, today: date) -> str:
    """Return how old a figure is: *vandaag bevestigd*, *bevestigd op 3 nov (23 dagen geleden)*."""
    age = figure.age(today)
    if age is None or figure.confirmed_on is None:
        return _("nooit bevestigd")
    if age == 0:
        return _("vandaag bevestigd")
    return _("bevestigd op {day} ({age} geleden)").format(
        day=formats.day(figure.confirmed_on), age=formats.days_ago(age)
    )


def figure_line(figure: PlacesFigure) -> str:
    """Return a figure with all that is known of it, as the history tells it."""
    told = f"{formats.numeric_day(figure.on)}: " if figure.on else ""
    told += free_of_total(figure)
    if figure.confirmed_on is not None:
        told += " " + _("(bevestigd op {day})").format(day=formats.numeric_day(figure.confirmed_on))
    return told
