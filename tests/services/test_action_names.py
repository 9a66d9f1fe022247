"""Every action that a service writes down has a name for people."""

import ast
from pathlib import Path

import pytest

from meedoenbalie import services
from meedoenbalie.domain.record import Record
from meedoenbalie.i18n import labels
from meedoenbalie.storage.rows import TABLES


def actions() -> set[str]:
    """The first argument of each desk.write, desk.together and desk.note."""
    found: set[str] = set()
    for file in Path(services.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"write", "together", "note"}
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                found.add(node.args[0].value)
    return found


def test_the_services_are_read() -> None:
    assert {"register_resident", "import", "print_weekly_report"} <= actions()


@pytest.mark.parametrize("action", sorted(actions()))
def test_an_action_has_a_name(action: str) -> None:
    assert labels.action(action) != action


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_a_kind_of_record_has_a_name(kind: type[Record]) -> None:
    assert labels.record(kind.__name__) != kind.__name__
