"""The funnel: how far young people came, how long each step took, and why it ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from statistics import median, quantiles
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.funnel import Path, Step, funnel
from meedoenbalie.domain.referrals import Reason, ReferralState

S = ReferralState
SEMHAR, ALI, ZAHRA, HODAN, EMRE = (UUID(int=n) for n in range(1, 6))
DAY = date(2026, 1, 5)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


_DAYS = st.one_of(st.none(), st.integers(0, 200).map(day))
_PATHS = st.lists(
    st.builds(
        Path,
        st.sampled_from((SEMHAR, ALI, ZAHRA)),
        _DAYS,
        _DAYS,
        _DAYS,
        _DAYS,
        _DAYS,
        st.sampled_from(S),
        st.one_of(st.none(), st.sampled_from(Reason)),
    ),
    max_size=30,
)


def test_each_young_person_counts_as_far_as_they_came() -> None:
    counted = funnel(
        [
            Path(SEMHAR, day(0)),
            Path(ALI, day(0), day(2), state=S.SENT),
            Path(ALI, day(1)),
            Path(ZAHRA, day(0), day(4), day(10), day(20), day(100), S.COMPLETED),
            Path(HODAN, None, day(5), day(9), None, None, S.WITHDRAWN, Reason.MOVED),
            Path(EMRE, None, day(5), day(8), day(9), None, S.STOPPED, Reason.TRAVEL),
        ],
        registered=[SEMHAR, UUID(int=8), UUID(int=9)],
        spoken=[UUID(int=9)],
    )
    assert list(counted.reached.values()) == [7, 6, 5, 4, 3, 2, 1]
    assert (counted.paths, counted.told) == (6, 4)
    assert counted.ended == 2
    assert dict(counted.reasons) == {Reason.MOVED: 1, Reason.TRAVEL: 1}
    assert counted.share(Step.REFERRED) == pytest.approx(0.8)
    assert counted.share(Step.REGISTERED) is None


def test_days_between_steps_are_those_of_who_has_both() -> None:
    waits = [1, 2, 3, 4, 20]
    counted = funnel(Path(SEMHAR, day(0), day(wait), state=S.SENT) for wait in waits)
    told = counted.waiting[Step.REFERRED]
    assert told is not None
    assert (told.number, told.median) == (5, median(waits))
    assert told.most == pytest.approx(quantiles(waits, n=10, method="inclusive")[-1])
    assert counted.waiting[Step.ACCEPTED] is None


def test_who_started_without_a_recorded_acceptance_was_accepted_all_the_same() -> None:
    counted = funnel([Path(ALI, None, day(0), None, day(9), None, S.STARTED)])
    assert counted.reached[Step.ACCEPTED] == counted.reached[Step.STARTED] == 1
    assert counted.waiting[Step.STARTED] is None


def test_what_was_entered_in_error_or_never_began_counts_nowhere() -> None:
    counted = funnel([Path(ALI), Path(ALI, day(0), day(1), state=S.ENTERED_IN_ERROR)])
    assert set(counted.reached.values()) == {0}
    assert counted.share(Step.STARTED) is None


@given(_PATHS)
def test_no_step_has_more_than_the_one_before(paths: list[Path]) -> None:
    counted = funnel(paths)
    numbers = list(counted.reached.values())
    assert numbers == sorted(numbers, reverse=True)
    assert counted.told <= counted.paths
    assert sum(number for _reason, number in counted.reasons) == counted.ended <= counted.paths


@given(_PATHS, _PATHS)
def test_two_sites_together_are_their_sum(some: list[Path], others: list[Path]) -> None:
    elsewhere = [replace(path, resident_id=UUID(int=path.resident_id.int + 100)) for path in others]
    both, one, other = funnel(some + elsewhere), funnel(some), funnel(elsewhere)
    for step in Step:
        assert both.reached[step] == one.reached[step] + other.reached[step]
    assert (both.paths, both.ended) == (one.paths + other.paths, one.ended + other.ended)
