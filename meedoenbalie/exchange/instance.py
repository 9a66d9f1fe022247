"""Problems of dividing places, as JSON files for researchers state them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from meedoenbalie.domain.matching.division import Problem
from meedoenbalie.exchange.files import read_bytes
from meedoenbalie.exchange.json_file import parse_json
from meedoenbalie.exchange.problems import RefusedFile

Name = int | str


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class _Resident(_Part):
    id: Name
    waiting_weeks: Annotated[int, Field(ge=0, le=10_000)] = 0


class _Offer(_Part):
    id: Name
    capacity: Annotated[int, Field(ge=0, le=1_000_000)]


class _Instance(_Part):
    residents: list[_Resident]
    offers: list[_Offer]
    scores: list[tuple[Name, Name, Annotated[int, Field(ge=-1_000_000, le=1_000_000)]]]
    groups: list[list[Name]] = []


def read_instance(path: Path) -> Problem[Name, Name]:
    """Return the problem in a file. Raises RefusedFile, with the place of what is wrong."""
    raw = read_bytes(path)
    parse_json(raw)
    try:
        stated = _Instance.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise RefusedFile("instance_malformed", where or str(first["msg"])) from None
    waiting = {resident.id: resident.waiting_weeks for resident in stated.residents}
    capacity = {offer.id: offer.capacity for offer in stated.offers}
    if len(waiting) < len(stated.residents):
        raise RefusedFile("instance_malformed", "residents.id")
    if len(capacity) < len(stated.offers):
        raise RefusedFile("instance_malformed", "offers.id")
    return Problem(waiting, capacity, stated.scores, groups=stated.groups)
