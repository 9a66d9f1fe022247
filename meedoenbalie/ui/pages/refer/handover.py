"""How far the referral to one offer is, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.choices import OwnChoice
from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.domain.retention import months_later
from meedoenbalie.domain.sharing import GUARDIAN_UNDER, Lack, lacks_for_sharing
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services import messages
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.services.matching_text import called
from meedoenbalie.services.referring_again import earlier_of
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.ui.widgets.reasons import Verdict


@dataclass(frozen=True, slots=True)
class Handover:
    """One offer: its referral of now, if any, and what the resident said about sharing.

    ``consent`` is the last answer about referring to the provider, ``progress`` about hearing how
    it goes. ``others`` are open referrals to the same offer that somebody made before: a second one
    is warned about. ``consent_until`` is the day until which a yes holds when nothing else is
    agreed. ``earlier`` ended without success; the new one may go on from it. ``choice`` is what the
    young person said of this offer, or of all of them.
    """

    line: OfferLine
    resident: Resident
    today: date
    referral: DossierReferral | None
    others: tuple[DossierReferral, ...]
    consent: Consent | None
    progress: Consent | None
    consent_until: date
    earlier: DossierReferral | None = None
    choice: OwnChoice | None = None

    @property
    def kind(self) -> str:
        """The kind of offer in one word."""
        return labels.offer_kind_short(self.line.offer.kind)

    @property
    def is_prepared(self) -> bool:
        """Tell whether the referral was put ready."""
        return self.referral is not None

    @property
    def is_sent(self) -> bool:
        """Tell whether it has left the desk."""
        return self.referral is not None and self.referral.standing.state is not ReferralState.DRAFT

    @property
    def may_share(self) -> bool:
        """Tell whether the resident's consent holds today."""
        return self.consent is not None and self.consent.holds_on(self.today)

    @property
    def may_hear(self) -> bool:
        """Tell whether the provider may tell today how it goes."""
        return lacks_for_sharing(self.resident, self.progress, self.today) is None

    @property
    def lacking(self) -> Lack | None:
        """Return what is lacking before the provider may hear of the resident; None for nothing."""
        return lacks_for_sharing(self.resident, self.consent, self.today)

    @property
    def needs_guardian(self) -> bool:
        """Tell whether a parent or guardian has to agree.

        Source: AVG art. 8 and UAVG art. 5, under 16; an age that isn't known is asked about.
        """
        age = self.resident.age_on(self.today)
        return age is None or age < GUARDIAN_UNDER

    def lacks(self, receiver: str) -> str:
        """Say why it can't be sent yet; an empty text when it can."""
        if not self.is_prepared:
            return _("Zet eerst klaar.")
        if not self.may_share:
            return messages.refusal("consent_missing")
        if self.lacking is Lack.GUARDIAN:
            return messages.refusal("guardian_missing")
        return "" if receiver.strip() else messages.refusal("receiver_missing")


def handovers(
    dossier: Dossier,
    lines: Iterable[OfferLine],
    today: date,
    ours: Set[UUID],
    consent_months: int,
) -> tuple[Handover, ...]:
    """Return where each offer stands. ``ours`` are the referrals that were made on this page.

    A draft that lies ready already is taken up again: nobody needs two.
    """
    found: list[Handover] = []
    for line in lines:
        to_it = [item for item in dossier.referrals if item.offer.id == line.offer.id]
        running = [item for item in to_it if item.standing.is_open]
        current = next((item for item in running if item.referral.id in ours), None) or next(
            (item for item in running if item.standing.state is ReferralState.DRAFT), None
        )
        found.append(
            Handover(
                line,
                dossier.resident,
                today,
                current,
                tuple(item for item in running if item is not current),
                dossier.last_answer(line.provider.id, ConsentPurpose.REFERRAL),
                dossier.last_answer(line.provider.id, ConsentPurpose.PROGRESS),
                months_later(today, consent_months),
                earlier_of(dossier.referrals, line.offer.id),
                own_choice(dossier, line.offer.id),
            )
        )
    return tuple(found)


def own_choice(dossier: Dossier, offer_id: UUID) -> OwnChoice | None:
    """Return what the resident said of an offer, or else a no to all; None when nothing."""
    said = {one.offer_id: one for one, _offer in dossier.choices}
    return said.get(offer_id) or said.get(None)


def choice_words(handover: Handover) -> tuple[str, str] | None:
    """Return what the resident chose, and when that was noted; None without a choice."""
    choice = handover.choice
    if choice is None:
        return None
    name, title = called(handover.resident), handover.line.offer.title
    if choice.rank is not None:
        strong = _("{title} is de {choice} van {name}.").format(
            title=title, choice=formats.inside(labels.choice(choice.rank)), name=name
        )
    else:
        strong = _("{name} zei nee tegen {title}.").format(name=name, title=title)
    noted = _("Genoteerd op {day} door {who}.").format(
        day=formats.full_day(choice.chosen_on), who=choice.noted_by
    )
    return strong, noted


def consent_words(handover: Handover, *, short: bool = False) -> tuple[Verdict, str]:
    """Return what the resident said about sharing with this provider, with its sign.

    ``short`` leaves out the language.
    """
    consent = handover.consent
    if consent is None:
        return "unknown", _("Toestemming nog niet gevraagd")
    if consent.answer is ConsentAnswer.NO:
        return "fits_not", _("Geen toestemming")
    if consent.answer is ConsentAnswer.THINKING:
        return "unknown", _("Denkt er nog over na")
    if not handover.may_share:
        return "unknown", _("Toestemming is verlopen")
    day = (
        _("vandaag") if consent.answered_on == handover.today else formats.day(consent.answered_on)
    )
    if short or not consent.language:
        return "fits", _("Toestemming {day}").format(day=day)
    return "fits", _("Toestemming {day}, in het {language}").format(
        day=day, language=formats.language_name(consent.language)
    )


def progress_words(handover: Handover) -> list[tuple[Verdict, str]]:
    """Return what the resident said about hearing how it goes, with its sign; nothing unasked."""
    said = handover.progress
    if said is None:
        return []
    if said.answer is ConsentAnswer.NO:
        return [("fits_not", _("Horen hoe het gaat: mag niet"))]
    if not handover.may_hear:
        held = said.holds_on(handover.today)
        lacking = _("ouder of voogd nog niet akkoord") if held else _("nog niet zeker")
        return [("unknown", _("Horen hoe het gaat: {lacking}").format(lacking=lacking))]
    return [("fits", _("Horen hoe het gaat: mag"))]


def all_in_short(found: Iterable[Handover]) -> str:
    """Return in one line which offers have consent: *MDT heeft toestemming, taal nog niet*."""
    each = tuple(found)
    given = [one.kind for one in each if one.may_share]
    lacking = [one.kind for one in each if not one.may_share]
    if not lacking or len(each) < 2:
        return ""
    if not given:
        return _("Nog geen toestemming")
    return _("{kind} heeft toestemming, {other} nog niet").format(
        kind=", ".join(given), other=", ".join(lacking)
    )
