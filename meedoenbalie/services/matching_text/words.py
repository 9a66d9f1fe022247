"""Words that reasons and questions share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Resident
from meedoenbalie.domain.week import Commitment
from meedoenbalie.i18n import _, formats, labels


def called(resident: Resident) -> str:
    """Return what the young person is called in a sentence."""
    return isolated(resident.given_name or resident.family_name)


def isolated(text: str) -> str:
    """Return somebody's own words so that another direction of writing doesn't upset a sentence."""
    if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text):
        return f"\u2068{text}\u2069"
    return text


def levels(lowest: DutchLevel | None, highest: DutchLevel | None) -> str:
    """Return a range of levels of Dutch: *A1*, *A1 t/m B1*, *t/m A2*."""
    if lowest is None or highest is None or lowest is highest:
        one = lowest or highest
        if lowest is None:
            return _("t/m {level}").format(level=labels.level(one))
        return labels.level(one)
    return _("{lowest} t/m {highest}").format(
        lowest=labels.level(lowest), highest=labels.level(highest)
    )


def phases(either: Iterable[ResidencePhase]) -> str:
    """Return residence phases of which one holds: *a, b of c*."""
    return joined((labels.phase(phase) for phase in either), _("of"))


def appointment(commitment: Commitment) -> str:
    """Return an own appointment with its time: *zwemles (di 18:00–20:30)*."""
    label = isolated(commitment.label) or _("vaste afspraak")
    return _("{label} ({slot})").format(label=label, slot=formats.slot(commitment))


def joined(words: Iterable[str], last: str | None = None) -> str:
    """Return words as one list: *a, b en c*."""
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last or _('en')} {found[-1]}"
