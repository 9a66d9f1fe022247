"""The help: one short chapter for each screen, in Markdown under ``resources/help``.

``resources/help/nl/today.md`` is the chapter of the page with the key ``today``. It begins with its
title as a heading; words in bold are words of the window, links lead to other chapters, and
pictures lie in ``pictures`` beside it (``python -m meedoenbalie.ui.help_pictures`` draws them).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

from meedoenbalie.domain.names import fold
from meedoenbalie.i18n import LANGUAGES, language
from meedoenbalie.paths import resource_path

START, UNLOCK, NEW_DESK, SERVER_DESK = "start", "unlock", "new_desk", "server_desk"
KEYS = "keys"
_FIRST = (START, UNLOCK, NEW_DESK, SERVER_DESK)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its key, its title and its text as Markdown, the title not repeated."""

    key: str
    title: str
    text: str

    def html(self) -> str:
        """Return the text as HTML, without the title."""
        html: str = MarkdownIt("commonmark").render(self.text)
        return html

    def words(self) -> str:
        """Return title and text as search compares them."""
        return fold(f"{self.title} {self.text}")


def help_folder(code: str | None = None) -> Path:
    """Return the folder of the chapters in a language; by default the one that is spoken.

    A language that has no chapters yet gets the Dutch ones.
    """
    folder = resource_path(f"help/{code or language()}")
    return folder if folder.is_dir() else resource_path(f"help/{LANGUAGES[0]}")


def chapters(order: Sequence[str]) -> tuple[Chapter, ...]:
    """Return all chapters: how to begin, then the pages in the order that is given, then the rest.

    Raises OSError when the files are not there.
    """
    found = _read(help_folder())
    first = [key for key in (*_FIRST, *order) if key in found]
    rest = sorted(key for key in found if key not in first and key != KEYS)
    last = [KEYS] if KEYS in found else []
    return tuple(found[key] for key in (*dict.fromkeys(first), *rest, *last))


def with_words(among: Sequence[Chapter], typed: str) -> list[Chapter]:
    """Return the chapters in which all words occur; those that have one in the title first."""
    words = fold(typed).split()
    fit = [one for one in among if all(word in one.words() for word in words)]
    return sorted(fit, key=lambda one: not any(word in fold(one.title) for word in words))


@cache
def _read(folder: Path) -> dict[str, Chapter]:
    return {path.stem: _chapter(path) for path in sorted(folder.glob("*.md"))}


def _chapter(path: Path) -> Chapter:
    title, _line, text = path.read_text(encoding="utf-8").partition("\n")
    return Chapter(path.stem, title.removeprefix("#").strip(), text.strip())
