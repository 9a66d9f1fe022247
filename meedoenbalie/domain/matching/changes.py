"""The smallest changes that make an offer fit: each one can be tried out.

A change says in typed values what would have to be true, and ``applied`` returns the resident and
the offer as they would then be. Nothing here is ever stored: it answers "what if".
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date

from meedoenbalie.domain.offer_terms import CertificateState
from meedoenbalie.domain.offers import Offer, WorkPermit
from meedoenbalie.domain.people import DutchLevel, Literacy, ResidencePhase, Resident
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.domain.week import (
    Commitment,
    Daypart,
    FreeDaypart,
    ScheduleKind,
    TimeSlot,
    Weekday,
    WeekSchedule,
)

Pair = tuple[Resident, Offer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition(ABC):
    """Something that would have to be true. ``small``: near enough to ask for it today."""

    small: bool = True

    @abstractmethod
    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair as it would be."""


@dataclass(frozen=True, slots=True)
class BornBetween(Supposition):
    """The unknown birth date lies between two days, both included; ``earliest`` None is open."""

    earliest: date | None
    latest: date

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with the latest of these birth dates."""
        return resident.model_copy(update={"birth_date": self.latest}), offer


@dataclass(frozen=True, slots=True)
class GuardianAgrees(Supposition):
    """A parent or guardian is known and agrees."""

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with a guardian."""
        return resident.model_copy(update={"guardian": "+"}), offer


@dataclass(frozen=True, slots=True)
class LaterStart(Supposition):
    """The resident starts on a later day, being old enough then.

    Papers that hold at the first start are renewed in time, and who could begin at any moment
    still can when a paper takes longer.
    """

    on: date

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with that day as the only start, at which there is a place.

        A start that is full is never proposed; who needs to ask for a place asks it anyhow.
        """
        room = PlacesFigure(on=self.on, places=1)
        update = {
            "start_dates": (self.on,),
            "start_places": (room,),
            "continuous_intake": offer.continuous_intake or not offer.start_dates,
            "work_permit_valid_until": None,
            "certificate_valid_until": None,
        }
        return resident, offer.model_copy(update=update)


@dataclass(frozen=True, slots=True)
class LevelKnown(Supposition):
    """The level of Dutch turns out to lie in this range; ``highest`` None is open."""

    lowest: DutchLevel
    highest: DutchLevel | None

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with the lowest of these levels."""
        return resident.model_copy(update={"dutch_level": self.lowest}), offer


@dataclass(frozen=True, slots=True)
class LevelReached(Supposition):
    """The resident reaches a level of Dutch by the day of the start; ``by`` None: before it."""

    level: DutchLevel
    by: date | None

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with that level."""
        return resident.model_copy(update={"dutch_level": self.level}), offer


@dataclass(frozen=True, slots=True)
class LiteracyKnown(Supposition):
    """The resident turns out to read and write at least like this."""

    least: Literacy

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with the least of it."""
        return resident.model_copy(update={"literacy": self.least}), offer


@dataclass(frozen=True, slots=True)
class LiteracyReached(Supposition):
    """The resident learns to read and write like this."""

    least: Literacy

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with that."""
        return resident.model_copy(update={"literacy": self.least}), offer


@dataclass(frozen=True, slots=True)
class PhaseKnown(Supposition):
    """The residence phase turns out to be one of these."""

    phases: tuple[ResidencePhase, ...]

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with the first of these phases."""
        return resident.model_copy(update={"residence_phase": self.phases[0]}), offer


@dataclass(frozen=True, slots=True)
class PermitConfirmed(Supposition):
    """UWV has confirmed that it received the request for a verklaring vrijwilligerswerk.

    ``now`` is how things stand, None when nobody asked the organisation. ``expired`` is the last
    day of one that no longer holds at the start.
    """

    now: WorkPermit | None
    expired: date | None = None

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with a verklaring that holds."""
        update = {"work_permit": WorkPermit.YES, "work_permit_valid_until": None}
        return resident, offer.model_copy(update=update)


@dataclass(frozen=True, slots=True)
class CertificateReady(Supposition):
    """The VOG is there at the start: on the day ``by``, or else on a ``later`` one."""

    by: date
    later: date | None

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with a VOG that holds."""
        update = {
            "certificate_state": CertificateState.READY,
            "certificate_valid_until": None,
        }
        return resident, offer.model_copy(update=update)


