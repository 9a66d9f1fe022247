"""How somebody can be told about an offer."""

from __future__ import annotations

from meedoenbalie.i18n import _


def channels() -> tuple[str, ...]:
    """Return the ways, the most usual first; a meeting is the last."""
    return (
        _("gesprek met folder"),
        _("gesprek"),
        _("gesprek met tolk"),
        _("folder"),
        _("bijeenkomst"),
    )
