"""The handreiking as plain blocks, for those who go on writing: the same words as on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 begins a chapter."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``strong`` begins it in bold, ``quiet`` is a note."""

    text: str
    strong: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered, with bullets, or with boxes to tick (``kind`` is number, bullet, box)."""

    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """A table with its heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Items | Cells


def blocks(data: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the blocks of what ``reports/handreiking.py`` prints, in its order."""
    words = data["words"]
    yield from (Paragraph(fact["value"], fact["label"] + ":") for fact in data["facts"])
    if data["demo"]:
        yield Paragraph(words["demo"], quiet=True)
    yield Heading(1, words["how-to-read"])
    yield from map(Paragraph, data["how-to-read"])
    if data["open-checks"]:
        yield Heading(2, words["open-checks"])
        yield Items("bullet", tuple(data["open-checks"]))
    yield Heading(1, words["summary"])
    yield from map(Paragraph, data["summary"])
    yield Heading(2, words["terms"])
    yield from (Paragraph(term["meaning"], term["name"] + ":") for term in data["terms"])
    for chapter in data["chapters"]:
        yield from _chapter(chapter, words)
    yield from _elements(data["elements"], words)
    yield from _motion(data["motion"])
    yield Heading(1, data["figures"]["title"])
    yield Paragraph(data["figures"]["intro"])
    for chart in data["figures"]["charts"]:
        yield from _chart(chart, words)
    yield Heading(1, data["sources"]["title"])
    yield Items("bullet", tuple(data["sources"]["items"]))
    yield Heading(1, words["colophon"])
    yield from map(Paragraph, data["colophon"])


def _chapter(chapter: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(1, chapter["title"])
    yield Paragraph(chapter["subtitle"], quiet=True)
    yield Paragraph(chapter["intro"])
    yield Heading(2, words["points"])
    if chapter["points"]:
        parts = ("tip", "text", "base")
        points = (" ".join(point[part] for part in parts) for point in chapter["points"])
        yield Items("number", tuple(points))
    else:
        yield Paragraph(words["no-points"], quiet=True)
    for figure in chapter["figures"]:
        yield Heading(2, figure["title"])
        rows = tuple((row["label"], *row["cells"]) for row in figure["rows"])
        yield Cells(figure["caption"], tuple(figure["head"]), rows)
        yield Paragraph(figure["note"], quiet=True)
    if chapter["notice"]:
        yield Paragraph(chapter["notice"], words["mind"] + ":")
    if chapter["examples"]:
        yield Heading(2, words["examples"])
        for example in chapter["examples"]:
            yield Paragraph(f"{example['situation']} {example['what-worked']}")
            yield Paragraph(example["source"], quiet=True)
    if chapter["checklist"]:
        yield Heading(2, words["checklist"])
        yield Items("box", tuple(chapter["checklist"]))


def _elements(elements: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(1, elements["title"])
    yield Paragraph(elements["intro"])
    for element in elements["items"]:
        yield Heading(2, element["name"])
        yield Paragraph(element["meaning"], quiet=True)
        if element["tips"]:
            yield Items("bullet", tuple(element["tips"]))
        else:
            yield Paragraph(words["no-points"], quiet=True)


def _motion(motion: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(1, motion["title"])
    yield Paragraph(motion["intro"])
    for part in ("seen", "unseen"):
        yield Heading(2, motion[f"{part}-title"])
        yield Items("bullet", tuple(motion[part]))


def _chart(chart: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(2, chart["title"])
    rows = tuple((row["label"], row["text"] or words["hidden"]) for row in chart["rows"])
    yield Cells(chart["caption"], (chart["head-label"], chart["head-count"]), rows)
    yield Paragraph(chart["note"], quiet=True)
