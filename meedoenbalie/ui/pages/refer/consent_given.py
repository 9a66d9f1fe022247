"""The consent that holds for one provider, and asking for more of it (05b)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.consent import Consent, ConsentPurpose
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.ui.pages.refer.handover import Handover, consent_words, progress_words
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.reasons import ReasonList


class ConsentGiven(QWidget):
    """What may be shared and until when; ``ask_again`` gets the purpose that is asked about."""

    def __init__(
        self,
        handover: Handover,
        consent: Consent,
        ask_again: Callable[[ConsentPurpose], object],
        guardian_agrees: Callable[[Consent], object],
    ) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(8))
        shared = ", ".join(labels.shared_field(field) for field in consent.shared)
        reasons = [consent_words(handover)]
        reasons.append(("fits", _("Delen mag: {fields}").format(fields=shared)))
        if consent.valid_until is not None:
            until = formats.full_day(consent.valid_until)
            reasons.append(("fits", _("Geldig tot en met {day}").format(day=until)))
        reasons += progress_words(handover)
        if consent.explained_by:
            who = _("Uitgelegd door: {name}").format(name=consent.explained_by)
            reasons.append(("fits", who))
        lacks_guardian = handover.needs_guardian and not consent.guardian_agreed
        if lacks_guardian:
            reasons.append(("unknown", _guardian_question(handover)))
        column.addWidget(ReasonList(reasons))
        buttons = FlowLayout(gap=8)
        if lacks_guardian:
            self.guardian_agrees = Button(
                _("Ouder of voogd is &akkoord"),
                "check",
                on_click=lambda: guardian_agrees(consent),
                small=True,
            )
            buttons.addWidget(self.guardian_agrees)
        buttons.addWidget(
            Button(
                _("&Opnieuw vragen"),
                "rotate-ccw",
                on_click=lambda: ask_again(ConsentPurpose.REFERRAL),
                small=True,
            )
        )
        if not handover.may_hear:
            self.ask_progress = Button(
                _("Vragen of u mag &horen hoe het gaat"),
                "circle-question-mark",
                on_click=lambda: ask_again(ConsentPurpose.PROGRESS),
                small=True,
            )
            buttons.addWidget(self.ask_progress)
        column.addLayout(buttons)


def _guardian_question(handover: Handover) -> str:
    if handover.resident.age_on(handover.today) is None:
        return _("Leeftijd niet bekend. Onder de 16 is ook akkoord van ouder of voogd nodig")
    return _("Onder de 16 is ook akkoord van ouder of voogd nodig")
