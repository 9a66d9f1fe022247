"""What begins a talk: nobody yet, somebody from the walk-in queue, or a resident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

NEW: Final = "new"
"""Begins a talk with somebody of whom nothing is known, at *Welke taal?*."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody from the walk-in queue: first name and language (ISO 639-3) as far as known.

    ``visit_id`` is the line in the queue.
    """

    given_name: str = ""
    language: str = ""
    visit_id: UUID | None = None
