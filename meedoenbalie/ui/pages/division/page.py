"""Verdeling: many residents over few places, with what every change costs (08)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.division import words, work
from meedoenbalie.ui.pages.division.cost import CostPanel
from meedoenbalie.ui.pages.division.paper import print_rows
from meedoenbalie.ui.pages.division.person import FriendsForm, PersonPanel, move_menu
from meedoenbalie.ui.pages.division.places import PlacesInPlan
from meedoenbalie.ui.pages.division.proposal import Proposal
from meedoenbalie.ui.pages.division.rows import Row, columns, rows_of
from meedoenbalie.ui.pages.division.summary import Summary
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.shortcuts import on
from meedoenbalie.ui.table_model import TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.text import Line, Text

if TYPE_CHECKING:
    from meedoenbalie.services.division_costs import WhyNot

KEY = "division"
_SHOWS = frozenset(
    {"resident", "offer", "site", "referral", "referral_event", "own_choice", "companion"}
    | {"place_hold", "contact"}
)


class DivisionPage(ListDetailPage):
    """A proposal for everybody at once, that staff change until they take it over."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, KEY, _("Verdeling"), wide_list=True, detail_width=356)
        self.proposal = Proposal(shell, self)
        self.proposal.changed.connect(self._show)
        self.proposal.asked.connect(self._asked)
        self.proposal.failed.connect(self._failed)
        self.head.add_action(Button(_("A&fdrukken…"), "printer", on_click=self.print_document))
        self.summary = Summary(self.proposal.choose)
        self._model: TableModel[Row] = TableModel(columns(), lambda row: row.who)
        self.table = RowTable(self._model, _("Voorstel"))
        self.table.remember(Memory(shell.desk.user.id, "columns/division"))
        self.table.selected.connect(self._select)
        self.table.clicked.connect(lambda index: self._clicked(index.column()))
        self.table.opened.connect(lambda _who: self._open_menu())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        on(self.table, "Space", _("vink de regel aan of uit"), self._tick)
        self._why = Notice("", "", "info")
        self._why.hide()
        self._followed = False
        self._fill_list()
        self._fill_footer()

    # -- what the window asks ---------------------------------------------------------------

    def shown(self) -> None:
        if not self._followed:
            self._followed = True
            self.proposal.keeper.follow()
        if self.proposal.plan is None:
            self.proposal.read()

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed and self._followed:
            self.proposal.read()

    def print_document(self) -> bool:
        """Ask where the proposal goes, and write it as it stands on the screen."""
        if self.proposal.plan is None:
            return False
        print_rows(self.shell, self, self.summary.text(), self._model.rows(), self.summary.say)
        return True

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z and Ctrl+Y while a change of the proposal can be taken back or redone."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (self._undoes(event) or self._redoes(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._undoes(event):
            self.proposal.undo()
        elif self._redoes(event):
            self.proposal.redo()
        else:
            super().keyPressEvent(event)

    def _undoes(self, event: QKeyEvent) -> bool:
        asked = event.matches(QKeySequence.StandardKey.Undo)
        return asked and self.proposal.decided.can_undo

    def _redoes(self, event: QKeyEvent) -> bool:
        ctrl = Qt.KeyboardModifier.ControlModifier
        ctrl_y = event.key() == Qt.Key.Key_Y and event.modifiers() == ctrl
        asked = ctrl_y or event.matches(QKeySequence.StandardKey.Redo)
        return asked and self.proposal.decided.can_redo

    # -- the parts --------------------------------------------------------------------------

    def _fill_list(self) -> None:
        now = theme()
        self.list.add_top(self.summary)
        self._nobody = EmptyState(
            _("Niemand zoekt nu een plaats die past. Begin met een gesprek."),
            _("Nieuw &gesprek"),
            lambda: self.shell.go("conversation", "new"),
            "scale",
        )
        self._no_places = EmptyState(
            _("Er zijn geen vrije plaatsen. Vraag het de aanbieders na."),
            _("Naar &Aanbod"),
            lambda: self.shell.go("offers"),
            "book-open",
        )
        self._none = EmptyState("", _("&Opnieuw voorstellen"), self.proposal.read, "scale")
        self._middle = Stack()
        for widget in (self.table, self._nobody, self._no_places, self._none):
            self._middle.addWidget(widget)
        self.list.set_middle(self._middle)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(now.px(14), now.px(10), now.px(14), now.px(10))
        column.addWidget(self._why)
        column.addWidget(self.proposal.keeper.notice)
        self.list.add_bottom(below)

    def _fill_footer(self) -> None:
        footer = Footer()
        self.undo = Button(_("Ongedaan &maken"), "undo-2", on_click=self.proposal.undo)
        self.anew = Button(
            _("Opnieuw &voorstellen"), "refresh-cw", on_click=self.proposal.propose_anew
        )
        self.accept = Button("", "check", "primary", self.proposal.accept)
        footer.add_left(self.undo)
        footer.add_left(self.anew)
        footer.add_right(self.accept)
        self.list.add_bottom(footer)
        self._look()

    # -- showing ----------------------------------------------------------------------------

    def _failed(self, why: str) -> None:
        self._none.set_sentence(why)
        self._middle.setCurrentWidget(self._none)
        self._model.set_rows(())
        self._look()

    def _show(self) -> None:
        plan, decided = self.proposal.plan, self.proposal.decided
        if plan is None:
            return
        stated = plan.stated
        self.summary.show_scope(decided.kind, decided.weeks)
        self.summary.show_plan(plan)
        places = sum(seat.left for seat in stated.seats.values())
        self.head.set_subtitle(
            _("{people} bewoners over {places} plaatsen · wordt concept, niets gaat weg").format(
                people=formats.number(len(stated.people)), places=formats.number(places)
            )
        )
        if not stated.seats:
            self._middle.setCurrentWidget(self._no_places)
        else:
            self._middle.setCurrentWidget(self.table if stated.people else self._nobody)
        pending = self.proposal.pending
        moving = pending.who if pending is not None else None
        losing = self.proposal.losing()
        self._model.set_rows(rows_of(plan, decided.left_out, losing, moving))
        if self._who() is None and self._model.rowCount():
            self.table.select_id(self._model.rows()[0].who)
        self._show_side()
        self._look()

    def _look(self) -> None:
        number = len(self.proposal.wanted())
        text = ngettext("{n} voorstel &overnemen", "{n} voorstellen &overnemen", number)
        self.accept.setText(text.format(n=formats.number(number)))
        if number:
            self.accept.enable()
        else:
            self.accept.disable(_("Er is niets aangekruist om over te nemen."))
        if self.proposal.decided.can_undo:
            self.undo.enable()
        else:
            self.undo.disable(_("Er is nog niets gewijzigd."))

    def _show_side(self) -> None:
        clear_layout(self.detail.body)
        plan, who = self.proposal.plan, self._who()
        self._why.hide()
        if plan is None:
            return
        body = self.detail.body
        if who is not None:
            move = partial(self.proposal.move, who)
            self.side = PersonPanel(plan, who, move, lambda on: self.proposal.fix(who, on=on))
            self.side.friends_wanted.connect(lambda: self._ask_friends(who))
            self.side.alone_wanted.connect(lambda: self.proposal.go_alone(who))
            body.addWidget(self.side)
            body.addWidget(Line())
        if self.proposal.pending is not None:
            cost = self.proposal.pending.cost
            self.cost = CostPanel(plan.stated, cost, self._go, self._leave)
            body.addWidget(self.cost)
            body.addWidget(Line())
        body.addWidget(PlacesInPlan(plan))
        body.addWidget(Text(words.explained(plan.stated), "caption", "ink2", wrap=True))
        body.addStretch(1)
        if who is not None and who not in plan.given:
            self.shell.tasks.read(
                work.why_not(plan, who), lambda found: self._tell_why(who, found), key="why_not"
            )

    def _tell_why(self, who: UUID, found: WhyNot) -> None:
        plan = self.proposal.plan
        if plan is None or who != self._who():
            return
        whom = plan.stated.people[who]
        asked = _("Waarom heeft {name} geen plaats?").format(name=words.first_name(whom))
        self._why.set_message(asked, words.why_not(plan.stated, whom, found))
        self._why.show()

    # -- one person -------------------------------------------------------------------------

    def _who(self) -> UUID | None:
        who, plan = self.table.current_id(), self.proposal.plan
        return who if isinstance(who, UUID) and plan and who in plan.stated.people else None

    def _select(self, _who: object) -> None:
        pending = self.proposal.pending
        if pending is not None and pending.who != self._who():
            self.proposal.leave_move()
        else:
            self._show_side()

    def _clicked(self, column: int) -> None:
        if column == 0:
            self._tick()
        self.show_detail()

    def _tick(self) -> None:
        who = self._who()
        if who is not None:
            self.proposal.tick(who)

    def _open_menu(self, at: QPoint | None = None) -> None:
        who, plan = self._who(), self.proposal.plan
        if who is None or plan is None:
            return
        menu = move_menu(self, plan, who, partial(self.proposal.move, who))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.table.visualRect(self.table.currentIndex())
        menu.popup(self.table.viewport().mapToGlobal(at or row.bottomLeft()))

    def _asked(self) -> None:
        self.show_detail()
        self.cost.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        self.proposal.go()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.proposal.leave_move()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_friends(self, who: UUID) -> None:
        plan = self.proposal.plan
        if plan is None:
            return
        clear_layout(self.detail.body)
        self.friends = FriendsForm(
            plan, who, lambda some: self.proposal.go_together([who, *some]), self._show_side
        )
        self.detail.body.addWidget(self.friends)
        self.detail.body.addStretch(1)
        self.friends.list.setFocus(Qt.FocusReason.OtherFocusReason)
