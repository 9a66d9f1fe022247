"""What can be written down of a provider: the inputs of each, and the service that stores it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from meedoenbalie.domain.offers import Provider
from meedoenbalie.i18n import _
from meedoenbalie.services import providers
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.providers import Agreement, ProviderContact, ProviderTalk

InputKind = Literal["line", "text", "day"]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that is asked; ``name`` is the parameter of the service."""

    name: str
    label: str
    value: str | date
    kind: InputKind = "line"
    most: int = 120
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A small form: what it asks, what stores it, and what the status bar says then."""

    title: str
    inputs: tuple[Input, ...]
    write: Callable[[Mapping[str, Any]], Done[Any]]
    said: str


def provider_entry(desk: Desk, provider: Provider) -> Entry:
    """Return the form for what a provider is called and how it is reached."""
    return Entry(
        _("{provider} wijzigen").format(provider=provider.name),
        (
            Input("name", _("Naam"), provider.name, most=200),
            Input("phone", _("Telefoon"), provider.phone, most=40, optional=True),
            Input("email", _("E-mail"), provider.email, most=200, optional=True),
        ),
        lambda typed: providers.change_provider(desk, provider.id, **typed),
        _("Aanbieder bewaard"),
    )


def contact_entry(desk: Desk, provider: Provider, now: ProviderContact | None) -> Entry:
    """Return the form for somebody who works there."""
    values = now or ProviderContact(provider_id=provider.id, name="?")
    known = now.id if now is not None else None
    return Entry(
        _("Contactpersoon bij {provider}").format(provider=provider.name),
        (
            Input("name", _("Naam"), now.name if now is not None else ""),
            Input("job", _("Functie"), values.job, optional=True, hint=_("waarvoor u belt")),
            Input("phone", _("Telefoon"), values.phone, most=40, optional=True),
            Input("email", _("E-mail"), values.email, most=200, optional=True),
        ),
        lambda typed: providers.save_contact(desk, provider.id, known, **typed),
        _("Contactpersoon bewaard"),
    )


def talk_entry(desk: Desk, provider: Provider, now: ProviderTalk | None) -> Entry:
    """Return the form for a contact moment."""
    known = now.id if now is not None else None
    day = now.held_on if now is not None else desk.clock.today()
    hint = _("Kort, en niets over een jongere.")
    return Entry(
        _("Contactmoment met {provider}").format(provider=provider.name),
        (
            Input("with_whom", _("Met wie"), now.with_whom if now else "", optional=True),
            Input("held_on", _("Wanneer"), day, "day"),
            Input(
                *("summary", _("Wat er besproken is"), now.summary if now else "", "text", 1000),
                hint=hint,
            ),
        ),
        lambda typed: providers.record_talk(desk, provider.id, known, **typed),
        _("Contactmoment bewaard"),
    )


def agreement_entry(desk: Desk, provider: Provider, now: Agreement | None) -> Entry:
    """Return the form for an agreement."""
    known = now.id if now is not None else None
    day = now.agreed_on if now is not None else desk.clock.today()
    tasks, risks = (now.tasks, now.risks) if now is not None else ("", "")
    return Entry(
        _("Afspraak met {provider}").format(provider=provider.name),
        (
            Input("tasks", _("Wie doet wat"), tasks, "text", 1000, optional=True),
            Input("risks", _("Wie draagt welk risico"), risks, "text", 1000, optional=True),
            Input("agreed_on", _("Afgesproken op"), day, "day"),
        ),
        lambda typed: providers.record_agreement(desk, provider.id, known, **typed),
        _("Afspraak bewaard"),
    )
