"""Which criteria stand in the way, for all pairs: apart, where ``cross`` adds them up.

Only those that look at the resident: when one can start, places and papers are the same for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from meedoenbalie.domain.matching import criteria, terms
from meedoenbalie.domain.matching.facts import Criterion
from meedoenbalie.domain.matching.vector import minutes, tables
from meedoenbalie.domain.matching.vector.births import Births, age_codes
from meedoenbalie.domain.matching.vector.codes import Codes, Values
from meedoenbalie.domain.matching.vector.cross import Offers
from meedoenbalie.domain.matching.vector.weeks import Meeting, Weeks
from meedoenbalie.domain.people import Resident

_COUNT = 15
"""The bits of a code that count what is in the way."""


def shares_blocked(residents: Sequence[Resident], offers: Offers) -> Mapping[Criterion, Values]:
    """Return for each resident in how large a part of the offers each criterion is in the way.

    Also what only has to be asked counts: it keeps somebody waiting all the same.
    """
    return {
        criterion: ((codes & _COUNT) > 0).mean(axis=1) if len(offers.offers) else _nowhere(codes)
        for criterion, codes in codes_by_criterion(residents, offers).items()
    }


def codes_by_criterion(residents: Sequence[Resident], offers: Offers) -> Mapping[Criterion, Codes]:
    """Return the codes of each criterion that looks at the resident, for all pairs."""
    context, rows = offers.context, slice(0, len(residents))
    people = minutes.Minutes(residents, context)
    level = tables.Table(
        criteria.level,
        tables.Kinds(residents, tables.level_of_resident),
        offers.levels,
        context,
    )
    literacy = tables.Table(
        terms.literacy,
        tables.Kinds(residents, tables.literacy_of_resident),
        offers.literacies,
        context,
    )
    phase = tables.Table(
        criteria.residence_phase,
        tables.Kinds(residents, tables.phase_of_resident),
        offers.phases,
        context,
    )
    return {
        Criterion.AGE: age_codes(Births(residents, context), offers.ages, rows),
        Criterion.LEVEL: level.codes(rows),
        Criterion.LITERACY: literacy.codes(rows),
        Criterion.RESIDENCE_PHASE: phase.codes(rows),
        Criterion.WEEK: Meeting(Weeks(residents), offers.weeks, context).codes(rows),
        Criterion.TRAVEL: minutes.travel(people, offers.minutes, rows, context)[0],
        Criterion.LOAD: minutes.load(people, offers.minutes, rows, context)[0],
    }


def _nowhere(codes: Codes) -> Values:
    return np.zeros(len(codes), dtype=np.float64)
