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
        "bound": 970,
        "gap": 0.0,
        "assignments": [[1, 2], [2, 1]],
    }
    assert "970 punten" in terminal("allocate", "--instance", file).err


def test_friends_of_an_instance_go_together(terminal: Terminal, tmp_path: Path) -> None:
    friends = {**INSTANCE, "groups": [[1, 2]], "offers": [{"id": 1, "capacity": 2}]}
    friends["scores"] = [[1, 1, 500], [2, 1, 480]]
    said = terminal("allocate", "--instance", written(tmp_path, friends), "--json")
    assert said.json["assignments"] == [[1, 1], [2, 1]]
    assert (said.json["bound"], said.json["gap"], said.json["optimal"]) == (980, 0.0, True)
    alone = {**friends, "offers": [{"id": 1, "capacity": 1}]}
    said = terminal("allocate", "--instance", written(tmp_path, alone), "--json")
    assert said.json["assignments"] == []


SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the instances stand beside the repository")
def test_each_given_instance_reaches_its_proven_optimum(terminal: Terminal) -> None:
    expected = json.loads((SHARED / "expected.json").read_text(encoding="utf-8"))
    stated = _instances(expected)
    assert len(stated) == 3
    for name, one in stated.items():
        said = terminal("allocate", "--instance", SHARED / name, "--json")
        assert said.json["score"] == said.json["bound"] == one["optimal_score"]
        assert (said.json["placed"], said.json["optimal"]) == (one["optimal_placed"], True)


def _instances(told: Any) -> dict[str, Any]:
    """The parts of the expected outcomes that are about instances, wherever they stand."""
    if not isinstance(told, dict):
        return {}
    found = {name: one for name, one in told.items() if name.startswith("verdeling/")}
    for one in told.values():
        found |= _instances(one)
    return found


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"offers": [{"id": 1, "capacity": -1}]}, "offers.0.capacity"),
        ({"scores": [[1, 1, 0.5]]}, "scores.0.2"),
        ({"scores": [[1, 7, 500]]}, "7"),
        ({"residents": [{"id": 1}, {"id": 1}]}, "residents.id"),
        ({"residents": None}, "residents"),
        ({"groups": [[1]]}, "1"),
        ({"groups": [["1", 2]]}, "1"),
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
    assert {"score", "placed", "optimal", "assignments"} <= set(said.json)
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
