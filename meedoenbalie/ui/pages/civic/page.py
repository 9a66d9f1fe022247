"""Inburgering of one resident: what is recorded for a reason, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from meedoenbalie.domain.civic_integration.assess import must_be_told
from meedoenbalie.i18n import _, formats
from meedoenbalie.services import civic_integration as service
from meedoenbalie.services import messages
from meedoenbalie.services.civic_integration import CivicStanding
from meedoenbalie.services.desk import Done
from meedoenbalie.services.drafts import DraftKind
from meedoenbalie.services.field_words import label_of
from meedoenbalie.ui.drafts import DraftKeeper
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.civic.fields import CannotRead, CivicFields
from meedoenbalie.ui.pages.civic.outcome import Outcome
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.shortcuts import inside
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import EmptyState, Notice

KEY = "civic"
_SHOWS = frozenset({"civic_integration", "resident"})


class CivicPage(FormPage):
    """One form; beside it the rules. A ruling to tell in person stands above the form."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Inburgering"))
        self._who: UUID | None = None
        self._standing: CivicStanding | None = None
        self.notice = Notice("", tone="danger")
        self.notice.hide()
        self.form.add_top(self.notice)
        self.told_ruling = Button(_("&Verteld over de uitspraak"), "scale", small=True)
        self.told_ruling.clicked.connect(lambda: self._tell(ruling=True))
        self.told_costs = Button(_("Verteld over &kosten"), "euro", small=True)
        self.told_costs.clicked.connect(lambda: self._tell(ruling=False))
        self.ruling = Notice("", "", "attention", self.told_ruling, self.told_costs, below=True)
        self.ruling.hide()
        self.form.add_top(self.ruling)
        self.fields = CivicFields()
        self.keeper = DraftKeeper(
            shell,
            DraftKind.CIVIC,
            self,
            typed=self._typed,
            put=self.fields.boxes.put,
            reset=self.fields.boxes.reset,
            label=label_of,
        )
        self.form.add_top(self.keeper.notice)
        self.fields.boxes.listen(self.keeper.changed)
        self._empty = EmptyState(
            _("Kies een bewoner. Bij Gegevens en toestemming staat Inburgering."),
            _("Naar &Bewoners"),
            lambda: shell.go("residents"),
            "landmark",
        )
        self.form.body.addWidget(self._empty, 1)
        self.form.body.addWidget(self.fields)
        self.outcome = Outcome()
        self._beside = self.add_aside(340)
        self._beside.body.addWidget(self.outcome)
        self.form.body.addStretch()
        self.forget = Button(_("Weg&halen"), "eraser", on_click=self._forget)
        self.footer.add_left(Button(_("&Terug"), "arrow-left", on_click=shell.back))
        self.footer.add_left(self.forget)
        self.save_button = Button(_("&Opslaan"), "check", "primary", self.save)
        self.footer.add_right(self.save_button)
        inside(self, "Ctrl+S", _("opslaan"), self.save)
        self._show(None)

    def open_target(self, target: object) -> None:
        """Show the resident with that id."""
        if isinstance(target, UUID) and not (target == self._who and self.unsaved()):
            self.keeper.leave()
            self._who = target
            self._read()

    def refresh(self, changed: Changes) -> None:
        """Read again what was changed, unless somebody is typing."""
        if _SHOWS & changed and not self.unsaved():
            self._read()

    def person(self) -> UUID | None:
        """Return whose data are shown."""
        return self._who

    def place(self) -> object:
        """Return whom the form is about."""
        return self._who

    def unsaved(self) -> bool:
        """Return whether the form differs from what is stored."""
        return bool(self._typed())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rules below the form when there is no room beside it."""
        super().resizeEvent(event)
        if self._beside.isHidden():
            self.form.body.insertWidget(2, self.outcome)
        else:
            self._beside.body.addWidget(self.outcome)

    def save(self) -> None:
        """Store what is filled in, or say at the fields what is wrong."""
        who, standing = self._who, self._standing
        if who is None or standing is None:
            return
        try:
            values = self.fields.values()
        except CannotRead as error:
            self.fields.show_problems(error.problems)
            return
        version = standing.record.version if standing.record is not None else None
        self._write(
            lambda: service.record_civic(self.shell.desk, who, values, version),
            _("Inburgering van {name} opgeslagen").format(name=standing.resident.full_name),
        )

    def _typed(self) -> dict[str, Any]:
        return self.fields.boxes.typed() if self._standing is not None else {}

    def _tell(self, *, ruling: bool) -> None:
        who = self._who
        if who is not None:
            desk = self.shell.desk
            self._write(
                lambda: service.tell_ruling(desk, who, ruling=ruling, costs=not ruling),
                _("Vastgelegd dat u het vertelde"),
            )

    def _forget(self) -> None:
        who = self._who
        if who is not None:
            desk = self.shell.desk
            self._write(
                lambda: service.forget_civic(desk, who),
                _("Inburgering weggehaald. Ctrl+Z zet het terug."),
            )

    def _write(self, act: Callable[[], Done[Any]], said: str) -> None:
        def saved(done: Done[Any]) -> None:
            self.keeper.done()
            self.fields.boxes.saved()
            self.shell.saved(said, done.changed)
            self._read()

        self.shell.tasks.write(act, saved, self._failed)

    def _read(self) -> None:
        desk, who = self.shell.desk, self._who
        if who is not None:
            self.shell.tasks.read(
                lambda: service.civic_standing(desk, who), self._show, self._failed, key=KEY
            )

    def _show(self, standing: CivicStanding | None) -> None:
        self._standing = standing
        self.notice.hide()
        self._empty.setVisible(standing is None)
        self.fields.setVisible(standing is not None)
        self.save_button.setVisible(standing is not None)
        record = standing.record if standing is not None else None
        self.forget.setVisible(record is not None)
        self.ruling.hide()
        if standing is None:
            return
        resident = standing.resident
        self.head.set_subtitle(f"{resident.full_name} · {resident.reference}")
        self.fields.fill(record)
        self.outcome.show_found(standing.found, self.shell.desk.clock.today())
        self._show_ruling(standing)
        version = record.version if record is not None else 0
        self.keeper.follow(str(resident.id), subject_id=resident.id, version=version)
        self.fields.choice("purpose").setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ruling(self, standing: CivicStanding) -> None:
        record, found = standing.record, standing.found
        if record is None or found is None or found.ruling is None:
            return
        tell_ruling, tell_costs = must_be_told(record, found)
        day = formats.full_day(found.ruling.decided_on)
        self.told_ruling.setVisible(tell_ruling)
        self.told_costs.setVisible(tell_costs)
        if tell_ruling or tell_costs:
            self.ruling.set_message(
                _("Vertel dit zelf aan {name}.").format(name=standing.resident.full_name),
                _(
                    "Door de uitspraak van {day} is er geen plicht om in te burgeren. Zijn er "
                    "kosten gemaakt? Die kunnen worden vergoed. DUO beslist."
                ).format(day=day),
            )
            self.ruling.set_tone("attention")
        else:
            told = [one for one in (record.ruling_told_on, record.costs_told_on) if one]
            self.ruling.set_message(
                _("Verteld op {day}.").format(day=formats.full_day(max(told))),
                _("Over de uitspraak en over kosten, door {name}.").format(name=record.told_by),
            )
            self.ruling.set_tone("info")
        self.ruling.show()

    def _failed(self, error: Exception) -> bool:
        problems = messages.field_problems(error)
        if problems and self.fields.show_problems(problems) is not None:
            return True
        text = messages.explain(error)
        if text is None:
            return False
        self.notice.set_message(_("Niet opgeslagen."), text)
        self.notice.show()
        return True
