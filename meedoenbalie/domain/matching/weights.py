"""What weighs in the order of offers: few numbers, the same for everybody of one site."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from meedoenbalie.domain.matching.rules import Weights
from meedoenbalie.domain.record import Field, Record, no_bsn


class SiteWeights(Weights, Record):
    """What a site lets weigh from a day on; ``number`` counts its versions, from 1.

    A version is never changed: another choice is a new one, and the newest counts. A site without
    any goes by the rule file. 0 leaves a part out.
    """

    site_id: UUID = Field(foreign_key="site.id", index=True)
    number: int = Field(ge=1)
    made_on: date
    made_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("made_by")

    @property
    def weights(self) -> Weights:
        """The weights as matching takes them."""
        return Weights(**{name: getattr(self, name) for name in Weights.model_fields})
