"""What is held about a person in words: talks, consents, referrals, visits, follow-ups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meedoenbalie.domain.attendance import Attendance
from meedoenbalie.domain.choices import OwnChoice
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.consent import Consent
from meedoenbalie.domain.experiences import Experience
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Contact
from meedoenbalie.domain.places import PlaceHold
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.domain.transfers import Direction
from meedoenbalie.domain.visits import Visit
from meedoenbalie.i18n import _, experiences, formats, labels, places
from meedoenbalie.services.field_words import label_of, value_text
from meedoenbalie.storage.erasure import Change
from meedoenbalie.storage.queries.residents import Dossier


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is held, in words, and why; ``why`` is empty where the part says it."""

    label: str
    value: str
    why: str = ""


def hold(hold: PlaceHold, offer: Offer) -> str:
    """Return a place that is kept, until when, and how that ended."""
    words = [
        offer.title,
        places.start(hold.start_on) if hold.start_on else "",
        _("tot en met {day}").format(day=formats.numeric_day(hold.until)),
        labels.hold_ending(hold.ending) if hold.ending else "",
        hold.made_by,
    ]
    return " · ".join(word for word in words if word)


def contact(contact: Contact) -> str:
    """Return what was said, in which language and through whom."""
    language = formats.language_name(contact.language) if contact.language else ""
    interpreter = _("tolk: {name}").format(name=contact.interpreter) if contact.interpreter else ""
    parts = (contact.summary, contact.detail, language, interpreter)
    return ". ".join(text for text in parts if text)


def consent(consent: Consent) -> str:
    """Return an answer: what for, what may be shared, until when, and how it was explained."""
    parts = [labels.consent_purpose(consent.purpose), labels.consent(consent.answer)]
    parts += [labels.shared_field(field) for field in consent.shared]
    if consent.valid_until:
        until = formats.numeric_day(consent.valid_until)
        parts.append(_("geldt tot en met {day}").format(day=until))
    if consent.explained_by:
        parts.append(_("uitgelegd door {name}").format(name=consent.explained_by))
    if consent.interpreter:
        parts.append(_("tolk: {name}").format(name=consent.interpreter))
    if consent.understood:
        parts.append(_("in eigen woorden teruggezegd"))
    if consent.guardian_agreed:
        parts.append(_("voogd of ouder akkoord"))
    return " · ".join(parts)


def choice(chosen: OwnChoice, offer: Offer | None) -> str:
    """Return what somebody chose or refused."""
    what = offer.title if offer is not None else _("alles wat is voorgesteld")
    return " · ".join(text for text in (labels.choice(chosen.rank), what, chosen.noted_by) if text)


def referral_items(held: Dossier) -> Iterator[Item]:
    """Yield every event of every referral."""
    references = {item.referral.id: item.referral.reference for item in held.referrals}
    for item in held.referrals:
        first = references.get(item.referral.follows_id) if item.referral.follows_id else None
        for event in item.events:
            begins = first is not None and event.kind is EventKind.DRAFT
            parts = (
                labels.event(event.kind),
                _("vervolg op {reference}").format(reference=first) if begins else "",
                event.receiver,
                labels.reason(event.reason) if event.reason else event.reason_text,
                labels.outcome(event.outcome) if event.outcome else "",
                labels.activities(event.activities) if event.activities else "",
                event.note,
                event.recorded_by,
            )
            day = formats.numeric_day(event.happened_on)
            yield Item(
                f"{item.referral.reference} {item.offer.title}, {day}",
                " · ".join(part for part in parts if part),
            )


def attendance_items(held: Dossier) -> Iterator[Item]:
    """Yield the hours of every week that were noted."""
    for item in held.referrals:
        for one in item.attendance:
            yield Item(
                f"{item.offer.title}, {formats.week(IsoWeek.parse(one.week))}", attendance(one)
            )


def attendance(one: Attendance) -> str:
    """Return the hours of one week: made, agreed, whether an absence was told, and by whom."""
    made = formats.duration(one.made_minutes)
    if one.agreed_minutes is not None:
        agreed = formats.duration(one.agreed_minutes)
        made = _("{made} van {agreed}").format(made=made, agreed=agreed)
    absence = labels.absence(one.absence) if one.absence else ""
    noted = f"{one.noted_by}, {formats.numeric_day(one.noted_on)}"
    return " · ".join(part for part in (made, absence, noted) if part)


def experience_items(held: Dossier) -> Iterator[Item]:
    """Yield what the young person said of each referral, moment by moment."""
    for item in held.referrals:
        for one in item.experiences:
            moment = experiences.moment(one.moment)
            yield Item(f"{item.offer.title}, {moment}", experience(one))


def experience(one: Experience) -> str:
    """Return what was said at one moment, how, in which language, and who noted it."""
    parts = (
        *experiences.answers(one),
        f"{experiences.way(one.way)}, {formats.language_name(one.language)}",
        f"{one.noted_by}, {formats.numeric_day(one.answered_on)}",
    )
    return " · ".join(parts)


_CIVIC = tuple(
    name for name in CivicIntegration.model_fields if name not in ("id", "version", "resident_id")
)


def civic_items(record: CivicIntegration) -> Iterator[Item]:
    """Yield what is recorded of civic integration, field by field."""
    for name in _CIVIC:
        value = value_text(name, getattr(record, name), {})
        if value:
            yield Item(label_of(name), value)


def visit(visit: Visit) -> str:
    """Return what somebody came for and what came of it."""
    parts = (
        labels.visit_purpose(visit.purpose),
        formats.language_name(visit.language) if visit.language else "",
        labels.visit_state(visit.state),
        visit.given_name,
        visit.served_by,
    )
    return " · ".join(part for part in parts if part)


def double_items(held: Dossier) -> Iterator[Item]:
    """Yield the dossiers that were merged, and that somebody is no double."""
    for former in held.former:
        text = _("was ook {number}").format(number=former.reference)
        yield Item(formats.numeric_day(former.merged_on), f"{text} · {former.by}".rstrip(" ·"))
    # Who the other is, is theirs.
    for said in held.not_double:
        yield Item(formats.numeric_day(said.said_on), _("lijkt op iemand anders, en is het niet"))


def follow_up_items(held: Dossier) -> Iterator[Item]:
    """Yield what is to be done, was done, and was handed over."""
    for one in held.follow_ups:
        done = ""
        if one.done_on is not None:
            done = _("gedaan op {day} door {name}").format(
                day=formats.numeric_day(one.done_on), name=one.done_by
            )
        what = one.text or labels.follow_up_kind(one.kind)
        parts = (what, one.owner, labels.repeat(one.repeat) if one.about_on and one.text else "")
        yield Item(formats.numeric_day(one.due_on), " · ".join(p for p in (*parts, done) if p))
    for note in held.hand_overs:
        yield Item(f"{formats.moment(note.at)}, {note.by}", note.text)


def once(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield one line for one step, however many records it changed."""
    seen = set()
    for change in changes:
        key = (change.at, change.actor, change.action, change.label)
        if key not in seen:
            seen.add(key)
            yield change


def transfer_items(held: Dossier) -> Iterator[Item]:
    """Say to which desk the dossier went, and from which it came."""
    for one in held.transfers:
        words = (
            _("ging naar {desk}") if one.direction is Direction.OUT else _("kwam van {desk}")
        ).format(desk=one.desk)
        yield Item(formats.moment(one.at), f"{words} · {one.by}".rstrip(" ·"))
