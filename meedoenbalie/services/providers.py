"""Providers (aanbieders): who works there, when the desk spoke them, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.providers import Agreement, ProviderContact, ProviderTalk
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.referring import Refused
from meedoenbalie.storage.queries import providers as queries
from meedoenbalie.storage.queries.providers import OfferOfProvider, ProviderFile, ProviderLine
from meedoenbalie.storage.unit_of_work import UnitOfWork

__all__ = [
    "Agreement",
    "NameTaken",
    "OfferOfProvider",
    "ProviderContact",
    "ProviderFile",
    "ProviderLine",
    "ProviderTalk",
    "change_provider",
    "find_providers",
    "provider_file",
    "record_agreement",
    "record_talk",
    "remove_agreement",
    "remove_contact",
    "remove_talk",
    "save_contact",
]

R = TypeVar("R", ProviderContact, ProviderTalk, Agreement)


class NameTaken(ValueError):
    """Another provider has this ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__("name_taken")
        self.name = name


def find_providers(desk: Desk, words: str = "") -> list[ProviderLine]:
    """Return the providers that a list shows, by name."""
    with desk.read() as reader:
        return queries.provider_lines(reader, words)


def provider_file(desk: Desk, provider_id: UUID) -> ProviderFile:
    """Return all that the desk keeps of a provider. Raises UnknownRecord."""
    with desk.read() as reader:
        return queries.provider_file(reader, provider_id)


def change_provider(
    desk: Desk, provider_id: UUID, *, name: str, phone: str = "", email: str = ""
) -> Done[Provider]:
    """Change what a provider is called and how it is reached.

    Raises UnknownRecord, NameTaken and pydantic.ValidationError.
    """
    name = name.strip()
    with desk.write("change_provider") as uow:
        provider = uow.get(Provider, provider_id)
        other = uow.first(Provider, name=name)
        if other is not None and other.id != provider.id:
            raise NameTaken(name)
        after = uow.update(provider, name=name, phone=phone.strip(), email=email.strip())
    return Done(after, frozenset(uow.changed))


def save_contact(
    desk: Desk,
    provider_id: UUID,
    contact_id: UUID | None = None,
    *,
    name: str,
    job: str = "",
    phone: str = "",
    email: str = "",
) -> Done[ProviderContact]:
    """Add somebody who works at a provider, or change who is there.

    Raises UnknownRecord and pydantic.ValidationError.
    """
    values = {"name": name, "job": job, "phone": phone, "email": email}
    with desk.write("save_provider_contact") as uow:
        stored = _store(uow, ProviderContact, provider_id, contact_id, values)
    return Done(stored, frozenset(uow.changed))


def record_talk(
    desk: Desk,
    provider_id: UUID,
    talk_id: UUID | None = None,
    *,
    summary: str,
    with_whom: str = "",
    held_on: date | None = None,
) -> Done[ProviderTalk]:
    """Record a contact moment with a provider, by this user and today unless said otherwise.

    With ``talk_id`` that one is changed; who recorded it stays. Raises UnknownRecord, Refused
    ``date_in_future``, and pydantic.ValidationError.
    """
    day = _not_ahead(desk, held_on)
    values: dict[str, Any] = {"summary": summary, "with_whom": with_whom, "held_on": day}
    if talk_id is None:
        values["by"] = desk.user.name
    with desk.write("record_provider_talk") as uow:
        stored = _store(uow, ProviderTalk, provider_id, talk_id, values)
    return Done(stored, frozenset(uow.changed))


def record_agreement(
    desk: Desk,
    provider_id: UUID,
    agreement_id: UUID | None = None,
    *,
    tasks: str = "",
    risks: str = "",
    agreed_on: date | None = None,
) -> Done[Agreement]:
    """Write down what was agreed with a provider, or change it: who does what, who risks what.

    Raises UnknownRecord, Refused ``date_in_future``, and pydantic.ValidationError.
    """
    day = _not_ahead(desk, agreed_on)
    values = {"tasks": tasks, "risks": risks, "agreed_on": day}
    with desk.write("record_agreement") as uow:
        stored = _store(uow, Agreement, provider_id, agreement_id, values)
    return Done(stored, frozenset(uow.changed))


def remove_contact(desk: Desk, contact_id: UUID) -> Done[None]:
    """Take somebody out who no longer works at a provider. Raises UnknownRecord."""
    with desk.write("remove_provider_contact") as uow:
        uow.delete(uow.get(ProviderContact, contact_id))
    return Done(None, frozenset(uow.changed))


def remove_talk(desk: Desk, talk_id: UUID) -> Done[None]:
    """Take a contact moment out that was recorded wrongly. Raises UnknownRecord."""
    with desk.write("remove_provider_talk") as uow:
        uow.delete(uow.get(ProviderTalk, talk_id))
    return Done(None, frozenset(uow.changed))


def remove_agreement(desk: Desk, agreement_id: UUID) -> Done[None]:
    """Take an agreement out that no longer holds. Raises UnknownRecord."""
    with desk.write("remove_agreement") as uow:
        uow.delete(uow.get(Agreement, agreement_id))
    return Done(None, frozenset(uow.changed))


def _store(
    uow: UnitOfWork,
    kind: type[R],
    provider_id: UUID,
    record_id: UUID | None,
    values: Mapping[str, Any],
) -> R:
    tidy: dict[str, Any] = dict(values)
    tidy |= {key: one.strip() for key, one in values.items() if isinstance(one, str)}
    if record_id is not None:
        return uow.update(uow.get(kind, record_id), **tidy)
    uow.get(Provider, provider_id)
    return uow.insert(kind.model_validate({"provider_id": provider_id, **tidy}))


def _not_ahead(desk: Desk, day: date | None) -> date:
    today = desk.clock.today()
    if day is not None and day > today:
        raise Refused("date_in_future")
    return day or today
