"""What goes to the provider: only what the resident agreed to share, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from meedoenbalie.domain.consent import Consent, SharedField
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.i18n import _, formats
from meedoenbalie.i18n.free_time import availability_text
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.services.matching_text import called


@dataclass(frozen=True, slots=True)
class Mail:
    """To whom, about what, and the text."""

    receiver: str
    subject: str
    body: str

    @property
    def whole(self) -> str:
        """All of it, as it is copied."""
        to = _("Aan: {receiver}").format(receiver=self.receiver)
        about = _("Onderwerp: {subject}").format(subject=self.subject)
        return f"{to}\n{about}\n\n{self.body}"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends it, from which azc, on which day."""

    user: str
    site: Site
    today: date

    @property
    def answer_by(self) -> date:
        """The last day of the site's term for an answer."""
        return self.today + timedelta(days=self.site.response_days)


def mail_for(
    resident: Resident, line: OfferLine, consent: Consent, receiver: str, sender: Sender
) -> Mail:
    """Return the text for the contact of a provider.

    Nothing stands in it that ``consent`` doesn't name. The first name is the most it says of the
    name: mail can be read on its way, so the rest is told by telephone.
    """
    shared = set(consent.shared)
    named = SharedField.NAME_AND_CONTACT in shared
    name = called(resident) if named else _("De jongere")
    sentences = [_wish(resident, line, shared, sender)]
    if SharedField.AVAILABILITY in shared and resident.availability:
        sentences.append(
            _("{name} kan: {when}.").format(
                name=name, when=availability_text(resident.availability)
            )
        )
    if SharedField.LEVEL_AND_LANGUAGES in shared:
        sentences += _languages(resident, name)
    if SharedField.OWN_WORDS in shared and resident.interests:
        sentences.append(
            _("Wat {name} graag wil: {wishes}.").format(
                name=name if named else _("de jongere"), wishes=", ".join(resident.interests)
            )
        )
    request = _("Laat u uiterlijk {day} weten of er plaats is? Dan hoort {name} het van mij.")
    paragraphs = [
        _("Beste {receiver},").format(receiver=receiver) if receiver else _("Beste lezer,"),
        " ".join(sentences),
        request.format(
            day=formats.long_day(sender.answer_by), name=name if named else _("de jongere")
        ),
        f"{sender.user}\n" + _("Meedoenbalie {site}").format(site=sender.site.name),
    ]
    to = ", ".join(part for part in (receiver, line.provider.name) if part)
    subject = _("Nieuwe deelnemer voor {title}").format(title=line.offer.title)
    return Mail(to, subject, "\n\n".join(paragraphs))


def _wish(resident: Resident, line: OfferLine, shared: set[SharedField], sender: Sender) -> str:
    who = called(resident) if SharedField.NAME_AND_CONTACT in shared else _("Een jongere")
    age = resident.age_on(sender.today)
    if SharedField.AGE in shared and age is not None:
        who = _("{name} ({age} jaar)").format(name=who, age=age)
    start = line.offer.next_start(sender.today)
    if start is not None and start in line.offer.start_dates:
        return _("{name} wil graag meedoen met {title} vanaf {day}.").format(
            name=who, title=line.offer.title, day=formats.full_day(start)
        )
    return _("{name} wil graag meedoen met {title}.").format(name=who, title=line.offer.title)


def _languages(resident: Resident, name: str) -> list[str]:
    said = []
    if resident.languages:
        said.append(
            _("{name} spreekt {languages}.").format(
                name=name, languages=_listed(resident.languages)
            )
        )
    if resident.dutch_level is not None:
        said.append(_("Nederlands: niveau {level}.").format(level=resident.dutch_level.value))
    return said


def _listed(codes: tuple[str, ...]) -> str:
    *first, last = (formats.language_name(code) for code in codes)
    if not first:
        return last
    return _("{first} en {last}").format(first=", ".join(first), last=last)
