"""Inloop (04a): a first name and a language in ten seconds, in order of arrival, next one on F9."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.visits import Visit, VisitPurpose
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import messages, recognising, walk_in
from meedoenbalie.services.desk import Done
from meedoenbalie.services.walk_in import WalkIn
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.conversation.target import Newcomer
from meedoenbalie.ui.pages.walk_in.columns import QueueRow, queue_rows
from meedoenbalie.ui.pages.walk_in.form import ArrivalForm
from meedoenbalie.ui.pages.walk_in.queue import QueueCard
from meedoenbalie.ui.pages.walk_in.side import SoFarCard, TableCard, WhoCard
from meedoenbalie.ui.shapes.dashboard import DashboardPage
from meedoenbalie.ui.shortcuts import inside
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text

ADD: Final = "add"
"""The target of Ctrl+I: put the cursor in the name."""
NEXT: Final = "next"
"""The target of F9: take the next one to the table."""

_PAUSE_MS = 150
_MINUTE_MS = 30_000
_READ_AGAIN = frozenset({"visit", "resident", "contact", "site", "shared_view"})


class WalkInPage(DashboardPage):
    """Who waits stands in the middle; names are hidden while a resident looks along."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Inloop"))
        self._seen: WalkIn | None = None
        self._taking = False
        self.head.add_action(
            Button(_("Van&daag"), "arrow-left", on_click=lambda: shell.go("today"))
        )
        self._failed = Notice("", tone="danger")
        self._failed.hide()
        self.add_main(self._failed)
        self.form = ArrivalForm()
        self.add_main(self.form)
        self.queue = QueueCard(self._next)
        self.main.addWidget(self.queue, 1)
        self.so_far, self.at_table, self.who = SoFarCard(), TableCard(), WhoCard()
        for card in (self.so_far, self.at_table, self.who):
            self.add_side(card)
        self.add_side(
            Text(
                _(
                    "Aan het eind van de dag worden de namen in de rij gewist. "
                    "De aantallen blijven."
                ),
                "caption",
                "ink2",
                wrap=True,
            )
        )
        self.side.addStretch(1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_who)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._read)
        self._connect()

    def _connect(self) -> None:
        self.form.arrived.connect(self._arrive)
        self.form.leaflet.connect(self._hand_leaflet)
        self.form.typed.connect(lambda _name: self._pause.start())
        self.form.to_proposals.connect(self._to_proposals)
        self.queue.table.opened.connect(self._take)
        self.queue.table.selected.connect(lambda _id: self._show_who())
        self.queue.leaflet.connect(self._leaflet_given)
        self.queue.gone.connect(self._left)
        self.at_table.finished.connect(self._finish)
        self.who.chosen.connect(self._is)
        self.who.unlinked.connect(lambda: self._link(None))
        inside(self.who, "Esc", _("terug naar de naam"), self.form.focus)

    # -- page -------------------------------------------------------------------------------

    def shown(self) -> None:
        """Read who waits; the cursor is in the name."""
        self._read(languages=True)
        self._minute.start()
        self.form.focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting minutes while nobody looks."""
        self._minute.stop()

    def refresh(self, changed: Changes) -> None:
        """Read again when the queue, or what is known of somebody in it, changed."""
        if changed & _READ_AGAIN:
            self._read(languages="site" in changed)

    def open_target(self, target: object) -> None:
        """Put the cursor in the name (``ADD``), or take the next one (``NEXT``)."""
        if target == NEXT:
            self._next()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the form, the queue and what stands beside it."""
        return (self.form, self.queue, self.scroller.side_box)

    # -- reading ----------------------------------------------------------------------------

    def _read(self, *, languages: bool = False) -> None:
        site, desk = self.shell.site, self.shell.desk
        self.form.setEnabled(site is not None)
        if site is None:
            self._say(_("Deze balie heeft nog geen locatie."))
            return
        self.shell.tasks.read(
            lambda: walk_in.walk_in(desk, site.id), self._show, self._not_done, key="walk_in"
        )
        if languages:
            self.shell.tasks.read(
                lambda: walk_in.languages_here(desk, site.id),
                self.form.languages.set_codes,
                self._not_done,
                key="walk_in/languages",
            )

    def _show(self, seen: WalkIn) -> None:
        self._seen = seen
        self._failed.hide()
        self.head.set_subtitle(formats.long_day(self.shell.desk.clock.today()))
        self.queue.show_rows(queue_rows(seen, hidden=self.shell.looking_along))
        self.so_far.show_counts(seen.counts)
        self.at_table.show_table(seen.table, self.shell.desk.user.name)
        self._show_who()

    def _show_who(self) -> None:
        """Tell of the typed name, or else of the row that is selected, who it may be."""
        if self.shell.looking_along or self.form.name.text().strip():
            if self.shell.looking_along:
                self.who.explain()
            return
        row = self.queue.current()
        today = self.shell.desk.clock.today()
        if row is not None and row.waiting.known is not None:
            self.who.tell(row.name, row.waiting.known.resident)
        elif row is not None and row.waiting.maybe:
            self.who.propose(row.name, row.waiting.maybe, today)
        else:
            self.who.explain()

    def _look_who(self) -> None:
        name, site, desk = self.form.name.text().strip(), self.shell.site, self.shell.desk
        if not name or site is None or self.shell.looking_along or self.form.resident():
            self._show_who()
            return
        self.shell.tasks.read(
            lambda: recognising.sounding_like(desk, site.id, name),
            lambda found: self._propose(name, found),
            self._not_done,
            key="walk_in/who",
        )

    def _propose(self, name: str, found: tuple[Resident, ...]) -> None:
        if name != self.form.name.text().strip() or self.shell.looking_along:
            return
        if found:
            self.who.propose(name, found, self.shell.desk.clock.today())
        else:
            self.who.explain()

    def _to_proposals(self) -> None:
        if not self.who.focus():
            self.queue.table.setFocus(Qt.FocusReason.TabFocusReason)

    # -- acts -------------------------------------------------------------------------------

    def _arrive(self) -> None:
        name, site, desk = self.form.name.text().strip(), self.shell.site, self.shell.desk
        if not name:
            self.form.set_error(_("Typ een voornaam, dan kunt u iemand roepen."))
            self.form.focus()
            return
        if site is None:
            return
        language, purpose = self.form.languages.code(), self.form.purpose()
        resident = self.form.resident()

        def write() -> Done[Visit]:
            return walk_in.arrive(desk, site.id, name, language, purpose, resident)

        def done(made: Done[Visit]) -> None:
            self.form.begin()
            self._saved(_("In de rij gezet"), made)

        self.shell.tasks.write(write, done, self._refused)

    def _hand_leaflet(self) -> None:
        site, desk = self.shell.site, self.shell.desk
        if site is None:
            return
        language = self.form.languages.code()

        def done(made: Done[Visit]) -> None:
            self.form.begin()
            self._saved(_("Bezoek geteld: alleen folder"), made)

        self.shell.tasks.write(
            lambda: walk_in.hand_leaflet(desk, site.id, language), done, self._not_done
        )

    def _next(self) -> None:
        site, desk = self.shell.site, self.shell.desk
        # Pressed twice, the key would end the visit of somebody nobody spoke to.
        if site is None or self._taking:
            return
        self._taking = True

        def done(made: Done[Visit | None]) -> None:
            self._taking = False
            if made.result is None:
                self.shell.say(_("Er wacht niemand."))
            else:
                self._begin_with(made.result, made.changed)

        def failed(error: Exception) -> bool:
            self._taking = False
            return self._not_done(error)

        self.shell.tasks.write(lambda: walk_in.take_next(desk, site.id), done, failed)

    def _take(self, visit: object) -> None:
        if isinstance(visit, UUID):
            desk = self.shell.desk
            self.shell.tasks.write(
                lambda: walk_in.take(desk, visit),
                lambda made: self._begin_with(made.result, made.changed),
                self._not_done,
            )

    def _begin_with(self, visit: Visit, changed: Changes) -> None:
        """Open what somebody comes for, with what is known filled in."""
        self.shell.saved(_("Aan tafel"), changed)
        known = visit.resident_id
        if visit.purpose is VisitPurpose.LEAFLET:
            self.shell.say(_("Deze bezoeker komt alleen voor een folder."))
        elif visit.purpose is VisitPurpose.QUESTION and known is not None:
            self.shell.go("residents", known)
        elif self.shell.has("conversation"):
            newcomer = Newcomer(visit.given_name, visit.language, visit.id)
            self.shell.go("conversation", known or newcomer)

    def _leaflet_given(self) -> None:
        self._act_on_row(walk_in.give_leaflet, _("Folder gegeven"))

    def _left(self) -> None:
        self._act_on_row(walk_in.leave, _("Weggegaan. Ctrl+Z zet de bezoeker terug in de rij."))

    def _act_on_row(self, act: Callable[..., Done[Visit]], said: str) -> None:
        row, desk = self.queue.current(), self.shell.desk
        if row is not None:
            self.shell.tasks.write(
                lambda: act(desk, row.id), lambda made: self._saved(said, made), self._not_done
            )

    def _finish(self, visit: object) -> None:
        if isinstance(visit, UUID):
            desk = self.shell.desk
            self.shell.tasks.write(
                lambda: walk_in.finish(desk, visit),
                lambda made: self._saved(_("Gesprek klaar"), made),
                self._not_done,
            )

    def _is(self, resident: object) -> None:
        if not isinstance(resident, Resident):
            return
        if self.form.name.text().strip():
            self.form.fill(resident)
            self.who.tell(self.form.name.text(), resident)
        else:
            self._link(resident.id)

    def _link(self, resident_id: UUID | None) -> None:
        row: QueueRow | None = self.queue.current()
        desk = self.shell.desk
        if self.form.name.text().strip():
            self.form.forget_resident()
        elif row is not None:
            self.shell.tasks.write(
                lambda: walk_in.link(desk, row.id, resident_id),
                lambda made: self._saved(_("Bij de bewoner gezet"), made),
                self._not_done,
            )

    # -- outcomes ---------------------------------------------------------------------------

    def _saved(self, said: str, made: Done[Visit]) -> None:
        self.shell.saved(said, made.changed)

    def _say(self, text: str) -> None:
        self._failed.set_message(text)
        self._failed.show()

    def _refused(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            self.form.set_error(text)
            self.form.focus()
        return text is not None

    def _not_done(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            self._say(text)
            self._read()
        return text is not None
