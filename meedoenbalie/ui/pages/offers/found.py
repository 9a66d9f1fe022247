"""The catalogue as it was read, ready to be looked through at every key that is typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meedoenbalie.domain.names import fold
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import ngettext
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.ui.pages.offers.filters import OfferFilter
from meedoenbalie.ui.pages.offers.reach import Reach

_ANYWHERE = 4
"""So many letters are looked for inside words too: *werkplaats* finds a *fietswerkplaats*."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: OfferLine
    text: str
    minutes: int | None


class Catalogue:
    """The lines with what is searched in them; ``minutes`` away from a site, where one is shown.

    Make it off the UI thread; looking through it is quick enough for a key.
    """

    def __init__(self, lines: Sequence[OfferLine], site: Site | None, reach: Reach) -> None:
        self.lines = tuple(lines)
        self.titles = {line.offer.code: line.offer.title for line in lines}
        self.reach = reach
        self._rows = tuple(
            _Row(line, _text(line), None if site is None else reach.best(line.offer, site))
            for line in lines
        )

    def through(self, words: str, wanted: OfferFilter) -> list[OfferLine]:
        """Return the lines that hold every word and pass the filter, in their order."""
        asked = [word if len(word) >= _ANYWHERE else f" {word}" for word in fold(words).split()]
        rows: Iterable[_Row] = self._rows
        if asked:
            rows = [row for row in rows if all(word in row.text for word in asked)]
        if wanted == OfferFilter():
            return [row.line for row in rows]
        return [row.line for row in rows if wanted.passes(row.line.free, row.minutes)]

    def count_words(self) -> str:
        """Return how many there are of each kind; empty when there are none."""
        counts = Counter(line.offer.kind for line in self.lines)
        mdt, language, others = (counts[kind] for kind in OfferKind)
        parts = [
            ngettext("{n} MDT-traject", "{n} MDT-trajecten", mdt).format(n=mdt),
            ngettext("{n} taalcursus", "{n} taalcursussen", language).format(n=language),
        ]
        if others:
            parts.append(ngettext("{n} activiteit", "{n} activiteiten", others).format(n=others))
        return " · ".join(parts) if self.lines else ""

    def without_way(self) -> int:
        """Return of how many offers nobody knows the way."""
        return sum(row.minutes is None for row in self._rows)


def _text(line: OfferLine) -> str:
    offer = line.offer
    words = (offer.code, offer.title, line.provider.name, offer.place, offer.work_kind)
    return " " + fold(" ".join((*words, offer.contact_name, offer.description)))
