"""A talk is one step: the resident, the contact moment and the consents, or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pydantic import ValidationError

from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose, SharedField
from meedoenbalie.domain.offers import OfferKind, Provider
from meedoenbalie.domain.people import Company, Contact, Resident, Site, TravelMeans, WeekWeight
from meedoenbalie.services import catalogue, consents, conversation, registration, undoing
from meedoenbalie.services.consents import UncheckedTranslation
from meedoenbalie.services.conversation import CannotFinish, Talk
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.errors import StaleRecord

REFER, PROGRESS = ConsentPurpose.REFERRAL, ConsentPurpose.PROGRESS
YES, NO, THINKING = ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.THINKING
VALUES: dict[str, Any] = {
    "given_name": "Semhar",
    "family_name": "Tesfay",
    "preferred_language": "tir",
    "interests": ("met kinderen", "koken"),
    "own_words": "Thuis paste ik op mijn broertjes.",
    "company": "either",
    "talents": ("naaien",),
    "week_weight": "light",
    "travel_means": ("walking", "bicycle"),
}


@pytest.fixture
def provider(desk: Desk) -> Provider:
    """A partner with whom data may be shared."""
    catalogue.add_offer(desk, "De Schakel", code="M01", kind=OfferKind.MDT_TRAJECT, title="Koken")
    return conversation.partners(desk)[0]


def recorded(desk: Desk) -> tuple[int, int, int]:
    """How many residents, contact moments and consents there are."""
    with desk.read() as reader:
        return reader.count(Resident), reader.count(Contact), reader.count(Consent)


def test_a_talk_makes_resident_contact_moment_and_consent_in_one_step(
    desk: Desk, site: Site, provider: Provider
) -> None:
    begun = desk.clock.now()
    talk = Talk(
        language="tir",
        begun_at=begun,
        explained_by="Marleen",
        interpreter="Tolk 4711",
        answers={(provider.id, REFER): YES},
        shared=(SharedField.AGE,),
    )
    done = conversation.finish_talk(desk, site.id, {**VALUES, "keep_informed": YES}, talk)
    assert {"resident", "contact", "consent"} <= done.changed
    held = registration.dossier(desk, done.result.id)
    assert held.resident.company is Company.EITHER
    assert held.resident.week_weight is WeekWeight.LIGHT
    assert held.resident.travel_means == (TravelMeans.WALKING, TravelMeans.BICYCLE)
    assert held.resident.talents == ("naaien",)
    assert held.resident.keep_informed is YES
    (contact,) = held.contacts
    assert (contact.at, contact.by, contact.summary) == (begun, "Marleen", "Gesprek")
    assert (contact.language, contact.interpreter) == ("tir", "Tolk 4711")
    assert "Bericht over nieuw aanbod: Ja, dat mag." in contact.detail
    ((consent, who),) = held.consents
    assert who.name == "De Schakel"
    assert (consent.answer, consent.shared) == (YES, (SharedField.AGE,))
    assert (consent.language, consent.explained_by) == ("tir", "Marleen")
    assert consent.interpreter == "Tolk 4711"
    assert consent.valid_until is not None
    assert consent.valid_until.isoformat() == "2026-09-02"


def test_undo_takes_the_whole_talk_back(desk: Desk, site: Site, provider: Provider) -> None:
    before = recorded(desk)
    talk = Talk(language="nld", answers={(provider.id, REFER): NO})
    conversation.finish_talk(desk, site.id, VALUES, talk)
    assert recorded(desk) == (before[0] + 1, before[1] + 1, before[2] + 1)
    undoing.undo(desk)
    assert recorded(desk) == before


def test_a_talk_with_somebody_known_changes_that_resident(desk: Desk, site: Site) -> None:
    known = registration.register_resident(
        desk, site.id, given_name="Semhar", v_number="1234567897", notes="Belt liever niet."
    ).result
    done = conversation.finish_talk(desk, site.id, VALUES, Talk(), (known.id, known.version))
    assert done.result.id == known.id
    assert done.result.family_name == "Tesfay"
    assert done.result.notes == "Belt liever niet."
    with pytest.raises(StaleRecord):
        conversation.finish_talk(desk, site.id, VALUES, Talk(), (known.id, known.version))
    assert len(registration.dossier(desk, known.id).contacts) == 1


@pytest.mark.parametrize("language", ["tir", "ara", "kmr"])
def test_a_yes_never_rests_on_an_unchecked_translation_alone(
    desk: Desk, site: Site, provider: Provider, language: str
) -> None:
    before = recorded(desk)
    bare = Talk(language=language, answers={(provider.id, REFER): YES}, shared=(SharedField.AGE,))
    with pytest.raises(UncheckedTranslation):
        conversation.finish_talk(desk, site.id, VALUES, bare)
    values = {**VALUES, "keep_informed": "yes"}
    with pytest.raises(UncheckedTranslation):
        conversation.finish_talk(desk, site.id, values, Talk(language=language, interpreter=" "))
    assert recorded(desk) == before
    for basis in (replace(bare, interpreter="Tolk 4711"), replace(bare, understood=True)):
        conversation.finish_talk(desk, site.id, VALUES, basis)
    assert recorded(desk)[2] == before[2] + 2


@pytest.mark.parametrize("answer", [NO, THINKING])
def test_another_answer_than_yes_needs_nothing_to_rest_on(
    desk: Desk, site: Site, provider: Provider, answer: ConsentAnswer
) -> None:
    talk = Talk(language="tir", answers={(provider.id, REFER): answer}, shared=(SharedField.AGE,))
    done = conversation.finish_talk(desk, site.id, {**VALUES, "keep_informed": answer}, talk)
    ((consent, _provider),) = registration.dossier(desk, done.result.id).consents
    assert (consent.answer, consent.shared) == (answer, ())


@pytest.mark.parametrize("language", ["nld", "eng", ""])
def test_a_checked_language_is_basis_enough(
    desk: Desk, site: Site, provider: Provider, language: str
) -> None:
    talk = Talk(language=language, answers={(provider.id, REFER): YES}, shared=(SharedField.AGE,))
    conversation.finish_talk(desk, site.id, VALUES, talk)
    assert recorded(desk)[2] == 1


def test_the_service_of_consents_refuses_it_too(desk: Desk, site: Site, provider: Provider) -> None:
    semhar = registration.register_resident(desk, site.id, given_name="Semhar").result
    with pytest.raises(UncheckedTranslation):
        consents.record_consent(desk, semhar.id, provider.id, YES, read_in="tir")
    consents.record_consent(desk, semhar.id, provider.id, YES, read_in="tir", understood=True)


def test_a_yes_says_what_may_be_shared(desk: Desk, site: Site, provider: Provider) -> None:
    before = recorded(desk)
    with pytest.raises(CannotFinish):
        conversation.finish_talk(desk, site.id, VALUES, Talk(answers={(provider.id, REFER): YES}))
    assert recorded(desk) == before


@pytest.mark.parametrize("field", ["own_words", "talents"])
def test_a_bsn_is_refused_and_nothing_is_recorded(desk: Desk, site: Site, field: str) -> None:
    before = recorded(desk)
    bad = "111222333" if field == "own_words" else ("111222333",)
    with pytest.raises(ValidationError):
        conversation.finish_talk(desk, site.id, {**VALUES, field: bad}, Talk())
    assert recorded(desk) == before


def words_of(path: Path) -> str:
    """All words on a printed page."""
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_the_pointing_sheet_has_both_languages_and_says_that_one_is_unchecked(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    registration.register_resident(desk, site.id, given_name="Filmon")
    out = conversation.make_pointing_sheet(desk, "tir", tmp_path / "blad.pdf")
    words = words_of(out)
    for text in ("Wat wil je?", "እንታይ ትደልዩ", "met kinderen", "ምስ ቆልዑ", "rustig"):
        assert text in words
    assert "Tigrinya: nog niet nagekeken door een moedertaalspreker" in words
    assert "Filmon" not in words
    raw = out.read_bytes()
    assert b"/StructTreeRoot" in raw
    assert b"pdfuaid" in raw


@pytest.mark.parametrize("language", ["nld", "kmr"])
def test_a_language_without_texts_gets_pictures_and_dutch(
    desk: Desk, tmp_path: Path, language: str
) -> None:
    words = words_of(conversation.make_pointing_sheet(desk, language, tmp_path / "blad.pdf"))
    assert words.count("Wat wil je?") == 1
    assert "nagekeken" not in words
