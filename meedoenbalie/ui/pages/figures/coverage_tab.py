"""Dekking: where places are short, who waits for them, and what would help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from meedoenbalie.i18n import _, coverage, labels, ngettext
from meedoenbalie.services import coverage as service
from meedoenbalie.services.coverage import Coverage, Unlocking
from meedoenbalie.services.demand import Seeker
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.figures.changes_card import ChangesCard, sentence
from meedoenbalie.ui.pages.figures.map_card import MapCard
from meedoenbalie.ui.pages.figures.pane import Pane, Paper
from meedoenbalie.ui.pages.figures.people_card import Behind, PeopleCard
from meedoenbalie.ui.tasks import Job


class CoverageTab(Pane):
    """The map and the changes at the left, the persons behind what is chosen at the right."""

    about = frozenset({"resident", "offer", "referral", "referral_event", "site"})
    prints = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._coverage: Coverage | None = None
        self._job: Job | None = None
        self.map = MapCard()
        self.map.asked.connect(self._ask_who)
        self.changes = ChangesCard()
        self.changes.wanted.connect(self._work_out)
        self.changes.opened.connect(self._show_gained)
        self.people = PeopleCard(_("Kies een vakje of een wijziging en druk op Enter."))
        self.people.chosen.connect(lambda who: shell.go("residents", who))
        self.people.left.connect(lambda _by: self._back_to_map())
        for card in (self.map, self.changes):
            self.main.addWidget(card)
        self.main.addStretch(1)
        self.side.addWidget(self.people)
        self.side.addStretch(1)

    def read(self) -> None:
        desk, code = self.shell.desk, self.site_code
        self.fetch(lambda: service.coverage(desk, code), self._show)

    def forget(self) -> None:
        self._coverage = None
        if self._job is not None:
            self._job.cancel()
        self.changes.forget()
        self.people.show_people("", ())

    def parts(self) -> tuple[QWidget, ...]:
        return (self.map.map, self.changes, self.people)

    def print_document(self) -> bool:
        """Ask where the two pages go, and make them."""
        desk, code, demo = self.shell.desk, self.site_code, self.shell.demo
        paper = Paper(
            _("voor-de-gemeente"),
            _("Blad voor de gemeente opslaan"),
            _("Blad voor de gemeente maken"),
            _("Het blad voor de gemeente is gemaakt."),
        )
        self.make_paper(paper, lambda out: service.print_coverage(desk, out, code, demo=demo))
        return True

    def _show(self, found: Coverage) -> None:
        self._coverage = found
        self.map.show_coverage(found)

    def _ask_who(self, words: str, identifiers: object) -> None:
        if self._coverage is None or not isinstance(identifiers, tuple):
            return
        people = [self._coverage.people[one] for one in identifiers]
        people.sort(key=lambda one: (-one.weeks, one.resident.reference))
        self._show_people(words, people)

    def _work_out(self) -> None:
        desk, code = self.shell.desk, self.site_code
        self.changes.busy()
        self._job = self.shell.tasks.work(
            lambda progress: service.best_changes(desk, code, progress),
            self._show_changes,
            self.failed,
            label=_("Wijzigingen doorrekenen"),
        )
        self._job.finished.connect(self._over)

    def _show_changes(self, found: tuple[Unlocking, ...]) -> None:
        # Something changed while it was worked out: then it says nothing of what is there now.
        if self._coverage is not None:
            self.changes.show_changes(found)
            self.changes.focus_row(0)

    def _over(self) -> None:
        # The outcome comes after this; without one the work was stopped.
        self._job = None
        if self.changes.found is None:
            self.changes.forget()

    def _show_gained(self, each: object) -> None:
        if isinstance(each, Unlocking):
            words = _("{what}: {who}").format(
                what=coverage.proposal(each.proposal), who=sentence(each)
            )
            if each.lost:
                names = ", ".join(one.resident.full_name for one in each.lost)
                words = _("{words}. Verliest een plaats: {names}").format(words=words, names=names)
            self._show_people(words, each.gained)

    def _show_people(self, words: str, people: Sequence[Seeker]) -> None:
        self.people.show_people(words, [Behind(one.resident, _below(one)) for one in people])
        self.people.take_keyboard()
        # In a narrow window they stand below; the card takes its new height first.
        QTimer.singleShot(0, self.people, lambda: self.ensureWidgetVisible(self.people.people))

    def _back_to_map(self) -> None:
        self.map.take_keyboard()
        self.ensureWidgetVisible(self.map.map)

    def failed(self, error: Exception) -> bool:
        """Forget what was being worked out too."""
        self.changes.forget()
        return super().failed(error)


def _below(one: Seeker) -> str:
    waiting = ngettext("wacht {n} week", "wacht {n} weken", one.weeks).format(n=one.weeks)
    return _("niveau {level} · {waiting}").format(
        level=labels.level(one.resident.dutch_level), waiting=waiting
    )
