"""While a name is typed: who may be there already. It waits for a pause, and never blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services import doubles
from meedoenbalie.services.doubles import LikelyDouble, Person
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.doubles.words import in_a_sentence
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import Notice

PAUSE_MS = 400


class DoubleNotice(QWidget):
    """Says who somebody may be; with *Samen kijken* on only *Even nakijken* (04c).

    ``person`` returns who is typed so far, or None for nobody yet; call :meth:`typed` on every
    change. ``look`` opens the dossier of a resident. *Straks* hides the notice until somebody else
    is found.
    """

    def __init__(
        self, shell: Shell, person: Callable[[], Person | None], look: Callable[[UUID], object]
    ) -> None:
        super().__init__()
        self._shell, self._person, self._look = shell, person, look
        self._found: Sequence[LikelyDouble] = ()
        self._own: UUID | None = None
        self._asked: Person | None = None
        self._later: frozenset[UUID] = frozenset()
        self._open = Button(_("Dossier be&kijken"), on_click=self._go, small=True)
        self._wait = Button(_("Strak&s"), on_click=self._not_now, small=True)
        self.notice = Notice("", "", "attention", self._open, self._wait)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.hide()

    def begin(self, own: UUID | None = None) -> None:
        """Begin with somebody else; ``own`` is the resident whose form it is."""
        self._own, self._asked, self._later = own, None, frozenset()
        self._show(())

    def typed(self) -> None:
        """Look after a pause whether somebody like this is there already."""
        self._pause.start()

    def waiting(self) -> bool:
        """Tell whether it waits for a pause in the typing."""
        return self._pause.isActive()

    def show_anew(self) -> None:
        """Say it again, because *Samen kijken* was switched."""
        self._show(self._found)

    def _ask(self) -> None:
        person = self._person()
        if person == self._asked:
            return
        self._asked = person
        if person is None:
            self._show(())
            return
        desk, own = self._shell.desk, [self._own] if self._own is not None else []
        self._shell.tasks.read(
            lambda: doubles.likely_doubles_of(desk, person, own),
            self._show,
            key=f"doubles {id(self)}",
        )

    def _show(self, found: Sequence[LikelyDouble]) -> None:
        self._found = found
        new = {each.resident.id for each in found} - self._later
        self.setVisible(bool(new))
        if not new:
            return
        covered = self._shell.looking_along
        self._open.setVisible(not covered)
        first = found[0]
        if covered:
            self.notice.set_message(_("Even nakijken"))
            return
        resident = first.resident
        born = (
            formats.full_day(resident.birth_date)
            if resident.birth_date
            else str(resident.birth_year or "")
        )
        who = ", ".join(part for part in (resident.full_name, resident.reference, born) if part)
        strong = _("Staat {who} er al in?").format(who=f"\u2068{who}\u2069")
        self.notice.set_message(strong, in_a_sentence(first.evidence))

    def _go(self) -> None:
        if self._found:
            self._look(self._found[0].resident.id)

    def _not_now(self) -> None:
        self._later |= {each.resident.id for each in self._found}
        self.hide()
