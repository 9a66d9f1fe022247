"""What a desk printed before can be compared with what it would print now."""

from __future__ import annotations

from pathlib import Path

import pytest

from meedoenbalie.domain.edition_differences import Kind
from meedoenbalie.domain.people import Site
from meedoenbalie.reports.problems import NoProof
from meedoenbalie.services.comparing import compare_files, since, since_if_there
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.handreiking import guide_of_desk, make_handreiking
from meedoenbalie.services.lessons import change_lesson
from meedoenbalie.services.messages import explain
from tests.services.test_editions import a_lesson, published, written


def printed(desk: Desk, file: Path) -> Path:
    make_handreiking(guide_of_desk(desk), file)
    return file


def test_a_printed_guide_is_compared_with_a_later_one_and_with_what_is_there_now(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    kept = published(desk, site, "L01", "Bel de dag ervoor.")
    gone = published(desk, site, "L02", "Drink koffie.")
    first = printed(desk, tmp_path / "1.pdf")
    assert since(desk, first) == ()
    change_lesson(desk, kept.id, tip="Bel de *dag* ervoor.", nobody=True)
    change_lesson(desk, gone.id, status="draft")
    published(desk, site, "L03", "Teken de week.")
    told = [(one.kind, one.lesson.name) for one in since(desk, first)]
    assert told == [
        (Kind.CHANGED, f"{site.code}/L01"),
        (Kind.GONE, f"{site.code}/L02"),
        (Kind.ADDED, f"{site.code}/L03"),
    ]
    second = printed(desk, tmp_path / "2.pdf")
    assert [(one.kind, one.lesson.name) for one in compare_files(first, second)] == told
    assert compare_files(second, second) == ()


def test_a_guide_and_an_edition_are_compared_too(desk: Desk, site: Site, tmp_path: Path) -> None:
    published(desk, site, "L01", "Teken de week.")
    edition = written(tmp_path, 1, a_lesson(site.code), a_lesson("EV", "L07"))
    assert [(one.kind, one.lesson.name) for one in since(desk, edition)] == [
        (Kind.GONE, "EV/L07"),
        (Kind.CHANGED, f"{site.code}/L01"),
    ]


def test_a_file_without_lessons_says_so_and_stands_in_nobodys_way(
    desk: Desk, tmp_path: Path
) -> None:
    empty = tmp_path / "iets.pdf"
    empty.write_bytes(b"%PDF-1.7 maar niet heel")
    with pytest.raises(NoProof) as refused:
        since(desk, empty)
    assert explain(refused.value)
    assert since_if_there(desk, empty) is None
    assert since_if_there(desk, tmp_path / "nergens.pdf") is None
    assert since_if_there(desk, printed(desk, tmp_path / "1.pdf")) == ()


def test_a_pdf_whose_lessons_were_changed_is_not_compared(
    desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meedoenbalie.reports import lessons_inside

    published(desk, site, "L01", "Teken de week.")
    written_as = lessons_inside.written
    monkeypatch.setattr(
        lessons_inside, "written", lambda guide: written_as(guide).replace("Teken", "Steken")
    )
    file = printed(desk, tmp_path / "1.pdf")
    with pytest.raises(NoProof, match="damaged"):
        since(desk, file)
