"""What a desk prints for outside is held beside what it printed before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.live_query import Measure, Query
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.publication import printed
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services.coverage import print_coverage
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.handreiking import print_handreiking
from meedoenbalie.services.lesson_figures import add_figure
from meedoenbalie.services.lessons import add_lesson, change_lesson
from meedoenbalie.services.outside_prints import Differs
from meedoenbalie.services.registration import add_site
from meedoenbalie.services.undoing import CannotUndo, undo, what_can_be_undone
from meedoenbalie.services.voortgang import print_voortgang
from tests.domain.matching.builders import course
from tests.services.test_allocating import offered, referred, registered
from tests.services.test_proving import on_day


def words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


def here(desk: Desk, site: Site, number: int) -> None:
    for _one in range(number):
        registered(desk, site)


def a_week_on(desk: Desk) -> Desk:
    return on_day(desk, desk.clock.today() + timedelta(days=7))


def test_somebody_who_came_within_a_week_is_not_in_the_difference_of_two_sheets(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    here(desk, site, 17)
    assert print_coverage(desk, tmp_path / "1.pdf") == Differs()
    before = words(tmp_path / "1.pdf")
    here(desk, site, 1)
    later = a_week_on(desk)
    differs = print_coverage(later, tmp_path / "2.pdf")
    assert differs.kept > 0
    assert differs.hidden == 0
    after = words(tmp_path / "2.pdf")
    assert "15 bewoners" in before
    assert "15 bewoners" in after
    assert "20 bewoners" not in after
    # Once many came, the number of now is told.
    here(desk, site, 10)
    assert print_coverage(a_week_on(later), tmp_path / "3.pdf").kept == 0
    assert "30 bewoners" in words(tmp_path / "3.pdf")


@pytest.mark.file_only("the rule is the same on a server; two tests of it run there")
def test_without_the_check_the_same_two_sheets_give_somebody_away(
    desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "small_change", lambda *_counts: False)
    here(desk, site, 17)
    print_coverage(desk, tmp_path / "1.pdf")
    here(desk, site, 1)
    print_coverage(a_week_on(desk), tmp_path / "2.pdf")
    assert "20 bewoners" in words(tmp_path / "2.pdf")


@pytest.mark.file_only("the rule is the same on a server; two tests of it run there")
def test_a_sheet_of_one_azc_and_one_of_all_do_not_give_the_few_of_the_other_away(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    here(desk, site, 20)
    other = add_site(desk, "GRB", "azc Grensbeek").result
    here(desk, other, 4)
    print_coverage(desk, tmp_path / "dij.pdf", site.code)
    assert print_coverage(desk, tmp_path / "all.pdf").hidden > 0


@pytest.mark.file_only("the rule is the same on a server; two tests of it run there")
def test_sheets_of_another_kind_are_held_beside_each_other_too(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    here(desk, site, 17)
    print_coverage(desk, tmp_path / "1.pdf")
    here(desk, site, 1)
    assert print_voortgang(a_week_on(desk), tmp_path / "2.pdf").hidden > 0
    assert "een niet getoond aantal bewoners" in words(tmp_path / "2.pdf")


@pytest.mark.file_only("the rule is the same on a server; two tests of it run there")
def test_the_steps_in_a_handreiking_stay_until_many_more_reached_them(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    what = offered(desk, course(places=60))

    def sent(number: int) -> None:
        for _one in range(number):
            referred(desk, registered(desk, site), what, EventKind.SENT)

    sent(17)
    assert print_handreiking(desk, tmp_path / "1.pdf").differs == Differs()
    sent(1)
    assert print_handreiking(a_week_on(desk), tmp_path / "2.pdf").differs == Differs(kept=2)
    assert "Verwezen 15" in words(tmp_path / "2.pdf")


def test_a_figure_of_a_lesson_that_gives_a_few_away_is_left_out(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    what = offered(desk, course(places=60))
    for _one in range(17):
        referred(desk, registered(desk, site), what, EventKind.SENT)
    print_handreiking(desk, tmp_path / "1.pdf")
    referred(desk, registered(desk, site), what, EventKind.SENT)
    lesson = add_lesson(
        desk,
        phase=LessonPhase.ACTIVATION,
        element=WorkingElement.CONTACT,
        situation="De eerste keer is eng.",
        tip="Laat iemand meegaan.",
    ).result
    add_figure(desk, lesson.id, "Zo vaak ging het door", Query(measure=Measure.COUNTS))
    change_lesson(desk, lesson.id, status=LessonStatus.PUBLISHED)
    assert print_handreiking(desk, tmp_path / "2.pdf").differs.hidden > 0
    assert "Zo vaak ging het door" not in words(tmp_path / "2.pdf")


@pytest.mark.file_only("the rule is the same on a server; two tests of it run there")
def test_nobody_can_undo_that_something_was_printed(desk: Desk, site: Site, tmp_path: Path) -> None:
    here(desk, site, 17)
    print_coverage(desk, tmp_path / "1.pdf")
    while what_can_be_undone(desk).undo is not None:
        undo(desk)
    with pytest.raises(CannotUndo):
        undo(desk)
    here(desk, site, 18)
    assert print_coverage(desk, tmp_path / "2.pdf").kept > 0
