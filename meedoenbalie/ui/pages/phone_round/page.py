"""Belronde: the providers to call about places, what cannot wait first, one key an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, places
from meedoenbalie.services import messages, phone_round
from meedoenbalie.services.desk import Done
from meedoenbalie.services.phone_round import Question
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.phone_round import words
from meedoenbalie.ui.pages.phone_round.answer_box import (
    AnswerBox,
    full_key,
    no_answer_key,
    skip_key,
)
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.text import Text

KEY = "phone_round"
_SHOWS = frozenset(
    {"offer", "provider", "provider_contact", "provider_talk", "place_hold", "referral_event"}
)

Key = tuple[UUID, date | None]
T = TypeVar("T")


class PhoneRoundPage(ListDetailPage):
    """The questions of the round at the left, the one that is asked now at the right.

    A question that was skipped, or whose provider didn't answer, comes again at the end. How far
    the round is counts from when the page was opened; undo brings a question back.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, KEY, _("Belronde"), list_width=520)
        self._today = shell.desk.clock.today()
        self._questions: tuple[Question, ...] = ()
        self._asked: set[Key] = set()
        self._later: list[Key] = []
        self.head.add_action(Button(_("&Terug"), "arrow-left", on_click=shell.back))
        self._model: TableModel[Question] = TableModel(self._columns(), lambda one: one.key)
        self.table = RowTable(self._model, _("Te bellen"))
        self.table.remember(Memory(shell.desk.user.id, "columns/phone_round"))
        self.table.selected.connect(self._select)
        self.answer = AnswerBox()
        self.table.opened.connect(lambda _key: self._answer())
        self.answer.returnPressed.connect(self._same)
        self.answer.full.connect(lambda: self._take_down(0))
        self.answer.no_answer.connect(self._nobody)
        self.answer.skipped.connect(self._skip)
        self.answer.walked.connect(self._walk)
        self._shown = QVBoxLayout()
        self._shown.setSpacing(theme().px(10))
        self._middle = Stack()
        self._middle.addWidget(self.table)
        self._middle.addWidget(
            EmptyState(
                _(
                    "Er is niemand te bellen. Hier komt lopend aanbod waarvan de plaatsen lang "
                    "niet bevestigd zijn."
                ),
                _("Naar &Aanbod"),
                lambda: shell.go("offers"),
                "badge-check",
            )
        )
        self.list.set_middle(self._middle)
        self._failed = Notice("", tone="danger")
        self._failed.hide()
        self.detail.body.addWidget(self._failed)
        self.detail.body.addLayout(self._shown)
        self.detail.body.addWidget(self._made_question())
        self.detail.body.addStretch(1)
        self.detail.add_bottom(self._made_footer())

    def shown(self) -> None:
        """Begin a round, or go on with it."""
        self._asked.clear()
        self._later.clear()
        self._read()

    def refresh(self, changed: Changes) -> None:
        """Read again what was changed: an answer, or its undo."""
        if _SHOWS & changed:
            self._read()

    def _columns(self) -> tuple[Column[Question], ...]:
        return (
            Column(
                _("Aanbieder en aanbod"),
                lambda one: one.offer.title,
                strong=True,
                subtitle=lambda one: " · ".join(
                    part for part in (one.provider.name, words.why_short(one)) if part
                ),
                tooltip=lambda one: f"{one.offer.title}\n{one.provider.name}",
            ),
            Column(_("Start"), words.start_words, 96),
            Column(_("Vrij"), lambda one: places.free_of_total(one.figure), 72, right=True),
            Column(
                _("Bevestigd"),
                lambda one: words.age_words(one, self._today),
                92,
                ink=lambda _one: "warn",
            ),
        )

    def _made_question(self) -> QWidget:
        now = theme()
        self._question = QWidget()
        column = QVBoxLayout(self._question)
        column.setContentsMargins(0, now.px(6), 0, 0)
        column.setSpacing(now.px(8))
        row = QHBoxLayout()
        row.setSpacing(now.px(10))
        label = Text(_("Hoeveel plaatsen zijn er vrij?"), "body_strong", wrap=True)
        label.setBuddy(self.answer)
        column.addWidget(label)
        keys = _("Enter legt vast · {full} vol · {none} geen gehoor · {skip} overslaan").format(
            full=full_key(), none=no_answer_key(), skip=skip_key()
        )
        row.addWidget(self.answer)
        row.addWidget(Text(keys, "caption", "ink2", wrap=True), 1)
        column.addLayout(row)
        return self._question

    def _made_footer(self) -> Footer:
        self._footer = Footer()
        for text, icon, act in (
            (_("&Overslaan"), "arrow-right", self._skip),
            (_("&Geen gehoor"), "phone-missed", self._nobody),
            (_("&Vol"), "circle-slash", lambda: self._take_down(0)),
        ):
            self._footer.add_left(Button(text, icon, on_click=act))
        self._footer.add_right(Button(_("Vast&leggen"), "badge-check", "primary", self._same))
        return self._footer

    def _read(self) -> None:
        desk, site = self.shell.desk, self.shell.site
        site_id = site.id if site is not None else None
        self.shell.tasks.read(
            lambda: phone_round.phone_round(desk, site_id), self._take, self._not_done, key=KEY
        )

    def _take(self, found: tuple[Question, ...]) -> None:
        self._failed.hide()
        begin = not self._asked
        self._asked |= {one.key for one in found}
        later = {key: place for place, key in enumerate(self._later, start=1)}
        self._questions = tuple(sorted(found, key=lambda one: later.get(one.key, 0)))
        before = self.table.current_id()
        self._model.set_rows(self._questions)
        self._middle.setCurrentIndex(0 if self._questions else 1)
        total, left = len(self._asked), len(self._questions)
        told = _("{done} van {total} gevraagd").format(done=total - left, total=total)
        self.head.set_subtitle(told if total else "")
        kept = any(one.key == before for one in self._questions)
        if self._questions and not kept:
            self.table.select_id(self._questions[0].key)
        if begin and self._questions:
            self.show_detail()
        self._select(self.table.current_id())

    def _answer(self) -> None:
        self.show_detail()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current(self) -> Question | None:
        key = self.table.current_id()
        return next((one for one in self._questions if one.key == key), None)

    def _select(self, _key: object) -> None:
        question = self._current()
        clear_layout(self._shown)
        self._question.setVisible(question is not None)
        self._footer.setVisible(question is not None)
        if question is None:
            return
        self._show(question)
        if self.isVisible():
            self.answer.ask(question.figure.places)

    def _show(self, question: Question) -> None:
        self._shown.addWidget(Text(question.provider.name, "section", wrap=True))
        phone = Text(question.phone or _("geen telefoonnummer bekend"), "screen", wrap=True)
        phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        phone.setAccessibleName(_("Telefoon {number}").format(number=phone.text()))
        self._shown.addWidget(phone)
        for line in words.reach_lines(question):
            self._shown.addWidget(Text(line, "body", "ink2", wrap=True))
        talk = words.last_talk_words(question, self._today)
        self._shown.addWidget(Text(talk, "caption", "ink2", wrap=True))
        why = words.why_words(question)
        if why:
            self._shown.addWidget(Notice(why, tone="attention"))
        self._shown.addWidget(Text(question.offer.title, "body_strong", wrap=True))
        self._shown.addWidget(Text(places.start(question.figure.on), wrap=True))
        known = words.known_words(question, self._today)
        self._shown.addWidget(Text(known, "body", "warn", wrap=True))

    def _walk(self, by: int) -> None:
        place = next(
            (n for n, one in enumerate(self._questions) if one.key == self.table.current_id()), 0
        )
        there = min(max(place + by, 0), len(self._questions) - 1)
        if self._questions:
            self.table.select_id(self._questions[there].key)

    def _same(self) -> None:
        number = self.answer.value()
        if number is None:
            self.shell.say(_("Typ hoeveel plaatsen er vrij zijn, of kies vol of geen gehoor."))
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._take_down(number)

    def _take_down(self, number: int) -> None:
        question, desk = self._current(), self.shell.desk
        if question is None:
            return
        offer_id, start = question.key
        after = self._after(question)
        said = _("Vastgelegd: {title}, {places}").format(
            title=question.offer.title,
            places=places.free(question.figure.changed(places=number)),
        )
        self._write(lambda: phone_round.take_down(desk, offer_id, start, number), said, after)

    def _nobody(self) -> None:
        question, desk = self._current(), self.shell.desk
        if question is None:
            return
        provider = question.provider
        mine = [one.key for one in self._questions if one.provider.id == provider.id]
        self._put_last(mine)
        said = _("Geen gehoor: {name}").format(name=provider.name)
        after = next((one.key for one in self._questions if one.key not in mine), None)
        self._write(lambda: phone_round.note_no_answer(desk, provider.id), said, after)

    def _skip(self) -> None:
        question = self._current()
        if question is not None:
            after = self._after(question)
            self._put_last([question.key])
            self._take(self._questions)
            self.table.select_id(after)

    def _after(self, question: Question) -> Key | None:
        """Return the question that comes next, or the first of those that are left."""
        keys = [one.key for one in self._questions]
        place = keys.index(question.key)
        rest = keys[place + 1 :] + keys[:place]
        return rest[0] if rest else None

    def _put_last(self, keys: list[Key]) -> None:
        self._later = [key for key in self._later if key not in keys] + keys

    def _write(self, act: Callable[[], Done[T]], said: str, after: Key | None) -> None:
        def done(result: Done[T]) -> None:
            if after is not None:
                self.table.select_id(after)
            self.shell.saved(said, result.changed)

        self.shell.tasks.write(act, done, self._not_done)

    def _not_done(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._failed.set_message(text)
        self._failed.show()
        return True
