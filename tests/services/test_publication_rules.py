"""The rule sets of a publication: dated, checked, and replaceable beside a collection."""

import json
from pathlib import Path
from typing import Any

import pytest

from meedoenbalie.domain.publication.rules import CBS
from meedoenbalie.services.matching_rules import InvalidRules
from meedoenbalie.services.publication_rules import UnknownRuleSet, rule_set, rule_sets
from tests.opened_desk import TODAY

VALUE = {"threshold": 20, "base": 10, "diversity": 3, "protection": 10}


def own(folder: Path, value: dict[str, Any]) -> Path:
    file = folder / "rules" / "publication.json"
    file.parent.mkdir()
    rule = {"name": "eigen", "value": value, "valid_from": "2026-01-01", "source": "het team"}
    file.write_text(json.dumps({"rules": [rule]}), encoding="utf-8")
    return folder / "alle.duckdb"


def test_the_program_brings_three_and_its_default_is_that_of_the_rules(tmp_path: Path) -> None:
    found = rule_sets(tmp_path / "alle.duckdb", TODAY)
    assert list(found) == ["cbs", "acht", "streng"]
    assert found["cbs"] == CBS
    assert found["acht"].shown(8) == 10


def test_a_team_puts_its_own_beside_the_collection(tmp_path: Path) -> None:
    collection = own(tmp_path, VALUE)
    assert rule_set(collection, TODAY, "eigen", "cbs").shown(24) == 20
    assert rule_set(collection, TODAY, None, "cbs").name == "eigen"
    with pytest.raises(UnknownRuleSet, match="eigen"):
        rule_set(collection, TODAY, "cbs", "cbs")


@pytest.mark.parametrize("wrong", [{"threshold": 1}, {"base": 30}, {"base": "10"}, {"k": 5}])
def test_a_rule_set_that_protects_nobody_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidRules, match="eigen"):
        rule_sets(own(tmp_path, VALUE | wrong), TODAY)
