"""Puts a theme on the application: palette, fonts, style sheet and the parts Qt paints itself."""

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from meedoenbalie.tokens import Look
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.preferences import Preferences, ThemeChoice
from meedoenbalie.ui.qss import stylesheet
from meedoenbalie.ui.theme import Theme, set_theme, theme


class HouseStyle(QProxyStyle):
    """Fusion, with the house's own ticks; the focus ring is an overlay (see focus_ring.py)."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw check boxes and radio buttons from the tokens; never the dotted focus line."""
        primitive = QStyle.PrimitiveElement
        if element == primitive.PE_FrameFocusRect:
            return
        if element in (primitive.PE_IndicatorCheckBox, primitive.PE_IndicatorItemViewItemCheck):
            _paint_tick(option, painter)
        elif element == primitive.PE_IndicatorRadioButton:
            _paint_radio(option, painter)
        else:
            super().drawPrimitive(element, option, painter, widget)


def apply(app: QApplication, preferences: Preferences) -> Theme:
    """Give the application this look and return the theme; may be called again at any time."""
    choice = preferences.look
    hints = app.styleHints()
    hints.setColorScheme(
        {
            "system": Qt.ColorScheme.Unknown,
            "light": Qt.ColorScheme.Light,
            "dark": Qt.ColorScheme.Dark,
        }[choice]
    )
    made = Theme(look=_look(choice), scale=preferences.scale)
    set_theme(made)
    if not isinstance(app.style(), HouseStyle):
        app.setStyle(HouseStyle())
    app.setPalette(_palette(made))
    QLocale.setDefault(QLocale(preferences.language))
    app.setFont(made.font())
    app.setStyleSheet(stylesheet(made))
    return made


def _look(choice: ThemeChoice) -> Look:
    if choice != "system":
        return choice
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for name, colours in (
        ("canvas", (role.Window,)),
        ("surface", (role.Base, role.AlternateBase, role.Button)),
        ("ink", (role.WindowText, role.Text, role.ButtonText, role.HighlightedText)),
        ("ink3", (role.PlaceholderText,)),
        ("accent_soft", (role.Highlight,)),
        ("accent", (role.Link, role.LinkVisited, role.Accent)),
        ("tip", (role.ToolTipBase,)),
        ("canvas", (role.ToolTipText,)),
        ("line", (role.Mid, role.Light, role.Midlight)),
        ("line_strong", (role.Dark, role.Shadow)),
    ):
        for colour_role in colours:
            made.setColor(colour_role, theme.colour(name))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, colour_role, theme.colour("ink3"))
    return made


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
        paint_icon(
            painter,
            box.adjusted(inset, inset, -inset, -inset),
            "check",
            "on_accent" if enabled else "ink3",
        )
    painter.restore()


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
