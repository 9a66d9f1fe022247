"""Which azc sent a set for which ISO week, and what is late, missing, odd or withdrawn.

A set tells everything up to the day on which it was made, so a later one also covers the weeks
before it. Nothing here depends on the day on which a set was read in: whatever the order of
arrival, the same sets make the same weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from meedoenbalie.domain.iso_week import IsoWeek


class SetState(StrEnum):
    """How it stands with the set of one azc for one week."""

    NOT_YET = "not_yet"
    EXPECTED = "expected"
    RECEIVED = "received"
    CORRECTED = "corrected"
    LATE = "late"
    MISSING = "missing"
    ODD = "odd"
    WITHDRAWN = "withdrawn"


TO_TELL = (SetState.MISSING, SetState.ODD, SetState.WITHDRAWN, SetState.LATE)
"""What an azc hears about, what asks most first."""


class Oddity(StrEnum):
    """Why a set that was rightly signed is odd all the same."""

    UNREADABLE = "unreadable"
    SAME_NUMBER = "same_number"
    FUTURE = "future"
    EMPTY = "empty"
    SHRUNK = "shrunk"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class WeekRules:
    """What a team expects, from a rule file with its source.

    ``term_days`` (0 to 6): so many days after a week its set may still be made. A set is odd when
    less than ``shrunk_below_percent`` is left of the residents or referrals of the one before,
    where those were ``shrunk_from`` or more. ``weeks_shown``: how many weeks stand side by side.
    """

    term_days: int
    shrunk_below_percent: int
    shrunk_from: int
    weeks_shown: int


@dataclass(frozen=True, slots=True)
class SetReceived:
    """A set that came, signed with the key of its azc.

    ``era`` counts how often the azc began its numbers anew. ``made_on`` is a local day. A set that
    isn't ``readable`` held values outside the code book: nothing of it was kept. ``beside`` are the
    names of azc's in whose newer set residents of this one stand too: they count there.
    """

    site: str
    site_name: str
    era: int
    number: int
    digest: str
    made_on: date
    residents: int
    referrals: int
    readable: bool = True
    withdrawn: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """So many residents of the set of one azc stand in a newer set of another, and count there."""

    site: str
    name: str
    newer_name: str
    people: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The sets of an azc up to a number no longer count.

    ``by_team`` says that the team left them out; the azc took them back otherwise. ``at`` is when
    that was said (ISO), ``ended_at`` when the team let them in again, or empty.
    """

    site: str
    site_name: str
    era: int
    number: int
    by_team: bool
    at: str
    ended_at: str = ""


@dataclass(frozen=True, slots=True)
class SetWeek:
    """One week of one azc: its state, what is odd, and the numbers of its sets, oldest first.

    ``beside`` are the names of azc's that have residents of its last set in a newer one.
    """

    week: IsoWeek
    state: SetState
    oddities: tuple[Oddity, ...] = ()
    numbers: tuple[int, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteWeeks:
    """The weeks of one azc, oldest first."""

    site: str
    name: str
    weeks: tuple[SetWeek, ...]

    def to_tell(self) -> tuple[SetWeek, ...]:
        """Return the weeks that the azc hears about, newest first."""
        return tuple(one for one in reversed(self.weeks) if one.state in TO_TELL)


def week_of_set(made_on: date, rules: WeekRules) -> IsoWeek:
    """Return the one week that a set made on a day is for."""
    return IsoWeek.of(made_on - timedelta(days=rules.term_days))


def is_due(week: IsoWeek, today: date, rules: WeekRules) -> bool:
    """Tell whether the set of a week should have been made by now."""
    return today > week.sunday + timedelta(days=rules.term_days)


def weeks_until(today: date, count: int) -> tuple[IsoWeek, ...]:
    """Return so many weeks up to the present one, oldest first."""
    now = IsoWeek.of(today)
    return tuple(now.earlier(back) for back in range(count - 1, -1, -1))


def weeks_of_sites(
    received: Iterable[SetReceived], today: date, rules: WeekRules, count: int | None = None
) -> tuple[SiteWeeks, ...]:
    """Return how it stands with each azc that ever sent a set, by code, oldest week first.

    ``count`` weeks up to the present one; None: as many as the rules say.
    """
    by_site: dict[str, list[SetReceived]] = {}
    for one in sorted(received, key=lambda one: (one.site, one.era, one.number, one.digest)):
        by_site.setdefault(one.site, []).append(one)
    shown = weeks_until(today, count or rules.weeks_shown)
    return tuple(
        SiteWeeks(site, sets[-1].site_name, _weeks(sets, shown, today, rules))
        for site, sets in by_site.items()
    )


def _weeks(
    sets: Sequence[SetReceived], shown: Sequence[IsoWeek], today: date, rules: WeekRules
) -> tuple[SetWeek, ...]:
    odd = _oddities(sets, today, rules)
    by_week: dict[IsoWeek, list[SetReceived]] = {}
    for one in sets:
        by_week.setdefault(week_of_set(one.made_on, rules), []).append(one)
    counting = [week_of_set(one.made_on, rules) for one in sets if _counts(one)]
    first, last = min(by_week), max(counting, default=None)
    found = []
    for week in shown:
        of_week = by_week.get(week, [])
        alive = [one for one in of_week if not one.withdrawn]
        numbers = tuple(dict.fromkeys(one.number for one in of_week))
        covered = last is not None and last > week
        if alive:
            why, beside = odd[alive[-1]], alive[-1].beside
            state = SetState.CORRECTED if len(alive) > 1 else SetState.RECEIVED
            found.append(SetWeek(week, SetState.ODD if why else state, why, numbers, beside))
        elif covered and week >= first:
            found.append(SetWeek(week, SetState.LATE, (), numbers))
        elif of_week:
            found.append(SetWeek(week, SetState.WITHDRAWN, (), numbers))
        elif week < first:
            found.append(SetWeek(week, SetState.NOT_YET))
        else:
            due = is_due(week, today, rules)
            found.append(SetWeek(week, SetState.MISSING if due else SetState.EXPECTED))
    return tuple(found)


def _counts(one: SetReceived) -> bool:
    return one.readable and not one.withdrawn


def _oddities(
    sets: Sequence[SetReceived], today: date, rules: WeekRules
) -> dict[SetReceived, tuple[Oddity, ...]]:
    """Return what is odd about each set; ``sets`` are those of one azc, by era and number."""
    numbers = [(one.era, one.number) for one in sets]
    before: SetReceived | None = None
    found = {}
    for one in sets:
        empty = one.readable and not one.residents and not one.referrals
        tests = {
            Oddity.UNREADABLE: not one.readable,
            Oddity.SAME_NUMBER: numbers.count((one.era, one.number)) > 1,
            Oddity.FUTURE: one.made_on > today,
            Oddity.EMPTY: empty,
            Oddity.SHRUNK: not empty and _shrunk(before, one, rules),
            Oddity.OVERLAP: bool(one.beside),
        }
        found[one] = tuple(oddity for oddity, holds in tests.items() if holds)
        if _counts(one):
            before = one
    return found


def _shrunk(before: SetReceived | None, one: SetReceived, rules: WeekRules) -> bool:
    if before is None or before.era != one.era or not one.readable:
        return False
    pairs = ((before.residents, one.residents), (before.referrals, one.referrals))
    return any(
        then >= rules.shrunk_from and now * 100 < then * rules.shrunk_below_percent
        for then, now in pairs
    )
