"""Each criterion by itself: what it says, on which facts, and what would help."""

from datetime import date

import pytest
from pydantic import ValidationError

from meedoenbalie.domain.matching.ages import age
from meedoenbalie.domain.matching.changes import (
    BornBetween,
    GuardianAgrees,
    LaterStart,
    LevelKnown,
    LevelReached,
    MoreTime,
    PermitConfirmed,
    PhaseKnown,
    PlaceFree,
    TravelAccepted,
    TravelKnown,
)
from meedoenbalie.domain.matching.criteria import (
    interests,
    level,
    load,
    places,
    residence_phase,
    start,
    travel,
)
from meedoenbalie.domain.matching.facts import Verdict
from meedoenbalie.domain.offers import OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, Literacy, ResidencePhase
from tests.domain.matching.builders import (
    DAY,
    SITE,
    commitment,
    context,
    course,
    flexible,
    offer,
    resident,
)

FITS, FITS_NOT, UNKNOWN = Verdict.FITS, Verdict.FITS_NOT, Verdict.UNKNOWN


# Start


def test_an_offer_with_a_start_ahead_can_be_started() -> None:
    result = start(offer(start_dates=(date(2026, 1, 5), date(2026, 4, 2))), context())
    assert result.verdict is FITS
    assert result.facts.on == date(2026, 4, 2)


@pytest.mark.parametrize(
    "values",
    [
        {"start_dates": (date(2026, 3, 1),)},
        {"active": False},
        {"ends_on": date(2026, 3, 1), "continuous_intake": True},
    ],
    ids=["last start is past", "not offered any more", "ended yesterday"],
)
def test_nobody_can_start_with_what_is_over(values: dict[str, object]) -> None:
    result = start(offer(**values), context())
    assert result.verdict is FITS_NOT
    assert result.blocks


def test_a_start_that_nobody_named_is_asked_and_does_no_harm() -> None:
    result = start(offer(start_dates=()), context())
    assert result.verdict is UNKNOWN
    assert not result.blocks
    assert result.facts.on == DAY


# Age


def test_age_counts_on_the_day_of_the_start_not_today() -> None:
    born = resident(birth_date=date(2008, 3, 9))
    adults = offer(minimum_age=18, start_dates=(date(2026, 3, 9),))
    assert age(born, adults, context()).verdict is FITS
    assert age(born, adults, context(date(2026, 3, 9))).facts.lowest == 18


def test_too_old_on_the_day_of_the_start_does_not_fit_though_young_enough_today() -> None:
    born = resident(birth_date=date(1998, 3, 9))
    result = age(born, offer(maximum_age=27, start_dates=(date(2026, 3, 9),)), context())
    assert result.verdict is FITS_NOT
    assert result.changes == ()


def test_a_later_start_helps_who_is_too_young_now() -> None:
    born = resident(birth_date=date(2010, 4, 1), guardian="voogd")
    starts = (date(2026, 3, 9), date(2026, 3, 30), date(2026, 4, 6), date(2026, 9, 7))
    result = age(born, offer(minimum_age=16, start_dates=starts), context())
    assert result.verdict is FITS_NOT
    assert result.changes == (LaterStart(date(2026, 4, 6)),)


def test_at_any_moment_means_on_the_birthday_for_who_is_too_young() -> None:
    born = resident(birth_date=date(2008, 2, 29), guardian="voogd")
    result = age(
        born,
        offer(minimum_age=19, start_dates=(), continuous_intake=True),
        context(date(2027, 2, 28)),
    )
    assert result.changes == (LaterStart(date(2027, 3, 1)),)


def test_a_birthday_far_away_is_no_small_change() -> None:
    born = resident(birth_date=date(2010, 12, 1), guardian="voogd")
    result = age(born, offer(minimum_age=16, start_dates=(), continuous_intake=True), context())
    assert result.changes == (LaterStart(date(2026, 12, 1), small=False),)


@pytest.mark.parametrize(
    ("years", "verdict"), [(11, FITS_NOT), (12, FITS), (30, FITS), (31, FITS_NOT)]
)
def test_an_mdt_traject_without_ages_follows_the_regulation(years: int, verdict: Verdict) -> None:
    born = resident(birth_date=date(2026 - years, 3, 9), guardian="moeder")
    assert age(born, offer(), context()).verdict is verdict


def test_an_age_of_the_traject_itself_comes_before_the_regulation() -> None:
    result = age(resident(birth_date=date(1990, 1, 1)), offer(maximum_age=40), context())
    assert result.verdict is FITS


