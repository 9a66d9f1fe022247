"""How full each start is in a proposal: a bar in as many parts as there are places (08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.ui.pages.division import words
from meedoenbalie.ui.paint import painting
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import CutText, Text

if TYPE_CHECKING:
    from meedoenbalie.services.dividing import Plan

_SHOWN = 12
_PARTS = 24


class PlacesInPlan(QWidget):
    """The starts of a proposal, the fullest first, with how many of their places are given."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        column.addWidget(Text(_("Plaatsen in dit voorstel"), "body_strong"))
        seats = [(len(plan.at(key)), seat) for key, seat in plan.stated.seats.items()]
        wanted = {key for _who, key in plan.stated.points}
        seats = [one for one in seats if one[1].key in wanted]
        seats.sort(key=lambda one: (one[0] < one[1].left, -one[0], one[1].offer.code))
        for taken, seat in seats[:_SHOWN]:
            column.addWidget(_Seat(words.place(seat), taken, seat.left))
        if len(seats) > _SHOWN:
            more = len(seats) - _SHOWN
            text = ngettext("En nog {n} start.", "En nog {n} starts.", more).format(n=more)
            column.addWidget(Text(text, "caption", "ink2"))


class _Seat(QWidget):
    def __init__(self, title: str, taken: int, left: int) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(3))
        row = QHBoxLayout()
        row.addWidget(CutText(title, "body", "ink"), 1)
        number, all_ = formats.number(taken), formats.number(left)
        said = _("{taken} van {all} · vol") if taken >= left else _("{taken} van {all}")
        said = said.format(taken=number, all=all_)
        row.addWidget(Text(said, "body", "ink2"))
        column.addLayout(row)
        column.addWidget(_Bar(taken, left))
        self.setAccessibleName(f"{title}: {said}")


class _Bar(QWidget):
    def __init__(self, taken: int, left: int) -> None:
        super().__init__()
        self._taken, self._left = taken, max(1, left)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(9))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme()
        parts = min(self._left, _PARTS)
        filled = round(parts * self._taken / self._left)
        gap = now.px(3)
        width = (self.width() - gap * (parts - 1)) / parts
        painter = QPainter(self)
        with painting(painter):
            for part in range(parts):
                painter.setBrush(now.colour("accent" if part < filled else "sunken"))
                painter.setPen(now.colour("accent" if part < filled else "line-strong"))
                box = QRectF(part * (width + gap) + 0.5, 0.5, width - 1, self.height() - 1)
                painter.drawRoundedRect(box, 2, 2)
