"""The choices of a desk for its own store."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from meedoenbalie.domain.people import Role, Site
from meedoenbalie.domain.settings import Settings
from meedoenbalie.services.desk import EVERYONE, READERS, Desk, Done

__all__ = [
    "Settings",
    "change_settings",
    "change_terms",
    "may_change_terms",
    "set_phone",
    "settings_of",
]

_TERM_ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
_KEEPING = frozenset({"keep_months", "consent_months"})


def settings_of(desk: Desk) -> Settings:
    """Return the choices of this store, or the defaults."""
    with desk.read("read_settings", EVERYONE) as reader:
        stored = reader.find(Settings)
    return stored[0] if stored else Settings()


def change_settings(desk: Desk, **values: Any) -> Done[Settings]:
    """Change some choices; how long things are kept is not for the desk alone to say.

    Raises pydantic.ValidationError and NotAllowed.
    """
    roles = _TERM_ROLES if _KEEPING & set(values) else READERS
    with desk.write("change_settings", roles=roles) as uow:
        stored = uow.find(Settings)
        if stored:
            return Done(uow.update(stored[0], **values), frozenset(uow.changed))
        made = uow.insert(Settings.model_validate(values))
        return Done(made, frozenset(uow.changed))


def may_change_terms(desk: Desk) -> bool:
    """Tell whether the user may set the terms of a site."""
    return desk.may(_TERM_ROLES)


def change_terms(desk: Desk, site_id: UUID, response_days: int, confirm_days: int) -> Done[Site]:
    """Set after how many days a referral counts as without response, and places as uncertain.

    Raises pydantic.ValidationError, UnknownRecord and NotAllowed.
    """
    with desk.write("change_terms", roles=_TERM_ROLES) as uow:
        site = uow.get(Site, site_id)
        after = uow.update(site, response_days=response_days, confirm_days=confirm_days)
        return Done(after, frozenset(uow.changed))


def set_position(desk: Desk, site_id: UUID, position: tuple[float, float] | None) -> Done[Site]:
    """Set where an azc is (latitude and longitude, WGS 84), from which ways are estimated.

    Raises pydantic.ValidationError, UnknownRecord and NotAllowed.
    """
    north, east = position or (None, None)
    with desk.write("change_site", roles=READERS) as uow:
        after = uow.update(uow.get(Site, site_id), latitude=north, longitude=east)
        return Done(after, frozenset(uow.changed))


def set_phone(desk: Desk, site_id: UUID, phone: str) -> Done[Site]:
    """Set the number on which providers call the desk of a site back; it stands in letters.

    Raises pydantic.ValidationError, UnknownRecord and NotAllowed.
    """
    with desk.write("change_site", roles=READERS) as uow:
        after = uow.update(uow.get(Site, site_id), phone=phone.strip())
        return Done(after, frozenset(uow.changed))
