"""Keeping conditions under a name, for the desk or for oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit

from meedoenbalie.i18n import _
from meedoenbalie.services import groups, messages
from meedoenbalie.services.groups import GroupFilter
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.widgets.inputs import Field

if TYPE_CHECKING:
    from meedoenbalie.ui.page import Page


class NameForm(AskDialog):
    """Asks for a name; ``ended`` carries what was kept."""

    def __init__(self, page: Page, wanted: GroupFilter) -> None:
        super().__init__(
            page,
            _("Groep bewaren"),
            _("De filters worden bewaard, niet de namen: de groep volgt wie komt en gaat."),
            _("&Bewaren"),
            "bookmark",
        )
        self._wanted = wanted
        self.name = QLineEdit()
        self.field = Field(_("Naa&m van de groep"), self.name)
        self.shared = QCheckBox(_("Ook voor collega's"))
        self.shared.setChecked(True)
        self.column.addWidget(self.field)
        self.column.addWidget(self.shared)

    def act(self) -> None:
        """Keep it."""
        desk, name, shared = self.shell.desk, self.name.text(), self.shared.isChecked()
        self.field.set_error("")
        self.run(lambda: groups.save_group(desk, name, self._wanted, shared=shared))

    def _failed(self, error: Exception) -> bool:
        problem = messages.field_problems(error).get("name")
        if problem is None:
            return super()._failed(error)
        self._wait("")
        self.field.set_error(problem)
        return True
