"""The short form of `make fuzz`: a few of every kind of file, the same ones every time."""

import subprocess
import sys

import pytest

if sys.platform != "linux":
    pytest.skip("measures memory as Linux tells it", allow_module_level=True)

from torture.fuzz.corpus import FORMATS, make


def test_spoiled_files_are_read_or_refused_and_undone() -> None:
    program = [sys.executable, "-m", "torture.fuzz", "--files", str(12 * len(FORMATS))]
    told = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "All as it should be." in told.stdout
    for ending in set(FORMATS):
        assert f"\n{ending} " in told.stdout


def test_a_file_of_a_seed_is_always_the_same() -> None:
    for number in range(3 * len(FORMATS)):
        one, again = make(5, number), make(5, number)
        assert (one.kind, one.how) == (again.kind, again.how)
        if one.ending != "xlsx":
            assert one.content == again.content
    assert make(5, 0).content != make(6, 0).content
