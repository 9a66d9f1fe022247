"""A resident is referred from a terminal, and every step after it is recorded."""

from pathlib import Path

import pytest

from tests.cli.conftest import Listed, Terminal


def sent(terminal: Terminal, store: Path) -> str:
    said = terminal(
        "refer", "RTW-0001", "M01", "--store", store,
        "--consent-on", "2026-03-01", "--receiver", "Rob Hoek",
    )  # fmt: skip
    assert said.code == 0, said.err
    return said.out.strip()


def test_without_consent_and_receiver_it_stays_a_draft(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    said = terminal("refer", "RTW-0001", "M01", "--store", store)
    assert (said.code, said.out, said.err) == (0, "D0001\n", "")
    (referral,) = listed("referrals")
    assert referral["state"] == "draft"
    assert (referral["resident"], referral["offer"]) == ("RTW-0001", "M01")
    assert referral["closed_loop"] is False


def test_with_consent_and_receiver_it_is_sent(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    assert sent(terminal, store) == "D0001"
    (referral,) = listed("referrals")
    assert (referral["state"], referral["sent_on"]) == ("sent", "2026-03-02")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--consent-on", "2026-03-01"), "ontvanger"),
        (("--receiver", "Rob Hoek"), "toestemming"),
    ],
)
def test_half_of_what_sending_needs_leaves_nothing_behind(
    terminal: Terminal, store: Path, listed: Listed, options: tuple[str, ...], reason: str
) -> None:
    said = terminal("refer", "RTW-0001", "M01", "--store", store, *options)
    assert said.code == 1
    assert said.out == ""
    assert reason in said.err
    assert listed("referrals") == []


def test_a_minor_is_sent_only_with_the_guardians_agreement(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    words = (
        "refer", "RTW-0002", "M01", "--store", store,
        "--consent-on", "2026-03-01", "--receiver", "Rob Hoek",
    )  # fmt: skip
    assert terminal(*words).code == 1
    assert listed("referrals") == []
    assert terminal(*words, "--guardian-on", "2026-03-02").code == 0
    assert listed("referrals")[0]["state"] == "sent"


def test_a_second_open_referral_to_the_same_offer_is_warned_about(
    terminal: Terminal, store: Path
) -> None:
    sent(terminal, store)
    said = terminal("refer", "RTW-0001", "M01", "--store", store)
    assert (said.code, said.out) == (0, "D0002\n")
    assert "er loopt al een doorverwijzing" in said.err


@pytest.mark.parametrize("missing", [("RTW-9999", "M01"), ("RTW-0001", "M99")])
def test_who_or_what_is_not_known_is_told(
    terminal: Terminal, store: Path, missing: tuple[str, str]
) -> None:
    said = terminal("refer", *missing, "--store", store)
    assert said.code == 1
    assert "niet bekend" in said.err


def test_steps_are_recorded_by_code_and_by_dutch_word(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    number = sent(terminal, store)
    for step, state in (
        ("Ontvangst bevestigd", "received"),
        ("ACCEPTED", "accepted"),
        ("gestart", "started"),
        ("Onderbroken", "paused"),
        ("started", "started"),
    ):
        assert terminal("event", number, step, "--store", store).code == 0
        assert listed("referrals")[0]["state"] == state


def test_the_result_told_at_the_end_closes_the_loop(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    number = sent(terminal, store)
    said = terminal(
        "event", number, "declined", "--store", store, "--on", "2026-03-02", "--by", "aanbieder",
        "--channel", "telefoon", "--reason", "vol", "--told-on", "2026-03-02",
    )  # fmt: skip
    assert (said.code, said.err) == (0, "")
    (referral,) = listed("referrals")
    assert (referral["state"], referral["reason"]) == ("declined", "full")
    assert (referral["closed_loop"], referral["told_on"]) == (True, "2026-03-02")


def test_the_result_can_be_told_later(terminal: Terminal, store: Path, listed: Listed) -> None:
    number = sent(terminal, store)
    terminal("event", number, "withdrawn", "--store", store, "--reason", "moved")
    assert listed("referrals")[0]["closed_loop"] is False
    said = terminal("event", number, "Teruggekoppeld", "--store", store, "--told-on", "2026-03-02")
    assert said.code == 0
    assert listed("referrals")[0]["closed_loop"] is True


def test_an_end_without_a_reason_is_recorded_and_warned_about(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    number = sent(terminal, store)
    said = terminal("event", number, "declined", "--store", store)
    assert said.code == 0
    assert "geen reden" in said.err
    assert listed("referrals")[0]["state"] == "declined"


def test_a_step_that_the_rules_forbid_changes_nothing(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    number = terminal("refer", "RTW-0001", "M01", "--store", store).out.strip()
    said = terminal("event", number, "completed", "--store", store)
    assert (said.code, said.out) == (1, "")
    assert "Deze stap kan nu niet" in said.err
    assert listed("referrals")[0]["state"] == "draft"


def test_an_ended_referral_is_reopened_with_a_note(
    terminal: Terminal, store: Path, listed: Listed
) -> None:
    number = sent(terminal, store)
    terminal("event", number, "declined", "--store", store, "--reason", "full")
    assert terminal("event", number, "Heropend", "--store", store).code == 1
    assert terminal("event", number, "reopened", "--store", store, "--note", "toch plek").code == 0
    assert listed("referrals")[0]["state"] == "sent"


@pytest.mark.parametrize(
    "words",
    [
        ("event", "D0001", "verzonnen"),
        ("event", "D0001", "declined", "--reason", "zomaar"),
        ("event", "D0001", "completed", "--outcome", "prima"),
        ("event", "D0001", "sent", "--on", "gisteren"),
    ],
)
def test_a_word_that_is_not_known_is_wrong_use(
    terminal: Terminal, store: Path, words: tuple[str, ...]
) -> None:
    said = terminal(*words, "--store", store)
    assert (said.code, said.out) == (2, "")
    assert "Traceback" not in said.err
