"""A half-typed form (*Kladje*): what was typed, readable or not, until it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from meedoenbalie.domain.identifiers import contains_bsn


class DraftKind(StrEnum):
    """The form that was half-typed."""

    RESIDENT = "resident"
    CONVERSATION = "conversation"
    CONTACT = "contact"
    OFFER = "offer"
    OFFER_TEXT = "offer_text"
    REFERRAL = "referral"
    REFERRAL_STEP = "referral_step"
    LESSON = "lesson"
    HAND_OVER = "hand_over"
    FOLLOW_UP = "follow_up"
    DIVISION = "division"
    CIVIC = "civic"


Typed = Mapping[str, Any]
"""What stands in each input, by its name: plain values of JSON only."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What one user typed in one form.

    ``kind`` names the form and ``about`` the record that it changes (empty for a new one);
    ``version`` is that record's version at the time, 0 when unknown. ``subject_id`` is the resident
    whom it is about: it is erased with that resident. ``at`` is when it was kept (UTC).
    """

    id: UUID
    owner: str
    kind: str
    typed: Typed
    at: datetime
    about: str = ""
    version: int = 0
    subject_id: UUID | None = None


def without_bsn(typed: Typed) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what may be kept, and the names of the inputs that hold something like a BSN.

    Source: Wabb art. 10; a draft is kept like any record, so the same refusal holds.
    """
    refused = tuple(name for name, value in typed.items() if any(map(contains_bsn, _texts(value))))
    return {name: value for name, value in typed.items() if name not in refused}, refused


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
    elif value is not None:
        yield str(value)
