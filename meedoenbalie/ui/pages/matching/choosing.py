"""The young person chooses: recording it, and what the status bar says of it (05)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from meedoenbalie.i18n import _, labels
from meedoenbalie.services import choosing
from meedoenbalie.services.choosing import Chosen
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.ui.pages.matching.entries import NO, Choice


def record(desk: Desk, resident_id: UUID, offers: Sequence[UUID], choice: Choice) -> Done[Chosen]:
    """Record a choice, a no, or that there is none any more. Raises what the services raise."""
    if choice is None:
        return choosing.take_back(desk, resident_id, offers)
    if choice == NO:
        return choosing.say_no(desk, resident_id, offers)
    return choosing.choose(desk, resident_id, offers, choice)


def said(chosen: Chosen, title: str, choice: Choice) -> str:
    """Return what was recorded, and what it moved."""
    if choice is None:
        text = _("Eigen keus weggehaald: {title}").format(title=title)
    else:
        words = labels.choice(None if choice == NO else choice)
        text = _("Eigen keus opgeslagen: {choice}, {title}").format(choice=words, title=title)
    if chosen.moved:
        moved = ", ".join(offer.title for offer in chosen.moved)
        text = _("{text}. Zakt een plaats: {moved}").format(text=text, moved=moved)
    if chosen.dropped:
        dropped = ", ".join(offer.title for offer in chosen.dropped)
        text = _("{text}. Niet meer gekozen: {dropped}").format(text=text, dropped=dropped)
    return text


def record_no_to_all(desk: Desk, resident_id: UUID, on: bool) -> Done[Chosen]:
    """Record a no to everything, or that there is none any more. Raises what the services raise."""
    if on:
        return choosing.say_no_to_all(desk, resident_id)
    return choosing.take_back(desk, resident_id)
