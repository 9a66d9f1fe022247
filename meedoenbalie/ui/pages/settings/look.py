"""Tekst, kleur en taal: what holds for this computer, whoever works on it."""

from __future__ import annotations

from meedoenbalie.i18n import _
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.preferences import load_preferences
from meedoenbalie.ui.settings_dialog import PreferenceBoxes
from meedoenbalie.ui.widgets.text import Text


class LookCard(SectionCard):
    """Three choices that hold at once.

    Text size and language make the window anew, so they wait while something isn't saved.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Tekst, kleur en taal"), "type")
        self.boxes = PreferenceBoxes(load_preferences())
        self.add_setting(_("Kleur"), self.boxes.look)
        self.add_setting(_("Tekstgrootte"), self.boxes.scale)
        self.add_setting(_("Taal"), self.boxes.language)
        self._line = Text("", "caption", "ink2", wrap=True)
        self.add(self._line)
        for box in (self.boxes.look, self.boxes.scale, self.boxes.language):
            box.activated.connect(lambda _number: shell.use_preferences(self.boxes.chosen()))
        self.read()

    def read(self) -> None:
        """Show what is in force, and whether it may change now."""
        self.boxes.show(load_preferences())
        waiting = self.shell.unsaved()
        for box in (self.boxes.scale, self.boxes.language):
            box.setEnabled(not waiting)
        self._line.setText(
            _("Er staat nog iets open dat niet is bewaard. Bewaar dat eerst.")
            if waiting
            else _("Dit geldt op deze computer, voor iedereen. F1 zegt welke toetsen er zijn.")
        )

    def refresh(self, changed: Changes) -> None:
        """Look again whether something isn't saved."""
        if changed:
            self.read()
