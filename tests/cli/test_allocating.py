"""Dividing places on the command line."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from ortools.linear_solver import pywraplp

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


def crowd(seed: int, people: int, offers: int) -> dict[str, Any]:
    """An instance of the kind that a desk has: scarce places, and few offers that fit."""
    dice = random.Random(seed)
    return {
        "score_scale": 1000,
        "residents": [{"id": n, "waiting_weeks": dice.randrange(40)} for n in range(people)],
        "offers": [{"id": n, "capacity": dice.randrange(1, 9)} for n in range(offers)],
        "scores": [
            [who, what, dice.randrange(300, 1000)]
            for who in range(people)
            for what in sorted(dice.sample(range(offers), dice.randrange(1, 9)))
        ],
    }


def best_by_linear_program(instance: dict[str, Any]) -> int:
    """The optimum by another road: this problem has a whole solution among its best ones."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    shares = {(who, what): solver.NumVar(0, 1, "") for who, what, _points in instance["scores"]}
    for one in instance["residents"]:
        solver.Add(sum(share for pair, share in shares.items() if pair[0] == one["id"]) <= 1)
    for one in instance["offers"]:
        taken = sum(share for pair, share in shares.items() if pair[1] == one["id"])
        solver.Add(taken <= one["capacity"])
    solver.Maximize(sum(points * shares[who, what] for who, what, points in instance["scores"]))
    assert solver.Solve() == solver.OPTIMAL
    best: float = solver.Objective().Value()
    return round(best)


@pytest.mark.parametrize(("seed", "people", "offers"), [(1, 30, 10), (2, 200, 25)])
def test_a_crowd_is_divided_as_well_as_can_be(
    terminal: Terminal, tmp_path: Path, seed: int, people: int, offers: int
) -> None:
    instance = crowd(seed, people, offers)
    said = terminal("allocate", "--instance", written(tmp_path, instance), "--json")
    assert said.json["score"] == said.json["bound"] == best_by_linear_program(instance)
    assert said.json["optimal"] is True
    assert len(said.json["assignments"]) == said.json["placed"]


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
