"""What agrees and what differs between two people, in words."""

from __future__ import annotations

from collections.abc import Iterable

from meedoenbalie.i18n import _, labels
from meedoenbalie.services.doubles import Evidence


def agrees(evidence: Iterable[Evidence]) -> str:
    """Return what two people have alike: *naam, geboortedatum*."""
    return ", ".join(labels.double_trait(each.trait) for each in evidence if each.bits > 0)


def differs(evidence: Iterable[Evidence]) -> str:
    """Return what differs, empty for nothing."""
    return ", ".join(labels.double_trait(each.trait) for each in evidence if each.bits < 0)


def in_a_sentence(evidence: Iterable[Evidence]) -> str:
    """Return both in one sentence or two."""
    told = tuple(evidence)
    alike, other = agrees(told), differs(told)
    said = _("Komt overeen: {what}.").format(what=alike)
    return f"{said} {_('Verschilt: {what}.').format(what=other)}" if other else said