def test_a_language_course_without_ages_is_open_to_all() -> None:
    assert age(resident(birth_date=date(1960, 1, 1)), course(), context()).verdict is FITS


def test_under_sixteen_waits_for_parent_or_guardian() -> None:
    young = resident(birth_date=date(2011, 1, 1))
    result = age(young, offer(), context())
    assert result.verdict is UNKNOWN
    assert result.changes == (GuardianAgrees(),)
    assert (
        age(resident(birth_date=date(2011, 1, 1), guardian="Nidos"), offer(), context()).verdict
        is FITS
    )


def test_who_turns_sixteen_before_the_start_is_asked_today_and_so_waits_too() -> None:
    young = resident(birth_date=date(2010, 3, 5))
    assert age(young, offer(start_dates=(date(2026, 3, 9),)), context()).verdict is UNKNOWN


def test_a_start_on_29_february_counts_full_years() -> None:
    start_day = date(2028, 2, 29)
    what = offer(minimum_age=19, start_dates=(start_day,))
    for born, verdict in ((date(2009, 2, 28), FITS), (date(2009, 3, 1), FITS_NOT)):
        assert age(resident(birth_date=born), what, context(start_day)).verdict is verdict


def test_a_birth_year_alone_decides_only_when_every_day_of_it_agrees() -> None:
    def verdict(year: int) -> Verdict:
        born = resident(birth_date=None, birth_year=year)
        return age(born, offer(minimum_age=18, maximum_age=27), context()).verdict

    assert verdict(2006) is FITS
    assert verdict(2010) is FITS_NOT
    assert verdict(2008) is UNKNOWN


def test_an_unknown_birth_date_is_asked_with_the_days_that_fit() -> None:
    born = resident(birth_date=None, birth_year=2008)
    result = age(born, offer(minimum_age=18, start_dates=(date(2026, 3, 9),)), context())
    assert result.changes == (BornBetween(date(2008, 1, 1), date(2008, 3, 9)),)
    nothing = age(resident(birth_date=None), offer(), context())
    assert nothing.facts.lowest is None
    # Born before this day one is sixteen today, and needs nobody's agreement.
    assert nothing.changes == (BornBetween(date(1995, 3, 10), date(2010, 3, 2)),)


# Level of Dutch


@pytest.mark.parametrize(
    ("has", "verdict"),
    [
        (DutchLevel.A0, FITS_NOT),
        (DutchLevel.A1, FITS),
        (DutchLevel.A2, FITS),
        (DutchLevel.B1, FITS_NOT),
        (None, UNKNOWN),
    ],
)
def test_a_course_takes_the_levels_it_names(has: DutchLevel | None, verdict: Verdict) -> None:
    assert level(resident(dutch_level=has), course(), context()).verdict is verdict


def test_more_dutch_than_needed_is_no_reason_against_an_mdt_traject() -> None:
    traject = offer(level_from="A0", level_to="A1")
    assert level(resident(dutch_level="B2"), traject, context()).verdict is FITS


def test_no_level_asked_fits_every_level_even_an_unknown_one() -> None:
    assert level(resident(dutch_level=None), offer(), context()).verdict is FITS


def test_a_level_below_could_be_reached_by_the_start() -> None:
    soon = level(resident(), offer(level_from="A2"), context())
    assert soon.verdict is FITS_NOT
    assert soon.changes == (LevelReached(DutchLevel.A2, date(2026, 3, 9), small=False),)
    later = level(resident(), offer(level_from="A2", start_dates=(date(2026, 7, 20),)), context())
    assert later.changes == (LevelReached(DutchLevel.A2, date(2026, 7, 20), small=True),)


def test_a_range_written_the_wrong_way_round_is_still_a_range() -> None:
    turned = course(level_from="A2", level_to="A0")
    assert level(resident(dutch_level="A1"), turned, context()).verdict is FITS


def test_help_in_ones_own_language_is_told_and_lowers_nothing() -> None:
    speaks = resident(languages=("tir", "ara"))
    result = level(speaks, offer(level_from="A2", support_languages=("fas", "tir")), context())
    assert result.verdict is FITS_NOT
    assert result.facts.support == ("tir",)


def test_an_unknown_level_is_asked_with_the_range_that_fits() -> None:
    nobody_knows = resident(dutch_level=None)
    assert level(nobody_knows, course(), context()).changes == (
        LevelKnown(DutchLevel.A1, DutchLevel.A2),
    )
    assert level(nobody_knows, offer(level_from="A1", level_to="A2"), context()).changes == (
        LevelKnown(DutchLevel.A1, None),
    )


