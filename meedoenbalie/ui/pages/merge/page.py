"""Samenvoegen: two dossiers side by side; a person chooses field by field and says yes."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from meedoenbalie.domain.merged import NotDouble
from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, labels
from meedoenbalie.services import doubles, merging, messages
from meedoenbalie.services.desk import Done
from meedoenbalie.services.merging import Comparison
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.merge.rows import FieldChoices
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import EmptyState, Notice

KEY = "merge"
_SHOWN = {"resident", "contact", "consent", "referral", "information_given"}


class MergePage(FormPage):
    """The left dossier stays, the right one becomes part of it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Dossiers samenvoegen"))
        self._both: tuple[UUID, UUID] | None = None
        self._shown: tuple[UUID, UUID] | None = None
        self.choices: FieldChoices | None = None
        self.head.add_action(Button(_("&Terug"), "arrow-left", on_click=shell.back))
        self.swap = Button(_("&Andere laten blijven"), "arrow-left-right", on_click=self._swap)
        self.head.add_action(self.swap)
        self._place = QVBoxLayout()
        self.form.body.addLayout(self._place, 20)
        self.form.body.addStretch(1)
        self.apart = Button(_("&Geen dubbele"), on_click=self._say_not_double)
        self.footer.add_left(self.apart)
        self.merge = Button(_("&Samenvoegen"), "merge", "primary", self._merge)
        self.footer.add_right(self.merge)
        self._show_nothing()

    def open_target(self, target: object) -> None:
        """Set two dossiers side by side: the one that stays and the other, by their ids."""
        match target:
            case (UUID() as kept, UUID() as other):
                self._both = (kept, other)
                self._read()

    def refresh(self, changed: Changes) -> None:
        if changed & _SHOWN and self._both is not None:
            self._read()

    def place(self) -> object:
        """Return the two dossiers."""
        return self._both

    def _read(self) -> None:
        if self._both is None:
            return
        desk, (kept, other) = self.shell.desk, self._both
        self.shell.tasks.read(
            lambda: merging.compare_dossiers(desk, kept, other), self._show, self._failed, key=KEY
        )

    def _show(self, found: Comparison) -> None:
        both = (found.kept.id, found.other.id)
        # Another desk may have changed something meanwhile; what was chosen here stays.
        before = self.choices.chosen() if self.choices is not None and self._shown == both else {}
        self._shown = both
        clear_layout(self._place)
        self.head.set_subtitle(f"{found.kept.reference} · {found.other.reference}")
        moves = ", ".join(
            f"{labels.record(kind)} ({count})" for kind, count in sorted(found.moves.items())
        )
        strong = _("{number} blijft, {other} gaat erin op.").format(
            number=found.kept.reference, other=found.other.reference
        )
        rest = (
            _("Gaat mee: {what}.").format(what=moves)
            if moves
            else _("Bij {number} is verder niets vastgelegd.").format(number=found.other.reference)
        )
        self._place.addWidget(Notice(strong, rest))
        self.choices = FieldChoices(
            found.fields,
            _("{number}, blijft").format(number=found.kept.reference),
            _("{number}, gaat erin op").format(number=found.other.reference),
        )
        self._place.addWidget(self.choices)
        self.choices.choose(before)
        for act in (self.merge, self.swap, self.apart):
            act.enable()
        first = self.choices.first() or self.merge
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_nothing(self) -> None:
        """Say where the two come from, when the page is opened without them."""
        self._both, self._shown, self.choices = None, None, None
        clear_layout(self._place)
        self.head.set_subtitle("")
        sentence = _("Kies eerst bij Mogelijke dubbelen welke twee u naast elkaar wilt zetten.")
        way = _("&Mogelijke dubbelen")
        self._place.addWidget(
            EmptyState(sentence, way, lambda: self.shell.go("doubles"), icon="merge"), 20
        )
        for act in (self.merge, self.swap, self.apart):
            act.disable(sentence)

    def _swap(self) -> None:
        if self._both is not None:
            self._both = (self._both[1], self._both[0])
            self._read()

    def _merge(self) -> None:
        if self._both is None or self.choices is None:
            return
        desk, (kept, other), chosen = self.shell.desk, self._both, self.choices.from_other()
        self.merge.disable(_("Bezig met samenvoegen"))
        self.shell.tasks.write(
            lambda: merging.merge(desk, kept, other, chosen), self._merged, self._failed
        )

    def _merged(self, done: Done[Resident]) -> None:
        self._show_nothing()
        self.shell.saved(
            _("Samengevoegd tot {number}").format(number=done.result.reference), done.changed
        )
        self.shell.go("residents", done.result.id)

    def _say_not_double(self) -> None:
        if self._both is None:
            return
        desk, (kept, other) = self.shell.desk, self._both
        self.shell.tasks.write(
            lambda: doubles.say_not_double(desk, kept, other), self._left, self._failed
        )

    def _left(self, done: Done[NotDouble]) -> None:
        self._show_nothing()
        self.shell.saved(_("Onthouden: geen dubbele"), done.changed)
        self.shell.back()

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        clear_layout(self._place)
        self._place.addWidget(Notice(text, "", "danger"))
        for act in (self.merge, self.swap, self.apart):
            act.disable(text)
        return True
