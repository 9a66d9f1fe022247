"""Which azc sent a set for which week, and what to write to the others, by commands alone."""

from datetime import date
from pathlib import Path

from tests.cli.conftest import Terminal


def test_the_weeks_of_an_azc_and_the_text_for_it(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    team, into, file = tmp_path / "team", tmp_path / "alles.duckdb", tmp_path / "set.age"
    terminal("keys", "programme", "--out", team)
    terminal("release", "--store", store, "--to", team / "programme.pub", "--out", file)
    collected = terminal("collect", file, "--into", into, "--key", team / "programme.key")
    assert (collected.code, collected.out) == (0, f"{into}\n")

    (site,) = terminal("sets", into, "--weeks", "2", "--json").json
    assert (site["site"], site["message"]) == ("RTW", None)
    assert site["weeks"] == [
        {"week": "2026-W09", "state": "received", "odd": [], "numbers": [1]},
        {"week": "2026-W10", "state": "expected", "odd": [], "numbers": []},
    ]
    assert "Alles is in orde." in terminal("sets", into, "--messages").err

    # Two weeks and a half later.
    terminal.today = date(2026, 3, 19)
    said = terminal("sets", into, "--weeks", "3").out
    assert "RTW, week 11 van 2026: Er is geen set, en de termijn is voorbij." in said
    text = terminal("sets", into, "--messages").out
    assert "week 10 van 2026 tot en met week 11 van 2026" in text
    assert "wij kregen nog geen set." in text
    assert "Semhar" not in text

    (tmp_path / "rules").mkdir()
    own = tmp_path / "rules" / "collecting.json"
    shipped = Path("resources/rules/collecting.json").read_text(encoding="utf-8")
    own.write_text(shipped.replace('"term_days", "value": 3', '"term_days", "value": 4'), "utf-8")
    assert "week 11" not in terminal("sets", into, "--messages").out
    own.write_text(shipped.replace('"term_days", "value": 3', '"term_days", "value": 9'), "utf-8")
    refused = terminal("sets", into)
    assert refused.code == 1
    assert "collecting.json" in refused.err
    assert "term_days" in refused.err
    own.unlink()

    word = tmp_path / "intrekking.age"
    taken = terminal("withdraw", "--store", store, "--to", team / "programme.pub", "--out", word)
    assert (taken.code, taken.out) == (0, f"{word}\n")
    assert "set 1 en alle sets ervoor" in taken.err
    back = terminal("collect", word, "--into", into, "--key", team / "programme.key")
    assert back.code == 0
    assert "ingetrokken door RTW" in back.err
    refused = terminal("collect", file, "--into", into, "--key", team / "programme.key")
    assert refused.code == 1
    assert "set 1 van RTW is ingetrokken of weggelaten" in refused.err
    assert terminal("figures", into, "--json").json["sites"] == {}
    assert terminal("sets", into, "--json").json[0]["weeks"][-4]["state"] == "withdrawn"
    better = tmp_path / "beter.age"
    terminal("release", "--store", store, "--to", team / "programme.pub", "--out", better)
    terminal("collect", better, "--into", into, "--key", team / "programme.key")
    assert "Weggelaten: set 2 van RTW" in terminal("leave-out", "RTW", "--in", into).err
    assert terminal("leave-out", "RTW", "--in", into).code == 1
    assert "opnieuw" in terminal("leave-out", "RTW", "--in", into, "--undo").err
    again = terminal("collect", better, "--into", into, "--key", team / "programme.key")
    assert again.code == 0
