"""Numbers of the government: which may be kept, and which never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

# Groups of digits with single dots, spaces or dashes between them; + and 00 start a phone number.
_DIGIT_RUN = re.compile(r"\+?\d+(?:[.\-\s\u2010-\u2013]\d+)*")
# The same with wider signs (111 - 222 - 333, 111/222/333, (111) (222) (333), soft hyphens of a
# copied page): in dates, times and lists they are too common to count any nine digits.
_SIGN = r"[.,:\-/_()\[\]{}\xad\xb7\u200b\u2010-\u2014\u2060]"
_WIDE_RUN = re.compile(rf"\+?\d+(?:(?:(?:\s{{0,2}}{_SIGN}){{1,3}}\s{{0,2}}|\s{{1,3}})\d+)*")
# The zero that is dialled inside the country only: +31 (0)6 12 34 56 78.
_TRUNK_ZERO = re.compile(r"(?<=\d)\s?\(0\)\s?(?=\d)")
_ABROAD = re.compile(r"00[1-9]")
_LONGEST_PHONE = 15  # digits, with the country's (ITU-T E.164)
_GROUP = re.compile(r"\d+")
_NINE_DIGITS = re.compile(r"\d(?:\D*\d){8}")
_USUAL_GROUPINGS = {(9,), (3, 3, 3), (4, 2, 3)}
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_V_NUMBER = re.compile(r"[0-9]{10}")


def is_bsn(digits: str) -> bool:
    """Tell whether nine digits pass the eleven-test of the BSN (all zeros doesn't count)."""
    if len(digits) != 9 or not digits.isdecimal() or not int(digits):
        return False
    return sum(w * int(d) for w, d in zip(_BSN_WEIGHTS, digits, strict=True)) % 11 == 0


def contains_bsn(text: str) -> bool:
    """Tell whether a text holds something that looks like a BSN.

    Source: Wabb art. 10 — a BSN may be used only where a law allows it, consent doesn't help.
    """
    if len(text) < 9 or _NINE_DIGITS.search(text) is None:
        return False
    text = _TRUNK_ZERO.sub(" ", text)
    return any(
        is_bsn("".join(groups)) or _usually_written(groups) for groups in _groups(_DIGIT_RUN, text)
    ) or any(map(_usually_written, _groups(_WIDE_RUN, text)))


def _groups(pattern: re.Pattern[str], text: str) -> Iterator[list[str]]:
    """Yield the groups of digits of each run, without a phone number with a country's code."""
    for hit in pattern.finditer(text):
        groups = _GROUP.findall(hit.group())
        digits = "".join(groups)
        abroad = len(digits) > 9 and _ABROAD.match(digits) is not None
        if abroad or hit.group()[0] == "+":
            longest = _LONGEST_PHONE + 2 * abroad
            sums = accumulate(map(len, groups))
            groups = [group for group, end in zip(groups, sums, strict=True) if end > longest]
        yield groups


def _usually_written(groups: list[str]) -> bool:
    """Tell whether a BSN stands in a run as people write it: a phone number may come before."""
    return any(
        tuple(map(len, groups[i : i + size])) in _USUAL_GROUPINGS
        and is_bsn("".join(groups[i : i + size]))
        for size in (1, 3)
        for i in range(len(groups) - size + 1)
    )


def is_v_number(text: str) -> bool:
    """Tell whether a text is a V-number: ten digits, without a public check digit."""
    return _V_NUMBER.fullmatch(text) is not None
