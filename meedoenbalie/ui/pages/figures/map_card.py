"""Demand minus places in a week: a heat map for each kind of offer."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.matching.coverage import WEEK, BandRow, Cell, WeekPart
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.week import Daypart, Weekday
from meedoenbalie.i18n import _, coverage, formats, labels, ngettext
from meedoenbalie.services.coverage import Coverage
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.heat_map import STEPS, HeatCell, HeatHead, HeatMap, HeatRow
from meedoenbalie.ui.widgets.text import Text


class MapCard(Card):
    """The kind to choose, the map, the words of the cell that one stands on, and how it counts."""

    asked = Signal(str, object)
    """Who are these? The words of a cell, and the ids of its residents."""

    def __init__(self) -> None:
        super().__init__(_("Vraag min plaatsen"), "grid-3x3")
        self._coverage: Coverage | None = None
        self._kind = OfferKind.LANGUAGE_COURSE
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self.kinds = SegmentedChoice(
            _("Soort aanbod"),
            tuple((coverage.kinds(kind), kind) for kind in OfferKind),
            self._kind,
        )
        self.kinds.chosen.connect(self._choose)
        top = QHBoxLayout()
        top.addWidget(self.kinds)
        top.addStretch(1)
        column.addLayout(top)
        self.map = HeatMap(_("Vraag min plaatsen, per niveau en dagdeel"), _head())
        self.map.opened.connect(self._open)
        self.map.selectionModel().currentChanged.connect(self._moved)
        column.addWidget(self.map)
        self.here = Text("", "body_strong", wrap=True)
        column.addWidget(self.here)
        legend = _(
            "Getal: plaatsen tekort. · : genoeg plaatsen, of niemand. o ochtend, m middag, "
            "a avond. Pijltjes: lopen. Enter: wie zijn dit?"
        )
        overlap = _(
            "Wie op meer dagdelen kan, telt in elk dagdeel mee. Optellen kan dus niet; rechts "
            "staan de personen."
        )
        column.addWidget(Text(legend, "caption", "ink2", wrap=True))
        column.addWidget(Text(overlap, "caption", "ink2", wrap=True))
        self._rest = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._rest)
        self.add(inside)

    def show_coverage(self, found: Coverage) -> None:
        """Show the coverage of the chosen kind."""
        self._coverage = found
        self._show()

    def take_keyboard(self) -> None:
        """Go back to the map."""
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, value: object) -> None:
        # One of them is always on.
        self._kind = value if isinstance(value, OfferKind) else self._kind
        self.kinds.set_value(self._kind)
        self._show()

    def _show(self) -> None:
        if self._coverage is None:
            return
        kind = self._coverage.of(self._kind)
        most = max((cell.short for row in kind.rows for cell in row.cells), default=0)
        self.map.set_rows([_row(row, most) for row in kind.rows])
        self.set_count(ngettext("{n} persoon", "{n} personen", kind.people).format(n=kind.people))
        unsure = sum(len(row.unsure) for row in kind.rows)
        self._rest.setText(_rest(unsure, kind.untimed))
        self._moved(self.map.currentIndex())

    def _moved(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        self.here.setText(self.map.heat.cell(index).spoken if index.isValid() else "")

    def _open(self, row: int, column: int) -> None:
        if self._coverage is None:
            return
        found = self._coverage.of(self._kind).rows[row]
        people: tuple[UUID, ...] = (
            found.people if column == len(WEEK) else found.cells[column].people
        )
        words = self.map.heat.cell(self.map.heat.index(row, column)).spoken
        self.asked.emit(words, people)


def _head() -> HeatHead:
    return HeatHead(
        groups=tuple(labels.weekday_short(day) for day in Weekday),
        parts=tuple(labels.daypart(part)[0] for part in Daypart),
        end=_("personen"),
        spoken=tuple(coverage.part_of_week(part) for part in WEEK),
    )


def _row(row: BandRow, most: int) -> HeatRow:
    name = coverage.band(row.band)
    cells = tuple(_cell(cell, name, part, most) for cell, part in zip(row.cells, WEEK, strict=True))
    persons = ngettext("{n} persoon", "{n} personen", len(row.people)).format(n=len(row.people))
    if row.unsure:
        persons = _("{persons}; bij nog {n} is iets onbekend").format(
            persons=persons, n=len(row.unsure)
        )
    spoken = _("{level}: {persons}").format(level=name, persons=persons)
    return HeatRow(name, cells, HeatCell(formats.number(len(row.people)), 0, spoken))


def _cell(cell: Cell, level: str, part: WeekPart, most: int) -> HeatCell:
    words = _("{level}, {when}: {people}, {places}").format(
        level=level,
        when=coverage.part_of_week(part),
        people=ngettext("{n} bewoner", "{n} bewoners", len(cell.people)).format(n=len(cell.people)),
        places=ngettext("{n} plaats", "{n} plaatsen", cell.places).format(n=cell.places),
    )
    if not cell.short:
        return HeatCell("·", 0, words)
    spoken = _("{words}: {n} te weinig").format(words=words, n=cell.short)
    return HeatCell(formats.number(cell.short), -(-STEPS * cell.short // most), spoken)


def _rest(unsure: int, untimed: int) -> str:
    parts = []
    if unsure:
        parts.append(
            ngettext(
                "Bij {n} bewoner is nog iets onbekend; die telt hier niet mee.",
                "Bij {n} bewoners is nog iets onbekend; die tellen hier niet mee.",
                unsure,
            ).format(n=unsure)
        )
    if untimed:
        parts.append(
            ngettext(
                "Er is ook {n} plaats zonder vaste tijd; die staat niet in het rooster.",
                "Er zijn ook {n} plaatsen zonder vaste tijd; die staan niet in het rooster.",
                untimed,
            ).format(n=untimed)
        )
    return " ".join(parts)
