"""House rules that no linter knows. Each message says what to do instead.

    python -m scripts.house_rules

Standard library only. Reads the files that git tracks.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

GETTEXT = {"_", "ngettext", "pgettext"}

# Written in pieces, so that this file keeps its own rule.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "debian" + ".org/debian")
MACHINE_PATH = re.compile(
    r"(?<![\w.~-])(/(?:home|Users|work|tmp)/\w+|/(?:root)/|[A-Z]:\\Users\\\w+)"
)
IGNORED_TYPE = re.compile(r"#\s*type:\s*" + "ignore|#\\s*" + "mypy:")


def tracked_files() -> list[Path]:
    """Return the text files that git tracks, as they are in the working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def line_problems(number: int, line: str) -> Iterator[tuple[int, str]]:
    """Yield what one line of any file says that no file may say."""
    if any(host in line for host in REGISTRIES):
        yield number, "names a package registry: name the package, the client knows where it is"
    if found := MACHINE_PATH.search(line):
        yield number, f"has a path of one machine ({found[0]}): make it relative, or a temp folder"


def code_problems(name: str, source: str) -> Iterator[tuple[int, str]]:
    """Yield what Python source does that no linter sees."""
    for number, line in enumerate(source.splitlines(), 1):
        if IGNORED_TYPE.search(line):
            yield number, "silences the type checker: give the value its type at the door instead"
    if name.startswith("meedoenbalie/"):
        yield from text_problems(name, ast.parse(source))


def late_parts(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the parts of a module that do not run when it is imported."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body):
                yield from body
            case ast.Lambda(body=value):
                yield value


def text_problems(name: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield calls of gettext that no catalogue or language switch can serve."""
    late = {id(inner) for part in late_parts(tree) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=function)) if function in GETTEXT:
                texts = node.args[: 1 if function == "_" else 2]
            case _:
                continue
        if not all(isinstance(text, ast.Constant) for text in texts):
            yield (
                node.lineno,
                f"{function}() takes a literal, or the catalogue misses it: .format()",
            )
        # Typer wants its help when a command is declared; the language is chosen before that.
        if id(node) not in late and not name.startswith("meedoenbalie/cli/"):
            yield (
                node.lineno,
                f"{function}() runs at import, before the language is known: call it late",
            )


def problems() -> Iterator[str]:
    """Yield every broken house rule as ``file:line: what to do``."""
    for path in tracked_files():
        name = path.relative_to(ROOT).as_posix()
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found = [
            problem
            for number, line in enumerate(text.splitlines(), 1)
            for problem in line_problems(number, line)
        ]
        if path.suffix == ".py":
            found += code_problems(name, text)
        for number, what in found:
            yield f"{name}:{number}: {what}"


def main() -> int:
    """Print every broken rule; return 1 if there is one."""
    found = list(problems())
    for problem in found:
        print(problem, file=sys.stderr)
    if not found:
        print("House rules are kept.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
