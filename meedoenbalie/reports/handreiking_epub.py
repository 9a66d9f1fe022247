"""The handreiking as EPUB 3, to read on a phone or to go on writing in: a file for each chapter.

Source: EPUB 3.3, https://www.w3.org/TR/epub-33/ — the mimetype first and stored as it is, a package
document with a navigation document, and accessibility metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from meedoenbalie.domain.markup import NEW_LINE
from meedoenbalie.reports.handreiking_blocks import (
    Block,
    Box,
    Cells,
    Heading,
    Items,
    Paragraph,
    Run,
    blocks,
)

_XHTML = "http://www.w3.org/1999/xhtml"
_OPS = "http://www.idpf.org/2007/ops"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
_TO_TICK = "☐ "


def render_epub(data: Mapping[str, Any], made_on: date) -> bytes:
    """Return what ``reports/handreiking.py`` prints as EPUB; the same data give the same bytes."""
    chapters = _chapters(data)
    files = {f"c{number:02d}.xhtml": page for number, (_title, page) in enumerate(chapters, 1)}
    names = list(zip(files, (title for title, _page in chapters), strict=True))
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        _put(archive, "mimetype", b"application/epub+zip", made_on, ZIP_STORED)
        _put(archive, "META-INF/container.xml", _container(), made_on)
        _put(archive, "content.opf", _package(data, names, made_on), made_on)
        _put(archive, "nav.xhtml", _navigation(data, names), made_on)
        for name, page in files.items():
            _put(archive, name, page, made_on)
    return buffer.getvalue()


def _chapters(data: Mapping[str, Any]) -> list[tuple[str, bytes]]:
    parts: list[tuple[str, list[Block]]] = [(data["title"], [])]
    for block in blocks(data):
        if isinstance(block, Heading) and block.level == 1:
            parts.append((block.text, []))
        parts[-1][1].append(block)
    first: list[Block] = [
        Heading(1, data["title"]),
        Paragraph((Run(data["subtitle"]),)),
        Paragraph((Run(data["audience"]),)),
    ]
    parts[0][1][:0] = first
    return [(title, _page(data["lang"], title, inside)) for title, inside in parts]


def _page(language: str, title: str, inside: Iterable[Block]) -> bytes:
    html, body = _html(language, title)
    for block in inside:
        _write(body, block)
    return _bytes(html)


def _html(language: str, title: str) -> tuple[Xml.Element, Xml.Element]:
    html = Xml.Element(
        "html", {"xmlns": _XHTML, "xmlns:epub": _OPS, "lang": language, "xml:lang": language}
    )
    head = Xml.SubElement(html, "head")
    Xml.SubElement(head, "title").text = title
    return html, Xml.SubElement(html, "body")


def _write(body: Xml.Element, block: Block) -> None:
    match block:
        case Heading(level, text):
            _add(body, f"h{level}", text)
        case Paragraph(runs):
            _write_runs(_add(body, "p", ""), runs)
        case Items():
            _write_items(body, block)
        case Box(kind, title, inside):
            box = _add(body, "aside", "")
            box.set("class", kind)
            _add(_add(box, "p", ""), "strong", title)
            for one in inside:
                _write(box, one)
        case Cells():
            _write_table(body, block)


def _write_items(body: Xml.Element, items: Items) -> None:
    inside = _add(body, "ol" if items.kind == "number" else "ul", "")
    if items.kind == "check":
        inside.set("class", "check")
    if items.start != 1:
        inside.set("start", str(items.start))
    for item in items.items:
        line = _add(inside, "li", "")
        if items.kind == "check":
            _add(line, "span", _TO_TICK)
        if len(item) == 1 and isinstance(item[0], Paragraph):
            _write_runs(line, item[0].runs)
            continue
        for one in item:
            _write(line, one)


def _write_runs(paragraph: Xml.Element, runs: Iterable[Run]) -> None:
    for run in runs:
        if run.text == NEW_LINE:
            _add(paragraph, "br", "")
            continue
        names = [
            *(["a"] if run.link else []),
            *(["strong"] if run.strong else []),
            *(["em"] if run.emphasis else []),
            *(["small"] if run.quiet else []),
        ]
        inside = paragraph
        for name in names:
            inside = _add(inside, name, "")
            if name == "a":
                inside.set("href", run.link)
        if names:
            inside.text = run.text
        elif len(paragraph):
            paragraph[-1].tail = (paragraph[-1].tail or "") + run.text
        else:
            paragraph.text = (paragraph.text or "") + run.text


def _write_table(body: Xml.Element, cells: Cells) -> None:
    table = _add(body, "table", "")
    _add(table, "caption", cells.caption)
    line = _add(_add(table, "thead", ""), "tr", "")
    for head in cells.heads:
        _add(line, "th", head).set("scope", "col")
    rest = _add(table, "tbody", "")
    for row in cells.rows:
        line = _add(rest, "tr", "")
        _add(line, "th", row[0]).set("scope", "row")
        for cell in row[1:]:
            _add(line, "td", cell)


def _add(parent: Xml.Element, tag: str, text: str) -> Xml.Element:
    made = Xml.SubElement(parent, tag)
    made.text = text or None
    return made


def _navigation(data: Mapping[str, Any], names: Iterable[tuple[str, str]]) -> bytes:
    contents = data["words"]["contents"]
    html, body = _html(data["lang"], contents)
    nav = _add(body, "nav", "")
    nav.set("epub:type", "toc")
    _add(nav, "h1", contents)
    inside = _add(nav, "ol", "")
    for name, title in names:
        _add(_add(inside, "li", ""), "a", title).set("href", name)
    return _bytes(html)


def _package(data: Mapping[str, Any], names: Iterable[tuple[str, str]], made_on: date) -> bytes:
    package = Xml.Element(
        "package",
        {
            "xmlns": _OPF,
            "version": "3.0",
            "unique-identifier": "id",
            "xml:lang": data["lang"],
        },
    )
    about = Xml.SubElement(package, "metadata", {"xmlns:dc": _DC})
    identifier = uuid5(NAMESPACE_URL, f"handreiking {made_on} {data['subtitle']}")
    for tag, text in (
        ("identifier", identifier.urn),
        ("title", data["title"]),
        ("language", data["lang"]),
        ("creator", "Meedoenbalie"),
    ):
        Xml.SubElement(about, f"dc:{tag}").text = text
    about[0].set("id", "id")
    for name, value in (
        ("dcterms:modified", f"{made_on.isoformat()}T12:00:00Z"),
        ("schema:accessMode", "textual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityHazard", "none"),
    ):
        Xml.SubElement(about, "meta", {"property": name}).text = value
    manifest = Xml.SubElement(package, "manifest")
    spine = Xml.SubElement(package, "spine")
    _item(manifest, "nav", "nav.xhtml").set("properties", "nav")
    for name, _title in names:
        _item(manifest, name.partition(".")[0], name)
        Xml.SubElement(spine, "itemref", {"idref": name.partition(".")[0]})
    return _bytes(package)


def _item(manifest: Xml.Element, identifier: str, name: str) -> Xml.Element:
    return Xml.SubElement(
        manifest,
        "item",
        {"id": identifier, "href": name, "media-type": "application/xhtml+xml"},
    )


def _container() -> bytes:
    container = Xml.Element("container", {"xmlns": _CONTAINER, "version": "1.0"})
    roots = Xml.SubElement(container, "rootfiles")
    Xml.SubElement(
        roots,
        "rootfile",
        {"full-path": "content.opf", "media-type": "application/oebps-package+xml"},
    )
    return _bytes(container)


def _bytes(root: Xml.Element) -> bytes:
    made: bytes = Xml.tostring(root, "utf-8", xml_declaration=True)
    return made


def _put(archive: ZipFile, name: str, data: bytes, day: date, how: int = ZIP_DEFLATED) -> None:
    entry = ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
    entry.compress_type = how
    archive.writestr(entry, data)
