"""What may be told of flexible language education outside the desk: small counts hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meedoenbalie.domain.disclosure import publish, share_shown
from meedoenbalie.domain.flexible_language import Flexible, Part, Split, WhyNot
from meedoenbalie.domain.intervals import LEAST_BASE
from meedoenbalie.domain.offer_terms import OfferForm


@dataclass(frozen=True, slots=True)
class PublishedSplit:
    """How many combined and how many did not, rounded; None is hidden. ``share`` is of those."""

    combined: int | None
    alone: int | None

    @property
    def share(self) -> float | None:
        """Which part combined; None where that would tell too much or too little."""
        if self.combined is None or self.alone is None:
            return None
        return share_shown(self.combined, self.combined + self.alone)


@dataclass(frozen=True, slots=True)
class PublishedFlexible:
    """The figures as they may be shown to anybody.

    Staying on is told as shares of rounded counts, None where they are too few; it may only be
    compared where the real numbers can carry that.
    """

    learners: PublishedSplit
    forms: Mapping[OfferForm, PublishedSplit]
    stayed_combined: float | None
    stayed_alone: float | None
    why_not: WhyNot | None


def published(found: Flexible) -> PublishedFlexible:
    """Return the figures as they may be shown to anybody."""
    return PublishedFlexible(
        learners=_split(found.learners),
        forms={form: _split(split) for form, split in found.forms.items()},
        stayed_combined=_part(found.stayed_combined),
        stayed_alone=_part(found.stayed_alone),
        why_not=found.why_not,
    )


def _split(split: Split) -> PublishedSplit:
    shown = publish({"combined": split.combined, "alone": split.alone}).cells
    return PublishedSplit(shown["combined"], shown["alone"])


def _part(part: Part) -> float | None:
    """Return the share of rounded counts: an exact one would give the counts away."""
    if part.base < LEAST_BASE:
        return None
    shown = publish({"part": part.number, "rest": part.base - part.number}).cells
    one, rest = shown["part"], shown["rest"]
    if one is None or rest is None:
        return None
    return share_shown(one, one + rest)
