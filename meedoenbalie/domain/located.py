"""Where something is on the map."""

from __future__ import annotations

import re
from typing import Self

from pydantic import model_validator

from meedoenbalie.domain.record import Field, Record

_DEGREES = r"(-?\d{1,3}(?:[.,]\d{1,12})?)\s*°?\s*"
_POSITION = re.compile(rf"{_DEGREES}[nN]?\s*[;,/\s]\s*{_DEGREES}[eEoO]?")
_DECIMALS = 6
"""A decimetre; more is noise of a map."""


class Located(Record):
    """A record with a place on the map: degrees of WGS 84, both known or neither.

    Raises pydantic.ValidationError with the code ``half_a_position`` when one is missing.
    """

    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)

    @model_validator(mode="after")
    def _position_is_whole(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("half_a_position")
        return self

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, None when nobody looked them up."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


def read_position(text: str) -> tuple[float, float]:
    """Return latitude and longitude in degrees as people copy them from a map.

    Decimals have a point or a comma: ``52.0907, 5.1214`` or ``52,0907; 5,1214``. Raises ValueError.
    """
    match = _POSITION.fullmatch(text.strip())
    if match is None:
        raise ValueError("unreadable")
    north, east = (round(float(part.replace(",", ".")), _DECIMALS) for part in match.groups())
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise ValueError("out_of_range")
    return north, east
