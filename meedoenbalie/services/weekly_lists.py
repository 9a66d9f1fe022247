"""The lists of the weekly report: who is stuck, who begins soon, which places to ask about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from uuid import UUID

from meedoenbalie.domain.beginning import beginning_of
from meedoenbalie.domain.consent import Consent, ConsentPurpose
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import ReferralState, Standing
from meedoenbalie.domain.stuck import ToDo, to_do, to_do_with_draft
from meedoenbalie.reports.weekly import PlacesLine, StartLine, StuckLine, Whose
from meedoenbalie.services.referring import GUARDIAN_UNDER
from meedoenbalie.storage.queries.weekly import ReferralParties
from meedoenbalie.storage.unit_of_work import Reader

_WAITING = (ReferralState.SENT, ReferralState.DRAFT, ReferralState.ACCEPTED)

# Answers that are late come first, then results to tell, then what was never sent.
_ORDER = {ToDo.CALL: 0, ToDo.REMIND: 0, ToDo.TELL_BACK: 1}


def may_wait(standing: Standing) -> bool:
    """Tell whether a referral in this standing can be in one of the lists."""
    return standing.state in _WAITING or (standing.is_ended and not standing.closed_loop)


class WeeklyLists:
    """The lists about referrals on one day.

    ``parties`` has the referrals that may wait, by reference; ``standings`` where each stands.
    """

    def __init__(
        self,
        reader: Reader,
        sites: Mapping[UUID, Site],
        parties: Collection[ReferralParties],
        standings: Mapping[UUID, Standing],
        today: date,
    ) -> None:
        self._reader = reader
        self._sites = sites
        self._parties = parties
        self._standings = standings
        self._today = today

    def stuck(self) -> tuple[StuckLine, ...]:
        """Return what is stuck: the longest waiting first within each kind of thing to do."""
        lines = [*self._late_or_untold(), *self._drafts()]
        return tuple(sorted(lines, key=lambda line: (_ORDER.get(line.to_do, 2), line.since)))

    def starts(self) -> tuple[StartLine, ...]:
        """Return who was accepted and has not started, by the day on which they can begin."""
        accepted = list(self._in(ReferralState.ACCEPTED))
        offers = {
            offer.id: offer
            for offer in self._reader.find(Offer, id={whose.offer_id for whose, _s in accepted})
        }
        lines = [
            StartLine(
                self._whose(whose),
                beginning_of(offers[whose.offer_id], standing.since or self._today, self._today),
            )
            for whose, standing in accepted
        ]
        return tuple(sorted(lines, key=_by_beginning))

    def _in(self, state: ReferralState) -> Iterator[tuple[ReferralParties, Standing]]:
        for whose in self._parties:
            standing = self._standings[whose.referral_id]
            if standing.state is state:
                yield whose, standing

    def _late_or_untold(self) -> Iterator[StuckLine]:
        for whose in self._parties:
            standing = self._standings[whose.referral_id]
            action = to_do(standing, self._today, self._sites[whose.site_id].response_days)
            if action is not None and standing.state is not None and standing.since is not None:
                late = action is not ToDo.TELL_BACK
                yield StuckLine(
                    self._whose(whose),
                    standing.state,
                    standing.since,
                    action,
                    days=(self._today - standing.since).days if late else None,
                    why=None if late else standing.reason or standing.outcome,
                )

    def _drafts(self) -> Iterator[StuckLine]:
        drafts = list(self._in(ReferralState.DRAFT))
        about = {whose.resident_id for whose, _standing in drafts}
        residents = {item.id: item for item in self._reader.find(Resident, id=about)}
        answers = {
            (item.resident_id, item.provider_id): item
            for item in self._reader.find(
                Consent,
                order_by=("answered_on", "sequence"),
                resident_id=about,
                purpose=ConsentPurpose.REFERRAL,
            )
        }
        for whose, standing in drafts:
            age = residents[whose.resident_id].age_on(self._today)
            action = to_do_with_draft(
                answers.get((whose.resident_id, whose.provider_id)),
                self._today,
                needs_guardian=age is not None and age < GUARDIAN_UNDER,
            )
            since = standing.since or self._today
            yield StuckLine(self._whose(whose), ReferralState.DRAFT, since, action)

    def _whose(self, parties: ReferralParties) -> Whose:
        return Whose(
            name=f"{parties.given_name} {parties.family_name}".strip(),
            reference=parties.resident_reference,
            site_code=self._sites[parties.site_id].code,
            offer_title=parties.offer_title,
            provider_name=parties.provider_name,
        )


def _by_beginning(line: StartLine) -> tuple[date, int]:
    return line.beginning.day or date.max, line.beginning.minute or 0


def places_to_confirm(reader: Reader, today: date, confirm_days: int) -> tuple[PlacesLine, ...]:
    """Return the offers that one can join and whose places aren't certain, the oldest first."""
    providers = {provider.id: provider for provider in reader.find(Provider)}
    lines = [
        PlacesLine(
            offer.title,
            providers[offer.provider_id].name,
            offer.phone or providers[offer.provider_id].phone,
            offer.oldest_age(today),
        )
        for offer in reader.find(Offer, order_by="code", active=True)
        if offer.is_stale(today, confirm_days) and offer.next_start(today) is not None
    ]
    return tuple(sorted(lines, key=lambda line: (line.days is not None, -(line.days or 0))))
