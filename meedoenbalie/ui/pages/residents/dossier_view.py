"""One resident: a head that stays and five tabs, each made when somebody looks at it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.i18n import _
from meedoenbalie.services import follow_ups
from meedoenbalie.services.drafts import DraftKind, Typed
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.drafts import DraftKeeper
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.residents.data_tab import DataTab
from meedoenbalie.ui.pages.residents.history import HistoryTab
from meedoenbalie.ui.pages.residents.overview import Overview
from meedoenbalie.ui.pages.residents.referrals_tab import ReferralsTab
from meedoenbalie.ui.pages.residents.week import WeekTab
from meedoenbalie.ui.pages.residents.words import head_text
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import PersonAvatar
from meedoenbalie.ui.widgets.later import Later
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText

HISTORY = 3
"""The place of the tab with the contact moments."""

_OVERVIEW, _WEEK, _REFERRALS, _HISTORY, _DATA = range(5)


class DossierView(Surface):
    """The dossier of the selected resident.

    ``contact_written`` carries summary, detail and the next step, or None; ``ticked`` a follow-up
    that is done; ``withdrawn`` the provider with whom sharing has to stop, and what for.
    """

    contact_written = Signal(str, str, object)
    ticked = Signal(object)
    withdrawn = Signal(object, object)

    def __init__(self, shell: Shell) -> None:
        super().__init__("surface")
        self._shell = shell
        self._dossier: Dossier | None = None
        self._today = shell.desk.clock.today()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._made_head())
        self.tabs = QTabWidget()
        # Its bar takes the keyboard; the widget around it has no name of its own.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.tabBar().setAccessibleName(_("Onderdelen van het dossier"))
        self.overview = Overview(shell, self._talk, self._ask_consent)
        self._week = Later(lambda: WeekTab(shell), self._fill_week)
        self._referrals = Later(self._made_referrals, self._fill_referrals)
        self._history = Later(self._made_history, self._fill_history)
        self._data = Later(self._made_data, self._fill_data)
        self.keeper = DraftKeeper(
            shell,
            DraftKind.CONTACT,
            self,
            typed=self.typed,
            put=self._put,
            reset=self._clear,
        )
        for tab, name in (
            (_scrolling(self.overview), _("Overzicht")),
            (_scrolling(self._week), _("Week")),
            (self._referrals, ""),
            (_scrolling(self._history), ""),
            (_scrolling(self._data), _("Gegevens en toestemming")),
        ):
            self.tabs.addTab(tab, name)
        self.tabs.currentChanged.connect(self._tab_changed)
        column.addWidget(self.tabs, 1)

    def _made_head(self) -> QWidget:
        now = theme()
        head = QFrame()
        row = QHBoxLayout(head)
        pad = now.px(18)
        row.setContentsMargins(pad, now.px(12), pad, now.px(8))
        row.setSpacing(now.px(14))
        self._avatar = PersonAvatar("", 44)
        row.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = CutText("", "screen")
        self._line = CutText("", "body", "ink2")
        words.addWidget(self._name)
        words.addWidget(self._line)
        row.addLayout(words, 1)
        self.change_button = Button(_("&Wijzigen"), "pencil", on_click=self._change)
        self.match_button = Button(_("&Matchen"), "puzzle", "primary", self._match)
        row.addWidget(self.change_button)
        row.addWidget(self.match_button)
        return head

    @property
    def week(self) -> WeekTab:
        """The tab with the week."""
        return self._week.part()

    @property
    def referrals(self) -> ReferralsTab:
        """The tab with the referrals."""
        return self._referrals.part()

    @property
    def history(self) -> HistoryTab:
        """The tab with the contact moments, and the form for a new one."""
        return self._history.part()

    @property
    def data(self) -> DataTab:
        """The tab with all that is recorded, consents, and who changed what."""
        return self._data.part()

    def typed(self) -> dict[str, Any]:
        """Return what is typed of a contact moment and was not saved."""
        made = self._history.made
        return made.typed() if made is not None else {}

    def show_dossier(self, dossier: Dossier, today: date) -> None:
        """Show a resident; what was typed for another one waits as a draft, the tab stays."""
        if self._dossier is None or self._dossier.resident.id != dossier.resident.id:
            self.keeper.leave()
            if self._history.made is not None:
                self._history.made.clear()
                self._offer_owners(self._history.made)
            self._follow(dossier.resident.id)
        self._dossier, self._today = dossier, today
        resident = dossier.resident
        self._avatar.set_name(resident.full_name)
        native = f"  {_isolated(resident.native_name)}" if resident.native_name else ""
        self._name.setText(f"{resident.full_name}{native}")
        self._line.setText(head_text(resident, today))
        self.setAccessibleName(resident.full_name)
        if resident.restricted_since is None:
            self.match_button.enable()
        else:
            self.match_button.disable(_("Het gebruik van deze gegevens is beperkt"))
        self.overview.show_dossier(dossier, today)
        for tab in (self._week, self._referrals, self._history, self._data):
            tab.refill()
        self.tabs.setTabText(_REFERRALS, _("Doorverwijzingen {n}").format(n=len(dossier.referrals)))
        contacts = len(dossier.contacts) + len(dossier.informed)
        self.tabs.setTabText(_HISTORY, _("Contactmomenten {n}").format(n=contacts))

    def _put(self, typed: Typed) -> None:
        self.history.put(typed)

    def _clear(self) -> None:
        self.history.clear()

    def _made_referrals(self) -> ReferralsTab:
        return ReferralsTab(
            lambda referral_id: self._shell.go("referrals", referral_id), self._match
        )

    def _made_history(self) -> HistoryTab:
        history = HistoryTab(self.contact_written.emit, self._shell.desk.clock.today)
        history.ticked.connect(self.ticked)
        history.show_draft(self.keeper.notice)
        history.edited.connect(self.keeper.changed)
        self._offer_owners(history)
        return history

    def _made_data(self) -> DataTab:
        return DataTab(
            self._shell,
            self._ask_consent,
            self.withdrawn.emit,
            lambda resident_id: self._shell.go("dossier_rights", resident_id),
        )

    def _fill_week(self, tab: WeekTab) -> None:
        if self._dossier is not None:
            tab.show_dossier(self._dossier)

    def _fill_referrals(self, tab: ReferralsTab) -> None:
        if self._dossier is not None:
            tab.show_dossier(self._dossier)

    def _fill_history(self, tab: HistoryTab) -> None:
        if self._dossier is not None:
            tab.show_dossier(self._dossier, self._today)

    def _fill_data(self, tab: DataTab) -> None:
        if self._dossier is not None:
            tab.show_dossier(self._dossier, self._today)

    def _offer_owners(self, history: HistoryTab) -> None:
        desk = self._shell.desk
        self._shell.tasks.read(
            lambda: follow_ups.owners(desk),
            history.when.set_owners,
            lambda _error: True,
            key="owners",
        )

    def contact_saved(self, resident_id: UUID) -> None:
        """Empty the form of the contact moment that is recorded now."""
        self.history.clear()
        self.keeper.done()
        self._follow(resident_id, restore=False)

    def _follow(self, resident_id: UUID, *, restore: bool = True) -> None:
        self.keeper.follow(str(resident_id), subject_id=resident_id, restore=restore)

    def _talk(self) -> None:
        """Hold a talk with this resident."""
        if self._dossier is not None and self._shell.has("conversation"):
            self._shell.go("conversation", self._dossier.resident.id)
        else:
            self.begin_talk()

    def begin_talk(self) -> None:
        """Go to the form for a contact moment."""
        self.tabs.setCurrentIndex(_HISTORY)
        self.history.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tab_changed(self, tab: int) -> None:
        """Keep one loud button: on the tab with a form it is the form's."""
        self.match_button.set_kind("normal" if tab == _HISTORY else "primary")

    def _change(self) -> None:
        if self._dossier is not None:
            self._shell.go("resident_form", self._dossier.resident.id)

    def _match(self) -> None:
        if self._dossier is not None:
            self._shell.go("matching", self._dossier.resident.id)

    def _ask_consent(self, resident_id: UUID, offer_id: UUID) -> None:
        self._shell.go("refer", (resident_id, offer_id))


def _isolated(text: str) -> str:
    """Keep a name in its own direction inside a line that runs the other way."""
    return f"\u2068{text}\u2069"


def _scrolling(inside: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # Wrapped texts ask for the height of their narrowest shape; what counts is the real width.
    inside.setMinimumHeight(1)
    scroll.setWidget(inside)
    return scroll
