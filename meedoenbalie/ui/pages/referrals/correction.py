"""Why an event is struck (herstellen, 07)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.referrals import ReferralEvent
from meedoenbalie.i18n import _, labels
from meedoenbalie.ui.pages.referrals.step_form import CORRECTION, InPlace, note_box
from meedoenbalie.ui.widgets.inputs import Field


class CorrectionForm(InPlace):
    """Asks why an event is struck; ``corrected`` carries the note."""

    corrected = Signal(str)

    def __init__(self, event: ReferralEvent) -> None:
        super().__init__(
            _("Herstellen: {event}").format(event=labels.event(event.kind)),
            f"{CORRECTION}{event.id}",
            _("De gebeurtenis blijft staan, doorgestreept. De status volgt uit de rest."),
        )
        self.note = note_box()
        self._field = Field(_("Wat klopte er niet?"), self.note)
        self.column.addWidget(self._field)
        self.finish(_("&Herstel vastleggen"), "eraser", self._record)

    def boxes(self) -> dict[str, QWidget]:
        """Return the note."""
        return {"note": self.note}

    def _record(self) -> None:
        note = self.note.toPlainText().strip()
        if not note:
            self._field.set_error(_("Schrijf er in het kort bij waarom."))
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.record.setEnabled(False)
        self.corrected.emit(note)
