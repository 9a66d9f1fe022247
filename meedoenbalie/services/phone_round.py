"""The phone round (belronde): whom to call about places, what cannot wait first, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.domain.providers import MOST_SUMMARY, ProviderContact, ProviderTalk
from meedoenbalie.i18n import _, places
from meedoenbalie.services import catalogue
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.storage.queries.places import by_offer, holds_on, waiting_for
from meedoenbalie.storage.queries.referrals import referral_lines
from meedoenbalie.storage.unit_of_work import UnitOfWork

__all__ = ["Question", "note_no_answer", "phone_round", "take_down"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the round: how many places there are at one start of one offer.

    ``figure`` is what is known now; its ``on`` is the start, None for the offer as a whole.
    ``waiting`` counts the referrals that wait for a place at the offer, ``held`` the places that
    are held there. ``last_talk`` is the last time that the desk spoke the provider.
    """

    provider: Provider
    contacts: tuple[ProviderContact, ...]
    offer: Offer
    figure: PlacesFigure
    waiting: int
    held: int
    last_talk: ProviderTalk | None

    @property
    def key(self) -> tuple[UUID, date | None]:
        """Tells this question from the others."""
        return self.offer.id, self.figure.on

    @property
    def phone(self) -> str:
        """The number to call: that of the offer, of somebody who works there, or the provider."""
        people = (contact.phone for contact in self.contacts if contact.phone)
        return self.offer.phone or next(people, "") or self.provider.phone


def phone_round(desk: Desk, site_id: UUID | None = None) -> tuple[Question, ...]:
    """Return the figures to ask for, of running offers that one can still join.

    A figure is asked for when it is older than the term of the site (the shortest of all sites), or
    was never confirmed. Providers come together; first the one on whom a referral or a held place
    waits, then the one with the oldest figure.
    """
    today = desk.clock.today()
    with desk.read() as reader:
        sites = [site for site in reader.find(Site) if site_id in (None, site.id)]
        confirm_days = min((site.confirm_days for site in sites), default=14)
        waiting = waiting_for(referral_lines(reader, only_open=True))
        held = by_offer(holds_on(reader, today))
        offers = [
            offer
            for offer in reader.find(Offer, order_by="code", active=True)
            if offer.next_start(today) is not None and offer.is_stale(today, confirm_days)
        ]
        about = {offer.provider_id for offer in offers}
        providers = {one.id: one for one in reader.find(Provider, id=about)}
        contacts = _by_provider(reader.find(ProviderContact, order_by="name", provider_id=about))
        talks = reader.find(ProviderTalk, order_by="held_on", provider_id=about)
    last = {talk.provider_id: talk for talk in talks}
    questions = [
        Question(
            providers[offer.provider_id],
            tuple(contacts.get(offer.provider_id, ())),
            offer,
            figure,
            waiting[offer.id],
            len(held.get(offer.id, ())),
            last.get(offer.provider_id),
        )
        for offer in offers
        for figure in offer.asked_figures(today)
        if figure.is_stale(today, confirm_days)
    ]
    return _in_order(questions, today)


def take_down(desk: Desk, offer_id: UUID, start: date | None, number: int) -> Done[Offer]:
    """Record what a provider said on the phone, and that it was spoken today.

    The figure and the contact moment are one step, so one undo takes both back. Raises
    UnknownRecord and ValueError.
    """
    with desk.together("confirm_places") as joined, joined.write("confirm_places") as uow:
        offer = catalogue.confirm_places(joined, offer_id, number, start=start).result
        words = f"{offer.title}: {places.free(offer.figure(start))}"
        if start is not None:
            words += f" ({places.start(start)})"
        _keep_talk(desk, uow, offer.provider_id, words)
    return Done(offer, frozenset(uow.changed))


def note_no_answer(desk: Desk, provider_id: UUID) -> Done[ProviderTalk]:
    """Record that nobody answered the phone today. Raises UnknownRecord."""
    with desk.write("no_answer") as uow:
        uow.get(Provider, provider_id)
        talk = uow.insert(
            ProviderTalk(
                provider_id=provider_id,
                held_on=desk.clock.today(),
                by=desk.user.name,
                summary=_("Belronde: geen gehoor."),
            )
        )
    return Done(talk, frozenset(uow.changed))


def _keep_talk(desk: Desk, uow: UnitOfWork, provider_id: UUID, words: str) -> None:
    """Add to what was said in today's call, so that one call stays one contact moment."""
    opening = _("Belronde. Plaatsen:")
    today: dict[str, Any] = {
        "provider_id": provider_id,
        "held_on": desk.clock.today(),
        "by": desk.user.name,
    }
    for talk in uow.find(ProviderTalk, **today):
        longer = f"{talk.summary}; {words}"
        if talk.summary.startswith(opening) and len(longer) <= MOST_SUMMARY:
            uow.update(talk, summary=longer)
            return
    summary = f"{opening} {words}"[:MOST_SUMMARY]
    uow.insert(ProviderTalk.model_validate({**today, "summary": summary}))


def _by_provider(contacts: Iterable[ProviderContact]) -> dict[UUID, list[ProviderContact]]:
    found: dict[UUID, list[ProviderContact]] = {}
    for contact in contacts:
        found.setdefault(contact.provider_id, []).append(contact)
    return found


def _in_order(questions: list[Question], today: date) -> tuple[Question, ...]:
    def urgency(question: Question) -> tuple[bool, bool, int]:
        age = question.figure.age(today)
        return not (question.waiting or question.held), age is not None, -(age or 0)

    first: dict[UUID, tuple[bool, bool, int]] = {}
    for question in questions:
        mine = urgency(question)
        known = first.get(question.provider.id, mine)
        first[question.provider.id] = min(known, mine)

    def order(question: Question) -> tuple[object, ...]:
        provider = question.provider
        return (
            *(first[provider.id], provider.name, urgency(question), question.offer.code),
            question.figure.on or date.max,
        )

    return tuple(sorted(questions, key=order))
