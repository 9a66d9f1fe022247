"""What may be told outside the desk of a change that would help: small numbers hidden."""

from __future__ import annotations

from dataclasses import dataclass

from meedoenbalie.domain.disclosure import publish_one
from meedoenbalie.domain.matching.coverage_published import publish_part
from meedoenbalie.domain.matching.proposals import Proposal
from meedoenbalie.domain.publication.printed import Hold


@dataclass(frozen=True, slots=True)
class Told:
    """How many can start by a change and how many no longer; None is hidden.

    It fits ``fitting`` without a place, of whom ``long`` wait long.
    """

    proposal: Proposal
    gained: int | None
    lost: int | None
    fitting: int | None
    long: int | None


def tell_change(
    proposal: Proposal, gained: int, lost: int, fitting: int, long: int, site: str, hold: Hold
) -> Told:
    """Return real counts of a change as they may be told; ``site`` is the row of ``hold``."""

    def held(name: str, shown: int | None) -> int | None:
        # Of each subject one change is told, the best one: it may be another next time, and is held
        # beside it all the same.
        return hold((site, f"change-{name}-{proposal.subject}"), shown)

    return Told(
        proposal,
        held("gained", publish_one(gained)),
        held("lost", publish_one(lost)),
        held("fitting", publish_one(fitting)),
        held("long", publish_part(long, fitting)),
    )
