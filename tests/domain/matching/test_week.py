"""The week of an offer beside the week of a resident."""

import pytest

from meedoenbalie.domain.matching.changes import CommitmentMoved, FreeOn, TimesSuit
from meedoenbalie.domain.matching.facts import Verdict
from meedoenbalie.domain.matching.weekfit import dayparts_of, week
from meedoenbalie.domain.week import Daypart, Weekday, WeekSchedule
from tests.domain.matching.builders import (
    RULES,
    SITE,
    commitment,
    context,
    either,
    fixed,
    flexible,
    free,
    offer,
    resident,
    slot,
)

FITS, FITS_NOT, UNKNOWN = Verdict.FITS, Verdict.FITS_NOT, Verdict.UNKNOWN
SATURDAY = offer(schedule=fixed(slot("SA", 13, 16)))


def test_nothing_in_the_way_fits() -> None:
    assert week(resident(), offer(), context()).verdict is FITS


def test_an_own_appointment_at_the_same_time_clashes_and_could_move() -> None:
    swimming = commitment("MO", 14, 16)
    result = week(resident(commitments=(swimming,)), offer(), context())
    assert result.verdict is FITS_NOT
    assert [clash.commitment for clash in result.facts.clashes] == [swimming]
    assert result.changes == (CommitmentMoved(swimming),)


@pytest.mark.parametrize(("begins", "verdict"), [(15.5, FITS), (15.25, FITS_NOT)])
def test_the_way_back_and_some_rest_come_before_the_next_appointment(
    begins: float, verdict: Verdict
) -> None:
    """The offer ends at 15:00, the way takes 15 minutes and rest 15."""
    who = resident(commitments=(commitment("MO", begins, 17),))
    assert week(who, offer(), context()).verdict is verdict


def test_a_daypart_the_resident_did_not_name_could_be_asked() -> None:
    result = week(resident(availability=free("MO morning", "SA morning")), SATURDAY, context())
    assert result.verdict is FITS_NOT
    assert result.facts.outside == (slot("SA", 13, 16),)
    assert result.changes == (
        FreeOn(((Weekday.SATURDAY, Daypart.AFTERNOON),), (slot("SA", 13, 16),), whole=True),
    )


def test_who_named_no_dayparts_is_taken_to_be_free() -> None:
    result = week(resident(), SATURDAY, context())
    assert result.verdict is FITS
    assert not result.facts.availability_known


def test_many_dayparts_more_are_no_small_change() -> None:
    daily = fixed(*(slot(day, 9, 12) for day in ("MO", "TU", "WE", "TH", "FR")))
    result = week(resident(availability=free("SA morning")), offer(schedule=daily), context())
    assert [change.small for change in result.changes] == [False]


def test_one_of_several_choices_is_enough() -> None:
    choices = either((slot("MO", 9, 12),), (slot("TH", 18, 20),))
    result = week(resident(availability=free("TH evening")), offer(schedule=choices), context())
    assert result.verdict is FITS
    assert result.facts.slots == (slot("TH", 18, 20),)
    assert result.facts.usable == ((slot("TH", 18, 20),),)


def test_of_choices_that_do_not_fit_the_one_that_changes_least_is_told() -> None:
    choices = either((slot("MO", 9, 12), slot("TU", 9, 12)), (slot("TH", 18, 20),))
    result = week(resident(availability=free("FR morning")), offer(schedule=choices), context())
    assert result.facts.slots == (slot("TH", 18, 20),)


def test_times_to_be_agreed_fit_and_times_nobody_wrote_down_are_asked() -> None:
    assert week(resident(), offer(schedule=flexible(240)), context()).verdict is FITS
    result = week(resident(), offer(schedule=WeekSchedule(text="n.o.t.k.")), context())
    assert (result.verdict, result.changes) == (UNKNOWN, (TimesSuit(),))


def test_an_unknown_way_counts_no_minutes_against_the_week() -> None:
    who = resident(commitments=(commitment("MO", 15.25, 17),))
    assert week(who, offer(travel_minutes={}), context()).verdict is FITS
    assert week(who, offer(travel_minutes={SITE: 5}), context()).verdict is FITS_NOT


def test_a_slot_over_noon_takes_two_dayparts() -> None:
    assert dayparts_of(slot("SA", 11, 15), RULES) == (
        (Weekday.SATURDAY, Daypart.MORNING),
        (Weekday.SATURDAY, Daypart.AFTERNOON),
    )
    assert dayparts_of(slot("SA", 9, 12), RULES) == ((Weekday.SATURDAY, Daypart.MORNING),)
    assert dayparts_of(slot("SA", 18, 21), RULES) == ((Weekday.SATURDAY, Daypart.EVENING),)
