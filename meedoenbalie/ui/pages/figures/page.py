"""Cijfers (10): one tab for each question; a new one adds an entry to ``TABS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.figures_out import note_taking_out, write_figures
from meedoenbalie.ui.page import Changes, Page, Shell
from meedoenbalie.ui.pages.figures.civic_tab import CivicTab
from meedoenbalie.ui.pages.figures.coverage_tab import CoverageTab
from meedoenbalie.ui.pages.figures.experiences_tab import ExperiencesTab
from meedoenbalie.ui.pages.figures.fairness_tab import FairnessTab
from meedoenbalie.ui.pages.figures.funnel_tab import FunnelTab
from meedoenbalie.ui.pages.figures.language_tab import LanguageTab
from meedoenbalie.ui.pages.figures.pane import Pane
from meedoenbalie.ui.pages.figures.studies_tab import StudiesTab
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.pages.taking_out import PICTURES, cards_of, draw, tables_of
from meedoenbalie.ui.shapes.head import PageHead
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: the name that ``open_target`` takes, its title, and what stands on it."""

    key: str
    title: Callable[[], str]
    make: Callable[[Shell], Pane]


TABS = (
    Tab("coverage", lambda: _("Dekking"), CoverageTab),
    Tab("funnel", lambda: _("Trechter"), FunnelTab),
    Tab("fairness", lambda: _("Eerlijkheid"), FairnessTab),
    Tab("experiences", lambda: _("Ervaringen"), ExperiencesTab),
    Tab("language", lambda: _("Taal en meedoen"), LanguageTab),
    Tab("civic", lambda: _("Inburgering"), CivicTab),
    Tab("studies", lambda: _("Drie studies"), StudiesTab),
)


class FiguresPage(Page):
    """A head, the tabs, and the pane of the tab in front; a pane is made when it is first shown."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = PageHead(_("Cijfers"))
        self.export = Button(_("&Exporteren…"), "file-down", on_click=self.take_out)
        self.head.add_action(self.export)
        self.paper = Button(_("Voor de &gemeente…"), "landmark", on_click=self.print_document)
        self.head.add_action(self.paper)
        column.addWidget(self.head)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Onderdelen van Cijfers"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for tab in TABS:
            self.tabs.addTab(tab.title())
        row = QHBoxLayout()
        # The first words stand under those of the head: a tab has a margin of its own.
        row.setContentsMargins(theme().px(10), 0, 0, 0)
        row.addWidget(self.tabs)
        column.addLayout(row)
        self._stack = Stack()
        column.addWidget(self._stack, 1)
        self._panes: dict[int, Pane] = {}
        self.tabs.currentChanged.connect(lambda _number: self._show())

    @property
    def pane(self) -> Pane:
        """The pane in front."""
        number = max(0, self.tabs.currentIndex())
        if number not in self._panes:
            pane = TABS[number].make(self.shell)
            self._panes[number] = pane
            self._stack.addWidget(pane)
        return self._panes[number]

    def title(self) -> str:
        return _("Cijfers")

    def shown(self) -> None:
        self._show()

    def refresh(self, changed: Changes) -> None:
        for pane in self._panes.values():
            pane.changed(changed)

    def open_target(self, target: object) -> None:
        """Show a tab by its key."""
        for number, tab in enumerate(TABS):
            if tab.key == target:
                self.tabs.setCurrentIndex(number)

    def place(self) -> object:
        return TABS[max(0, self.tabs.currentIndex())].key

    def panes(self) -> tuple[QWidget, ...]:
        return (self.head, self.tabs, *self.pane.parts())

    def print_document(self) -> bool:
        return self.pane.print_document()

    def take_out(self) -> None:
        """Ask where what the tab shows goes: its tables as a workbook, or a picture of it."""
        pane, tab = self.pane, TABS[max(0, self.tabs.currentIndex())]
        if not tables_of(pane):
            pane.outcome.say(Notice(_("Er is nog niets te exporteren."), "", "info"))
            return
        name = f"{tab.title()}-{pane.site_code or _('alle')}.xlsx".lower().replace(" ", "-")
        kinds = _("Excel (*.xlsx);;Afbeelding PNG (*.png);;Afbeelding SVG (*.svg)")
        out = ask_where(self, _("Cijfers exporteren"), documents() / name, kinds)
        if out is not None:
            self._write(pane, tab.title(), out)

    def _write(self, pane: Pane, title: str, out: Path) -> None:
        shell, desk = self.shell, self.shell.desk
        site = shell.site.name if shell.site else _("alle azc’s")
        parts = (title, site, formats.full_day(desk.clock.today()))
        about = " · ".join((*parts, _("fictief voorbeeld")) if shell.demo else parts)
        mark = "" if pane.may_be_shared() else _("Intern: kleine aantallen zijn herkenbaar.")
        drawn = out.suffix.casefold() in PICTURES
        tables = tables_of(pane)

        def write() -> None:
            if drawn:
                note_taking_out(desk)
            else:
                write_figures(desk, tables, about, mark, out)

        def written(_none: None) -> None:
            try:
                if drawn:
                    # Widgets can be drawn in the thread of the window alone.
                    draw(cards_of(pane), " ".join((about, mark)).strip(), out)
            except OSError as error:
                pane.failed(error)
            else:
                pane.outcome.say(made_notice(_("De cijfers zijn geëxporteerd."), out))

        shell.tasks.write(write, written, pane.failed, label=_("Cijfers exporteren"))

    def help_part(self) -> str:
        return TABS[max(0, self.tabs.currentIndex())].title()

    def _show(self) -> None:
        pane = self.pane
        self._stack.setCurrentWidget(pane)
        self.paper.setVisible(pane.prints)
        self.paper.setText(pane.print_words())
        pane.started()
        if self.focusWidget() is None:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
