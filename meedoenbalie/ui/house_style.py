"""What Qt paints itself, in the house's way: ticks and dots; the focus ring is an overlay."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.theme import theme


class HouseStyle(QProxyStyle):
    """Fusion with check boxes and radio buttons from the tokens, and no dotted focus line."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Let nothing move by itself, whatever the desktop says."""
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returned)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw what the house draws and leave the rest to Fusion."""
        primitive = QStyle.PrimitiveElement
        if element == primitive.PE_FrameFocusRect:
            return
        if element in (primitive.PE_IndicatorCheckBox, primitive.PE_IndicatorItemViewItemCheck):
            _paint_tick(option, painter)
        elif element == primitive.PE_IndicatorRadioButton:
            _paint_radio(option, painter)
        elif element == primitive.PE_IndicatorArrowLeft:
            _paint_arrow(option, painter, "chevron-left")
        elif element == primitive.PE_IndicatorArrowRight:
            _paint_arrow(option, painter, "chevron-right")
        else:
            super().drawPrimitive(element, option, painter, widget)


def _box(option: QStyleOption) -> QRectF:
    return QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)


def _paint_tick(option: QStyleOption, painter: QPainter) -> None:
    on = bool(option.state & QStyle.StateFlag.State_On)
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    now = theme()
    box = _box(option)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = "accent" if on and enabled else "line_strong" if enabled else "line"
    painter.setPen(QPen(now.colour(edge), 1))
    painter.setBrush(now.colour("accent" if on and enabled else "surface"))
    painter.drawRoundedRect(box, 2, 2)
    if on:
        inset = box.width() * 0.12
        inner = box.adjusted(inset, inset, -inset, -inset)
        paint_icon(painter, inner, "check", "on_accent" if enabled else "ink3")
    painter.restore()


def _paint_arrow(option: QStyleOption, painter: QPainter, name: str) -> None:
    side = theme().px(theme().tokens.size.icon)
    box = QRectF(0, 0, side, side)
    box.moveCenter(QPointF(QRectF(option.rect).center()))
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    paint_icon(painter, box, name, "ink2" if enabled else "line_strong")


def _paint_radio(option: QStyleOption, painter: QPainter) -> None:
    on = bool(option.state & QStyle.StateFlag.State_On)
    now = theme()
    box = _box(option)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(now.colour("accent" if on else "line_strong"), 1))
    painter.setBrush(now.colour("surface"))
    painter.drawEllipse(box)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("accent"))
        painter.drawEllipse(QPointF(box.center()), box.width() / 4, box.width() / 4)
    painter.restore()
