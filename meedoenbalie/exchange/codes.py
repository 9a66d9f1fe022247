"""Code lists: the words that people write, and the codes that they stand for.

Each list is a file under ``resources/codes`` with its source and the day from which it holds;
another file of the same form replaces it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from meedoenbalie.domain.names import fold
from meedoenbalie.domain.week_words import DaypartTimes, minutes_of
from meedoenbalie.paths import resource_path

_NO_LETTER = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """Return what counts of a text: letters and digits in lower case without accents."""
    return _NO_LETTER.sub("", fold(text))


def read_code_list(path: Path) -> dict[str, str]:
    """Return a code by each way of writing it.

    Raises ValueError when the file lacks its source or day, or gives one word two codes.
    """
    content = _read(path)
    found: dict[str, str] = {}
    for code, variants in content["codes"].items():
        for variant in (code, *variants):
            if found.setdefault(key_of(variant), code) != code:
                raise ValueError(f"{path.name}: {variant!r} has two codes")
    return found


@lru_cache(maxsize=32)
def code_list(name: str) -> Mapping[str, str]:
    """Return the program's list of this name, by key."""
    return read_code_list(resource_path(f"codes/{name}.json"))


@lru_cache(maxsize=65_536)
def code_of(name: str, text: str) -> str | None:
    """Return the code that a text stands for in a list, or None."""
    return code_list(name).get(key_of(text))


@lru_cache(maxsize=4096)
def word_for(name: str, code: str) -> str:
    """Return the first way in which people write a code of a list, or the code itself."""
    return next(iter(_words(name).get(code, ())), code)


@lru_cache(maxsize=32)
def _words(name: str) -> Mapping[str, list[str]]:
    words: dict[str, list[str]] = _read(resource_path(f"codes/{name}.json"))["codes"]
    return words


@lru_cache(maxsize=1)
def daypart_times() -> DaypartTimes:
    """Return what ochtend, middag and avond mean, from ``dayparts.json``."""
    content = _read(resource_path("codes/dayparts.json"))["dayparts"]
    return DaypartTimes(
        **{part: (_minutes(start), _minutes(end)) for part, (start, end) in content.items()}
    )


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if not content.get("source"):
        raise ValueError(f"{path.name}: no source")
    date.fromisoformat(content["valid_from"])
    return content


def _minutes(text: str) -> int:
    minutes = minutes_of(text)
    if minutes is None:
        raise ValueError(f"not a time: {text!r}")
    return minutes
