"""Answering a query from what is known of each referral; the collection does the same in SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from meedoenbalie.domain.counted import Counted, CountedFact
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.live_query import ARMS, STEP_KEYS, Contrast, Measure, Query
from meedoenbalie.domain.referrals import EventKind

COUNT_KEYS = ("informed", *STEP_KEYS.values())

_FACT_KEYS = {
    Counted.INFORMED: "informed",
    Counted.SENT: "referred",
    Counted.ACCEPTED: "accepted",
    Counted.STARTED: "started",
    Counted.COMPLETED: "completed",
}


@dataclass(frozen=True, slots=True)
class ReferralFact:
    """A referral that is no error: when it first reached each step, and why it ended.

    ``first`` holds ISO weeks by step, ``reasons`` the first week by code; ``person`` and ``offer``
    only tell whether two facts are about the same.
    """

    person: str
    offer: str
    site: str
    kind: str
    age_band: str
    company: bool = False
    linked: bool = False
    first: Mapping[EventKind, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InformedFact:
    """Somebody was told about an offer, in an ISO week."""

    person: str
    offer: str
    site: str
    kind: str
    age_band: str
    week: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a query can ask about."""

    referrals: tuple[ReferralFact, ...]
    informed: tuple[InformedFact, ...]


def answer(query: Query, facts: Facts, seen: str) -> dict[str, int]:
    """Return the counts of a query, of what happened up to and including the ISO week ``seen``.

    A share with a term leaves out whom the term has not passed for: they could still reach it.
    """
    referrals = [fact for fact in facts.referrals if _asked(query, fact)]
    informed = [fact for fact in facts.informed if _asked_of(query, fact)]
    if query.measure is Measure.COUNTS:
        return _counts(query, referrals, informed, seen)
    if query.measure is Measure.REASONS:
        found = Counter(
            code
            for fact in referrals
            for code, week in fact.reasons.items()
            if _within(query, week, seen)
        )
        return dict(found)
    if query.measure is Measure.INFORMED_SHARE:
        return _share(query, _told(referrals, informed), seen)
    pairs = [
        (fact.first.get(query.base, ""), fact.first.get(query.target, "")) for fact in referrals
    ]
    if query.contrast is None:
        return _share(query, pairs, seen)
    counts: dict[str, int] = {}
    for name, wanted in zip(ARMS, (True, False), strict=True):
        arm = [
            pair
            for pair, fact in zip(pairs, referrals, strict=True)
            if (fact.company if query.contrast is Contrast.COMPANY else fact.linked) is wanted
        ]
        counts |= {f"{name}{key}": count for key, count in _share(query, arm, seen).items()}
    return counts


def erased_counts(
    query: Query, facts: Iterable[tuple[CountedFact, str, str]], seen: str
) -> dict[str, int] | None:
    """Return what erased people add to an answer, or None where their counts can't tell.

    ``facts`` come with the code of their site and the kind of their offer. Only how often each step
    was reached stays of somebody; never who went with whom, why it ended, or in which term.
    """
    if query.measure is not Measure.COUNTS or query.age_band or query.asks_about_people_together:
        return None
    added = dict.fromkeys(COUNT_KEYS, 0)
    for fact, site, kind in facts:
        key = _FACT_KEYS.get(fact.what)
        if (
            key is not None
            and query.site in ("", site)
            and query.offer_kind in (None, kind)
            and _within(query, fact.week, seen)
        ):
            added[key] += fact.number
    return added


def _asked_of(query: Query, fact: ReferralFact | InformedFact) -> bool:
    return (
        query.site in ("", fact.site)
        and query.offer_kind in (None, fact.kind)
        and query.age_band in ("", fact.age_band)
    )


def _asked(query: Query, fact: ReferralFact) -> bool:
    return (
        _asked_of(query, fact)
        and query.company in (None, fact.company)
        and query.linked in (None, fact.linked)
    )


def _within(query: Query, week: str, seen: str) -> bool:
    return (
        bool(week)
        and week <= seen
        and query.first_week <= week
        and (not query.last_week or week <= query.last_week)
    )


def _counts(
    query: Query, referrals: list[ReferralFact], informed: list[InformedFact], seen: str
) -> dict[str, int]:
    counts = {
        key: sum(_within(query, fact.first.get(kind, ""), seen) for fact in referrals)
        for kind, key in STEP_KEYS.items()
    }
    if query.asks_about_people_together:
        return counts
    return {"informed": sum(_within(query, fact.week, seen) for fact in informed), **counts}


def _told(referrals: list[ReferralFact], informed: list[InformedFact]) -> list[tuple[str, str]]:
    """Return per person and offer the first week of telling, and the first referral from then."""
    told: dict[tuple[str, str, str], str] = {}
    for fact in informed:
        key = (fact.site, fact.person, fact.offer)
        told[key] = min(told.get(key, fact.week), fact.week)
    sent: dict[tuple[str, str, str], str] = {}
    for one in referrals:
        key = (one.site, one.person, one.offer)
        week = one.first.get(EventKind.SENT, "")
        if week and week >= told.get(key, "~"):
            sent[key] = min(sent.get(key, week), week)
    return [(week, sent.get(key, "")) for key, week in told.items()]


def _share(query: Query, pairs: Iterable[tuple[str, str]], seen: str) -> dict[str, int]:
    base = reached = 0
    for begin, end in pairs:
        if not _within(query, begin, seen):
            continue
        if query.weeks and _weeks(begin, seen) < query.weeks:
            continue
        base += 1
        if end and begin <= end <= seen and (not query.weeks or _weeks(begin, end) <= query.weeks):
            reached += 1
    return {"reached": reached, "base": base}


def _weeks(begin: str, end: str) -> int:
    return (IsoWeek.parse(end).monday - IsoWeek.parse(begin).monday).days // 7
