"""What weighs at each site."""

from __future__ import annotations

from uuid import UUID

from meedoenbalie.domain.matching.rules import MatchingRules
from meedoenbalie.domain.matching.weights import SiteWeights
from meedoenbalie.storage.unit_of_work import Reader


def newest_weights(reader: Reader) -> dict[UUID, SiteWeights]:
    """Return the version that counts, of each site that chose any."""
    return {one.site_id: one for one in reader.find(SiteWeights, order_by="number")}


def with_weights(rules: MatchingRules, chosen: SiteWeights | None) -> MatchingRules:
    """Return the rules with what a site chose to let weigh; without a choice as they are."""
    return rules if chosen is None else rules.model_copy(update={"weights": chosen.weights})
