"""The filters above the list: who is here, the conditions of a group, and groups kept by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import groups
from meedoenbalie.services.groups import GroupFilter, SavedGroup
from meedoenbalie.ui.pages.residents.group_form import GroupForm
from meedoenbalie.ui.pages.residents.group_name import NameForm
from meedoenbalie.ui.pages.residents.group_words import conditions
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.chips import FilterChip
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.layout import clear_layout

if TYPE_CHECKING:
    from meedoenbalie.ui.page import Page


class GroupBar(QWidget):
    """Chips. ``changed`` comes when the list has to be read again."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.group = GroupFilter()
        self._name = ""
        self._kept: Sequence[SavedGroup] = ()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        first = QHBoxLayout()
        first.setSpacing(now.px(6))
        self.here = FilterChip(_("Nu hier"), checked=True)
        self.here.setToolTip(_("Alleen bewoners die nu op deze locatie zijn"))
        self.here.toggled.connect(lambda _on: self.changed.emit())
        self.filters = Button(_("Filter&s…"), "list-filter", small=True, on_click=self.ask)
        self.groups = FilterChip(_("Groepen"))
        self.menu = QMenu(self)
        self.groups.set_menu(self.menu)
        for widget in (self.here, self.groups, self.filters):
            first.addWidget(widget)
        first.addStretch(1)
        self._keep_it = Button(_("&Bewaren…"), "bookmark", "quiet", self._keep, small=True)
        self._keep_it.hide()
        first.addWidget(self._keep_it)
        column.addLayout(first)
        self._shown = QWidget()
        self._chips = FlowLayout(self._shown, gap=6)
        column.addWidget(self._shown)
        self._shown.hide()
        self._fill_menu()

    def read(self) -> None:
        """Read which groups are kept."""
        desk = self._page.shell.desk
        self._page.shell.tasks.read(
            lambda: groups.saved_groups(desk), self._take, lambda _error: True, key="groups"
        )

    def wanted(self) -> GroupFilter | None:
        """Return the conditions, or None when there are none."""
        return self.group if self.group.asks else None

    def ask(self) -> None:
        """Ask for conditions on a form."""
        form = GroupForm(self._page, self.group)
        form.ended.connect(self._use)
        form.open()

    def choose(self, group: SavedGroup) -> None:
        """Show a group that was kept."""
        self._use(group.conditions, group.name)

    def clear(self) -> None:
        """Take all conditions away."""
        self._use(GroupFilter())

    def _use(self, wanted: GroupFilter, name: str = "") -> None:
        self.group, self._name = wanted, name
        self._show()
        self.changed.emit()

    def _take(self, kept: Sequence[SavedGroup]) -> None:
        self._kept = kept
        self._fill_menu()

    def _show(self) -> None:
        asks = self.group.asks
        self.here.setVisible(not asks)
        self._keep_it.setVisible(asks and not self._name)
        self.groups.setChecked(bool(self._name))
        self.groups.set_text(self._name or _("Groepen"))
        clear_layout(self._chips)
        self._shown.setVisible(asks)
        if not asks:
            return
        for condition in conditions(self.group):
            chip = FilterChip(condition.words, checked=True)
            chip.setToolTip(_("Haal dit filter weg"))
            chip.clicked.connect(partial(self._drop, condition.fields))
            self._chips.addWidget(chip)
        clear = Button(_("&Filters wissen"), "x", "quiet", self.clear, small=True)
        self._chips.addWidget(clear)

    def _drop(self, fields: tuple[str, ...], _on: bool = False) -> None:
        self._use(self.group.without(*fields))

    def _fill_menu(self) -> None:
        self.menu.clear()
        for group in self._kept:
            words = group.name if not group.owner else _("{name} (van u)").format(name=group.name)
            self._add(words, partial(self.choose, group))
        if not self._kept:
            self._add(_("Nog geen groepen bewaard"), lambda: None).setEnabled(False)
        self.menu.addSeparator()
        self._add(_("Deze filters bewaren…"), self._keep)
        if self._kept:
            drop = self.menu.addMenu(_("Groep weghalen"))
            for group in self._kept:
                self._add(group.name, partial(self._remove, group), drop)

    def _add(self, words: str, act: Callable[[], object], menu: QMenu | None = None) -> QAction:
        action = QAction(words, self.menu)
        action.triggered.connect(lambda _checked: act())
        (menu or self.menu).addAction(action)
        return action

    def _keep(self) -> None:
        if not self.group.asks:
            self._page.shell.say(_("Kies eerst filters; dan kunt u ze bewaren."))
            return
        form = NameForm(self._page, self.group)
        form.ended.connect(self._was_kept)
        form.open()

    def _was_kept(self, done: object) -> None:
        group = getattr(done, "result", None)
        if isinstance(group, SavedGroup):
            self._name = group.name
            self._show()
            text = _("Groep ‘{name}’ bewaard").format(name=group.name)
            self._page.shell.saved(text, {"saved_group"})
        self.read()

    def _remove(self, group: SavedGroup) -> None:
        desk = self._page.shell.desk

        def gone(_done: object) -> None:
            if self._name == group.name:
                self._name = ""
                self._show()
            text = _("Groep ‘{name}’ weggehaald").format(name=group.name)
            self._page.shell.saved(text, {"saved_group"})

        self._page.shell.tasks.write(
            lambda: groups.remove_group(desk, group.id, group.version), gone
        )
