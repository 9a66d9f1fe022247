"""One field of two dossiers: what stands in each, and which is right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.merging import FieldPair
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.choices import ChoiceTile
from meedoenbalie.ui.widgets.text import CutText, Text

_LONGEST = 60


class FieldChoices(QWidget):
    """The fields in two columns; where they differ one is chosen, with the arrows or Space."""

    def __init__(self, pairs: tuple[FieldPair, ...], kept: str, other: str) -> None:
        super().__init__()
        self._groups: dict[str, QButtonGroup] = {}
        now = theme()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(now.px(14))
        grid.setVerticalSpacing(now.px(8))
        grid.setColumnMinimumWidth(0, now.px(150))
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        grid.addWidget(Text(kept, "body_strong", wrap=True), 0, 1)
        grid.addWidget(Text(other, "body_strong", wrap=True), 0, 2)
        for row, pair in enumerate(pairs, 1):
            grid.addWidget(Text(pair.label, "body", "ink2", wrap=True), row, 0)
            if not pair.differs:
                grid.addWidget(CutText(pair.kept), row, 1, 1, 2)
                continue
            group = QButtonGroup(self)
            for column, value in enumerate((pair.kept, pair.other), 1):
                tile = ChoiceTile(_cut(value), ranked=False)
                tile.setToolTip(value)
                tile.setAccessibleName(f"{pair.label}: {value or _('leeg')}")
                tile.setChecked((column == 2) is pair.from_other)
                group.addButton(tile, column)
                grid.addWidget(tile, row, column)
            self._groups[pair.name] = group
        for pair in pairs:
            self._choose_together(pair.name, pair.goes_with)

    def from_other(self) -> list[str]:
        """Return the fields of which the right one is chosen."""
        return [name for name, group in self._groups.items() if group.checkedId() == 2]

    def chosen(self) -> dict[str, int]:
        """Return which one of each field is chosen: 1 at the left, 2 at the right."""
        return {name: group.checkedId() for name, group in self._groups.items()}

    def choose(self, chosen: Mapping[str, int]) -> None:
        """Choose again what was chosen of the fields that still differ."""
        for name, column in chosen.items():
            if name in self._groups:
                self.tile(name, column).setChecked(True)

    def _choose_together(self, one: str, other: str) -> None:
        """Let two fields that belong together come from the same dossier."""
        groups = self._groups.get(one), self._groups.get(other)
        for group, follows in (groups, groups[::-1]):
            if group is not None and follows is not None:
                group.idToggled.connect(partial(_follow, follows))

    def tile(self, name: str, column: int) -> ChoiceTile:
        """Return the choice of a field: 1 at the left, 2 at the right."""
        found = self._groups[name].button(column)
        if not isinstance(found, ChoiceTile):
            raise KeyError(name)
        return found

    def first(self) -> QWidget | None:
        """Return the first choice, for the keyboard to begin."""
        return next((group.checkedButton() for group in self._groups.values()), None)


def _follow(group: QButtonGroup, column: int, on: bool) -> None:
    if on:
        group.button(column).setChecked(True)


def _cut(value: str) -> str:
    if not value:
        return _("leeg")
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
