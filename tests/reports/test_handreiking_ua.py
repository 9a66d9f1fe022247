"""The handreiking can be read by everybody: held to PDF/UA-1 on the file that is produced."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from meedoenbalie.domain.handreiking import Guide
from meedoenbalie.domain.lesson_figures import PrintedFigure
from meedoenbalie.domain.live_query import Contrast, Measure, Query
from meedoenbalie.i18n import set_language
from meedoenbalie.reports.handreiking import render
from meedoenbalie.reports.ten_lessons import render_ten
from meedoenbalie.tokens import tokens
from tests.reports.pdf_ua import elements, faults
from tests.services.test_handreiking import COMPLETE, WITH_MARKUP

WHEN = datetime(2026, 3, 2, 12, tzinfo=UTC)
SHOWN = {"with.reached": 25, "with.base": 35, "without.reached": None, "without.base": None}


def with_figures(guide: Guide) -> Guide:
    compared = Query(contrast=Contrast.COMPANY)
    figures = (
        PrintedFigure("1", "Samen begon vaker", compared, SHOWN, WHEN, "0"),
        PrintedFigure("2", "Stappen", Query(measure=Measure.COUNTS), {"started": 40}, WHEN, "0"),
    )
    first, *rest = guide.lessons
    return replace(guide, lessons=[replace(first, figures=figures), *rest])


FULL = with_figures(WITH_MARKUP)


@pytest.mark.parametrize("code", ["nl", "en"])
def test_the_guide_has_no_fault_that_a_program_can_tell(code: Any) -> None:
    set_language(code)
    assert faults(render(FULL, (), demo=True)) == []


def test_an_empty_guide_and_the_sheet_have_none_either() -> None:
    assert faults(render(replace(COMPLETE, lessons=[], reached={}, reasons={}), (), False)) == []
    # One sheet: a title, and neither bookmarks nor headings below it.
    sheet = faults(render_ten(WITH_MARKUP, False))
    assert [one for one in sheet if "bookmarks" not in one and "14-001" not in one] == []


def test_every_chart_is_described_with_its_numbers_and_has_a_table() -> None:
    with pikepdf.open(io.BytesIO(render(FULL, (), demo=False))) as document:
        found = list(elements(document.Root.StructTreeRoot.K, ""))
        described = [str(node.Alt) for kind, node, _in in found if kind == "Figure"]
        tables = [kind for kind, _node, _in in found if kind == "Table"]
    assert len(described) == len(tables) == 4
    assert any("25" in text and "35" in text for text in described)
    assert all("Staafdiagram" in text for text in described)


def spoiled(change: Callable[[Any], None]) -> list[str]:
    with pikepdf.open(io.BytesIO(render(FULL, (), demo=False))) as document:
        change(document)
        out = io.BytesIO()
        document.save(out)
    return faults(out.getvalue())


def first_of(document: Any, wanted: str) -> Any:
    found = elements(document.Root.StructTreeRoot.K, "")
    return next(node for kind, node, _in in found if kind == wanted)


def without_alt(document: Any) -> None:
    del first_of(document, "Figure").Alt


def without_language(document: Any) -> None:
    del document.Root.Lang


def with_a_gap(document: Any) -> None:
    first_of(document, "H2").S = pikepdf.Name.H3


def with_something_loose(document: Any) -> None:
    page = document.pages[3]
    page.contents_add(pikepdf.Stream(document, b"0 0 10 10 re f"))


def with_a_piece_too_few(document: Any) -> None:
    first_of(document, "P").K = pikepdf.Array([])


def turned_round(document: Any) -> None:
    root = first_of(document, "Document")
    root.K = pikepdf.Array(list(reversed(list(root.K))))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without_alt, "13-004"),
        (without_language, "11-006"),
        (with_a_gap, "14-003"),
        (with_something_loose, "01-005"),
        (with_a_piece_too_few, "what is drawn"),
        (turned_round, "09-001"),
    ],
)
def test_a_file_that_is_spoiled_is_found_out(change: Callable[[Any], None], code: str) -> None:
    assert any(code in one for one in spoiled(change))


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, relative luminance."""
    lights = []
    for colour in (one, other):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    low, high = sorted(lights)
    return (high + 0.05) / (low + 0.05)


def test_every_colour_of_words_stands_out_from_its_ground() -> None:
    colours = tokens().light._asdict()
    for ink in ("ink", "ink2", "accent"):
        assert contrast(colours[ink], "#FFFFFF") >= 4.5
    for kind in ("ok", "warn", "accent", "info"):
        for ink in (kind, "ink", "ink2"):
            assert contrast(colours[ink], colours[f"{kind}_soft"]) >= 4.5
    assert contrast("#FFFFFF", colours["accent"]) >= 4.5
