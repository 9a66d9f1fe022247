"""Cohorts of civic integration from a terminal."""

import json
from pathlib import Path

from tests.cli.conftest import Terminal


def test_own_cohorts_stand_beside_the_national_figures(terminal: Terminal, store: Path) -> None:
    said = terminal("cohorts", "--store", store, "--json")
    found = json.loads(said.out)
    assert said.code == 0
    assert found["national"] == {
        "inflow": 111639,
        "outflow_share": 0.1,
        "reasons": {"exempt": 0.41, "met": 0.33},
        "cohorts": {"2022": {"outflow_share": 0.2}},
        "source": "DUO, verzamelbrief inburgering, zomer 2025",
        "as_of": "2025-07-01",
    }
    assert found["own"] == []
    said = terminal("cohorts", "--store", store)
    assert "Van niemand is inburgering vastgelegd." in said.out
    assert "111.639" in said.out
    assert "DUO beslist" in said.err
