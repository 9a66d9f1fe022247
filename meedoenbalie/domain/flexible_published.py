"""What may be told of flexible language education outside the desk: small counts hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meedoenbalie.domain.disclosure import publish, share_shown
from meedoenbalie.domain.flexible_language import Flexible, Part, Split, WhyNot
from meedoenbalie.domain.intervals import LEAST_BASE
from meedoenbalie.domain.offer_terms import OfferForm
from meedoenbalie.domain.publication.printed import Hold, as_it_is
from meedoenbalie.domain.publication.table import Cell


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


def published(found: Flexible, site: str = "", hold: Hold = as_it_is) -> PublishedFlexible:
    """Return the figures as they may be shown to anybody.

    ``site`` is the row under which ``hold`` knows them.
    """

    def split(name: str, counted: Split) -> PublishedSplit:
        shown = publish({"combined": counted.combined, "alone": counted.alone}).cells
        # A form is a part of all learners.
        return PublishedSplit(
            *(hold((site, f"learning-{key}{name}"), shown[key]) for key in ("combined", "alone"))
        )

    return PublishedFlexible(
        learners=split("", found.learners),
        forms={form: split(f":{form.value}", counted) for form, counted in found.forms.items()},
        stayed_combined=_part(found.stayed_combined, (site, "stayed-combined"), hold),
        stayed_alone=_part(found.stayed_alone, (site, "stayed-alone"), hold),
        why_not=found.why_not,
    )


def _part(part: Part, cell: Cell, hold: Hold) -> float | None:
    """Return the share of rounded counts: an exact one would give the counts away."""
    if part.base < LEAST_BASE:
        return None
    shown = publish({"part": part.number, "rest": part.base - part.number}).cells
    one, rest = (hold((cell[0], f"{cell[1]}-{key}"), shown[key]) for key in ("part", "rest"))
    if one is None or rest is None:
        return None
    return share_shown(one, one + rest)
