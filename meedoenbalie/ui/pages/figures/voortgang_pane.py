"""Tabs that stand together on paper as *Voortgang*: two pages that anybody may read."""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.i18n import _
from meedoenbalie.services.voortgang import print_voortgang
from meedoenbalie.ui.pages.figures.pane import Pane
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice


class VoortgangPane(Pane):
    """A tab whose print is *Voortgang*."""

    prints = True

    def print_words(self) -> str:
        return _("&Voortgang…")

    def print_document(self) -> bool:
        """Ask where the two pages go, and make them."""
        name = _("voortgang-{site}").format(site=self.site_code or _("alle"))
        out = ask_where(
            self, _("Blad Voortgang opslaan"), documents() / f"{name}.pdf", _("PDF (*.pdf)")
        )
        if out is not None:
            self._print(out)
        return True

    def _print(self, out: Path) -> None:
        desk, code, demo = self.shell.desk, self.site_code, self.shell.demo
        self.shell.tasks.write(
            lambda: print_voortgang(desk, out, code, demo=demo),
            lambda _none: self.say(made_notice(_("Het blad Voortgang is gemaakt."), out)),
            self.failed,
            label=_("Blad Voortgang maken"),
        )
