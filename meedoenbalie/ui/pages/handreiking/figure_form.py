"""Choosing a figure: what is counted, of whom, and what that gives now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.data_sets import AGE_BANDS
from meedoenbalie.domain.live_query import STEPS, Contrast, Measure, Query
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.i18n import _, figure_words, labels
from meedoenbalie.services.lesson_figures import SeenFigure
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.number_box import NumberBox

_MOST_WEEKS = 104


class FigureForm(QWidget):
    """Boxes that make a query; ``asked`` says that it should be answered again."""

    asked = Signal()
    wanted = Signal()
    cancelled = Signal()

    def __init__(self, sites: Sequence[Site]) -> None:
        super().__init__()
        now = theme()
        self.caption = QLineEdit()
        self.measure = Choice((figure_words.measure(one), one) for one in Measure)
        self.base, self.target = (
            Choice((figure_words.step(one).capitalize(), one) for one in steps)
            for steps in (STEPS[:-1], STEPS[1:])
        )
        self.target.set_value(EventKind.STARTED)
        self.weeks = NumberBox(_MOST_WEEKS)
        self.offer_kind = _any((labels.offer_kind(one).capitalize(), one) for one in OfferKind)
        self.site = _any((site.name, site.code) for site in sites)
        self.age_band = _any((_("{band} jaar").format(band=band), band) for band in AGE_BANDS)
        self.company = _any([(_("Samen met een vriend"), True), (_("Alleen"), False)])
        self.linked = _any([(_("In een weekplan met een ander"), True), (_("Los"), False)])
        self.first_week, self.last_week = QLineEdit(), QLineEdit()
        self.contrast = Choice(
            [(_("Niet vergelijken"), None)]
            + [(figure_words.contrast(one), one) for one in Contrast]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(12))
        self.caption_field = Field(
            _("Wat zegt het cijfer?"), self.caption, hint=_("Komt als kop in de handreiking.")
        )
        column.addWidget(self.caption_field)
        self._grid = grid = QGridLayout()
        grid.setSpacing(now.px(12))
        self._fields = {
            "measure": Field(_("Wat telt u?"), self.measure),
            "contrast": Field(_("Vergelijken"), self.contrast),
            "base": Field(_("Van"), self.base),
            "target": Field(_("Naar"), self.target),
            "weeks": Field(_("Binnen hoeveel weken?"), self.weeks, optional=True),
            "offer_kind": Field(_("Soort aanbod"), self.offer_kind),
            "age_band": Field(_("Leeftijd"), self.age_band),
            "site": Field(_("Locatie"), self.site),
            "company": Field(_("Samen of alleen"), self.company),
            "linked": Field(_("Weekplan"), self.linked),
            "first_week": Field(_("Vanaf week"), self.first_week, optional=True),
            "last_week": Field(_("Tot en met week"), self.last_week, optional=True),
        }
        for field in self._fields.values():
            field.setParent(self)
        for week in (self.first_week, self.last_week):
            week.setPlaceholderText("2026-W10")
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self.outcome = Notice("", "", "info")
        column.addWidget(self.outcome)
        row = QHBoxLayout()
        row.setSpacing(now.px(8))
        self.add = Button(_("Cijfer bi&jzetten"), "check", on_click=self.wanted.emit)
        row.addWidget(self.add)
        row.addWidget(Button(_("A&nnuleren"), on_click=self.cancelled.emit))
        row.addStretch(1)
        column.addLayout(row)
        self._many_sites = len(sites) > 1
        self._listen()
        self._fit()

    def query(self) -> Query:
        """Return the question that the boxes make. Raises pydantic.ValidationError."""
        measure = Measure(str(self.measure.value()))
        chosen: dict[str, Any] = {"measure": measure, "weeks": self.weeks.value() or 0}
        if measure is Measure.SHARE:
            chosen |= {"base": self.base.value(), "target": self.target.value()}
            chosen["contrast"] = self.contrast.value()
        if measure is not Measure.INFORMED_SHARE:
            chosen |= {"company": self.company.value(), "linked": self.linked.value()}
        if measure in (Measure.COUNTS, Measure.REASONS):
            chosen["weeks"] = 0
        return Query.model_validate(
            {
                **chosen,
                "offer_kind": self.offer_kind.value(),
                "site": self.site.value() or "",
                "age_band": self.age_band.value() or "",
                "first_week": self.first_week.text().strip(),
                "last_week": self.last_week.text().strip(),
            }
        )

    def show_answer(self, seen: SeenFigure) -> None:
        """Show what the question gives now, or why it can't be told."""
        said = figure_words.answer(seen.query, seen.counts)
        if seen.refusal is not None:
            self.outcome.set_tone("attention")
            self.outcome.set_message(said + ".", figure_words.refusal(seen.refusal))
            self.add.disable(figure_words.refusal(seen.refusal))
            return
        self.outcome.set_tone("info")
        self.outcome.set_message(said + ".", figure_words.margins(seen.intervals))
        self.add.enable()

    def show_wrong(self, error: ValidationError) -> None:
        """Show why the boxes make no question."""
        said = str(error.errors()[0].get("ctx", {}).get("error", ""))
        self.outcome.set_tone("attention")
        self.outcome.set_message(figure_words.wrong_query(said))
        self.add.disable(figure_words.wrong_query(said))

    def _listen(self) -> None:
        for field in self._fields.values():
            box = field.box
            if isinstance(box, Choice):
                box.currentIndexChanged.connect(lambda _place: self._changed())
            elif isinstance(box, QLineEdit):
                box.textChanged.connect(lambda _text: self._changed())

    def _changed(self) -> None:
        self._fit()
        self.asked.emit()

    def _fit(self) -> None:
        """Show only the boxes that the measure asks for."""
        measure = self.measure.value()
        hidden = set() if self._many_sites else {"site"}
        if measure != Measure.SHARE:
            hidden |= {"base", "target", "contrast"}
        if measure in (Measure.COUNTS, Measure.REASONS):
            hidden.add("weeks")
        if measure == Measure.INFORMED_SHARE:
            hidden |= {"company", "linked"}
        for field in self._fields.values():
            self._grid.removeWidget(field)
        asked = [field for name, field in self._fields.items() if name not in hidden]
        for place, field in enumerate(asked):
            self._grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for name, field in self._fields.items():
            field.setVisible(name not in hidden)


def _any(options: Any) -> Choice:
    return Choice([(_("Maakt niet uit"), None), *options])
