"""Which one change lets the most residents start: worked out exactly, one column at a time.

Each kind of offer is a question of its own: who looks for a course can also look for an
MDT-traject. Of a kind, the base tells who can start with the places there are (``placing``); a
change gives one offer another column of residents whom it fits, or more places, and only that
column is evaluated anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from meedoenbalie.domain.matching.coverage import Group
from meedoenbalie.domain.matching.placing import NOWHERE, Difference, Placing
from meedoenbalie.domain.matching.proposals import Proposal
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.codes import Truths
from meedoenbalie.domain.matching.vector.cross import Offers, every_pair
from meedoenbalie.domain.offers import Offer

Tell = Callable[[int, int], None]
"""Told how many changes are looked at, of how many; may raise to stop."""

AT_ONCE = 1024
"""Changes evaluated together: the residents are made into arrays once for all of them."""
LONG_WAIT = 8
"""Weeks above which somebody waits long. Source: the example in the design."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a proposal does: who can start besides, who no longer, and whom it fits.

    Numbers are places in ``Base.residents``. ``fitting`` are all without a place whom it fits,
    whether there is room for them or not; ``long`` and ``long_fitting`` count who waits long.
    """

    proposal: Proposal
    difference: Difference
    fitting: tuple[int, ...]
    long: int
    long_fitting: int
    weeks: int

    @property
    def rank(self) -> tuple[int, int, int, int, int, int, int, str]:
        """Best first.

        Most starts, most long waits among them, fewest losers, then the same of whom it fits, the
        longest waits together, and the least that is asked of a provider.
        """
        gain, lost = self.difference.net, len(self.difference.lost)
        fits = -self.long_fitting, -len(self.fitting), -self.weeks
        return -gain, -self.long, lost, *fits, self.proposal.change.effort, self.proposal.subject


class Base:
    """One kind of offer as things are: who fits what, and who can start."""

    def __init__(self, groups: Sequence[Group], offers: Sequence[Offer], room: Sequence[int]):
        self.groups, self.offers, self.room = tuple(groups), tuple(offers), tuple(room)
        self.residents = [who for group in groups for who in group.residents]
        self.weeks = [weeks for group in groups for weeks in group.weeks]
        order = sorted(
            range(len(self.residents)),
            key=lambda who: (-self.weeks[who], self.residents[who].reference),
        )
        self.fits = self.columns(self.offers)
        self.placing = Placing(self.fits, self.room, order)
        self._column_of = {offer.id: column for column, offer in enumerate(self.offers)}

    def columns(self, offers: Sequence[Offer]) -> Truths:
        """Tell for each resident (row) and offer (column) whether it fits as things are now."""
        blocks = [
            every_pair(group.residents, Offers(offers, group.context)).fit == Fit.FITS.order
            for group in self.groups
        ]
        empty = np.zeros((0, len(offers)), dtype=np.bool_)
        return np.concatenate([empty, *blocks])

    def effect(self, proposal: Proposal, column: Truths) -> Effect:
        """Return what a proposal does, of which the column is known."""
        where = self._where(proposal)
        found = self.placing.changed(where, column, proposal.room)
        fitting = tuple(np.flatnonzero(column & (self.placing.place == NOWHERE)).tolist())
        weeks = sum(self.weeks[who] for who in found.gained)
        return Effect(
            proposal, found, fitting, self._long(found.gained), self._long(fitting), weeks
        )

    def bound(self, proposal: Proposal, column: Truths) -> int:
        """Return a number of residents that the proposal can't go above."""
        return self.placing.at_most(column, proposal.room)

    def _long(self, people: Iterable[int]) -> int:
        return sum(self.weeks[who] > LONG_WAIT for who in people)

    def _where(self, proposal: Proposal) -> int:
        if proposal.before is None:
            return self.placing.new
        return self._column_of[proposal.before.id]


def effects(base: Base, proposals: Sequence[Proposal]) -> list[Effect]:
    """Return what each of these proposals does, in their order."""
    columns = base.columns([proposal.after for proposal in proposals])
    return [base.effect(each, columns[:, place]) for place, each in enumerate(proposals)]


def best_effects(
    base: Base, proposals: Iterable[Proposal], most: int, tell: Tell = lambda _done, _all: None
) -> list[Effect]:
    """Return the best effects, one for each subject, that let anybody more start.

    What can't come among them is not worked out: the bound of a proposal is at least its gain.
    """
    every = list(proposals)
    waiting: list[tuple[int, int, Truths]] = []
    for first in range(0, len(every), AT_ONCE):
        tell(first, 2 * len(every))
        some = every[first : first + AT_ONCE]
        columns = base.columns([proposal.after for proposal in some])
        for place, proposal in enumerate(some):
            column = columns[:, place].copy()
            if bound := base.bound(proposal, column):
                waiting.append((bound, first + place, column))
    waiting.sort(key=lambda each: (-each[0], each[1]))
    best: dict[str, Effect] = {}
    for done, (bound, place, column) in enumerate(waiting):
        if done % AT_ONCE == 0:
            tell(len(every) + done, 2 * len(every))
        if len(best) >= most and bound < _last_gain(best, most):
            break
        effect = base.effect(every[place], column)
        subject = effect.proposal.subject
        if effect.difference.net > 0:
            known = best.get(subject)
            best[subject] = (
                effect if known is None else min(known, effect, key=lambda each: each.rank)
            )
    tell(2 * len(every), 2 * len(every))
    return sorted(best.values(), key=lambda each: each.rank)[:most]


def _last_gain(best: dict[str, Effect], most: int) -> int:
    gains = sorted((effect.difference.net for effect in best.values()), reverse=True)
    return gains[most - 1]
