"""*Volgende stap*: what to do next, why, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.next_step import NextStep, Step
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice, Tone

_ASKING = frozenset({Step.ASK_CONSENT, Step.ASK_GUARDIAN})


@dataclass(frozen=True, slots=True)
class _Words:
    strong: str
    rest: str
    button: str = ""
    icon: str = ""
    tone: Tone = "info"


class StepNotice(QWidget):
    """The notice on top of a dossier. ``talk`` begins the first contact moment."""

    def __init__(self, shell: Shell, talk: Callable[[], object]) -> None:
        super().__init__()
        self._shell = shell
        self._talk = talk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def set_step(self, resident: Resident, step: NextStep) -> None:
        """Say what to do next for a resident."""
        clear_layout(self._column)
        words = _words(resident, step)
        actions = []
        if words.button:
            act = self._act(resident.id, step)
            actions.append(Button(words.button, words.icon, on_click=act))
        notice = Notice(words.strong, words.rest, words.tone, *actions)
        # Beside a button the words take more lines than a notice usually has.
        notice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._column.addWidget(notice)

    def _act(self, resident_id: UUID, step: NextStep) -> Callable[[], object]:
        if step.step is Step.TALK:
            return self._talk
        if step.step is Step.RESTRICTED:
            return lambda: self._shell.go("dossier_rights", resident_id)
        if step.step is Step.MATCH:
            return lambda: self._shell.go("matching", resident_id)
        if step.referral is not None and step.step not in _ASKING:
            referral_id = step.referral.referral.id
            return lambda: self._shell.go("referrals", referral_id)
        offer_id = step.offer.id if step.offer else None
        return lambda: self._shell.go("refer", (resident_id, offer_id))


def _words(resident: Resident, step: NextStep) -> _Words:
    name = resident.given_name or resident.family_name
    offer = step.offer.title if step.offer else ""
    provider = step.provider.name if step.provider else ""
    match step.step:
        case Step.RESTRICTED:
            since = formats.weekday_and_day(step.on) if step.on else ""
            return _Words(
                _("Gebruik beperkt sinds {day}.").format(day=since),
                resident.restriction
                or _("Stel {name} niets voor en deel niets.").format(name=name),
                _("Be&kijken"),
                "hand",
                "attention",
            )
        case Step.TALK:
            return _Words(
                _("Volgende stap: een eerste gesprek."),
                _("Met {name} is nog niets vastgelegd.").format(name=name),
                _("Gesprek &vastleggen"),
                "message-square-plus",
            )
        case Step.MATCH:
            return _Words(
                _("Volgende stap: zoeken wat past."), _why_match(name, step), _("&Zoeken"), "puzzle"
            )
        case Step.REFER:
            return _Words(
                _("Volgende stap: doorverwijzen."),
                _("Voorgelicht over {offer}. Toestemming is gegeven.").format(offer=offer),
                _("&Doorverwijzen"),
                "send",
            )
        case Step.ASK_CONSENT:
            return _consent_words(name, offer, provider, step.answer)
        case Step.ASK_GUARDIAN:
            return _Words(
                _("Volgende stap: akkoord van de voogd of ouder."),
                _("{name} is jonger dan 16. Delen met {provider} mag pas met dat akkoord.").format(
                    name=name, provider=provider
                ),
                _("Akkoord &vastleggen"),
                "user-round-check",
            )
    return _referral_words(name, offer, provider, step)


def _why_match(name: str, step: NextStep) -> str:
    if step.answer is ConsentAnswer.NO:
        return _("Waarover {name} hoorde, mag niet gedeeld worden. Zoek iets anders.").format(
            name=name
        )
    return _("Er loopt nu niets voor {name}.").format(name=name)


def _consent_words(name: str, offer: str, provider: str, answer: ConsentAnswer | None) -> _Words:
    if answer is ConsentAnswer.NO:
        why = _("{name} wil niet dat we gegevens delen met {provider}.")
    elif answer is ConsentAnswer.THINKING:
        why = _("{name} denkt nog na over delen met {provider}.")
    else:
        why = _("Over {offer} is verteld. Voor {provider} is nog geen toestemming.")
    return _Words(
        _("Volgende stap: toestemming vragen."),
        why.format(name=name, offer=offer, provider=provider),
        _("Toestemming &vragen"),
        "user-round-check",
    )


def _referral_words(name: str, offer: str, provider: str, step: NextStep) -> _Words:
    match step.step:
        case Step.TELL:
            return _Words(
                _("Volgende stap: terugkoppelen."),
                _("{offer}: {state}. Vertel het aan {name}.").format(
                    offer=offer, state=_state(step), name=name
                ),
                _("Te&rugkoppelen"),
                "message-square-reply",
                "attention",
            )
        case Step.REMIND:
            days = step.days or 0
            waiting = ngettext(
                "{provider} antwoordt al {n} dag niet op {offer}.",
                "{provider} antwoordt al {n} dagen niet op {offer}.",
                days,
            )
            return _Words(
                _("Volgende stap: herinneren."),
                waiting.format(provider=provider, n=days, offer=offer),
                _("&Herinneren"),
                "phone",
                "attention",
            )
        case Step.CHECK_START:
            on = formats.weekday_and_day(step.on) if step.on else ""
            return _Words(
                _("Volgende stap: vragen of het begon."),
                _("{offer} begon {day}.").format(offer=offer, day=on),
                _("Start &vastleggen"),
                "play",
                "attention",
            )
        case Step.SEND:
            return _Words(
                _("Volgende stap: versturen."),
                _("{offer} staat klaar. Toestemming is gegeven.").format(offer=offer),
                _("&Versturen"),
                "send",
            )
    return _Words(
        _("Nu even wachten."),
        _("{offer}: {state}.").format(offer=offer, state=_state(step)),
        _("&Openen"),
        "arrow-right",
    )


def _state(step: NextStep) -> str:
    if step.referral is None or step.referral.standing.state is None:
        return ""
    return formats.inside(labels.state_long(step.referral.standing.state))
