"""Ervaringen of a started referral: which moments were asked, and what was said (07)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.i18n import _, experiences, formats
from meedoenbalie.services.experiences import Asking
from meedoenbalie.ui.pages.referrals.experience_form import ExperienceForm
from meedoenbalie.ui.pages.referrals.step_form import InPlace
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.dated_rows import DatedRow, DatedRows
from meedoenbalie.ui.widgets.text import Line, Text

LETTER = "i"
"""The letter of its button, which no other button of this screen has."""


class ExperiencesSection(QWidget):
    """The moments so far and the button that opens the form.

    ``typed`` carries what was on paper as :class:`OnPaper`, ``turned`` and ``printed`` the moment
    and the language as :class:`InLanguage`, ``taken_away`` the id of what was said.
    """

    typed = Signal(object)
    turned = Signal(object)
    printed = Signal(object)
    taken_away = Signal(object)

    def __init__(
        self,
        moments: Sequence[Asking],
        language: str,
        today: date,
        open_form: Callable[[InPlace, QWidget], None],
    ) -> None:
        super().__init__()
        now = theme()
        self._language, self._open_form = language, open_form
        self._moments = [one for one in moments if one.from_on <= today or one.known]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, now.px(4), 0, now.px(4))
        column.setSpacing(now.px(6))
        column.addWidget(Line())
        column.addWidget(Text(_("Ervaringen"), "body_strong"))
        column.addWidget(DatedRows([_row(one, today) for one in moments], when_width=84))
        self.ask_button = Button(_("Ervar&ing vragen…"), "face-slightly-smiling", on_click=self.ask)
        column.addWidget(self.ask_button)
        # Only inside its place: a button without one would be a window of its own.
        self.ask_button.setVisible(bool(self._moments))

    def ask(self) -> None:
        """Open the form at the moment that is to be asked now, or else at the last one."""
        if not self._moments:
            return
        form = ExperienceForm(self._moments, self._language)
        form.typed.connect(self.typed)
        form.turned.connect(self.turned)
        form.printed.connect(self.printed)
        form.taken_away.connect(self.taken_away)
        self._open_form(form, form.turn)

    def set_asking(self, asking: bool) -> None:
        """Take the button away while a form is open: one at a time."""
        self.ask_button.setVisible(bool(self._moments) and not asking)


def _row(one: Asking, today: date) -> DatedRow:
    when = experiences.moment(one.moment)
    if one.known is not None:
        answers = " · ".join(experiences.answers(one.known))
        return DatedRow(when, answers, formats.day(one.known.answered_on))
    if one.from_on > today:
        return DatedRow(when, _("vragen vanaf {day}").format(day=formats.day(one.from_on)))
    if one.is_open(today):
        return DatedRow(when, _("nu vragen, liefst voor {day}").format(day=formats.day(one.by)))
    return DatedRow(when, _("niet gevraagd"))
