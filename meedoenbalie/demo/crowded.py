"""A desk where everything is long and much, on top of a demonstration: what looks must stand."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from meedoenbalie.domain.follow_ups import Repeat
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Site
from meedoenbalie.domain.schedule_text import parse_commitments, parse_schedule
from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday
from meedoenbalie.services.catalogue import add_offer, confirm_places
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.follow_ups import plan
from meedoenbalie.services.hand_overs import hand_over
from meedoenbalie.services.informing import give_information
from meedoenbalie.services.providers import record_agreement, record_talk
from meedoenbalie.services.referring import prepare_referral
from meedoenbalie.services.registration import record_contact, register_resident
from meedoenbalie.services.walk_in import arrive

ACTION = "demo"
_PEOPLE = 160
_OFFERS = 24
_WAITING = 14
_GIVEN = "Ghebremeskel-Tewelde"
_FAMILY = "Woldegiorgis van den Bovenkamp-Abdurahmanzada"
_TITLE = "Samen koken, eten en Nederlands oefenen met buren uit de hele wijk"
_PROVIDER = "Stichting Welzijn en Taalontmoeting Sint-Oedenrode-Zuid"
_TEXT = (
    "Bel de begeleider van de stageplaats over de reistijd, de werkkleding en het rooster; "
    "vraag ook of de proefweek een week later mag beginnen."
)
_LANGUAGES = ("tir", "amh", "ara", "eng", "deu", "swa")
_WISHES = (
    *("werken met ouderen in een verzorgingshuis", "fietsen en bromfietsen repareren"),
    *("koken en bakken voor grote groepen", "jeugdvoetbal begeleiden", "taal oefenen"),
)


def crowd(desk: Desk, site: Site) -> tuple[UUID, UUID]:
    """Add people, offers and work with long texts at a site.

    Returns the ids of a resident and an offer about whom much is known.
    """
    today = desk.clock.today()
    with desk.together(ACTION) as joined:
        offers = [_offer(joined, site, number) for number in range(_OFFERS)]
        people = [_person(joined, site, number) for number in range(_PEOPLE)]
        for one in people[: _PEOPLE // 4]:
            for offer in offers[:3]:
                prepare_referral(joined, one, offer.id)
        who, what = people[0], offers[0]
        for offer in offers:
            give_information(joined, who, offer.id, "tir", "balie")
        for number in range(20):
            day = today - timedelta(days=3 * number)
            record_contact(joined, who, _TEXT[:80], _TEXT)
            plan(joined, _TEXT, day, resident_id=people[number], repeat=Repeat.WEEKLY)
            record_talk(joined, what.provider_id, summary=_TEXT[:80], held_on=day)
        record_agreement(joined, what.provider_id, tasks=_TEXT, risks=_TEXT)
        hand_over(joined, f"{_TEXT} {_TEXT}", resident_id=who)
        for number in range(_WAITING):
            arrive(joined, site.id, f"{_GIVEN} {number}", _LANGUAGES[number % 3])
    return who, what.id


def _person(desk: Desk, site: Site, number: int) -> UUID:
    every = [FreeDaypart(day=day, daypart=part) for day in Weekday for part in Daypart]
    made = register_resident(
        desk,
        site.id,
        given_name=f"{_GIVEN} {chr(65 + number % 26)}",
        family_name=_FAMILY,
        birth_year=2004 + number % 4,
        languages=_LANGUAGES,
        preferred_language="tir",
        dutch_level=DutchLevel.ALFA_A,
        residence_phase=ResidencePhase.STATUS_HOLDER,
        arrival_date=desk.clock.today() - timedelta(days=200),
        interests=_WISHES,
        availability=tuple(every[number % 3 :]),
        commitments=tuple(
            parse_commitments("ma 09:00-12:00 inburgeringscursus met taalstage")
            + parse_commitments("do 13:00-16:30 afspraak bij VluchtelingenWerk")
        ),
        weekly_minutes=16 * 60,
        max_travel_minutes=60,
        contact_channel="e-mail",
        contact_value="ghebremeskel.woldegiorgis.van.den.bovenkamp@post.example",
        own_words=_TEXT,
        notes=f"{_TEXT} {_TEXT}",
    )
    return made.result.id


def _offer(desk: Desk, site: Site, number: int) -> Offer:
    kinds = list(OfferKind)
    offer = add_offer(
        desk,
        _PROVIDER,
        code=f"LANG-{number:02d}",
        kind=kinds[number % len(kinds)],
        title=f"{_TITLE} {number + 1}",
        description=f"{_TEXT} {_TEXT}",
        place="Sint-Oedenrode-Zuid",
        address="Burgemeester Jonkheer van den Bovenkampstraat 118-120",
        schedule=parse_schedule("ma 09:00-11:30; wo 13:00-15:30; vr 19:00-21:00"),
        places_total=120,
        continuous_intake=True,
        travel_minutes={site.code: 25},
        contact_name="Wilhelmina Johanna van den Bovenkamp-Abdurahmanzada",
        phone="06-00001234 / 06-00005678",
        email="welzijn.en.taalontmoeting@sint-oedenrode-zuid.example",
    ).result
    confirm_places(desk, offer.id, 111)
    return offer
