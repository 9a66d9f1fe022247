"""Import of 20,000 residents with the check for doubles, beside the import alone, in CPU."""

import tempfile
from pathlib import Path

from benchmarks.bench_import import a_desk, write_rows
from benchmarks.measure import Result, cpu
from meedoenbalie.domain.people import Resident
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.import_doubles import doubles_in_import
from meedoenbalie.services.importing import ImportKind, import_file

ROWS = 20_000


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "residents.csv"
        write_rows(file, ROWS)
        desk = a_desk(folder / "store.db")
        check = cpu(lambda: doubles_in_import(desk, file, "RTW"))
        alone = cpu(lambda: imported(desk, file))
        desk.database.close()
    return [
        Result(
            f"import of {ROWS:,} residents with a check for doubles",
            alone + check,
            "import alone",
            alone,
            goal=2.0,
        )
    ]


def imported(desk: Desk, file: Path) -> None:
    import_file(desk, ImportKind.RESIDENTS, file, "RTW", "azc Rietwaard")
    with desk.read() as reader:
        if reader.count(Resident) != ROWS:
            raise AssertionError("rows were lost")
