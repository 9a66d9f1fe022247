"""What young people chose among offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from meedoenbalie.domain.choices import Choices, OwnChoice, choices_of
from meedoenbalie.storage.unit_of_work import Reader


def own_choices(reader: Reader, residents: Collection[UUID] | None = None) -> dict[UUID, Choices]:
    """Return the choices of residents, of these or of all; who chose nothing isn't among them."""
    about: dict[str, Any] = {} if residents is None else {"resident_id": set(residents)}
    records: dict[UUID, list[OwnChoice]] = defaultdict(list)
    for one in reader.find(OwnChoice, **about):
        records[one.resident_id].append(one)
    return {resident: choices_of(found) for resident, found in records.items()}
