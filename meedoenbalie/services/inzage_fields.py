"""The fields of a resident in words, with why each is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.i18n.reasons import resident_reasons
from meedoenbalie.services.inzage_words import Item
from meedoenbalie.services.messages import field_label
from meedoenbalie.storage.queries.residents import Dossier


def fields_of(held: Dossier, names: Sequence[str]) -> Iterator[Item]:
    """Yield the fields of a resident that hold something, with why they are kept."""
    reasons = resident_reasons()
    for name in names:
        value = getattr(held.resident, name)
        if value not in (None, "", ()):
            yield Item(_label(name), _text(held, name), reasons[name])


def _label(name: str) -> str:
    own = {
        "pseudonym": _("Schijnnaam"),
        "site_id": _("Locatie"),
        "keep_until": _("Langer bewaren tot"),
        "restricted_since": _("Gebruik beperkt sinds"),
        "restriction": _("Afspraak over beperking"),
        "access_asked_on": _("Inzage gevraagd op"),
    }
    return own.get(name) or field_label(name)


def _text(held: Dossier, name: str) -> str:
    value = getattr(held.resident, name)
    words: dict[str, Callable[[], str]] = {
        "site_id": lambda: held.site.name,
        "languages": lambda: ", ".join(map(formats.language_name, value)),
        "preferred_language": lambda: formats.language_name(value),
        "literacy": lambda: labels.literacy(value),
        "residence_phase": lambda: labels.phase(value),
        "interests": lambda: ", ".join(value),
        "talents": lambda: ", ".join(value),
        "guardian_kind": lambda: labels.guardian_kind(value),
        "company": lambda: labels.company(value),
        "week_weight": lambda: labels.week_weight(value),
        "travel_means": lambda: ", ".join(map(labels.travel_means, value)),
        "keep_informed": lambda: labels.consent(value),
        "availability": lambda: ", ".join(
            f"{labels.weekday(free.day)} {labels.daypart(free.daypart)}" for free in value
        ),
        "commitments": lambda: ", ".join(
            f"{formats.slot(slot)} {slot.label}".strip() for slot in value
        ),
        "weekly_minutes": lambda: formats.duration(value),
        "max_travel_minutes": lambda: formats.duration(value),
    }
    if name in words:
        return words[name]()
    if name.endswith(("_on", "_date", "_since", "_until")):
        return formats.full_day(value)
    return str(value)


def wishes_of(resident: Resident) -> str:
    """Return how much was told of wishes."""
    n = len(resident.interests)
    parts = [ngettext("{n} wens", "{n} wensen", n).format(n=n)] if n else []
    if resident.own_words or resident.notes:
        parts.append(_("eigen woorden"))
    return ", ".join(parts) or _("niets")
