"""The walk-in on Vandaag: how many wait, how long, and who is next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import walk_in
from meedoenbalie.services.desk import DESK_ROLES
from meedoenbalie.services.walk_in import Visit
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text


class WalkInCard(Surface):
    """Leads to the walk-in; hidden for who doesn't work at the desk."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("card")
        self._shell = shell
        now = theme()
        self.setAccessibleName(_("Inloop"))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        column.setContentsMargins(pad, now.px(12), pad, pad)
        column.setSpacing(now.px(8))
        column.addWidget(Text(_("Inloop"), "body_strong"))
        self._words = Text("", "body", "ink2", wrap=True)
        column.addWidget(self._words)
        self._next = Button(
            _("&Volgende"),
            "arrow-right",
            on_click=lambda: shell.go("walk_in", "next"),
            hint="F9",
            names=True,
        )
        self._open = Button(
            _("Iemand &komt binnen"),
            "plus",
            on_click=lambda: shell.go("walk_in", "add"),
            hint="Ctrl+I",
        )
        column.addWidget(self._next)
        column.addWidget(self._open)
        self.hide()

    def read(self) -> None:
        """Read who waits at the azc that is shown."""
        site, desk = self._shell.site, self._shell.desk
        if site is not None and self._shell.has("walk_in") and desk.may(DESK_ROLES):
            self._shell.tasks.read(
                lambda: walk_in.waiting(desk, site.id), self._show, key="today/walk_in"
            )

    def _show(self, queue: Sequence[Visit]) -> None:
        self.show()
        self._next.setVisible(bool(queue))
        if not queue:
            self._words.setText(_("Er wacht niemand."))
            return
        minutes = walk_in.minutes_waiting(queue[0], self._shell.desk.clock.now())
        said = ngettext("{n} wacht, {time}.", "{n} wachten, het langst {time}.", len(queue))
        self._words.setText(said.format(n=len(queue), time=formats.duration(minutes)))
        name = queue[0].given_name.replace("&", "&&")
        self._next.setText(_("&Volgende: {name}").format(name=name))
