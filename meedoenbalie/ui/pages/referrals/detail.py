"""One referral beside the list: what happened, and what happened now (07)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from meedoenbalie.domain.referrals import EventKind, ReferralEvent
from meedoenbalie.i18n import _, labels
from meedoenbalie.services.attendance import WeekHours, asks_activities, hours_made
from meedoenbalie.services.drafts import DraftKind
from meedoenbalie.services.experiences import Asking
from meedoenbalie.services.referring import ReferralLine
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.ui.drafts import DraftKeeper
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.referrals.correction import CorrectionForm
from meedoenbalie.ui.pages.referrals.experiences import LETTER as ASK_LETTER
from meedoenbalie.ui.pages.referrals.experiences import ExperiencesSection
from meedoenbalie.ui.pages.referrals.finishing import Finishing
from meedoenbalie.ui.pages.referrals.going_on import going_on
from meedoenbalie.ui.pages.referrals.group_answer import GroupAnswer
from meedoenbalie.ui.pages.referrals.happened import can_correct, event_icon, timeline
from meedoenbalie.ui.pages.referrals.head import head_of, loop_of
from meedoenbalie.ui.pages.referrals.hours import LETTER, HoursSection
from meedoenbalie.ui.pages.referrals.hours_form import HOURS
from meedoenbalie.ui.pages.referrals.plan_notice import plan_notice
from meedoenbalie.ui.pages.referrals.step_form import (
    ASK,
    CORRECTION,
    STEP,
    InPlace,
    StepForm,
    When,
    asks,
)
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.typed import Boxes
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Line, Text
from meedoenbalie.ui.widgets.timeline import Timeline

# The way of a referral, so that the likely step stands first.
_ORDER = (
    EventKind.SENT,
    EventKind.RECEIVED,
    EventKind.ACCEPTED,
    EventKind.WAITLISTED,
    EventKind.STARTED,
    EventKind.PAUSED,
    EventKind.COMPLETED,
    EventKind.STOPPED,
    EventKind.NO_SHOW,
    EventKind.TOLD,
    EventKind.WITHDRAWN,
    EventKind.REOPENED,
    EventKind.DECLINED,
    EventKind.ENTERED_IN_ERROR,
)


_TAKEN = frozenset(f"defghmnorstv{LETTER}{ASK_LETTER}")
"""The letters that other buttons of this screen have."""


def steps_of(item: DossierReferral) -> tuple[EventKind, ...]:
    """Return the steps that may be recorded now; what was told back isn't told again."""
    allowed = item.standing.allowed()
    if item.standing.closed_loop:
        allowed = allowed - {EventKind.TOLD}
    return tuple(kind for kind in _ORDER if kind in allowed)


