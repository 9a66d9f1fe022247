"""Why something is proposed, in words."""

from __future__ import annotations

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.retention import Due, Proposal


def why(item: Proposal) -> str:
    """Return the reason with its day."""
    day = formats.full_day(item.last_on)
    return {
        Due.DEPARTED: _("vertrokken op {day}"),
        Due.SILENT: _("niets meer vastgelegd sinds {day}"),
        Due.CONSENT_OVER: _("toestemming liep af op {day}"),
    }[item.due].format(day=day)


def what(item: Proposal) -> str:
    """Return what is proposed."""
    if item.due is Due.CONSENT_OVER:
        return _("toestemming wissen")
    return _("alles wissen")
