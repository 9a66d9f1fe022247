"""One offer of the referral, to choose whose consent is asked (05b)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from meedoenbalie.i18n import _, labels
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.pages.offer_look import kind_chip
from meedoenbalie.ui.pages.refer.handover import Handover, consent_words
from meedoenbalie.ui.paint import chip_size, paint_chip, paint_text, painting, state_chip
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.reasons import SIGNS


class OfferCard(QAbstractButton):
    """Kind, title, to whom, and what was said about sharing; pressed it is the one asked about."""

    def __init__(self, handover: Handover) -> None:
        super().__init__()
        self._handover = handover
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(handover.line.offer.title)
        self.setAccessibleName(f"{handover.kind}: {handover.line.offer.title}")
        self.setAccessibleDescription(f"{self._to()}. {consent_words(handover)[1]}")

    def sizeHint(self) -> QSize:
        now = theme()
        return QSize(now.px(240), now.px(88))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        with painting(painter):
            edge = "accent" if self.isChecked() else "line"
            painter.setPen(QPen(now.colour(edge), 1))
            painter.setBrush(now.colour("raised" if self.underMouse() else "surface"))
            radius = now.px(now.tokens.radius.panel)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, radius, radius)
        pad = now.px(14)
        room = self.width() - 2 * pad
        chip = kind_chip(self._handover.line.offer.kind)
        line = now.line_height("body")
        top = now.px(12)
        width = chip_size(chip).width()
        paint_chip(painter, QRect(pad, top, width, now.px(22)), chip)
        left = pad + width + now.px(10)
        title = QRect(left, top, self.width() - pad - left, now.px(22))
        paint_text(painter, title, self.text(), "body_strong")
        top += now.px(22) + now.px(3)
        paint_text(painter, QRect(pad, top, room, line), self._to(), "caption", "ink2")
        top += line + now.px(2)
        room -= self._paint_state(painter, QRect(pad, top, room, line))
        self._paint_consent(painter, QRect(pad, top, room, line))

    def _paint_state(self, painter: QPainter, box: QRect) -> int:
        """Draw how far the referral is, at the right of a line; return how much room it takes."""
        now = theme()
        referral = self._handover.referral
        if referral is None or referral.standing.state is None:
            return 0
        chip = state_chip(
            referral.standing.state.value, labels.state_short(referral.standing.state)
        )
        width = chip_size(chip).width()
        paint_chip(painter, QRect(box.right() - width, box.top(), width, box.height()), chip)
        return width + now.px(8)

    def _paint_consent(self, painter: QPainter, box: QRect) -> None:
        now = theme()
        verdict, words = consent_words(self._handover, short=self._handover.is_prepared)
        icon, ink = SIGNS[verdict]
        side = now.px(14)
        top = box.top() + (box.height() - side) / 2
        paint_icon(painter, QRectF(box.left(), top, side, side), icon, ink)
        text = box.adjusted(side + now.px(5), 0, 0, 0)
        if verdict == "fits":
            paint_text(painter, text, words, "caption")
        else:
            paint_text(painter, text, words, "control", ink)

    def _to(self) -> str:
        line = self._handover.line
        if line.offer.contact_name:
            return _("Aan {contact}, {provider}").format(
                contact=line.offer.contact_name, provider=line.provider.name
            )
        return _("Aan {provider}").format(provider=line.provider.name)