def test_who_cannot_read_yet_is_not_too_good_for_a_literacy_course() -> None:
    literacy = course(level_from="Alfa A", level_to="Alfa C")
    reads = resident(dutch_level="A0", literacy=Literacy.LITERATE)
    learns = resident(dutch_level="A0", literacy=Literacy.ILLITERATE)
    assert level(reads, literacy, context()).verdict is FITS_NOT
    result = level(learns, literacy, context())
    assert result.verdict is UNKNOWN
    assert result.facts.learns_to_read


# Residence phase


def test_an_offer_may_be_open_to_some_phases_only() -> None:
    status_holders = offer(residence_phases=(ResidencePhase.STATUS_HOLDER,))
    seeker = resident(residence_phase=ResidencePhase.ASYLUM_SEEKER)
    assert residence_phase(resident(), status_holders, context()).verdict is FITS
    result = residence_phase(seeker, status_holders, context())
    assert result.verdict is FITS_NOT
    assert result.changes == ()


@pytest.mark.parametrize(
    ("phase", "permit", "verdict"),
    [
        (ResidencePhase.ASYLUM_SEEKER, WorkPermit.YES, FITS),
        (ResidencePhase.ASYLUM_SEEKER, WorkPermit.REQUESTED, UNKNOWN),
        (ResidencePhase.ASYLUM_SEEKER, None, UNKNOWN),
        (ResidencePhase.ASYLUM_SEEKER, WorkPermit.NO, FITS_NOT),
        (ResidencePhase.STATUS_HOLDER, WorkPermit.NO, FITS),
        (ResidencePhase.TEMPORARY_PROTECTION, WorkPermit.NO, FITS),
        (ResidencePhase.REJECTED_APPEAL, WorkPermit.YES, FITS),
        (ResidencePhase.REJECTED_APPEAL, WorkPermit.NO, UNKNOWN),
        (None, WorkPermit.YES, FITS),
        (None, WorkPermit.NO, UNKNOWN),
    ],
)
def test_an_mdt_traject_needs_the_verklaring_for_an_asylum_seeker(
    phase: ResidencePhase | None, permit: WorkPermit | None, verdict: Verdict
) -> None:
    who = resident(residence_phase=phase)
    assert residence_phase(who, offer(work_permit=permit), context()).verdict is verdict


def test_an_asylum_seeker_may_begin_once_receipt_is_confirmed() -> None:
    seeker = resident(residence_phase=ResidencePhase.ASYLUM_SEEKER)
    requested = residence_phase(seeker, offer(work_permit=WorkPermit.REQUESTED), context())
    assert requested.changes == (PermitConfirmed(WorkPermit.REQUESTED),)
    refused = residence_phase(seeker, offer(work_permit=WorkPermit.NO), context())
    assert refused.changes == (PermitConfirmed(WorkPermit.NO, small=False),)


def test_a_language_course_needs_no_verklaring() -> None:
    seeker = resident(residence_phase=ResidencePhase.ASYLUM_SEEKER)
    assert residence_phase(seeker, course(work_permit=WorkPermit.NO), context()).verdict is FITS


def test_an_unknown_phase_is_asked_with_the_phases_that_fit() -> None:
    who = resident(residence_phase=None)
    asked = residence_phase(who, offer(work_permit=WorkPermit.NO), context())
    assert asked.changes == (
        PhaseKnown((ResidencePhase.STATUS_HOLDER, ResidencePhase.TEMPORARY_PROTECTION)),
    )
    seekers = offer(
        work_permit=WorkPermit.REQUESTED, residence_phases=(ResidencePhase.ASYLUM_SEEKER,)
    )
    assert residence_phase(who, seekers, context()).changes == (
        PhaseKnown((ResidencePhase.ASYLUM_SEEKER,)),
        PermitConfirmed(WorkPermit.REQUESTED),
    )


def test_what_fits_in_no_phase_is_not_asked() -> None:
    nobody_can = offer(work_permit=WorkPermit.NO, residence_phases=(ResidencePhase.ASYLUM_SEEKER,))
    result = residence_phase(resident(residence_phase=None), nobody_can, context())
    assert (result.verdict, result.changes) == (FITS_NOT, ())


# Places


