"""The referral letter from a terminal: refused without a consent, told to whom it goes."""

from pathlib import Path

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.consent import ConsentAnswer, SharedField
from meedoenbalie.services import catalogue, referring, registration
from meedoenbalie.services.stores import open_store
from tests.cli.conftest import Terminal
from tests.opened_desk import PASSPHRASE, TODAY
from tests.reports.pdf_text import texts


def agreed(store: Path, resident: str) -> None:
    desk = open_store(store, "Marleen", PASSPHRASE, fixed_clock(TODAY))
    with desk.database:
        referring.record_consent(
            desk,
            registration.resident_by_reference(desk, resident).id,
            catalogue.offer_by_code(desk, "M01").provider_id,
            ConsentAnswer.YES,
            shared=(SharedField.NAME_AND_CONTACT,),
        )


def test_without_consent_there_is_no_letter(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    terminal("refer", "RTW-0001", "M01", "--store", store)
    words = ("report", "letter", "--referral", "D0001", "--receiver", "Rob Hoek", "--store", store)
    said = terminal(*words, "--out", tmp_path / "brief.pdf")
    assert (said.code, said.out) == (1, "")
    assert "toestemming" in said.err
    assert not (tmp_path / "brief.pdf").exists()


def test_the_letter_is_written_and_says_to_whom(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    terminal("refer", "RTW-0001", "M01", "--store", store)
    agreed(store, "RTW-0001")
    out = tmp_path / "brief.pdf"
    words = ("report", "letter", "--referral", "D0001", "--store", store, "--out", out)
    said = terminal(*words, "--receiver", "Rob Hoek")
    assert (said.code, said.out) == (0, f"{out}\n"), said.err
    assert "Rob Hoek" in said.err
    assert "Rob Hoek" in texts(out)[0]


def test_an_unknown_referral_is_refused(terminal: Terminal, store: Path, tmp_path: Path) -> None:
    words = ("report", "letter", "--referral", "D9999", "--store", store)
    said = terminal(*words, "--out", tmp_path / "brief.pdf")
    assert (said.code, said.out) == (1, "")
