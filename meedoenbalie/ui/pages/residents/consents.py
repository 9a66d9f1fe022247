"""With whom data may be shared, and what for: one line a provider and purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Icon, Text


class ConsentList(QWidget):
    """The last answer for each provider and purpose, and the providers nobody asked about yet."""

    def __init__(
        self,
        ask: Callable[[UUID, UUID], object],
        withdraw: Callable[[Provider, ConsentPurpose], object] | None = None,
    ) -> None:
        super().__init__()
        self._ask = ask
        self._withdraw = withdraw
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(8))

    def show_dossier(self, dossier: Dossier, today: date) -> None:
        """Show the consents of a resident.

        ``ask`` gets resident and offer; ``withdraw`` the provider and the
        purpose of which the consent is taken back.
        """
        clear_layout(self._column)
        shown: set[tuple[UUID, ConsentPurpose]] = set()
        for consent, provider in dossier.consents:
            if (provider.id, consent.purpose) not in shown:
                shown.add((provider.id, consent.purpose))
                self._column.addLayout(self._answer_line(consent, provider, today))
        asked = {provider for provider, purpose in shown if purpose is ConsentPurpose.REFERRAL}
        for offer, provider in _unasked(dossier, asked):
            resident_id = dossier.resident.id
            self._column.addLayout(self._unasked_line(resident_id, offer, provider))
        if not self._column.count():
            self._column.addWidget(
                Text(
                    _("Nog niet gevraagd. Dat hoeft pas bij een doorverwijzing."),
                    "body",
                    "ink2",
                    wrap=True,
                )
            )

    def _answer_line(self, consent: Consent, provider: Provider, today: date) -> QHBoxLayout:
        row, words = _answer_words(consent, provider, today)
        if self._withdraw is not None and consent.holds_on(today):
            withdraw = self._withdraw
            back = Button(
                _("Intrekken"),
                "shield-x",
                on_click=lambda: withdraw(provider, consent.purpose),
                small=True,
            )
            what = labels.consent_purpose(consent.purpose)
            back.setAccessibleName(f"{back.accessibleName()}: {provider.name}, {what}")
            words.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _unasked_line(self, resident_id: UUID, offer: Offer, provider: Provider) -> QHBoxLayout:
        row, words = _line("circle-question-mark", "warn")
        text = _("{provider}: nog niet gevraagd").format(provider=provider.name)
        words.addWidget(Text(text, wrap=True))
        ask = Button(
            _("Toestemming vragen"), on_click=lambda: self._ask(resident_id, offer.id), small=True
        )
        ask.setAccessibleName(f"{ask.accessibleName()}: {provider.name}")
        words.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeft)
        return row


def _unasked(dossier: Dossier, answered: set[UUID]) -> list[tuple[Offer, Provider]]:
    found: dict[UUID, tuple[Offer, Provider]] = {}
    offers = [offer for _given, offer in dossier.informed]
    offers += [item.offer for item in dossier.referrals if item.standing.is_open]
    for offer in offers:
        if offer.provider_id not in answered:
            found.setdefault(offer.provider_id, (offer, dossier.provider_of(offer)))
    return list(found.values())


def _answer_words(
    consent: Consent, provider: Provider, today: date
) -> tuple[QHBoxLayout, QVBoxLayout]:
    expired = consent.answer is ConsentAnswer.YES and not consent.holds_on(today)
    icon, ink = {
        ConsentAnswer.YES: ("check", "ok"),
        ConsentAnswer.NO: ("x", "danger"),
        ConsentAnswer.THINKING: ("circle-question-mark", "warn"),
    }[consent.answer]
    if expired:
        icon, ink = "clock-alert", "warn"
    row, words = _line(icon, ink)
    words.addWidget(Text(_answer_text(consent, provider, expired=expired), wrap=True))
    words.addWidget(Text(_answer_detail(consent), "caption", "ink2", wrap=True))
    return row, words


def _answer_text(consent: Consent, provider: Provider, *, expired: bool) -> str:
    if expired and consent.purpose is ConsentPurpose.PROGRESS:
        return _("{provider}: toestemming om te horen hoe het gaat is verlopen").format(
            provider=provider.name
        )
    if expired:
        return _("{provider}: toestemming is verlopen").format(provider=provider.name)
    if consent.purpose is ConsentPurpose.PROGRESS:
        return {
            ConsentAnswer.YES: _("Horen hoe het gaat bij {provider}"),
            ConsentAnswer.NO: _("Niet horen hoe het gaat bij {provider}"),
            ConsentAnswer.THINKING: _("{provider}: denkt nog na over horen hoe het gaat"),
        }[consent.answer].format(provider=provider.name)
    return {
        ConsentAnswer.YES: _("Gegevens delen met {provider}"),
        ConsentAnswer.NO: _("Niet delen met {provider}"),
        ConsentAnswer.THINKING: _("{provider}: denkt er nog over na"),
    }[consent.answer].format(provider=provider.name)


def _answer_detail(consent: Consent) -> str:
    parts = [formats.full_day(consent.answered_on)]
    if consent.language:
        parts.append(
            _("in het {language}").format(language=formats.language_name(consent.language))
        )
    if consent.explained_by:
        parts.append(_("uitleg van {name}").format(name=consent.explained_by))
    if consent.guardian_agreed:
        parts.append(_("voogd of ouder akkoord"))
    if consent.valid_until is not None:
        parts.append(_("tot {day}").format(day=formats.full_day(consent.valid_until)))
    return " · ".join(parts)


def _line(icon: str, ink: str) -> tuple[QHBoxLayout, QVBoxLayout]:
    now = theme()
    row = QHBoxLayout()
    row.setSpacing(now.px(7))
    row.addWidget(Icon(icon, ink, 14), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(now.px(3))
    row.addLayout(words, 1)
    return row, words
