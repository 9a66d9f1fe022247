"""The figures of all azc's together and of each: exact, or as they may be published."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.collecting import MEASURES, Figures, Overview, row_name
from meedoenbalie.ui.pages.collection.cohorts import CohortsTable
from meedoenbalie.ui.pages.collection.comparing import ComparingPane
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.text import Text

INTERNAL, PUBLISHED = "internal", "published"
_NAME_WIDTH, _TOTAL_WIDTH, _WIDTH = 148, 100, 106
"""Token lengths with which four azc's fit a window of 1280."""


class FiguresCard(Card):
    """A row per figure; the azc's stand beside each other, what they make together first."""

    taking_out = Signal(bool)
    """The user wants the figures in a file; true: as they may be published."""

    def __init__(self) -> None:
        super().__init__(_("Cijfers"), "chart-column")
        now = theme()
        self._overview: Overview | None = None
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(10))
        row = QHBoxLayout()
        row.setSpacing(now.px(12))
        self.switch = SegmentedChoice(
            _("Welke cijfers"),
            ((_("Intern"), INTERNAL), (_("Te publiceren"), PUBLISHED)),
            INTERNAL,
        )
        self.switch.chosen.connect(self._switched)
        self._kind = INTERNAL
        self._words = Text("", "caption", "ink2", wrap=True)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.export = Button(
            _("E&xporteren…"),
            "file-down",
            on_click=lambda: self.taking_out.emit(self.publishes()),
            small=True,
        )
        row.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self.comparing = ComparingPane()
        column.addWidget(self.comparing)
        self.table: RowTable | None = None
        self.cohorts: CohortsTable | None = None
        self.add(inside)

    def show_overview(self, overview: Overview) -> None:
        """Show what a collection holds."""
        self._overview = overview
        self._show()

    def publishes(self) -> bool:
        """Tell whether the card shows what may be published."""
        return self._kind == PUBLISHED

    def set_busy(self, busy: bool) -> None:
        """Hold everything back while something is being done."""
        if busy:
            self.export.disable(_("Wacht tot het klaar is, of stop het."))
        else:
            self.export.enable()

    def picture(self, overview: Overview, *, publish: bool) -> FiguresCard:
        """Return a card with every azc on it, to be drawn and never shown.

        ``publish`` says which of the two figures: those that were asked for, whatever the switch
        stands on by now.
        """
        card = FiguresCard()
        card._kind = PUBLISHED if publish else INTERNAL
        card.comparing.gauges.set_value(self.comparing.gauge)
        card.comparing.gauge = self.comparing.gauge
        card.show_overview(overview)
        for widget in (card.switch, card.export):
            widget.hide()
        if card.table is not None:
            room = 4 * theme().px(theme().tokens.space.l)
            card.setFixedWidth(max(self.width(), card.table.horizontalHeader().length() + room))
        card.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        card.show()
        card.adjustSize()
        return card

    def forget(self) -> None:
        """Forget all figures."""
        self._overview, self.table, self.cohorts = None, None, None
        clear_layout(self._place)
        self.comparing.forget()

    def _switched(self, value: object) -> None:
        # One of the two is always on.
        self._kind = str(value) if value is not None else self._kind
        self.switch.set_value(self._kind)
        self._show()

    def _show(self) -> None:
        overview = self._overview
        if overview is None:
            return
        publish = self._kind == PUBLISHED
        self._words.setText(
            _(
                "Zo mogen de cijfers naar buiten: onder 10 niet getoond, en soms een tweede cel, "
                "zodat niemand kan terugrekenen. De rest is afgerond op 5; samen telt wat getoond "
                "is."
            )
            if publish
            else _("Echte aantallen, alleen voor het team. Geef ze niet door.")
        )
        names = {site.code: site.name for site in overview.sites}
        figures = overview.published if publish else overview.exact
        model = TableModel(_columns(figures, names), lambda measure: measure)
        model.set_rows(MEASURES)
        clear_layout(self._place)
        self.table = RowTable(model, _("Cijfers per azc en samen"))
        self.table.setFixedHeight(_height(self.table, len(MEASURES)))
        self._place.addWidget(self.table)
        self.cohorts = None
        if figures.cohorts:
            self.cohorts = CohortsTable(figures.cohorts, overview.national, exact=not publish)
            self._place.addWidget(self.cohorts)
        self.comparing.show_figures(figures, names, exact=not publish)


def _columns(figures: Figures, names: dict[str, str]) -> Sequence[Column[str]]:
    return (
        Column(_("Cijfer"), labels.measure, _NAME_WIDTH, strong=True),
        _counts(_("Samen"), figures.total, _TOTAL_WIDTH, strong=True),
        *(_counts(_short(row_name(code, names)), counts) for code, counts in figures.sites.items()),
    )


def _counts(
    header: str, counts: dict[str, int | None], width: int = _WIDTH, *, strong: bool = False
) -> Column[str]:
    def text(measure: str) -> str:
        count = counts[measure]
        return _("niet getoond") if count is None else formats.number(count)

    def ink(measure: str) -> str:
        return "ink2" if counts[measure] is None else "ink"

    def spoken(measure: str) -> str:
        return f"{labels.measure(measure)}, {header}: {text(measure)}"

    return Column(header, text, width, right=True, strong=strong, ink=ink, spoken=spoken)


def _short(name: str) -> str:
    """Four azc's fit beside each other without the word they have in common."""
    return name.replace("azc ", "")


def _height(table: RowTable, rows: int) -> int:
    row = table.verticalHeader().defaultSectionSize()
    bar = table.horizontalScrollBar().sizeHint().height()
    return table.horizontalHeader().height() + row * rows + bar + theme().px(2)
