"""The referral letter: only what the consent names, to whom it names, and never without one."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.message import Message
from email.policy import default
from itertools import combinations
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from meedoenbalie.domain.consent import ConsentAnswer, SharedField
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Referral
from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday
from meedoenbalie.services import holding, letters, providers, referring, registration, rights
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import Refused
from meedoenbalie.services.reporting import CannotReport
from meedoenbalie.services.rights import Restricted
from meedoenbalie.services.settings import set_phone
from meedoenbalie.storage.rows import access
from tests.opened_desk import TODAY
from tests.reports.pdf_text import texts
from tests.ui.pages.making import add_offer, add_resident, agree, refer

TELLS = {
    SharedField.NAME_AND_CONTACT: ("Semhar", "Tesfay", "06-98765432"),
    SharedField.AGE: ("19 jaar",),
    SharedField.LEVEL_AND_LANGUAGES: ("Tigrinya", "A1"),
    SharedField.AVAILABILITY: ("vr ochtend",),
    SharedField.OWN_WORDS: ("Ik wil timmeren", "voetbal"),
}
ALL = tuple(SharedField)


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    set_phone(desk, site.id, "010-7654321")
    return add_resident(
        desk,
        site,
        contact_channel="telefoon",
        contact_value="06-98765432",
        own_words="Ik wil timmeren.",
        interests=("voetbal",),
        availability=(FreeDaypart(day=Weekday.FRIDAY, daypart=Daypart.MORNING),),
        notes="slaapt slecht",
    )


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(desk, "M01", "Samen in de buurt", start_dates=(date(2026, 3, 16),))


def prepared(desk: Desk, resident: Resident, offer: Offer) -> Referral:
    return referring.prepare_referral(desk, resident.id, offer.id).result.referral


def printed(desk: Desk, referral: Referral, folder: Path, receiver: str = "Els Timmer") -> str:
    out = letters.print_letter(desk, referral.id, receiver, folder / "brief.pdf")
    return " ".join(texts(out))


def attached(mail: Message) -> bytes:
    (part,) = [one for one in mail.walk() if one.get_content_type() == "application/pdf"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@pytest.mark.parametrize("shared", [*combinations(ALL, 1), *combinations(ALL, 2), ALL])
def test_it_says_what_the_consent_names_and_nothing_else(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path, shared: tuple[SharedField, ...]
) -> None:
    agree(desk, resident, offer, shared=shared)
    said = printed(desk, prepared(desk, resident, offer), tmp_path)
    for field, words in TELLS.items():
        for word in words:
            assert (word in said) is (field in shared), word
    for word in ("slaapt", "2006", resident.reference):
        assert word not in said


def test_it_says_to_whom_what_happens_next_and_whom_to_call(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    said = printed(desk, prepared(desk, resident, offer), tmp_path)
    for words in (
        "Els Timmer, Buurtkracht",
        "Samen in de buurt vanaf 16 maart 2026",
        "toestemming van 2 maart 2026",
        "uiterlijk donderdag 12 maart 2026",
        "Marleen, Meedoenbalie azc Rietwaard: 010-7654321",
        "D0001",
    ):
        assert words in said


def test_it_names_the_start_at_which_a_place_was_held(
    desk: Desk, resident: Resident, tmp_path: Path
) -> None:
    starts = (date(2026, 3, 16), date(2026, 6, 1))
    offer = add_offer(desk, "M01", "Samen in de buurt", start_dates=starts)
    agree(desk, resident, offer)
    holding.hold_place(desk, resident.id, offer.id, starts[1])
    referral = prepared(desk, resident, offer)
    assert "vanaf 1 juni 2026" in printed(desk, referral, tmp_path)
    referring.record_event(desk, referral.id, EventKind.SENT, receiver="Els Timmer")
    assert "vanaf 1 juni 2026" in printed(desk, referral, tmp_path)


def test_the_same_data_make_the_same_bytes(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    agree(desk, resident, offer, shared=ALL)
    referral = prepared(desk, resident, offer)
    one, other = tmp_path / "een.pdf", tmp_path / "twee.pdf"
    for path in (one, other):
        letters.print_letter(desk, referral.id, "Els Timmer", path)
    assert one.read_bytes() == other.read_bytes()


def test_making_one_is_noted_and_sends_nothing(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    referral = prepared(desk, resident, offer)
    with desk.read() as reader:
        head = reader.head()
    printed(desk, referral, tmp_path)
    letters.letter_mail(
        desk, referral.id, "Els", tmp_path / "m.eml", subject="Deelnemer", text="Beste Els"
    )
    with desk.read() as reader:
        assert reader.head() == head
        noted = reader.connection.execute(access.select().order_by(access.c.id)).all()
    assert [(one.action, one.subject_id) for one in noted[-2:]] == [
        ("print_referral_letter", resident.id),
        ("prepare_letter_mail", resident.id),
    ]


def test_without_a_consent_that_holds_there_is_no_letter(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    referral = prepared(desk, resident, offer)

    def refused() -> str:
        with pytest.raises(Refused) as error:
            printed(desk, referral, tmp_path)
        assert list(tmp_path.glob("*.pdf")) == []
        return error.value.code

    assert refused() == "consent_missing"
    agree(desk, resident, offer, on=date(2026, 2, 1), valid_until=date(2026, 3, 1))
    assert refused() == "consent_missing"
    agree(desk, resident, offer)
    referring.record_consent(desk, resident.id, offer.provider_id, ConsentAnswer.NO)
    assert refused() == "consent_missing"


def test_under_16_the_guardian_agreed_first(
    desk: Desk, site: Site, offer: Offer, tmp_path: Path
) -> None:
    child = add_resident(desk, site, "Noor", birth_date=date(2011, 1, 1))
    agree(desk, child, offer)
    referral = prepared(desk, child, offer)
    with pytest.raises(Refused, match="guardian_missing"):
        printed(desk, referral, tmp_path)
    agree(desk, child, offer, guardian_agreed=True)
    assert "15 jaar" in printed(desk, referral, tmp_path)


def test_who_asked_for_restriction_is_in_no_letter(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    referral = prepared(desk, resident, offer)
    rights.restrict_use(desk, resident.id, "op verzoek")
    with pytest.raises(Restricted):
        printed(desk, referral, tmp_path)


def test_a_receiver_is_named_and_the_referral_is_open(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    referral = refer(desk, resident, offer)
    with pytest.raises(Refused, match="receiver_missing"):
        printed(desk, referral, tmp_path, receiver="  ")
    assert "Els Timmer" in printed(desk, referral, tmp_path)
    referring.record_event(desk, referral.id, EventKind.DECLINED)
    with pytest.raises(Refused, match="illegal_transition"):
        printed(desk, referral, tmp_path)


def test_the_locked_letter_opens_with_its_passphrase_only(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    referral = prepared(desk, resident, offer)
    made = letters.locked_letter(desk, referral.id, "Els Timmer", tmp_path / "brief.pdf")
    # A reader that goes by the version knows AES-256 from 2.0 on.
    assert made.path.read_bytes().startswith(b"%PDF-2.0")
    assert b"Semhar" not in made.path.read_bytes()
    for typed in ("", "0000", made.passphrase[:-1], made.passphrase.replace(" ", "-")):
        assert PdfReader(made.path).decrypt(typed) == 0
    for typed in (made.passphrase, made.passphrase.replace(" ", "")):
        opened = PdfReader(made.path)
        assert opened.decrypt(typed) != 0
        assert "Semhar Tesfay" in opened.pages[0].extract_text()
    encryption = PdfReader(made.path).trailer["/Encrypt"].get_object()
    assert isinstance(encryption, DictionaryObject)
    kept = [int(str(encryption[name])) for name in ("/V", "/R", "/Length")]
    assert kept == [5, 6, 256]
    again = letters.locked_letter(desk, referral.id, "Els Timmer", tmp_path / "nog.pdf")
    assert again.passphrase != made.passphrase


def test_the_mail_lies_ready_with_the_letter_and_without_the_passphrase(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    providers.save_contact(desk, offer.provider_id, name="Els Timmer", email="els@buurtkracht.nl")
    referral = prepared(desk, resident, offer)
    made = letters.letter_mail(
        *(desk, referral.id, "Els Timmer", tmp_path / "mail.eml"),
        subject="Nieuwe deelnemer\r\nBcc: iemand@anders.nl",
        text="Beste Els,\n\nSemhar doet graag mee. Geëerd.\n",
    )
    raw = made.path.read_bytes()
    mail = message_from_bytes(raw, policy=default)
    assert (mail["To"], mail["X-Unsent"], mail["Bcc"]) == ("els@buurtkracht.nl", "1", None)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Geëerd." in body.get_content()
    assert "Tesfay" not in body.get_content()
    for written in (made.passphrase, made.passphrase.replace(" ", "")):
        assert written.encode() not in raw
    (tmp_path / "bijlage.pdf").write_bytes(attached(mail))
    opened = PdfReader(tmp_path / "bijlage.pdf")
    assert opened.decrypt("") == 0
    assert opened.decrypt(made.passphrase) != 0
    assert "Tesfay" in opened.pages[0].extract_text()


def test_a_mail_goes_to_the_offer_or_its_provider_when_nobody_is_known_by_name(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    referral = prepared(desk, resident, offer)

    def to() -> str | None:
        made = letters.letter_mail(
            desk, referral.id, "Els Timmer", tmp_path / "mail.eml", subject="x", text="y"
        )
        header = message_from_bytes(made.path.read_bytes(), policy=default)["To"]
        return None if header is None else str(header)

    assert to() is None
    providers.change_provider(
        desk, offer.provider_id, name="Buurtkracht", email="post@buurtkracht.nl"
    )
    assert to() == "post@buurtkracht.nl"


def test_words_in_a_script_that_cannot_be_printed_are_not_left_out_silently(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    registration.change_resident(
        desk, resident.id, resident.version, given_name="سمهار", own_words="أحب النجارة"
    )
    agree(desk, resident, offer, shared=ALL)
    said = printed(desk, prepared(desk, resident, offer), tmp_path)
    assert "smhr Tesfay" in said
    assert "in een schrift dat hier niet af te drukken is: vraag ons" in said


def test_a_long_story_goes_on_over_the_page(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    registration.change_resident(desk, resident.id, resident.version, own_words="graag " * 160)
    agree(desk, resident, offer, shared=ALL)
    said = printed(desk, prepared(desk, resident, offer), tmp_path)
    assert said.count("graag") >= 160


def test_a_folder_that_is_not_there_is_said(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    with pytest.raises(CannotReport, match="folder_missing"):
        printed(desk, prepared(desk, resident, offer), tmp_path / "weg")


def test_today_is_the_day_of_the_letter(
    desk: Desk, resident: Resident, offer: Offer, tmp_path: Path
) -> None:
    agree(desk, resident, offer)
    said = printed(desk, prepared(desk, resident, offer), tmp_path)
    assert date(2026, 3, 2) == TODAY
    assert "maandag 2 maart 2026" in said
