"""Ctrl+K: find somebody or something, go to a screen, or do something, by typing a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import finding, registration
from meedoenbalie.services.registration import ResidentLine
from meedoenbalie.ui.find_hits import (
    Hit,
    answer,
    of_acts,
    of_help,
    of_other_pages,
    of_pages,
    of_people,
    of_records,
    of_resident,
)
from meedoenbalie.ui.pick_dialog import PickDialog
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.widgets.list_delegate import RowList, TwoLines

if TYPE_CHECKING:
    from meedoenbalie.ui.desk_shell import DeskShell

_REMEMBERED = 6
_PLACES = 8
"""So many screens and acts are shown between whom and what was found."""


class FindDialog(PickDialog):
    """Whom and what is found. With nothing typed: what was chosen here before, and the screens."""

    def __init__(self, shell: DeskShell, parent: QWidget) -> None:
        self._shell = shell
        model: TableModel[Hit] = TableModel(
            (Column(_("Gevonden"), lambda hit: f"{hit.title}, {hit.subtitle}"),), identify=id
        )
        found = RowList(
            model,
            _("Gevonden"),
            lambda hit: TwoLines(hit.title, hit.subtitle, avatar=hit.person),
        )
        super().__init__(
            parent,
            _("Zoek overal"),
            QSize(520, 420),
            _("Typ een naam, nummer, woord of scherm"),
            model,
            found,
            _("Niets gevonden."),
        )
        self.look_up("")

    def look_up(self, typed: str) -> None:
        """Show who, what and which screens go with what was typed."""
        shell = self._shell
        if not typed.strip():
            self.show_lines([*self._remembered(()), *of_pages(shell)])
            self._read_remembered()
            return
        people, site = not shell.looking_along, shell.site.id if shell.site else None
        places = answer(
            chain(of_pages(shell), of_other_pages(shell), of_acts(shell), of_help(shell)), typed
        )
        shell.tasks.read(
            lambda: finding.find_anything(shell.desk, typed, site, people=people),
            lambda found: self._show_found(typed, found, places),
            key="find",
        )

    def _show_found(self, words: str, found: finding.Found, places: Sequence[Hit]) -> None:
        if words == self.search.text():
            people, rest = of_people(self._shell, found), of_records(self._shell, found)
            self.show_lines([*people, *places[:_PLACES], *rest])

    def _read_remembered(self) -> None:
        shell = self._shell
        chosen = [which for kind, which in shell.found_before if kind == "resident"]
        ids = [which for which in chosen if isinstance(which, UUID)]
        if ids and not shell.looking_along:
            shell.tasks.read(
                lambda: registration.resident_lines(shell.desk, ids),
                self._show_remembered,
                key="find",
            )

    def _show_remembered(self, lines: Sequence[ResidentLine]) -> None:
        if not self.search.text():
            self.show_lines([*self._remembered(lines), *of_pages(self._shell)])

    def _remembered(self, lines: Sequence[ResidentLine]) -> list[Hit]:
        """What was chosen before; of residents only who is still there, as they are called now."""
        shell = self._shell
        known: dict[tuple[str, object], Hit] = {
            (hit.kind, hit.which): hit
            for hit in chain(
                (of_resident(shell, line) for line in lines), of_other_pages(shell), of_acts(shell)
            )
        }
        return [known[chosen] for chosen in shell.found_before if chosen in known]

    def do(self) -> None:
        """Go to the chosen one, and remember it."""
        hit: Hit | None = self.chosen()
        if hit is None:
            return
        if hit.which is not None and hit.kind in ("resident", "page", "act"):
            chosen = (hit.kind, hit.which)
            before = [each for each in self._shell.found_before if each != chosen]
            self._shell.found_before = [chosen, *before][:_REMEMBERED]
        self.accept()
        hit.act()
