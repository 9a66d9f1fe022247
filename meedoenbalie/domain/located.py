"""Where something is on the map."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from meedoenbalie.domain.record import Field, Record


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
