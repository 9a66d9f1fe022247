"""The child that reads files into a real store, and tells of each what came of it."""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
import traceback
from datetime import date
from pathlib import Path
from typing import Any

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import Referral, ReferralEvent
from meedoenbalie.i18n import set_language
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.importing import (
    ImportKind,
    RefusedFile,
    import_file,
    preview,
    refusal_text,
)
from meedoenbalie.services.stores import create_store
from meedoenbalie.services.undoing import undo
from meedoenbalie.storage.keys import LEAST_COST

_RECORDS = (Site, Resident, Provider, Offer, Referral, ReferralEvent, LearnedLesson)
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
_ADDRESS_SPACE = 3 << 30
"""A net under the measured limit, so that a bomb ends this process and not the machine."""


def work(folder: Path) -> None:
    """Read orders from stdin, one file each, until it ends; answer on stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    set_language("nl")
    desk = create_store(
        folder / "fuzz.db",
        "Marleen",
        "vier gewone woorden",
        fixed_clock(date(2026, 3, 2)),
        [Site(code="RTW", name="azc Rietwaard")],
        LEAST_COST,
    ).desk
    _begin(desk, folder)
    _say({"ready": True})
    for line in sys.stdin:
        order = json.loads(line)
        _forget_peak()
        start = time.process_time()
        try:
            outcome, wrong = _read_in(desk, ImportKind(order["kind"]), Path(order["path"]), folder)
        except Exception:  # noqa: BLE001  any error that isn't a refusal is what we look for
            outcome, wrong = "error", [traceback.format_exc(limit=-4)]
        _say(
            {
                "outcome": outcome,
                "wrong": wrong,
                "seconds": time.process_time() - start,
                "peak": _peak(),
            }
        )


def _begin(desk: Desk, folder: Path) -> None:
    """Give the store somebody and something for histories to be about."""
    people, offers = folder / "b.csv", folder / "o.csv"
    people.write_text("Nr;Naam;Geboren\n1;Aster;2003\n2;Bilal;2004\n", encoding="utf-8")
    offers.write_text("Code;Titel;Aanbieder\nM01;Koken;De Schakel\n", encoding="utf-8")
    import_file(desk, ImportKind.RESIDENTS, people, "RTW")
    import_file(desk, ImportKind.OFFERS, offers)


def _read_in(desk: Desk, kind: ImportKind, path: Path, folder: Path) -> tuple[str, list[str]]:
    """Look at a file, take it over, take it over again, and undo; return what wasn't right."""
    site = "RTW" if kind is ImportKind.RESIDENTS else ""
    counts, head = _counts(desk), _head(desk)
    rejects = folder / "geweigerd.csv"
    rejects.unlink(missing_ok=True)
    try:
        seen = preview(desk, kind, path, site, progress=_progress)
        report = import_file(desk, kind, path, site, rejects=rejects, progress=_progress)
    except RefusedFile as refused:
        text = refusal_text(refused)
        wrong = [] if text else ["no words"]
        if _head(desk) != head:
            wrong.append("a refused file changed the store")
        return "refused", wrong
    wrong = [f"live formula in {cell[:30]!r}" for cell in _live(rejects)]
    if (seen.report.accepted, seen.report.rejected) != (report.accepted, report.rejected):
        wrong.append("the preview told something else")
    if report.accepted + report.rejected != report.rows:
        wrong.append("rows are lost")
    json.dumps(report.to_json())
    after = _head(desk)
    if not report.changed:
        return "nothing new", wrong + ["changed all the same"] * (after != head)
    again = import_file(desk, kind, path, site, progress=_progress)
    if _head(desk) != after:
        wrong.append(f"the same file again changed {sorted(again.changed)}")
        undo(desk)
    undo(desk)
    if _counts(desk) != counts:
        wrong.append(f"undo left {_counts(desk)} instead of {counts}")
    return "taken over" if not report.rejected else "partly", wrong


def _live(rejects: Path) -> list[str]:
    csv.field_size_limit(1 << 30)
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        return [
            cell
            for row in csv.reader(file, delimiter=";")
            for cell in row
            if cell.startswith(_LIVE)
        ]


def _counts(desk: Desk) -> list[int]:
    with desk.read() as reader:
        return [reader.count(kind) for kind in _RECORDS]


def _head(desk: Desk) -> Any:
    with desk.read() as reader:
        return reader.head()


def _progress(_done: int, _total: int) -> None:
    _say({"alive": True})


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """Return the most memory since the last file began, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    return 0


if __name__ == "__main__":
    work(Path(sys.argv[1]))
