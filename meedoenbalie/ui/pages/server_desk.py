"""A desk on a server: opening one that is there, or making one in an empty database."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from meedoenbalie.domain.server_place import ServerPlace
from meedoenbalie.i18n import _
from meedoenbalie.ui.context import AppContext, OpenedDesk, Servers
from meedoenbalie.ui.pages.server_fields import ServerFields
from meedoenbalie.ui.pages.site_fields import SiteFields
from meedoenbalie.ui.shapes.panes import Footer, Pane
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import narrow
from meedoenbalie.ui.widgets.text import Line, Text

_MARGIN = 72
_FORM_WIDTH = 460


class ServerDeskPage(QWidget):
    """Fields for where it is, and for a new one of which azc. ``opened`` comes when it is open."""

    opened = Signal(OpenedDesk)
    cancelled = Signal()

    def __init__(
        self, context: AppContext, servers: Servers, tasks: Tasks, place: ServerPlace | None = None
    ) -> None:
        super().__init__()
        self._context = context
        self._servers = servers
        self._tasks = tasks
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = _side()
        row.addWidget(self._side)
        row.addWidget(Line(vertical=True))
        self._pane = Pane(padding=0)
        row.addWidget(self._pane, 1)
        self.fields = ServerFields()
        self.fields.entered.connect(self.act)
        if place is not None:
            self.fields.show_place(place)
        self._site = SiteFields()
        self._fill()
        self._make_footer()
        self._chosen(False)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard in the first empty field, once the screen before this one is gone."""
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self.fields, self.fields.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the explanation when the window is narrow."""
        super().resizeEvent(event)
        now = theme()
        narrow = now.em(self.width()) < now.tokens.breakpoints_em.two_panes
        self._side.setVisible(not narrow)
        side, top = (now.tokens.space.xl, 20) if narrow else (_MARGIN, 48)
        margins = (now.px(side), now.px(top), now.px(side), now.px(28))
        self._pane.body.setContentsMargins(*margins)

    def act(self) -> None:
        """Open it, or make it; the answer comes later."""
        if not self._forward.isEnabled():
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
        body = self._pane.body
        body.addWidget(Text(_("Balie op een server"), "screen"))
        self._new = QCheckBox(_("&Nieuwe balie maken in een lege database"))
        self._new.toggled.connect(self._chosen)
        body.addLayout(narrow(self.fields, now.px(_FORM_WIDTH)))
        body.addWidget(self._new)
        body.addLayout(narrow(self._site, now.px(_FORM_WIDTH)))
        body.addStretch(1)

    def _make_footer(self) -> None:
        footer = Footer(_MARGIN)
        self._back = Button(_("&Annuleren"), "arrow-left", on_click=self.cancelled.emit)
        self._why = Text("", "caption", "ink2")
        self._forward = Button("", kind="primary", on_click=self.act, trailing="arrow-right")
        footer.add_left(self._back)
        footer.add_right(self._why)
        footer.add_right(self._forward)
        self._pane.add_bottom(footer)

    def _chosen(self, makes: bool) -> None:
        self._site.setVisible(makes)
        self._forward.setText(_("Balie &maken") if makes else _("Balie op&enen"))

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
        self._why.setText(words)
        for part in (self._forward, self._back, self.fields, self._new, self._site):
            part.setEnabled(not words)


def _side() -> Pane:
    now = theme()
    side = Pane("canvas", padding=0)
    side.setFixedWidth(now.px(300))
    side.body.setContentsMargins(now.px(32), now.px(48), now.px(32), now.px(20))
    for words in (
        _("Op een server van uw organisatie werken meer collega's tegelijk in een balie."),
        _(
            "Server, database, gebruiker en eerste wachtwoord krijgt u van wie de server beheert, "
            "of van uw beheerder."
        ),
        _(
            "Naar een andere computer gaat alles versleuteld, en alleen als het certificaat van de "
            "server klopt."
        ),
    ):
        side.body.addWidget(Text(words, "body", "ink2", wrap=True))
    side.body.addStretch(1)
    return side
