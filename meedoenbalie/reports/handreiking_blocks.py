"""The handreiking as plain blocks, for those who go on writing: the same words as on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from meedoenbalie.reports import marked


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are set alike; a new line is a run of its own."""

    text: str
    strong: bool = False
    emphasis: bool = False
    quiet: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 begins a chapter, level 3 stands inside a lesson."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of runs."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered, with bullets, or to tick (``kind`` is number, bullet, check).

    ``start`` is the number of the first item.
    """

    kind: str
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its title; ``kind`` is tip, mind, example or checklist."""

    kind: str
    title: str
    inside: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """A table with its heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Items | Box | Cells


def blocks(data: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the blocks of what ``reports/handreiking.py`` prints, in its order."""
    words = data["words"]
    yield from (_named(fact["label"], fact["value"]) for fact in data["facts"])
    if data["demo"]:
        yield _note(words["demo"])
    yield Heading(1, words["how-to-read"])
    yield from map(_said, data["how-to-read"])
    if data["open-checks"]:
        yield Heading(2, words["open-checks"])
        yield _bullets(data["open-checks"])
    yield Heading(1, words["summary"])
    yield from map(_paragraph, data["summary"])
    yield Heading(2, words["terms"])
    yield from (_named(term["name"], term["meaning"]) for term in data["terms"])
    for chapter in data["chapters"]:
        yield from _chapter(chapter, words)
    yield from _elements(data["elements"], words)
    yield from _motion(data["motion"])
    yield Heading(1, data["figures"]["title"])
    yield _said(data["figures"]["intro"])
    for chart in data["figures"]["charts"]:
        yield from _chart(chart, words)
    yield Heading(1, data["sources"]["title"])
    yield _bullets(data["sources"]["items"])
    yield Heading(1, words["colophon"])
    yield from map(_said, data["colophon"])


def rich(found: marked.Blocks) -> Iterator[Block]:
    """Yield the blocks of a text of a lesson (``reports/marked.py``)."""
    for block in found:
        match block["kind"]:
            case "heading":
                yield Heading(3, "".join(run["text"] for run in block["runs"]))
            case "list":
                items = tuple(tuple(rich(item)) for item in block["items"])
                yield Items(block["list"], items, block["start"])
            case "box":
                yield Box(block["box"], block["title"], tuple(rich(block["blocks"])))
            case _:
                yield _paragraph(block["runs"])


def _paragraph(runs: marked.Runs) -> Paragraph:
    return Paragraph(tuple(Run(**run) for run in runs))


def _said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _note(text: str) -> Paragraph:
    return Paragraph((Run(text, quiet=True),))


def _named(name: str, text: str) -> Paragraph:
    return Paragraph((Run(f"{name}:", strong=True), Run(f" {text}")))


def _bullets(texts: Iterable[str]) -> Items:
    return Items("bullet", tuple((_said(text),) for text in texts))


def _chapter(chapter: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(1, chapter["title"])
    yield _note(chapter["subtitle"])
    yield _said(chapter["intro"])
    yield Heading(2, words["points"])
    if chapter["points"]:
        yield Items("number", tuple(tuple(rich(point)) for point in chapter["points"]))
    else:
        yield _note(words["no-points"])
    for figure in chapter["figures"]:
        yield Heading(2, figure["title"])
        rows = tuple((row["label"], *row["cells"]) for row in figure["rows"])
        yield Cells(figure["caption"], tuple(figure["head"]), rows)
        yield _note(figure["note"])
    if chapter["notice"]:
        yield Box("mind", words["mind"], (_said(chapter["notice"]),))
    if chapter["examples"]:
        yield Heading(2, words["examples"])
        for example in chapter["examples"]:
            yield from rich(example["text"])
            yield from rich(example["source"])
    if chapter["checklist"]:
        yield Heading(2, words["checklist"])
        yield Items("check", tuple((_paragraph(tip),) for tip in chapter["checklist"]))


def _elements(elements: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(1, elements["title"])
    yield _said(elements["intro"])
    for element in elements["items"]:
        yield Heading(2, element["name"])
        yield _note(element["meaning"])
        if element["tips"]:
            yield Items("bullet", tuple((_paragraph(tip),) for tip in element["tips"]))
        else:
            yield _note(words["no-points"])


def _motion(motion: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(1, motion["title"])
    yield _said(motion["intro"])
    for part in ("seen", "unseen"):
        yield Heading(2, motion[f"{part}-title"])
        yield _bullets(motion[part])


def _chart(chart: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(2, chart["title"])
    rows = tuple((row["label"], row["text"] or words["hidden"]) for row in chart["rows"])
    yield Cells(chart["caption"], (chart["head-label"], chart["head-count"]), rows)
    yield _note(chart["note"])
