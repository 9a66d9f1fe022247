"""Two real programs and one store: the second is told who has it, and may in afterwards."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from torture.child import own_folders
from torture.figures import Figure
from torture.hour import PASSPHRASES, USER, new_store

TIMES = 3
_HOLDER = """
import sys
from pathlib import Path
from meedoenbalie.services.registration import register_resident, sites
from torture.hour import Work
work = Work(Path(sys.argv[1]))
register_resident(work.desk, sites(work.desk)[0].id, given_name="Semhar")
print("has it", flush=True)
sys.stdin.read()
work.close()
"""


def run(_chance: random.Random, times: int = TIMES) -> list[Figure]:
    """Let one program hold a store while another wants it; the first ends well, or is killed."""
    figures = [Figure("two programs", ending) for ending in ("first closes", "first is killed")]
    for figure in figures:
        for _time in range(times):
            with tempfile.TemporaryDirectory() as name:
                figure.count(tried(Path(name), kill=figure.what == "first is killed"))
    return figures


def tried(folder: Path, *, kill: bool) -> list[str]:
    """Return what isn't right."""
    own_folders(folder)
    new_store(folder).close()
    (folder / "wachtzin.txt").write_text(PASSPHRASES[0], encoding="utf-8")
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder:
        holder.stdout.readline()
        refused = _undo(folder)
        if kill:
            holder.kill()
        holder.stdin.close()
        holder.wait()
    found = []
    if refused.returncode != 1 or USER not in refused.stderr:
        found.append(f"second program: {refused.returncode} {refused.stderr}")
    after = _undo(folder)
    if after.returncode != 0:
        found.append(f"afterwards: {after.returncode} {after.stderr}")
    return found


def _undo(folder: Path) -> subprocess.CompletedProcess[str]:
    store = str(folder / "rietwaard.db")
    return subprocess.run(
        [sys.executable, "-m", "meedoenbalie", "undo", "--store", store],
        env={**os.environ, "MEEDOENBALIE_PASSPHRASE_FILE": str(folder / "wachtzin.txt")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
