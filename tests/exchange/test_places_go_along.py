"""Places at a start, holidays and lessons for once go out in every file and come in again."""

from datetime import date
from pathlib import Path

import pytest

from meedoenbalie.domain.lesson_days import Lesson, LessonChanges, SchoolRegion
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.exchange.offer_drafts import OfferDraft
from tests.exchange.test_round_trip import BUURTHUIS, told, written_and_read

SPRING, SUMMER = date(2026, 4, 7), date(2026, 6, 2)


@pytest.mark.parametrize("name", ["aanbod.json", "aanbod.csv", "aanbod.xlsx"])
def test_they_come_in_as_they_were(tmp_path: Path, name: str) -> None:
    offer = Offer(
        provider_id=BUURTHUIS.id,
        code="T01",
        kind=OfferKind.LANGUAGE_COURSE,
        title="Taal",
        schedule=parse_schedule("di 10-12"),
        places=9,
        places_confirmed_on=date(2026, 2, 2),
        places_asked_by="Joost",
        start_dates=(SPRING, SUMMER),
        start_places=(
            PlacesFigure(
                on=SPRING, places=2, total=8, confirmed_on=date(2026, 3, 1), asked_by="Marleen"
            ),
        ),
        holiday_region=SchoolRegion.SOUTH,
        lesson_changes=LessonChanges(
            cancelled=(Lesson(on=date(2026, 4, 14), start=600, end=720),),
            extra=(Lesson(on=date(2026, 4, 17), start=840, end=900),),
        ),
    )
    draft = OfferDraft(offer, BUURTHUIS)
    (row,) = written_and_read(tmp_path / name, [draft])
    assert told(row.draft) == told(draft)
