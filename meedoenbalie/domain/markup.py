"""The small Markdown of a lesson: emphasis, links, lists, subheadings and boxes.

Nothing that people write is refused here or gets lost: what isn't in the syntax is words as it
stands. ``unprintable`` names what can't be printed as it was meant (pictures, HTML, tables) or at
all (signs that are no text), line by line. Source: CommonMark 0.31, of which this is a part, with
two agreements on top:

* a quote whose first words are ``Tip:``, ``Let op:``, ``Voorbeeld:`` or ``Checklist:`` is a box;
* an item that begins with ``[ ]`` is one to tick.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from meedoenbalie.domain.signs import has_no_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode as Node

NEW_LINE = "\n"
"""The text of a run that ends a line."""


class BoxKind(StrEnum):
    """What stands in a box of its own."""

    TIP = "tip"
    MIND = "mind"
    EXAMPLE = "example"
    CHECKLIST = "checklist"


class ListKind(StrEnum):
    """What stands before each item."""

    BULLET = "bullet"
    NUMBER = "number"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are set alike. ``link`` is a web or mail address, or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; ``heading`` makes it one that stands below the title of its lesson."""

    runs: tuple[Run, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; ``start`` is the number of the first item where they are numbered."""

    kind: ListKind
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Boxed:
    """A box. The word that made it one is no part of ``blocks``."""

    kind: BoxKind
    blocks: tuple[Block, ...]


Block = Words | Listed | Boxed


class Unprintable(StrEnum):
    """What a text asks that no page can show."""

    IMAGE = "image"
    HTML = "html"
    TABLE = "table"
    LINK = "link"
    BOX = "box"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text asks for it: the line, counted from 1."""

    line: int
    what: Unprintable


_BOX_WORDS = {
    "tip": BoxKind.TIP,
    "let op": BoxKind.MIND,
    "mind this": BoxKind.MIND,
    "voorbeeld": BoxKind.EXAMPLE,
    "example": BoxKind.EXAMPLE,
    "checklist": BoxKind.CHECKLIST,
}
_NAMES = "|".join(_BOX_WORDS).replace(" ", r"\s+")
_BOX = re.compile(rf"\s*({_NAMES})\s*:\s*", re.IGNORECASE)
_CHECK = re.compile(r"\[[ xX]\][ \t]+")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_DEEPEST = 12
"""Levels of lists and quotes in each other; deeper is no text but an attack on whoever reads it."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_RULES = ("emphasis", "escape", "link", "image", "newline", "list", "heading", "blockquote")
_PLAIN = Run("")


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return a text as paragraphs, headings, lists and boxes."""
    tokens = _printer().parse(text)
    if _too_deep(tokens):
        return tuple(Words(_lines(part)) for part in text.split("\n\n") if part.strip())
    return tuple(_blocks(_tree(tokens)))


def read_line(text: str) -> tuple[Run, ...]:
    """Return a text of one line: emphasis and links only."""
    words = " ".join(text.split())
    tokens = _printer().parseInline(words)
    if _too_deep(tokens):
        return (Run(words),)
    lines = _tree(tokens)
    return tuple(run for line in lines for run in _runs(line.children))


def _too_deep(tokens: Iterable[Token]) -> bool:
    return any(
        token.level > _DEEPEST or any(one.level > _DEEPEST for one in token.children or ())
        for token in tokens
    )


def plain(text: str) -> str:
    """Return what a reader sees of a text, without its markup, a line a paragraph."""
    return NEW_LINE.join(_seen(read_blocks(text)))


def plain_line(text: str) -> str:
    """Return what a reader sees of a text, on one line."""
    return " ".join(plain(text).split())


def laid_bare(text: str) -> tuple[str, ...]:
    """Return all that a text says: as it was written, as it is read, and where it links to.

    For those who look for names and numbers: markup inside a word hides it from no reader, so it
    mustn't hide it here. Without the signs that nobody sees.
    """
    seen = read_blocks(text)
    parts = (text, *_seen(seen), *(run.link for run in _all_runs(seen) if run.link))
    return tuple(dict.fromkeys(_INVISIBLE.sub("", part) for part in parts if part))


def unprintable(text: str) -> tuple[Spot, ...]:
    """Return what can't be printed, in the order of the lines, each once."""
    lines = enumerate(text.split(NEW_LINE), 1)
    found = [Spot(number, Unprintable.SIGN) for number, line in lines if has_no_text(line)]
    if _looks_marked(text):
        found += (*_of_blocks(_checker().parse(text)), *_nameless(text))
    return tuple(sorted(dict.fromkeys(found), key=lambda spot: (spot.line, spot.what)))


def _looks_marked(text: str) -> bool:
    return any(sign in text for sign in "![<>|")


@cache
def _printer() -> MarkdownIt:
    """Return what reads the syntax and nothing besides."""
    from markdown_it import MarkdownIt

    class Printer(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return _ADDRESS.match(url) is not None

    return Printer("zero", {"maxNesting": 100}).enable(list(_RULES))


@cache
def _checker() -> MarkdownIt:
    """Return what reads all that people know as Markdown, to see what they meant."""
    from markdown_it import MarkdownIt

    class Checker(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return bool(url)

    return Checker("commonmark", {"maxNesting": 100}).enable("table").disable("code")


def _tree(tokens: Sequence[Token]) -> Sequence[Node]:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(tokens).children


def _blocks(nodes: Iterable[Node]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph" | "heading":
                runs = tuple(run for inline in node.children for run in _runs(inline.children))
                if _text(runs).strip():
                    yield Words(runs, heading=node.type == "heading")
            case "bullet_list" | "ordered_list":
                yield _listed(node)
            case "blockquote":
                yield from _boxed(tuple(_blocks(node.children)))


def _listed(node: Node) -> Listed:
    items = tuple(tuple(_blocks(item.children)) for item in node.children)
    if node.type == "ordered_list":
        return Listed(ListKind.NUMBER, items, int(node.attrs.get("start", 1)))
    if any(_lead(blocks, _CHECK) for blocks in items):
        return Listed(ListKind.CHECK, tuple(_without(blocks, _CHECK) for blocks in items))
    return Listed(ListKind.BULLET, items)


def _boxed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    named = _lead(blocks, _BOX)
    if named is None:
        return blocks
    kind = _BOX_WORDS[" ".join(named.group(1).casefold().split())]
    inside = _without(blocks, _BOX)
    if kind is BoxKind.CHECKLIST:
        inside = tuple(map(_to_tick, inside))
    return (Boxed(kind, inside),)


def _to_tick(block: Block) -> Block:
    if isinstance(block, Listed) and block.kind is ListKind.BULLET:
        return replace(block, kind=ListKind.CHECK)
    return block


def _lead(blocks: Sequence[Block], mark: re.Pattern[str]) -> re.Match[str] | None:
    """Return the mark with which the first paragraph begins."""
    first = blocks[0] if blocks else None
    return mark.match(_text(first.runs)) if isinstance(first, Words) else None


def _without(blocks: tuple[Block, ...], mark: re.Pattern[str]) -> tuple[Block, ...]:
    """Return blocks without the mark with which they begin, and without what is empty then."""
    led, first = _lead(blocks, mark), blocks[0] if blocks else None
    if led is None or not isinstance(first, Words):
        return blocks
    left, runs = led.end(), []
    for run in first.runs:
        cut = min(left, len(run.text))
        left -= cut
        if run.text[cut:]:
            runs.append(replace(run, text=run.text[cut:]))
    return (*((replace(first, runs=tuple(runs)),) if runs else ()), *blocks[1:])


def _runs(nodes: Iterable[Node], look: Run = _PLAIN) -> Iterator[Run]:
    for node in nodes:
        match node.type:
            case "strong":
                yield from _runs(node.children, replace(look, strong=True))
            case "em":
                yield from _runs(node.children, replace(look, emphasis=True))
            case "link":
                yield from _runs(node.children, replace(look, link=str(node.attrs["href"])))
            case "softbreak" | "hardbreak":
                yield replace(look, text=NEW_LINE)
            case _:
                # Words, or of a picture those that describe it.
                if node.content:
                    yield replace(look, text=node.content)


def _lines(text: str) -> tuple[Run, ...]:
    lines = (line.strip() for line in text.strip().split(NEW_LINE))
    runs = [run for line in lines for run in (Run(line), Run(NEW_LINE)) if run.text]
    return tuple(runs[:-1])


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _seen(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Words(runs):
                yield _text(runs)
            case Listed(items=items):
                for item in items:
                    yield from _seen(item)
            case Boxed(blocks=inside):
                yield from _seen(inside)


def _all_runs(blocks: Iterable[Block]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Words(runs):
                yield from runs
            case Listed(items=items):
                for item in items:
                    yield from _all_runs(item)
            case Boxed(blocks=inside):
                yield from _all_runs(inside)


def _of_blocks(tokens: Iterable[Token]) -> Iterator[Spot]:
    whole = {"html_block": Unprintable.HTML, "table_open": Unprintable.TABLE}
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type in whole:
            yield Spot(line, whole[token.type])
        for part in token.children or ():
            line += part.type in ("softbreak", "hardbreak")
            what = _of_words(part)
            if what is not None:
                yield Spot(line, what)


def _of_words(token: Token) -> Unprintable | None:
    match token.type:
        case "image":
            return Unprintable.IMAGE
        case "html_inline":
            return Unprintable.HTML
        case "link_open" if not _ADDRESS.match(str(token.attrs.get("href", ""))):
            return Unprintable.LINK
        case _:
            return None


def _nameless(text: str) -> Iterator[Spot]:
    """Yield the quotes that don't say which box they are."""
    tokens = _printer().parse(text)
    if _too_deep(tokens):
        yield Spot(1, Unprintable.BOX)
        return
    quotes = [node for node in _all_nodes(_tree(tokens)) if node.type == "blockquote"]
    for quote in quotes:
        if _lead(tuple(_blocks(quote.children)), _BOX) is None:
            yield Spot(quote.map[0] + 1 if quote.map else 1, Unprintable.BOX)


def _all_nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all_nodes(node.children)
