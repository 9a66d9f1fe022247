"""What is held about a person, part by part: how much, why, with whom, and each item in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meedoenbalie.domain.consent import ConsentPurpose, SharedField
from meedoenbalie.domain.data_sets import DataSetSent
from meedoenbalie.domain.offers import Provider
from meedoenbalie.domain.transfers import Direction
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.i18n import civic as civic_words
from meedoenbalie.services import inzage_words as in_words
from meedoenbalie.services.inzage_fields import fields_of, wishes_of
from meedoenbalie.services.inzage_words import Item
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
        return tuple(fields_of(held, names))

    def count(items: Sequence[object]) -> str:
        n = len(items)
        return ngettext("{n} gegeven", "{n} gegevens", n).format(n=n)

    identity, phase, wishes, week = map(fields, (IDENTITY, PHASE, WISHES, WEEK))
    rights = fields(RIGHTS)
    civic = tuple(in_words.civic_items(held.civic)) if held.civic else ()
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
            wishes_of(resident),
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
                    in_words.contact(contact),
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
                Item(days(chosen.chosen_on), in_words.choice(chosen, offer))
                for chosen, offer in held.choices
            ),
        ),
        Part(
            "held_places",
            _("Vastgehouden plaatsen"),
            formats.number(len(held.held_places)),
            _("de plaats gaat niet naar een ander"),
            (),
            tuple(
                Item(days(item.made_on), in_words.hold(item, at)) for item, at in held.held_places
            ),
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
            tuple(in_words.referral_items(held)),
        ),
        Part(
            "attendance",
            _("Uren"),
            formats.number(sum(len(item.attendance) for item in held.referrals)),
            _("afgesproken uren zijn te tellen"),
            (),
            tuple(in_words.attendance_items(held)),
        ),
        Part(
            "experiences",
            _("Ervaringen"),
            formats.number(sum(len(item.experiences) for item in held.referrals)),
            _("horen wat helpt en wat moeilijk is"),
            (),
            tuple(in_words.experience_items(held)),
        ),
        Part(
            "civic",
            _("Inburgering"),
            count(civic),
            civic_words.purpose(held.civic.purpose) if held.civic else _("alleen met een reden"),
            (),
            civic,
        ),
        Part(
            "follow_ups",
            _("Opvolgtaken en overdracht"),
            formats.number(len(held.follow_ups) + len(held.hand_overs)),
            _("niets raakt vergeten"),
            (),
            tuple(in_words.follow_up_items(held)),
        ),
        Part(
            "visits",
            _("Bezoeken aan de balie"),
            formats.number(len(held.visits)),
            _("niets twee keer vragen"),
            (),
            tuple(
                Item(formats.moment(visit.arrived_at), in_words.visit(visit))
                for visit in held.visits
            ),
        ),
        Part(
            "doubles",
            _("Dubbele dossiers"),
            formats.number(len(held.former) + len(held.not_double)),
            _("niemand staat er twee keer in"),
            (),
            tuple(in_words.double_items(held)),
        ),
        Part(
            "transfers",
            _("Overdracht"),
            formats.number(len(held.transfers)),
            _("het dossier verhuist mee"),
            tuple(
                dict.fromkeys(one.desk for one in held.transfers if one.direction is Direction.OUT)
            ),
            tuple(in_words.transfer_items(held)),
        ),
        Part(
            "consents",
            _("Toestemming"),
            formats.number(len(held.consents)),
            _("wat delen mag"),
            (),
            tuple(
                Item(f"{provider.name}, {days(consent.answered_on)}", in_words.consent(consent))
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
                for change in in_words.once(changes)
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
