"""Contact moments: what was said and told, and writing down a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.follow_ups import Repeat
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.drafts import Typed
from meedoenbalie.services.follow_ups import FollowUpLine, NextStep
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.pages.follow_up_words import words_of
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card, CardRow
from meedoenbalie.ui.widgets.date_list import to_qdate
from meedoenbalie.ui.widgets.dated_rows import DatedRow, DatedRows
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.when_and_who import WhenAndWho


def history_rows(dossier: Dossier, today: date) -> list[DatedRow]:
    """Return contacts, information given and own choices, newest first."""
    rows: list[tuple[date, str, DatedRow]] = []
    for contact in dossier.contacts:
        local = contact.at.astimezone(LOCAL_ZONE)
        day = local.date()
        when = f"{_day(day, today)} {local:%H:%M}" if day == today else _day(day, today)
        interpreter = (
            _("tolk: {name}").format(name=contact.interpreter) if contact.interpreter else ""
        )
        parts = (contact.detail, _spoken(contact.language), interpreter, contact.by)
        detail = " · ".join(part for part in parts if part)
        rows.append((day, local.isoformat(), DatedRow(when, contact.summary, detail)))
    for given, offer in dossier.informed:
        spoken = _spoken(given.language)
        detail = " · ".join(part for part in (given.channel, spoken, given.by) if part)
        title = _("Voorgelicht over {offer}").format(offer=offer.title)
        rows.append((given.given_on, "", DatedRow(_day(given.given_on, today), title, detail)))
    for chosen, of in dossier.choices:
        what = of.title if of is not None else _("alles wat is voorgesteld")
        title = _("Eigen keus: {offer}, {choice}").format(
            offer=what, choice=formats.inside(labels.choice(chosen.rank))
        )
        row = DatedRow(_day(chosen.chosen_on, today), title, chosen.noted_by)
        rows.append((chosen.chosen_on, "", row))
    rows.sort(key=lambda row: row[:2], reverse=True)
    return [row for _on, _at, row in rows]


def to_do_rows(dossier: Dossier, today: date) -> list[CardRow]:
    """Return what is still to do about a resident, the first first."""
    offers = {item.referral.id: item for item in dossier.referrals}
    rows = []
    for one in sorted(dossier.follow_ups, key=lambda item: item.shows_on):
        if one.done_on is not None:
            continue
        item = offers.get(one.referral_id) if one.referral_id else None
        line = FollowUpLine(
            one, dossier.resident, item.offer if item else None, item.provider if item else None
        )
        said = words_of(line, today)
        owner = _("voor {name}").format(name=one.owner) if one.owner else ""
        late = one.days_late(today) > 0
        rows.append(
            CardRow(
                one,
                said.title,
                " · ".join(part for part in (said.detail, owner) if part),
                icon=said.icon,
                icon_ink="danger" if late else "ink2",
                note=_day(one.shows_on, today),
                note_ink="danger" if late else "ink2",
                button=_("Afvinken"),
            )
        )
    return rows


def _spoken(language: str) -> str:
    if not language:
        return ""
    return _("in het {language}").format(language=formats.language_name(language))


def _day(day: date, today: date) -> str:
    if day == today:
        return _("vandaag")
    if day.year == today.year:
        return formats.weekday_and_day(day)
    return formats.full_day(day)


class HistoryTab(Surface):
    """A small form on top, what is still to do, and the list below.

    ``save`` gets summary, detail and the next step, if one was planned; ``ticked`` carries a
    follow-up that is done.
    """

    edited = Signal()
    ticked = Signal(object)

    def __init__(
        self, save: Callable[[str, str, NextStep | None], object], today: Callable[[], date]
    ) -> None:
        super().__init__("surface")
        now = theme()
        self._save = save
        self._today = today
        self._column = column = QVBoxLayout(self)
        pad = now.px(18)
        column.setContentsMargins(pad, now.px(14), pad, pad)
        column.setSpacing(now.px(12))
        self.summary = QLineEdit()
        self.summary.setMaxLength(200)
        self.summary_field = Field(_("Wat is er besproken?"), self.summary)
        column.addWidget(self.summary_field)
        self.detail = QPlainTextEdit()
        self.detail.setTabChangesFocus(True)
        self.detail.setFixedHeight(now.px(62))
        self.detail_field = Field(
            _("Toelichting"),
            self.detail,
            optional=True,
            hint=_("Kort, en niets over gezondheid, geloof of afkomst."),
        )
        column.addWidget(self.detail_field)
        self.step = QLineEdit()
        self.step.setMaxLength(300)
        self.step_field = Field(
            _("Volgende stap"),
            self.step,
            optional=True,
            hint=_("Komt op Vandaag, op de dag die u kiest."),
        )
        column.addWidget(self.step_field)
        self.when = WhenAndWho(today())
        self.when.hide()
        column.addWidget(self.when)
        self.step.textChanged.connect(self._step_typed)
        self.when.edited.connect(self.edited)
        self.summary.textChanged.connect(lambda _text: self.edited.emit())
        self.detail.textChanged.connect(self.edited)
        row = QHBoxLayout()
        self.button = Button(_("Contactmoment &vastleggen"), "message-square-plus", "primary")
        self.button.clicked.connect(self._press)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(now.px(6))
        self.to_do = Card(_("Nog te doen"), "alarm-clock-check")
        self.to_do.pressed.connect(self.ticked)
        self.to_do.ticked.connect(self.ticked)
        OwnKeys(self.to_do, "Space", _("vink de taak af"))
        column.addWidget(self.to_do)
        self._rows = DatedRows()
        column.addWidget(self._rows)
        self._nothing = Text(_("Nog geen contactmomenten."), "body", "ink2")
        column.addWidget(self._nothing)
        column.addStretch(1)

    def show_dossier(self, dossier: Dossier, today: date) -> None:
        """Show what was said and told."""
        todo = to_do_rows(dossier, today)
        self.to_do.set_rows(todo)
        self.to_do.set_count(str(len(todo)))
        self.to_do.setVisible(bool(todo))
        rows = history_rows(dossier, today)
        self._rows.set_rows(rows)
        self._nothing.setVisible(not rows)

    def typed(self) -> dict[str, Any]:
        """Return what is typed and was not saved."""
        texts = {
            "summary": self.summary.text(),
            "detail": self.detail.toPlainText(),
            "step": self.step.text(),
        }
        typed: dict[str, Any] = {name: text for name, text in texts.items() if text.strip()}
        if "step" in typed:
            day, owner, repeat = self.when.chosen()
            typed["when"] = [day.isoformat(), owner, repeat.value]
        return typed

    def put(self, typed: Typed) -> None:
        """Put back what was typed before."""
        self.summary.setText(str(typed.get("summary", "")))
        self.detail.setPlainText(str(typed.get("detail", "")))
        self.step.setText(str(typed.get("step", "")))
        if "when" in typed:
            day, owner, repeat = typed["when"]
            self.when.put(to_qdate(date.fromisoformat(day)), str(owner), Repeat(repeat))

    def show_draft(self, notice: QWidget) -> None:
        """Give the notice about a draft its place above the form."""
        self._column.insertWidget(0, notice)

    def clear(self) -> None:
        """Empty the form."""
        self.summary.clear()
        self.detail.clear()
        self.step.clear()
        self.when.put(to_qdate(self._today() + timedelta(days=1)), "", Repeat.NONE)
        self.set_problems({})

    def set_problems(self, problems: dict[str, str]) -> None:
        """Show what is wrong at its field and go there."""
        fields = {
            "summary": self.summary_field,
            "detail": self.detail_field,
            "text": self.step_field,
        }
        for name, field in fields.items():
            field.set_error(problems.get(name, ""))
        wrong = next((fields[name] for name in fields if name in problems), None)
        if wrong is not None:
            wrong.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        summary = self.summary.text().strip()
        if not summary:
            self.set_problems({"summary": _("Schrijf in een paar woorden wat er besproken is.")})
            return
        self._save(summary, self.detail.toPlainText().strip(), self._next_step())

    def _next_step(self) -> NextStep | None:
        text = self.step.text().strip()
        return NextStep(text, *self.when.chosen()) if text else None

    def _step_typed(self, text: str) -> None:
        """Ask when and who only of who plans something."""
        self.when.setVisible(bool(text.strip()))
        self.edited.emit()
