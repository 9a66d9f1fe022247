"""Civic integration of all azc's together in cohorts, beside the national figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.civic_integration.national import NationalFigures
from meedoenbalie.domain.disclosure import share_shown
from meedoenbalie.domain.intervals import share_told
from meedoenbalie.i18n import _, civic, formats
from meedoenbalie.services.collecting import CohortCounts
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.text import Text

_NAME, _COUNT, _SHARE = 148, 100, 106


class CohortsTable(QWidget):
    """A row per cohort. ``exact`` counts are the team's own; others are as they may go out."""

    def __init__(
        self, cohorts: tuple[CohortCounts, ...], national: NationalFigures, *, exact: bool
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(8), 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(Text(_("Inburgering, alle azc’s samen"), "body_strong"))
        model = TableModel(_columns(national, exact=exact), lambda one: (one.act, one.cohort))
        model.set_rows(cohorts)
        self.table = RowTable(model, _("Inburgering, alle azc’s samen"))
        row = self.table.verticalHeader().defaultSectionSize()
        bar = self.table.horizontalScrollBar().sizeHint().height()
        head = self.table.horizontalHeader().height()
        self.table.setFixedHeight(head + row * len(cohorts) + bar + theme().px(2))
        column.addWidget(self.table)
        caption = _("Landelijk ({act}): {source}, cijfers van {day}. DUO beslist over de plicht.")
        words = caption.format(
            act=civic.regime(national.act),
            source=national.source,
            day=formats.full_day(national.as_of),
        )
        column.addWidget(Text(words, "caption", "ink2", wrap=True))


def _columns(national: NationalFigures, *, exact: bool) -> tuple[Column[CohortCounts], ...]:
    def share(one: CohortCounts) -> str:
        if exact and one.outflow is not None and one.inflow is not None:
            told = share_told(one.outflow, one.inflow)
            value = told.value if told is not None else None
        else:
            value = share_shown(one.outflow, one.inflow)
        return _("te klein") if value is None else formats.percent(value)

    def theirs(one: CohortCounts) -> str:
        cohort = national.cohorts.get(str(one.cohort)) if one.regime is national.act else None
        if cohort is None or cohort.outflow_share is None:
            return _("niet gegeven")
        return formats.percent(cohort.outflow_share)

    def column(head: str, text: Callable[[CohortCounts], str], width: int) -> Column[CohortCounts]:
        return Column(
            head,
            text,
            width,
            right=True,
            spoken=lambda one: f"{_name(one)}, {head}: {text(one)}",
        )

    return (
        Column(_("Cohort"), _name, _NAME, strong=True),
        column(_("Instroom"), lambda one: _count(one.inflow), _COUNT),
        column(_("Uitstroom"), lambda one: _count(one.outflow), _SHARE),
        column(_("Loopt nog"), lambda one: _count(one.ongoing), _SHARE),
        column(_("Deel uit"), share, _SHARE),
        column(_("Landelijk"), theirs, _SHARE),
    )


def _name(one: CohortCounts) -> str:
    return _("{year} ({act})").format(year=one.cohort, act=civic.regime(one.regime))


def _count(number: int | None) -> str:
    return _("niet getoond") if number is None else formats.number(number)
