"""Of which azc a new desk is: its name, and the code that its numbers begin with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.inputs import Field


class SiteFields(QWidget):
    """Two fields; ``code`` and ``name`` return what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._code = QLineEdit(), QLineEdit()
        self._name.setMaxLength(120)
        self._code.setMaxLength(12)
        self._fields = (
            Field(_("Naam van de &locatie"), self._name, hint=_("Bijvoorbeeld: azc Dijkhorst")),
            Field(
                _("&Korte code"),
                self._code,
                hint=_("Twee tot vier letters. Bewoners krijgen er hun nummer mee: DH-0001."),
            ),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(14))
        for field in self._fields:
            column.addWidget(field)

    def start(self) -> None:
        """Begin at the first field."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def code(self) -> str:
        """Return the code, in capitals."""
        return self._code.text().strip().upper()

    def name(self) -> str:
        """Return the name of the site."""
        return self._name.text().strip()

    def check(self) -> bool:
        """Return whether both are there; say at the field what is not, and go there."""
        code = self.code()
        problems = (
            "" if self.name() else _("Vul de naam van de locatie in."),
            ""
            if code and code.isalnum()
            else _("Vul een code in van letters of cijfers, zonder spaties."),
        )
        for field, problem in zip(self._fields, problems, strict=True):
            field.set_error(problem)
        wrong = next((field for field in self._fields if field.error()), None)
        if wrong is not None:
            wrong.box.setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong is None
