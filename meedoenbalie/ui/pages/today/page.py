"""Vandaag (02): the first row is selected, and Enter does it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import follow_ups, messages
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.drafts import DraftKind, OpenDraft, open_drafts
from meedoenbalie.services.first_hour import FirstStep, first_steps_done
from meedoenbalie.services.follow_ups import FollowUp
from meedoenbalie.services.hand_overs import Unread, unread
from meedoenbalie.services.worklist import Worklist, worklist
from meedoenbalie.ui.drafts import DraftTarget
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.conversation.target import NEW
from meedoenbalie.ui.pages.today import rows, task_rows
from meedoenbalie.ui.pages.today.acts import RowActs
from meedoenbalie.ui.pages.today.backup_card import BackupCard
from meedoenbalie.ui.pages.today.draft_rows import draft_rows
from meedoenbalie.ui.pages.today.first_hour_card import FirstHourCard
from meedoenbalie.ui.pages.today.follow_up_form import FollowUpForm
from meedoenbalie.ui.pages.today.hand_over_card import HandOverCard
from meedoenbalie.ui.pages.today.long_card import LongCard
from meedoenbalie.ui.pages.today.rows import Goal
from meedoenbalie.ui.pages.today.walk_in_card import WalkInCard
from meedoenbalie.ui.pages.today.week_card import WeekCard
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.shapes.dashboard import DashboardPage
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.later import put_after
from meedoenbalie.ui.widgets.notices import EmptyState, Notice

_FEW = 3
_BELOW_FAILURE = 1
"""The place of the form in the main column."""
_MANY = 20


class TodayPage(DashboardPage):
    """Cards of what waits, and the figures of this week."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Vandaag"))
        self._work: Worklist | None = None
        self._focus_first = False
        self._wanted: UUID | None = None
        self._failure = ""
        self._failed = Notice("", tone="danger")
        self._failed.hide()
        self.add_main(self._failed)
        self.plan_button = Button(_("&Opvolgtaak"), "plus", on_click=self._plan)
        self.head.add_action(self.plan_button)
        self._form: FollowUpForm | None = None
        self.acts = RowActs(shell, self)
        self.acts.open_wanted.connect(self._go)
        self.acts.edit_wanted.connect(self._plan)
        self.follow_up = LongCard(_("Opvolgen"), "alarm-clock-check", shell, few=5)
        self.unanswered = LongCard(_("Doorverwijzing zonder reactie"), "send", shell)
        self.drafts = LongCard(_("Kladjes"), "pencil-line", shell)
        self.unspoken = Card(_("Nog niet gesproken"), "user-round-search")
        self.stale = Card(_("Plaatsen niet meer zeker"), "calendar-clock")
        self.call = Button(_("&Belronde"), "phone", on_click=lambda: shell.go("phone_round"))
        self.stale.add_footer(self.call)
        self._cards: tuple[Card, ...] = (
            self.follow_up,
            self.unanswered,
            self.drafts,
            self.unspoken,
            self.stale,
        )
        self._done = EmptyState("", icon="check")
        self._done.button.clicked.connect(self._begin)
        self._done.hide()
        self.first_hour = FirstHourCard(shell)
        self.add_main(self.first_hour)
        self.add_main(self._done)
        self.add_main(self.follow_up)
        self.add_main(self.unanswered)
        self.add_main(self.drafts)
        self._pair = QWidget()
        self._pair_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._pair)
        self._pair_row.setContentsMargins(0, 0, 0, 0)
        self._pair_row.setSpacing(theme().px(theme().tokens.space.panel_gap))
        for card in (self.unspoken, self.stale):
            self._pair_row.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        self.add_main(self._pair)
        self._connect_cards()
        self.hand_over = HandOverCard(shell)
        self.week = WeekCard(shell)
        self.walk_in = WalkInCard(shell)
        self.backup = BackupCard(shell)
        for side in (self.hand_over, self.week, self.walk_in, self.backup):
            self.add_side(side)
        self.add_side(self.first_hour.again)
        self.hand_over.emptied.connect(self._read)
        shell.backups.changed.connect(self._backup_changed)
        self.finish()

    @property
    def form(self) -> FollowUpForm:
        """The form of a follow-up above the cards; it is made when somebody first needs it."""
        if self._form is None:
            self._form = form = FollowUpForm(self.shell)
            form.closed.connect(self._focus)
            form.emptied.connect(self._read)
            form.when.set_owners(self.acts.owners)
            put_after(self.plan_button, form, partial(self.main.insertWidget, _BELOW_FAILURE))
        return self._form

    def _connect_cards(self) -> None:
        self.first_hour.opened.connect(self._go)
        for place, card in enumerate(self._cards):
            card.opened.connect(self._go)
            card.pressed.connect(self._press)
            card.ticked.connect(self.acts.tick)
            OwnKeys(card, "Space", _("vink de taak af"))
            OwnKeys(card, "F2", _("bewerk de taak"))
            OwnKeys(card, "Del", _("haal de taak weg"))
            card.edit_wanted.connect(self.acts.edit)
            card.removed.connect(self.acts.remove)
            card.menu_wanted.connect(self.acts.ask)
            card.left.connect(lambda by, here=place: self._walk(here, by))

    def shown(self) -> None:
        """Read what waits; the day may have changed since."""
        self._focus_first = True
        self._read()
        self.shell.backups.look()

    def refresh(self, changed: Changes) -> None:
        """Read again what was changed."""
        if self._work is not None and changed:
            self._read()

    def unsaved(self) -> bool:
        """Return whether a task or a note was typed and not saved."""
        return bool(self.hand_over.typed() or (self._form is not None and self._form.typed()))

    def open_target(self, target: object) -> None:
        """Go on with a draft of this page."""
        if isinstance(target, DraftTarget):
            self._wanted = target.id

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two small cards below each other when there is no room beside the week."""
        super().resizeEvent(event)
        now = theme()
        wide = now.em(self.width()) >= now.tokens.breakpoints_em.three_panes
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._pair_row.setDirection(direction)

    def _read(self) -> None:
        desk, site = self.shell.desk, self.shell.site
        self.shell.tasks.read(
            lambda: _read_all(desk, site.id if site else None),
            self._show,
            self._not_read,
            key="today",
            label=_("Bezig met lezen…"),
        )
        self.walk_in.read()

    def _show(self, read: _Read) -> None:
        work, drafts = read.work, read.drafts
        first, self._work = self._work is None, work
        at = self._place_of_keyboard()
        self.acts.owners = read.owners
        if self._form is not None:
            self._form.when.set_owners(read.owners)
        self.hand_over.show_notes(read.notes, work.day)
        self._failed.hide()
        self.head.set_subtitle(
            _("{day} · week {week}").format(
                day=formats.long_day(work.day), week=work.day.isocalendar().week
            )
        )
        self._show_follow_up()
        self._show_unanswered(work)
        half_typed = draft_rows(drafts)
        words = ngettext("{n} niet opgeslagen", "{n} niet opgeslagen", len(half_typed))
        self.drafts.show_rows(half_typed, words.format(n=len(half_typed)))
        self._show_unspoken(work)
        self._show_stale(work)
        self._show_done(work)
        self.first_hour.show_done(read.first_steps)
        self.week.show_week(work)
        self.shell.set_count("today", work.asks or None)
        if self._focus_first:
            self._focus_first = False
            self._focus()
            self.scroller.verticalScrollBar().setValue(0)
        elif at is not None:
            self._focus_near(*at)
        self._resume(drafts, first=first)

    def _resume(self, drafts: list[OpenDraft], *, first: bool) -> None:
        """Go on with the draft that was asked for, or at first with the newest of each form."""
        wanted, self._wanted = self._wanted, None
        for kind in (DraftKind.HAND_OVER, DraftKind.FOLLOW_UP):
            mine = [one.draft for one in drafts if one.draft.kind == kind]
            asked = [one for one in mine if one.id == wanted]
            for draft in asked or (mine[:1] if first else ()):
                form = self.hand_over if kind is DraftKind.HAND_OVER else self.form
                form.resume(draft, asked=bool(asked))

    def _show_follow_up(self) -> None:
        work = self._work
        if work is None:
            return
        todo = task_rows.task_rows(work, self.shell.desk.user.name)
        self._failure = self.shell.backups.failure
        if self._failure:
            todo.insert(0, task_rows.backup_row(self._failure))
        number = len(todo)
        self.follow_up.show_rows(todo, ngettext("{n} taak", "{n} taken", number).format(n=number))
        late = task_rows.late(work)
        text = ngettext("{n} te laat", "{n} te laat", late).format(n=late)
        chip = Chip(text, "danger", "danger-soft", "circle-alert")
        self.follow_up.set_chip(chip if late else None)

    def _backup_changed(self) -> None:
        if self.shell.backups.failure == self._failure:
            return
        at = self._place_of_keyboard()
        self._show_follow_up()
        if at is not None:
            self._focus_near(*at)

    def _show_unanswered(self, work: Worklist) -> None:
        term = ngettext("langer dan {n} dag", "langer dan {n} dagen", work.response_days)
        self.unanswered.show_rows(
            rows.unanswered_rows(work.unanswered), term.format(n=work.response_days)
        )

    def _show_unspoken(self, work: Worklist) -> None:
        self.unspoken.setVisible(bool(work.unspoken))
        self.unspoken.set_rows(rows.unspoken_rows(work.unspoken, work.day))
        self.unspoken.set_count(
            _("{n} van {all}").format(n=work.unspoken_count, all=work.residents)
        )

    def _show_stale(self, work: Worklist) -> None:
        number = len(work.stale_places)
        self.stale.setVisible(bool(number))
        self.stale.set_rows(rows.stale_rows(work.stale_places[:_FEW]))
        self.stale.set_count(
            _("ouder dan {days} dagen · {n}").format(days=work.confirm_days, n=number)
        )

    def _show_done(self, work: Worklist) -> None:
        """Say that all is done, and what could be begun."""
        self._pair.setVisible(bool(work.unspoken or work.stale_places))
        self._done.setVisible(not work.asks and self.drafts.isHidden())
        if not work.residents:
            self._done.set_sentence(_("Nog geen bewoners. Begin met een gesprek."))
            self._done.button.setText(_("Nieuw &gesprek"))
        elif work.unspoken:
            number = work.unspoken_count
            self._done.set_sentence(
                ngettext(
                    "Niets meer te doen vandaag. Er is {n} bewoner die u nog niet sprak.",
                    "Niets meer te doen vandaag. Er zijn {n} bewoners die u nog niet sprak.",
                    number,
                ).format(n=number)
            )
            name = work.unspoken[0].given_name or work.unspoken[0].family_name
            self._done.button.setText(_("&Begin met {name}").format(name=name))
        else:
            self._done.set_sentence(_("Niets meer te doen vandaag."))
        self._done.button.setVisible(not work.residents or bool(work.unspoken))

    def _go(self, goal: object) -> None:
        if isinstance(goal, Goal) and self.shell.has(goal.page):
            self.shell.go(goal.page, goal.target)

    def _press(self, goal: object) -> None:
        """Do what the button of a row says."""
        if isinstance(goal, Goal) and goal.target == task_rows.BACKUP:
            self.shell.backups.make()
        elif isinstance(goal, Goal) and goal.follow_up is not None:
            self.acts.tick(goal)
        else:
            self._go(goal)

    def _plan(self, changes: FollowUp | None = None) -> None:
        self.form.begin(changes)
        self.scroller.ensureWidgetVisible(self.form)

    def _begin(self) -> None:
        if self._work is not None and self._work.unspoken:
            self.shell.go("residents", self._work.unspoken[0].id)
        else:
            self.shell.go("conversation", NEW)

    def _focus(self) -> None:
        if not any(card.isVisible() and card.focus_row(0) for card in self._cards):
            self._done.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_of_keyboard(self) -> tuple[int, int] | None:
        """Return in which card and row the keyboard is, so that it can stay there."""
        for number, card in enumerate(self._cards):
            place = card.focused_row()
            if place is not None:
                return number, place
        return None

    def _focus_near(self, number: int, place: int) -> None:
        """Give the keyboard to the same place, or to what is there now."""
        if not (self._cards[number].isVisible() and self._cards[number].focus_row(place)):
            self._focus()

    def _walk(self, here: int, by: int) -> None:
        """Go on with the arrows in the next card that has rows."""
        there = here + by
        while 0 <= there < len(self._cards):
            card = self._cards[there]
            if card.isVisible() and card.focus_row(0 if by > 0 else -1):
                return
            there += by

    def _not_read(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._failed.set_message(text)
        self._failed.show()
        return True


@dataclass(frozen=True, slots=True)
class _Read:
    """All that the page shows, as it was read in the database thread."""

    work: Worklist
    drafts: list[OpenDraft]
    notes: list[Unread]
    owners: list[str]
    first_steps: frozenset[FirstStep]


def _read_all(desk: Desk, site_id: UUID | None) -> _Read:
    return _Read(
        worklist(desk, site_id),
        open_drafts(desk),
        unread(desk, site_id),
        follow_ups.owners(desk),
        first_steps_done(desk),
    )
