"""Plaats vasthouden: for whom, at which start, until when; and giving it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast
from uuid import UUID

from PySide6.QtCore import QDate, Qt

from meedoenbalie.i18n import _, formats, places
from meedoenbalie.services import holding, messages
from meedoenbalie.services.desk import Done
from meedoenbalie.services.holding import Holding, PlaceHold
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.text import Text

KEY = "held_place"
_WIDTH = 440
_SHOWS = frozenset({"place_hold", "offer", "resident"})

Target = tuple[UUID, UUID]
"""The resident and the offer."""


class HeldPlacePage(FormPage):
    """Holds a place for one resident, or changes what is held."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Plaats vasthouden"))
        self._read_it: Callable[[], Holding] | None = None
        self._found: Holding | None = None
        self.head.add_action(Button(_("&Terug"), "arrow-left", on_click=shell.back))
        self._who = Text("", "section", wrap=True)
        self._where = Text("", "body", "ink2", wrap=True)
        self._notice = Notice("")
        self._notice.hide()
        self._today = shell.desk.clock.today()
        self._first: tuple[object, QDate] | None = None
        self.start = Choice()
        self.until = DateBox(to_qdate(self._today))
        self.until.setMinimumDate(to_qdate(self._today))
        which = Field(_("Welke &start?"), self.start)
        hint = _("Zolang telt de plaats als bezet. Daarna komt die vanzelf vrij.")
        how_long = Field(_("Tot en &met"), self.until, hint=hint)
        for field in (which, how_long):
            field.setMaximumWidth(theme().px(_WIDTH))
        self._empty = EmptyState(
            _("Kies bij Matchen een aanbod voor een bewoner."),
            _("Naar &Matchen"),
            lambda: shell.go("matching"),
            "hourglass",
        )
        self._asked = (self._who, self._where, which, how_long)
        self.form.body.addWidget(self._empty, 20)
        for widget in (self._who, self._where, self._notice, which, how_long):
            self.form.body.addWidget(widget)
        self.form.body.addStretch(1)
        self.release = Button(_("Vrij&geven"), "undo-2", on_click=self._release)
        self.refer = Button(_("&Doorverwijzen"), "send", on_click=self._refer)
        self.hold = Button(_("&Vasthouden"), "hourglass", "primary", self._hold)
        self.footer.add_left(self.release)
        self.footer.add_right(self.refer)
        self.footer.add_right(self.hold)
        self._show(None)

    def open_target(self, target: object) -> None:
        """Show a held place by its id, or ask for one with a resident and an offer."""
        desk = self.shell.desk
        if isinstance(target, UUID):
            self._read_it = lambda: holding.holding_of(desk, target)
        elif isinstance(target, tuple):
            resident_id, offer_id = cast(Target, target)
            self._read_it = lambda: holding.holding_for(desk, resident_id, offer_id)
        self._read()

    def refresh(self, changed: Changes) -> None:
        """Read again what was changed."""
        if _SHOWS & changed:
            self._read()

    def _read(self) -> None:
        if self._read_it is not None:
            self.shell.tasks.read(self._read_it, self._show, self._failed, key=KEY)

    def _show(self, found: Holding | None) -> None:
        chosen = self._chosen() if _same(self._found, found) else None
        self._found = found
        hold = found.hold if found is not None else None
        self._notice.hide()
        self.release.setVisible(hold is not None)
        self.refer.setVisible(hold is not None)
        self.hold.setText(_("&Langer vasthouden") if hold else _("&Vasthouden"))
        self.hold.setVisible(found is not None)
        self._empty.setVisible(found is None)
        self.footer.setVisible(found is not None)
        for widget in self._asked:
            widget.setVisible(found is not None)
        if found is None:
            return
        self._who.setText(
            _("{name} bij {offer}").format(name=found.resident.full_name, offer=found.offer.title)
        )
        self._where.setText(
            _("Vastgehouden tot en met {day}").format(day=formats.weekday_and_day(hold.until))
            if hold
            else _("Nog niet vastgehouden")
        )
        self._fill_starts(found)
        self.until.setDate(to_qdate(hold.until if hold else found.until))
        self._first = (self.start.value(), self.until.date())
        if chosen is None:
            self.until.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        # Another desk changed something meanwhile; what was chosen here stays.
        start, until = chosen
        self.start.setCurrentIndex(max(self.start.findData(start), 0))
        self.until.setDate(until)

    def _chosen(self) -> tuple[object, QDate] | None:
        """Return what somebody chose; None where it stands as it was shown."""
        now = (self.start.value(), self.until.date())
        return now if now != self._first else None

    def _fill_starts(self, found: Holding) -> None:
        self.start.clear()
        for figure in found.figures:
            words = f"{places.start(figure.on)} · {places.free(figure)}"
            self.start.addItem(words, figure.on)
        roomy = (place for place, figure in enumerate(found.figures) if not figure.full)
        held = [figure.on for figure in found.figures]
        if found.hold is not None and found.hold.start_on in held:
            self.start.setCurrentIndex(held.index(found.hold.start_on))
        else:
            self.start.setCurrentIndex(next(roomy, 0))
        self.start.setEnabled(found.hold is None)

    def _hold(self) -> None:
        found, desk = self._found, self.shell.desk
        if found is None:
            return
        until = to_date(self.until.date())
        hold, who, what = found.hold, found.resident.id, found.offer.id
        if hold is not None:
            self._write(lambda: holding.hold_longer(desk, hold.id, until), _("Langer vastgehouden"))
            return
        start = cast(date | None, self.start.value())
        self._write(
            lambda: holding.hold_place(desk, who, what, start, until), _("Plaats vastgehouden")
        )

    def _release(self) -> None:
        desk, hold = self.shell.desk, self._found.hold if self._found else None
        if hold is not None:
            self._write(lambda: holding.release_place(desk, hold.id), _("Plaats vrijgegeven"))

    def _refer(self) -> None:
        if self._found is not None:
            self.shell.go("refer", (self._found.resident.id, self._found.offer.id))

    def _write(self, act: Callable[[], Done[PlaceHold]], said: str) -> None:
        self.shell.tasks.write(act, lambda done: self.shell.saved(said, done.changed), self._failed)

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._notice.set_message(text)
        self._notice.show()
        return True


def _same(one: Holding | None, other: Holding | None) -> bool:
    """Tell whether two are about the same place for the same resident."""
    if one is None or other is None:
        return False
    held = [each.hold.id if each.hold else None for each in (one, other)]
    about = [(each.resident.id, each.offer.id) for each in (one, other)]
    return held[0] == held[1] and about[0] == about[1]
