"""What the window remembers for a user on this computer: sizes, columns and filters.

Only how things are shown: never a name or a word that was searched for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QSettings


class Memory:
    """One thing that is remembered under ``key``, for a user."""

    def __init__(self, user_id: UUID, key: str) -> None:
        self._setting = f"user/{user_id}/{key}"

    def recall(self) -> dict[str, str]:
        """Return what was kept; empty when nothing was, or when it can't be read any more."""
        try:
            kept = json.loads(str(QSettings().value(self._setting, "{}")))
        except ValueError:
            return {}
        if not isinstance(kept, dict):
            return {}
        return {str(name): str(value) for name, value in kept.items()}

    def keep(self, values: Mapping[str, object]) -> None:
        """Keep these values in the place of what was kept before."""
        said = {name: str(value) for name, value in values.items()}
        QSettings().setValue(self._setting, json.dumps(said))
