"""What a criterion found: typed facts, from which others make sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from meedoenbalie.domain.matching.changes import Change
from meedoenbalie.domain.offer_terms import Applicant, CertificateState, CostPayer
from meedoenbalie.domain.offers import WorkPermit
from meedoenbalie.domain.people import (
    Company,
    DutchLevel,
    Literacy,
    ResidencePhase,
    TravelMeans,
)
from meedoenbalie.domain.week import Commitment, Daypart, ScheduleKind, TimeSlot, Weekday


class Criterion(StrEnum):
    """What is looked at, in the order in which reasons are told."""

    START = "start"
    AGE = "age"
    LEVEL = "level"
    LITERACY = "literacy"
    RESIDENCE_PHASE = "residence_phase"
    CERTIFICATE = "certificate"
    WEEK = "week"
    PLACES = "places"
    TRAVEL = "travel"
    LOAD = "load"
    COST = "cost"
    INTERESTS = "interests"
    COMPANY = "company"


class Verdict(StrEnum):
    """What one criterion says. Unknown never excludes."""

    FITS = "fits"
    FITS_NOT = "fits_not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StartFacts:
    """When one can start, or why one can't any more.

    ``any_time`` when no day is waited for; ``stated`` unless nobody said when one can start.
    """

    on: date | None
    stated: bool
    any_time: bool
    active: bool
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class AgeFacts:
    """Lowest and highest age the resident can have on the day of the start, and what is asked.

    ``guardian_needed`` when the resident is or may be so young today that a guardian must agree.
    """

    on: date
    lowest: int | None
    highest: int | None
    minimum: int | None
    maximum: int | None
    guardian_needed: bool
    guardian_known: bool


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """The level of Dutch on one side and the range on the other.

    ``on`` is the day of the start, None when no day is named. ``support`` are the languages (ISO
    639-3) of help at the offer that the resident speaks;
    ``learns_to_read`` tells that the resident can't read yet and the offer teaches just that.
    """

    level: DutchLevel | None
    level_from: DutchLevel | None
    level_to: DutchLevel | None
    on: date | None
    support: tuple[str, ...] = ()
    learns_to_read: bool = False


@dataclass(frozen=True, slots=True)
class PhaseFacts:
    """The phase, the phases the offer is open to (none: all), and the verklaring vrijwilligerswerk.

    ``permit_needed`` is None when it depends on a phase that isn't known. ``permit_expired`` is the
    last day of a verklaring that no longer holds at the start.
    """

    phase: ResidencePhase | None
    allowed: tuple[ResidencePhase, ...]
    permit_needed: bool | None
    permit: WorkPermit | None
    permit_expired: date | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A slot of the offer that leaves no room for one of the resident's own appointments."""

    slot: TimeSlot
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """How the offer's week lies in the resident's.

    ``slots`` are the times of the choice that fits best, ``outside`` those of them outside the
    dayparts the resident named (``missing``). ``usable`` are the choices that a week plan can take:
    they clash with nothing, and need no other change than the one this criterion states.
    """

    kind: ScheduleKind
    slots: tuple[TimeSlot, ...] = ()
    clashes: tuple[Clash, ...] = ()
    outside: tuple[TimeSlot, ...] = ()
    missing: tuple[tuple[Weekday, Daypart], ...] = ()
    usable: tuple[tuple[TimeSlot, ...], ...] = ()
    availability_known: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class PlacesFacts:
    """Free places and how many days ago the provider said so (None: never said)."""

    places: int | None
    confirmed_days: int | None
    stale: bool


@dataclass(frozen=True, slots=True)
class TravelFacts:
    """Minutes one way and how many are too many; ``limit_stated`` when the resident said so.

    ``means`` is set when the minutes are an estimate.
    """

    minutes: int | None
    limit: int
    limit_stated: bool
    online: bool
    means: TravelMeans | None = None


@dataclass(frozen=True, slots=True)
class LoadFacts:
    """Minutes a week that the offer asks and that the resident has."""

    minutes: int | None
    available: int | None


@dataclass(frozen=True, slots=True)
class InterestFacts:
    """The resident's wishes that the offer meets, with their place (from 1) in ``total`` wishes."""

    met: tuple[tuple[int, str], ...]
    total: int


@dataclass(frozen=True, slots=True)
class LiteracyFacts:
    """What the resident reads and the least that is asked (None: not known).

    ``level`` is the level of Dutch from which reading follows, where nobody asked about reading.
    """

    literacy: Literacy | None
    needed: Literacy | None
    level: DutchLevel | None


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """The VOG: whether it is needed, how far it is, who applies, and until when it holds.

    ``holds`` when it is there at the start. ``on`` is the day of the start, None where one can
    begin at any moment; ``ready`` the day on which a VOG that is asked for today can be there;
    ``later`` the first start from that day on.
    """

    needed: bool | None
    state: CertificateState | None
    applicant: Applicant | None
    until: date | None
    on: date | None
    ready: date
    later: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class CostFacts:
    """What taking part costs in cents and who pays it; None: not known."""

    cents: int | None
    payer: CostPayer | None


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """How the resident likes to take part, and how many take part together; None: not known."""

    wanted: Company | None
    group_from: int | None
    group_to: int | None

    @property
    def suits(self) -> bool | None:
        """Tell whether the group is as one likes it; None when that isn't known or all the same."""
        if self.wanted in (None, Company.EITHER):
            return None
        alone = self.group_to == 1
        if not alone and (self.group_from or 0) < 2:
            return None
        return alone is (self.wanted is Company.ALONE)


Facts = (
    StartFacts
    | AgeFacts
    | LevelFacts
    | PhaseFacts
    | WeekFacts
    | PlacesFacts
    | TravelFacts
    | LoadFacts
    | InterestFacts
    | LiteracyFacts
    | CertificateFacts
    | CostFacts
    | CompanyFacts
)


F_co = TypeVar("F_co", bound=Facts, covariant=True)


@dataclass(frozen=True, slots=True)
class CriterionResult(Generic[F_co]):
    """What one criterion says, on which facts, and the smallest changes that make it fit.

    No ``changes`` with another verdict than *fits* means that nothing the desk can do helps, or,
    for an unknown that does no harm, that nothing needs to be done. ``harmless`` marks a verdict
    that never keeps an offer from fitting.
    """

    criterion: Criterion
    verdict: Verdict
    facts: F_co
    changes: tuple[Change, ...] = ()
    harmless: bool = False

    @property
    def blocks(self) -> bool:
        """Tell whether the offer doesn't simply fit because of this."""
        return self.verdict is not Verdict.FITS and not self.harmless
