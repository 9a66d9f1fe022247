"""What a store holds, for people and for scripts."""

from pathlib import Path

from tests.cli.conftest import Listed, Terminal


def test_scripts_read_residents_with_every_field(listed: Listed) -> None:
    semhar, zahra = listed("residents")
    assert semhar["reference"] == "RTW-0001"
    assert (semhar["given_name"], semhar["family_name"]) == ("Semhar", "Tesfay")
    assert (semhar["birth_date"], semhar["site"]) == ("2006-07-01", "RTW")
    assert semhar["languages"] == ["tir", "eng"]
    assert semhar["dutch_level"] == "A1"
    assert semhar["availability"] == [["MO", "morning"]]
    assert semhar["commitments"] == [["TU", "10:00", "11:30", "zwemles"]]
    assert semhar["notes"] == "komt liever met z’n tweeën"
    assert zahra["reference"] == "RTW-0002"
    assert zahra["v_number"] is None


def test_scripts_read_offers_with_their_times_and_places(listed: Listed) -> None:
    (offer,) = listed("offers")
    assert (offer["code"], offer["kind"]) == ("M01", "mdt_traject")
    assert offer["weekly_minutes"] == 120
    assert offer["slots"] == [["MO", "13:00", "15:00"]]
    assert (offer["places"], offer["places_confirmed_on"]) == (3, "2026-02-27")
    assert offer["provider"] == "Buurtkracht"
    assert (offer["place"], offer["address"]) == ("Rietwaard", "Dam 1")


def test_scripts_read_the_terms_and_null_for_what_nobody_asked(listed: Listed) -> None:
    (offer,) = listed("offers")
    assert (offer["forms"], offer["tuned_to"]) == ([], [])
    unknown = {
        *("literacy_needed", "certificate_state", "certificate_valid_until", "cost_payer"),
        *("work_permit_valid_until", "childcare", "accessible", "group_from", "group_to"),
        *("first_step", "latitude", "longitude"),
    }
    assert {offer[name] for name in unknown} == {None}


def test_json_keeps_letters_as_they_are(terminal: Terminal, store: Path) -> None:
    assert "z’n tweeën" in terminal("list", "residents", "--store", store, "--json").out


def test_a_list_for_people_has_heads_and_aligned_columns(terminal: Terminal, store: Path) -> None:
    head, first, _second = terminal("list", "residents", "--store", store).out.splitlines()
    assert head.split() == ["Nummer", "Naam", "Geboren", "Nederlands", "Talen", "Locatie"]
    assert first.startswith("RTW-0001  Semhar Tesfay  2006-07-01")
    assert head.index("Talen") == first.index("Tigrinya, Engels")


def test_a_search_finds_part_of_a_name(terminal: Terminal, store: Path) -> None:
    found = terminal("list", "residents", "--store", store, "--search", "tesf", "--json").json
    assert [resident["reference"] for resident in found] == ["RTW-0001"]
    nobody = terminal("list", "residents", "--store", store, "--search", "xyz")
    assert (nobody.code, nobody.out) == (0, "")
    assert "Niets gevonden" in nobody.err


def test_referrals_are_found_by_resident_offer_or_state(terminal: Terminal, store: Path) -> None:
    terminal("refer", "RTW-0001", "M01", "--store", store)
    for words in ("semhar", "M01", "buurtkracht", "draft", "D0001 tesfay"):
        found = terminal("list", "referrals", "--store", store, "--search", words, "--json").json
        assert [referral["reference"] for referral in found] == ["D0001"]
    assert terminal("list", "referrals", "--store", store, "--search", "M02", "--json").json == []


def test_an_empty_kind_is_an_empty_array(listed: Listed) -> None:
    assert listed("referrals") == []
    assert listed("lessons") == []
