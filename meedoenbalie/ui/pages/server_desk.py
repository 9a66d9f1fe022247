"""A desk on a server: opening one that is there, or making one in an empty database."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from meedoenbalie.domain.server_place import ServerPlace
from meedoenbalie.i18n import _
from meedoenbalie.ui.context import AppContext, OpenedDesk, Servers
from meedoenbalie.ui.pages.server_fields import ServerFields
from meedoenbalie.ui.pages.site_fields import SiteFields
from meedoenbalie.ui.shapes.outside import OutsideScreen
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import narrow
from meedoenbalie.ui.widgets.text import Text

_FORM_WIDTH = 460


class ServerDeskPage(OutsideScreen):
    """Fields for where it is, and for a new one of which azc. ``opened`` comes when it is open."""

    opened = Signal(OpenedDesk)
    cancelled = Signal()

    def __init__(
        self, context: AppContext, servers: Servers, tasks: Tasks, place: ServerPlace | None = None
    ) -> None:
        super().__init__(self._cancel, self.act)
        self._context = context
        self._servers = servers
        self._tasks = tasks
        self._fill_side()
        self.fields = ServerFields()
        self.fields.entered.connect(self.act)
        if place is not None:
            self.fields.show_place(place)
        self._site = SiteFields()
        self._fill()
        self.back.setText(_("&Annuleren"))
        self._chosen(False)

    def start(self) -> None:
        """Put the keyboard in the first empty field."""
        self.fields.start()

    def act(self) -> None:
        """Open it, or make it; the answer comes later."""
        if not self.forward.isEnabled():
            return
        self.fields.clear_problems()
        place, password = self.fields.place(), self.fields.password()
        if not self._new.isChecked():
            self._do(_("Bezig met verbinden…"), lambda: self._servers.open_store(place, password))
        elif self._site.check():
            code, name = self._site.code(), self._site.name()
            make = self._servers.create_store
            self._do(_("De balie wordt gemaakt…"), lambda: make(place, password, code, name))

    def _fill(self) -> None:
        now = theme()
        body = self.pane.body
        body.addWidget(Text(_("Balie op een server"), "screen"))
        self._new = QCheckBox(_("&Nieuwe balie maken in een lege database"))
        self._new.toggled.connect(self._chosen)
        body.addLayout(narrow(self.fields, now.px(_FORM_WIDTH)))
        body.addWidget(self._new)
        body.addLayout(narrow(self._site, now.px(_FORM_WIDTH)))
        body.addStretch(1)

    def _cancel(self) -> None:
        self.cancelled.emit()

    def _chosen(self, makes: bool) -> None:
        self._site.setVisible(makes)
        self.forward.setText(_("Balie &maken") if makes else _("Balie op&enen"))

    def _do(self, words: str, act: Callable[[], OpenedDesk]) -> None:
        self._set_busy(words)
        self._tasks.write(act, self._done, self._failed)

    def _done(self, opened: OpenedDesk) -> None:
        self._set_busy("")
        self.fields.forget_password()
        self.opened.emit(opened)

    def _failed(self, error: Exception) -> bool:
        self._set_busy("")
        words = self._context.explain(error)
        if words is None:
            return False
        self.fields.show_problem(self._servers.field_of(error), words)
        return True

    def _set_busy(self, words: str) -> None:
        self.set_busy(words, self.fields, self._new, self._site)

    def _fill_side(self) -> None:
        for words in (
            _("Op een server van uw organisatie werken meer collega's tegelijk in een balie."),
            _(
                "Server, database, gebruiker en eerste wachtwoord krijgt u van wie de server "
                "beheert, of van uw beheerder."
            ),
            _(
                "Naar een andere computer gaat alles versleuteld, en alleen als het certificaat "
                "van de server klopt."
            ),
        ):
            self.side.body.addWidget(Text(words, "body", "ink2", wrap=True))
        self.side.body.addStretch(1)
