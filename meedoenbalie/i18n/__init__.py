"""Texts in the user's language.

The Dutch text in the source is the message id, so a missing catalogue leaves the program in
Dutch. Only the standard library is used here: these functions run before the first window is
painted, and Babel alone would take longer than that window.

Texts are looked up at call time. Call these functions inside functions, never at import time,
or the text stays in the language of the moment of import.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final

from meedoenbalie.paths import translations_path

Language = str
"""A language the program speaks, as the name of its folder in ``translations``: *nl*, *en*."""

DOMAIN: Final = "meedoenbalie"
"""The name of the message catalogues."""

SOURCE: Final[Language] = "nl"
"""The language of the texts in the source."""


def _found() -> tuple[Language, ...]:
    folders = translations_path().glob(f"*/LC_MESSAGES/{DOMAIN}.?o")
    return (SOURCE, *sorted({path.parent.parent.name for path in folders} - {SOURCE}))


LANGUAGES: Final[tuple[Language, ...]] = _found()
"""Every language the program speaks, the default first: those that have a catalogue."""


@cache
def _catalogue(code: Language) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, translations_path(), languages=[code], fallback=True)


class _Speaker:
    """What is spoken now.

    One reference, replaced as a whole: readers in other threads see the old language or the new
    one, never half of each.
    """

    def __init__(self, code: Language) -> None:
        self.chosen = (code, _catalogue(code))

    @property
    def now(self) -> tuple[Language, gettext.NullTranslations]:
        return _for_now.get() or self.chosen


_for_now: ContextVar[tuple[Language, gettext.NullTranslations] | None] = ContextVar(
    "language", default=None
)
_speaker: Final = _Speaker(SOURCE)


def set_language(code: Language) -> None:
    """Speak ``code`` from now on, in every thread.

    Raises ValueError for a language that the program does not speak.
    """
    if code not in LANGUAGES:
        raise ValueError(f"not a language of this program: {code!r}")
    _speaker.chosen = (code, _catalogue(code))


@contextmanager
def speaking(code: Language) -> Iterator[None]:
    """Speak ``code`` in this thread, inside the block only: for what is written for others."""
    token = _for_now.set((code, _catalogue(code)))
    try:
        yield
    finally:
        _for_now.reset(token)


def language() -> Language:
    """Return the language that is spoken now."""
    return _speaker.now[0]


def _(message: str) -> str:
    """Return ``message``, a Dutch text, in the active language."""
    return _speaker.now[1].gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the text that goes with the number ``n``, in the active language."""
    return _speaker.now[1].ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Return ``message`` in the active language, where the same Dutch word has two meanings."""
    return _speaker.now[1].pgettext(context, message)
