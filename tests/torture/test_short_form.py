"""The short form of `make torture`: a part of every kind of fault, the same part every time.

Each runs in a program of its own, because it makes copies of its process and kills them.
"""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and limits the POSIX way")

# One of so many, so that each takes seconds.
PARTS = {"kill": 80, "disk": 192, "flips": 800, "log": 24, "two": 6, "desks": 250}


@pytest.mark.parametrize("kind", PARTS)
def test_a_store_holds_under(kind: str) -> None:
    program = [sys.executable, "-m", "torture", "--plain", "--every", str(PARTS[kind]), kind]
    told = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "All as it should be." in told.stdout
    tried = [int(line[56:63]) for line in told.stdout.splitlines() if line[56:63].strip().isdigit()]
    assert sum(tried) >= 2
