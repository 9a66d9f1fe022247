"""A desk worker makes a desk, closes it, and opens it again."""

from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Site
from meedoenbalie.services.messages import explain
from meedoenbalie.services.registration import sites
from meedoenbalie.services.stores import (
    WeakPassphrase,
    create_store,
    open_store,
    recover_store,
    users_of,
)
from meedoenbalie.storage.errors import (
    NotAStore,
    StoreExists,
    StoreMissing,
    WrongPassphrase,
)
from meedoenbalie.storage.keys import LEAST_COST, key_file_of
from tests.opened_desk import PASSPHRASE, TODAY

CLOCK = fixed_clock(TODAY)
SITE = Site(code="DH", name="azc Dijkhorst")


def make(path: Path) -> str:
    made = create_store(path, "Marleen", PASSPHRASE, CLOCK, [SITE], LEAST_COST)
    made.desk.database.close()
    return made.recovery_code


def test_a_desk_is_made_closed_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "Documenten" / "dijkhorst.db"
    make(path)
    assert users_of(path) == ("Marleen",)
    for name in ("Marleen", None):
        desk = open_store(path, name, PASSPHRASE, CLOCK)
        assert [site.name for site in sites(desk)] == ["azc Dijkhorst"]
        desk.database.close()


def test_a_wrong_passphrase_is_told_clearly_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "dijkhorst.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(WrongPassphrase) as error:
        open_store(path, "Marleen", PASSPHRASE.upper(), CLOCK)
    assert explain(error.value) == (
        "Deze wachtzin klopt niet. Hoofdletters tellen mee. Er is niets veranderd."
    )
    assert path.read_bytes() == before


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "brief.db"
    path.write_text("een brief", encoding="utf-8")
    with pytest.raises(StoreExists):
        make(path)
    assert path.read_text(encoding="utf-8") == "een brief"


def test_a_short_passphrase_is_refused_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase) as error:
        create_store(tmp_path / "dh.db", "Marleen", "kort", CLOCK, [SITE], LEAST_COST)
    assert "minstens 12 tekens" in (explain(error.value) or "")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_making_a_desk_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="UNIQUE"):
        create_store(tmp_path / "dh.db", "Marleen", PASSPHRASE, CLOCK, [SITE, SITE], LEAST_COST)
    assert list(tmp_path.iterdir()) == []


def test_with_the_recovery_code_one_chooses_a_new_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "dijkhorst.db"
    code = make(path)
    desk = recover_store(path, code, "Marleen", "een heel nieuwe zin", CLOCK, LEAST_COST)
    desk.database.close()
    open_store(path, "Marleen", "een heel nieuwe zin", CLOCK).database.close()
    with pytest.raises(WrongPassphrase):
        open_store(path, "Marleen", PASSPHRASE, CLOCK)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dijkhorst.db"
    with pytest.raises(StoreMissing):
        open_store(path, "Marleen", PASSPHRASE, CLOCK)
    make(path)
    key_file_of(path).unlink()
    with pytest.raises(StoreMissing) as error:
        open_store(path, "Marleen", PASSPHRASE, CLOCK)
    assert ".keys" in (explain(error.value) or "")


def test_a_damaged_file_is_refused_with_words(tmp_path: Path) -> None:
    path = tmp_path / "dijkhorst.db"
    make(path)
    data = bytearray(path.read_bytes())
    data[20] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(NotAStore) as error:
        open_store(path, "Marleen", PASSPHRASE, CLOCK)
    assert "beschadigd" in (explain(error.value) or "")
