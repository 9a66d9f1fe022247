"""What young people say, counted: by site, period, kind of offer and moment; never who said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from meedoenbalie.domain.disclosure import publish, publish_one
from meedoenbalie.domain.experiences import Experience, Feeling, Hard, Helps, Moment
from meedoenbalie.domain.intervals import LEAST_BASE
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.services.desk import EVERYONE, READERS, Desk
from meedoenbalie.services.funnel import FunnelPeriod
from meedoenbalie.storage.queries.experiences import said_in

__all__ = ["Answered", "Counts", "ExperienceFigures", "experience_figures"]


class Answered(StrEnum):
    """What came of asking."""

    ANSWERED = "answered"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each answer was given, by ``base`` who answered; None is too small to be shown."""

    base: int | None
    cells: Mapping[StrEnum, int | None]

    def share(self, answer: StrEnum) -> float | None:
        """Return the share of those who answered, 0 to 1; None where they are too few to say."""
        count = self.cells[answer]
        if count is None or self.base is None or self.base < LEAST_BASE:
            return None
        return min(1.0, count / self.base)


@dataclass(frozen=True, slots=True)
class ExperienceFigures:
    """Counts of one period. ``exact`` says that small counts are shown as they are."""

    asked: Counts
    feeling: Counts
    helps: Counts
    hard: Counts
    exact: bool


def experience_figures(
    desk: Desk,
    period: FunnelPeriod,
    site_id: UUID | None = None,
    kinds: Collection[OfferKind] = (),
    moment: Moment | None = None,
) -> ExperienceFigures:
    """Count the answers that were given in a period, of one site or all, some kinds, one moment.

    Exact for who works with residents. Who may see nobody gets them as they may be published:
    under the threshold hidden, and the rest rounded.
    """
    exact = desk.may(READERS)
    with desk.read("read_experiences", EVERYONE) as reader:
        said = said_in(reader, period.first, period.last, site_id, kinds, moment)
    given = [one for one in said if not one.declined]
    outcome = (Answered.DECLINED if one.declined else Answered.ANSWERED for one in said)
    feelings = [one.feeling for one in given if one.feeling is not None]
    return ExperienceFigures(
        asked=_counts(Answered, outcome, len(said), exact=exact),
        feeling=_counts(Feeling, feelings, len(feelings), exact=exact),
        helps=_counts(Helps, *_several(given, "helps"), exact=exact),
        hard=_counts(Hard, *_several(given, "hard"), exact=exact),
        exact=exact,
    )


def _several(given: Iterable[Experience], field: str) -> tuple[list[StrEnum], int]:
    answers: list[tuple[StrEnum, ...]] = [getattr(one, field) for one in given]
    return [answer for each in answers for answer in each], sum(map(bool, answers))


def _counts(kind: type[StrEnum], answers: Iterable[StrEnum], base: int, *, exact: bool) -> Counts:
    counted = Counter(answers)
    cells: dict[StrEnum, int] = {answer: counted[answer] for answer in kind}
    if exact:
        return Counts(base, dict(cells))
    # The base is one more way to work out a hidden cell: it is hidden and rounded as they are.
    return Counts(publish_one(base), publish(cells).cells)
