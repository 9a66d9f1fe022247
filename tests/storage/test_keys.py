"""A passphrase opens the store, a wrong one never does, and a recovery code is typed from paper."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.storage.errors import NotAStore, StoreMissing, WrongPassphrase
from meedoenbalie.storage.keys import (
    LEAST_COST,
    KeyFile,
    calibrated_cost,
    is_recovery_code,
    key_file_of,
    new_data_key,
    new_recovery_code,
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "balie.db"


def test_the_passphrase_unlocks_the_data_key(store: Path) -> None:
    key = new_data_key()
    keys = KeyFile.create(store, key, "Marleen", "vier gewone woorden", LEAST_COST)
    assert keys.unlock("Marleen", "vier gewone woorden") == key
    assert KeyFile(store).names == ("Marleen",)


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [("Marleen", "vier gewone woordeN"), ("Marleen", ""), ("Joost", "vier gewone woorden")],
)
def test_a_wrong_name_or_passphrase_opens_nothing(store: Path, name: str, passphrase: str) -> None:
    keys = KeyFile.create(store, new_data_key(), "Marleen", "vier gewone woorden", LEAST_COST)
    with pytest.raises(WrongPassphrase):
        keys.unlock(name, passphrase)


def test_a_new_passphrase_replaces_the_old_one_and_keeps_the_data_key(store: Path) -> None:
    key = new_data_key()
    keys = KeyFile.create(store, key, "Marleen", "vier gewone woorden", LEAST_COST)
    keys.set_passphrase("Marleen", "vijf andere woorden", key, LEAST_COST)
    assert KeyFile(store).unlock("Marleen", "vijf andere woorden") == key
    with pytest.raises(WrongPassphrase):
        KeyFile(store).unlock("Marleen", "vier gewone woorden")


def test_the_recovery_code_may_be_typed_in_small_letters_and_without_dashes(store: Path) -> None:
    key, code = new_data_key(), new_recovery_code()
    keys = KeyFile.create(store, key, "Marleen", "vier gewone woorden", LEAST_COST)
    keys.set_recovery_code(code, key, LEAST_COST)
    assert keys.unlock_with_code(code.lower().replace("-", " ")) == key
    assert keys.has_recovery
    assert keys.names == ("Marleen",)


@given(place=st.integers(0, 23), sign=st.sampled_from("ABCDEFGHJKMNPQRTVWXYZ23456789"))
def test_one_mistake_in_a_recovery_code_is_noticed(place: int, sign: str) -> None:
    code = new_recovery_code()
    assert is_recovery_code(code)
    signs = list(code.replace("-", ""))
    if signs[place] != sign:
        signs[place] = sign
        assert not is_recovery_code("".join(signs))


@pytest.mark.parametrize("bit", [0, 1, 7])
def test_a_damaged_slot_is_never_taken_for_a_key(store: Path, bit: int) -> None:
    KeyFile.create(store, new_data_key(), "Marleen", "vier gewone woorden", LEAST_COST)
    path = key_file_of(store)
    text = path.read_text(encoding="utf-8")
    at = text.index('"wrapped": "') + 20
    damaged = chr(ord(text[at]) ^ (1 << bit))
    path.write_text(text[:at] + damaged + text[at + 1 :], encoding="utf-8")
    with pytest.raises((WrongPassphrase, NotAStore)):
        KeyFile(store).unlock("Marleen", "vier gewone woorden")


def test_a_missing_or_unreadable_key_file_is_told_apart(store: Path) -> None:
    with pytest.raises(StoreMissing):
        KeyFile(store)
    key_file_of(store).write_text("{}", encoding="utf-8")
    with pytest.raises(NotAStore):
        KeyFile(store)


def test_the_cost_is_calibrated_to_the_machine_and_never_below_64_mib() -> None:
    cost = calibrated_cost(seconds=0.01)
    assert cost.memory_kib >= 64 * 1024
    assert cost.passes >= 2
