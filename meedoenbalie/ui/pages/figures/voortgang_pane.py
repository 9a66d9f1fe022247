"""Tabs that stand together on paper as *Voortgang*: two pages that anybody may read."""

from __future__ import annotations

from meedoenbalie.i18n import _
from meedoenbalie.services.voortgang import print_voortgang
from meedoenbalie.ui.pages.figures.pane import Pane, Paper


class VoortgangPane(Pane):
    """A tab whose print is *Voortgang*."""

    prints = True

    def print_words(self) -> str:
        return _("&Voortgang…")

    def print_document(self) -> bool:
        """Ask where the two pages go, and make them."""
        desk, code, demo = self.shell.desk, self.site_code, self.shell.demo
        paper = Paper(
            _("voortgang"),
            _("Blad Voortgang opslaan"),
            _("Blad Voortgang maken"),
            _("Het blad Voortgang is gemaakt."),
        )
        self.make_paper(paper, lambda out: print_voortgang(desk, out, code, demo=demo))
        return True
