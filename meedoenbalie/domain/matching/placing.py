"""How many residents can start at once, and who: exact, and quick to ask again after one change.

Which residents can be placed together is a matroid (a transversal one), so taking them one by one,
each kept when everybody kept so far still finds a place, gives the most residents; and of all such
groups the one that comes first in the order in which they were taken. That group doesn't depend on
the paths by which it was found, so that two ways of working it out can be held against each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from meedoenbalie.domain.matching.vector.codes import Truths

Numbers = NDArray[np.int64]

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Difference:
    """Who can start after a change that could not before, and who no longer can."""

    gained: tuple[int, ...]
    lost: tuple[int, ...]

    @property
    def net(self) -> int:
        """How many more can start."""
        return len(self.gained) - len(self.lost)


class Placing:
    """The most residents that can start, those first in ``order`` before the others.

    ``fits`` has a row for each resident and a column for each offer; ``room`` holds the free places
    of each offer. ``place`` is the offer of each resident, or ``NOWHERE``.
    """

    def __init__(self, fits: Truths, room: Sequence[int], order: Sequence[int]) -> None:
        self.order = tuple(order)
        # The last column is for an offer that isn't there yet.
        self._fits = np.zeros((len(fits), len(room) + 1), dtype=np.bool_)
        self._fits[:, :-1] = fits
        self._room = np.array([*room, 0], dtype=np.int64)
        self.place: Numbers = np.full(len(fits), NOWHERE, dtype=np.int64)
        self._state = _State(self._fits, self._room.copy(), self.place)
        self._state.take(self.order)
        self.reach = self._reach()

    @property
    def new(self) -> int:
        """The number of the column for an offer that isn't there yet."""
        return len(self._room) - 1

    @property
    def placed(self) -> int:
        """How many can start."""
        return int((self.place != NOWHERE).sum())

    def at_most(self, column: Truths, room: int) -> int:
        """Return a bound on how many more can start when an offer gets this column and room."""
        return min(room, int((column & self.reach).sum()))

    def changed(self, offer: int, column: Truths, room: int) -> Difference:
        """Return the difference when one offer fits others, or has another number of places.

        Whoever had a place keeps one if at all possible, though perhaps another; then come the
        others in the order. ``offer`` may be ``new``.
        """
        before = self._fits[:, offer].copy()
        self._fits[:, offer] = column
        try:
            return self._difference(offer, column, room)
        finally:
            self._fits[:, offer] = before

    def _difference(self, offer: int, column: Truths, room: int) -> Difference:
        kept = [who for who in self.order if self.place[who] != NOWHERE]
        guests = [who for who in kept if self.place[who] == offer]
        staying = [who for who in guests if column[who]][:room]
        leaving = [who for who in guests if who not in set(staying)]
        free, place = self._state.free.copy(), self.place.copy()
        free[offer], place[leaving] = room - len(staying), NOWHERE
        state = _State(self._fits, free, place)
        if len(state.take(leaving)) < len(leaving):
            # Somebody loses: the last in the order, not who happened to stand here.
            free = self._room.copy()
            free[offer] = room
            place = np.full_like(self.place, NOWHERE)
            state = _State(self._fits, free, place)
            state.take(kept)
        waiting = [who for who in self.order if self.place[who] == NOWHERE]
        gained = state.take(waiting, self.at_most(column, room))
        return Difference(tuple(gained), tuple(who for who in kept if place[who] == NOWHERE))

    def _reach(self) -> Truths:
        """Tell of each resident whether a change that fits them helps anybody without a place.

        These are the ones without a place, and everybody whose place such a one could take.
        """
        # Whoever was looked at in vain had all of these offers within reach.
        looked_at = np.flatnonzero(~self._state.open)
        return np.isin(self.place, [NOWHERE, *looked_at.tolist()])


class _State:
    """A placing that grows, one path at a time (Kuhn's method, with room for more than one)."""

    def __init__(self, fits: Truths, free: Numbers, place: Numbers) -> None:
        self.free = free
        # From an offer that was looked at in vain no path ever leads to a free place.
        self.open: Truths = np.ones(len(free), dtype=np.bool_)
        self._fits, self._place = fits, place

    def take(self, people: Iterable[int], most: int | None = None) -> list[int]:
        """Place as many of these people as can be, in this order, ``most`` at the most."""
        taken: list[int] = []
        for who in people:
            if most is not None and len(taken) >= most:
                break
            if self._find(who):
                taken.append(who)
        return taken

    def _find(self, who: int) -> bool:
        """Find a place for somebody; those who have one may go to another."""
        unseen = self.open.copy()
        came_for: dict[int, int] = {}
        queue = deque([who])
        while queue:
            person = queue.popleft()
            options = np.flatnonzero(self._fits[person] & unseen)
            roomy = options[self.free[options] > 0]
            if len(roomy):
                self._shift(who, person, int(roomy[0]), came_for)
                return True
            unseen[options] = False
            for offer in options.tolist():
                came_for[offer] = person
                queue.extend(np.flatnonzero(self._place == offer).tolist())
        self.open = unseen
        return False

    def _shift(self, who: int, last: int, offer: int, came_for: dict[int, int]) -> None:
        self.free[offer] -= 1
        person = last
        while True:
            left = int(self._place[person])
            self._place[person] = offer
            if person == who:
                return
            offer, person = left, came_for[left]
