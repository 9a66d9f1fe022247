"""docs/commands.md knows every command and every option."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from meedoenbalie.cli.app import command_line
from meedoenbalie.paths import resource_path

DOCS = resource_path("").parent / "docs" / "commands.md"
EVERYWHERE = {"--help", "--store", "--user", "--json", "--out"}


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


ALL = dict(commands(typer.main.get_command(command_line())))


def section(name: str) -> str:
    text = DOCS.read_text(encoding="utf-8")
    found = re.search(rf"^## meedoenbalie {name}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no heading '## meedoenbalie {name}'"
    return found[1]


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_an_example_and_its_options_are_told(name: str) -> None:
    told = section(name)
    assert f"```\nmeedoenbalie {name} " in told
    options = {
        option
        for parameter in ALL[name].params
        for option in parameter.opts
        if option.startswith("--")
    }
    assert {option for option in options - EVERYWHERE if option not in told} == set()


def test_no_command_is_told_that_is_not_there() -> None:
    told = re.findall(r"^## meedoenbalie (.+)$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(told) == set(ALL)
