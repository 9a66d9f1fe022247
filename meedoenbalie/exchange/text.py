"""Cells as text: what may be kept, what is taken out, and what looks wrong."""

from __future__ import annotations

import re
import unicodedata

from meedoenbalie.domain.signs import has_no_text, only_text

_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Marks that turn the reading direction of what follows; U+200E and U+200F only mark a place.
_TURNS_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Two bytes of UTF-8 read as Windows-1252: a capital with an accent and then a sign. Read as
# Latin-1 they leave control characters that nobody types.
_SECOND_BYTES = re.escape(bytes(range(0x80, 0xC0)).decode("cp1252", errors="ignore"))
_MOJIBAKE = re.compile(
    f"[\u00c2-\u00cf\u00d0\u00d1\u00d8-\u00da][{_SECOND_BYTES}]"
    "|[\u0080-\u009f]|\u00e2\u20ac|\u00e1\u00bb|\u00ef\u00bf\u00bd"
)
_FORMULA = re.compile(
    r"=|@[\w.]*[(!|]|[+-]\s?(?:[\d.,]+\s?[+*/|^(!]|\w+[(!|])|[+-]?\s?(?:cmd|dde)\b", re.IGNORECASE
)
EMPTY = frozenset(
    {
        "",
        "-",
        "--",
        "–",
        "—",
        ".",
        "/",
        "n.v.t.",
        "N.v.t.",
        "N.V.T.",
        "nvt",
        "Nvt",
        "NVT",
        "n/a",
        "N/A",
    }
)
"""What people put in a cell that says nothing."""
_KEPT_AS_TEXT = frozenset("=+-@\t\r\n")
_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)


class FormulaCell(str):
    """A spreadsheet cell with a formula or an error and no stored value; never worked out."""

    __slots__ = ()


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a cell as it may be kept, and the codes of what was wrong with it.

    control_character refuses a row; bidi_control tells that marks were taken out.
    """
    codes: tuple[str, ...] = ()
    text = _BREAKS.sub("\n", text)
    if has_no_text(text):
        codes = ("control_character",)
        text = only_text(text)
    if _TURNS_DIRECTION.search(text):
        codes = (*codes, "bidi_control")
        text = _TURNS_DIRECTION.sub("", text)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text).strip(), codes


def is_plain(text: str) -> bool:
    """Tell whether ``clean`` would leave a text without outer spaces as it is."""
    return text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text))


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would work out a text. A dash before words is no formula."""
    return _FORMULA.match(text) is not None


def looks_misread(text: str) -> bool:
    """Tell whether a text was once read in the wrong encoding ("GÃ¼neÅŸ")."""
    return not text.isascii() and _MOJIBAKE.search(text) is not None


def as_typed(text: str) -> str:
    """Return a cell of CSV without the signs by which spreadsheets keep it text.

    ``="0612"`` keeps a leading zero; the sign in ``'=1+1`` says that it is no formula.
    """
    match = _EXCEL_TEXT.fullmatch(text)
    if match:
        return match[1].replace('""', '"')
    return text[1:] if text[:1] == "'" and text[1:2] in _KEPT_AS_TEXT else text
