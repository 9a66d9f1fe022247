"""What may be told of the three studies outside the desk: small numbers hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meedoenbalie.domain.civic_integration.codes import CivicGroup
from meedoenbalie.domain.disclosure import publish_one, share_shown
from meedoenbalie.domain.lessons import WorkingElement
from meedoenbalie.domain.matching.coverage_published import seeking
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.publication.printed import Hold
from meedoenbalie.domain.studies import Perspective, Studies


@dataclass(frozen=True, slots=True)
class PublishedPerspective:
    """How many answers a group gave, rounded, and which part said *good*; None is hidden."""

    answers: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class PublishedMarket:
    """How many people look for a kind of offer, None when hidden, and the places."""

    people: int | None
    places: int


@dataclass(frozen=True, slots=True)
class PublishedStudies:
    """The studies as they may be shown to anybody; lessons and providers are no people."""

    perspectives: Mapping[CivicGroup | None, PublishedPerspective]
    market: Mapping[OfferKind, PublishedMarket]
    providers: int
    providers_with_risks: int
    lessons: Mapping[WorkingElement, int]


def publish_studies(found: Studies, site: str, hold: Hold) -> PublishedStudies:
    """Return the studies as they may be told; ``site`` is the row under which they are held."""
    return PublishedStudies(
        perspectives={
            group: _perspective(one, site, f"said-{group or 'unknown'}", hold)
            for group, one in found.perspectives.items()
        },
        market={
            kind: PublishedMarket(hold((site, seeking(kind)), publish_one(one.people)), one.places)
            for kind, one in found.market.items()
        },
        providers=found.providers,
        providers_with_risks=found.providers_with_risks,
        lessons=found.lessons,
    )


def _perspective(one: Perspective, site: str, name: str, hold: Hold) -> PublishedPerspective:
    counts = {"all": one.answers, "good": one.good, "rest": one.answers - one.good}
    shown = {key: hold((site, f"{name}-{key}"), publish_one(n)) for key, n in counts.items()}
    answers, good, rest = shown["all"], shown["good"], shown["rest"]
    if answers is None or good is None or rest is None:
        return PublishedPerspective(None, None)
    return PublishedPerspective(answers, share_shown(good, good + rest))
