"""Publishing from the command line: kept, held beside the earlier ones, cured with one word."""

from pathlib import Path

from openpyxl import load_workbook

from meedoenbalie.domain.people import Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.programme_keys import make_programme_keys
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.sending import release_data_set
from meedoenbalie.services.stores import LEAST_COST
from tests.cli.conftest import Said, Terminal
from tests.opened_desk import PASSPHRASE


def test_five_newcomers_stop_a_second_publication_until_the_cure_is_taken(
    terminal: Terminal, desk: Desk, site: Site, tmp_path: Path
) -> None:
    public, key = make_programme_keys(tmp_path / "team", PASSPHRASE, LEAST_COST)
    collection = tmp_path / "alle.duckdb"

    def arrive(people: int) -> None:
        for _each in range(people):
            register_resident(desk, site.id, given_name="Hodan")
        file = tmp_path / "set.age"
        file.unlink(missing_ok=True)
        release_data_set(desk, public, file)
        assert terminal("collect", file, "--into", collection, "--key", key).code == 0

    def publish(*words: str) -> Said:
        return terminal("figures", collection, "--publish", "--json", *words)

    arrive(12)
    first = publish()
    assert first.json["total"]["residents"] == 10
    assert first.json["comparisons"]["accepted"] == {
        "carried": "too_few",
        "sure": [],
        "pairs": 0,
        "sites": {"RTW": None},
    }
    assert "Te weinig om azc’s te vergelijken." in terminal("figures", collection).out
    assert "Publicatie 1 is gemaakt" in first.err
    assert "Dit is publicatie 1: er is niets veranderd" in publish().err

    report = tmp_path / "jaar.pdf"
    refused = terminal("report", "year", "--collection", collection, "--out", report)
    assert (refused.code, report.exists()) == (2, False)
    assert "Wel van: geen." in refused.err

    arrive(5)
    stopped = publish()
    assert (stopped.code, stopped.out) == (1, "")
    assert "bewoners: het verschil met publicatie 1 is een klein groepje" in stopped.err.lower()
    assert "--cure keep: Laat bij kleine verschillen het vorige cijfer staan. Kost 0 cellen." in (
        stopped.err
    )
    assert publish("--cure", "keep").json["total"]["residents"] == 10
    kept = tmp_path / "gepubliceerd.xlsx"
    none = publish("--out", str(kept))
    assert (none.code, kept.exists()) == (1, False)
    hidden = publish("--cure", "hide", "--out", str(kept))
    sheet = load_workbook(kept).worksheets[0]
    assert [cell.value for cell in sheet[5]] == ["Bewoners", "niet getoond", "niet getoond"]
    exact = tmp_path / "intern.xlsx"
    assert terminal("figures", collection, "--out", exact).code == 0
    assert load_workbook(exact).worksheets[0]["B5"].value == 17
    assert hidden.json["total"]["residents"] is None
    assert "Publicatie 2 is gemaakt" in hidden.err

    arrive(6)
    assert publish().json["total"]["residents"] == 25
    assert publish("--rules", "onzin").code == 2
