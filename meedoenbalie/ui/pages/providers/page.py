"""Providers: find one, see whom to call, what was said and agreed, and write it down."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.offers import Provider
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import messages, providers
from meedoenbalie.services.desk import Done
from meedoenbalie.services.providers import (
    Agreement,
    OfferOfProvider,
    ProviderContact,
    ProviderFile,
    ProviderLine,
    ProviderTalk,
)
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.providers import entries
from meedoenbalie.ui.pages.providers.cards import (
    agreements_card,
    contacts_card,
    offers_card,
    talks_card,
    when_words,
)
from meedoenbalie.ui.pages.providers.entries import Entry
from meedoenbalie.ui.pages.providers.entry_form import EntryForm
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.text import Text

KEY = "providers"
_SHOWS = frozenset(
    {"provider", "provider_contact", "provider_talk", "agreement", "offer", "referral_event"}
)


class ProvidersPage(ListDetailPage):
    """A list of providers with all that is kept of the selected one beside it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, KEY, _("Aanbieders"), list_width=420)
        self._today = shell.desk.clock.today()
        self._wanted: UUID | None = None
        self._read_before = False
        self._found: ProviderFile | None = None
        self.cards: list[Card] = []
        self._model: TableModel[ProviderLine] = TableModel(
            self._columns(), lambda line: line.provider.id
        )
        self.table = RowTable(self._model, _("Aanbieders"))
        self.table.remember(Memory(shell.desk.user.id, "columns/providers"))
        self.table.selected.connect(self._select)
        self.table.opened.connect(lambda _id: self._change())
        self.search = SearchBox(_("Zoek aanbieder"), lambda _text: self._read())
        self._fill_list()
        self.form = EntryForm(shell)
        self.form.closed.connect(self._after_form)
        self.detail.body.addWidget(self.form)
        self._shown = QVBoxLayout()
        self._shown.setSpacing(theme().px(14))
        self.detail.body.addLayout(self._shown)
        self.detail.body.addStretch(1)
        self._footer = Footer()
        back = Button(_("&Terug naar Aanbod"), "arrow-left", on_click=lambda: shell.go("offers"))
        self._change_it = Button(_("&Wijzigen"), "pencil", on_click=self._change)
        self._footer.add_left(back)
        self._footer.add_right(self._change_it)
        self.detail.add_bottom(self._footer)
        self._show(None)

    def shown(self) -> None:
        if not self._read_before:
            self._read()

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed:
            self._read()

    def open_target(self, target: object) -> None:
        """Select the provider with that id."""
        if isinstance(target, UUID):
            self._wanted = target
            self.search.clear()
            self._read()

    def place(self) -> object:
        return self.table.current_id()

    def search_field(self) -> QWidget:
        return self.search

    def unsaved(self) -> bool:
        return self.form.typed()

    def _columns(self) -> tuple[Column[ProviderLine], ...]:
        return (
            Column(
                _("Aanbieder"),
                lambda line: line.provider.name,
                strong=True,
                tooltip=lambda line: line.provider.name,
            ),
            Column(_("Aanbod"), lambda line: str(line.offers), 84, right=True),
            Column(
                _("Gesproken"),
                lambda line: when_words(line.last_talk, self._today),
                110,
                order=lambda line: str(line.last_talk or ""),
            ),
        )

    def _fill_list(self) -> None:
        now = theme()
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(now.px(14), now.px(9), now.px(14), now.px(9))
        row.addWidget(self.search)
        self.list.add_top(bar)
        none = _("Geen aanbieders gevonden. Ze komen mee met het aanbod.")
        self._none = EmptyState(none, _("Naar Aanbod"), lambda: self.shell.go("offers"), "users")
        self._middle = Stack()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._none)
        self.list.set_middle(self._middle)

    def _read(self) -> None:
        desk, words = self.shell.desk, self.search.text()
        self.shell.tasks.read(lambda: providers.find_providers(desk, words), self._take, key=KEY)

    def _take(self, lines: list[ProviderLine]) -> None:
        self._read_before = True
        self._model.set_rows(lines)
        self._middle.setCurrentWidget(self.table if lines else self._none)
        self.head.set_subtitle(
            ngettext("{n} aanbieder", "{n} aanbieders", len(lines)).format(n=len(lines))
        )
        if self._wanted is not None and self.table.select_id(self._wanted):
            self._wanted = None
            self.show_detail()
        if self.table.current_id() is None and lines:
            self.table.select_id(lines[0].provider.id)
        self._select(self.table.current_id())

    def _select(self, identifier: object) -> None:
        if not isinstance(identifier, UUID):
            self._show(None)
            return
        desk = self.shell.desk
        self.shell.tasks.read(
            lambda: providers.provider_file(desk, identifier), self._show, key="provider file"
        )

    def _show(self, found: ProviderFile | None) -> None:
        self._found = found
        clear_layout(self._shown)
        self.cards = []
        self._change_it.setVisible(found is not None)
        if found is None:
            self._shown.addWidget(Text(_("Kies een aanbieder in de lijst."), "body", "ink2"))
            return
        title = QVBoxLayout()
        title.setSpacing(theme().px(2))
        title.addWidget(Text(found.provider.name, "section", wrap=True))
        words = _reach(found.provider) or _("geen telefoon of e-mail bekend")
        reach = Text(words, "body", "ink2", wrap=True)
        reach.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        title.addWidget(reach)
        self._shown.addLayout(title)
        self.cards = [
            contacts_card(found, lambda: self._edit(None, entries.contact_entry)),
            talks_card(found, self._today, lambda: self._edit(None, entries.talk_entry)),
            agreements_card(found, lambda: self._edit(None, entries.agreement_entry)),
            offers_card(found),
        ]
        for card in self.cards:
            card.opened.connect(self._open_row)
            card.edit_wanted.connect(self._open_row)
            OwnKeys(card, "F2", _("bewerk de regel"))
            OwnKeys(card, "Del", _("haal de regel weg"))
            card.removed.connect(self._remove)
            self._shown.addWidget(card)

    def _open_row(self, row: object) -> None:
        if isinstance(row, OfferOfProvider):
            self.shell.go("offers", row.offer.id)
        elif isinstance(row, ProviderContact):
            self._edit(row, entries.contact_entry)
        elif isinstance(row, ProviderTalk):
            self._edit(row, entries.talk_entry)
        elif isinstance(row, Agreement):
            self._edit(row, entries.agreement_entry)

    def _edit(self, row: object, make: Callable[..., Entry]) -> None:
        if self._found is not None:
            self._begin(make(self.shell.desk, self._found.provider, row))

    def _change(self) -> None:
        if self._found is not None:
            self._begin(entries.provider_entry(self.shell.desk, self._found.provider))

    def _begin(self, entry: Entry) -> None:
        self.show_detail()
        self.form.begin(entry)
        self.detail.scroller.verticalScrollBar().setValue(0)

    def _remove(self, row: object) -> None:
        desk = self.shell.desk
        if isinstance(row, ProviderContact):
            contact = row.id
            self._take_away(lambda: providers.remove_contact(desk, contact))
        elif isinstance(row, ProviderTalk):
            talk = row.id
            self._take_away(lambda: providers.remove_talk(desk, talk))
        elif isinstance(row, Agreement):
            agreement = row.id
            self._take_away(lambda: providers.remove_agreement(desk, agreement))

    def _take_away(self, remove: Callable[[], Done[None]]) -> None:
        def removed(done: Done[None]) -> None:
            self.shell.saved(_("Weggehaald"), done.changed)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

        self.shell.tasks.write(remove, removed, self._failed)

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            self.shell.say(text)
        return text is not None

    def _after_form(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _reach(provider: Provider) -> str:
    return " · ".join(part for part in (provider.phone, provider.email) if part)
