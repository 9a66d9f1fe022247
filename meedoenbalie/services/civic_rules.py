"""The rules of civic integration and the national figures, from files that a desk can replace."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from meedoenbalie.domain.civic_integration.national import NationalFigures
from meedoenbalie.domain.civic_integration.rules import CivicRules
from meedoenbalie.domain.record import Value
from meedoenbalie.paths import resource_path
from meedoenbalie.services.matching_rules import InvalidRules

RULES_FILE = "rules/civic_integration.toml"
NATIONAL_FILE = "rules/civic_national.toml"
_LARGEST = 1_000_000
"""A file of rules is small; what is larger is another file, and not read."""

V = TypeVar("V", bound=Value)


def civic_rules(store: Path) -> CivicRules:
    """Return the rules that a store goes by: the file beside it, or the program's.

    Raises InvalidRules, which names what is wrong, and OSError.
    """
    return read_rules(_path(store, RULES_FILE))


def read_rules(path: Path) -> CivicRules:
    """Return the rules of a file. Raises InvalidRules, which names what is wrong, and OSError."""
    return _read(path, CivicRules)


def national_figures(store: Path) -> NationalFigures:
    """Return the national figures of a store: the file beside it, or the program's.

    Raises InvalidRules, which names what is wrong, and OSError.
    """
    return read_national(_path(store, NATIONAL_FILE))


def read_national(path: Path) -> NationalFigures:
    """Return the national figures of a file. Raises InvalidRules and OSError."""
    return _read(path, NationalFigures)


def own_national_path(store: Path) -> Path:
    """Return where national figures lie that replace the program's for a store."""
    return store.parent.joinpath(*NATIONAL_FILE.split("/"))


def _path(store: Path, name: str) -> Path:
    own = store.parent.joinpath(*name.split("/"))
    return own if own.is_file() else resource_path(name)


def _read(path: Path, kind: type[V]) -> V:
    try:
        if path.stat().st_size > _LARGEST:
            raise InvalidRules(path.name)
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRules(path.name) from error
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        wrong = ".".join(str(part) for part in error.errors()[0]["loc"]) or _said(error)
        raise InvalidRules(path.name, wrong) from error


def _said(error: ValidationError) -> str:
    """A rule about the whole file has no field; its code says what is wrong."""
    return str(error.errors()[0]["msg"]).removeprefix("Value error, ")
