"""Choosing the conditions of a group, all on one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from meedoenbalie.domain.people import DutchLevel, ResidencePhase
from meedoenbalie.i18n import _, labels
from meedoenbalie.services import messages
from meedoenbalie.services.groups import ConsentState, GroupFilter
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.pages.language_choice import LanguageChoice
from meedoenbalie.ui.pages.residents.group_words import consent_text
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.date_list import to_date, to_qdate
from meedoenbalie.ui.widgets.daypart_grid import DaypartGrid
from meedoenbalie.ui.widgets.inputs import Choice, DateBox, Field
from meedoenbalie.ui.widgets.number_box import NumberBox

if TYPE_CHECKING:
    from meedoenbalie.ui.page import Page

_OLDEST, _LONGEST = 120, 520


class GroupForm(AskDialog):
    """Asks for conditions; ``ended`` carries the filter."""

    def __init__(self, page: Page, wanted: GroupFilter) -> None:
        super().__init__(
            page,
            _("Bewoners filteren"),
            _("Een bewoner moet aan alles voldoen. Wat u leeg laat, telt niet mee."),
            _("&Toon bewoners"),
            "list-filter",
            width=620,
        )
        today = page.shell.desk.clock.today()
        self.youngest = NumberBox(_OLDEST, wanted.minimum_age)
        self.oldest = NumberBox(_OLDEST, wanted.maximum_age)
        self._today = today
        self.day = DateBox(to_qdate(wanted.age_on or today))
        self.lowest = Choice(_levels(_("elk niveau")))
        self.highest = Choice(_levels(_("elk niveau")))
        self.lowest.set_value(min(wanted.levels, key=_rank) if wanted.levels else None)
        self.highest.set_value(max(wanted.levels, key=_rank) if wanted.levels else None)
        self.phase = Choice(
            [(_("elke fase"), None), *((labels.phase(each), each) for each in ResidencePhase)]
        )
        self.phase.set_value(wanted.phases[0] if wanted.phases else None)
        self.language = LanguageChoice([wanted.language])
        self.language.insertItem(0, _("elke taal"), "")
        self.language.set_value(wanted.language)
        self.weeks = NumberBox(_LONGEST, wanted.waiting_weeks)
        self.consent = Choice(
            [(_("maakt niet uit"), None), *((consent_text(each), each) for each in ConsentState)]
        )
        self.consent.set_value(wanted.consent)
        self.departed = Choice([(_("nu hier"), False), (_("vertrokken"), True)])
        self.departed.set_value(wanted.departed)
        self.free = DaypartGrid()
        self.free.set_free(wanted.free)
        self.not_informed = QCheckBox(_("Nog niet voorgelicht"))
        self.not_informed.setChecked(wanted.not_informed)
        self.without_referral = QCheckBox(_("Zonder doorverwijzing"))
        self.without_referral.setChecked(wanted.without_referral)
        self._lay_out()

    def _lay_out(self) -> None:
        self._ages = Field(_("Lee&ftijd vanaf"), self.youngest)
        self._row(
            self._ages, Field(_("tot &en met"), self.oldest), Field(_("op welke &dag"), self.day)
        )
        self._row(
            Field(_("N&iveau vanaf"), self.lowest),
            Field(_("t&ot en met"), self.highest),
            Field(_("&Verblijfsfase"), self.phase),
        )
        self._row(
            Field(_("Taa&l"), self.language),
            Field(_("Wacht langer dan (&weken)"), self.weeks),
            Field(_("W&aar"), self.departed),
        )
        self.column.addWidget(Field(_("V&rij op"), self.free))
        self._row(Field(_("&Gegevens delen"), self.consent))
        self._row(self.not_informed, self.without_referral)

    def _row(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        for widget in widgets:
            row.addWidget(widget, 1)
        self.column.addLayout(row)

    def act(self) -> None:
        """Hand over what was chosen, or say what is wrong with it."""
        try:
            chosen = self.chosen()
        except ValueError as error:
            problems = messages.field_problems(error)
            self.error.set_message(next(iter(problems.values()), ""))
            return
        self.ended.emit(chosen)
        self.accept()

    def chosen(self) -> GroupFilter:
        """Return the conditions. Raises pydantic.ValidationError."""
        day = to_date(self.day.date())
        ages = (self.youngest.value(), self.oldest.value())
        other_day = day != self._today and ages != (None, None)
        phase, consent = self.phase.value(), self.consent.value()
        return GroupFilter(
            minimum_age=ages[0],
            maximum_age=ages[1],
            age_on=day if other_day else None,
            levels=self._chosen_levels(),
            phases=() if phase is None else (ResidencePhase(str(phase)),),
            language=self.language.code(),
            free=self.free.free(),
            waiting_weeks=self.weeks.value(),
            not_informed=self.not_informed.isChecked(),
            without_referral=self.without_referral.isChecked(),
            consent=None if consent is None else ConsentState(str(consent)),
            departed=bool(self.departed.value()),
        )

    def _chosen_levels(self) -> tuple[DutchLevel, ...]:
        low, high = self.lowest.value(), self.highest.value()
        if low is None and high is None:
            return ()
        # Qt gives a text back for what was an enum.
        first = DutchLevel.ALFA_A if low is None else DutchLevel(str(low))
        last = DutchLevel.C1 if high is None else DutchLevel(str(high))
        first, last = sorted((first, last), key=_rank)
        return tuple(level for level in DutchLevel if first.rank <= level.rank <= last.rank)


def _levels(everything: str) -> list[tuple[str, object]]:
    return [(everything, None), *((level.value, level) for level in DutchLevel)]


def _rank(level: DutchLevel) -> int:
    return level.rank
