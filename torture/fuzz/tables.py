"""What may stand in cells and headings, and tables of absurd sizes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from torture.fuzz.seeds import Rows

NASTY = (
    "", " ", "\t", "\n", "\r", "\x00", "\x1b[31m", "\ufeff", "\u202e kaas", "\u2066", "\ud7ff",
    "\uffff", "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://a","b")', "'=1", '="06"', '=IMPORTXML("http://a")', "\t=1", "%0a=1",
    "\uff1d1+1", "111222333", "111.222.333", "1112 22 333", "9" * 400, "9" * 5000, "-9" * 50,
    "1e999", "-1e999", "nan", "inf", "-0", "0x10", "1_000", "²", "٣", "१२", "½", "Ⅷ", "1.2.3",
    "1,2,3", "12:34:56", "25:61", "24:00", "-1:00", "31-02-2007", "29-02-1900", "00-00-0000",
    "99-99-9999", "1/1/1", "1-1-07", "13/14/2004", "12/31/2004", "10000-01-01", "0001-01-01",
    "9999-12-31", "60", "2958466", "99999999", "2026-03-02T25:00", "ma", "ma-vr", "vr-ma",
    "elke dag", "di 10-", "di -10", "di 17:00-9:00", "om de 0 weken", "om de week",
    "1e en 3e dinsdag", "99 x per week", "14-", "-14", "27-14", "0-999", "A1-A0", "alfa", "B9",
    "x" * 300, "x" * 25_000, "é" * 3000, "👩‍👩‍👧" * 50, "السلام", "ሰላም", "Ã¼", "?", "??",
    "\ufffd", "a\nb\nc", '"', '""', '"a', "a;b", "a,b", "a|b", "../../etc/passwd",
    "file:///etc/passwd", "\\\\server\\x", "C:\\x", "{0}", "{subject}", "%s", "%(x)s",
    "$(reboot)", "'; DROP TABLE resident;--", "<b>x</b>", "&lt;", "]]>", "None", "null", "true",
    "RTW-0001", "RTW-9999", "M01", "sent", "reopened", "retraction", "entered_in_error",
)  # fmt: skip

Change = Callable[[Rows, Random], Rows]


def nasty(chance: Random) -> Any:
    """Return a value that a cell should not hold."""
    if chance.random() < 0.15:
        return "".join(chr(chance.randrange(1, 0xD800)) for _sign in range(chance.randrange(1, 30)))
    if chance.random() < 0.1:
        return chance.choice([0, -1, 10**18, 1.5, -2.25, True, 1e300, 36526, 0.1 + 0.2])
    return chance.choice(NASTY)


def cells(rows: Rows, chance: Random) -> Rows:
    """Put nasty values in some cells."""
    for _time in range(chance.randrange(1, 9)):
        row = chance.choice(rows[1:] or rows)
        if row:
            row[chance.randrange(len(row))] = nasty(chance)
    return rows


def headings(rows: Rows, chance: Random) -> Rows:
    """Spoil the row of headings: doubled, gone, renamed, moved, or under a title."""
    head = rows[0]
    turn = chance.randrange(7)
    place = chance.randrange(len(head))
    if turn == 0:
        head[place] = chance.choice(head)
    elif turn == 1:
        for row in rows:
            del row[min(place, len(row) - 1) :][:1]
        head.pop(place)
    elif turn == 2:
        head[place] = nasty(chance)
    elif turn == 3:
        chance.shuffle(head)
    elif turn == 4:
        rows[:0] = [[nasty(chance)] * chance.randrange(3) for _row in range(chance.randrange(35))]
    elif turn == 5:
        head += [nasty(chance) for _column in range(chance.randrange(1, 500))]
    else:
        rows.insert(chance.randrange(len(rows) + 1), list(head))
    return rows


def shapes(rows: Rows, chance: Random) -> Rows:
    """Make rows longer, shorter, empty, repeated or mixed up."""
    for _time in range(chance.randrange(1, 5)):
        place = chance.randrange(len(rows))
        turn = chance.randrange(5)
        if turn == 0:
            rows[place] = rows[place][: chance.randrange(len(rows[place]) + 1)]
        elif turn == 1:
            rows[place] = rows[place] + [nasty(chance)] * chance.randrange(1, 30)
        elif turn == 2:
            rows.insert(place, [""] * chance.randrange(20))
        elif turn == 3:
            rows.insert(place, list(rows[place]))
        else:
            chance.shuffle(rows)
    return rows


def sizes(rows: Rows, chance: Random) -> Rows:
    """Make a table of an absurd size."""
    turn = chance.randrange(5)
    if turn == 0:
        rows += [list(chance.choice(rows[1:])) for _row in range(chance.randrange(500, 4000))]
    elif turn == 1:
        rows[chance.randrange(len(rows))] += ["x"] * chance.randrange(500, 17_000)
    elif turn == 2:
        chance.choice(rows).append("y" * chance.randrange(100_000, 3_000_000))
    elif turn == 3:
        rows[1:1] = [[] for _row in range(chance.randrange(1000, 20_000))]
    else:
        bad = [nasty(chance) for _cell in rows[0]]
        rows += [bad for _row in range(chance.randrange(500, 3000))]
    return rows


CHANGES: tuple[tuple[Change, int], ...] = ((cells, 10), (headings, 5), (shapes, 5), (sizes, 1))


def spoiled(rows: Rows, chance: Random) -> tuple[str, Rows]:
    """Return a spoiled copy of a table, and what was done to it."""
    rows = copy.deepcopy(rows)
    changes = chance.choices(*zip(*CHANGES, strict=True), k=chance.choice((0, 1, 1, 1, 2, 3)))
    for change in changes:
        rows = change(rows, chance)
    return "+".join(change.__name__ for change in changes) or "whole", rows
