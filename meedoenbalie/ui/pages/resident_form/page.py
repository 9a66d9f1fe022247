"""Registering and changing a resident by hand: nothing that was typed gets lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _
from meedoenbalie.services import messages, registration
from meedoenbalie.services.desk import Done
from meedoenbalie.services.drafts import DraftKind
from meedoenbalie.services.edited_at_once import Meanwhile, changed_meanwhile
from meedoenbalie.ui.drafts import DraftKeeper, DraftTarget
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.doubles.notice import DoubleNotice
from meedoenbalie.ui.pages.resident_form.conflict import ConflictDialog
from meedoenbalie.ui.pages.resident_form.fields import Refusals, ResidentFields, in_inputs
from meedoenbalie.ui.pages.resident_form.target import FieldOf
from meedoenbalie.ui.pages.resident_form.who import typed_person
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.shortcuts import inside
from meedoenbalie.ui.tasks import Job
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import with_typed
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text

NEW: Final = "new"
"""The target that begins a resident who isn't there yet."""

Target = UUID | str

_ROOM_AROUND = 64


@dataclass(slots=True)
class _Form:
    """What is being filled in: for whom, from which record, and how it stood at the start."""

    resident: Resident | None
    start: dict[str, Any]
    frozen: dict[str, Any]


class ResidentFormPage(FormPage):
    """One form for a new resident and for changes; what is half-typed waits as a draft."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Bewoner toevoegen"))
        self._target: Target = NEW
        self._at = "given_name"
        self._form: _Form | None = None
        self._saving = False
        self._named = False
        self._held: Job | None = None
        self._go_on = Button(_("&Verder typen"), on_click=self._give_up, small=True)
        self._go_on.hide()
        self.notice = Notice("", "", "attention", self._go_on)
        self.notice.hide()
        self.form.add_top(self.notice)
        self.fields = ResidentFields(shell.desk.clock.today())
        self.keeper = DraftKeeper(
            shell,
            DraftKind.RESIDENT,
            self,
            typed=self._typed,
            put=self.fields.put_frozen,
            reset=self._put_back,
            begin_anew=self._begin_anew,
        )
        self.form.add_top(self.keeper.notice)
        self.fields.changed.connect(self._tell_state)
        self.fields.changed.connect(self.keeper.changed)
        self.doubles = DoubleNotice(
            shell,
            lambda: typed_person(self.fields.bound),
            lambda resident: shell.go("residents", resident),
        )
        self.fields.changed.connect(self.doubles.typed)
        self.form.add_top(self.doubles)
        self.form.body.addWidget(self.fields)
        self._state = Text("", "body", "ink2")
        self.footer.add_left(self._state)
        self.footer.add_right(Button(_("&Annuleren"), on_click=self._cancel))
        self.save_button = Button(_("&Opslaan"), "check", "primary", self.save)
        self.footer.add_right(self.save_button)
        inside(self, "Ctrl+S", _("opslaan"), self.save)
        self._begin(NEW, None)

    def shown(self) -> None:
        """Begin a new resident when nobody was named; put the cursor in the first field."""
        if not self._named:
            self.open_target(NEW)
        self._named = False
        box = self.fields.bound[self._at].field.box
        self._at = "given_name"
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.scroller.ensureWidgetVisible(box)

    def open_target(self, target: object) -> None:
        """Begin a new resident (``NEW``), change one (an id), or go on with a draft.

        A ``FieldOf`` changes somebody and begins at one field.
        """
        self._named = True
        if isinstance(target, FieldOf):
            self._at, target = target.field, target.resident_id
        # What waits for the server stays where one sees what becomes of it.
        if self._held is not None or (target == self._target and self.unsaved()):
            return
        self.keeper.leave()
        if isinstance(target, UUID):
            self._target = target
            self._read(target)
        else:
            self._begin(NEW, None)
            self.keeper.follow(wanted=target.id if isinstance(target, DraftTarget) else None)

    def refresh(self, changed: Changes) -> None:
        """Say no more of others than may be seen."""
        if "shared_view" in changed:
            self.doubles.show_anew()

    def person(self) -> UUID | None:
        """Return whose data are changed; nobody's yet when somebody new is registered."""
        return self._target if isinstance(self._target, UUID) else None

    def place(self) -> object:
        """Return whom the form is about."""
        return self._target

    def unsaved(self) -> bool:
        """Return whether the form differs from what is stored."""
        return bool(self._typed())

    def save(self) -> None:
        """Store what is filled in, or say at the fields what is wrong."""
        if self._saving or self._form is None:
            return
        try:
            values = self.fields.values()
        except Refusals as refusals:
            self._show_problems(refusals.problems)
            return
        desk, site, resident = self.shell.desk, self.shell.site, self._form.resident

        def write() -> Done[Resident]:
            if resident is not None:
                return registration.change_resident(desk, resident.id, resident.version, **values)
            where = site or registration.sites(desk)[0]
            return registration.register_resident(desk, where.id, **values)

        self._saving = True
        self.save_button.setEnabled(False)
        refused = partial(self._refused, self._form, values)
        job = self.shell.tasks.write(write, self._saved, refused)
        job.held.connect(partial(self._hold, job))

    def _hold(self, job: Job) -> None:
        """Let the form stand as it will be saved once the server is back."""
        self._held = job
        self.fields.setEnabled(False)
        self._go_on.show()
        self.notice.set_message(
            _("Nog niet opgeslagen: de server is weg."),
            _("Dit wordt vanzelf opgeslagen zodra hij er weer is."),
        )
        self.notice.set_tone("attention")
        self.notice.show()

    def _give_up(self) -> None:
        if self._held is not None:
            self.shell.tasks.give_up(self._held)
            self.notice.set_message(
                _("Niet opgeslagen."),
                _("Wat u typte, staat er nog. Sla het op als de server er weer is."),
            )

    def _begin(self, target: Target, resident: Resident | None) -> None:
        self._target = target
        self.notice.hide()
        self.doubles.begin(resident.id if resident is not None else None)
        start = self._empty() if resident is None else self.fields.raw_of(resident)
        self.fields.show_departure(resident is not None)
        self._show(resident, start)
        self.head.set_title(_("Bewoner toevoegen") if resident is None else _("Bewoner wijzigen"))
        where = self.shell.site.name if self.shell.site else ""
        self.head.set_subtitle(
            where if resident is None else f"{resident.full_name} · {resident.reference}"
        )
        self._tell_state()

    def _empty(self) -> dict[str, Any]:
        return {name: item.empty for name, item in self.fields.bound.items()}

    def _show(self, resident: Resident | None, start: dict[str, Any]) -> None:
        self._form = None
        self.fields.set_raw(start)
        self._form = _Form(resident, start, self.fields.frozen())

    def _typed(self) -> dict[str, Any]:
        return {} if self._form is None else with_typed(self._form.frozen, self.fields.frozen())

    def _put_back(self) -> None:
        if self._form is not None:
            self.fields.set_raw(self._form.start)
            self._tell_state()

    def _begin_anew(self) -> None:
        """Leave what is typed as a draft and begin with somebody else."""
        if self._held is not None:
            return
        self.keeper.leave()
        self._begin(NEW, None)
        self.keeper.follow(restore=False)
        self.fields.bound["given_name"].field.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, resident_id: UUID) -> None:
        desk = self.shell.desk
        self.shell.tasks.read(
            lambda: registration.dossier(desk, resident_id).resident,
            self._change,
            self._say_failure,
            key="resident_form",
        )

    def _change(self, resident: Resident) -> None:
        self._begin(resident.id, resident)
        self.keeper.follow(str(resident.id), subject_id=resident.id, version=resident.version)

    def _saved(self, done: Done[Resident]) -> None:
        new = self._form is None or self._form.resident is None
        self.keeper.done()
        self._done_saving()
        name = done.result.full_name
        self._begin(NEW, None)
        text = _("{name} toegevoegd") if new else _("Wijziging van {name} opgeslagen")
        self.shell.saved(text.format(name=name), done.changed)
        self.shell.go("residents", done.result.id)

    def _refused(self, form: _Form, typed: dict[str, Any], error: Exception) -> bool:
        self._done_saving()
        if form is not self._form:
            # Somebody else stands here by now; what was typed about the first one is a draft.
            text = messages.explain(error)
            self.shell.say(text or "")
            return text is not None
        problems = messages.field_problems(error)
        if self._show_problems(problems):
            return True
        if messages.is_stale(error) and form.resident is not None:
            desk, shown = self.shell.desk, form.resident
            self.shell.tasks.read(
                lambda: changed_meanwhile(desk, shown, typed),
                partial(self._ask_what_stays, form),
                self._say_failure,
            )
            return True
        return self._say_failure(error)

    def _show_problems(self, problems: dict[str, str]) -> bool:
        """Go to the first field that is wrong; False when the form has none of them."""
        wrong = self.fields.show_problems(problems)
        if wrong is not None:
            scroller = self.form.scroller
            # The messages have just moved everything below them.
            self.fields.adjustSize()
            scroller.ensureWidgetVisible(wrong, 0, theme().px(_ROOM_AROUND))
        return wrong is not None

    def _ask_what_stays(self, form: _Form, found: Meanwhile) -> None:
        """Tell what somebody else changed; what was typed here stays in the form either way."""
        if form is not self._form:
            return
        dialog = ConflictDialog(self, found)
        dialog.ended.connect(lambda theirs: self._save_over(found.resident, theirs))
        dialog.rejected.connect(self._say_not_saved)
        dialog.open()

    def _save_over(self, theirs: Resident, chosen: Collection[str]) -> None:
        """Save what was typed here on what is stored now, but for the fields chosen from there."""
        if self._form is None:
            return
        start = self.fields.raw_of(theirs)
        merged = _mine_over_theirs(self._form.start, self.fields.raw(), start, in_inputs(chosen))
        self._show(theirs, start)
        self.fields.set_raw(merged)
        self.keeper.rebase(theirs.version)
        self.notice.hide()
        self.save()

    def _say_not_saved(self) -> None:
        self.notice.set_message(
            _("Niet opgeslagen."),
            _("Iemand anders heeft dit intussen gewijzigd. Wat u typte, staat er nog."),
        )
        self.notice.set_tone("attention")
        self.notice.show()

    def _say_failure(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self.notice.set_message(_("Niet opgeslagen."), text)
        self.notice.set_tone("danger")
        self.notice.show()
        return True

    def _done_saving(self) -> None:
        self._saving, self._held = False, None
        self._go_on.hide()
        self.notice.hide()
        self.fields.setEnabled(True)
        self.save_button.setEnabled(True)

    def _cancel(self) -> None:
        self.shell.back()

    def _tell_state(self) -> None:
        self._state.setText(_("nog niet opgeslagen") if self.unsaved() else "")

    def panes(self) -> tuple[QWidget, ...]:
        """Return the head and the form."""
        return (self.head, self.form)


def _mine_over_theirs(
    start: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], chosen: Collection[str]
) -> dict[str, Any]:
    """Return their state with my changes on top, but for the inputs chosen from theirs."""
    return {
        name: mine[name] if mine[name] != start[name] and name not in chosen else theirs[name]
        for name in theirs
    }
