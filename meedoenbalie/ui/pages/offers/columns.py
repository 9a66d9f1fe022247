"""The columns of the offers (06): what each says, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.i18n import _, formats, labels, places
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.pages.offer_look import (
    glyph_cells,
    kind_chip,
    level_words,
    schedule_words,
    start_words,
)
from meedoenbalie.ui.paint import paint_chip, paint_text
from meedoenbalie.ui.table_model import Column
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.week_glyph import glyph_size, glyph_text, paint_glyph


def offer_columns(today: date, confirm_days: Callable[[], int]) -> tuple[Column[OfferLine], ...]:
    """Return the columns; places older than ``confirm_days`` are marked as no longer certain."""

    def stale(line: OfferLine) -> bool:
        return is_stale(line.offer, today, confirm_days())

    def confirmed(line: OfferLine) -> str:
        return confirmed_words(line.offer, today)

    def paint_confirmed(painter: QPainter, rect: QRect, line: OfferLine, _selected: bool) -> None:
        box = QRect(rect)
        if stale(line):
            side = theme().px(14)
            top = rect.top() + (rect.height() - side) / 2
            paint_icon(painter, QRectF(rect.left(), top, side, side), "clock-alert", "warn")
            box.setLeft(rect.left() + side + theme().px(4))
            paint_text(painter, box, confirmed(line), "body_strong", "warn")
        else:
            paint_text(painter, box, confirmed(line))

    def paint_free(painter: QPainter, rect: QRect, line: OfferLine, _selected: bool) -> None:
        _paint_places(painter, rect, line.free.next_figure(today), "ink3" if stale(line) else "ink")

    def spoken_confirmed(line: OfferLine) -> str:
        words = confirmed(line)
        return _("{age}, niet meer zeker").format(age=words) if stale(line) else words

    return (
        Column(
            _("Soort"),
            lambda line: labels.offer_kind_short(line.offer.kind),
            112,
            spoken=lambda line: labels.offer_kind(line.offer.kind),
            paint=_paint_kind,
        ),
        Column(
            _("Aanbod"),
            lambda line: line.offer.title,
            strong=True,
            subtitle=lambda line: line.provider.name,
            tooltip=lambda line: f"{line.offer.title}\n{line.provider.name}",
        ),
        Column(
            _("Nederlands"),
            lambda line: level_words(line.offer.level_from, line.offer.level_to),
            92,
            order=lambda line: -1 if line.offer.level_from is None else line.offer.level_from.rank,
        ),
        Column(
            _("Vrij"),
            lambda line: places.free_of_total(line.free.next_figure(today)),
            82,
            right=True,
            spoken=lambda line: _places_spoken(line.free.next_figure(today)),
            paint=paint_free,
            order=lambda line: _number(line.free.next_figure(today)),
        ),
        Column(
            _("Bevestigd"),
            confirmed,
            96,
            spoken=spoken_confirmed,
            paint=paint_confirmed,
            order=lambda line: line.offer.next_figure(today).confirmed_on or date.min,
        ),
        Column(
            _("Week"),
            lambda line: schedule_words(line.offer.schedule),
            78,
            spoken=lambda line: glyph_text(*glyph_cells(line.offer)),
            tooltip=lambda line: schedule_words(line.offer.schedule),
            paint=_paint_week,
        ),
        Column(
            _("Start"),
            lambda line: start_words(line.offer, today),
            72,
            order=lambda line: line.offer.next_start(today) or date.max,
        ),
    )


def is_stale(offer: Offer, today: date, confirm_days: int) -> bool:
    """Tell whether nobody confirmed the places within the site's term."""
    age = offer.places_age(today)
    return age is None or age > confirm_days


def confirmed_words(offer: Offer, today: date) -> str:
    """Return how long ago the places were confirmed, or that they never were."""
    age = offer.places_age(today)
    if age is None:
        return _("nooit")
    return _("vandaag") if age <= 0 else formats.days_ago(age)


def _number(figure: PlacesFigure) -> int:
    return -1 if figure.places is None else figure.places


def _places_spoken(figure: PlacesFigure) -> str:
    words = places.free_of_total(figure)
    if figure.places is None:
        return _("{places}, plaatsen niet bekend").format(places=words)
    return _("{places}, vol").format(places=words) if figure.full else words


def _paint_kind(painter: QPainter, rect: QRect, line: OfferLine, _selected: bool) -> None:
    paint_chip(painter, rect, kind_chip(line.offer.kind))


def _paint_places(painter: QPainter, rect: QRect, figure: PlacesFigure, ink: str) -> None:
    words = places.free_of_total(figure)
    right = Qt.AlignmentFlag.AlignRight
    paint_text(painter, rect, words, "body", ink, align=right)
    if figure.full:
        taken = theme().metrics("body").horizontalAdvance(words) + theme().px(4)
        before = rect.adjusted(0, 0, -taken, 0)
        paint_text(painter, before, _("vol"), "body_strong", "danger", align=right)


def _paint_week(painter: QPainter, rect: QRect, line: OfferLine, _selected: bool) -> None:
    mdt, language = glyph_cells(line.offer)
    if not mdt and not language:
        paint_text(painter, rect, "?", "body", "ink2")
        return
    top = rect.top() + (rect.height() - glyph_size().height()) / 2
    paint_glyph(painter, QPointF(rect.left(), top), mdt, language)
