"""Whom the page is about, with correcting and limiting the use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.inzage import Inzage
from meedoenbalie.ui.pages.dossier_rights.words import called, person_line
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import PersonAvatar
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import CutText, Text


class PersonBlock(QWidget):
    """Name and number; *Verbeteren* and *Gebruik beperken*, which asks in place what is agreed.

    ``restrict`` gets what was agreed; ``lift`` ends the restriction.
    """

    def __init__(
        self,
        correct: Callable[[], object],
        restrict: Callable[[str], object],
        lift: Callable[[], object],
    ) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(10))
        row = QHBoxLayout()
        row.setSpacing(now.px(12))
        self._avatar = PersonAvatar("", 28)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name = CutText("", "card_title")
        self._line = Text("", "body", "ink2", wrap=True)
        words.addWidget(self.name)
        words.addWidget(self._line)
        row.addLayout(words, 1)
        self.correct = Button(_("&Verbeteren"), "pencil", on_click=correct)
        self.limit = Button(_("&Gebruik beperken"), "hand", on_click=self._ask)
        for button in (self.correct, self.limit):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self._lift = Button(_("Beperking &opheffen"), "undo-2", on_click=lift, small=True)
        self.restricted = Notice("", "", "attention", self._lift)
        column.addWidget(self.restricted)
        self.agreed = QLineEdit()
        self.agreed.setMaxLength(Resident.model_fields["restriction"].metadata[0].max_length)
        self.field = Field(
            _("Wat is afgesproken?"),
            self.agreed,
            optional=True,
            hint=_("Niemand stelt dan iets voor, deelt iets of verwijst door. Bewaren gaat door."),
        )
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self.field)
        buttons = QHBoxLayout()
        self.confirm = Button(
            _("&Beperken"), "hand", on_click=lambda: restrict(self.agreed.text()), small=True
        )
        self._never_mind = Button(_("&Annuleren"), kind="quiet", on_click=self._stop, small=True)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self._never_mind)
        buttons.addStretch(1)
        asking.addLayout(buttons)
        column.addWidget(self._asking)
        self.restricted.hide()
        self._asking.hide()

    def show_person(self, inzage: Inzage) -> None:
        """Show a resident, and whether the use is limited."""
        resident = inzage.dossier.resident
        self._avatar.set_name(resident.full_name)
        self.name.setText(resident.full_name)
        self._line.setText(person_line(inzage))
        limited = resident.restricted_since
        self.limit.setVisible(limited is None)
        self.restricted.setVisible(limited is not None)
        if limited is not None:
            self._stop()
            self.restricted.set_message(
                _("Gebruik beperkt sinds {day}.").format(day=formats.weekday_and_day(limited)),
                resident.restriction
                or _("Stel {name} niets voor en deel niets.").format(name=called(resident)),
            )

    def _ask(self) -> None:
        self._asking.show()
        self.agreed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        self._asking.hide()
        self.agreed.clear()
        self.field.set_error("")
