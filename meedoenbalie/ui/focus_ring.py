"""The ring around what has the keyboard: two pixels wide, two pixels away from the control.

A style sheet cannot draw outside a widget. So one transparent widget lies over the window and
follows the focus. Inputs show the focus in their own border and lists in their chosen row, both
without a gap; they get no ring. The ring stays away when the mouse gave the focus.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from meedoenbalie.ui.theme import theme

_OWN_FOCUS = (
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QTextEdit,
    QPlainTextEdit,
    QAbstractItemView,
)


class FocusRing(QWidget):
    """One ring for one application; made once, when the application starts."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._on: QWidget | None = None
        self._ground: QWidget = self
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._moved)

    def target(self) -> QWidget | None:
        """Return the widget that has the ring, or None."""
        return self._on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget when it or what it lies in moves."""
        match event.type():
            case QEvent.Type.Move | QEvent.Type.Resize:
                self._follow()
            case QEvent.Type.Hide:
                self._leave()
            case _:
                pass
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        now = theme()
        focus = now.tokens.focus
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.colour("focus"), focus.width))
        half = focus.width / 2
        radius = now.px(now.tokens.radius.control + focus.radius_extra)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius
        )

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is None or by_mouse or _shows_itself(new):
            return
        self._on = new
        ground = _ground(new)
        self._ground = ground
        self.setParent(ground)
        widget: QWidget | None = new
        while widget is not None and widget is not ground:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._follow()
        self.show()
        self.raise_()

    def _leave(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        self._on = None
        self.hide()
        # A window that is closed must not take the ring with it.
        self.setParent(None)

    def _follow(self) -> None:
        if self._on is None:
            return
        focus = theme().tokens.focus
        out = focus.width + focus.gap
        corner = self._on.mapTo(self._ground, self._on.rect().topLeft())
        self.setGeometry(QRect(corner, self._on.size()).adjusted(-out, -out, out, out))


def _shows_itself(widget: QWidget) -> bool:
    """Tell whether a widget draws its own focus: not without a border, nor without a row."""
    if isinstance(widget, QAbstractItemView) and widget.selectionModel() is not None:
        return widget.selectionModel().hasSelection()
    return isinstance(widget, _OWN_FOCUS) and not widget.property("bare")


def _ground(widget: QWidget) -> QWidget:
    """Return what the ring lies on: the contents of the nearest scroll area, or the window."""
    window = widget.window()
    while widget is not window:
        parent = widget.parentWidget()
        viewport = parent.parentWidget() if parent is not None else None
        if isinstance(viewport, QScrollArea):
            return widget
        widget = parent if parent is not None else window
    return window
