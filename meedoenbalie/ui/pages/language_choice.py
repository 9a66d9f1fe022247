"""Choosing a language: those of the resident first, then those in which leaflets come."""

from __future__ import annotations

from collections.abc import Iterable

from meedoenbalie.i18n import formats
from meedoenbalie.ui.widgets.inputs import Choice

# ISO 639-3. The languages in which leaflets are made first, then those that follow.
_COMMON = (
    "nld", "eng", "ara", "tir", "tur", "fas", "som",
    "prs", "apc", "kmr", "ukr", "fra", "rus", "spa",
)  # fmt: skip


class LanguageChoice(Choice):
    """A list of languages (ISO 639-3) with the first of ``own`` chosen."""

    def __init__(self, own: Iterable[str]) -> None:
        codes = tuple(dict.fromkeys([*(code for code in own if code), *_COMMON]))
        super().__init__([(formats.language_name(code), code) for code in codes])

    def code(self) -> str:
        """Return the code of the chosen language."""
        return str(self.value())


def languages_of(preferred: str | None, spoken: Iterable[str]) -> tuple[str, ...]:
    """Return the languages of a resident, the one of the talk first."""
    return tuple(dict.fromkeys([*([preferred] if preferred else []), *spoken]))
