"""A year of the programme: what was counted, by azc and together.

A referral belongs to the year in which it was sent. Everything here is exact; what may be shown of
it is decided by the gate (``services/year_publication.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from meedoenbalie.domain.disclosure import THRESHOLD
from meedoenbalie.domain.fairness import LARGE, OTHERS
from meedoenbalie.domain.intervals import Interval, difference, share
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.matching.bands import Band, band_of
from meedoenbalie.domain.people import DutchLevel

SOON_WEEKS = 2
"""An answer within so many weeks is a quick one. Source: the program's choice."""

DIMENSIONS = ("age", "level", "language")
"""What groups of residents are made by: never by nationality, religion, origin or health."""

GROUP_STAGES = ("residents", "informed", "referred", "started")
"""How far people of a group came, each among the first."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Weeks from sending to a step, with how many waited so long."""

    weeks: Mapping[int, int]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.weeks.values())

    @property
    def median(self) -> float | None:
        """The middle one in weeks; None without any."""
        spread = [week for week, number in sorted(self.weeks.items()) for _one in range(number)]
        return float(median(spread)) if spread else None

    def within(self, weeks: int) -> int:
        """How many waited at most so many weeks."""
        return sum(number for week, number in self.weeks.items() if week <= weeks)


@dataclass(frozen=True, slots=True)
class ProgrammeYear:
    """All counts of a year. ``sites`` are names by code.

    ``steps`` by site and measure, with ``informed``, ``answered`` and ``answered_soon``;
    ``reasons`` by site and code; ``kinds`` by kind of offer: referred, started, full; ``groups`` by
    dimension and key: the stages; ``experiences`` by site, question and answer, where an empty
    answer counts who answered the question. ``answers`` and ``starts`` are waits by site.
    """

    year: int
    sites: Mapping[str, str]
    steps: Mapping[str, Mapping[str, int]]
    answers: Mapping[str, Waits]
    starts: Mapping[str, Waits]
    reasons: Mapping[str, Mapping[str, int]]
    kinds: Mapping[str, Mapping[str, int]]
    groups: Mapping[str, Mapping[str, Mapping[str, int]]]
    experiences: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)

    def all_answers(self) -> Waits:
        """Return the waits for an answer of all azc's together."""
        return together(self.answers.values())

    def all_starts(self) -> Waits:
        """Return the waits for a start of all azc's together."""
        return together(self.starts.values())

    def all_reasons(self) -> dict[str, int]:
        """Return the reasons of all azc's together, by code."""
        return _summed(self.reasons.values())

    def all_experiences(self) -> dict[str, dict[str, int]]:
        """Return the answers of all azc's together, by question and answer."""
        questions = sorted({question for row in self.experiences.values() for question in row})
        return {
            question: _summed(row.get(question, {}) for row in self.experiences.values())
            for question in questions
        }


@dataclass(frozen=True, slots=True)
class GroupGap:
    """A group that reaches a stage clearly less often than all others of its dimension."""

    dimension: str
    key: str
    stage: str
    mine: Interval
    theirs: Interval


