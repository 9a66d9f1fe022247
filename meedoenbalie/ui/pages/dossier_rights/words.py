"""What erasing means, in the words of the page."""

from __future__ import annotations

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.erasing import Meaning
from meedoenbalie.services.inzage import Inzage

Point = tuple[str, str, str]
"""An icon, the first words, and the rest."""


def called(resident: Resident) -> str:
    """Return how the page calls a resident."""
    return resident.given_name or resident.family_name


def points(meaning: Meaning) -> list[Point]:
    """Return what is destroyed, what stays, and who else has it."""
    name = called(meaning.resident)
    found: list[Point] = [
        (
            "key-round",
            _("Alles van {name} wordt vernietigd.").format(name=name),
            _("Het dossier, de kladjes, en wat het journaal er nog van weet."),
        ),
        ("hard-drive", _("Oude back-ups:"), _backups(meaning)),
        ("chart-no-axes-column", _("Aantallen blijven."), _counts(meaning)),
    ]
    if meaning.copies:
        found.append(
            (
                "file-warning",
                _("Kopieën van vóór een nieuwe versie:"),
                _("{files}. Gooi die zelf weg.").format(files=", ".join(meaning.copies)),
            )
        )
    if meaning.data_sets:
        found.append(
            (
                "database",
                _("Gegevenssets bij het team"),
                _("houden de schijnnaam. Niemand kan die nog aan {name} koppelen.").format(
                    name=name
                ),
            )
        )
    if meaning.told:
        names = ", ".join(provider.name for provider in meaning.told)
        found.append(
            (
                "phone",
                names,
                ngettext(
                    "kreeg gegevens. Het programma wist daar niets: bel daarover.",
                    "kregen gegevens. Het programma wist daar niets: bel daarover.",
                    len(meaning.told),
                ),
            )
        )
    found.append(("shield-check", _("De controle van het journaal"), _("blijft kloppen.")))
    return found


def _backups(meaning: Meaning) -> str:
    if not meaning.old_backups or meaning.backups_gone_on is None:
        return _("geen. Een kopie die u zelf maakte, kent het programma niet.")
    n = meaning.old_backups
    return ngettext(
        "{n} stuk, tot {day}. Wordt die teruggezet, dan wist het programma {name} meteen weer.",
        "{n} stuks, de laatste tot {day}. "
        "Wordt er een teruggezet, dan wist het programma {name} meteen weer.",
        n,
    ).format(n=n, day=formats.full_day(meaning.backups_gone_on), name=called(meaning.resident))


def _counts(meaning: Meaning) -> str:
    informed, referrals = meaning.informed, meaning.referrals
    parts = [
        ngettext("{n} keer voorgelicht", "{n} keer voorgelicht", informed).format(n=informed),
        ngettext("{n} doorverwijzing", "{n} doorverwijzingen", referrals).format(n=referrals),
    ]
    return _("{counts}, zonder naam.").format(counts=", ".join(parts))


def person_line(inzage: Inzage) -> str:
    """Return the lines below the name: the number, since when gone, when erasing is proposed."""
    resident = inzage.dossier.resident
    if resident.departed_on is None:
        return f"{resident.reference} · {inzage.dossier.site.name}"
    gone = _("vertrokken {day}").format(day=formats.full_day(resident.departed_on))
    lines = [f"{resident.reference} · {gone}"]
    if inzage.erase_on is not None:
        day = formats.full_day(inzage.erase_on)
        lines.append(_("voorstel om te wissen: {day}").format(day=day))
    return "\n".join(lines)


def mentioned(meaning: Meaning) -> tuple[str, str]:
    """Return the notice about texts of others in which the name may stand."""
    n = len(meaning.mentions)
    strong = ngettext(
        "De naam staat misschien in nog {n} tekst.",
        "De naam staat misschien in nog {n} teksten.",
        n,
    ).format(n=n)
    first = " · ".join(
        f"{mention.where}: ‘{_short(mention.text)}’" for mention in meaning.mentions[:3]
    )
    rest = _("Wissen laat die staan. Kijk ze eerst na.")
    return strong, f"{first}. {rest}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


_LONGEST = 60
