"""A dossier that moves along: handed over to another desk, or taken in from one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.transfers import TERM, KnownDesk, Transfer
from meedoenbalie.exchange.transfer import DeskCard
from meedoenbalie.i18n import _
from meedoenbalie.services import desk_keys, transfer_messages, transfers
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.registration import dossier
from meedoenbalie.services.transfers import Preview, TakenIn
from meedoenbalie.ui.dropped import dropped_file
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.pages.saved_file import ask_where, documents
from meedoenbalie.ui.pages.transfer.keys import KnownDesksCard, OwnKeyCard
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text

KEY = "transfer"
_SHOWS = frozenset({"resident", "transfer", "desk_key", "known_desk"})


@dataclass(frozen=True, slots=True)
class _Found:
    resident: Resident | None
    own: DeskCard | None
    known: tuple[KnownDesk, ...]


class TransferPage(FormPage):
    """Handing over or taking in at the left; the keys of desks beside it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Overdracht"))
        self._who: UUID | None = None
        self._found: _Found | None = None
        self._file: Path | None = None
        self._previewed: UUID | None = None
        self.setAcceptDrops(True)
        self._outcome = Outcome()
        self._preview = QVBoxLayout()
        self._preview.setSpacing(theme().px(6))
        self._words = Text("", wrap=True)
        self.to = Choice()
        self.to.currentIndexChanged.connect(self._allow)
        self._to = Field(_("Naar welke balie"), self.to)
        self.why = Text("", "body_strong", wrap=True)
        body = self.form.body
        body.addLayout(self._outcome)
        body.addWidget(self._words)
        body.addWidget(self._to)
        body.addWidget(self.why)
        body.addLayout(self._preview)
        body.addStretch(1)
        aside = self.add_aside(376)
        self.own = OwnKeyCard(self._save_card)
        self.known = KnownDesksCard(self._choose_card)
        aside.body.addWidget(self.own)
        aside.body.addWidget(self.known)
        aside.body.addStretch(1)
        if not shell.desk.may(desk_keys.KEEPERS):
            words = _("Sleutels zijn voor de coördinator of de beheerder")
            self.own.save.disable(words)
            self.known.add_desk.disable(words)
        self.choose = Button(_("Bestand &kiezen…"), "folder-open", on_click=self._choose)
        self.take = Button(_("&Innemen"), "check", "primary", self._take_in)
        self.hand = Button(_("&Overdragen en opslaan…"), "truck", "primary", self._hand_over)
        self.footer.add_left(Button(_("&Terug"), "arrow-left", on_click=shell.back))
        for button in (self.choose, self.take, self.hand):
            self.footer.add_right(button)
        self._allow()

    def shown(self) -> None:
        """Read the keys, and whose dossier it is."""
        self._read()

    def open_target(self, target: object) -> None:
        """Hand over the resident with that id; take in a file; without either, ask for one."""
        self._who = target if isinstance(target, UUID) else None
        self._found = None
        self.to.clear()
        self._forget()
        self._outcome.clear()
        self._read()
        if isinstance(target, Path):
            self._look_into(target)

    def refresh(self, changed: Changes) -> None:
        """Read again what changed."""
        if _SHOWS & changed:
            self._read()

    def person(self) -> UUID | None:
        """Return whose dossier is handed over."""
        return self._who

    def place(self) -> object:
        """Return what is shown."""
        return self._who

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file while nobody is being handed over."""
        if self._who is None and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look into the file."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._look_into(path)

    def _read(self) -> None:
        desk, who = self.shell.desk, self._who
        self.shell.tasks.read(lambda: _look(desk, who), self._show, self._failed, key=KEY)

    def _show(self, found: _Found) -> None:
        self._found = found
        self.own.show_card(found.own)
        self.known.show_desks(found.known)
        chosen = self.to.value()
        self.to.clear()
        if len(found.known) > 1:
            # A dossier for the wrong desk can't be called back, so nobody is chosen by itself.
            self.to.addItem(_("Kies een balie"), None)
        for one in found.known:
            self.to.addItem(one.name, one.name)
        if self.to.findData(chosen) >= 0:
            self.to.set_value(chosen)
        person = found.resident
        self.head.set_title(_("Overdragen") if person else _("Overdracht innemen"))
        self.head.set_subtitle(f"{person.full_name} · {person.reference}" if person else "")
        self._words.setText(
            _(
                "Mee gaan de gegevens, gesprekken, toestemmingen en doorverwijzingen. Opvolgtaken "
                "en kladjes blijven hier. Hier geldt de bewoner daarna als vertrokken en loopt de "
                "bewaartermijn. Alleen de andere balie kan het bestand lezen, {days} dagen lang."
            ).format(days=TERM.days)
            if person
            else _("Kies het bestand, of sleep het hierheen. U ziet eerst wat erin zit.")
        )
        self._allow()

    def _allow(self) -> None:
        handing, why = self._who is not None, self._why_not()
        self._to.setVisible(handing and bool(self._found and self._found.known))
        self._words.setVisible(handing or self._file is None)
        self.why.setVisible(handing and self._found is not None and bool(why))
        self.why.setText(why)
        self.hand.setVisible(handing)
        self.choose.setVisible(not handing)
        self.take.setVisible(not handing)
        if why:
            self.hand.disable(why)
        else:
            self.hand.enable()
        if self._file is None:
            self.take.disable(_("Kies eerst een bestand"))
        else:
            self.take.enable()

    def _why_not(self) -> str:
        """Return what has to be done before a dossier can be handed over; empty for nothing."""
        found = self._found
        if found is None or found.own is None:
            return _("Sla eerst de sleutel van deze balie op")
        if not found.known:
            return _("Leg eerst de andere balie vast")
        return "" if self.to.value() else _("Kies eerst een balie")

    # -- handing over -------------------------------------------------------------------------

    def _hand_over(self) -> None:
        found = self._found
        if found is None or found.resident is None:
            return
        desk, who, to = self.shell.desk, found.resident.id, str(self.to.value())
        first = documents() / f"overdracht-{found.resident.reference}.overdracht"
        out = ask_where(self, _("Overdracht opslaan"), first, _("Overdracht (*.overdracht)"))
        if out is not None:
            self.shell.tasks.write(
                lambda: transfers.hand_over(desk, who, to, out),
                lambda done: self._handed(done, out),
                self._failed,
            )

    def _handed(self, done: Done[Transfer], out: Path) -> None:
        strong = _("Overgedragen aan {desk}.").format(desk=done.result.desk)
        rest = _("{name}. Breng dit bestand zelf naar de andere balie.").format(name=out.name)
        self._outcome.say(Notice(strong, rest, "good"))
        self.shell.saved(strong, done.changed)

    # -- taking in ----------------------------------------------------------------------------

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            _("Overdracht innemen"),
            str(documents()),
            _("Overdracht (*.overdracht *.age);;Alle bestanden (*)"),
        )
        if chosen:
            self._look_into(Path(chosen))

    def _look_into(self, path: Path) -> None:
        desk = self.shell.desk
        self._forget()
        self._outcome.clear()
        self.shell.tasks.read(
            lambda: transfers.look_into(desk, path),
            lambda found: self._looked(found, path),
            self._failed,
            key="look_into",
        )

    def _looked(self, found: Preview, path: Path) -> None:
        self._file, self._previewed = path, found.bundle_id
        first, *lines = transfer_messages.preview_lines(found)
        self._preview.addWidget(Text(first, "body_strong", wrap=True))
        for line in lines:
            self._preview.addWidget(Text(line, wrap=True))
        self._allow()
        self.take.setFocus()

    def _take_in(self) -> None:
        path, desk, site = self._file, self.shell.desk, self.shell.site
        previewed = self._previewed
        if path is None:
            return
        code = site.code if site is not None else None
        self.take.disable(_("Wordt ingenomen"))
        self.shell.tasks.write(
            lambda: transfers.take_in(desk, path, code, previewed), self._taken, self._failed
        )

    def _taken(self, done: Done[TakenIn]) -> None:
        self._forget()
        resident = done.result.resident
        strong = _("{name} is ingenomen als {number}.").format(
            name=resident.full_name, number=resident.reference
        )
        rest = _("Bel de aanbieders van open doorverwijzingen: u bent nu hun balie.")
        look = Button(
            _("&Dossier openen"),
            "user",
            on_click=lambda: self.shell.go("residents", resident.id),
            small=True,
        )
        self._outcome.say(Notice(strong, rest, "good", look))
        self.shell.saved(strong, done.changed)

    def _forget(self) -> None:
        self._file = None
        clear_layout(self._preview)
        self._allow()

    # -- keys ---------------------------------------------------------------------------------

    def _save_card(self) -> None:
        desk, site = self.shell.desk, self.shell.site
        code = site.code if site is not None else None
        first = documents() / f"{code.lower() if code else 'balie'}.balie"
        out = ask_where(self, _("Sleutel opslaan"), first, _("Sleutel van een balie (*.balie)"))
        if out is not None:
            self.shell.tasks.write(
                lambda: desk_keys.write_desk_card(desk, out, code),
                lambda done: self._key_done(
                    _("{name} is opgeslagen.").format(name=out.name), done.changed
                ),
                self._failed,
            )

    def _choose_card(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            _("Balie vastleggen"),
            str(documents()),
            _("Sleutel van een balie (*.balie);;Alle bestanden (*)"),
        )
        if chosen:
            path = Path(chosen)
            self.shell.tasks.read(
                lambda: desk_keys.read_desk_card(path),
                lambda card: self._compare(card, path),
                self._failed,
                key="card",
            )

    def _compare(self, card: DeskCard, path: Path) -> None:
        right = Button(
            _("Vingerafdruk &klopt"),
            "check",
            on_click=lambda: self._trust(path, card.fingerprint),
            small=True,
        )
        strong = _("Leest {desk} deze code voor?").format(desk=card.name)
        rest = _("{code}. Bel op een nummer dat u al kent.").format(code=card.fingerprint)
        self._outcome.say(Notice(strong, rest, "attention", right, below=True))

    def _trust(self, path: Path, compared: str) -> None:
        desk = self.shell.desk
        self.shell.tasks.write(
            lambda: desk_keys.trust_desk(desk, path, compared),
            lambda done: self._key_done(
                _("{desk} is vastgelegd.").format(desk=done.result.name), done.changed
            ),
            self._failed,
        )

    def _key_done(self, words: str, changed: Changes) -> None:
        self._outcome.say(Notice(words, "", "good"))
        self.shell.saved(words, changed)
        self._read()

    # -- telling ------------------------------------------------------------------------------

    def _failed(self, error: Exception) -> bool:
        self._allow()
        return self._outcome.explain(error)


def _look(desk: Desk, who: UUID | None) -> _Found:
    return _Found(
        dossier(desk, who).resident if who else None,
        desk_keys.own_card(desk),
        tuple(desk_keys.known_desks(desk)),
    )
