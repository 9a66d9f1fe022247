"""Text is made to fit, and blocks flow over pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.reports.fonts import REGULAR, printable
from meedoenbalie.reports.sheet import Block, Pen, Ruler, Style, paginate, white

STYLE = Style(REGULAR, 9, "#14201D")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=80)


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    return Ruler()


def nothing(_pen: Pen, _top: float) -> None:
    pass


@given(TEXTS, st.floats(90, 300), st.integers(1, 3), st.sampled_from(["", ": afgewezen"]))
def test_every_line_fits_and_the_tail_stays(
    ruler: Ruler, text: str, width: float, lines: int, tail: str
) -> None:
    fitted = ruler.fit(text, STYLE, width, lines, tail)
    assert 1 <= len(fitted) <= lines
    assert all(ruler.width(line, STYLE) <= width for line in fitted)
    assert " ".join(fitted).endswith(printable(tail))


def test_a_text_that_fits_is_left_alone(ruler: Ruler) -> None:
    assert ruler.fit("Techniek voor elkaar", STYLE, 200) == ("Techniek voor elkaar",)


def test_a_long_title_wraps_at_words_and_ends_in_an_ellipsis(ruler: Ruler) -> None:
    lines = ruler.fit("Samen leren, samen doen: een jaar lang bouwen", STYLE, 90, 2)
    assert lines == ("Samen leren, samen", "doen: een jaar lang…")


def test_a_title_is_cut_before_what_became_of_it(ruler: Ruler) -> None:
    title = "Samen leren, samen doen: een jaar lang bouwen aan de buurt"
    lines = ruler.fit(title, STYLE, 130, 2, tail=": niet verschenen")
    assert " ".join(lines).endswith("…: niet verschenen")


@given(st.lists(st.floats(5, 60), min_size=1, max_size=60))
def test_no_page_is_fuller_than_it_can_be_and_nothing_gets_lost(heights: list[float]) -> None:
    header = Block(20, nothing)
    blocks = [Block(height, nothing, header=header) for height in heights]
    pages = paginate(blocks, 100, 120)
    assert [block for page in pages for block in page if block is not header] == blocks
    for number, page in enumerate(pages):
        assert sum(block.height for block in page) <= (120 if number else 100) + 1e-6
        assert (page[0] is header) == (number > 0)


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    heading = Block(20, nothing, keep_with_next=True)
    row = Block(20, nothing)
    pages = paginate([Block(70, nothing), white(10), heading, row], 100, 120)
    assert pages[1] == [heading, row]
