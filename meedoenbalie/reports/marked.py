"""Texts of lessons as plain JSON for the templates: runs of words, lists and boxes.

The markup was read in ``domain/markup.py``; what goes on from here are words and what they are, so
that no text can become an instruction of Typst, Word or a web page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from meedoenbalie.domain.markup import Block, Boxed, BoxKind, Listed, Run, Words
from meedoenbalie.domain.markup import read_blocks as _read_blocks
from meedoenbalie.domain.markup import read_line as _read_line
from meedoenbalie.domain.signs import only_text
from meedoenbalie.i18n.markup_words import box_title

Runs = list[dict[str, Any]]
Blocks = list[dict[str, Any]]


def said(text: str, *, strong: bool = False, quiet: bool = False) -> Runs:
    """Return words that are no lesson's, as they stand."""
    return [_run(Run(text, strong), quiet=quiet)] if text else []


def line(text: str, *, strong: bool = False) -> Runs:
    """Return a text of one line."""
    return [_run(run, strong=strong) for run in _read_line(text)]


def blocks(text: str) -> Blocks:
    """Return a text of many lines."""
    return [_block(one) for one in _read_blocks(text)]


def paragraph(*parts: Runs) -> Blocks:
    """Return runs as one paragraph, with a space between the parts; nothing of nothing."""
    runs: Runs = []
    for part in parts:
        if part:
            runs += [*(said(" ") if runs else []), *part]
    return [{"kind": "words", "runs": runs}] if runs else []


def joined(*parts: Blocks) -> Blocks:
    """Return blocks after each other; a paragraph goes on in the one before it."""
    found: Blocks = []
    for part in parts:
        if found and part and part[0]["kind"] == found[-1]["kind"] == "words":
            found[-1:] = paragraph(found[-1]["runs"], part[0]["runs"])
            found += part[1:]
        else:
            found += part
    return found


def without_headings(found: Blocks) -> Blocks:
    """Return blocks for a sheet that has no headings of its own: a subheading is bold there."""
    return [_unheaded(one) for one in found]


def _unheaded(block: dict[str, Any]) -> dict[str, Any]:
    match block["kind"]:
        case "heading":
            runs = [{**run, "strong": True} for run in block["runs"]]
            return {"kind": "words", "runs": runs}
        case "list":
            return {**block, "items": [without_headings(item) for item in block["items"]]}
        case "box":
            return {**block, "blocks": without_headings(block["blocks"])}
        case _:
            return block


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Words(runs, heading):
            return {"kind": "heading" if heading else "words", "runs": list(map(_run, runs))}
        case Listed(kind, items, start):
            inside = [list(map(_block, item)) for item in items]
            return {"kind": "list", "list": kind.value, "start": start, "items": inside}
        case Boxed(kind, inside_box):
            return _box(kind, inside_box)


def _box(kind: BoxKind, inside: Iterable[Block]) -> dict[str, Any]:
    return {
        "kind": "box",
        "box": kind.value,
        "title": box_title(kind),
        "blocks": list(map(_block, inside)),
    }


def _run(run: Run, *, strong: bool = False, quiet: bool = False) -> dict[str, Any]:
    return {
        # A lesson of another azc, or of before such signs were refused, may still hold one.
        "text": only_text(run.text),
        "strong": run.strong or strong,
        "emphasis": run.emphasis,
        "quiet": quiet,
        "link": run.link,
    }
