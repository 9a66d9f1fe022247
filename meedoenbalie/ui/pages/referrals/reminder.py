"""Asking a provider again: a text to mail, or what was said on the telephone (07)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from meedoenbalie.domain.consent import ConsentPurpose, SharedField
from meedoenbalie.domain.sharing import lacks_for_sharing
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.matching_text import called
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.ui.pages.referrals.step_form import CALL, REMINDER, InPlace, note_box
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Field


def receiver_of(item: DossierReferral) -> str:
    """Return who got the referral, or else the contact of the offer."""
    named = [event.receiver for event in item.events if event.receiver]
    return named[-1] if named else item.offer.contact_name


def reminder_text(dossier: Dossier, item: DossierReferral, user: str, today: date) -> str:
    """Return the text of a reminder; the name only when the resident agreed to share it."""
    who = _name(dossier, item, today)
    sent = item.standing.sent_on or item.standing.since or today
    paragraphs = [
        _greeting(item),
        _(
            "Op {day} verwees ik {who} naar {title}. Ik weet nog niet of er plaats is. "
            "Kunt u dat laten weten?"
        ).format(day=formats.full_day(sent), who=who, title=item.offer.title),
        _("Is er geen plaats? Dan hoor ik dat ook graag. Dan zoeken we verder."),
        _signature(dossier, user),
    ]
    return "\n\n".join(paragraphs)


def may_ask_progress(dossier: Dossier, item: DossierReferral, today: date) -> bool:
    """Tell whether the resident agreed that the provider tells the desk how it goes."""
    consent = dossier.last_answer(item.provider.id, ConsentPurpose.PROGRESS)
    return lacks_for_sharing(dossier.resident, consent, today) is None


def progress_text(dossier: Dossier, item: DossierReferral, user: str) -> str:
    """Return the text that asks how it goes; ask ``may_ask_progress`` first."""
    paragraphs = [
        _greeting(item),
        _("Hoe gaat het met {who} bij {title}? {who} vindt het goed dat u mij dat vertelt.").format(
            who=called(dossier.resident), title=item.offer.title
        ),
        _("Gaat er iets niet goed? Dan hoor ik dat ook graag. Dan zoeken we samen verder."),
        _signature(dossier, user),
    ]
    return "\n\n".join(paragraphs)


def _greeting(item: DossierReferral) -> str:
    receiver = receiver_of(item)
    return _("Beste {receiver},").format(receiver=receiver) if receiver else _("Beste lezer,")


def _signature(dossier: Dossier, user: str) -> str:
    return f"{user}\n" + _("Meedoenbalie {site}").format(site=dossier.site.name)


def _name(dossier: Dossier, item: DossierReferral, today: date) -> str:
    consent = dossier.last_answer(item.provider.id, ConsentPurpose.REFERRAL)
    named = (
        consent is not None
        and lacks_for_sharing(dossier.resident, consent, today) is None
        and SharedField.NAME_AND_CONTACT in consent.shared
    )
    return called(dossier.resident) if named else _("een jongere")


class ReminderForm(InPlace):
    """A text to change and copy; ``sent`` comes when it has gone."""

    sent = Signal()
    copied = Signal()

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title, REMINDER)
        self.text = QPlainTextEdit()
        self.text.setPlainText(text)
        self.text.setAccessibleName(_("Tekst voor de aanbieder"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme().px(216))
        self.column.addWidget(self.text)
        copy = Button(_("&Kopiëren"), "copy", on_click=self._copy, small=True)
        self.column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish(_("Is &verstuurd"), "send", self._record)

    def boxes(self) -> dict[str, QWidget]:
        """Return the text."""
        return {"text": self.text}

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.emit()

    def _record(self) -> None:
        self.record.setEnabled(False)
        self.sent.emit()


class CallForm(InPlace):
    """What was said on the telephone; ``called`` carries it."""

    called = Signal(str)

    def __init__(self, receiver: str, phone: str) -> None:
        title = _("Gebeld met {receiver}").format(receiver=receiver)
        super().__init__(title, CALL, phone)
        self.note = note_box()
        self._field = Field(_("Wat is er gezegd?"), self.note)
        self.column.addWidget(self._field)
        self.finish(_("Vast&leggen"), "check", self._record)

    def boxes(self) -> dict[str, QWidget]:
        """Return the note."""
        return {"note": self.note}

    def _record(self) -> None:
        note = self.note.toPlainText().strip()
        if not note:
            self._field.set_error(_("Schrijf in een paar woorden wat er gezegd is."))
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.record.setEnabled(False)
        self.called.emit(note)