def waits_of(rows: Iterable[tuple[str, str, int]]) -> Waits:
    """Return waits from rows of begin, end (ISO weeks) and number; an end before counts as 0."""
    weeks: dict[int, int] = {}
    for begin, end, number in rows:
        took = max(0, (IsoWeek.parse(end).monday - IsoWeek.parse(begin).monday).days // 7)
        weeks[took] = weeks.get(took, 0) + number
    return Waits(weeks)


def together(several: Iterable[Waits]) -> Waits:
    """Return the waits of several azc's as one."""
    weeks: dict[int, int] = {}
    for one in several:
        for week, number in one.weeks.items():
            weeks[week] = weeks.get(week, 0) + number
    return Waits(weeks)


def group_gaps(groups: Mapping[str, Mapping[str, Mapping[str, int | None]]]) -> list[GroupGap]:
    """Return the large gaps that are certain too, as ``domain/fairness.py`` defines them.

    Where a count is hidden nothing is compared.
    """
    found = []
    for dimension, by_key in groups.items():
        whole = {stage: _all([row[stage] for row in by_key.values()]) for stage in GROUP_STAGES}
        for key, row in by_key.items():
            for stage in GROUP_STAGES[1:]:
                gap = _gap(row, whole, stage)
                if gap is not None:
                    found.append(GroupGap(dimension, key, stage, *gap))
    return found


def _gap(
    row: Mapping[str, int | None], whole: Mapping[str, int | None], stage: str
) -> tuple[Interval, Interval] | None:
    mine, base = row[stage], row["residents"]
    everybody, all_bases = whole[stage], whole["residents"]
    if mine is None or base is None or everybody is None or all_bases is None:
        return None
    rest, rest_base = everybody - mine, all_bases - base
    if min(base, rest_base) < 10 or not 0 <= mine <= base or not 0 <= rest <= rest_base:
        return None
    one, other = share(mine, base), share(rest, rest_base)
    apart = difference(one, other)
    return (one, other) if apart.value <= -LARGE and apart.high < 0 else None


def _all(counts: Sequence[int | None]) -> int | None:
    told = [count for count in counts if count is not None]
    return sum(told) if len(told) == len(counts) else None


def _summed(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        for key, number in row.items():
            found[key] = found.get(key, 0) + number
    return dict(sorted(found.items()))


Shown = Mapping[str, int | None]
"""Counts by name; None is hidden."""

YEAR_STEPS = (
    "informed", "referred", "accepted", "started", "completed", "declined", "told", "answered",
    "answered_soon",
)  # fmt: skip
"""What a year tells of each azc."""


@dataclass(frozen=True, slots=True)
class YearView:
    """A year as somebody may see it: exact for the team, or as it may be published.

    ``steps`` and ``feelings`` (``good`` and ``rest``) by azc, ``totals`` together; the others are
    of all azc's together. Medians are in weeks, None where they may not or can't be told.
    ``number`` is that of the publication, 0 for the team's own.
    """

    year: int
    sites: Mapping[str, str]
    exact: bool
    steps: Mapping[str, Shown]
    totals: Shown
    feelings: Mapping[str, Shown]
    reasons: Shown
    kinds: Mapping[str, Shown]
    groups: Mapping[str, Mapping[str, Shown]]
    experiences: Mapping[str, Shown]
    answer_weeks: float | None
    start_weeks: float | None
    number: int = 0


def feelings_of(found: ProgrammeYear) -> dict[str, dict[str, int]]:
    """Return by azc how many said that it is good there, and how many something else."""
    told = {}
    for site in found.sites:
        row = found.experiences.get(site, {}).get("feeling", {})
        good = row.get("good", 0)
        told[site] = {"good": good, "rest": row.get("", 0) - good}
    return told


def merged_groups(found: ProgrammeYear) -> dict[str, dict[str, Mapping[str, int]]]:
    """Return the groups, levels in bands and small languages together: there are many of those."""
    groups = {dimension: dict(by_key) for dimension, by_key in found.groups.items()}
    groups["level"] = _in_bands(groups.get("level", {}))
    languages = groups.get("language", {})
    small = [key for key, row in languages.items() if row["residents"] < THRESHOLD]
    if len(small) > 1:
        rows = [languages.pop(key) for key in small]
        languages[OTHERS] = {stage: sum(row[stage] for row in rows) for stage in GROUP_STAGES}
    return groups


def _in_bands(levels: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, int]]:
    bands: dict[str, dict[str, int]] = {}
    for level, row in levels.items():
        band = band_of(DutchLevel(level) if level else None)
        of_band = bands.setdefault(band.value, dict.fromkeys(GROUP_STAGES, 0))
        for stage in GROUP_STAGES:
            of_band[stage] += row[stage]
    return {band.value: bands[band.value] for band in Band if band.value in bands}


def exact_view(found: ProgrammeYear) -> YearView:
    """Return a year for the team."""
    return YearView(
        year=found.year,
        sites=found.sites,
        exact=True,
        steps={site: {name: row[name] for name in YEAR_STEPS} for site, row in found.steps.items()},
        totals={name: sum(row[name] for row in found.steps.values()) for name in YEAR_STEPS},
        feelings=feelings_of(found),
        reasons=found.all_reasons(),
        kinds=found.kinds,
        groups=merged_groups(found),
        experiences=found.all_experiences(),
        answer_weeks=found.all_answers().median,
        start_weeks=found.all_starts().median,
    )
