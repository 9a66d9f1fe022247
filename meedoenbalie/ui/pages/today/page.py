"""Vandaag (02): the first row is selected, and Enter does it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import messages
from meedoenbalie.services.drafts import OpenDraft, open_drafts
from meedoenbalie.services.worklist import Worklist, worklist
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.today import rows
from meedoenbalie.ui.pages.today.backup_card import BackupCard
from meedoenbalie.ui.pages.today.draft_rows import draft_rows
from meedoenbalie.ui.pages.today.rows import Goal
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.shapes.dashboard import DashboardPage
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Bars, Card, CardRow
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.text import Line, Text

_FEW = 3
_MANY = 20


class TodayPage(DashboardPage):
    """Cards of what waits, and the figures of this week."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Vandaag"))
        self._work: Worklist | None = None
        self._focus_first = False
        self._failed = Notice("", tone="danger")
        self._failed.hide()
        self.add_main(self._failed)
        self.follow_up = _LongCard(_("Opvolgen"), "alarm-clock-check", shell)
        self.unanswered = _LongCard(_("Doorverwijzing zonder reactie"), "send", shell)
        self.drafts = _LongCard(_("Kladjes"), "pencil-line", shell)
        self.unspoken = Card(_("Nog niet gesproken"), "user-round-search")
        self.stale = Card(_("Plaatsen niet meer zeker"), "calendar-clock")
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
        for place, card in enumerate(self._cards):
            card.opened.connect(self._go)
            card.pressed.connect(self._go)
            card.left.connect(lambda by, here=place: self._walk(here, by))
        self.add_side(self._week_card())
        self.backup = BackupCard(shell)
        self.add_side(self.backup)
        self.finish()

    def shown(self) -> None:
        """Read what waits; the day may have changed since."""
        self._focus_first = True
        self._read()
        self.shell.backups.look()

    def help_text(self) -> str:
        """Return what F1 says."""
        return _(
            "Hier staat wat vandaag op u wacht, het dringendste bovenaan. Loop met de pijlen door "
            "de rijen; Enter opent de rij. Rechts staan de cijfers van deze week."
        )

    def refresh(self, changed: Changes) -> None:
        """Read again what was changed."""
        if self._work is not None and changed:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two small cards below each other when there is no room beside the week."""
        super().resizeEvent(event)
        now = theme()
        wide = now.em(self.width()) >= now.tokens.breakpoints_em.three_panes
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._pair_row.setDirection(direction)

    def _week_card(self) -> Card:
        card = Card(_("Deze week"))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self._bars = Bars()
        column.addWidget(self._bars)
        self._before = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._before)
        card.add(box)
        if self.shell.has("weekly_report"):
            report = Button(
                _("&Weekrapport maken"), "printer", on_click=lambda: self.shell.go("weekly_report")
            )
            card.add_footer(report, stretch=True)
        self._week = card
        return card

    def _read(self) -> None:
        desk, site = self.shell.desk, self.shell.site
        self.shell.tasks.read(
            lambda: (worklist(desk, site.id if site else None), open_drafts(desk)),
            lambda found: self._show(*found),
            self._not_read,
            key="today",
            label=_("Bezig met lezen…"),
        )

    def _show(self, work: Worklist, drafts: list[OpenDraft]) -> None:
        self._work = work
        self._failed.hide()
        self.head.set_subtitle(
            _("{day} · week {week}").format(
                day=formats.long_day(work.day), week=work.day.isocalendar().week
            )
        )
        self._show_follow_up(work)
        self._show_unanswered(work)
        half_typed = draft_rows(drafts)
        words = ngettext("{n} niet opgeslagen", "{n} niet opgeslagen", len(half_typed))
        self.drafts.show_rows(half_typed, words.format(n=len(half_typed)))
        self._show_unspoken(work)
        self._show_stale(work)
        self._show_done(work)
        self._show_week(work)
        self.shell.set_count("today", work.asks or None)
        if self._focus_first:
            self._focus_first = False
            self._focus()
            self.scroller.verticalScrollBar().setValue(0)

    def _show_follow_up(self, work: Worklist) -> None:
        todo = rows.follow_up_rows(work)
        number = len(todo)
        self.follow_up.show_rows(todo, ngettext("{n} taak", "{n} taken", number).format(n=number))
        late = rows.late(work)
        text = ngettext("{n} te laat", "{n} te laat", late).format(n=late)
        chip = Chip(text, "danger", "danger-soft", "circle-alert")
        self.follow_up.set_chip(chip if late else None)

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

    def _show_week(self, work: Worklist) -> None:
        now, before = work.this_week, work.last_week
        self._week.set_count(_("bewoners · {days}").format(days=_week_words(work.day)))
        self._bars.set_bars(
            (
                (_("Gesproken"), now.spoken),
                (_("Voorgelicht"), now.informed),
                (_("Verwezen"), now.referred),
                (_("Gestart"), now.started),
            )
        )
        figures = (before.spoken, before.informed, before.referred, before.started)
        self._before.setText(
            _("Vorige week in dezelfde dagen: {figures}").format(
                figures=", ".join(map(str, figures))
            )
        )

    def _go(self, goal: object) -> None:
        if isinstance(goal, Goal) and self.shell.has(goal.page):
            self.shell.go(goal.page, goal.target)

    def _begin(self) -> None:
        if self._work is not None and self._work.unspoken:
            self.shell.go("residents", self._work.unspoken[0].id)
        else:
            self.shell.go("resident_form", "new")

    def _focus(self) -> None:
        if not any(card.isVisible() and card.focus_row(0) for card in self._cards):
            self._done.button.setFocus(Qt.FocusReason.OtherFocusReason)

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


class _LongCard(Card):
    """A card that shows a few rows, and the rest when asked; hidden when it has none."""

    def __init__(self, title: str, icon: str, shell: Shell) -> None:
        super().__init__(title, icon)
        self._shell = shell
        self._all: list[CardRow] = []
        self._open = False
        self._words = ""
        self._more = Button("", kind="link", on_click=self._toggle, small=True)
        self.add_footer(self._more)

    def show_rows(self, all_rows: list[CardRow], words: str) -> None:
        """Show the first rows, ``words`` in the head, and how many more there are."""
        self._all = rows.only_where(all_rows, self._shell.has)
        self._words = words
        self._arrange()

    def _arrange(self) -> None:
        shown = self._all[: _MANY if self._open else _FEW]
        number = len(self._all)
        self.set_rows(shown)
        self.setVisible(bool(number))
        if number > _FEW:
            self.body.addWidget(Line())
        some = len(shown) < number
        part = _("de eerste {n} van {all}").format(n=len(shown), all=number) if some else ""
        self.set_count(" · ".join(words for words in (self._words, part) if words))
        self._more.setText(
            _("De eerste {n} tonen").format(n=_FEW)
            if self._open
            else _("Alle {n} tonen").format(n=number)
            if number <= _MANY
            else _("De eerste {n} van {all} tonen").format(n=_MANY, all=number)
        )
        self.show_footer(number > _FEW)

    def _toggle(self) -> None:
        self._open = not self._open
        self._arrange()


def _week_words(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    if monday == day:
        return _("vandaag")
    return _("{monday} t/m nu").format(monday=formats.weekday_and_day(monday))