def test_no_places_does_not_fit_and_unknown_places_are_asked() -> None:
    assert places(offer(places=2), context()).verdict is FITS
    full = places(offer(places=0), context())
    assert (full.verdict, full.changes) == (FITS_NOT, (PlaceFree(full=True, small=False),))
    unknown = places(offer(places=None), context())
    assert (unknown.verdict, unknown.changes) == (UNKNOWN, (PlaceFree(full=False),))


@pytest.mark.parametrize(
    ("confirmed", "stale"),
    [(date(2026, 2, 16), False), (date(2026, 2, 15), True), (None, True)],
)
def test_old_places_fit_but_are_known_to_be_old(confirmed: date | None, stale: bool) -> None:
    result = places(offer(places_confirmed_on=confirmed), context())
    assert result.verdict is FITS
    assert result.facts.stale is stale


# Travel


def test_the_way_is_measured_from_the_site_of_the_resident() -> None:
    near = offer(travel_minutes={"VDW": 75, SITE: 20})
    assert travel(resident(max_travel_minutes=20), near, context()).verdict is FITS


def test_only_the_residents_own_limit_excludes() -> None:
    far = offer(travel_minutes={SITE: 75})
    asked = travel(resident(), far, context())
    assert (asked.verdict, asked.changes) == (UNKNOWN, (TravelAccepted(75),))
    own = travel(resident(max_travel_minutes=45), far, context())
    assert (own.verdict, own.changes) == (FITS_NOT, (TravelAccepted(75, small=False),))
    nearly = travel(resident(max_travel_minutes=60), far, context())
    assert nearly.changes == (TravelAccepted(75, small=True),)


def test_an_unknown_way_is_asked_and_leaves_room_in_the_week() -> None:
    nobody_knows = offer(travel_minutes={})
    assert travel(resident(), nobody_knows, context()).changes == (TravelKnown(SITE, 45),)
    busy = resident(commitments=(commitment("MO", 15.5, 17),))
    assert travel(busy, nobody_knows, context()).changes == (TravelKnown(SITE, 15),)


def test_what_is_online_at_ones_own_time_needs_no_travel() -> None:
    online = offer(schedule=flexible(180, online=True), travel_minutes={SITE: 75})
    assert travel(resident(max_travel_minutes=10), online, context()).verdict is FITS


# Load


@pytest.mark.parametrize(
    ("asks", "has", "verdict"),
    [(240, 240, FITS), (360, 240, FITS_NOT), (None, 240, UNKNOWN), (240, None, UNKNOWN)],
)
def test_the_hours_a_week_are_weighed_against_those_there_are(
    asks: int | None, has: int | None, verdict: Verdict
) -> None:
    result = load(resident(weekly_minutes=has), offer(schedule=flexible(asks)))
    assert result.verdict is verdict
    assert result.changes == ((MoreTime(360),) if verdict is FITS_NOT else ())
    assert result.blocks is (verdict is FITS_NOT)


# Interests


@pytest.mark.parametrize(
    ("wish", "title"),
    [
        ("fietsen repareren", "Fietswerkplaats: repareren en doorgeven"),
        ("dieren", "Dierenweide: verzorgen en rondleiden"),
        ("ouderen", "Koffie en spel met ouderen"),
        ("moestuin", "Wijkmoestuin De Volle Grond"),
        ("koken", "Samen koken voor de buurt"),
    ],
)
def test_a_wish_is_recognised_in_the_words_of_an_offer(wish: str, title: str) -> None:
    result = interests(resident(interests=("zorg", wish)), offer(title=title))
    assert result.verdict is FITS
    assert result.facts.met == ((2, wish),)


def test_words_cannot_show_that_an_offer_misses_a_wish() -> None:
    result = interests(resident(interests=("voetbal",)), offer(title="Podcast: nieuw hier"))
    assert result.verdict is UNKNOWN
    assert not result.blocks


def test_rules_in_which_the_evening_comes_before_the_afternoon_are_refused() -> None:
    with pytest.raises(ValidationError, match="evening_before_afternoon"):
        context(afternoon_from=1080, evening_from=720)


def test_the_kind_decides_about_the_verklaring_by_the_rules() -> None:
    seeker = resident(residence_phase=ResidencePhase.ASYLUM_SEEKER)
    activity = offer(kind=OfferKind.ACTIVITY, work_permit=WorkPermit.NO)
    assert residence_phase(seeker, activity, context()).verdict is FITS
    stricter = context(permit_kinds=(OfferKind.MDT_TRAJECT, OfferKind.ACTIVITY))
    assert residence_phase(seeker, activity, stricter).verdict is FITS_NOT
