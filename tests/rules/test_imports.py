"""The direction of imports, and what a start does not wait for."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

# Loaded behind the unlock page while the user types, never before it is painted.
HEAVY = {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "reportlab", "babel", "numpy"}


def run_python(program: str) -> str:
    """Return what a fresh Python prints."""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_every_import_follows_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    kept = lint_imports(no_cache=True, no_logo=True) == 0
    assert kept, capsys.readouterr().out


def test_the_command_line_runs_without_qt() -> None:
    run_python(
        "import sys\n"
        "sys.modules['PySide6'] = None\n"  # an import of it raises now
        "import pkgutil, importlib, meedoenbalie.cli as cli\n"
        "for module in pkgutil.walk_packages(cli.__path__, 'meedoenbalie.cli.'):\n"
        "    importlib.import_module(module.name)\n"
    )


def test_the_unlock_page_waits_for_nothing_but_qt() -> None:
    loaded = run_python(
        "import sys, meedoenbalie.ui.app, meedoenbalie.ui.pages.unlock\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    assert HEAVY.isdisjoint(loaded.split())
