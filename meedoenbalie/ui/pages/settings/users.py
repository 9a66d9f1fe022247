"""Gebruikers en rollen: who works here, when they were last in, and what the administrator may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services import people, registration
from meedoenbalie.services.desk import Done
from meedoenbalie.services.people import Colleague, Invitation
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.settings.key_dialogs import PassphraseDialog
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.pages.settings.user_dialogs import (
    AddUserDialog,
    CodeShown,
    NewCodeDialog,
    RolesDialog,
    SitesDialog,
    WithdrawDialog,
)
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import WhyLine
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Icon, Ink, Line, Text

_LONG = timedelta(days=60)
"""Who wasn't in for so long may no longer need access."""


class _Act(NamedTuple):
    words: str
    run: Callable[[], object]


class UsersCard(SectionCard):
    """A row for each user. What only an administrator may is off for others, and says so."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Gebruikers en rollen"), "users")
        self._why = (
            "" if shell.desk.may(people.ADMINISTRATORS) else _("Dit mag alleen een beheerder.")
        )
        self.add_button = Button(
            _("Gebruiker &toevoegen"), "user-plus", small=True, on_click=self._add
        )
        if self._why:
            self.add_button.disable(self._why)
        self._head.addWidget(self.add_button)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 3)
        self.body.addWidget(self._table)
        self.body.addSpacing(theme().px(8))
        self._sites: tuple[Site, ...] = ()
        on_server = shell.desk.database.on_server
        self.add(
            WhyLine(
                _(
                    "De server houdt rollen en azc's zelf aan, ook buiten dit programma. "
                    "Iemand weg? Trek de toegang in."
                )
                if on_server
                else _(
                    "Wie binnen is en het bestand kent, kan technisch meer. "
                    "Iemand weg? Trek de toegang in."
                ),
                _("Rollen gelden op de server.")
                if on_server
                else _("Rollen helpen tegen vergissingen."),
            )
        )

    def read(self) -> None:
        """Read who works here."""
        desk = self.shell.desk

        def read() -> tuple[list[Colleague], list[Site]]:
            # A file holds nobody to an azc.
            sites = registration.sites(desk) if desk.database.on_server else []
            return people.colleagues(desk), sites

        self.shell.tasks.read(
            read, lambda found: self._show(*found), self.show_error, key="users_card"
        )

    def refresh(self, changed: Changes) -> None:
        """Read again when a user or an azc changed."""
        if changed & {"staff", "site"}:
            self.read()

    def _show(self, found: list[Colleague], sites: list[Site]) -> None:
        self._sites = tuple(sites) if len(sites) > 1 else ()
        clear_layout(self._grid)
        heads = (_("Naam"), _("Rol"), _("Laatst binnen"), "")
        for column, words in enumerate(heads):
            self._grid.addWidget(_cell(Text(words, "control", "ink2"), head=True), 0, column)
        for number, colleague in enumerate(found):
            line = 2 * number + 1
            self._grid.addWidget(Line(), line, 0, 1, 4)
            for column, widget in enumerate(self._cells(colleague)):
                self._grid.addWidget(_cell(widget), line + 1, column)
        self._grid.addWidget(Line(), 2 * len(found) + 1, 0, 1, 4)

    def _cells(self, colleague: Colleague) -> tuple[QWidget, QWidget, QWidget, QWidget]:
        user = colleague.user
        own = user.id == self.shell.desk.user.id
        called = _("{name} (u)").format(name=user.name) if own else user.name
        name = Text(called, "body_strong", wrap=True)
        said = ", ".join(labels.role(role) for role in user.roles)
        if only := [site.name for site in self._sites if site.id in colleague.sites]:
            said = _("{roles}; ziet alleen {sites}").format(roles=said, sites=", ".join(only))
        roles = Text(said, wrap=True)
        return name, roles, self._seen(colleague), self._acts(colleague, own=own)

    def _seen(self, colleague: Colleague) -> QWidget:
        words, ink = self._seen_words(colleague)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        if ink == "warn":
            row.addWidget(Icon("triangle-alert", "warn", 14))
        row.addWidget(Text(words, "body", ink, wrap=True), 1)
        return box

    def _seen_words(self, colleague: Colleague) -> tuple[str, Ink]:
        now = self.shell.desk.clock.now()
        today = self.shell.desk.clock.today()
        if colleague.user.left_on is not None:
            day = formats.full_day(colleague.user.left_on)
            return _("toegang ingetrokken op {day}").format(day=day), "ink2"
        if colleague.damaged:
            return _("sleutel beschadigd"), "warn"
        if colleague.code_until is not None and colleague.code_until >= today:
            day = formats.weekday_and_day(colleague.code_until)
            return _("code tot en met {day}").format(day=day), "ink2"
        if not colleague.has_key:
            return _("geen geldige code meer"), "warn"
        if colleague.last_in is None:
            return _("nog niet bekend"), "ink2"
        if self._is_long_ago(colleague):
            days = (now - colleague.last_in).days
            return _("{time} geleden").format(time=formats.days_ago(days)), "warn"
        if colleague.last_in.astimezone(LOCAL_ZONE).date() == today:
            return _("vandaag {time}").format(time=formats.time_of(colleague.last_in)), "ink"
        return formats.moment(colleague.last_in), "ink"

    def _is_long_ago(self, colleague: Colleague) -> bool:
        seen = colleague.last_in
        return seen is not None and self.shell.desk.clock.now() - seen > _LONG

    def _acts(self, colleague: Colleague, *, own: bool) -> QWidget:
        user = colleague.user
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addStretch(1)
        if user.left_on is not None:
            return box
        first, *more = self._acts_on(colleague, own=own)
        # The own passphrase is everybody's own; the rest is the administrator's.
        row.addWidget(self._link(first, user.name, "" if own else self._why))
        row.addWidget(self._more(more, user.name))
        return box

    def _acts_on(self, colleague: Colleague, *, own: bool) -> list[_Act]:
        user = colleague.user
        roles = _Act(_("Rol wijzigen…"), lambda: self._ask(RolesDialog(self, user), self._changed))
        if own:
            return [_Act(_("Wachtzin wijzigen…"), self._change_own), roles]
        code = _Act(_("Nieuwe code…"), lambda: self._ask(NewCodeDialog(self, user), self._invited))
        withdraw = _Act(
            _("Toegang intrekken…"), lambda: self._ask(WithdrawDialog(self, user), self._withdrawn)
        )
        sites = self._sites
        ask = _Act(
            _("Azc's wijzigen…"),
            lambda: self._ask(SitesDialog(self, colleague, sites), self._sites_changed),
        )
        also = [ask] if sites else []
        if self._is_long_ago(colleague):
            return [withdraw, roles, *also, code]
        return [roles, *also, code, withdraw]

    def _link(self, act: _Act, name: str, why: str) -> Button:
        button = Button(act.words, kind="link", small=True, on_click=act.run)
        button.setAccessibleName(f"{act.words} {name}")
        if why:
            button.disable(why)
        return button

    def _more(self, acts: list[_Act], name: str) -> Button:
        words = _("Meer voor {name}").format(name=name)
        button = Button(words, "ellipsis", "quiet", small=True, icon_only=True)
        menu = QMenu(button)
        for act in acts:
            menu.addAction(act.words).triggered.connect(lambda _checked=False, act=act: act.run())
        button.setMenu(menu)
        if self._why:
            button.disable(self._why)
        return button

    def _add(self) -> None:
        self._ask(AddUserDialog(self, self._sites), self._invited)

    def _change_own(self) -> None:
        self._ask(PassphraseDialog(self), self._passphrase_changed)

    def _ask(self, dialog: AskDialog, on_done: Callable[..., None]) -> None:
        self.clear_error()
        dialog.ended.connect(on_done)
        dialog.open()

    def _invited(self, done: Done[Invitation]) -> None:
        self.shell.saved(_("Code gemaakt"), done.changed)
        self.read()
        CodeShown(self, done.result).open()

    def _changed(self, done: Done[object]) -> None:
        self.shell.saved(_("Rollen gewijzigd"), done.changed)

    def _sites_changed(self, done: Done[object]) -> None:
        self.shell.saved(_("Azc's gewijzigd"), done.changed)

    def _withdrawn(self, done: Done[object]) -> None:
        self.shell.saved(_("Toegang ingetrokken"), done.changed)

    def _passphrase_changed(self, _none: None) -> None:
        self.shell.say(_("Wachtzin gewijzigd. De oude opent deze balie niet meer."))


def _cell(widget: QWidget, *, head: bool = False) -> QWidget:
    now = theme()
    box = Surface("raised" if head else "surface")
    box.setMinimumHeight(now.px(now.tokens.row.table_header if head else now.tokens.row.table))
    row = QHBoxLayout(box)
    row.setContentsMargins(now.px(10), 0, now.px(10), 0)
    row.addWidget(widget)
    return box