class ReferralDetail(QWidget):
    """Head, timeline, steps. ``stepped`` carries a :class:`Step`."""

    stepped = Signal(object)
    corrected = Signal(object, str)
    """The event that was wrong, and why."""
    asking = Signal(bool)
    """Whether a form is open, so that the owner can hide other primary acts."""

    def __init__(
        self,
        dossier: Dossier,
        item: DossierReferral,
        today: date,
        *,
        shell: Shell,
        weeks: Sequence[WeekHours] = (),
        moments: Sequence[Asking] = (),
        others: Sequence[ReferralLine] = (),
        on_send: Callable[[], object],
        on_resident: Callable[[], object],
    ) -> None:
        super().__init__()
        now = theme()
        self._resident_id = dossier.resident.id
        self._boxes: Boxes | None = None
        self.keeper = DraftKeeper(
            shell,
            DraftKind.REFERRAL_STEP,
            self,
            typed=lambda: self._boxes.typed() if self._boxes is not None else {},
            put=lambda typed: self._boxes.put(typed) if self._boxes is not None else None,
            reset=lambda: self._boxes.reset() if self._boxes is not None else None,
        )
        self.item = item
        self._on_send = on_send
        self.form: InPlace | None = None
        self.steps: dict[EventKind, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        column.addLayout(head_of(dossier, item, on_resident))
        column.addSpacing(now.px(4))
        column.addWidget(Line())
        column.addSpacing(now.px(4))
        column.addWidget(Text(_("Wat er gebeurde"), "body_strong"))
        self.timeline = Timeline(timeline(dossier, item, today, self.correct))
        column.addWidget(self.timeline)
        self.when = When(today, item.standing.last_on)
        self.group = GroupAnswer(others)
        self._place = QVBoxLayout()
        self._buttons = self._make_buttons()
        if self.steps:
            column.addLayout(self._question())
        self.when.hide()
        column.addWidget(self.group)
        column.addWidget(self.when)
        column.addWidget(self._buttons)
        self._buttons.setVisible(bool(self.steps))
        column.addLayout(self._place)
        self.hours: HoursSection | None = None
        if weeks:
            self.hours = HoursSection(item, weeks, self.open_form)
            self.asking.connect(self.hours.set_asking)
            column.addWidget(self.hours)
        self.experiences: ExperiencesSection | None = None
        if moments:
            language = dossier.resident.preferred_language or ""
            self.experiences = ExperiencesSection(moments, language, today, self.open_form)
            self.asking.connect(self.experiences.set_asking)
            column.addWidget(self.experiences)
        column.addSpacing(now.px(4))
        column.addLayout(loop_of(dossier, item))
        for linked in (going_on(dossier, item, shell), plan_notice(dossier, item, shell)):
            if linked is not None:
                column.addWidget(linked)
        column.addStretch(1)

    def step(self, kind: EventKind) -> None:
        """Record a step, or ask first what it needs."""
        if kind is EventKind.SENT:
            self._on_send()
        elif asks(kind).anything:
            form = StepForm(kind, self.when, self._finishing(kind))
            form.recorded.connect(self.stepped)
            self.open_form(form, form.first_stop())
        else:
            self.setEnabled(False)
            self.stepped.emit(self.when.step(kind))

    def report(self, kind: EventKind, way: str) -> None:
        """Record what the provider reported today by some way, or ask first what it needs."""
        self.when.channel.set_value(way)
        self.when.reported_by.setText(self.item.offer.contact_name or self.item.provider.name)
        self.step(kind)

    def say_keys(self, words: str) -> None:
        """Show which key comes next; an empty text shows how to begin."""
        self._keys.setText(
            words or _("In de lijst: T telefoon, M mail of L langs geweest, dan het cijfer.")
        )

    def _finishing(self, kind: EventKind) -> Finishing | None:
        if kind is not EventKind.COMPLETED or not asks_activities(self.item.offer):
            return None
        return Finishing(hours_made(self.item.attendance, self.item.offer))

    def half_typed(self) -> str:
        """Return the name of the form in which something is typed, or an empty text."""
        typed = self._boxes is not None and bool(self._boxes.typed())
        return self.form.name if typed and self.form is not None else ""

    def open_named(self, name: str) -> bool:
        """Open the form of a step or a correction that was half-typed; False if it can't be."""
        if name == HOURS and self.hours is not None:
            self.hours.ask()
            return True
        if name == ASK and self.experiences is not None:
            self.experiences.ask()
            return True
        for kind in steps_of(self.item):
            if name == f"{STEP}{kind.value}" and asks(kind).anything:
                self.step(kind)
                return True
        struck = {event.retracts for event in self.item.events if event.retracts is not None}
        for event in self.item.events:
            if name == f"{CORRECTION}{event.id}" and can_correct(event, struck):
                self.correct(event)
                return True
        return False

    def correct(self, event: ReferralEvent) -> None:
        """Ask why an event is wrong."""
        form = CorrectionForm(event)
        form.corrected.connect(lambda note: self.corrected.emit(event, note))
        self.open_form(form, form.note)

    def open_form(self, form: InPlace, first: QWidget) -> None:
        """Put a form where the buttons were; only a step has a day and a way."""
        self.close_form()
        self.form = form
        self._buttons.hide()
        self.when.setVisible(isinstance(form, StepForm))
        form.left.connect(self._leave)
        self._place.addWidget(form)
        form.column.insertWidget(1, self.keeper.notice)
        self._boxes = Boxes(form.boxes())
        self._boxes.listen(self.keeper.changed)
        self.keeper.follow(f"{self.item.referral.id} {form.name}", subject_id=self._resident_id)
        self.asking.emit(True)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        # The form has no size before the layout ran.
        QTimer.singleShot(0, form, lambda: self._show_whole(form))

    def close_form(self) -> None:
        """Show the buttons again; what was typed is there when the form is opened again."""
        if self.form is not None:
            self.keeper.leave()
            self._boxes = None
            self.keeper.notice.setParent(self)
            self.keeper.notice.hide()
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self._buttons.setVisible(bool(self.steps))
            self.when.hide()
            self.asking.emit(False)

    def refuse(self, text: str) -> None:
        """Say why a step isn't recorded."""
        self.setEnabled(True)
        if self.form is not None:
            self.form.refuse(text)
        else:
            self._problem.setText(text)
            self._problem.show()

    def _leave(self) -> None:
        self.close_form()
        first = next(iter(self.steps.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_whole(self, form: InPlace) -> None:
        widget: QWidget | None = self
        while widget is not None and not isinstance(widget, QScrollArea):
            widget = widget.parentWidget()
        if isinstance(widget, QScrollArea):
            widget.ensureWidgetVisible(form)

    def _question(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(_("Wat is er nu gebeurd?"), "body_strong"), 1)
        self.other_day = Button(_("Ander&e dag…"), "calendar", "link", self._ask_day, small=True)
        self.other_day.setToolTip(_("Zonder dit geldt vandaag"))
        row.addWidget(self.other_day)
        return row

    def _ask_day(self) -> None:
        self.when.show()
        self.when.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_buttons(self) -> QWidget:
        now = theme()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(6))
        grid = QGridLayout()
        grid.setSpacing(now.px(6))
        kinds = steps_of(self.item)
        taken = set(_TAKEN)
        for number, kind in enumerate(kinds):
            button = Button(_with_mnemonic(_step_text(kind), taken), event_icon(kind))
            button.clicked.connect(lambda _on, one=kind: self.step(one))
            self.steps[kind] = button
            alone = number == len(kinds) - 1 and number % 2 == 0
            grid.addWidget(button, number // 2, number % 2, 1, 2 if alone else 1)
        column.addLayout(grid)
        self._problem = Text("", "body", "danger", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        words = _("Alleen stappen die nu kunnen. Bij … vragen we nog iets.")
        column.addWidget(Text(words, "caption", "ink2", wrap=True))
        self._keys = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._keys)
        self.say_keys("")
        return box


def _step_text(kind: EventKind) -> str:
    name = labels.event_button(kind)
    if kind is EventKind.TOLD:
        name = _("Terugkoppelen")
    return f"{name}…" if asks(kind).anything or kind is EventKind.SENT else name


def _with_mnemonic(text: str, taken: set[str]) -> str:
    """Return a text with the first letter marked that no other button has, if there is one."""
    for place, letter in enumerate(text):
        if letter.isalpha() and letter.lower() not in taken:
            taken.add(letter.lower())
            return f"{text[:place]}&{text[place:]}"
    return text
