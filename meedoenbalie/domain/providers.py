"""What the desk keeps of its providers: who works there, what was said, and what was agreed."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import model_validator

from meedoenbalie.domain.record import Field, Record, no_bsn

MOST_SUMMARY = 1000
"""How many signs a contact moment can have."""


class ProviderContact(Record):
    """Somebody at a provider whom the desk calls or writes; ``job`` is what for."""

    provider_id: UUID = Field(foreign_key="provider.id", index=True)
    name: str = Field(min_length=1, max_length=120)
    job: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=200)

    _no_bsn = no_bsn("name", "job", "phone", "email")


class ProviderTalk(Record):
    """A contact moment with a provider: ``by`` of the desk spoke ``with_whom`` on a day."""

    provider_id: UUID = Field(foreign_key="provider.id", index=True)
    held_on: date
    by: str = Field(default="", max_length=80)
    with_whom: str = Field(default="", max_length=120)
    summary: str = Field(min_length=1, max_length=MOST_SUMMARY)

    _no_bsn = no_bsn("by", "with_whom", "summary")


class Agreement(Record):
    """What a desk and a provider agreed on a day: who does what, and who bears which risk.

    Raises pydantic.ValidationError with the code ``missing_agreement`` when both are empty.
    """

    provider_id: UUID = Field(foreign_key="provider.id", index=True)
    agreed_on: date
    tasks: str = Field(default="", max_length=1000)
    risks: str = Field(default="", max_length=1000)

    _no_bsn = no_bsn("tasks", "risks")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.tasks and not self.risks:
            raise ValueError("missing_agreement")
        return self
