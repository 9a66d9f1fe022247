"""Taking a talk to the store: what came of it, and going on when a colleague changed something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.services import conversation, messages, registration
from meedoenbalie.services.desk import Done
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.conversation.consent import talk_of
from meedoenbalie.ui.pages.conversation.held import HeldTalk


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who hears what came of it.

    ``wrong`` shows problems by name of the input and returns False when the talk has none of them;
    ``merged`` hears that somebody else changed the resident, ``failed`` why nothing was recorded.
    """

    recorded: Callable[[Done[Resident]], object]
    wrong: Callable[[dict[str, str]], bool]
    merged: Callable[[Resident], object]
    failed: Callable[[str], object]


class Recording:
    """Reads what a talk needs and records it, in the database thread."""

    def __init__(self, shell: Shell, talk: HeldTalk, hearing: Hearing) -> None:
        self._shell, self._talk, self._hearing = shell, talk, hearing
        self.busy = False

    def read_partners(self) -> None:
        """Read whom data may be shared with."""
        desk = self._shell.desk
        self._shell.tasks.read(
            lambda: conversation.partners(desk), self._take_partners, self.explain
        )

    def read_resident(self, resident_id: UUID, then: Callable[[Resident], None]) -> None:
        """Read a resident as it is recorded now."""
        desk = self._shell.desk
        self._shell.tasks.read(
            lambda: registration.dossier(desk, resident_id).resident,
            then,
            self.explain,
            key="conversation",
        )

    def record(self) -> None:
        """Record what was told, or say where something can't be read."""
        form, talk = self._talk.form, self._talk
        if self.busy or form is None:
            return
        values, problems = form.values()
        if problems and self._hearing.wrong(problems):
            return
        if talk.language:
            values["preferred_language"] = talk.language
        desk, site, known = self._shell.desk, self._shell.site, talk.resident
        held = talk_of(
            form.consent,
            talk.language,
            begun_at=talk.begun_at,
            visit_id=talk.newcomer.visit_id,
        )

        def write() -> Done[Resident]:
            where = known.site_id if known else (site or registration.sites(desk)[0]).id
            version = (known.id, known.version) if known else None
            return conversation.finish_talk(desk, where, values, held, version)

        self.busy = True
        self._shell.tasks.write(write, self._recorded, self._refused)

    def explain(self, error: Exception) -> bool:
        """Say what an expected error means; False for one that nobody foresaw."""
        text = messages.explain(error)
        if text is not None:
            self._hearing.failed(text)
        return text is not None

    def _recorded(self, done: Done[Resident]) -> None:
        self.busy = False
        self._hearing.recorded(done)

    def _refused(self, error: Exception) -> bool:
        self.busy = False
        problems = messages.field_problems(error)
        if problems and self._hearing.wrong(problems):
            return True
        known = self._talk.resident
        if messages.is_stale(error) and known is not None:
            self.read_resident(known.id, self._merge)
            return True
        return self.explain(error)

    def _merge(self, theirs: Resident) -> None:
        self._talk.take_over(theirs)
        self._hearing.merged(theirs)

    def _take_partners(self, partners: list[Provider]) -> None:
        self._talk.partners = partners
        if self._talk.form is not None:
            self._talk.form.consent.set_partners(partners)
