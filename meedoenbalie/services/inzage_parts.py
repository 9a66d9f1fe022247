"""What is held about a person, part by part: how much, why, with whom, and each item in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from meedoenbalie.domain.choices import OwnChoice
from meedoenbalie.domain.consent import Consent, ConsentPurpose, SharedField
from meedoenbalie.domain.data_sets import DataSetSent
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.places import PlaceHold
from meedoenbalie.domain.visits import Visit
from meedoenbalie.i18n import _, formats, labels, ngettext, places
from meedoenbalie.i18n.reasons import resident_reasons
from meedoenbalie.services.messages import field_label
from meedoenbalie.storage.erasure import Change, Look
from meedoenbalie.storage.queries.residents import Dossier

IDENTITY = (
    *("given_name", "family_name", "native_name", "reference", "v_number", "pseudonym"),
    *("birth_date", "birth_year", "languages", "preferred_language", "dutch_level", "literacy"),
    *("guardian", "guardian_kind", "contact_channel", "contact_value", "site_id", "arrival_date"),
)
PHASE = ("residence_phase",)
WISHES = ("interests", "own_words", "company", "talents", "keep_informed", "notes")
WEEK = (
    *("availability", "commitments", "weekly_minutes", "week_weight"),
    *("travel_means", "max_travel_minutes"),
)
RIGHTS = ("departed_on", "keep_until", "restricted_since", "restriction", "access_asked_on")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is held, in words, and why; ``why`` is empty where the part says it."""

    label: str
    value: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one kind. ``amount`` is how many in words, ``shared`` names who got them."""

    key: str
    heading: str
    amount: str
    why: str
    shared: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The items as label, value and why."""
        return tuple((item.label, item.value, item.why) for item in self.items)


