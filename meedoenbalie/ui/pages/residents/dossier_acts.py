"""What is recorded from a dossier itself: a talk, a task that is done, a consent taken back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from meedoenbalie.domain.consent import ConsentPurpose
from meedoenbalie.domain.follow_ups import FollowUp
from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.people import Contact
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import consents, follow_ups, messages
from meedoenbalie.services.consents import Withdrawn
from meedoenbalie.services.desk import Done
from meedoenbalie.services.follow_ups import NextStep
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.residents.dossier_view import DossierView


class DossierActs(QObject):
    """Writes what the dossier on the screen asks. ``refused`` shows why something wasn't."""

    def __init__(
        self,
        shell: Shell,
        dossier: DossierView,
        shown: Callable[[], object],
        refused: Callable[[Exception], bool],
    ) -> None:
        super().__init__(dossier)
        self._shell = shell
        self._dossier = dossier
        self._shown = shown
        self._refused = refused
        dossier.contact_written.connect(self._save_contact)
        dossier.ticked.connect(self._tick)
        dossier.withdrawn.connect(self._withdraw)

    def _save_contact(self, summary: str, detail: str, step: NextStep | None) -> None:
        desk, resident_id = self._shell.desk, self._shown()
        if isinstance(resident_id, UUID):
            self._shell.tasks.write(
                lambda: follow_ups.record_contact(desk, resident_id, summary, detail, step),
                self._contact_saved,
                self._contact_refused,
            )

    def _contact_saved(self, done: Done[Contact]) -> None:
        self._dossier.contact_saved(done.result.resident_id)
        self._shell.saved(_("Contactmoment vastgelegd"), done.changed)

    def _contact_refused(self, error: Exception) -> bool:
        problems = messages.field_problems(error)
        if problems:
            self._dossier.history.set_problems(problems)
            return True
        return self._refused(error)

    def _tick(self, one: FollowUp) -> None:
        desk = self._shell.desk
        self._shell.tasks.write(
            lambda: follow_ups.do(desk, one.id, one.version),
            lambda done: self._shell.saved(_("Afgevinkt"), done.changed),
            self._refused,
        )

    def _withdraw(self, provider: Provider, purpose: ConsentPurpose) -> None:
        desk, resident_id = self._shell.desk, self._shown()
        if isinstance(resident_id, UUID):
            self._shell.tasks.write(
                lambda: consents.withdraw_consent(desk, resident_id, provider.id, purpose),
                lambda done: self._shell.saved(_withdrawn(done.result, provider), done.changed),
                self._refused,
            )


def _withdrawn(gone: Withdrawn, provider: Provider) -> str:
    """Say what stopped, and whom to call; the same stands on Vandaag until it is done."""
    said = [_("Toestemming ingetrokken.")]
    if gone.calls:
        line = gone.calls[0]
        phone = (line.offer.phone if line.offer else "") or provider.phone
        who = " ".join(part for part in (provider.name, phone) if part)
        said.append(_("Bel {who}: het staat op Vandaag.").format(who=who))
    if gone.drafts:
        n = len(gone.drafts)
        text = ngettext("{n} concept mag niet meer weg.", "{n} concepten mogen niet meer weg.", n)
        said.append(text.format(n=n))
    return " ".join(said)
