"""What stands in the weekly referral report: values, not yet words on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from meedoenbalie.domain.beginning import Beginning
from meedoenbalie.domain.referrals import Outcome, Reason, ReferralState
from meedoenbalie.domain.stuck import ToDo
from meedoenbalie.domain.visits import VisitCounts
from meedoenbalie.domain.weekly import WeeklyFigures


@dataclass(frozen=True, slots=True)
class Whose:
    """The resident and the offer of a line. ``reference`` stands in for a name without Latin."""

    name: str
    reference: str
    site_code: str
    offer_title: str
    provider_name: str


@dataclass(frozen=True, slots=True)
class StuckLine:
    """A referral that is stuck since a day, and what to do about it.

    ``days`` is how long it waits for an answer; ``why`` tells how it ended.
    """

    whose: Whose
    state: ReferralState
    since: date
    to_do: ToDo
    days: int | None = None
    why: Reason | Outcome | None = None


@dataclass(frozen=True, slots=True)
class StartLine:
    """Somebody who was accepted and has not started."""

    whose: Whose
    beginning: Beginning


@dataclass(frozen=True, slots=True)
class PlacesLine:
    """An offer whose places are no longer certain; ``days`` is None when nobody ever confirmed."""

    offer_title: str
    provider_name: str
    phone: str
    days: int | None


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """Everything on the pages; the same values make the same bytes.

    ``site_name`` is None for all sites together. ``confirm_days`` is the age in days at which
    confirmed places are no longer certain. ``journal_hash`` and ``journal_steps`` are the end of
    the journal's chain. ``demo`` marks data that were made up. ``visits`` came in at the desk in
    the week. Without ``names`` a resident is called by reference.
    """

    site_name: str | None
    today: date
    figures: WeeklyFigures
    stuck: tuple[StuckLine, ...]
    starts: tuple[StartLine, ...]
    places: tuple[PlacesLine, ...]
    confirm_days: int
    journal_hash: bytes
    journal_steps: int
    demo: bool = False
    visits: VisitCounts = field(default_factory=VisitCounts)
    names: bool = True
