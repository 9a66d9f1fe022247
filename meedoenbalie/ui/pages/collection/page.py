"""Open a collection, read data sets in, look at the figures, print the guide of all azc's (11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from meedoenbalie.domain.handreiking import IssuedFigures
from meedoenbalie.domain.publication.merging import Pair
from meedoenbalie.domain.set_weeks import SiteWeeks, WeekRules, weeks_of_sites
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import messages
from meedoenbalie.services.collecting import Collected, Overview
from meedoenbalie.services.collection_out import published_as
from meedoenbalie.services.handreiking import OpenCheck
from meedoenbalie.services.making_editions import SUFFIX, MadeEdition, make_edition
from meedoenbalie.services.programme_keys import Renewed
from meedoenbalie.services.publication_messages import guide_lines, year_lines
from meedoenbalie.services.publishing import Cure, Publication
from meedoenbalie.services.set_messages import SetMessage, write_messages
from meedoenbalie.ui.dropped import dropped_files
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.collection import work
from meedoenbalie.ui.pages.collection.arrivals import ArrivalsCard
from meedoenbalie.ui.pages.collection.door import Door, Wanted
from meedoenbalie.ui.pages.collection.figures import FiguresCard
from meedoenbalie.ui.pages.collection.jobs import Jobs
from meedoenbalie.ui.pages.collection.keys import SiteKeyRow, SiteKeysCard, TeamKeyCard
from meedoenbalie.ui.pages.collection.publication import PublicationCard
from meedoenbalie.ui.pages.collection.sites import SitesCard, in_all
from meedoenbalie.ui.pages.collection.telling import TellingCard
from meedoenbalie.ui.pages.collection.weeks import WeeksCard
from meedoenbalie.ui.pages.collection.yearly import WantedYear, YearCard
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.pages.taking_out import PICTURES, draw
from meedoenbalie.ui.shapes.dashboard import DashboardPage
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import EmptyState, Notice

KEY = "collection"


class CollectionPage(DashboardPage):
    """Arrivals and figures at the left; the door and what each azc sent at the right.

    Leaving the page closes the collection: the passphrase and all figures are forgotten.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Verzameling"))
        self._overview: Overview | None = None
        self._rules: WeekRules | None = None
        self._published_now: Publication | None = None
        self._team_key = ""
        self._arrived: dict[Path, Collected] = {}
        self._jobs = Jobs(shell, self._failed, self)
        self.guide = Button(_("&Handreiking van alle azc’s…"), "file-down", on_click=self._print)
        self.edition = Button(_("&Editie voor de balies…"), "send", on_click=self._make_edition)
        self.read = Button("", None, "primary", self._read_or_stop)
        for action in (self.edition, self.guide, self.read):
            self.head.add_action(action)
        self._outcome = Outcome()
        self.main.addLayout(self._outcome)
        self._empty = EmptyState("", icon="layers")
        self.arrivals = ArrivalsCard()
        self.arrivals.compared.connect(self._compared)
        self.weeks = WeeksCard()
        self.weeks.leaving_out.connect(self._ask_leaving_out)
        self.weeks.letting_in.connect(self._let_in_again)
        self.telling = TellingCard()
        self.telling.saving.connect(self._save_messages)
        self.figures = FiguresCard()
        self.figures.taking_out.connect(self._take_out)
        self.site_keys = SiteKeysCard()
        self.site_keys.revoking.connect(self._ask_revoking)
        now_and_later = (self.arrivals, self.figures, self.weeks, self.telling, self.site_keys)
        for part in (self._empty, *now_and_later):
            self.add_main(part)
        self.door = Door()
        self.door.wanted.connect(self._open)
        self.door.closing.connect(self._close)
        # Later: what is wrong takes room, and that is only given when the layout comes to rest.
        self.door.pointed.connect(
            self.scroller.ensureWidgetVisible, Qt.ConnectionType.QueuedConnection
        )
        self.door.key_chosen.connect(self._key_chosen)
        self.sites = SitesCard()
        self.publication = PublicationCard()
        self.publication.wanted.connect(self._publish)
        self.publication.together.connect(lambda pair: self._publish(None, pair))
        self.team_key = TeamKeyCard(
            lambda: self._ask_renewal(revoke=False), lambda: self._ask_renewal(revoke=True)
        )
        self.yearly = YearCard()
        self.yearly.wanted.connect(self._print_year)
        for card in (self.door, self.publication, self.yearly, self.sites, self.team_key):
            self.add_side(card)
        self.finish()
        self.arrivals.hide()
        self.door.remembered()
        self.setAcceptDrops(True)
        self._waiting: Path | None = None
        self._jobs.changed.connect(self._show)
        # Later: what opened the collection has to be over first.
        self._jobs.changed.connect(self._read_waiting, Qt.ConnectionType.QueuedConnection)
        self._show()

    def shown(self) -> None:
        if self._overview is None and self.door.collection is not None:
            self.door.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_target(self, target: object) -> None:
        """Open what a :class:`Wanted` names, or read a file in when the collection is open."""
        if isinstance(target, Path):
            self._waiting = target
            words = _("{name} wordt ingelezen zodra de verzameling open is.")
            self.shell.say(words.format(name=target.name))
            self._read_waiting()
        if isinstance(target, Wanted) and not self._jobs.busy():
            self._close()
            self.door.fill(target)

    def _read_waiting(self) -> None:
        """Read in the file that came before the collection was open."""
        file = self._waiting
        if file is not None and self._overview is not None and not self._jobs.busy():
            self._waiting = None
            self._read([file])

    def panes(self) -> tuple[QWidget, ...]:
        return (self.head, self.arrivals, self.figures, self.weeks, self.telling, self.door)

    def print_document(self) -> bool:
        self.guide.click()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the passphrase when another page comes; a minimised window stays as it is."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files while a collection is open and nothing is being done."""
        if self.read.isVisible() and self.read.isEnabled() and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files in."""
        event.acceptProposedAction()
        self._read(dropped_files(event.mimeData()))

    # -- opening and closing ------------------------------------------------------------------

    def _open(self, wanted: Wanted) -> None:
        self._outcome.clear()
        today = self.shell.desk.clock.today()
        self._jobs.write(
            lambda: work.open_or_make(wanted, today), self._opened, _("Verzameling wordt geopend…")
        )

    def _opened(self, opened: work.Opened) -> None:
        self.door.show_open(opened.wanted)
        if opened.overview is None:
            self._close()
        self._overview, self._rules = opened.overview, opened.rules
        self._team_key = opened.team_key if opened.overview is not None else ""
        self._show()
        if opened.fingerprint:
            rest = _(
                "Vingerafdruk: {code}. Geef programme.pub aan elke balie en laat die de "
                "vingerafdruk vergelijken. programme.key geeft u aan niemand. Zonder deze sleutel "
                "en de wachtzin gaat geen set meer open: bewaar een kopie in de kluis."
            ).format(code=opened.fingerprint)
            self._outcome.say(Notice(_("De sleutels zijn gemaakt."), rest, "good"))
        if opened.overview is not None:
            self.read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._jobs.forget()
        self._overview = self._published_now = None
        self._team_key = ""
        self._arrived = {}
        self._outcome.clear()
        self.door.forget()
        self.figures.forget()
        self.publication.forget()
        self._show()

    # -- reading sets in ----------------------------------------------------------------------

    def _read_or_stop(self) -> None:
        if self._jobs.busy():
            self._jobs.stop()
            self.read.disable(_("Wordt gestopt…"))
            return
        chosen, _kind = QFileDialog.getOpenFileNames(
            self,
            _("Gegevenssets inlezen"),
            str(documents()),
            _("Gegevenssets (*.gegevensset *.age);;Alle bestanden (*)"),
        )
        self._read([Path(name) for name in chosen])

    def _compared(self, file: Path, fingerprint: str) -> None:
        self._read([file], frozenset({fingerprint}))

    def _read(self, files: Sequence[Path], confirmed: frozenset[str] = frozenset()) -> None:
        wanted = self._wanted()
        if not files or wanted.key is None or self._overview is None or self._jobs.busy():
            return
        arrived: list[Collected] = []
        before = self._arrived if confirmed else {}

        def take() -> None:
            self._arrived = before | dict(zip(files, arrived, strict=False))

        def done(overview: Overview) -> None:
            take()
            self._again(overview)
            self._tell(arrived)

        def stopped() -> None:
            take()
            self._stopped(len(arrived), len(files))

        self._outcome.clear()
        self._jobs.work(
            work.read_sets(files, wanted, confirmed, arrived.append),
            done,
            stopped,
            _("Gegevenssets worden ingelezen…"),
        )

    def _tell(self, arrived: Sequence[Collected]) -> None:
        taken = sum(result.code == "collected" for result in arrived)
        self.shell.say(ngettext("{n} set ingelezen", "{n} sets ingelezen", taken).format(n=taken))

    def _stopped(self, done: int, total: int) -> None:
        rest = _("{done} van {total} bestanden zijn bekeken; wat is ingelezen, blijft.")
        self._outcome.say(Notice(_("Gestopt."), rest.format(done=done, total=total)))
        wanted, today = self._wanted(), self.shell.desk.clock.today()
        self._jobs.write(
            lambda: work.open_or_make(wanted, today).overview,
            self._again,
            _("Cijfers worden gelezen…"),
        )

    def _again(self, overview: Overview | None) -> None:
        if overview is None or self._overview is None or overview.exact != self._overview.exact:
            self._published_now = None
        self._overview = overview
        self._show()

    # -- what azc's have to hear ---------------------------------------------------------------

    def _save_messages(self, messages: list[SetMessage]) -> None:
        first = documents() / _("bericht-aan-azcs.txt")
        kinds = _("Tekst (*.txt)")
        if len(messages) == 1:
            first = documents() / _("bericht-aan-{site}.eml").format(site=messages[0].site)
            kinds = _("Mail (*.eml);;Tekst (*.txt)")
        out = ask_where(self, _("Bericht bewaren"), first, kinds)
        if out is not None:
            self._jobs.write(
                lambda: write_messages(messages, out),
                lambda made: self._outcome.say(made_notice(_("Het bericht is bewaard."), made)),
                _("Bericht wordt bewaard…"),
            )

    # -- keys ---------------------------------------------------------------------------------

    def _key_chosen(self) -> None:
        wanted = self._wanted()
        self._team_key = ""
        self._show()

        def took(fingerprint: str) -> None:
            # Closed or changed in the meantime: it is somebody else's turn.
            if self._overview is not None and self.door.key == wanted.key:
                self._team_key = fingerprint
                self._show()

        self.shell.tasks.read(
            lambda: work.team_key_of(wanted), took, self._failed, key="collection_key"
        )

    def _ask_renewal(self, *, revoke: bool) -> None:
        strong = _("Kan een ander de sleutel van het team hebben?")
        rest = _(
            "Lees eerst in wat u al kreeg: met de oude sleutel gaat daarna niets meer open. Elke "
            "balie krijgt de nieuwe programme.pub en vergelijkt de vingerafdruk opnieuw."
        )
        if not revoke:
            strong = _("Een nieuwe sleutel voor het team?")
            rest = _(
                "De oude staat ervoor in, en sets die al onderweg zijn gaan nog open. Elke balie "
                "krijgt de nieuwe programme.pub en vergelijkt de nieuwe vingerafdruk."
            )
        act = Button(
            _("&Ja, intrekken") if revoke else _("&Ja, vernieuwen"),
            kind="danger" if revoke else "normal",
            on_click=lambda: self._renew(revoke=revoke),
            small=True,
        )
        self._outcome.say(Notice(strong, rest, "attention", act, below=True))

    def _renew(self, *, revoke: bool) -> None:
        wanted, clock = self._wanted(), self.shell.desk.clock
        if not self._jobs.busy():
            self._jobs.write(
                lambda: work.renew_team_key(wanted, clock, revoke=revoke),
                self._renewed,
                _("Sleutels worden gemaakt…"),
            )

    def _renewed(self, made: Renewed) -> None:
        self._team_key = made.new
        rest = _(
            "Nieuw: {new}. Oud: {old}. Geef {name} aan elke balie. Bewaar een kopie van "
            "programme.key in de kluis."
        ).format(new=made.new, old=made.old, name=made.public.name)
        self._outcome.say(Notice(_("Het team heeft een nieuwe sleutel."), rest, "good"))
        self._show()

    def _ask_revoking(self, row: SiteKeyRow) -> None:
        strong = _("De sleutel van {site} intrekken?").format(site=row.name)
        rest = _(
            "Nieuwe sets met deze sleutel worden geweigerd; wat is ingelezen, blijft. Dit kan niet "
            "ongedaan gemaakt worden. Vraag het azc om een nieuwe sleutel."
        )
        act = Button(
            _("&Ja, intrekken"), kind="danger", on_click=lambda: self._revoke(row), small=True
        )
        self._outcome.say(Notice(strong, rest, "attention", act, below=True))

    def _revoke(self, row: SiteKeyRow) -> None:
        wanted = self._wanted()

        def revoked(overview: Overview) -> None:
            strong = _("De sleutel van {site} is ingetrokken.").format(site=row.name)
            self._outcome.say(Notice(strong, row.fingerprint, "good"))
            self._again(overview)

        if not self._jobs.busy():
            self._jobs.write(
                lambda: work.revoke_site_key(wanted, row.site),
                revoked,
                _("Sleutel wordt ingetrokken…"),
            )

    # -- sets that count no more -----------------------------------------------------------------

    def _ask_leaving_out(self, site: SiteWeeks) -> None:
        strong = _("De set van {site} weglaten?").format(site=site.name)
        rest = _(
            "De cijfers en lessen van dit azc gaan uit de verzameling, en dezelfde set wordt "
            "daarna geweigerd. Een nieuwere set telt weer mee. Met Weer toelaten kunt u het "
            "bestand opnieuw inlezen. Wat al gepubliceerd is, blijft."
        )
        act = Button(
            _("&Ja, weglaten"), kind="danger", on_click=lambda: self._leave_out(site), small=True
        )
        self._outcome.say(Notice(strong, rest, "attention", act, below=True))

    def _leave_out(self, site: SiteWeeks) -> None:
        wanted, clock = self._wanted(), self.shell.desk.clock
        if not self._jobs.busy():
            self._jobs.write(
                lambda: work.leave_out(wanted, clock, site.site),
                lambda overview: self._standing_changed(
                    _("De set van {site} telt niet meer mee.").format(site=site.name), "", overview
                ),
                _("Set wordt weggelaten…"),
            )

    def _let_in_again(self, site: SiteWeeks) -> None:
        wanted, clock = self._wanted(), self.shell.desk.clock
        if not self._jobs.busy():
            self._jobs.write(
                lambda: work.let_in_again(wanted, clock, site.site),
                lambda overview: self._standing_changed(
                    _("Sets van {site} mogen weer.").format(site=site.name),
                    _("Lees het bestand opnieuw in."),
                    overview,
                ),
                _("Set wordt toegelaten…"),
            )

    def _standing_changed(self, strong: str, rest: str, overview: Overview) -> None:
        self._outcome.say(Notice(strong, rest, "good"))
        self._again(overview)

    # -- publishing ---------------------------------------------------------------------------

    def _publish(self, cure: Cure | None, pair: Pair | None = None) -> None:
        wanted, clock = self._wanted(), self.shell.desk.clock
        collection = wanted.collection
        if collection is None or self._jobs.busy():
            return
        self._jobs.write(
            lambda: work.publish(collection, wanted.passphrase, clock, cure, pair),
            self._published,
            _("Publicatie wordt gecontroleerd…"),
        )

    def _published(self, outcome: work.Outgone) -> None:
        if outcome.overview is not None:
            self._again(outcome.overview)
        self.publication.show_outcome(outcome.result)
        made = outcome.result
        self._published_now = made if isinstance(made, Publication) else None

    # -- figures in a file ------------------------------------------------------------------------

    def _take_out(self, publish: bool) -> None:
        overview = self._overview
        if overview is None or self._jobs.busy():
            return
        first = documents() / (_("cijfers-gepubliceerd.xlsx") if publish else _("cijfers.xlsx"))
        kinds = _("Excel (*.xlsx);;Afbeelding PNG (*.png);;Afbeelding SVG (*.svg)")
        out = ask_where(self, _("Cijfers exporteren"), first, kinds)
        if out is None:
            return
        wanted, clock, weeks = self._wanted(), self.shell.desk.clock, self._weeks_now()
        book = None if out.suffix.casefold() in PICTURES else out
        before = self._published_now
        self._outcome.clear()
        self._jobs.write(
            lambda: work.take_out(
                *(wanted, clock, overview, weeks, book), publish=publish, published=before
            ),
            lambda gone: self._taken_out(out, gone),
            _("Cijfers worden geëxporteerd…"),
        )

    def _taken_out(self, out: Path, gone: work.Outgone | None) -> None:
        if gone is not None and gone.result is not self._published_now:
            self._published(gone)
        overview = self._overview
        stopped = gone is not None and not isinstance(gone.result, Publication)
        if overview is None or stopped:
            strong = _("Er is niets geëxporteerd.")
            rest = _("Kijk bij Publicatie wat het tegenhoudt, en wat helpt.")
            self._outcome.say(Notice(strong, rest, "danger"))
            return
        title = _("Intern: echte aantallen, geef ze niet door.")
        if gone is not None and isinstance(gone.result, Publication):
            overview = replace(overview, published=gone.result.figures)
            title = published_as(gone.result)
        if out.suffix.casefold() in PICTURES:
            card = self.figures.picture(overview, publish=gone is not None)
            try:
                draw([card], title, out)
            except OSError as error:
                self._failed(error)
                return
            finally:
                card.deleteLater()
        self._outcome.say(made_notice(_("De cijfers zijn geëxporteerd."), out))

    # -- the guide ----------------------------------------------------------------------------

    def _print(self) -> None:
        wanted = self._wanted()
        if wanted.collection is None or not self.guide.isEnabled():
            return
        first = documents() / "handreiking-alle-azcs.pdf"
        out = ask_where(self, _("Handreiking opslaan"), first, _("PDF (*.pdf)"))
        if out is None:
            return
        shell = self.shell
        doing = work.print_guide(
            wanted.collection, wanted.passphrase, shell.desk.clock, out, demo=shell.demo
        )
        self._outcome.clear()
        self._jobs.work(
            doing,
            lambda made: self._printed(out, *made),
            self._not_printed,
            _("Handreiking wordt gemaakt…"),
            secret=False,
        )

    def _print_year(self, report: WantedYear) -> None:
        wanted = self._wanted()
        if wanted.collection is None or self._jobs.busy():
            return
        first = documents() / f"jaarverslag-{report.year}.pdf"
        out = ask_where(self, _("Jaarverslag opslaan"), first, _("PDF (*.pdf)"))
        if out is None:
            return
        shell = self.shell
        self._outcome.clear()
        self._jobs.work(
            work.print_year(
                wanted.collection,
                wanted.passphrase,
                shell.desk.clock,
                out,
                report,
                demo=shell.demo,
            ),
            lambda issued: self._year_printed(out, issued),
            self._not_printed,
            _("Jaarverslag wordt gemaakt…"),
            secret=False,
        )

    def _year_printed(self, out: Path, issued: IssuedFigures | None) -> None:
        self._outcome.say(made_notice(_("Het jaarverslag is gemaakt."), out))
        if issued is not None:
            self.publication.show_lines(year_lines(issued))
        self.shell.say(_("Jaarverslag gemaakt: {name}").format(name=out.name))

    def _make_edition(self) -> None:
        wanted, clock = self._wanted(), self.shell.desk.clock
        collection = wanted.collection
        if collection is None or not self.edition.isEnabled():
            return
        first = documents() / f"{_('lessen')}{SUFFIX}"
        out = ask_where(self, _("Editie opslaan"), first, _("Edities (*.editie)"))
        if out is None:
            return
        self._outcome.clear()
        self._jobs.write(
            lambda: make_edition(collection, wanted.passphrase, clock, out),
            lambda made: self._edition_made(out, made),
            _("Editie wordt gemaakt…"),
        )

    def _edition_made(self, out: Path, made: MadeEdition) -> None:
        strong = (
            _("Editie {n} is gemaakt.")
            if made.new
            else _("Dit is weer editie {n}: niets is anders.")
        ).format(n=made.edition.number)
        rest = _(
            "{name}: stuur die naar elke balie, en laat de balie de vingerafdruk vergelijken: "
            "{code}."
        ).format(name=out.name, code=made.fingerprint)
        self._outcome.say(Notice(strong, rest, "good"))

    def _printed(
        self, out: Path, checks: tuple[OpenCheck, ...], issued: IssuedFigures | None
    ) -> None:
        strong = _("Het concept is gemaakt.") if checks else _("De handreiking is gemaakt.")
        self._outcome.say(made_notice(strong, out))
        if issued is not None:
            self.publication.show_lines(guide_lines(issued))
        self.shell.say(_("Handreiking gemaakt: {name}").format(name=out.name))

    def _not_printed(self) -> None:
        self._outcome.say(Notice(_("Gestopt."), _("Er is geen PDF gemaakt.")))

    # -- inside -------------------------------------------------------------------------------

    def _wanted(self) -> Wanted:
        return Wanted(self.door.collection, self.door.key, self.door.passphrase.text())

    def _failed(self, error: Exception) -> bool:
        known = True
        if not messages.is_wrong_passphrase(error):
            known = self._outcome.explain(error)
        elif self._overview is None:
            self.door.refuse(messages.explain(error) or "")
        else:
            rest = _("Kies de sleutel van dit team. Er is niets ingelezen.")
            strong = _("Deze sleutel gaat niet open met deze wachtzin.")
            self._outcome.say(Notice(strong, rest, "danger"))
        self._show()
        return known

    def _show(self) -> None:
        overview, busy = self._overview, self._jobs.busy()
        some = overview is not None and bool(overview.sites)
        self.door.set_busy(busy)
        self.arrivals.show_arrivals(list(self._arrived.items()))
        self.figures.setVisible(some)
        self.figures.set_busy(busy)
        self.sites.setVisible(some or bool(overview and overview.withdrawals))
        self.publication.setVisible(some)
        self.publication.set_busy(busy)
        self.yearly.show_years(overview.years if overview is not None else ())
        self.yearly.set_busy(busy)
        self.site_keys.setVisible(bool(overview and overview.pinned))
        self.site_keys.set_busy(busy)
        self.team_key.show_key(self._team_key)
        self.team_key.set_busy(busy)
        self._show_weeks()
        self._empty.setVisible(not some)
        self.guide.setVisible(overview is not None)
        self.edition.setVisible(overview is not None)
        self.read.setVisible(overview is not None)
        self.head.set_subtitle(in_all(overview))
        self._empty.set_sentence(self._next_step())
        if overview is not None:
            self.sites.show_sites(overview)
            self.site_keys.show_keys(overview)
        if overview is not None and some:
            self.figures.show_overview(overview)
            names = {site.code: site.name for site in overview.sites}
            self.publication.show_proposals(overview.proposals, names)
        self._allow(busy=busy, some=some)

    def _weeks_now(self) -> tuple[SiteWeeks, ...]:
        if self._overview is None or self._rules is None:
            return ()
        today = self.shell.desk.clock.today()
        return weeks_of_sites(self._overview.received, today, self._rules)

    def _show_weeks(self) -> None:
        overview, rules = self._overview, self._rules
        if overview is None or rules is None:
            self.weeks.forget()
            self.telling.forget()
            return
        sites = self._weeks_now()
        self.weeks.show_weeks(sites, rules)
        self.weeks.show_standing(
            frozenset(site.code for site in overview.sites),
            frozenset(one.site for one in overview.withdrawals if one.by_team and not one.ended_at),
        )
        self.weeks.set_busy(self._jobs.busy())
        self.telling.show_sites(sites)

    def _allow(self, *, busy: bool, some: bool) -> None:
        stoppable = self._jobs.stoppable()
        self.read.setText(_("&Stoppen") if stoppable else _("&Sets inlezen…"))
        self.read.set_icon_name("square" if stoppable else "folder-input")
        self.read.enable()
        self.guide.enable()
        self.edition.enable()
        if busy and not stoppable:
            self.read.disable(_("Wacht tot het klaar is."))
        elif not busy and self.door.key is None:
            self.read.disable(_("Kies eerst de sleutel van het team."))
        if busy:
            self.guide.disable(_("Wacht tot het klaar is, of stop het."))
            self.edition.disable(_("Wacht tot het klaar is, of stop het."))
        elif not some:
            self.guide.disable(_("Lees eerst sets in."))
            self.edition.disable(_("Lees eerst sets in."))
        for button in self.arrivals.buttons:
            button.setEnabled(not busy)

    def _next_step(self) -> str:
        if self._overview is not None:
            return _("Nog geen sets. Lees ze in, of sleep de bestanden hierheen.")
        if self.door.collection is None:
            return _(
                "Hier komen de gegevenssets van alle azc’s samen. Kies een verzameling, of maak er "
                "een."
            )
        return _("Typ de wachtzin om de verzameling te openen.")
