"""A passphrase opens the store, a wrong one never does, and a recovery code is typed from paper."""

import base64
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.storage.errors import (
    CodeExpired,
    DamagedSlot,
    NewerStore,
    NotAStore,
    StoreMissing,
    WrongPassphrase,
)
from meedoenbalie.storage.keys import (
    LEAST_COST,
    KeyFile,
    calibrated_cost,
    is_recovery_code,
    key_file_of,
    new_data_key,
    new_join_code,
    new_recovery_code,
    seal,
    unseal,
)

PASSPHRASE, OTHER = "vier gewone woorden", "vijf andere woorden erbij"
CODE = new_recovery_code()


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


def three_slots(store: Path) -> bytes:
    """Marleen, Joost and the recovery code; returns the data key."""
    key = new_data_key()
    keys = KeyFile.create(store, key, "Marleen", PASSPHRASE, LEAST_COST)
    keys.set_passphrase("Joost", OTHER, key, LEAST_COST)
    keys.set_recovery_code(CODE, key, LEAST_COST)
    return key


@given(data=st.data())
def test_any_flipped_bit_closes_one_slot_at_most_and_names_it(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        store = Path(folder) / "balie.db"
        key = three_slots(store)
        path = key_file_of(store)
        content = bytearray(path.read_bytes())
        # Without a line end two slots are one line, and both are refused.
        places = [place for place, byte in enumerate(content) if byte != ord("\n")]
        content[data.draw(st.sampled_from(places))] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(content)
        try:
            keys = KeyFile(store)
        except NewerStore:
            return
        ways: tuple[Callable[[], bytes], ...] = (
            lambda: keys.unlock("Marleen", PASSPHRASE),
            lambda: keys.unlock("Joost", OTHER),
            lambda: keys.unlock_with_code(CODE),
        )
        opened = 0
        for way in ways:
            try:
                assert way() == key
                opened += 1
            except (WrongPassphrase, DamagedSlot):
                pass
        assert opened >= 2
        assert opened == 3 or len(keys.names) + keys.has_recovery == 2


def test_a_damaged_slot_names_itself_and_the_others_still_open(store: Path) -> None:
    key = three_slots(store)
    path = key_file_of(store)
    lines = path.read_bytes().splitlines(keepends=True)
    at = lines[1].index(b'"wrapped": "') + 20
    lines[1] = lines[1][:at] + bytes([lines[1][at] ^ 1]) + lines[1][at + 1 :]
    path.write_bytes(b"".join(lines))
    keys = KeyFile(store)
    assert keys.damaged == ("Marleen",)
    assert keys.unlock("Joost", OTHER) == key
    with pytest.raises(DamagedSlot) as error:
        keys.unlock("Marleen", PASSPHRASE)
    assert error.value.name == "Marleen"
    keys.set_passphrase("Fatma", "een derde lange zin", key, LEAST_COST)
    assert lines[1] in path.read_bytes()
    keys.set_passphrase("Marleen", "weer een eigen zin", key, LEAST_COST)
    assert KeyFile(store).damaged == ()
    assert KeyFile(store).unlock("Marleen", "weer een eigen zin") == key


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory_kib", 1 << 30),
        ("passes", 10_000_000),
        ("lanes", 4096),
        ("memory_kib", "veel"),
    ],
)
def test_a_changed_cost_is_refused_before_any_work(store: Path, field: str, value: object) -> None:
    KeyFile.create(store, new_data_key(), "Marleen", PASSPHRASE, LEAST_COST)
    path = key_file_of(store)
    head, line = path.read_text(encoding="utf-8").splitlines()
    stored = {**json.loads(line), field: value}
    for slot in (stored, {**stored, "version": 1}):
        path.write_text(f"{head}\n{json.dumps(slot)}\n", encoding="utf-8")
        with pytest.raises(NotAStore):
            KeyFile(store).unlock("Marleen", PASSPHRASE)


@pytest.mark.parametrize(
    "change", [{"passes": 2}, {"name": "Joost"}, {"expires_on": "2099-01-01"}, {"kind": "code"}]
)
def test_what_a_slot_says_of_itself_is_bound_to_it(change: dict[str, Any]) -> None:
    slot = seal("Marleen", PASSPHRASE, new_data_key(), LEAST_COST)
    with pytest.raises(WrongPassphrase):
        unseal(replace(slot, **change), PASSPHRASE)