@dataclass(frozen=True, slots=True)
class FreeOn(Supposition):
    """The resident turns out to be free on more dayparts, because ``slots`` lie there.

    ``whole`` when each slot lies within one daypart, so that naming the dayparts says enough.
    """

    dayparts: tuple[tuple[Weekday, Daypart], ...]
    slots: tuple[TimeSlot, ...]
    whole: bool

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with these dayparts free too."""
        more = tuple(FreeDaypart(day=day, daypart=part) for day, part in self.dayparts)
        update = {"availability": resident.availability + more}
        return resident.model_copy(update=update), offer


@dataclass(frozen=True, slots=True)
class CommitmentMoved(Supposition):
    """One of the resident's own appointments moves to where it is not in the way."""

    commitment: Commitment

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair without that appointment."""
        kept = tuple(c for c in resident.commitments if c != self.commitment)
        return resident.model_copy(update={"commitments": kept}), offer


@dataclass(frozen=True, slots=True)
class TimesSuit(Supposition):
    """The times, which nobody wrote down yet, turn out to suit the resident's week."""

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with times that can be chosen, at the same load."""
        schedule = WeekSchedule(
            kind=ScheduleKind.FLEXIBLE,
            weekly_minutes=offer.schedule.weekly_minutes,
            online=offer.schedule.online,
        )
        return resident, offer.model_copy(update={"schedule": schedule})


@dataclass(frozen=True, slots=True)
class PlaceFree(Supposition):
    """There is a place: asked of the provider when unknown, or come free when it was full."""

    full: bool

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with one place where that was asked; the next start stays the same."""

        def free(places: int | None) -> int | None:
            return 1 if places is None or (self.full and places == 0) else places

        figures = tuple(
            figure.model_copy(update={"places": free(figure.places)})
            for figure in offer.start_places
        )
        update = {"places": free(offer.places), "start_places": figures}
        return resident, offer.model_copy(update=update)


@dataclass(frozen=True, slots=True)
class TravelKnown(Supposition):
    """The way from the site turns out to take at most so many minutes."""

    site: str
    at_most: int

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with the longest of these."""
        minutes = {**offer.travel_minutes, self.site: self.at_most}
        return resident, offer.model_copy(update={"travel_minutes": minutes})


@dataclass(frozen=True, slots=True)
class TravelAccepted(Supposition):
    """The resident can travel so many minutes one way, more than assumed or said before."""

    minutes: int

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with that limit."""
        return resident.model_copy(update={"max_travel_minutes": self.minutes}), offer


@dataclass(frozen=True, slots=True)
class MoreTime(Supposition):
    """The resident can spend so many minutes a week, more than said before."""

    minutes: int

    def applied(self, resident: Resident, offer: Offer) -> Pair:
        """Return the pair with that much time."""
        return resident.model_copy(update={"weekly_minutes": self.minutes}), offer


ResidentChange = (
    BornBetween
    | LevelKnown
    | LevelReached
    | LiteracyKnown
    | LiteracyReached
    | PhaseKnown
    | FreeOn
    | CommitmentMoved
    | TravelAccepted
    | MoreTime
)
"""What the young person can answer."""

OtherChange = (
    GuardianAgrees
    | LaterStart
    | PermitConfirmed
    | CertificateReady
    | TimesSuit
    | PlaceFree
    | TravelKnown
)
"""What a guardian, the provider or a calendar answers."""

Change = ResidentChange | OtherChange
"""The smallest changes that make an offer fit."""


def agree(first: Change, second: Change) -> bool:
    """Tell whether two answers that are still unknown can both be true of one resident."""
    match first, second:
        case BornBetween(), BornBetween():
            latest = min(first.latest, second.latest)
            return all(e is None or e <= latest for e in (first.earliest, second.earliest))
        case LevelKnown(), LevelKnown():
            lowest = max(first.lowest.rank, second.lowest.rank)
            return all(h is None or lowest <= h.rank for h in (first.highest, second.highest))
        case PhaseKnown(), PhaseKnown():
            return not set(first.phases).isdisjoint(second.phases)
        case _:
            return True
