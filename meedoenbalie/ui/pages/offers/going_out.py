"""Writing offers to a file for others: everything, or what the list shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QMenu

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import messages
from meedoenbalie.services.exporting import UnknownFormat, export_offers
from meedoenbalie.ui.page import Page
from meedoenbalie.ui.pages.saved_file import ask_where, documents
from meedoenbalie.ui.widgets.buttons import Button


class GoingOut(Button):
    """A button with two choices; ``shown`` gives the offers in the list as it is now."""

    def __init__(self, page: Page, shown: Callable[[], Sequence[UUID]]) -> None:
        super().__init__(_("&Uitvoeren…"), "file-output", "link", self._open, small=True)
        self._page = page
        self._shown = shown
        self.choices = QMenu(self)
        self.what_is_shown = self.choices.addAction("", lambda: self._ask(self._shown()))
        self.everything = self.choices.addAction(_("&Al het aanbod…"), lambda: self._ask(None))
        self.setToolTip(_("Schrijft het aanbod als Excel, CSV of HSDS. Zonder bewoners."))

    def _open(self) -> None:
        n = len(self._shown())
        words = ngettext("Wat de &lijst toont ({n})…", "Wat de &lijst toont ({n})…", n)
        self.what_is_shown.setText(words.format(n=n))
        self.what_is_shown.setEnabled(n > 0)
        self.choices.popup(self.mapToGlobal(self.rect().topLeft()))

    def _ask(self, chosen: Sequence[UUID] | None) -> None:
        desk = self._page.shell.desk
        first = documents() / f"{_('aanbod')}-{desk.clock.today().isoformat()}.xlsx"
        kinds = ";;".join(
            ("Excel (*.xlsx)", _("Tekst met puntkomma's") + " (*.csv)", "HSDS (*.json)")
        )
        path = ask_where(self._page, _("Aanbod uitvoeren"), first, kinds)
        if path is None:
            return

        def done(n: int) -> None:
            text = ngettext("{n} aanbod staat in {name}", "{n} keer aanbod staat in {name}", n)
            self._page.shell.say(text.format(n=n, name=path.name))

        self._page.shell.tasks.write(lambda: export_offers(desk, path, chosen), done, self._failed)

    def _failed(self, error: Exception) -> bool:
        if isinstance(error, UnknownFormat):
            self._page.shell.say(_("De naam moet eindigen op .json, .xlsx of .csv."))
            return True
        text = messages.explain(error)
        if text is None:
            return False
        self._page.shell.say(text)
        return True
