"""Reading a PDF as a screen reader does: its tags, in order."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Tag:
    """One element: what it is, its description, language, title and place on the page."""

    kind: str
    alt: str
    lang: str
    title: str
    box: tuple[float, ...]


@dataclass(frozen=True)
class Tagged:
    """What a document says about itself, and its elements from first to last."""

    title: str
    lang: str
    marked: bool
    shows_title: bool
    from_right: bool
    part: str
    tags: tuple[Tag, ...]

    def of(self, kind: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.kind == kind]


def read_tags(pdf: bytes) -> Tagged:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root: Any = document.Root
        preferences = root.ViewerPreferences
        return Tagged(
            title=str(document.docinfo["/Title"]),
            lang=str(root.Lang),
            marked=bool(root.MarkInfo.Marked),
            shows_title=bool(preferences.DisplayDocTitle),
            from_right=str(preferences.get("/Direction", "/L2R")) == "/R2L",
            part=str(document.open_metadata().get("pdfuaid:part", "")),
            tags=tuple(_walk(root.StructTreeRoot)),
        )


def _walk(node: Any) -> Iterator[Tag]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield Tag(
                kind=str(node.S).lstrip("/"),
                alt=str(node.get("/Alt", "")),
                lang=str(node.get("/Lang", "")),
                title=str(node.get("/T", "")),
                box=_box(node.get("/A")),
            )
        if "/K" in node:
            yield from _walk(node.K)


def _box(attributes: Any) -> tuple[float, ...]:
    many = isinstance(attributes, pikepdf.Array)
    for one in attributes if many else [attributes] if attributes is not None else []:
        if "/BBox" in one:
            return tuple(float(side) for side in one.BBox)
    return ()
