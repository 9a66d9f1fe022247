"""Taking the open desk to a server: where to, how far it is, and the proof that both are equal."""

from __future__ import annotations

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import messages, recent
from meedoenbalie.services.moving import Moved, move
from meedoenbalie.services.server_places import address_of, field_of
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.pages.server_fields import ServerFields
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.tasks import Job, Progress
from meedoenbalie.ui.widgets.cards import KeyValueGrid
from meedoenbalie.ui.widgets.progress import ProgressStrip
from meedoenbalie.ui.widgets.text import Text

_WIDTH = 560
_SIGNS = 16
"""Signs of the head of the journal that are shown."""


class MoveDialog(AskDialog):
    """Asks for an empty database; ``ended`` carries the proof. What is stopped can go on later."""

    def __init__(self, card: SectionCard) -> None:
        super().__init__(
            card,
            _("Balie naar een server overzetten"),
            _(
                "Wie de server beheert, maakt voor u een gebruiker met uw naam en een lege "
                "database. Alles gaat mee; deze balie blijft zoals zij is."
            ),
            _("&Overzetten"),
            icon="server",
            width=_WIDTH,
        )
        self.fields = ServerFields()
        self.fields.boxes["user"].setText(self.shell.desk.user.name)
        self.fields.entered.connect(self.act)
        self.progress = ProgressStrip()
        self.column.addWidget(self.fields)
        self.column.addWidget(self.progress)
        self._job: Job | None = None

    def act(self) -> None:
        """Take everything there, and prove that it is equal."""
        if self._job is not None:
            return
        self.fields.clear_problems()
        desk, place, password = self.shell.desk, self.fields.place(), self.fields.password()

        def work(progress: Progress) -> Moved:
            address = address_of(place)
            moved = move(desk, address, password, progress, user=place.user)
            recent.remember(address.beside, desk.clock, place)
            return moved

        self._wait(_("Bezig…"))
        self.fields.setEnabled(False)
        self.cancel.setEnabled(True)
        words = _("Balie overzetten…")
        self._job = self.shell.tasks.work(work, self._done, self._not_moved, label=words)
        self._job.finished.connect(self._over)
        self.progress.follow(self._job)

    def reject(self) -> None:
        """Stop what is being done; only then close."""
        if self._job is None:
            super().reject()
            return
        self._job.cancel()
        self.cancel.setEnabled(False)

    def _over(self) -> None:
        stopped = self._job is not None and self._job.cancelled
        self._job = None
        self._wait("")
        self.fields.setEnabled(True)
        if stopped:
            self.fields.show_problem(
                "",
                _(
                    "Gestopt. Wat er op de server staat, blijft dicht. Zet de balie nog eens over; "
                    "wat er al is, blijft."
                ),
            )

    def _done(self, result: object) -> None:
        self.fields.forget_password()
        super()._done(result)

    def _not_moved(self, error: Exception) -> bool:
        words = messages.explain(error)
        if words is not None:
            self.fields.show_problem(field_of(error), words)
        return words is not None


class MovedDialog(AskDialog):
    """The proof, who can't come in yet, and on to the desk on the server."""

    def __init__(self, card: SectionCard, moved: Moved) -> None:
        super().__init__(
            card,
            _("Overgezet en gelijk bevonden"),
            _("Werk vanaf nu in de balie op de server. De twee weten niets van elkaar."),
            _("&Naar de balie op de server"),
            icon="arrow-right",
        )
        proof = moved.proof
        rows = sum(one.rows for one in proof.contents)
        facts = KeyValueGrid(name_width=96)
        facts.set_pairs(
            (
                (_("Tabellen"), str(len(proof.contents))),
                (_("Rijen"), str(rows)),
                (
                    _("Journaal"),
                    ngettext("{n} stap", "{n} stappen", proof.steps).format(n=proof.steps),
                ),
                (_("Hoofd"), proof.head.hash.hex()[:_SIGNS]),
            )
        )
        self.column.addWidget(facts)
        if moved.waiting:
            waiting = _("Geef hun daar eerst een nieuwe code: {names}.").format(
                names=", ".join(moved.waiting)
            )
            self.column.addWidget(Text(waiting, wrap=True))
        self.cancel.setText(_("&Hier blijven"))

    def act(self) -> None:
        """Go there."""
        self.ended.emit(None)
        self.accept()
