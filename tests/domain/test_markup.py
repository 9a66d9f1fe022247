"""What people write in a lesson is read as they mean it, and not a word of it gets lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.markup import (
    Boxed,
    BoxKind,
    Listed,
    ListKind,
    Run,
    Spot,
    Unprintable,
    Words,
    laid_bare,
    plain,
    plain_line,
    read_blocks,
    read_line,
    unprintable,
)
from meedoenbalie.i18n import LANGUAGES, set_language
from meedoenbalie.i18n.markup_words import box_title

MARKS = ("*", "**", "_", "#", "###", ">", "> Tip:", "- ", "1. ", "[ ] ", "[", "](https://x.nl)")
OTHERS = ("!", "<b>", "|", "`", "\\", "\n", "\n\n", " ", "    ", "&amp;", "Let op:", "woord", "Ünï")
SIGNS = st.sampled_from((*MARKS, *OTHERS, "7", "."))
TEXTS = st.lists(SIGNS, max_size=40).map("".join)


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def test_emphasis_links_and_new_lines() -> None:
    assert read_blocks("Teken de **week** *samen*\nmet [een vriend](https://a.nl).") == (
        Words(
            (
                Run("Teken de "),
                Run("week", strong=True),
                Run(" "),
                Run("samen", emphasis=True),
                Run("\n"),
                Run("met "),
                Run("een vriend", link="https://a.nl"),
                Run("."),
            )
        ),
    )
    assert read_line("- *Bel*\neerst") == (Run("- "), Run("Bel", emphasis=True), Run(" eerst"))


def test_lists_and_subheadings() -> None:
    heading, numbered = read_blocks("# Zo gaat het\n3. eerst\n4. dan\n   - thuis")
    assert heading == Words((Run("Zo gaat het"),), heading=True)
    assert isinstance(numbered, Listed)
    assert (numbered.kind, numbered.start) == (ListKind.NUMBER, 3)
    inner = Listed(ListKind.BULLET, ((Words((Run("thuis"),)),),))
    assert numbered.items[1] == (Words((Run("dan"),)), inner)
    [ticks] = read_blocks("- [ ] jas\n- [x] brood")
    assert ticks == Listed(ListKind.CHECK, ((Words((Run("jas"),)),), (Words((Run("brood"),)),)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("> Tip: bel eerst", BoxKind.TIP),
        ("> **Let op:** bel eerst", BoxKind.MIND),
        ("> let  op : bel eerst", BoxKind.MIND),
        ("> VOORBEELD:\n> bel eerst", BoxKind.EXAMPLE),
    ],
)
def test_a_quote_that_says_which_box_it_is_is_one(text: str, kind: BoxKind) -> None:
    [box] = read_blocks(text)
    assert isinstance(box, Boxed)
    assert box.kind is kind
    assert plain(text).strip() == "bel eerst"
    assert unprintable(text) == ()


def test_the_title_of_a_box_makes_that_box_in_each_language() -> None:
    for code in LANGUAGES:
        set_language(code)
        for kind in BoxKind:
            [box] = read_blocks(f"> {box_title(kind)}: bel")
            assert isinstance(box, Boxed)
            assert box.kind is kind


def test_a_list_in_a_checklist_is_one_to_tick() -> None:
    assert read_blocks("> Checklist:\n> - jas") == (
        Boxed(BoxKind.CHECKLIST, (Listed(ListKind.CHECK, ((Words((Run("jas"),)),),)),)),
    )


def test_what_is_no_markup_stands_as_it_was_written() -> None:
    for text in (
        "5 * 3 is 15, en 2*3",
        "<b>vet</b> &amp; #pagebreak() $x$ @bron",
        "[klik](javascript:alert(1)) en [lees](file:///etc/passwd)",
        "snake_case_naam en `code`",
    ):
        assert plain(text) == text


def test_a_line_that_cannot_be_printed_is_named() -> None:
    text = "Kijk:\n\n![foto](foto.png) en\n<b>vet</b>\n\n|a|b|\n|-|-|\n|1|2|\n\n> zomaar\n\n[x](ftp://y)"
    assert unprintable(text) == (
        Spot(3, Unprintable.IMAGE),
        Spot(4, Unprintable.HTML),
        Spot(6, Unprintable.TABLE),
        Spot(10, Unprintable.BOX),
        Spot(12, Unprintable.LINK),
    )
    assert unprintable("Goed.\n\nGe\x0cplakt uit\x00 een pdf.\tJa") == (Spot(3, Unprintable.SIGN),)
    assert unprintable("Minder dan < 10 | meer dan > 5! [sic] **vet**") == ()
    assert unprintable("> " * 60 + "diep") == (Spot(1, Unprintable.BOX),)


def test_markup_hides_nothing() -> None:
    bare = laid_bare("Ha**ss**an belt [06-12*34*5678](mailto:hassan@post.nl)")
    assert "Hassan belt 06-12345678" in bare
    assert "mailto:hassan@post.nl" in bare
    assert "Hassan" in laid_bare("Has\u00adsan"), "signs that nobody sees"
    assert plain_line("Eerst\n\n- dit\n- dat") == "Eerst dit dat"


@given(TEXTS)
def test_no_word_gets_lost(text: str) -> None:
    # The words that make a box, the numbers of a list and addresses are printed in another way.
    apart = {"Tip", "Let", "op", "1", "https", "x", "nl"}
    whole = "".join(words_of(plain(text)))
    assert [word for word in words_of(text) if word not in apart and word not in whole] == []


@given(TEXTS)
def test_nothing_is_read_that_was_not_written(text: str) -> None:
    written = iter("".join(words_of(text)))
    assert all(letter in written for letter in "".join(words_of(plain(text))))


def test_markup_within_markup_without_end_is_read_as_it_was_written() -> None:
    text = "*a " * 246 + "a*" * 246
    assert [run.text for run in read_line(text)] == [text]
    assert plain(text) == text
    assert unprintable(f"> {text}") != ()


def test_signs_that_nobody_sees_hide_no_number() -> None:
    assert "111222333" in laid_bare("111\u200d222\u200f333")
