"""The referral letter: on paper, or in a locked PDF beside a mail that somebody sends by hand.

Nothing leaves the desk here, and no state changes: only *Verstuurd* says that it went.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from meedoenbalie.domain.consent import ConsentPurpose
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.providers import ProviderContact
from meedoenbalie.domain.referrals import Referral, ReferralEvent, standing_of
from meedoenbalie.domain.sharing import Lack, lacks_for_sharing, shared_of
from meedoenbalie.i18n import formats
from meedoenbalie.services.consents import last_answer
from meedoenbalie.services.desk import DESK_ROLES, Desk
from meedoenbalie.services.referring import Refused
from meedoenbalie.services.reporting import CannotReport
from meedoenbalie.services.rights import refuse_restricted
from meedoenbalie.storage.queries.places import start_held
from meedoenbalie.storage.unit_of_work import Reader

if TYPE_CHECKING:
    from meedoenbalie.reports.referral_letter import ReferralLetter

__all__ = ["Locked", "letter_mail", "locked_letter", "print_letter"]


@dataclass(frozen=True, slots=True)
class Locked:
    """A file with a locked letter, and the passphrase, which is kept nowhere: tell it by phone."""

    path: Path
    passphrase: str


def print_letter(
    desk: Desk, referral_id: UUID, receiver: str, out: Path, *, demo: bool = False
) -> Path:
    """Write the letter as PDF to be printed, and note in the access log that it was made.

    It says only what the resident's consent names (AVG art. 5(1)(c)). Raises Refused when there is
    no consent that holds, under 16 no guardian's agreement, no receiver, or the referral is over;
    Restricted, UnknownRecord, NotAllowed, CannotReport, and OSError when the disk refuses: then
    ``out`` is as it was.
    """
    letter, _to = _letter(desk, "print_referral_letter", referral_id, receiver, out, demo=demo)
    _write(out, _pdf(letter))
    return out


def locked_letter(
    desk: Desk, referral_id: UUID, receiver: str, out: Path, *, demo: bool = False
) -> Locked:
    """Write the letter as PDF that opens with a passphrase only; raises what print_letter does."""
    letter, _to = _letter(desk, "print_referral_letter", referral_id, receiver, out, demo=demo)
    passphrase, content = _lock(letter)
    _write(out, content)
    return Locked(out, passphrase)


def letter_mail(
    desk: Desk,
    referral_id: UUID,
    receiver: str,
    out: Path,
    *,
    subject: str,
    text: str,
    demo: bool = False,
) -> Locked:
    """Write a mail with the locked letter beside ``text``; nobody sends it but a person.

    It is addressed to the contact of that name, else to the offer or its provider. The passphrase
    stands nowhere in it. Raises what print_letter does.
    """
    from meedoenbalie.exchange.mail_file import mail_file
    from meedoenbalie.reports.referral_letter_words import file_title

    letter, to = _letter(desk, "prepare_letter_mail", referral_id, receiver, out, demo=demo)
    passphrase, content = _lock(letter)
    name = f"{file_title(letter)}.pdf"
    _write(out, mail_file(to=to, subject=subject, text=text, name=name, pdf=content))
    return Locked(out, passphrase)


def _letter(
    desk: Desk, action: str, referral_id: UUID, receiver: str, out: Path, *, demo: bool
) -> tuple[ReferralLetter, str]:
    """Return the letter and the address it goes to."""
    from meedoenbalie.reports.referral_letter import ReferralLetter

    if not out.parent.is_dir():
        raise CannotReport("folder_missing", out.parent.name)
    today, receiver = desk.clock.today(), receiver.strip()
    with desk.read(action, DESK_ROLES) as reader:
        referral = reader.get(Referral, referral_id)
        resident = reader.get(Resident, referral.resident_id)
        offer = reader.get(Offer, referral.offer_id)
        provider = reader.get(Provider, offer.provider_id)
        site = reader.get(Site, resident.site_id)
        refuse_restricted(resident)
        events = reader.find(ReferralEvent, order_by="sequence", referral_id=referral.id)
        standing = standing_of(events)
        if not standing.is_open:
            raise Refused("illegal_transition", standing)
        consent = last_answer(reader, resident.id, provider.id, ConsentPurpose.REFERRAL)
        lack = lacks_for_sharing(resident, consent, today)
        if consent is None or lack is Lack.CONSENT:
            raise Refused("consent_missing", standing)
        if lack is Lack.GUARDIAN:
            raise Refused("guardian_missing", standing)
        if not receiver:
            raise Refused("receiver_missing", standing)
        to = _address(reader, receiver, offer, provider)
        start = start_held(reader, resident.id, offer.id, today) or offer.next_start(today)
    letter = ReferralLetter(
        reference=referral.reference,
        receiver=receiver,
        provider_name=provider.name,
        offer_title=offer.title,
        schedule=offer.schedule.text or formats.slots(offer.schedule.slots),
        start=start if start in offer.start_dates else None,
        shared=shared_of(resident, consent, today),
        consent_on=consent.answered_on,
        answer_by=today + timedelta(days=site.response_days),
        today=today,
        sender=desk.user.name,
        site_name=site.name,
        phone=site.phone,
        demo=demo,
    )
    desk.note(action, resident.id)
    return letter, to


def _address(reader: Reader, receiver: str, offer: Offer, provider: Provider) -> str:
    contact = reader.first(ProviderContact, provider_id=provider.id, name=receiver)
    return (contact.email if contact is not None else "") or offer.email or provider.email


def _pdf(letter: ReferralLetter) -> bytes:
    from meedoenbalie.reports.problems import FontMissing
    from meedoenbalie.reports.referral_letter_pdf import referral_letter_pdf

    try:
        return referral_letter_pdf(letter)
    except FontMissing as error:
        raise CannotReport("font_missing", str(error)) from error


def _lock(letter: ReferralLetter) -> tuple[str, bytes]:
    from meedoenbalie.reports.locked import locked, new_pdf_passphrase

    passphrase = new_pdf_passphrase()
    return passphrase, locked(_pdf(letter), passphrase)


def _write(out: Path, content: bytes) -> None:
    from meedoenbalie.reports.files import write_whole

    try:
        write_whole(out, content)
    except (IsADirectoryError, PermissionError) as error:
        raise CannotReport("file_in_use", out.name) from error
