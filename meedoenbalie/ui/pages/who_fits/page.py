"""Whom an offer fits: the residents in a list, and beside it why, and the next step (06)."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import catalogue, matching_text, messages
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.who_fits import Candidate, residents_for
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.matching.reasons import offer_reasons
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowList, TwoLines
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.reasons import ReasonList
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.text import Text

_Found = tuple[str, dict[Hashable, Candidate], int]

KEY = "who_fits"
_SHOWS = frozenset({"resident", "offer", "referral", "site"})


class WhoFitsPage(ListDetailPage):
    """The residents that one offer fits, best first; others stand on it, so it can be covered."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, KEY, _("Wie past hierbij?"))
        self._offer_id: UUID | None = None
        self._found: dict[Hashable, Candidate] = {}
        self._stale = False
        self.head.add_action(Button(_("&Terug naar het aanbod"), "arrow-left", on_click=self._back))
        self._model: TableModel[Candidate] = TableModel(
            (Column(_("Bewoner"), _spoken),), lambda one: one.resident.id
        )
        self.residents = RowList(self._model, _("Bewoners bij wie dit past"), _two_lines)
        self.residents.selected.connect(self._select)
        self.residents.clicked.connect(lambda _index: self.show_detail())
        self.residents.opened.connect(lambda _id: self._open())
        self._count = Text("", "caption", "ink2")
        self._none = EmptyState(
            _("Dit past nu bij niemand die een plek zoekt. Kijk later nog eens."),
            _("Terug naar het aanbod"),
            self._back,
            "users",
        )
        self._middle = Stack()
        for widget in (self.residents, self._none):
            self._middle.addWidget(widget)
        self.list.set_middle(self._middle)
        counted = Footer(14)
        counted.add_left(self._count)
        self.list.add_bottom(counted)
        self._footer = Footer()
        self._footer.add_left(Button(_("&Dossier"), "folder-open", on_click=self._dossier))
        self._footer.add_left(Button(_("&Matchen"), "puzzle", on_click=self._match))
        self._footer.add_right(Button(_("Door&verwijzen…"), "send", "primary", self._refer))
        self.detail.add_bottom(self._footer)
        self._show(None)

    def shown(self) -> None:
        if self._stale:
            self._read()

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed and self._offer_id is not None:
            self._stale = True
            if self.isVisible():
                self._read()

    def open_target(self, target: object) -> None:
        """Show whom the offer with that id fits."""
        if isinstance(target, UUID):
            self._offer_id = target
            self._found = {}
            self._model.set_rows(())
            self._show(None)
            self._read()

    def place(self) -> object:
        """Return the offer that it is about."""
        return self._offer_id

    def _read(self) -> None:
        offer_id = self._offer_id
        if offer_id is None:
            return
        self._stale = False
        self._count.setText(_("Bezig met zoeken…"))
        reading = partial(_read, self.shell.desk, offer_id, self.shell.site)
        self.shell.tasks.read(reading, self._take, self._failed, key=KEY)

    def _take(self, found: _Found) -> None:
        title, here, fits = found
        self.head.set_subtitle(title)
        self._found = here
        self._model.set_known(here)
        nearly = len(here) - fits
        self._count.setText(
            _("{fits} past nu, {nearly} past als er iets verandert").format(
                fits=fits, nearly=nearly
            )
        )
        self._middle.setCurrentWidget(self.residents if here else self._none)
        if here and self.residents.current_id() is None:
            self.residents.setCurrentIndex(self._model.index(0, 0))
        self._select(self.residents.current_id())

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        self._count.setText(text or "")
        return text is not None

    def _select(self, identifier: Hashable) -> None:
        self._show(self._found.get(identifier))

    def _show(self, one: Candidate | None) -> None:
        clear_layout(self.detail.body)
        self._footer.setVisible(one is not None)
        if one is None:
            self.detail.body.addWidget(Text(_("Kies een bewoner in de lijst."), "body", "ink2"))
            self.detail.body.addStretch(1)
            return
        name = matching_text.called(one.resident)
        found = one.why()
        for widget in _reasons(one, name):
            self.detail.body.addWidget(widget)
        self.detail.body.addWidget(ReasonList(offer_reasons(found, name, full=True)))
        self.detail.body.addStretch(1)

    def _chosen(self) -> Candidate | None:
        return self._found.get(self.residents.current_id())

    def _dossier(self) -> None:
        if (one := self._chosen()) is not None:
            self.shell.go("residents", one.resident.id)

    def _match(self) -> None:
        if (one := self._chosen()) is not None:
            self.shell.go("matching", one.resident.id)

    def _open(self) -> None:
        """Show why first, where a narrow window has room for the list only."""
        if self.detail.isVisible():
            self._refer()
        else:
            self.show_detail()

    def _refer(self) -> None:
        if (one := self._chosen()) is not None:
            self.shell.go("refer", (one.resident.id, one.offer.id))

    def _back(self) -> None:
        self.shell.go("offers", self._offer_id)


def _read(desk: Desk, offer_id: UUID, site: Site | None) -> _Found:
    """Return the title, who fits here by their id, best first, and how many of them fit now."""
    title = catalogue.offer_by_code(desk, str(offer_id)).title
    here: dict[Hashable, Candidate] = {
        one.resident.id: one
        for one in residents_for(desk, offer_id)
        if site is None or one.resident.site_id == site.id
    }
    return title, here, sum(one.fit is Fit.FITS for one in here.values())


def _reasons(one: Candidate, name: str) -> list[QWidget]:
    """Return the name, how far it fits, and what to ask first."""
    title = Text(one.resident.full_name, "section", wrap=True)
    number = Text(_waiting(one), "body", "ink2", wrap=True)
    if one.fit is Fit.FITS:
        return [title, number, Text(_("Past nu. U beslist samen."), "body_strong", wrap=True)]
    asked = matching_text.changes(one.why().changes, name)
    words = [Text(_("Past als het antwoord ja is:"), "body_strong", wrap=True)]
    return [title, number, *words, ReasonList([("hint", question) for question in asked])]


def _waiting(one: Candidate) -> str:
    waits = ngettext("wacht {n} week", "wacht {n} weken", one.weeks).format(n=one.weeks)
    return _("{number} · {waits}").format(number=one.resident.reference, waits=waits)


def _fit(one: Candidate) -> str:
    return _("past") if one.fit is Fit.FITS else _("past als…")


def _two_lines(one: Candidate) -> TwoLines:
    return TwoLines(one.resident.full_name, f"{_fit(one)} · {_waiting(one)}")


def _spoken(one: Candidate) -> str:
    return f"{one.resident.full_name}, {_fit(one)}, {_waiting(one)}"
