"""Where a store on a server is and as whom: plain fields, and a password that is only typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.server_place import ServerPlace
from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import ErrorLine, Field
from meedoenbalie.ui.widgets.passphrase import PassphraseEdit

_PORT_WIDTH = 96


class ServerFields(QWidget):
    """The fields of ``ServerPlace`` and the password; what is wrong is told at the field itself."""

    entered = Signal()
    """Somebody pressed Enter."""

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        self.boxes = {
            "server": QLineEdit(),
            "port": QLineEdit(),
            "database": QLineEdit(),
            "user": QLineEdit(),
            "certificate": QLineEdit(),
            "password": PassphraseEdit(),
        }
        self._fields = {
            "server": Field(
                _("&Server"), self.boxes["server"], hint=_("Bijvoorbeeld: db.voorbeeld.nl")
            ),
            "port": Field(_("&Poort"), self.boxes["port"], hint=_("leeg: 5432")),
            "database": Field(
                _("&Database"), self.boxes["database"], hint=_("Bijvoorbeeld: balie")
            ),
            "user": Field(_("&Gebruiker op de server"), self.boxes["user"]),
            "certificate": Field(
                _("&Certificaat"),
                self.boxes["certificate"],
                optional=True,
                hint=_(
                    "Het bestand dat u van de beheerder van de server kreeg. Leeg: het programma "
                    "vertrouwt wie deze computer vertrouwt."
                ),
            ),
            "password": Field(
                _("&Wachtwoord"),
                self.boxes["password"],
                hint=_("Dit wordt nergens bewaard. Laat het leeg als de server niets vraagt."),
            ),
        }
        self._error = ErrorLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(14))
        first = QHBoxLayout()
        first.setSpacing(now.px(12))
        self._fields["port"].setFixedWidth(now.px(_PORT_WIDTH))
        first.addWidget(self._fields["server"], 1, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._fields["port"], 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        for name in ("database", "user", "certificate"):
            column.addWidget(self._fields[name])
        choose = Button(_("&Bestand kiezen…"), "folder-open", on_click=self._choose, small=True)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fields["password"])
        column.addWidget(self._error)
        for box in self.boxes.values():
            box.returnPressed.connect(self.entered)

    def show_place(self, place: ServerPlace) -> None:
        """Fill in where a store is; the password stays empty."""
        for name, text in place._asdict().items():
            self.boxes[name].setText(text)

    def place(self) -> ServerPlace:
        """Return what is filled in."""
        return ServerPlace(*(self.boxes[name].text().strip() for name in ServerPlace._fields))

    def password(self) -> str:
        """Return the password."""
        return self.boxes["password"].text()

    def forget_password(self) -> None:
        """Empty the field."""
        self.boxes["password"].clear()

    def start(self) -> None:
        """Begin at the first field that is empty."""
        wanted = [*ServerPlace._fields, "password"]
        optional = ("port", "certificate")
        empty = (n for n in wanted if n not in optional and not self.boxes[n].text())
        self.boxes[next(empty, "password")].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_problems(self) -> None:
        """Take away what was said to be wrong."""
        self._error.set_message("")
        for field in self._fields.values():
            field.set_error("")

    def show_problem(self, name: str, words: str) -> None:
        """Say what is wrong at the field that it is about, and go there; or below all fields."""
        self.clear_problems()
        if name not in self._fields:
            self._error.set_message(words)
            return
        self._fields[name].set_error(words)
        box = self.boxes[name]
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        box.selectAll()

    def problem(self, name: str = "") -> str:
        """Return what is said at a field, or below all."""
        return self._fields[name].error() if name else self._error.message()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Certificaat"), "", _("Certificaten (*.crt *.pem *.cer);;Alle bestanden (*)")
        )
        if chosen:
            self.boxes["certificate"].setText(chosen)
