"""What speaks for or against two records being one person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trait(StrEnum):
    """What can agree or differ."""

    NAME = "name"
    BIRTH = "birth"
    V_NUMBER = "v_number"
    PHONE = "phone"
    LANGUAGE = "language"
    ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for (positive) or against one person, in bits."""

    trait: Trait
    bits: float
