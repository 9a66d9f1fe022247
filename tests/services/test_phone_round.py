"""The phone round asks for old figures, what cannot wait first, and keeps what was said."""

from datetime import date, timedelta
from typing import Any

import pytest

from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.domain.providers import ProviderTalk
from meedoenbalie.services import catalogue, providers, referring, registration, undoing
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.phone_round import note_no_answer, phone_round, take_down
from tests.opened_desk import TODAY

SPRING, SUMMER, PAST = date(2026, 4, 6), date(2026, 6, 1), date(2026, 2, 2)


def add(desk: Desk, code: str, provider: str = "Buurtkracht", **values: Any) -> Offer:
    return catalogue.add_offer(
        desk, provider, code=code, kind=OfferKind.ACTIVITY, title=f"Aanbod {code}", **values
    ).result


def days(number: int) -> date:
    return TODAY - timedelta(days=number)


def round_of(desk: Desk) -> list[tuple[str, date | None]]:
    return [(one.offer.code, one.figure.on) for one in phone_round(desk)]


def talks(desk: Desk) -> list[str]:
    with desk.read() as reader:
        return [talk.summary for talk in reader.find(ProviderTalk, order_by="summary")]


def test_who_is_waited_for_comes_first_then_the_oldest_and_a_provider_is_called_once(
    desk: Desk, site: Site
) -> None:
    add(desk, "M01", places=2, places_confirmed_on=days(14))
    add(desk, "M02", "De Schakel", places=2, places_confirmed_on=days(15))
    add(desk, "M03", "Taalhuis", places=2, places_confirmed_on=days(90))
    add(desk, "M04", "Atelier")
    wanted = add(desk, "M05", "Fietsles", places=1, places_confirmed_on=days(20))
    add(desk, "M06", "Fietsles", places=1, places_confirmed_on=days(30))
    add(desk, "M07", places=1, places_confirmed_on=days(50), active=False)
    semhar = registration.register_resident(desk, site.id, given_name="Semhar").result
    referring.prepare_referral(desk, semhar.id, wanted.id)
    assert [code for code, _start in round_of(desk)] == ["M05", "M06", "M04", "M03", "M02"]
    first = phone_round(desk)[0]
    assert (first.waiting, first.held, first.last_talk) == (1, 0, None)


def test_each_start_ahead_is_asked_and_an_answer_is_for_that_start(desk: Desk) -> None:
    fresh = PlacesFigure(on=SUMMER, places=4, confirmed_on=TODAY)
    offer = add(
        desk,
        "T01",
        places=9,
        places_total=12,
        places_confirmed_on=days(40),
        start_dates=(SPRING, SUMMER, PAST),
        start_places=(fresh,),
    )
    (question,) = phone_round(desk)
    assert (question.figure.on, question.figure.places) == (SPRING, 9)
    after = take_down(desk, offer.id, SPRING, 0).result
    assert after.figure(SPRING) == PlacesFigure(
        on=SPRING, places=0, total=12, confirmed_on=TODAY, asked_by="Marleen"
    )
    assert (after.figure(SUMMER), after.places) == (fresh, 9)
    assert phone_round(desk) == ()
    assert after.next_start(TODAY) == SUMMER


def test_one_call_is_one_contact_moment_and_undo_takes_an_answer_back(desk: Desk) -> None:
    one = add(desk, "M01", places=3, places_confirmed_on=days(40))
    two = add(desk, "M02")
    take_down(desk, one.id, None, 3)
    take_down(desk, two.id, None, 0)
    assert talks(desk) == ["Belronde. Plaatsen: Aanbod M01: 3 plaatsen; Aanbod M02: vol"]
    undoing.undo(desk)
    assert round_of(desk) == [("M02", None)]
    assert talks(desk) == ["Belronde. Plaatsen: Aanbod M01: 3 plaatsen"]
    undoing.undo(desk)
    assert talks(desk) == []
    assert catalogue.offer_by_code(desk, "M01").places_confirmed_on == days(40)


def test_a_long_call_goes_on_in_a_new_contact_moment(desk: Desk) -> None:
    for number in range(60):
        take_down(desk, add(desk, f"M{number:02d}").id, None, number)
    kept = talks(desk)
    assert len(kept) == 2
    assert all(len(text) <= 1000 for text in kept)
    assert sum(text.count("Aanbod") for text in kept) == 60


def test_nobody_answering_is_kept_and_the_question_stays(desk: Desk) -> None:
    offer = add(desk, "M01", phone="")
    note_no_answer(desk, offer.provider_id)
    assert talks(desk) == ["Belronde: geen gehoor."]
    (question,) = phone_round(desk)
    assert question.last_talk is not None
    undoing.undo(desk)
    assert talks(desk) == []


@pytest.mark.parametrize(
    ("own", "contact", "provider", "shown"),
    [
        ("050 1", "050 2", "050 3", "050 1"),
        ("", "050 2", "050 3", "050 2"),
        ("", "", "050 3", "050 3"),
        ("", "", "", ""),
    ],
)
def test_the_nearest_number_is_called(
    desk: Desk, own: str, contact: str, provider: str, shown: str
) -> None:
    offer = add(desk, "M01", phone=own)
    providers.save_contact(desk, offer.provider_id, name="Anouk", phone=contact)
    providers.change_provider(desk, offer.provider_id, name="Buurtkracht", phone=provider)
    (question,) = phone_round(desk)
    assert (question.phone, question.contacts[0].name) == (shown, "Anouk")
    assert isinstance(question.provider, Provider)
