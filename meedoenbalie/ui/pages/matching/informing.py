"""Telling a resident about what is selected: the question, the record, the leaflet (05)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.i18n import _
from meedoenbalie.services import informing, messages
from meedoenbalie.services.desk import Done
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.language_choice import languages_of
from meedoenbalie.ui.pages.matching import leaflet
from meedoenbalie.ui.pages.matching.entries import Entry
from meedoenbalie.ui.pages.matching.inform import InformPanel
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice

Selected = Callable[[], tuple[Resident, Entry] | None]
"""For whom, and about what."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the question comes up: ``above`` the ``footer``; ``back`` gets the focus again."""

    above: QVBoxLayout
    footer: Footer
    back: Button


class Informing:
    """Asks in which language and how, records it, and makes the leaflet."""

    def __init__(self, page: QWidget, shell: Shell, places: Places, selected: Selected) -> None:
        self._page, self._shell, self._places, self._selected = page, shell, places, selected
        self._leaflet: tuple[UUID, str, Path] | None = None

    def ask(self) -> None:
        """Ask about what is selected."""
        selected = self._selected()
        if selected is None:
            return
        resident, entry = selected
        self.leave()
        languages = languages_of(resident.preferred_language, resident.languages)
        panel = InformPanel([match.offer for match in entry.new], languages)
        panel.told.connect(self._inform)
        panel.leaflet_wanted.connect(self._make_leaflet)
        panel.left.connect(self._cancel)
        self._places.above.addWidget(panel)
        self._places.footer.hide()
        panel.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Take the question away, and what was said of a leaflet."""
        clear_layout(self._places.above)

    def show_leaflet(self, resident_id: UUID, entry: Entry) -> None:
        """Say where the leaflet of this entry is, if it was just made."""
        if self._leaflet is not None and self._leaflet[:2] == (resident_id, entry.key):
            notice = made_notice(_("De folder is gemaakt."), self._leaflet[2])
            self._places.above.addWidget(notice)

    def _cancel(self) -> None:
        self.leave()
        self._places.footer.show()
        self._places.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _inform(self, language: str, channel: str) -> None:
        selected, desk = self._selected(), self._shell.desk
        if selected is None:
            return
        resident, entry = selected
        offers = [match.offer for match in entry.new]

        def write() -> Done[InformationGiven]:
            with desk.together("give_information") as joined:
                done = [
                    informing.give_information(joined, resident.id, offer.id, language, channel)
                    for offer in offers
                ]
            return done[-1]

        titles = _(" en ").join(offer.title for offer in offers)
        self._shell.tasks.write(write, lambda done: self._informed(done, titles))

    def _informed(self, done: Done[InformationGiven], titles: str) -> None:
        self._cancel()
        text = _("Voorlichting vastgelegd: {titles}").format(titles=titles)
        self._shell.saved(text, done.changed)

    def _make_leaflet(self, language: str) -> None:
        selected, shell = self._selected(), self._shell
        if selected is None:
            return
        resident, entry = selected
        name = _("folder {title}").format(title=entry.matches[0].offer.title)
        folder = documents() / f"{name}.pdf"
        out = ask_where(self._page, _("Folder opslaan"), folder, _("PDF (*.pdf)"))
        if out is None:
            return
        shell.tasks.write(
            lambda: leaflet.make(shell.desk, resident.id, entry, language, out, demo=shell.demo),
            lambda done: self._leaflet_made(done, resident.id, entry, out),
            self._leaflet_failed,
            label=_("De folder wordt gemaakt…"),
        )

    def _leaflet_made(
        self, done: Done[InformationGiven], resident_id: UUID, entry: Entry, out: Path
    ) -> None:
        self._cancel()
        self._leaflet = resident_id, entry.key, out
        text = _("Folder gemaakt en voorlichting vastgelegd: {name}").format(name=out.name)
        self._shell.saved(text, done.changed)

    def _leaflet_failed(self, error: Exception) -> bool:
        words = messages.explain(error)
        if words is None:
            return False
        notice = Notice(_("De folder is niet gemaakt."), words, "danger")
        self._places.above.insertWidget(0, notice)
        return True
