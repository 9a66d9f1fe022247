"""The cards of one provider: people, contact moments, agreements, offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.providers import (
    Agreement,
    OfferOfProvider,
    ProviderContact,
    ProviderFile,
    ProviderTalk,
)
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card, CardRow


def contacts_card(found: ProviderFile, add: Callable[[], None]) -> Card:
    """Return who works there, with how to reach them."""
    card = _card(_("Contactpersonen"), "users", map(_contact_row, found.contacts))
    if not found.contacts:
        card.set_rows((), _("Nog niemand. Voeg toe wie u belt of mailt."))
    card.add_footer(Button(_("&Contactpersoon toevoegen"), "user-plus", on_click=add, small=True))
    return card


def talks_card(found: ProviderFile, today: date, add: Callable[[], None]) -> Card:
    """Return the contact moments, the newest on top; the header says how long ago the last was."""
    card = _card(_("Contactmomenten"), "phone", map(_talk_row, found.talks))
    if found.talks:
        card.set_count(_("laatste: {when}").format(when=when_words(found.talks[0].held_on, today)))
    else:
        card.set_rows((), _("Nog niets vastgelegd."))
    words = _("Contact&moment vastleggen")
    card.add_footer(Button(words, "message-square-plus", on_click=add, small=True))
    return card


def agreements_card(found: ProviderFile, add: Callable[[], None]) -> Card:
    """Return who does what and who risks what, the newest on top."""
    card = _card(_("Afspraken"), "handshake", map(_agreement_row, found.agreements))
    if not found.agreements:
        card.set_rows((), _("Nog niets afgesproken: wie doet wat, en wie draagt welk risico?"))
    card.add_footer(Button(_("Af&spraak vastleggen"), "file-pen", on_click=add, small=True))
    return card


def offers_card(found: ProviderFile) -> Card:
    """Return the offers, each with its open referrals."""
    card = _card(_("Aanbod"), "book-open", map(_offer_row, found.offers))
    if not found.offers:
        card.set_rows((), _("Geen aanbod van deze aanbieder."))
    waiting = sum(one.open_referrals for one in found.offers)
    card.set_count(_open_words(waiting))
    return card


def when_words(day: date | None, today: date) -> str:
    """Return how long ago something was."""
    if day is None:
        return _("nog nooit")
    days = (today - day).days
    return _("vandaag") if days <= 0 else _("{age} geleden").format(age=formats.days_ago(days))


def _card(title: str, icon: str, rows: Iterable[CardRow]) -> Card:
    card = Card(title, icon)
    card.set_rows(rows)
    return card


def _contact_row(one: ProviderContact) -> CardRow:
    title = f"{one.name} · {one.job}" if one.job else one.name
    reach = " · ".join(part for part in (one.phone, one.email) if part)
    return CardRow(one, title, reach or _("geen telefoon of e-mail bekend"))


def _talk_row(one: ProviderTalk) -> CardRow:
    people = _("{one} met {other}").format(one=one.by, other=one.with_whom)
    title = f"{formats.full_day(one.held_on)} · {people if one.with_whom else one.by}"
    return CardRow(one, title, one.summary)


def _agreement_row(one: Agreement) -> CardRow:
    parts = []
    if one.tasks:
        parts.append(_("Wie doet wat: {text}").format(text=one.tasks))
    if one.risks:
        parts.append(_("Risico: {text}").format(text=one.risks))
    return CardRow(one, formats.full_day(one.agreed_on), "\n".join(parts))


def _offer_row(one: OfferOfProvider) -> CardRow:
    title = (
        one.offer.title
        if one.offer.active
        else _("{title} (loopt nu niet)").format(title=one.offer.title)
    )
    return CardRow(one, title, note=_open_words(one.open_referrals))


def _open_words(number: int) -> str:
    return ngettext("{n} open doorverwijzing", "{n} open doorverwijzingen", number).format(n=number)
