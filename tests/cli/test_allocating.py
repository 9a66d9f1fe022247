"""Dividing places on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Terminal

INSTANCE: dict[str, Any] = {
    "score_scale": 1000,
    "residents": [{"id": 1, "waiting_weeks": 4}, {"id": 2, "waiting_weeks": 9}],
    "offers": [{"id": 1, "capacity": 1}, {"id": 2, "capacity": 1}],
    "scores": [[1, 1, 500], [1, 2, 490], [2, 1, 480]],
}


def written(folder: Path, instance: object) -> Path:
    file = folder / "verdeling.json"
    file.write_text(json.dumps(instance), encoding="utf-8")
    return file


def test_an_instance_is_divided_with_the_highest_sum(terminal: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path, INSTANCE)
    said = terminal("allocate", "--instance", file, "--json")
    assert said.code == 0
    assert said.json == {
        "score": 970,
        "placed": 2,
        "optimal": True,
        "assignments": [[1, 2], [2, 1]],
    }
    assert "970 punten" in terminal("allocate", "--instance", file).err


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"offers": [{"id": 1, "capacity": -1}]}, "offers.0.capacity"),
        ({"scores": [[1, 1, 0.5]]}, "scores.0.2"),
        ({"scores": [[1, 7, 500]]}, "7"),
        ({"residents": [{"id": 1}, {"id": 1}]}, "residents.id"),
        ({"residents": None}, "residents"),
    ],
)
def test_what_is_wrong_with_an_instance_is_named(
    terminal: Terminal, tmp_path: Path, change: dict[str, Any], named: str
) -> None:
    said = terminal("allocate", "--instance", written(tmp_path, {**INSTANCE, **change}), "--json")
    assert (said.code, said.out) == (1, "")
    assert named in said.err


def test_a_file_that_is_no_json_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "verdeling.json"
    file.write_text('{"residents": [', encoding="utf-8")
    said = terminal("allocate", "--instance", file)
    assert (said.code, said.out) == (1, "")
    assert terminal("allocate").code == 2


def test_the_places_of_a_desk_are_divided_and_written_down(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    said = terminal("allocate", "--store", store, "--json")
    assert said.code == 0
    assert set(said.json) == {"score", "placed", "optimal", "assignments"}
    assert said.json["placed"] == len(said.json["assignments"])
    out = tmp_path / "verdeling.csv"
    said = terminal("allocate", "--store", store, "--out", out)
    assert (said.code, said.out) == (0, f"{out}\n")
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Nummer;Bewoner;Aanbod;")


@pytest.mark.parametrize("out", [[], ["--out", "uit.csv"]])
def test_a_desk_or_a_file_is_divided_not_both(
    terminal: Terminal, store: Path, tmp_path: Path, out: list[str]
) -> None:
    file = written(tmp_path, INSTANCE)
    assert terminal("allocate", "--instance", file, "--store", store, *out).code == 2
    if out:
        assert terminal("allocate", "--instance", file, *out).code == 2
