"""Dekking: who wants and may against the places, what one change would do, and the two pages."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.matching.bands import Band
from meedoenbalie.domain.matching.coverage import WEEK, BandRow, Cell, KindCoverage
from meedoenbalie.domain.matching.coverage_published import publish_coverage, publish_part
from meedoenbalie.domain.matching.proposals import Change
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.domain.week import Daypart, Weekday
from meedoenbalie.i18n import set_language
from meedoenbalie.services.coverage import best_changes, coverage, print_coverage
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import add_site
from meedoenbalie.services.rights import restrict_use
from meedoenbalie.storage.errors import UnknownRecord
from tests.domain.matching.builders import commitment, course, fixed, free, slot
from tests.reports.pdf_tags import read_tags
from tests.services.test_allocating import offered, referred, registered

TUESDAY_EVENING = WEEK.index((Weekday.TUESDAY, Daypart.EVENING))
TUESDAY_MORNING = WEEK.index((Weekday.TUESDAY, Daypart.MORNING))
COURSE = OfferKind.LANGUAGE_COURSE


def row(desk: Desk, band: Band = Band.A1, kind: OfferKind = COURSE) -> BandRow:
    return next(one for one in coverage(desk).of(kind).rows if one.band is band)


def test_who_is_free_twice_counts_twice_and_is_one_person(desk: Desk, site: Site) -> None:
    registered(desk, site, availability=free("TU morning", "TU evening"))
    registered(desk, site, availability=free("TU evening"))
    offered(desk, course(places=1, schedule=fixed(slot("TU", 19, 21))))
    found = row(desk)
    evening, morning = found.cells[TUESDAY_EVENING], found.cells[TUESDAY_MORNING]
    assert (len(evening.people), evening.places, evening.short) == (2, 1, 1)
    assert (len(morning.people), morning.places, morning.short) == (1, 0, 1)
    assert len(found.people) == 2
    assert coverage(desk).of(COURSE).people == 2


def test_an_own_appointment_takes_somebody_out_of_that_part_of_the_week(
    desk: Desk, site: Site
) -> None:
    registered(
        desk,
        site,
        availability=free("TU morning", "TU evening"),
        commitments=(commitment("TU", 19.5, 20.5),),
    )
    found = row(desk)
    assert not found.cells[TUESDAY_EVENING].people
    assert len(found.cells[TUESDAY_MORNING].people) == 1


def test_whoever_is_on_the_way_somewhere_or_may_not_be_used_is_not_counted(
    desk: Desk, site: Site
) -> None:
    what = offered(desk, course(places=2))
    there = registered(desk, site)
    referred(desk, there, what, EventKind.SENT)
    restrict_use(desk, registered(desk, site, given_name="Zahra").id, "op verzoek")
    found = row(desk)
    assert (found.people, found.unsure) == ((), ())
    # The place to which somebody is on the way isn't there for another.
    assert found.cells[TUESDAY_MORNING].places == 1
    # For another kind of offer the same person still counts.
    assert row(desk, kind=OfferKind.MDT_TRAJECT).people == (there.id,)


def test_whoever_lacks_an_answer_is_told_apart(desk: Desk, site: Site) -> None:
    young = registered(desk, site, birth_date=date(2011, 5, 1))
    found = row(desk)
    assert (found.people, found.unsure) == ((), (young.id,))


def test_a_level_that_nobody_knows_has_a_row_of_its_own(desk: Desk, site: Site) -> None:
    who = registered(desk, site, dutch_level=None)
    offered(desk, course(places=4))
    assert row(desk, Band.UNKNOWN).people == (who.id,)
    assert all(cell.places == 0 for cell in row(desk, Band.UNKNOWN).cells)


def test_places_without_a_time_stand_apart(desk: Desk) -> None:
    offered(desk, course(places=4, schedule=fixed()))
    assert coverage(desk).of(COURSE).untimed == 4
    assert sum(cell.places for cell in row(desk).cells) == 0


def test_one_site_is_looked_at_alone(desk: Desk, site: Site) -> None:
    registered(desk, site)
    other = add_site(desk, "GRB", "azc Grensbeek").result
    registered(desk, other, given_name="Aylin")
    assert coverage(desk).of(COURSE).people == 2
    assert coverage(desk, "GRB").of(COURSE).people == 1
    assert coverage(desk, "GRB").site == other
    with pytest.raises(UnknownRecord):
        coverage(desk, "XXX")


def test_the_best_change_says_whom_it_lets_start(desk: Desk, site: Site) -> None:
    for number in range(14):
        registered(
            desk,
            site,
            given_name=f"Avond {number}",
            availability=free("SA morning"),
            arrival_date=date(2025, 9, 1) if number < 5 else date(2026, 2, 20),
        )
    offered(desk, course(places=3, schedule=fixed(slot("TU", 9.5, 12))))
    found = best_changes(desk)
    best = next(each for each in found if each.proposal.after.kind is COURSE)
    assert best.proposal.change is Change.NEW_GROUP
    assert (best.proposal.band, best.proposal.part) == (
        Band.A1,
        (Weekday.SATURDAY, Daypart.MORNING),
    )
    assert (len(best.gained), best.lost, len(best.fitting), best.long_fitting) == (12, (), 14, 5)
    # Who waits longest is served first.
    assert {seeker.weeks for seeker in best.gained[:5]} == {26}
    moved = next(each for each in found if each.proposal.before is not None)
    assert moved.proposal.change in {Change.TIME, Change.ANOTHER_GROUP}


def test_nothing_is_proposed_where_nobody_waits(desk: Desk, site: Site) -> None:
    assert best_changes(desk) == ()


def test_work_tells_how_far_it_is(desk: Desk, site: Site) -> None:
    registered(desk, site)
    told: list[tuple[int, int]] = []
    best_changes(desk, tell=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (300, 300)


@pytest.fixture
def crowd(desk: Desk, site: Site) -> Desk:
    with desk.together("register_resident") as joined:
        for number in range(24):
            registered(
                joined,
                site,
                given_name=f"Persoon {number}",
                availability=free("TU morning", "SA morning"),
                arrival_date=date(2025, 9, 1) if number < 12 else date(2026, 2, 20),
            )
        for number in range(3):
            registered(joined, site, given_name=f"Zeldzaam {number}", dutch_level="B1")
    offered(desk, course(places=2, title="Nederlands voor A1"))
    return desk


def text_of(path: Path) -> tuple[str, int]:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return words, len(reader.pages)


def test_the_two_pages_name_nobody_and_no_small_number(crowd: Desk, tmp_path: Path) -> None:
    out = tmp_path / "gemeente.pdf"
    print_coverage(crowd, out)
    words, pages = text_of(out)
    assert pages == 2
    assert "Persoon" not in words
    assert "Zeldzaam" not in words
    assert "B1 en hoger × × ×" in words
    # 24 is said as 25, and the three of B1 are not in any total.
    assert "ten minste 25" not in words
    assert "Ongeveer 10 bewoners kunnen beginnen." in words
    assert "Het past bij ongeveer 20 bewoners zonder plaats, van wie 10 langer dan" in words


def test_the_pages_are_tagged_and_described(crowd: Desk, tmp_path: Path) -> None:
    out = tmp_path / "gemeente.pdf"
    print_coverage(crowd, out)
    tagged = read_tags(out.read_bytes())
    assert (tagged.part, tagged.lang, tagged.marked) == ("1", "nl", True)
    assert len(tagged.of("Table")) == 3
    (chart,) = tagged.of("Figure")
    assert chart.alt.startswith("Staafdiagram. MDT-trajecten: ")


def test_the_same_desk_makes_the_same_bytes_and_the_other_language_too(
    crowd: Desk, tmp_path: Path
) -> None:
    first, again, english = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    print_coverage(crowd, first)
    print_coverage(crowd, again)
    assert first.read_bytes() == again.read_bytes()
    set_language("en")
    try:
        print_coverage(crowd, english)
    finally:
        set_language("nl")
    words, pages = text_of(english)
    assert ("What would help most" in words, pages) == (True, 2)


def test_a_desk_with_nobody_still_makes_two_pages(desk: Desk, tmp_path: Path) -> None:
    print_coverage(desk, tmp_path / "leeg.pdf")
    words, pages = text_of(tmp_path / "leeg.pdf")
    assert pages == 2
    assert "Geen enkele wijziging laat nu meer bewoners beginnen." in words


counts = st.integers(0, 30)
PEOPLE = [new_id() for _number in range(30)]


@st.composite
def coverages(draw: st.DrawFn) -> KindCoverage:
    rows = []
    for band in Band:
        people = PEOPLE[: draw(counts)]
        few = draw(st.lists(counts, min_size=len(WEEK), max_size=len(WEEK)))
        cells = [Cell(tuple(people[:number]), number % 4) for number in few]
        rows.append(BandRow(band, tuple(cells), tuple(people), ()))
    return KindCoverage(COURSE, tuple(rows), 0)


@settings(max_examples=50)
@given(coverages())
def test_nobody_can_be_found_in_what_is_published(found: KindCoverage) -> None:
    shown = publish_coverage(found)
    real = {one.band: one for one in found.rows}
    hidden = [one for one in shown.rows if one.people is None]
    for one in shown.rows:
        numbers = [one.people, *(cell.people for cell in one.cells)]
        assert all(number is None or number % 5 == 0 for number in numbers)
        if one.people is None:
            # Not even which parts of the week are empty.
            assert all(cell.people is None for cell in one.cells)
        for cell, was in zip(one.cells, real[one.band].cells, strict=True):
            assert not (0 < len(was.people) < 10) or cell.people is None
    # One hidden row alone could be reckoned back from a total, unless all others are empty.
    if len(hidden) == 1:
        assert all(one.people == 0 for one in shown.rows if one is not hidden[0])
    assert shown.people == sum(one.people or 0 for one in shown.rows)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_shown_only_when_it_and_the_rest_are_large(part: int, rest: int) -> None:
    shown = publish_part(part, part + rest)
    if shown:
        assert part >= 10
        assert rest >= 10
    if 0 < part < 10 or 0 < rest < 10:
        assert shown is None
