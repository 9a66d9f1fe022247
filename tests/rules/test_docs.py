"""What docs/commands.md says about the command line is all there is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from meedoenbalie.cli.app import PROGRAM, command_line

DOCS = Path(__file__).resolve().parents[2] / "docs" / "commands.md"


def commands(group: TyperGroup, name: str) -> Iterator[tuple[str, TyperCommand]]:
    for part, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{name} {part}")
        elif isinstance(command, TyperCommand):
            yield f"{name} {part}", command


COMMANDS = dict(commands(get_group(command_line()), PROGRAM))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented_with_all_its_options(name: str) -> None:
    introduction, *usages = re.split(rf"^{PROGRAM}\b", DOCS.read_text("utf-8"), flags=re.MULTILINE)
    [usage] = [each for each in usages if f"{PROGRAM}{each} ".startswith(f"{name} ")]
    documented = set(re.findall(r"--[a-z-]+", introduction + usage.partition("```")[0]))
    options = {
        option
        for parameter in COMMANDS[name].params
        for option in parameter.opts
        if option.startswith("--")
    }
    assert options <= documented
