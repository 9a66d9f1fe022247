"""The languages that are spoken here, as tiles; any other by its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCompleter, QLineEdit, QSizePolicy, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.languages import frequent_languages, language_code
from meedoenbalie.ui.paint import paint_choice, paint_text
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.layout import clear_layout


class LanguageTiles(QWidget):
    """At most one language is on. One tab stop: arrows or a digit choose, Enter goes on.

    ``after`` is the widget after which the keyboard comes here.
    """

    accepted = Signal()
    """Enter was pressed in a tile, or in the box after a language was found."""
    unknown = Signal(str)
    """What was typed is no language."""

    def __init__(self, after: QWidget) -> None:
        super().__init__()
        OwnKeys(self, "1", _("kies een taal met haar nummer"))
        self._after = after
        self.setAccessibleName(_("Taal"))
        self._codes: list[str] = []
        self._code = ""
        self._tiles: dict[str, _Tile] = {}
        self._flow = FlowLayout(self, gap=7)
        self.more = Button(_("&Andere…"), "languages", on_click=self._ask)
        self.box = QLineEdit()
        self.box.setPlaceholderText(_("Andere taal"))
        self.box.setAccessibleName(_("Andere taal"))
        self.box.setFixedWidth(theme().px(150))
        completer = QCompleter([name for _code, name in frequent_languages()], self.box)
        # A list that drops down would take the keyboard; the name completes itself in the box.
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)
        self.box.returnPressed.connect(self._named)
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.box)
        self.box.hide()

    def set_codes(self, codes: Sequence[str]) -> None:
        """Show these languages (ISO 639-3); what is chosen stays chosen."""
        if list(codes) == self._codes:
            return
        self._codes = list(codes)
        self._lay_out()

    def code(self) -> str:
        """Return the chosen language, or an empty text."""
        return self._code

    def choose(self, code: str) -> None:
        """Choose a language, also one without a tile; an empty text chooses none."""
        self._code = code
        if (code and code not in self._tiles) or len(self._tiles) > len(self._codes):
            self._lay_out()
        self._show_choice()

    def choose_number(self, number: int) -> None:
        """Choose the tile with a number, from 1, if there is one."""
        codes = list(self._tiles)
        if 1 <= number <= len(codes):
            self.choose(codes[number - 1])

    def _lay_out(self) -> None:
        self._flow.removeWidget(self.more)
        self._flow.removeWidget(self.box)
        clear_layout(self._flow)
        extra = [self._code] if self._code and self._code not in self._codes else []
        self._tiles = {
            code: _Tile(code, number, self)
            for number, code in enumerate([*self._codes, *extra], start=1)
        }
        for code, tile in self._tiles.items():
            tile.clicked.connect(lambda _on, code=code: self.choose(code))
            self._flow.addWidget(tile)
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.box)
        before = self._after
        for widget in (*self._tiles.values(), self.more, self.box):
            QWidget.setTabOrder(before, widget)
            before = widget
        self._show_choice()

    def _show_choice(self) -> None:
        stop = self._code or next(iter(self._tiles), "")
        for code, tile in self._tiles.items():
            tile.setChecked(code == self._code)
            own = Qt.FocusPolicy.StrongFocus if code == stop else Qt.FocusPolicy.ClickFocus
            tile.setFocusPolicy(own)

    def step(self, tile: _Tile, by: int) -> None:
        """Choose the tile beside this one."""
        codes = list(self._tiles)
        code = codes[(codes.index(tile.code) + by) % len(codes)] if self._code else tile.code
        self.choose(code)
        self._tiles[code].setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self) -> None:
        self.box.clear()
        self.more.hide()
        self.box.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self) -> None:
        typed = self.box.text().strip()
        code = language_code(typed) if typed else ""
        if code is None:
            self.unknown.emit(typed)
            return
        self.box.hide()
        self.more.show()
        self.choose(code)
        if code:
            self._tiles[code].setFocus(Qt.FocusReason.OtherFocusReason)


class _Tile(QAbstractButton):
    """One language by its own name; the desk's name for it is the tooltip."""

    def __init__(self, code: str, number: int, tiles: LanguageTiles) -> None:
        super().__init__()
        self.code = code
        self._tiles = tiles
        own, desk = formats.own_language_name(code), formats.language_name(code)
        self.setText(own)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        said = own if own == desk else f"{own}, {desk}"
        self.setAccessibleName(said)
        self.setToolTip(_("{language} · Alt+{number}").format(language=desk, number=number))

    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.CheckBox

    def do_main(self) -> None:
        self.click()

    def sizeHint(self) -> QSize:
        now = theme()
        width = now.metrics("body_strong").horizontalAdvance(self.text()) + 2 * now.px(9)
        return QSize(max(width, now.px(40)), now.px(now.tokens.size.button))

    def nextCheckState(self) -> None:
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._tiles.step(self, -1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._tiles.step(self, 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                if not self._tiles.code():
                    self._tiles.choose(self.code)
                self._tiles.accepted.emit()
            case _ if event.text().isdecimal() and not event.modifiers():
                self._tiles.choose_number(int(event.text()))
            case _:
                super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_choice(
            painter, self.rect(), now.tokens.radius.control, on=on, hover=self.underMouse()
        )
        paint_text(
            painter,
            self.rect(),
            self.text(),
            "body_strong" if on else "control",
            "accent" if on else "ink",
            align=Qt.AlignmentFlag.AlignHCenter,
        )
