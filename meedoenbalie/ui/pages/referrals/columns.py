"""The columns of the referrals (07): what each says, and how it is drawn."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.tokens import tokens
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.pages.referrals.filters import Listed
from meedoenbalie.ui.paint import Chip, paint_chip, paint_text, state_chip
from meedoenbalie.ui.table_model import Column
from meedoenbalie.ui.theme import theme


def referral_columns() -> tuple[Column[Listed], ...]:
    """Return the columns."""
    return (
        Column(_("Bewoner"), lambda row: row.line.resident_name, strong=True),
        Column(
            _("Aanbod"),
            lambda row: row.line.offer_title,
            tooltip=lambda row: f"{row.line.offer_title}\n{row.line.provider_name}",
        ),
        Column(_("Status"), _state_short, 170, spoken=_state_long, paint=_paint_state),
        Column(
            _("Sinds"),
            _since,
            64,
            right=True,
            spoken=_since_spoken,
            paint=_paint_since,
            order=lambda row: -1 if row.days is None else row.days,
        ),
        Column(
            _("Teruggekoppeld"),
            told_words,
            150,
            paint=_paint_told,
            order=lambda row: row.line.standing.told_on or date.min,
        ),
    )


def chip_of(row: Listed, *, full: bool = False) -> Chip:
    """Return the chip of the state, in short unless ``full``."""
    state = row.line.standing.state
    if state is None:
        return Chip("–", "ink2", "sunken")
    text = labels.state_long(state) if full else labels.state_short(state)
    return state_chip(state.value, text, labels.state_long(state))


def told_words(row: Listed) -> str:
    """Return *nog terugkoppelen*, the day on which it was told, or a dash while it runs."""
    standing = row.line.standing
    if row.to_tell:
        return _("nog terugkoppelen")
    if standing.closed_loop and standing.told_on is not None:
        return formats.day(standing.told_on)
    return "–"


def _state_short(row: Listed) -> str:
    return chip_of(row).text


def _state_long(row: Listed) -> str:
    return chip_of(row).spoken


def _since(row: Listed) -> str:
    return "–" if row.days is None else _("{n} d").format(n=row.days)


def _since_spoken(row: Listed) -> str:
    if row.days is None:
        return ""
    words = ngettext("{n} dag", "{n} dagen", row.days).format(n=row.days)
    return words if row.silent_days is None else _("{days}, geen reactie").format(days=words)


def _paint_state(painter: QPainter, rect: QRect, row: Listed, _selected: bool) -> None:
    paint_chip(painter, rect, chip_of(row))


def _paint_since(painter: QPainter, rect: QRect, row: Listed, _selected: bool) -> None:
    right = Qt.AlignmentFlag.AlignRight
    words = _since(row)
    if row.silent_days is None:
        paint_text(painter, rect, words, align=right)
        return
    mark = tokens().mark["no_response"]
    paint_text(painter, rect, words, "body_strong", mark.ink, align=right)
    side = theme().px(14)
    width = theme().metrics("body_strong").horizontalAdvance(words)
    left = rect.right() - width - side - theme().px(4)
    top = rect.top() + (rect.height() - side) / 2
    paint_icon(painter, QRectF(left, top, side, side), mark.icon, mark.ink)


def _paint_told(painter: QPainter, rect: QRect, row: Listed, _selected: bool) -> None:
    words = told_words(row)
    closed = row.line.standing.closed_loop
    if not row.to_tell and not closed:
        paint_text(painter, rect, words, "body", "ink2")
        return
    mark = tokens().mark["loop_closed" if closed else "loop_open"]
    side = theme().px(14)
    top = rect.top() + (rect.height() - side) / 2
    paint_icon(painter, QRectF(rect.left(), top, side, side), mark.icon, mark.ink)
    text = rect.adjusted(side + theme().px(4), 0, 0, 0)
    paint_text(painter, text, words, "body" if closed else "body_strong", mark.ink)
