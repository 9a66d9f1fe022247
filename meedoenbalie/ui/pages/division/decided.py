"""What a person decided in a proposal, with the way back, and as it is kept in a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from meedoenbalie.domain.offers import OfferKind

Key = tuple[UUID, date | None]
Fixed = Mapping[UUID, Key | None]


@dataclass(slots=True)
class Decided:
    """``fixed`` is who stays where, ``left_out`` whose proposal isn't taken over.

    ``kind`` and ``weeks`` say what is divided: one kind or all, starts within so many weeks or all.
    """

    kind: OfferKind | None = None
    weeks: int | None = None
    fixed: Fixed = field(default_factory=dict)
    left_out: frozenset[UUID] = frozenset()
    _past: list[Fixed] = field(default_factory=list)
    _future: list[Fixed] = field(default_factory=list)

    @property
    def can_undo(self) -> bool:
        """Tell whether there is something to go back to."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Tell whether something was undone."""
        return bool(self._future)

    def decide(self, fixed: Fixed) -> None:
        """Take over a change; it can be undone."""
        self._past.append(self.fixed)
        self._future.clear()
        self.fixed = dict(fixed)

    def undo(self) -> None:
        """Go back to before the last change."""
        self._future.append(self.fixed)
        self.fixed = self._past.pop()

    def redo(self) -> None:
        """Take the undone change over again."""
        self._past.append(self.fixed)
        self.fixed = self._future.pop()

    def forget(self) -> None:
        """Begin anew; what is divided stays."""
        self.fixed, self.left_out = {}, frozenset()
        self._past.clear()
        self._future.clear()

    def typed(self) -> dict[str, Any]:
        """Return it as a draft keeps it; empty when nothing was decided."""
        if not self.fixed and not self.left_out:
            return {}
        return {
            "kind": self.kind.value if self.kind else "",
            "weeks": self.weeks or 0,
            "fixed": {
                str(who): None
                if key is None
                else [str(key[0]), key[1].isoformat() if key[1] is not None else ""]
                for who, key in self.fixed.items()
            },
            "left_out": sorted(str(who) for who in self.left_out),
        }

    def put(self, typed: Mapping[str, Any]) -> None:
        """Take back what a draft kept."""
        self.kind = OfferKind(typed["kind"]) if typed.get("kind") else None
        self.weeks = int(typed.get("weeks", 0)) or None
        self.fixed = {
            UUID(who): None
            if key is None
            else (UUID(key[0]), date.fromisoformat(key[1]) if key[1] else None)
            for who, key in typed.get("fixed", {}).items()
        }
        self.left_out = frozenset(UUID(who) for who in typed.get("left_out", ()))