def parts_of(
    held: Dossier,
    told: Sequence[Provider],
    sets: Sequence[DataSetSent],
    changes: Sequence[Change],
    looks: Sequence[Look],
    drafts: int,
) -> tuple[Part, ...]:
    """Return the parts in the order in which the page and the print show them."""
    resident = held.resident
    reached = tuple(provider.name for provider in told)

    def fields(names: Sequence[str]) -> tuple[Item, ...]:
        return tuple(_fields(held, names))

    def count(items: Sequence[object]) -> str:
        n = len(items)
        return ngettext("{n} gegeven", "{n} gegevens", n).format(n=n)

    identity, phase, wishes, week = map(fields, (IDENTITY, PHASE, WISHES, WEEK))
    rights = fields(RIGHTS)
    who = [SharedField.NAME_AND_CONTACT, SharedField.AGE, SharedField.LEVEL_AND_LANGUAGES]
    days = formats.numeric_day
    parts = (
        Part(
            "identity",
            _("Naam, geboortedatum, talen"),
            count(identity),
            _("weten wie er komt"),
            _shared(held, told, *who),
            identity,
        ),
        Part("phase", _("Verblijfsfase"), count(phase), _("waaraan iemand mag meedoen"), (), phase),
        Part(
            "wishes",
            _("Wensen, eigen woorden"),
            _wishes(resident),
            _("passend aanbod zoeken"),
            _shared(held, told, SharedField.OWN_WORDS),
            wishes,
        ),
        Part(
            "week",
            _("Week"),
            count(week),
            _("niets laten botsen"),
            _shared(held, told, SharedField.AVAILABILITY),
            week,
        ),
        Part(
            "contacts",
            _("Contactmomenten"),
            formats.number(len(held.contacts)),
            _("collega’s zijn op de hoogte"),
            (),
            tuple(
                Item(
                    f"{formats.moment(contact.at)}, {contact.by}".rstrip(", "),
                    _contact(contact),
                )
                for contact in held.contacts
            ),
        ),
        Part(
            "informed",
            _("Voorlichting"),
            formats.number(len(held.informed)),
            _("wat al is verteld"),
            (),
            tuple(
                Item(
                    days(given.given_on),
                    " · ".join(
                        text
                        for text in (
                            offer.title,
                            formats.language_name(given.language) if given.language else "",
                            given.channel,
                            given.by,
                        )
                        if text
                    ),
                )
                for given, offer in held.informed
            ),
        ),
        Part(
            "choices",
            _("Eigen keus"),
            formats.number(len(held.choices)),
            _("de keus van de jongere telt"),
            (),
            tuple(
                Item(days(chosen.chosen_on), _choice(chosen, offer))
                for chosen, offer in held.choices
            ),
        ),
        Part(
            "held_places",
            _("Vastgehouden plaatsen"),
            formats.number(len(held.held_places)),
            _("de plaats gaat niet naar een ander"),
            (),
            tuple(Item(days(item.made_on), _hold(item, at)) for item, at in held.held_places),
        ),
        Part(
            "companions",
            _("Samen gaan"),
            formats.number(len(held.companions)),
            _("vrienden krijgen samen een plaats"),
            (),
            tuple(
                # Who the others are is theirs to tell.
                Item(days(one.agreed_on), _("wil samen met vrienden gaan") + f" · {one.noted_by}")
                for one in held.companions
            ),
        ),
        Part(
            "referrals",
            _("Doorverwijzingen"),
            formats.number(len(held.referrals)),
            _("afspraak met aanbieder"),
            reached,
            tuple(_referral_items(held)),
        ),
        Part(
            "follow_ups",
            _("Opvolgtaken en overdracht"),
            formats.number(len(held.follow_ups) + len(held.hand_overs)),
            _("niets raakt vergeten"),
            (),
            tuple(_follow_up_items(held)),
        ),
        Part(
            "visits",
            _("Bezoeken aan de balie"),
            formats.number(len(held.visits)),
            _("niets twee keer vragen"),
            (),
            tuple(Item(formats.moment(visit.arrived_at), _visit(visit)) for visit in held.visits),
        ),
        Part(
            "doubles",
            _("Dubbele dossiers"),
            formats.number(len(held.former) + len(held.not_double)),
            _("niemand staat er twee keer in"),
            (),
            tuple(_double_items(held)),
        ),
        Part(
            "consents",
            _("Toestemming"),
            formats.number(len(held.consents)),
            _("wat delen mag"),
            (),
            tuple(
                Item(f"{provider.name}, {days(consent.answered_on)}", _consent(consent))
                for consent, provider in held.consents
            ),
        ),
        Part(
            "rights",
            _("Vertrek en rechten"),
            count(rights),
            _("op tijd wissen"),
            (),
            rights,
        ),
        Part(
            "journal",
            _("Journaal"),
            ngettext("{n} regel", "{n} regels", len(changes)).format(n=len(changes)),
            _("zien wie wat veranderde"),
            (),
            tuple(
                Item(
                    formats.moment(change.at),
                    f"{labels.step(change.action, change.label)} · {change.actor}",
                )
                for change in _once(changes)
            ),
        ),
        Part(
            "looks",
            _("Wie dit bekeek"),
            formats.number(len(looks)),
            _("zien wie bij gegevens kwam"),
            (),
            tuple(
                Item(formats.moment(look.at), f"{labels.action(look.action)} · {look.actor}")
                for look in looks
            ),
        ),
        Part(
            "data_sets",
            _("Gegevenssets"),
            _("{n} met schijnnaam").format(n=formats.number(len(sets))),
            _("cijfers over azc’s samen"),
            (_("programmateam"),) if sets else (),
            tuple(
                Item(_("set {number}").format(number=sent.number), formats.moment(sent.made_at))
                for sent in sets
            ),
        ),
    )
    if not drafts:
        return parts
    words = ngettext("{n} kladje", "{n} kladjes", drafts).format(n=drafts)
    return (*parts, Part("drafts", _("Half ingevuld"), words, _("niets raakt kwijt"), (), ()))


def _hold(hold: PlaceHold, offer: Offer) -> str:
    words = [
        offer.title,
        places.start(hold.start_on) if hold.start_on else "",
        _("tot en met {day}").format(day=formats.numeric_day(hold.until)),
        labels.hold_ending(hold.ending) if hold.ending else "",
        hold.made_by,
    ]
    return " · ".join(word for word in words if word)


def _fields(held: Dossier, names: Sequence[str]) -> Iterator[Item]:
    reasons = resident_reasons()
    for name in names:
        value = getattr(held.resident, name)
        if value not in (None, "", ()):
            yield Item(_label(name), _text(held, name), reasons[name])


def _label(name: str) -> str:
    own = {
        "pseudonym": _("Schijnnaam"),
        "site_id": _("Locatie"),
        "keep_until": _("Langer bewaren tot"),
        "restricted_since": _("Gebruik beperkt sinds"),
        "restriction": _("Afspraak over beperking"),
        "access_asked_on": _("Inzage gevraagd op"),
    }
    return own.get(name) or field_label(name)


