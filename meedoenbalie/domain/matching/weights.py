"""What weighs in the order of offers: few numbers, the same for everybody of one site."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from meedoenbalie.domain.matching.rules import Weights
from meedoenbalie.domain.record import Field, Record, no_bsn

MOST_FOR_WAITING = 10
"""Points a week at most: after ten weeks that is as much as all the rest together."""
POINT = 100
"""A point as it is shown, in the points of a score."""


class SiteWeights(Weights, Record):
    """What a site lets weigh from a day on; ``number`` counts its versions, from 1.

    ``waiting`` is in points (of a hundred) for each whole week that somebody waited; it counts when
    places are divided, never in the order of offers for one resident.

    A version is never changed: another choice is a new one, and the newest counts. A site without
    any goes by the rule file. 0 leaves a part out.
    """

    site_id: UUID = Field(foreign_key="site.id", index=True)
    number: int = Field(ge=1)
    made_on: date
    made_by: str = Field(default="", max_length=80)
    waiting: int = Field(default=0, ge=0, le=MOST_FOR_WAITING)

    _no_bsn = no_bsn("made_by")

    @property
    def weights(self) -> Weights:
        """The weights as matching takes them."""
        return Weights(**{name: getattr(self, name) for name in Weights.model_fields})
