"""Dividing places over residents: the program proposes, a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from meedoenbalie.domain.matching.allocate import allocate
from meedoenbalie.domain.matching.division import Allocation, InvalidProblem
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.exchange.instance import Name, read_instance
from meedoenbalie.exchange.table_out import write_table
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.dividing import propose, state

__all__ = [
    "Allocation",
    "DeskDivision",
    "InvalidProblem",
    "Name",
    "Placement",
    "allocate_desk",
    "allocate_instance",
    "write_division",
]


@dataclass(frozen=True, slots=True)
class Placement:
    """A proposed place: ``points`` as in the advice and for waiting, ``weeks`` of waiting.

    ``start`` is the day on which it begins, None when that can be any day.
    """

    resident: Resident
    offer: Offer
    start: date | None
    points: int
    weeks: int


@dataclass(frozen=True, slots=True)
class DeskDivision:
    """The proposal with the highest sum of points, by reference.

    ``without`` are those for whom something fits and no place is left, ``places`` how many places
    there were, ``bound`` a sum of points that no division goes beyond.
    """

    placements: tuple[Placement, ...]
    without: tuple[Resident, ...]
    places: int
    bound: int = 0

    @property
    def score(self) -> int:
        """The sum of the points."""
        return sum(placement.points for placement in self.placements)

    @property
    def gap(self) -> float:
        """What the bound is above the score, as a share of the bound."""
        return max(0.0, (self.bound - self.score) / self.bound) if self.bound else 0.0


def allocate_desk(desk: Desk) -> DeskDivision:
    """Propose who gets which free place; nothing is recorded.

    Everybody gets at most one place, of a kind that they have no open referral to, where the
    offer fits as things are now. What fits only if something changes is left out: a place should
    not wait for an answer.

    Raises NotAllowed, and InvalidRules for a rule file that can't be used.
    """
    plan = propose(state(desk))
    stated, given = plan.stated, plan.given
    people = sorted(stated.people.items(), key=lambda one: one[1].resident.reference)
    return DeskDivision(
        placements=tuple(
            Placement(
                whom.resident,
                stated.seats[given[who]].offer,
                stated.seats[given[who]].start,
                stated.worth(who, given[who]),
                whom.seeker.weeks,
            )
            for who, whom in people
            if who in given
        ),
        without=tuple(whom.resident for who, whom in people if who not in given),
        places=sum(seat.left for seat in stated.seats.values()),
        bound=plan.found.bound,
    )


def allocate_instance(path: Path) -> Allocation[Name, Name]:
    """Return the best division of the problem in a file. Raises RefusedFile and InvalidProblem."""
    return allocate(read_instance(path))


def write_division(desk: Desk, found: DeskDivision, path: Path) -> None:
    """Write a proposal as a workbook (.xlsx) or CSV, with nothing in it that is worked out.

    Raises NotAllowed and OSError.
    """
    desk.note("print_division")
    heads = [
        *(_("Nummer"), _("Bewoner"), _("Aanbod"), _("Titel"), _("Start")),
        *(_("Punten"), _("Weken wachttijd")),
    ]
    write_table(path, heads, (_row(each) for each in found.placements))


def _row(each: Placement) -> list[str | int]:
    who, what = each.resident, each.offer
    start = "" if each.start is None else formats.numeric_day(each.start)
    return [who.reference, who.full_name, what.code, what.title, start, each.points, each.weeks]