def test_a_file_of_the_first_format_opens_and_takes_the_second_when_written(store: Path) -> None:
    key = new_data_key()
    old = []
    for name, secret in (("Marleen", PASSPHRASE), ("", CODE.replace("-", ""))):
        salt, nonce = b"s" * 16, b"n" * 12
        stretched = hash_secret_raw(secret.encode(), salt, 1, 8, 1, 32, Type.ID)
        wrapped = AESGCM(stretched).encrypt(nonce, key, name.encode())
        texts = [base64.b64encode(part).decode() for part in (salt, nonce, wrapped)]
        fields = dict(zip(("salt", "nonce", "wrapped"), texts, strict=True))
        old.append({"name": name, **fields, "memory_kib": 8, "passes": 1, "lanes": 1})
    path = key_file_of(store)
    path.write_text(json.dumps({"format": 1, "slots": old}, indent=1), encoding="utf-8")
    keys = KeyFile(store)
    assert keys.unlock("Marleen", PASSPHRASE) == key
    assert keys.unlock_with_code(CODE) == key
    keys.set_passphrase("Joost", OTHER, key, LEAST_COST)
    assert json.loads(path.read_bytes().splitlines()[0]) == {"format": 2}
    again = KeyFile(store)
    assert again.names == ("Marleen", "Joost")
    assert again.unlock("Marleen", PASSPHRASE) == key
    assert again.unlock_with_code(CODE) == key
    again.set_recovery_code(new_recovery_code(), key, LEAST_COST)
    with pytest.raises(WrongPassphrase):
        KeyFile(store).unlock_with_code(CODE)


def test_a_key_file_of_a_newer_program_is_left_alone(store: Path) -> None:
    key_file_of(store).write_text('{"format": 3}\n{"x": 1}\n', encoding="utf-8")
    with pytest.raises(NewerStore):
        KeyFile(store)


def test_a_one_time_code_works_up_to_its_last_day_and_once(store: Path) -> None:
    key, code, last = new_data_key(), new_join_code(), date(2026, 3, 9)
    keys = KeyFile.create(store, key, "Marleen", PASSPHRASE, LEAST_COST)
    keys.set_join_code("Joost", code, key, LEAST_COST, last)
    keys = KeyFile(store)
    assert (keys.names, keys.codes()) == (("Marleen",), {"Joost": last})
    assert keys.unlock_with_join_code("Joost", code.lower(), last) == key
    with pytest.raises(CodeExpired):
        keys.unlock_with_join_code("Joost", code, date(2026, 3, 10))
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_join_code("Joost", new_join_code(), last)
    keys.set_passphrase("Joost", OTHER, key, LEAST_COST)
    keys = KeyFile(store)
    assert (keys.names, keys.codes()) == (("Marleen", "Joost"), {})
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_join_code("Joost", code, last)


def test_an_expired_code_and_a_withdrawn_user_leave_no_slot(store: Path) -> None:
    key, last = new_data_key(), date(2026, 3, 9)
    keys = KeyFile.create(store, key, "Marleen", PASSPHRASE, LEAST_COST)
    keys.set_passphrase("Joost", OTHER, key, LEAST_COST)
    keys.set_join_code("Fatma", new_join_code(), key, LEAST_COST, last)
    keys.drop_expired(last)
    assert KeyFile(store).codes() == {"Fatma": last}
    keys.drop_expired(date(2026, 3, 10))
    keys.remove("Joost")
    left = key_file_of(store).read_text(encoding="utf-8")
    assert "Fatma" not in left
    assert "Joost" not in left
    assert KeyFile(store).names == ("Marleen",)
    assert [file.name for file in store.parent.iterdir()] == [key_file_of(store).name]


def test_a_full_disk_leaves_the_key_file_as_it_was(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = three_slots(store)
    before = key_file_of(store).read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    keys = KeyFile(store)
    with pytest.raises(OSError, match="No space"):
        keys.set_passphrase("Marleen", "weer een eigen zin", key, LEAST_COST)
    monkeypatch.undo()
    assert key_file_of(store).read_bytes() == before
    assert keys.unlock("Marleen", PASSPHRASE) == key
    assert [file.name for file in store.parent.iterdir()] == [key_file_of(store).name]


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
