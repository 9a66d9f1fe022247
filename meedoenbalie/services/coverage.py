"""Dekking: where places are short, and which one change would let the most residents start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from meedoenbalie.domain.matching.changes_published import Told, tell_change
from meedoenbalie.domain.matching.coverage import Group, KindCoverage, coverage_of
from meedoenbalie.domain.matching.coverage_published import publish_coverage
from meedoenbalie.domain.matching.proposals import Proposal, changes_of, new_groups
from meedoenbalie.domain.matching.rules import Context, MatchingRules
from meedoenbalie.domain.matching.what_if import Base, Effect, best_effects
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.publication.printed import Hold
from meedoenbalie.services.demand import Demand, Seeker, demand_of, places_left
from meedoenbalie.services.desk import DESK_ROLES, Desk
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.services.outside_prints import Differs, Sheet, beside_earlier, row_of
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries.referrals import referral_lines

__all__ = [
    "MOST_CHANGES",
    "Coverage",
    "Unlocking",
    "best_changes",
    "coverage",
    "print_coverage",
]

MOST_CHANGES = 10

Tell = Callable[[int, int], None]
"""Told how much is done, of how much; may raise to stop."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Demand against places of one site, or of all; ``people`` are the seekers by their ids.

    ``places`` are the free places of each kind, without those for which somebody was referred.
    """

    site: Site | None
    day: date
    kinds: tuple[KindCoverage, ...]
    people: Mapping[UUID, Seeker]
    places: Mapping[OfferKind, int]

    def of(self, kind: OfferKind) -> KindCoverage:
        """Return the coverage of one kind of offer."""
        return next(one for one in self.kinds if one.kind is kind)


@dataclass(frozen=True, slots=True)
class Unlocking:
    """A change: who can start by it and who no longer, those who wait longest first.

    ``fitting`` are all without a place now whom it fits, whether there is room for them or not;
    ``long_fitting`` of them wait longer than eight weeks.
    """

    proposal: Proposal
    gained: tuple[Seeker, ...]
    lost: tuple[Seeker, ...]
    fitting: tuple[Seeker, ...]
    long_fitting: int


@dataclass(frozen=True, slots=True)
class _Situation:
    site: Site | None
    day: date
    rules: MatchingRules
    demands: tuple[Demand, ...]
    offers: tuple[Offer, ...]
    left: Mapping[UUID, int]


def coverage(desk: Desk, site_code: str | None = None) -> Coverage:
    """Return demand against places, of one site or of all; nothing is recorded.

    Raises NotAllowed, UnknownRecord, and InvalidRules for a rule file that can't be used.
    """
    return _coverage(_situation(desk, site_code))


def best_changes(
    desk: Desk, site_code: str | None = None, tell: Tell = lambda _done, _all: None
) -> tuple[Unlocking, ...]:
    """Return the changes that let the most residents start, best first, ``MOST_CHANGES`` at most.

    Each is worked out exactly, for its own kind of offer. Raises what ``coverage`` raises.
    """
    return _best(_situation(desk, site_code), tell)


def print_coverage(
    desk: Desk, out: Path, site_code: str | None = None, *, demo: bool = False
) -> Differs:
    """Write *Voor de gemeente*: two pages in which nobody can be found.

    Small numbers are hidden and the others rounded, and all are held beside earlier prints: returns
    what that changed. Raises what ``coverage`` raises, CannotTypeset, FontMissing, and OSError:
    then ``out`` is as it was.
    """
    # Typst takes long to load, and only this use case needs it.
    from meedoenbalie.reports.coverage import CoverageSheet, render
    from meedoenbalie.reports.files import write_whole

    desk.note("print_coverage")
    situation = _situation(desk, site_code)
    found, best = _coverage(situation), _best(situation)
    with desk.read("coverage", DESK_ROLES) as reader:
        row = row_of(reader, None if situation.site is None else situation.site.code)
    with beside_earlier(desk, Sheet.COVERAGE) as hold:
        kinds = tuple(publish_coverage(kind, row, hold) for kind in found.kinds)
        changes = tuple(_told(each, row, hold) for each in best)
    sheet = CoverageSheet(
        sites=tuple(_names(desk, situation.site)),
        day=situation.day,
        kinds=kinds,
        changes=changes,
        places=found.places,
        demo=demo,
    )
    write_whole(out, render(sheet))
    return hold.differs


def _told(each: Unlocking, row: str, hold: Hold) -> Told:
    counts = len(each.gained), len(each.lost), len(each.fitting), each.long_fitting
    return tell_change(each.proposal, *counts, row, hold)


def _situation(desk: Desk, site_code: str | None) -> _Situation:
    day = desk.clock.today()
    rules = matching_rules(rules_path(desk.database.path), day)
    with desk.read("coverage", DESK_ROLES) as reader:
        site = None if site_code is None else reader.first(Site, code=site_code.strip())
        if site is None and site_code is not None:
            raise UnknownRecord("site")
        offers = reader.find(Offer, order_by="code")
        lines = referral_lines(reader, only_open=True)
        demands = demand_of(reader, day, rules, lines)
        left = places_left(reader, day, offers, lines)
    here = [each for each in demands if site is None or each.context.site == site.code]
    running = tuple(offer for offer in offers if offer.active)
    return _Situation(site, day, rules, tuple(here), running, left)


def _coverage(found: _Situation) -> Coverage:
    places = [(offer, found.left.get(offer.id, 0)) for offer in found.offers]
    around = Context(found.day, "", 0, found.rules)
    return Coverage(
        site=found.site,
        day=found.day,
        kinds=tuple(coverage_of(kind, _groups(found, kind), places, around) for kind in OfferKind),
        people={one.resident.id: one for demand in found.demands for one in demand.seekers},
        places={
            kind: sum(left for offer, left in places if offer.kind is kind) for kind in OfferKind
        },
    )


def _groups(found: _Situation, kind: OfferKind) -> list[Group]:
    return [
        Group(
            [one.resident for one in demand.seekers if kind not in one.referred],
            [one.weeks for one in demand.seekers if kind not in one.referred],
            demand.context,
        )
        for demand in found.demands
    ]


def _best(found: _Situation, tell: Tell = lambda _done, _all: None) -> tuple[Unlocking, ...]:
    codes = [demand.context.site for demand in found.demands]
    groups = list(new_groups(codes))
    seekers = {one.resident.id: one for demand in found.demands for one in demand.seekers}
    effects: list[tuple[Effect, Base]] = []
    for number, kind in enumerate(OfferKind):
        offers = [offer for offer in found.offers if offer.kind is kind]
        room = [found.left.get(offer.id, 0) for offer in offers]
        base = Base(_groups(found, kind), offers, room)
        proposals = [each for each in groups if each.after.kind is kind]
        for offer, left in zip(offers, room, strict=True):
            proposals += changes_of(offer, left, found.rules)
        part = _part(tell, number, len(OfferKind))
        effects += [(effect, base) for effect in best_effects(base, proposals, MOST_CHANGES, part)]
    effects.sort(key=lambda each: each[0].rank)
    return tuple(_unlocking(*each, seekers) for each in effects[:MOST_CHANGES])


def _part(tell: Tell, number: int, parts: int) -> Tell:
    """Return a progress of one of the equal parts of the work."""

    def told(done: int, total: int) -> None:
        tell(number * 100 + 100 * done // max(1, total), 100 * parts)

    return told


def _unlocking(effect: Effect, base: Base, seekers: Mapping[UUID, Seeker]) -> Unlocking:
    def those(places: Iterable[int]) -> tuple[Seeker, ...]:
        found = [seekers[base.residents[place].id] for place in places]
        return tuple(sorted(found, key=lambda one: (-one.weeks, one.resident.reference)))

    difference = effect.difference
    return Unlocking(
        effect.proposal,
        those(difference.gained),
        those(difference.lost),
        those(effect.fitting),
        effect.long_fitting,
    )


def _names(desk: Desk, site: Site | None) -> Sequence[str]:
    if site is not None:
        return [site.name]
    with desk.read("coverage", DESK_ROLES) as reader:
        return [each.name for each in reader.find(Site, order_by="code")]
