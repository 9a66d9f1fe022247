"""A way in with a code: the recovery code or a one-time code, then a new passphrase, twice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, ErrorLine, Field
from meedoenbalie.ui.widgets.layout import narrow
from meedoenbalie.ui.widgets.passphrase import (
    CODE_GROUPS,
    JOIN_GROUPS,
    CodeGroups,
    PassphraseEdit,
    strength_hint,
)
from meedoenbalie.ui.widgets.text import Text


class NewPassphrase(QWidget):
    """Two fields for a new passphrase, with a hint on its strength."""

    entered = Signal()
    """Enter was pressed in the second field."""

    def __init__(self, minimum: int) -> None:
        super().__init__()
        now = theme()
        self._minimum = minimum
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(14))
        self._first, self._second = PassphraseEdit(), PassphraseEdit()
        self._first_field = Field(_("Nieuwe &wachtzin"), self._first)
        self._second_field = Field(_("Nog een &keer"), self._second)
        self._hint = Text(strength_hint("", minimum), "caption", "ink2", wrap=True)
        column.addWidget(self._first_field)
        column.addWidget(self._hint)
        column.addWidget(self._second_field)
        self._first.textChanged.connect(self._typed)
        self._second.textChanged.connect(lambda _text: self._second_field.set_error(""))
        self._second.returnPressed.connect(self.entered)

    def passphrase(self) -> str | None:
        """Return the passphrase, or None after saying at the field what is wrong."""
        first, second = self._first.text(), self._second.text()
        if len(first) < self._minimum:
            self._first_field.set_error(
                _("De wachtzin is te kort: minstens {n} tekens.").format(n=self._minimum)
            )
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        if first != second:
            self._second_field.set_error(_("Dit is niet hetzelfde. Typ de wachtzin nog een keer."))
            self._second.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return first

    def clear(self) -> None:
        """Forget what was typed."""
        self._first.clear()
        self._second.clear()

    def focus(self) -> None:
        """Give the first field the keyboard."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        self._first_field.set_error("")
        self._hint.setText(strength_hint(text, self._minimum))


class CodeForm(QWidget):
    """A code from paper, and then a new passphrase. ``wanted`` carries both."""

    wanted = Signal(str, str)

    def __init__(
        self, minimum_passphrase: int, title: str, words: str, groups: int, start: str
    ) -> None:
        super().__init__()
        now = theme()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(now.px(8))
        self.column.addWidget(Text(title, "body_strong"))
        explanation = Text(words, "body", "ink2", wrap=True)
        self.column.addLayout(narrow(explanation, now.px(520)))
        row = QHBoxLayout()
        row.setSpacing(now.px(12))
        self._code = CodeGroups(tuple(range(1, groups + 1)))
        self._start = Button(start, on_click=self._ask_passphrase)
        row.addWidget(self._code)
        row.addWidget(self._start)
        row.addStretch(1)
        self.column.addLayout(row)
        self._error = ErrorLine()
        self.column.addWidget(self._error)
        self._new = NewPassphrase(minimum_passphrase)
        self._new.entered.connect(self._send)
        self._save = Button(_("Nieuwe wachtzin &bewaren"), "check", "primary", self._send)
        for part in (self._new, self._save):
            part.hide()
        self.column.addLayout(narrow(self._new, now.px(420)))
        self.column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        self._code.changed.connect(self._typed)
        self._typed()

    def set_error(self, message: str) -> None:
        """Say below the code what is wrong."""
        self._error.set_message(message)
        self._code.boxes()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed and go back to the start."""
        self._code.clear()
        self._new.clear()
        self._new.hide()
        self._save.hide()
        self._typed()

    def _typed(self) -> None:
        self._error.set_message("")
        if self._code.complete():
            self._start.enable()
        else:
            self._start.disable(_("Vul eerst alle groepjes in."))

    def _ask_passphrase(self) -> None:
        self._new.show()
        self._save.show()
        self._new.focus()

    def _send(self) -> None:
        passphrase = self._new.passphrase()
        if passphrase is not None and self._code.complete():
            self.wanted.emit(self._code.text(), passphrase)


class RecoveryForm(CodeForm):
    """*Wachtzin vergeten?* The recovery code from the safe."""

    def __init__(self, minimum_passphrase: int) -> None:
        super().__init__(
            minimum_passphrase,
            _("Wachtzin vergeten?"),
            _(
                "Gebruik de herstelcode die u bij het maken hebt afgedrukt: zes groepjes van vier "
                "tekens. Daarna kiest u een nieuwe wachtzin."
            ),
            CODE_GROUPS,
            _("&Herstellen"),
        )


class JoinForm(CodeForm):
    """*Eerste keer hier?* The one-time code that the administrator gave."""

    def __init__(self, minimum_passphrase: int, newcomers: Sequence[str]) -> None:
        super().__init__(
            minimum_passphrase,
            _("Eerste keer hier?"),
            _(
                "Kies uw naam en typ de eenmalige code van de beheerder: vier groepjes. Daarna "
                "kiest u een wachtzin die alleen u kent."
            ),
            JOIN_GROUPS,
            _("&Verder"),
        )
        self._name = Choice((name, name) for name in newcomers)
        field = Field(_("Uw naam op de &lijst"), self._name)
        self.column.insertLayout(2, narrow(field, theme().px(420)))

    def name(self) -> str:
        """Return who wants to come in."""
        return str(self._name.value() or "")
