"""What PDF/UA-1 asks of a file and can be told by reading it: each fault in words.

Source: ISO 14289-1 by the failure conditions of the Matterhorn Protocol 1.1, of which those are
here that a program can decide. Reading order is held to the order in which the page is drawn.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
TEXTS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Quote", "Note", "Reference", "Code"}
GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "NonStruct", "Private"}
LISTS = {"L", "LI", "Lbl", "LBody", "TOC", "TOCI", "Index", "BibEntry"}
TABLES = {"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"}
STANDARD = TEXTS | GROUPS | LISTS | TABLES | {"Link", "Annot", "Figure", "Formula", "Form"}
BELOW = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC", "Caption"},
}


def faults(pdf: bytes) -> list[str]:
    """Return everything that is wrong, in words; nothing is what one wants."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            *_of_document(document),
            *_of_structure(document),
            *_of_content(document),
            *_of_notes(document),
            *_of_fonts(document),
        ]


def _of_document(document: Any) -> Iterator[str]:
    root: Any = document.Root
    if str(document.open_metadata().get("pdfuaid:part", "")) != "1":
        yield "06-002 does not say that it is PDF/UA-1"
    if not str(root.get("/Lang", "")):
        yield "11-006 no language"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "06-001 not marked"
    if bool(root.MarkInfo.get("/Suspects", False)):
        yield "02-001 suspects"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "07-001 the title of the window is the name of the file"
    if not str(document.docinfo.get("/Title", "")):
        yield "06-003 no title"
    if "/Outlines" not in root or root.Outlines.get("/Count", 0) == 0:
        yield "no bookmarks"


def _of_structure(document: Any) -> Iterator[str]:
    roles = {str(k): str(v) for k, v in document.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    level, seen = 0, False
    for kind, node, parent in elements(document.Root.StructTreeRoot.K, ""):
        role = roles.get(f"/{kind}", f"/{kind}").lstrip("/")
        if role not in STANDARD:
            yield f"02-001 {kind} is no standard type, nor is it mapped to one"
        if parent in BELOW and role not in BELOW[parent]:
            yield f"09-004 {role} in a {parent}"
        if role == "Figure" and not str(node.get("/Alt", "")).strip():
            yield "13-004 a figure without a description"
        if role == "TH" and "/Scope" not in _attributes(node):
            yield "15-003 a heading of a table that does not say of what"
        if len(role) == 2 and role[0] == "H" and role[1].isdigit():
            now = int(role[1])
            if now > level + 1:
                yield f"14-003 heading {now} after heading {level}"
            level, seen = now, True
    if not seen:
        yield "14-001 no headings"


def _of_content(document: Any) -> Iterator[str]:
    """Each mark on a page belongs to an element or is decoration, and each element has its own."""
    told: dict[int, list[int]] = {}
    for page, number in marks(document):
        told.setdefault(page, []).append(number)
    for at, page in enumerate(document.pages):
        drawn, loose = _drawn(page)
        yield from (f"01-005 page {at + 1}: {name} belongs to nothing" for name in loose)
        if sorted(drawn) != sorted(told.get(at, [])):
            yield f"page {at + 1}: what is drawn is not what the structure tells"
        elif drawn != told.get(at, []):
            yield f"09-001 page {at + 1}: told in another order than it is drawn"
        if str(page.obj.get("/Tabs", "")) != "/S" and "/Annots" in page.obj:
            yield f"28-005 page {at + 1}: Tab walks in another order"


def _drawn(page: Any) -> tuple[list[int], list[str]]:
    """Return the numbers of what is drawn on a page, and what is drawn outside of everything."""
    drawn: list[int] = []
    loose: list[str] = []
    inside: list[bool] = []
    for one in pikepdf.parse_content_stream(page):
        operands, name = one.operands, str(one.operator)
        if name in ("BMC", "BDC"):
            number = _mcid(operands)
            drawn += [] if number is None else [number]
            inside.append(number is not None or str(operands[0]) == "/Artifact")
        elif name == "EMC":
            inside.pop()
        elif (name in PAINTS or name == "INLINE IMAGE") and not any(inside):
            loose.append(name)
    return drawn, loose


def _of_notes(document: Any) -> Iterator[str]:
    for at, page in enumerate(document.pages):
        for note in page.obj.get("/Annots", []):
            if "/StructParent" not in note:
                yield f"28-002 page {at + 1}: a link outside the structure"
            if not str(note.get("/Contents", "")).strip():
                yield f"28-004 page {at + 1}: a link that does not say where to"


def _of_fonts(document: Any) -> Iterator[str]:
    for page in document.pages:
        for font in page.obj.get("/Resources", {}).get("/Font", {}).values():
            if "/ToUnicode" not in font:
                yield f"10-001 {font.BaseFont} does not say which letters it shows"
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys()):
                yield f"31-009 {font.BaseFont} is not inside"


def elements(node: Any, parent: str) -> Iterator[tuple[str, Any, str]]:
    """Yield each element with its kind and that of what it stands in, from first to last."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child, parent)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        kind = str(node.S).lstrip("/")
        yield kind, node, parent
        yield from elements(node.get("/K", pikepdf.Array([])), kind)


def marks(document: Any) -> Iterator[tuple[int, int]]:
    """Yield page and number of each piece of content, in the order of the structure."""
    pages = {page.obj.objgen: at for at, page in enumerate(document.pages)}

    def walk(node: Any, page: Any) -> Iterator[tuple[int, int]]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child, page)
        elif isinstance(node, int):
            yield pages[page.objgen], node
        elif isinstance(node, pikepdf.Dictionary):
            on = node.get("/Pg", page)
            if "/MCID" in node:
                yield pages[on.objgen], int(node.MCID)
            elif "/K" in node:
                yield from walk(node.K, on)

    yield from walk(document.Root.StructTreeRoot.K, None)


def _mcid(operands: Any) -> int | None:
    if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary):
        number = operands[1].get("/MCID")
        return None if number is None else int(number)
    return None


def _attributes(node: Any) -> set[str]:
    given = node.get("/A", pikepdf.Array([]))
    many = given if isinstance(given, pikepdf.Array) else [given]
    return {str(key) for one in many if isinstance(one, pikepdf.Dictionary) for key in one}
