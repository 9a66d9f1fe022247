"""Consent: an answer about one provider and purpose, taking it back, and what that stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose, SharedField
from meedoenbalie.domain.follow_ups import FollowUp, FollowUpKind
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.i18n.talk import is_checked
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.storage.queries.follow_ups import FollowUpLine, open_follow_ups
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

__all__ = [
    "UncheckedTranslation",
    "Withdrawn",
    "consent_for",
    "last_answer",
    "record_consent",
    "require_basis",
    "withdraw_consent",
]


_CALL = {
    ConsentPurpose.REFERRAL: FollowUpKind.WITHDRAWN,
    ConsentPurpose.PROGRESS: FollowUpKind.PROGRESS_WITHDRAWN,
}
"""The follow-up that says to call a provider, by what the resident took back."""


class UncheckedTranslation(ValueError):
    """A yes would rest on texts that no native speaker checked; ``language`` says in which."""

    def __init__(self, language: str) -> None:
        super().__init__("unchecked_translation")
        self.language = language


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A consent that was taken back.

    ``calls`` are the follow-ups that say which providers must hear it; ``drafts`` the referrals
    that lie ready and may no longer be sent.
    """

    consent: Consent
    calls: tuple[FollowUpLine, ...]
    drafts: tuple[ReferralLine, ...]


def record_consent(
    desk: Desk,
    resident_id: UUID,
    provider_id: UUID,
    answer: ConsentAnswer,
    purpose: ConsentPurpose = ConsentPurpose.REFERRAL,
    *,
    shared: tuple[SharedField, ...] = (),
    language: str = "",
    explained_by: str = "",
    interpreter: str = "",
    understood: bool = False,
    read_in: str = "",
    valid_until: date | None = None,
    guardian_agreed: bool = False,
    on: date | None = None,
) -> Done[Consent]:
    """Record a resident's answer about sharing data with a provider, for one purpose.

    ``read_in`` is the language (a tag or ISO 639-3) of a talk with the program's own texts, empty
    when somebody explained it without them. Any answer but yes stops sharing for that
    purpose at once: for each referral that a provider has and that is still open a follow-up says
    to call. A yes takes those away. ``shared`` says what a referral may tell. Raises UnknownRecord
    and what ``require_basis`` raises.
    """
    if answer is ConsentAnswer.YES:
        require_basis(read_in, interpreter, understood=understood)
    today = desk.clock.today()
    with desk.write("record_consent") as uow:
        resident, provider = uow.get(Resident, resident_id), uow.get(Provider, provider_id)
        earlier = uow.count(Consent, resident_id=resident.id, provider_id=provider.id)
        consent = uow.insert(
            Consent(
                resident_id=resident.id,
                provider_id=provider.id,
                purpose=purpose,
                sequence=earlier + 1,
                answer=answer,
                answered_on=on or today,
                valid_until=valid_until,
                shared=shared,
                language=language,
                explained_by=explained_by,
                interpreter=interpreter.strip(),
                understood=understood,
                guardian_agreed=guardian_agreed,
            )
        )
        # An answer of an earlier day that was written down late changes nothing of today.
        if last_answer(uow, resident.id, provider.id, purpose) == consent:
            _keep_calls(uow, desk, resident, provider, consent)
    return Done(consent, frozenset(uow.changed))


def withdraw_consent(
    desk: Desk, resident_id: UUID, provider_id: UUID, purpose: ConsentPurpose
) -> Done[Withdrawn]:
    """Take a consent back, today. It is as easy as giving it (AVG art. 7(3)); nobody asks why.

    What was shared before stays lawful; nothing more goes out. A consent for another purpose
    stays. Raises UnknownRecord.
    """
    with desk.together("withdraw_consent") as joined:
        done = record_consent(joined, resident_id, provider_id, ConsentAnswer.NO, purpose)
        with joined.read() as reader:
            resident = reader.get(Resident, resident_id)
            lines = _with_provider(reader, resident_id, provider_id)
            calls = _calls(reader, resident, {line.id for line in lines}, purpose)
            drafts = [line for line in lines if _stops_ready(line, purpose)]
    return Done(Withdrawn(done.result, tuple(calls), tuple(drafts)), done.changed)


def require_basis(read_in: str, interpreter: str, *, understood: bool) -> None:
    """Raise UncheckedTranslation when a yes would rest on an unchecked translation alone.

    Where no native speaker read the texts in the language of the talk, or there are none, there
    must be an interpreter, or the young person told back what was agreed (AVG art. 4(11) and 7(1):
    consent is informed, and the desk must be able to show it).
    """
    if read_in and not is_checked(read_in) and not interpreter.strip() and not understood:
        raise UncheckedTranslation(read_in)


def consent_for(reader: Reader, resident_id: UUID, offer_id: UUID, day: date) -> Consent | None:
    """Return the consent to refer to an offer that holds on a day: the last answer."""
    provider_id = reader.get(Offer, offer_id).provider_id
    last = last_answer(reader, resident_id, provider_id, ConsentPurpose.REFERRAL)
    return last if last is not None and last.holds_on(day) else None


def last_answer(
    reader: Reader, resident_id: UUID, provider_id: UUID, purpose: ConsentPurpose
) -> Consent | None:
    """Return the last answer for a purpose, whatever it was; None when nobody asked."""
    answers = reader.find(
        Consent,
        order_by=("answered_on", "sequence"),
        resident_id=resident_id,
        provider_id=provider_id,
        purpose=purpose,
    )
    return answers[-1] if answers else None


def _keep_calls(
    uow: UnitOfWork, desk: Desk, resident: Resident, provider: Provider, consent: Consent
) -> None:
    lines = _with_provider(uow, resident.id, provider.id)
    calls = {
        line.follow_up.referral_id: line.follow_up
        for line in _calls(uow, resident, {line.id for line in lines}, consent.purpose)
    }
    if consent.answer is ConsentAnswer.YES:
        for call in calls.values():
            uow.delete(call)
        return
    for line in lines:
        if line.standing.state is not ReferralState.DRAFT and line.id not in calls:
            uow.insert(
                FollowUp(
                    site_id=resident.site_id,
                    resident_id=resident.id,
                    offer_id=line.offer_id,
                    referral_id=line.id,
                    kind=_CALL[consent.purpose],
                    due_on=desk.clock.today(),
                    made_by=desk.user.name,
                )
            )


def _stops_ready(line: ReferralLine, purpose: ConsentPurpose) -> bool:
    return line.standing.state is ReferralState.DRAFT and purpose is ConsentPurpose.REFERRAL


def _calls(
    reader: Reader, resident: Resident, referrals: Iterable[UUID], purpose: ConsentPurpose
) -> list[FollowUpLine]:
    wanted = set(referrals)
    return [
        line
        for line in open_follow_ups(reader, {resident.site_id}, resident_id=resident.id)
        if line.follow_up.kind is _CALL[purpose] and line.follow_up.referral_id in wanted
    ]


def _with_provider(reader: Reader, resident_id: UUID, provider_id: UUID) -> list[ReferralLine]:
    """The open referrals of a resident to the offers of a provider."""
    offers = {offer.id for offer in reader.find(Offer, provider_id=provider_id)}
    return [
        line
        for line in referral_lines(reader, resident_id=resident_id)
        if line.standing.is_open and line.offer_id in offers
    ]
