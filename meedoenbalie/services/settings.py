"""The choices of a desk for its own store."""

from __future__ import annotations

from typing import Any

from meedoenbalie.domain.people import Role
from meedoenbalie.domain.settings import Settings
from meedoenbalie.services.desk import Desk, Done

__all__ = ["Settings", "change_settings", "settings_of"]

_ROLES = frozenset({Role.DESK, Role.COORDINATOR, Role.ADMINISTRATOR})


def settings_of(desk: Desk) -> Settings:
    """Return the choices of this store, or the defaults."""
    with desk.read() as reader:
        stored = reader.find(Settings)
    return stored[0] if stored else Settings()


def change_settings(desk: Desk, **values: Any) -> Done[Settings]:
    """Change some choices. Raises pydantic.ValidationError and NotAllowed."""
    with desk.write("change_settings", roles=_ROLES) as uow:
        stored = uow.find(Settings)
        if stored:
            return Done(uow.update(stored[0], **values), frozenset(uow.changed))
        made = uow.insert(Settings.model_validate(values))
        return Done(made, frozenset(uow.changed))
