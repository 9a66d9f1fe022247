"""*Welke taal?*: languages by their own names, to point at; a digit chooses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.i18n import _, formats
from meedoenbalie.i18n.talk import talk_texts
from meedoenbalie.services.languages import frequent_languages, language_code
from meedoenbalie.ui.paint import paint_text, painting
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.inputs import ErrorLine
from meedoenbalie.ui.widgets.text import from_right

OWN_NAMES = {
    "nld": "Nederlands",
    "eng": "English",
    "ara": "العربية",
    "tir": "ትግርኛ",
    "tur": "Türkçe",
    "fas": "فارسی",
    "prs": "دری",
    "som": "Soomaali",
    "ukr": "Українська",
    "fra": "Français",
    "kmr": "Kurmancî",
    "rus": "Русский",
}
"""ISO 639-3 and the name that speakers give their language; the first nine carry a digit."""

_LEAST_TILE = 168


class LanguageGrid(QWidget):
    """A tile for each language and a box for any other; one tab stop for the tiles."""

    chosen = Signal(str)
    """The language (ISO 639-3) that is on now."""
    accepted = Signal()
    """Enter was pressed: go on in this language."""

    def __init__(self) -> None:
        super().__init__()
        OwnKeys(self, "1", _("kies een taal met haar nummer"))
        OwnKeys(self, "Return", _("ga verder in deze taal"))
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(14))
        self._grid = QGridLayout()
        self._grid.setSpacing(now.px(14))
        column.addLayout(self._grid, 1)
        self._columns = 0
        self._code = ""
        self.tiles = {
            code: _LanguageTile(code, number) for number, code in enumerate(OWN_NAMES, start=1)
        }
        for code, tile in self.tiles.items():
            tile.pressed_key.connect(self._key)
            tile.clicked.connect(lambda _on, code=code: self.choose(code))
        self._lay_out(4)
        self.other = QLineEdit()
        self.other.setPlaceholderText(_("Andere taal"))
        self.other.setAccessibleName(_("Andere taal"))
        self.other.setMaximumWidth(now.px(260))
        completer = QCompleter([name for _code, name in frequent_languages()], self.other)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._named)
        self.other.setCompleter(completer)
        self.other.returnPressed.connect(lambda: self._named(self.other.text()))
        column.addWidget(self.other)
        self._error = ErrorLine()
        column.addWidget(self._error)
        self._only_stop(self.tiles["nld"])

    def code(self) -> str:
        """Return the chosen language (ISO 639-3), or an empty text."""
        return self._code

    def choose(self, code: str) -> None:
        """Choose a language, also one without a tile; an empty text chooses none."""
        self._code = code
        for known, tile in self.tiles.items():
            tile.setChecked(known == code)
        if code in self.tiles:
            self.other.clear()
            self._only_stop(self.tiles[code])
            self.tiles[code].setFocus(Qt.FocusReason.OtherFocusReason)
        self._error.set_message("")
        self.chosen.emit(code)

    def begin(self) -> None:
        """Choose nothing and put the keyboard on the first tile."""
        self.other.clear()
        self.choose("")
        self._only_stop(self.tiles["nld"])
        self.tiles["nld"].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many tiles beside each other as there is room for, four at most."""
        super().resizeEvent(event)
        self._lay_out(max(1, min(4, self.width() // theme().px(_LEAST_TILE))))

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        for old in range(self._columns):
            self._grid.setColumnStretch(old, 0)
        self._columns = columns
        for number, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def _key(self, key: int, text: str) -> None:
        tiles = list(self.tiles.items())
        here = next((n for n, (_code, tile) in enumerate(tiles) if tile.hasFocus()), 0)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        if text.isdecimal() and 1 <= int(text) <= min(9, len(tiles)):
            self.choose(tiles[int(text) - 1][0])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._code:
                self.choose(tiles[here][0])
            self.accepted.emit()
        elif (there := here + steps.get(Qt.Key(key), 0)) != here and 0 <= there < len(tiles):
            self._only_stop(tiles[there][1])
            tiles[there][1].setFocus(Qt.FocusReason.TabFocusReason)

    def _named(self, name: str) -> None:
        code = language_code(name.strip())
        if code is None:
            self._error.set_message(
                _("{text} kennen we niet als taal. Kies een naam uit de lijst.").format(text=name)
            )
            return
        again = code == self._code
        self.choose(code)
        if again:
            self.accepted.emit()

    def _only_stop(self, stop: QWidget) -> None:
        for tile in self.tiles.values():
            policy = Qt.FocusPolicy.StrongFocus if tile is stop else Qt.FocusPolicy.ClickFocus
            tile.setFocusPolicy(policy)
        self.setFocusProxy(stop)


class _LanguageTile(QAbstractButton):
    pressed_key = Signal(int, str)

    def __init__(self, code: str, number: int) -> None:
        super().__init__()
        self._number = str(number) if number <= 9 else ""
        self._own = OWN_NAMES[code]
        desk = formats.language_name(code)
        lacks = _("nog geen vragen") if talk_texts(code) is None else ""
        named = desk if desk != self._own else ""
        self._desk = " · ".join(part for part in (named, lacks) if part)
        self.setCheckable(True)
        self.setText(self._own)
        self.setAccessibleName(", ".join(p for p in (self._own, self._desk, self._number) if p))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def spoken_role(self) -> QAccessible.Role:
        """Return what it is."""
        return QAccessible.Role.CheckBox

    def do_main(self) -> None:
        """Do what a click does."""
        self.click()

    def sizeHint(self) -> QSize:
        now = theme()
        return QSize(now.px(_LEAST_TILE), now.px(190))

    def minimumSizeHint(self) -> QSize:
        now = theme()
        return QSize(now.px(120), now.px(108))

    def nextCheckState(self) -> None:
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        moves = (
            Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
            Qt.Key.Key_Return, Qt.Key.Key_Enter,
        )  # fmt: skip
        if plain and (event.key() in moves or event.text().isdecimal()):
            self.pressed_key.emit(event.key(), event.text())
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        on = self.isChecked()
        with painting(painter):
            painter.setPen(QPen(now.colour("accent" if on else "line-strong"), 1))
            fill = "accent-soft" if on else "raised" if self.underMouse() else "surface"
            painter.setBrush(now.colour(fill))
            radius = now.px(now.tokens.radius.panel)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, radius, radius)
        pad = now.px(16)
        inside = self.rect().adjusted(pad, now.px(10), -pad, -now.px(10))
        small = now.line_height("body")
        right = Qt.AlignmentFlag.AlignRight
        top = QRect(inside.left(), inside.top(), inside.width(), small)
        paint_text(painter, top, self._number, "caption", "ink2", align=right)
        bottom = QRect(inside.left(), inside.bottom() - small, inside.width(), small)
        paint_text(painter, bottom, self._desk, "body", "ink2")
        middle = QRect(inside.left(), top.bottom(), inside.width(), bottom.top() - top.bottom())
        font = now.font("screen")
        font.setPixelSize(now.px(30))
        wide = QFontMetrics(font).horizontalAdvance(self._own)
        if wide > middle.width():
            font.setPixelSize(int(now.px(30) * middle.width() / wide))
        painter.setFont(font)
        painter.setPen(now.colour("ink"))
        side = right if from_right(self._own) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(middle, side | Qt.AlignmentFlag.AlignVCenter, self._own)
