"""Eerlijkheid: offered, referred and started by group, and what stands behind a large gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from uuid import UUID

from meedoenbalie.domain.data_sets import age_band
from meedoenbalie.domain.fairness import (
    LARGE,
    Dimension,
    Gap,
    Group,
    Member,
    PublishedGroup,
    Stage,
    gaps,
    groups_of,
    published,
)
from meedoenbalie.domain.matching.bands import band_of
from meedoenbalie.domain.matching.facts import Criterion
from meedoenbalie.domain.matching.rules import Context, MatchingRules
from meedoenbalie.domain.matching.vector.blocking import shares_blocked
from meedoenbalie.domain.matching.vector.cross import Offers
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, InformationGiven, Referral, replay
from meedoenbalie.services.desk import DESK_ROLES, Desk
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries.referrals import events_of
from meedoenbalie.storage.unit_of_work import Reader

__all__ = ["Dimension", "Fairness", "Stage", "fairness"]

_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """A criterion that is more often in the way of a group: in which part of the offers."""

    criterion: Criterion
    group: float
    rest: float


@dataclass(frozen=True, slots=True)
class ExplainedGap:
    """A large gap, and the criteria behind it, most first; none when the criteria don't tell."""

    gap: Gap
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """The groups of each dimension, real and as they may be shown, and the large gaps.

    ``sites`` are the names of sites by code; ``people`` is how many residents were counted.
    """

    day: date
    people: int
    groups: Mapping[Dimension, tuple[Group, ...]]
    published: Mapping[Dimension, tuple[PublishedGroup, ...]]
    gaps: tuple[ExplainedGap, ...]
    sites: Mapping[str, str]


def fairness(desk: Desk, site_code: str | None = None) -> Fairness:
    """Return offered, referred and started by group, of the residents who are here now.

    Whoever limited the use of their data is left out (AVG art. 18). With ``site_code`` only the
    sites are compared over all, the rest within that one.

    Raises NotAllowed, UnknownRecord, and InvalidRules for a rule file that can't be used.
    """
    day = desk.clock.today()
    rules = matching_rules(rules_path(desk.database.path), day)
    with desk.read("fairness", DESK_ROLES) as reader:
        sites = {site.id: site for site in reader.find(Site, order_by="code")}
        if site_code is not None and site_code not in {site.code for site in sites.values()}:
            raise UnknownRecord("site")
        residents = reader.find(
            Resident, order_by="reference", departed_on=None, restricted_since=None
        )
        reached = _reached(reader)
        offers = [offer for offer in reader.find(Offer, order_by="code") if offer.active]
    members = [_member(who, sites, day, reached) for who in residents]
    here = [one for one in members if site_code in (None, one.groups[Dimension.SITE])]
    groups = {
        dimension: groups_of(dimension, members if dimension is Dimension.SITE else here)
        for dimension in Dimension
    }
    found = [gap for dimension in Dimension for gap in gaps(dimension, groups[dimension])]
    blocked = _blocked(residents, offers, sites, day, rules) if found else {}
    return Fairness(
        day=day,
        people=len(here),
        groups=groups,
        published={dimension: published(groups[dimension]) for dimension in Dimension},
        gaps=tuple(ExplainedGap(gap, _reasons(gap, blocked)) for gap in found),
        sites={site.code: site.name for site in sites.values()},
    )


def _reached(reader: Reader) -> dict[UUID, set[Stage]]:
    """Return how far everybody ever came; what was entered in error never happened."""
    reached: dict[UUID, set[Stage]] = {}
    for informed in reader.find(InformationGiven):
        reached.setdefault(informed.resident_id, set()).add(Stage.OFFERED)
    referrals = reader.find(Referral)
    for referral, events in zip(referrals, events_of(reader, referrals).values(), strict=True):
        kinds = {event.kind for event, _standing in replay(events)}
        if EventKind.ENTERED_IN_ERROR in kinds:
            continue
        own = reached.setdefault(referral.resident_id, set())
        own.add(Stage.OFFERED)
        if EventKind.SENT in kinds:
            own.add(Stage.REFERRED)
        if EventKind.STARTED in kinds:
            own |= {Stage.REFERRED, Stage.STARTED}
    return reached


def _member(
    who: Resident, sites: Mapping[UUID, Site], day: date, reached: Mapping[UUID, set[Stage]]
) -> Member:
    return Member(
        who.id,
        {
            Dimension.SITE: sites[who.site_id].code,
            Dimension.AGE: age_band(who.age_on(day)),
            Dimension.LEVEL: band_of(who.dutch_level).value,
            Dimension.LANGUAGE: who.preferred_language or next(iter(who.languages), ""),
        },
        frozenset(reached.get(who.id, ())),
    )


def _blocked(
    residents: Sequence[Resident],
    offers: Sequence[Offer],
    sites: Mapping[UUID, Site],
    day: date,
    rules: MatchingRules,
) -> dict[Criterion, dict[UUID, float]]:
    found: dict[Criterion, dict[UUID, float]] = {}
    for site in sites.values():
        here = [who for who in residents if who.site_id == site.id]
        context = Context(day, site.code, site.confirm_days, rules)
        for criterion, shares in shares_blocked(here, Offers(offers, context)).items():
            own = found.setdefault(criterion, {})
            own.update(zip((who.id for who in here), shares.tolist(), strict=True))
    return found


def _reasons(gap: Gap, blocked: Mapping[Criterion, Mapping[UUID, float]]) -> tuple[Reason, ...]:
    """Return the criteria that are in the way of the group clearly more often than of others."""
    reasons = [
        Reason(
            criterion,
            fmean(shares[who] for who in sorted(gap.group.members)),
            fmean(shares[who] for who in sorted(gap.rest.members)),
        )
        for criterion, shares in blocked.items()
    ]
    clear = [reason for reason in reasons if reason.group - reason.rest >= LARGE]
    return tuple(sorted(clear, key=lambda reason: reason.rest - reason.group)[:_MOST_REASONS])
