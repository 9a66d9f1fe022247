"""A proposal in words: places, choices, points, and why somebody has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meedoenbalie.domain.matching.facts import Criterion
from meedoenbalie.i18n import _, formats, labels, ngettext

if TYPE_CHECKING:
    from meedoenbalie.services.dividing import Seat, Stated, Whom
    from meedoenbalie.services.division_costs import WhyNot


def points(value: int) -> str:
    """Return points as they are shown: of a hundred, with one decimal."""
    return formats.number(round(value / 100, 1))


def place(seat: Seat | None) -> str:
    """Return the offer and the start of a place, or that there is none."""
    if seat is None:
        return _("Geen plaats")
    return ", ".join(part for part in (seat.offer.title, start(seat)) if part)


def start(seat: Seat) -> str:
    """Return the day on which a place begins; empty when that can be any day."""
    return "" if seat.start is None else _("start {day}").format(day=formats.day(seat.start))


def why(whom: Whom, seat: Seat | None, stated: Stated) -> str:
    """Return by which choice somebody has a place, or why they have none."""
    if seat is None:
        return _("eigen keuzes zijn vol") if whom.choices.ranks else _("wat past, is vol")
    rank = whom.rank_of(seat)
    if rank is not None:
        return labels.choice(rank)
    if (whom.resident.id, seat.key) in stated.nearly:
        return _("met de hand geplaatst")
    return _("past")


def because(criteria: tuple[Criterion, ...]) -> str:
    """Return the criteria by which two places differ, at most three."""
    names = {
        Criterion.INTERESTS: _("wensen"),
        Criterion.TRAVEL: _("reistijd"),
        Criterion.START: _("start"),
        Criterion.LOAD: _("weekbelasting"),
        Criterion.PLACES: _("zekerheid van de plaats"),
    }
    return ", ".join(names[one] for one in criteria[:3] if one in names)


def weeks(number: int) -> str:
    """Return how long somebody has waited."""
    return ngettext("{n} week", "{n} weken", number).format(n=number)


def first_name(whom: Whom) -> str:
    """Return how staff call somebody."""
    return whom.resident.given_name or whom.resident.full_name


def explained(stated: Stated) -> str:
    """Return where the points come from."""
    return " ".join(
        (
            _(
                "Waar komen de punten vandaan? Uit het advies bij Matchen: wensen, reistijd, "
                "start, weekbelasting en plaatsen. Wie zelf koos, krijgt de meeste punten bij de "
                "1e keus."
            ),
            _waiting(stated),
            _(
                "De verblijfsfase bepaalt of iemand mag meedoen, niet de volgorde. Nationaliteit "
                "wordt nergens voor gebruikt."
            ),
        )
    )


def _waiting(stated: Stated) -> str:
    chosen = sorted({whom.a_week for whom in stated.people.values()})
    if not any(chosen):
        return _("Wachttijd telt alleen bij gelijke stand.")
    if len(chosen) > 1:
        return _("Wachttijd telt mee zoals elk azc dat koos bij Instellingen.")
    text = ngettext(
        "Elke week wachten telt voor {n} punt mee (gekozen bij Instellingen).",
        "Elke week wachten telt voor {n} punten mee (gekozen bij Instellingen).",
        chosen[0] // 100,
    )
    return text.format(n=points(chosen[0]))


def for_waiting(whom: Whom) -> str:
    """Return which part of the points is for waiting; empty when waiting has none."""
    if not whom.for_waiting:
        return ""
    return _("{n} punten voor {weeks} wachten").format(
        n=points(whom.for_waiting), weeks=weeks(whom.seeker.weeks)
    )


def why_not(stated: Stated, whom: Whom, found: WhyNot) -> str:
    """Return in sentences why somebody has no place, and what would help."""
    name = first_name(whom)
    if found.decided:
        return _("U hebt {name} zelf zonder plaats gelaten.").format(name=name)
    said = []
    if found.friends:
        said.append(
            _("{name} gaat samen met vrienden, of niet. Samen is er nergens genoeg plaats.").format(
                name=name
            )
        )
    titles = ", ".join(dict.fromkeys(seat.offer.title for seat in found.could[:4]))
    if titles:
        said.append(_("Past bij {titles}. Daar is alles vergeven.").format(titles=titles))
    if found.seat is not None and found.last is not None and not found.friends:
        last = stated.people[found.last]
        other = first_name(last)
        if found.equal:
            said.append(
                _(
                    "Bij {title} staat {other} gelijk. Dan telt de wachttijd: "
                    "{other} {theirs}, {name} {own}."
                ).format(
                    title=found.seat.offer.title,
                    other=other,
                    name=name,
                    theirs=weeks(last.seeker.weeks),
                    own=weeks(whom.seeker.weeks),
                )
            )
    if found.solved_by is not None:
        said.append(
            _("Eén plaats erbij bij {title} lost dit op.").format(title=found.solved_by.offer.title)
        )
    return " ".join(said)
