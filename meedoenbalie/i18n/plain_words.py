"""What could be said more plainly, in words."""

from __future__ import annotations

from meedoenbalie.domain.plain_language import Hard, Hint
from meedoenbalie.i18n import _

_SHOWN = 40
"""So many signs of a sentence are enough to find it."""


def hint_text(hint: Hint) -> str:
    """Say what is long or stiff, and what to do."""
    if hint.hard is Hard.WORD:
        return _("Lang woord: {word}. Kan het korter?").format(word=hint.text)
    if hint.hard is Hard.STIFF:
        return _("Moeilijk woord: {word}. Liever: {plainer}.").format(
            word=hint.text, plainer=hint.plainer
        )
    begin = hint.text[:_SHOWN].rstrip()
    return _("Lange zin ({n} woorden): ‘{begin}…’. Maak er twee van.").format(
        n=hint.length, begin=begin
    )
