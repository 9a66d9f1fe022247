"""Editions from the command line: made, compared, and taken in after the fingerprint was read."""

from pathlib import Path

from meedoenbalie.domain.people import Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.services.sending import release_data_set
from meedoenbalie.services.stores import LEAST_COST
from tests.cli.conftest import Terminal
from tests.opened_desk import PASSPHRASE, new_store
from tests.services.test_editions import published


def test_a_lesson_goes_from_one_desk_to_another(
    terminal: Terminal, desk: Desk, tmp_path: Path
) -> None:
    public, key = make_programme_keys(tmp_path / "team", PASSPHRASE, LEAST_COST)
    collection, file = tmp_path / "alle.duckdb", tmp_path / "1.editie"
    other = new_store(tmp_path / "ander.db", "EV", "azc Esveld")
    with other.read() as reader:
        (there,) = reader.find(Site)
    published(other, there, "L01", "Bel de dag ervoor.")
    release_data_set(other, public, tmp_path / "set.age")
    assert terminal("collect", tmp_path / "set.age", "--into", collection, "--key", key).code == 0
    made = terminal("edition", "make", collection, "--out", file)
    assert made.code == 0
    code = made.err.rpartition(": ")[2].strip()

    store = desk.database.path
    desk.database.close()
    refused = terminal("edition", "take", file, "--store", store)
    assert (refused.code, refused.out) == (1, "")
    assert code in refused.err
    assert "Er is niets ingenomen" in refused.err
    assert (
        "Ingenomen: 1 les"
        in terminal("edition", "take", file, "--store", store, "--confirm", code).out
    )
    assert "Er is niets veranderd" in terminal("edition", "take", file, "--store", store).out
    assert "dezelfde lessen" in terminal("edition", "compare", file, file).out

    published(other, there, "L02", "Drink eerst koffie.")
    release_data_set(other, public, tmp_path / "set2.age")
    terminal("collect", tmp_path / "set2.age", "--into", collection, "--key", key)
    terminal("edition", "make", collection, "--out", tmp_path / "2.editie")
    told = terminal("edition", "compare", file, tmp_path / "2.editie").out
    assert "EV/L02 (matching): nieuw" in told
    assert "{+Drink eerst koffie.+}" in told
    printed = tmp_path / "handreiking.pdf"
    assert terminal("report", "handreiking", "--collection", collection, "--out", printed).code == 0
    assert "dezelfde lessen" in terminal("edition", "compare", tmp_path / "2.editie", printed).out
    other.database.close()
    (tmp_path / "3.editie").write_bytes(b"iets anders")
    broken = terminal("edition", "take", tmp_path / "3.editie", "--store", store)
    assert broken.code == 1
    assert "beschadigd" in broken.err
