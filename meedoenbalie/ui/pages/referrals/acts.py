"""What is recorded of the referral on the screen, and what its provider is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from meedoenbalie.domain.people import Contact
from meedoenbalie.domain.referrals import EventKind, ReferralEvent, ReferralState
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services import attendance, referring, registration
from meedoenbalie.services.desk import Done
from meedoenbalie.services.matching_text import called
from meedoenbalie.services.referring_together import record_for_group
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.referrals.asking import AskingActs
from meedoenbalie.ui.pages.referrals.detail import ReferralDetail
from meedoenbalie.ui.pages.referrals.hours_form import HoursNoted
from meedoenbalie.ui.pages.referrals.reminder import (
    CallForm,
    ReminderForm,
    may_ask_progress,
    progress_text,
    receiver_of,
    reminder_text,
)
from meedoenbalie.ui.pages.referrals.step_form import Step

THERE = frozenset({ReferralState.ACCEPTED, ReferralState.STARTED, ReferralState.PAUSED})
"""The states in which somebody has a place, so that one can ask how it goes."""


class ReferralActs:
    """Writes what is done with one referral; ``detail`` shows its forms and why one is refused."""

    def __init__(
        self,
        shell: Shell,
        shown: tuple[Dossier, DossierReferral],
        detail: ReferralDetail,
        saved: Callable[[str, Changes], None],
        refused: Callable[[Exception], bool],
    ) -> None:
        self.shell = shell
        self._dossier, self._item = shown
        self._detail = detail
        self._saved, self._refused = saved, refused
        self._today: date = shell.desk.clock.today()
        if detail.hours is not None:
            detail.hours.noted.connect(self.note_hours)
            detail.hours.taken_away.connect(self.take_away_hours)
        if detail.experiences is not None:
            self.asking = AskingActs(shell, shown, detail, saved, refused)

    def record(self, step: Step) -> None:
        """Record a step."""
        desk, item = self.shell.desk, self._item
        for_group = self._detail.group.for_all

        def write() -> Done[Any]:
            record = record_for_group if for_group else referring.record_event
            return record(
                desk,
                item.referral.id,
                step.kind,
                happened_on=step.happened_on,
                channel=step.channel,
                reported_by=step.reported_by,
                reason=step.reason,
                outcome=step.outcome,
                note=step.note,
                activities=step.activities,
                told_on=step.happened_on if step.kind is EventKind.TOLD else None,
            )

        text = _("Vastgelegd: {step}") if not for_group else _("Vastgelegd voor de groep: {step}")
        text = text.format(step=labels.event(step.kind))
        self.shell.tasks.write(write, lambda done: self._saved(text, done.changed), self._refused)

    def correct(self, event: ReferralEvent, note: str) -> None:
        """Strike an event that was wrong."""
        desk = self.shell.desk
        text = _("Hersteld: {step}").format(step=labels.event(event.kind))
        self.shell.tasks.write(
            lambda: referring.retract_event(desk, event.id, note),
            lambda done: self._saved(text, done.changed),
            self._refused,
        )

    def note_hours(self, said: HoursNoted) -> None:
        """Note the hours of one week."""
        desk, referral_id = self.shell.desk, self._item.referral.id
        hours = formats.duration(said.made)
        text = _("Genoteerd: {hours} in {week}").format(hours=hours, week=formats.week(said.week))
        self.shell.tasks.write(
            lambda: attendance.note_hours(
                desk, referral_id, said.week, said.made, said.agreed, said.absence
            ),
            lambda done: self._saved(text, done.changed),
            self._refused,
        )

    def take_away_hours(self, attendance_id: UUID) -> None:
        """Take away what was noted of a week."""
        desk = self.shell.desk
        self.shell.tasks.write(
            lambda: attendance.take_away_hours(desk, attendance_id),
            lambda done: self._saved(_("Genoteerde uren weggehaald"), done.changed),
            self._refused,
        )

    def ask_reminder(self) -> None:
        """Open a text that asks whether there is a place."""
        dossier, item = self._dossier, self._item
        text = reminder_text(dossier, item, self.shell.desk.user.name, self._today)
        title = _("Herinnering aan {receiver}").format(receiver=_to(item))
        self._ask_by_mail(ReminderForm(title, text), _("Herinnering gestuurd: {title}"))

    def ask_progress(self) -> None:
        """Open a text that asks how it goes, when the resident agreed to that."""
        dossier, item = self._dossier, self._item
        if not may_ask_progress(dossier, item, self._today):
            words = _(
                "{name} zei nog niet dat {provider} mag vertellen hoe het gaat. Vraag het eerst."
            )
            name = called(dossier.resident)
            self._detail.refuse(words.format(name=name, provider=item.provider.name))
            return
        text = progress_text(dossier, item, self.shell.desk.user.name)
        title = _("Vraag aan {receiver} hoe het gaat").format(receiver=_to(item))
        self._ask_by_mail(ReminderForm(title, text), _("Gevraagd hoe het gaat: {title}"))

    def _ask_by_mail(self, form: ReminderForm, summary: str) -> None:
        form.copied.connect(lambda: self.shell.say(_("De tekst is gekopieerd.")))
        form.sent.connect(lambda: self._note(summary, ""))
        self._detail.open_form(form, form.text)

    def ask_call(self) -> None:
        """Ask what was said on the telephone."""
        item = self._item
        phone = item.offer.phone or item.provider.phone
        form = CallForm(_to(item), phone)
        form.called.connect(lambda note: self._note(_("Gebeld over {title}"), note))
        self._detail.open_form(form, form.note)

    def _note(self, summary: str, detail: str) -> None:
        desk, dossier, item = self.shell.desk, self._dossier, self._item
        words = summary.format(title=item.offer.title)

        def write() -> Done[Contact]:
            return registration.record_contact(desk, dossier.resident.id, words[:200], detail)

        self.shell.tasks.write(write, lambda done: self._saved(words, done.changed), self._refused)


def _to(item: DossierReferral) -> str:
    return receiver_of(item) or item.provider.name