def _text(held: Dossier, name: str) -> str:
    value = getattr(held.resident, name)
    words: dict[str, Callable[[], str]] = {
        "site_id": lambda: held.site.name,
        "languages": lambda: ", ".join(map(formats.language_name, value)),
        "preferred_language": lambda: formats.language_name(value),
        "literacy": lambda: labels.literacy(value),
        "residence_phase": lambda: labels.phase(value),
        "interests": lambda: ", ".join(value),
        "talents": lambda: ", ".join(value),
        "guardian_kind": lambda: labels.guardian_kind(value),
        "company": lambda: labels.company(value),
        "week_weight": lambda: labels.week_weight(value),
        "travel_means": lambda: ", ".join(map(labels.travel_means, value)),
        "keep_informed": lambda: labels.consent(value),
        "availability": lambda: ", ".join(
            f"{labels.weekday(free.day)} {labels.daypart(free.daypart)}" for free in value
        ),
        "commitments": lambda: ", ".join(
            f"{formats.slot(slot)} {slot.label}".strip() for slot in value
        ),
        "weekly_minutes": lambda: formats.duration(value),
        "max_travel_minutes": lambda: formats.duration(value),
    }
    if name in words:
        return words[name]()
    if name.endswith(("_on", "_date", "_since", "_until")):
        return formats.full_day(value)
    return str(value)


def _wishes(resident: Resident) -> str:
    n = len(resident.interests)
    parts = [ngettext("{n} wens", "{n} wensen", n).format(n=n)] if n else []
    if resident.own_words or resident.notes:
        parts.append(_("eigen woorden"))
    return ", ".join(parts) or _("niets")


def _shared(held: Dossier, told: Sequence[Provider], *fields: SharedField) -> tuple[str, ...]:
    """Names of the providers that were sent something and that were allowed these fields."""
    about = [one for one in held.consents if one[0].purpose is ConsentPurpose.REFERRAL]
    allowed = {
        provider.id
        for consent, provider in about
        if not consent.shared or set(fields) & set(consent.shared)
    }
    asked = {provider.id for _consent, provider in about}
    return tuple(
        provider.name for provider in told if provider.id in allowed or provider.id not in asked
    )


def _contact(contact: Contact) -> str:
    language = formats.language_name(contact.language) if contact.language else ""
    interpreter = _("tolk: {name}").format(name=contact.interpreter) if contact.interpreter else ""
    parts = (contact.summary, contact.detail, language, interpreter)
    return ". ".join(text for text in parts if text)


def _consent(consent: Consent) -> str:
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


def _choice(chosen: OwnChoice, offer: Offer | None) -> str:
    what = offer.title if offer is not None else _("alles wat is voorgesteld")
    return " · ".join(text for text in (labels.choice(chosen.rank), what, chosen.noted_by) if text)


def _referral_items(held: Dossier) -> Iterator[Item]:
    for item in held.referrals:
        for event in item.events:
            parts = (
                labels.event(event.kind),
                event.receiver,
                labels.reason(event.reason) if event.reason else event.reason_text,
                labels.outcome(event.outcome) if event.outcome else "",
                event.note,
                event.recorded_by,
            )
            day = formats.numeric_day(event.happened_on)
            yield Item(
                f"{item.referral.reference} {item.offer.title}, {day}",
                " · ".join(part for part in parts if part),
            )


def _visit(visit: Visit) -> str:
    parts = (
        labels.visit_purpose(visit.purpose),
        formats.language_name(visit.language) if visit.language else "",
        labels.visit_state(visit.state),
        visit.given_name,
        visit.served_by,
    )
    return " · ".join(part for part in parts if part)


def _double_items(held: Dossier) -> Iterator[Item]:
    for former in held.former:
        text = _("was ook {number}").format(number=former.reference)
        yield Item(formats.numeric_day(former.merged_on), f"{text} · {former.by}".rstrip(" ·"))
    # Who the other is, is theirs.
    for said in held.not_double:
        yield Item(formats.numeric_day(said.said_on), _("lijkt op iemand anders, en is het niet"))


def _follow_up_items(held: Dossier) -> Iterator[Item]:
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


def _once(changes: Sequence[Change]) -> Iterator[Change]:
    """One line for one step, however many records it changed."""
    seen = set()
    for change in changes:
        key = (change.at, change.actor, change.action, change.label)
        if key not in seen:
            seen.add(key)
            yield change
