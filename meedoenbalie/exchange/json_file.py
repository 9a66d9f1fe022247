"""JSON files: only what RFC 8259 allows, and never deeper than a catalogue nests."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from meedoenbalie.exchange.limits import MAX_NESTING
from meedoenbalie.exchange.problems import RefusedFile

Item = dict[str, Any]

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_BRACKET = re.compile(r"[\[\]{}]")


def parse_json(raw: bytes) -> Any:
    """Return the content of a JSON file.

    Raises RefusedFile when it is cut off, holds NaN or is nested too deep.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFile("unknown_encoding", line=raw[: error.start].count(b"\n") + 1) from None
    _check_nesting(text)
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise RefusedFile("bad_json", line=error.lineno) from None
    except ValueError:
        # A number of thousands of figures; Python refuses to read it.
        raise RefusedFile("bad_json", line=1) from None


def parse_value(text: str) -> Any:
    """Return what a text of JSON holds. Raises ValueError when it is none, or nested too deep."""
    try:
        return parse_json(text.encode("utf-8", "surrogatepass"))
    except RefusedFile as error:
        raise ValueError(error.code) from None


def _refuse(_constant: str) -> NoReturn:
    raise ValueError


def _check_nesting(text: str) -> None:
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", text)):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > MAX_NESTING:
            raise RefusedFile("nested_too_deep")


def text_of(item: Item, key: str) -> str:
    """Return a text of an object, or nothing when it holds something else."""
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""


def object_of(item: Item, key: str) -> Item:
    """Return an object within an object; an empty one when it holds something else."""
    value = item.get(key)
    return value if isinstance(value, dict) else {}


def objects_of(item: Item, key: str) -> list[Item]:
    """Return the objects in an array of an object."""
    value = item.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def whole_of(item: Item, key: str) -> int | None:
    """Return a whole number of an object, also when it stands between quotes, or None."""
    value = item.get(key)
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) else None
