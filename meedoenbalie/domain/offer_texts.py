"""What an offer is, in the languages of residents."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import model_validator

from meedoenbalie.domain.record import Field, Record, no_bsn


class OfferText(Record):
    """What an offer is, in a language that residents read (ISO 639-3).

    An empty field leaves that line of the leaflet to the coded facts of the offer. ``checked_by``
    is the native speaker who read this text, on ``checked_on``; a changed text is unchecked again.
    """

    offer_id: UUID = Field(foreign_key="offer.id", index=True)
    language: str = Field(min_length=3, max_length=8)
    title: str = Field(default="", max_length=200)
    what_you_do: str = Field(default="", max_length=2000)
    benefit: str = Field(default="", max_length=2000)
    bring: str = Field(default="", max_length=500)
    checked_by: str = Field(default="", max_length=120)
    checked_on: date | None = Field(default=None)

    _no_bsn = no_bsn("title", "what_you_do", "benefit", "bring", "checked_by")

    @model_validator(mode="after")
    def _somebody_checked_it(self) -> Self:
        if self.checked_on is not None and not self.checked_by.strip():
            raise ValueError("checker_missing")
        return self

    @property
    def checked(self) -> bool:
        """Tell whether a native speaker read the text as it is now."""
        return self.checked_on is not None
