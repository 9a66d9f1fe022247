"""Numbers of the government: which may be kept, and which never."""

from __future__ import annotations

import re

# Groups of digits with single dots, spaces or dashes between them; + and 00 start a phone number.
_DIGIT_RUN = re.compile(r"\+?\d+(?:[.\-\s\u2010-\u2013]\d+)*")
_ABROAD = re.compile(r"00[1-9]")
_GROUP = re.compile(r"\d+")
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
    if len(text) < 9:
        return False
    return any(_holds_bsn(hit.group()) for hit in _DIGIT_RUN.finditer(text))


def _holds_bsn(run: str) -> bool:
    groups = _GROUP.findall(run)
    digits = "".join(groups)
    if run[0] == "+" or (len(digits) > 9 and _ABROAD.match(digits)):
        return False
    if is_bsn(digits):
        return True
    if len(groups) == 1:
        return False
    # In a longer run (a phone number before it) only the ways in which people write a BSN count.
    return any(
        tuple(map(len, groups[i : i + size])) in _USUAL_GROUPINGS
        and is_bsn("".join(groups[i : i + size]))
        for size in (1, 3)
        for i in range(len(groups) - size + 1)
    )


def is_v_number(text: str) -> bool:
    """Tell whether a text is a V-number: ten digits, without a public check digit."""
    return _V_NUMBER.fullmatch(text) is not None
