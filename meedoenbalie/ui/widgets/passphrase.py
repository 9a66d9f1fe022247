"""The passphrase field with *Toon*, the hint on its strength, and the boxes of a recovery code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QRegularExpressionValidator,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.text_box import TextBox

CODE_GROUPS = 6
JOIN_GROUPS = 4
GROUP_LENGTH = 4


class PassphraseEdit(TextBox):
    """A field that hides what is typed until *Toon* is pressed, and notices Caps Lock.

    Qt cannot ask for Caps Lock, but a letter that comes in the wrong case betrays it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.caps_lock = False
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = Button(_("Toon"), "eye", "quiet", self._toggle, small=True)
        self._show.setParent(self)
        self._name_button()
        self._fit()

    def setAccessibleName(self, name: str) -> None:
        """Give the field its name, and the button beside it: two of them can be told apart."""
        super().setAccessibleName(name)
        self._name_button()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take note of Caps Lock and type."""
        letter = event.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock = letter.isupper() != shift
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right."""
        super().resizeEvent(event)
        self._fit()

    def _name_button(self) -> None:
        act = self._show.text()
        name = self.accessibleName()
        self._show.setAccessibleName(f"{act}: {name}" if name else act)

    def _fit(self) -> None:
        width = self._show.sizeHint().width()
        gap = theme().px(3)
        self._show.setGeometry(self.width() - width - gap, gap, width, self.height() - 2 * gap)
        self.setTextMargins(0, 0, width, 0)

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._show.setText(_("Verberg") if hidden else _("Toon"))
        self._show.set_icon_name("eye-off" if hidden else "eye")
        self._name_button()
        self._fit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def strength_hint(passphrase: str, minimum: int) -> str:
    """Return what would make a passphrase better, or that it is good; ``minimum`` in signs."""
    if len(passphrase) < minimum:
        missing = minimum - len(passphrase)
        return _("Nog {n} tekens. Vier losse woorden zijn goed te onthouden.").format(n=missing)
    if len(set(passphrase)) < minimum // 2:
        return _("Veel tekens zijn hetzelfde. Kies losse woorden.")
    if len(passphrase) < minimum + 6:
        return _("Dit kan. Eén woord erbij maakt het veel sterker.")
    return _("Dit is een sterke wachtzin.")


class CodeGroups(QWidget):
    """Boxes of four signs for groups of a recovery code; typing on goes to the next box.

    ``numbers`` are the groups asked for, from 1. A whole pasted code is spread over the boxes.
    """

    changed = Signal()

    def __init__(
        self, numbers: Sequence[int] = tuple(range(1, CODE_GROUPS + 1)), *, labels: bool = False
    ) -> None:
        super().__init__()
        now = theme()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(6))
        self._boxes: list[_GroupBox] = []
        for place, number in enumerate(numbers):
            if labels:
                row.addWidget(Text(_("{n}e").format(n=number), "body", "ink2"))
            box = _GroupBox()
            box.setFixedWidth(now.px(84 if labels else 62))
            box.setAccessibleName(_("groepje {n} van de herstelcode").format(n=number))
            box.textEdited.connect(lambda _text, at=place: self._edited(at))
            box.pasted.connect(self._spread)
            self._boxes.append(box)
            row.addWidget(box)

    def text(self) -> str:
        """Return the groups joined by hyphens, in capitals."""
        return "-".join(box.text() for box in self._boxes)

    def complete(self) -> bool:
        """Return whether every box is full."""
        return all(len(box.text()) == GROUP_LENGTH for box in self._boxes)

    def boxes(self) -> Sequence[QLineEdit]:
        """Return the boxes in order."""
        return tuple(self._boxes)

    def clear(self) -> None:
        """Empty all boxes."""
        for box in self._boxes:
            box.clear()

    def _edited(self, place: int) -> None:
        box = self._boxes[place]
        if len(box.text()) == GROUP_LENGTH and place + 1 < len(self._boxes):
            self._boxes[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _spread(self, code: str) -> None:
        signs = "".join(sign for sign in code.upper() if sign.isalnum())
        for place, box in enumerate(self._boxes):
            box.setText(signs[place * GROUP_LENGTH : (place + 1) * GROUP_LENGTH])
        self.changed.emit()


class _GroupBox(TextBox):
    pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(GROUP_LENGTH)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[A-Za-z0-9]*"), self))
        self.textEdited.connect(self._capitals)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    def _capitals(self, text: str) -> None:
        if text != text.upper():
            at = self.cursorPosition()
            self.setText(text.upper())
            self.setCursorPosition(at)
