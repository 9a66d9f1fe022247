"""Cohorts add up however they are divided, and the reference figures are those of the letter."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from meedoenbalie.domain.civic_integration.assess import assess
from meedoenbalie.domain.civic_integration.codes import CivicGroup, Ending, Purpose, Reason, Regime
from meedoenbalie.domain.civic_integration.cohorts import Division, count, divide
from meedoenbalie.domain.civic_integration.national import NationalFigures
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.civic_integration.shown import cohorts_shown
from meedoenbalie.paths import resource_path
from meedoenbalie.services.civic_rules import (
    NATIONAL_FILE,
    RULES_FILE,
    read_national,
    read_rules,
)

RULES = read_rules(resource_path(RULES_FILE))
TODAY = date(2026, 3, 2)
DAYS = st.dates(date(2012, 6, 1), date(2026, 6, 1))


@st.composite
def records(draw: st.DrawFn) -> CivicIntegration:
    """Anybody, with any facts that may be recorded together."""
    begin = draw(st.none() | DAYS)
    ending = draw(st.none() | st.sampled_from(Ending))
    ended = draw(st.none() | st.integers(0, 2000)) if ending else None
    ended_on = (begin or date(2020, 1, 1)) + timedelta(days=ended) if ended is not None else None
    until = None
    if ending is Ending.TIJDELIJKE_VRIJSTELLING:
        first = ended_on or TODAY
        until = draw(st.none() | st.integers(0, 700).map(lambda n: first + timedelta(days=n)))
    return CivicIntegration(
        resident_id=UUID(int=draw(st.integers(1, 2**64))),
        purpose=draw(st.sampled_from(Purpose)),
        civic_group=draw(st.none() | st.sampled_from(CivicGroup)),
        duty_from=begin,
        turkish_with_mvv=draw(st.none() | st.booleans()),
        ending=ending,
        ended_on=ended_on,
        suspended_until=until,
        noted_on=TODAY,
    )


@given(st.lists(records(), max_size=30))
def test_inflow_is_outflow_and_ongoing_in_every_division(people: list[CivicIntegration]) -> None:
    counted = count((one, assess(one, RULES, TODAY)) for one in people)
    # Nobody is lost or counted twice: in a cohort, or in none for a reason that is told.
    everybody = len(counted.members) + len(counted.no_day) + len(counted.not_obliged)
    assert everybody == len(people)
    for by in Division:
        lines = divide(counted.members, by)
        assert sum(line.inflow for line in lines) == len(counted.members)
        for line in lines:
            assert line.inflow == line.outflow + line.ongoing
            assert line.outflow == sum(line.reasons.values())
            assert len(line.who()) == line.inflow
            assert sorted(line.who(out=True) + line.who(out=False)) == sorted(line.who())


@given(records())
def test_nobody_without_a_duty_is_in_a_cohort(one: CivicIntegration) -> None:
    found = assess(one, RULES, TODAY)
    counted = count([(one, found)])
    if found.ruling is not None:
        assert counted.not_obliged == (one.resident_id,)
        assert found.obliged.value is False
        assert one.civic_group is CivicGroup.FAMILY
        assert one.turkish_with_mvv is True


def test_the_reference_figures_are_those_of_the_letter() -> None:
    national = read_national(resource_path(NATIONAL_FILE))
    assert national.act is Regime.WI2021
    assert national.inflow == 111_639
    assert national.outflow_share == 0.10
    assert national.reasons == {Reason.EXEMPT: 0.41, Reason.MET: 0.33}
    assert national.rest_share == 0.26
    assert national.cohorts["2022"].outflow_share == 0.20
    assert national.term_years == 3
    assert "zomer 2025" in national.source


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (date(2025, 7, 1), False),
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
        (date(2027, 1, 1), True),
    ],
)
def test_figures_are_old_once_those_of_a_later_june_can_be_there(today: date, old: bool) -> None:
    national = read_national(resource_path(NATIONAL_FILE))
    assert national.is_older_than_last_june(today) is old


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reasons": {"exempt": 0.7, "met": 0.4}}, "more_than_all"),
        ({"cohorts": {"vorig jaar": {"outflow_share": 0.2}}}, "not_a_year"),
    ],
)
def test_figures_that_cannot_be_are_refused(change: dict[str, object], code: str) -> None:
    right = read_national(resource_path(NATIONAL_FILE)).model_dump()
    with pytest.raises(ValidationError, match=code):
        NationalFigures.model_validate({**right, **change})


@given(st.lists(records(), max_size=60))
def test_published_cohorts_have_no_small_numbers_and_add_up_to_their_act(
    people: list[CivicIntegration],
) -> None:
    national = read_national(resource_path(NATIONAL_FILE))
    counted = count((one, assess(one, RULES, TODAY)) for one in people)
    found = cohorts_shown(counted, national, TODAY, exact=False, seen=True)
    for lines in found.lines.values():
        for line in lines:
            told = (line.inflow, line.outflow, line.ongoing, *line.reasons.values())
            assert all(one is None or one % 5 == 0 for one in told)
            assert line.who == ()
            assert line.outflow_share is None or 0 < line.outflow_share.value < 1
    for act in found.lines[Division.REGIME]:
        own = [one.inflow for one in found.lines[Division.COHORT] if one.act == act.act]
        assert (act.inflow or 0) == sum(one or 0 for one in own)
        assert own.count(None) != 1 or len(own) == 1, "the total would give it away"
