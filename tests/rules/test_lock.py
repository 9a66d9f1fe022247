"""The lock files are complete and say nothing of where they were made."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(*, dev: bool) -> set[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    asked = project["project"]["dependencies"]
    if dev:
        asked = asked + project["dependency-groups"]["dev"]
    return {normal(re.split(r"[<>=!~;\[ ]", line)[0]) for line in asked}


@pytest.mark.parametrize(("lock", "dev"), [("run.txt", False), ("dev.txt", True)])
def test_every_dependency_is_pinned_with_hashes(lock: str, dev: bool) -> None:
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    pins = text.replace("\\\n", " ").splitlines()
    assert all(re.match(r"[\w.-]+==\S+ .*--hash=sha256:", pin) for pin in pins)
    assert wanted(dev=dev) <= {normal(pin.partition("==")[0]) for pin in pins}
    assert "://" not in text


def test_both_locks_agree() -> None:
    run, dev = (
        set(
            re.findall(
                r"^[\w.-]+==\S+", (ROOT / "requirements" / name).read_text("utf-8"), re.MULTILINE
            )
        )
        for name in ("run.txt", "dev.txt")
    )
    assert run <= dev


def test_the_program_declares_what_it_imports() -> None:
    distributions = packages_distributions()
    imported = {
        name.partition(".")[0]
        for path in (ROOT / "meedoenbalie").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in names_in(node)
    }
    others = imported - set(sys.stdlib_module_names) - {"meedoenbalie"}
    undeclared = {
        name for name in others if wanted(dev=False).isdisjoint(map(normal, distributions[name]))
    }
    assert undeclared == set()


def names_in(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module)):
            return [module]
        case _:
            return []
