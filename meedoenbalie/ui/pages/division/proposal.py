"""A proposal in the window: read, changed around moves, taken back, kept, and taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import companions, messages
from meedoenbalie.services.desk import Done
from meedoenbalie.services.drafts import DraftKind
from meedoenbalie.ui.drafts import DraftKeeper
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.division import work
from meedoenbalie.ui.pages.division.decided import Decided, Fixed, Key

if TYPE_CHECKING:
    from meedoenbalie.services.dividing import Plan


class Proposal(QObject):
    """The proposal that is worked on. ``pending`` is a move that waits for a yes or a no."""

    changed = Signal()
    """Another plan, or other ticks, or a move that waits or doesn't any more."""
    asked = Signal()
    """A move waits for an answer."""
    failed = Signal(str)
    """There is no proposal, and why."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self.decided = Decided()
        self.plan: Plan | None = None
        self.pending: work.Move | None = None
        self.keeper = DraftKeeper(
            shell,
            DraftKind.DIVISION,
            self,
            typed=self.decided.typed,
            put=self._put,
            reset=self._reset,
        )

    def wanted(self) -> set[UUID]:
        """Return whose proposals would be taken over."""
        given = self.plan.given if self.plan is not None else {}
        return {who for who in given if who not in self.decided.left_out}

    def losing(self) -> set[UUID]:
        """Return who would lose something by the move that waits."""
        if self.pending is None:
            return set()
        shifts = self.pending.cost.shifts
        return {one.who for one in shifts if one.difference < 0 and one.before is not None}

    # -- proposing --------------------------------------------------------------------------

    def read(self) -> None:
        """Read who and what there is now, and divide it around what was decided."""
        desk, site, decided = self._shell.desk, self._shell.site, self.decided
        self.pending = None
        job = self._shell.tasks.work(
            work.divide(
                desk, site.id if site else None, decided.kind, decided.weeks, decided.fixed
            ),
            self._take,
            self._refused,
            label=_("De plaatsen worden verdeeld"),
        )
        job.finished.connect(lambda: self._over(stopped=job.cancelled))

    def choose(self, kind: OfferKind | None, weeks: int | None) -> None:
        """Divide something else."""
        self.decided.kind, self.decided.weeks = kind, weeks
        self.keeper.changed()
        self.read()

    def propose_anew(self) -> None:
        """Read again, and leave aside what was decided; that can be taken back."""
        if self.decided.fixed:
            self.decided.decide({})
            self.keeper.changed()
        self.read()

    def _over(self, *, stopped: bool) -> None:
        if stopped and self.plan is None:
            self.failed.emit(_("Gestopt. Er is geen voorstel."))

    def _refused(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self.plan = None
        self.failed.emit(text)
        return True

    def _take(self, plan: Plan) -> None:
        self.plan = plan
        self.decided.fixed = dict(plan.fixed)
        self.changed.emit()

    def _put(self, typed: object) -> None:
        if isinstance(typed, dict):
            self.decided.put(typed)
            self.read()

    def _reset(self) -> None:
        self.decided.forget()
        self.read()

    # -- changes ----------------------------------------------------------------------------

    def tick(self, who: UUID) -> None:
        """Take somebody's proposal over, or not."""
        if self.plan is not None and who in self.plan.given:
            self.decided.left_out ^= {who}
            self.keeper.changed()
            self.changed.emit()

    def move(self, who: UUID, key: Key | None) -> None:
        """Work out what it costs to move somebody; nothing is moved yet."""
        if self.plan is not None:
            self._shell.tasks.read(
                work.moved(self.plan, who, key),
                self._ask,
                self._cannot,
                key="division-move",
                label=_("De rest wordt opnieuw verdeeld"),
            )

    def go(self) -> None:
        """Move somebody all the same."""
        move, self.pending = self.pending, None
        if move is not None:
            self.decided.decide(move.plan.fixed)
            self._solved(move.plan)

    def leave_move(self) -> None:
        """Leave everybody where they are."""
        if self.pending is not None:
            self.pending = None
            self.changed.emit()

    def fix(self, who: UUID, *, on: bool) -> None:
        """Keep somebody where they are now, whatever else changes; or not any more."""
        if self.plan is None:
            return
        fixed: Fixed = {one: key for one, key in self.plan.fixed.items() if one != who}
        if on:
            fixed = {**fixed, who: self.plan.given.get(who)}
        self.decided.decide(fixed)
        self._solve()

    def undo(self) -> None:
        """Take back the last change of the proposal."""
        if self.decided.can_undo:
            self.decided.undo()
            self._solve()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.decided.can_redo:
            self.decided.redo()
            self._solve()

    def _ask(self, move: work.Move) -> None:
        # While it was worked out, something else may have been read.
        if self.plan is not None and move.plan.stated is self.plan.stated:
            self.pending = move
            self.changed.emit()
            self.asked.emit()

    def _solve(self) -> None:
        self.pending = None
        if self.plan is not None:
            self._shell.tasks.read(
                work.again(self.plan, self.decided.fixed),
                self._solved,
                self._cannot,
                key="division-again",
            )

    def _solved(self, plan: Plan) -> None:
        self.plan = plan
        self.keeper.changed()
        self.changed.emit()

    def _cannot(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            self._shell.say(text)
        return text is not None

    # -- what is recorded -------------------------------------------------------------------

    def go_together(self, people: list[UUID]) -> None:
        """Note that friends go together."""
        desk, number = self._shell.desk, len(people)
        said = ngettext("{n} vriend gaat samen.", "{n} vrienden gaan samen.", number)
        self._shell.tasks.write(
            lambda: companions.go_together(desk, people),
            lambda done: self._shell.saved(said.format(n=number), done.changed),
            self._cannot,
        )

    def go_alone(self, who: UUID) -> None:
        """Note that somebody goes alone again."""
        desk = self._shell.desk
        self._shell.tasks.write(
            lambda: companions.leave_company(desk, who),
            lambda done: self._shell.saved(_("Gaat weer alleen."), done.changed),
            self._cannot,
        )

    def accept(self) -> None:
        """Put what is ticked ready as drafts, in one step."""
        wanted = self.wanted()
        if self.plan is not None and wanted:
            self._shell.tasks.write(
                work.take_over(self._shell.desk, self.plan, wanted),
                self._accepted,
                self._overtaken,
                label=_("De voorstellen worden klaargezet"),
            )

    def _accepted(self, done: Done[int]) -> None:
        self.keeper.done()
        self.decided.forget()
        self.keeper.follow(restore=False)
        said = ngettext(
            "{n} concept klaargezet. Er is niets verstuurd.",
            "{n} concepten klaargezet. Er is niets verstuurd.",
            done.result,
        )
        self._shell.saved(said.format(n=formats.number(done.result)), done.changed)

    def _overtaken(self, error: Exception) -> bool:
        from meedoenbalie.services.dividing import DivisionChanged

        if not isinstance(error, DivisionChanged):
            return self._cannot(error)
        self._shell.say(
            _("Iemand of een plaats is intussen bezet. Er is niets klaargezet; kijk opnieuw.")
        )
        self.read()
        return True
