"""The picture of who imports whom in docs/architecture.md, drawn from the imports themselves.

    python -m scripts.import_picture update     draws it again
    python -m scripts.import_picture check      tells whether it is as the imports are

An arrow that others imply is left out, or there would be more arrows than white.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
PACKAGE = "meedoenbalie"
_BEGIN, _END = "<!-- imports: drawn by scripts.import_picture -->\n", "<!-- end of imports -->\n"

Arrows = Mapping[str, set[str]]


def arrows() -> Arrows:
    """Return which parts of the program each part imports."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    found: dict[str, set[str]] = {}
    for module in graph.modules - {PACKAGE}:
        others = {_part(other) for other in graph.find_modules_directly_imported_by(module)}
        found.setdefault(_part(module), set()).update(others - {_part(module), ""})
    return found


def without_implied(found: Arrows) -> Iterator[tuple[str, str]]:
    """Yield the arrows that no way along others replaces."""
    for one in sorted(found):
        for other in sorted(found[one]):
            if not any(other in _reached(found, step) for step in found[one] - {other}):
                yield one, other


def drawn(found: Arrows) -> str:
    """Return the picture as Mermaid."""
    lines = [f"    {one} --> {other}\n" for one, other in without_implied(found)]
    return f"```mermaid\nflowchart TD\n{''.join(lines)}```\n"


def main(arguments: list[str]) -> int:
    """Draw or check; return 1 when the picture is another than the imports."""
    page = PAGE.read_text("utf-8")
    begin, end = page.index(_BEGIN) + len(_BEGIN), page.index(_END)
    new = page[:begin] + drawn(arrows()) + page[end:]
    if arguments == ["update"]:
        PAGE.write_text(new, "utf-8", newline="\n")
    elif new != page:
        print("The picture of imports is old: python -m scripts.import_picture update")
        return 1
    return 0


def _part(module: str) -> str:
    """Return the part of the program that a module is in; nothing for the program itself."""
    return module.partition(".")[2].partition(".")[0]


def _reached(leads: Arrows, start: str) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        new = leads.get(todo.pop(), set()) - seen
        seen |= new
        todo += new
    return seen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
