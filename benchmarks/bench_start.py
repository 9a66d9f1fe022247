"""Starting: process start to painted first screen, and Enter to painted Bewoners.

Baselines, in the same run, each in a process of its own: a bare PySide6 window with an empty table;
and the same store opened by the driver, its names read and shown in a bare table. Key derivation is
reported apart, imports are warmed as the window does while the user types. Offscreen.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.measure import Result, once
from meedoenbalie.clock import Clock
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.stores import LEAST_COST, create_store
from meedoenbalie.storage.keys import KeyFile, calibrated_cost

PASSPHRASE = "vier gewone woorden"
RESIDENTS = 10_000
ROUNDS = 7

_PEAK = """
import json, sys, time
def tell(since):
    try:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    except ImportError:
        peak = 0
    print(json.dumps({"seconds": time.monotonic() - since, "peak": peak}), flush=True)
"""

_BARE_WINDOW = (
    _PEAK
    + """
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
app = QApplication([])
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            tell(float(sys.argv[1]))
            app.quit()
        return False
window = QMainWindow()
window.setCentralWidget(QTableWidget())
window.resize(1280, 800)
watcher = Painted()
window.installEventFilter(watcher)
window.show()
app.exec()
"""
)

_OUR_WINDOW = (
    _PEAK
    + """
from meedoenbalie.bootstrap import show_window
from meedoenbalie.clock import Clock
def painted():
    tell(float(sys.argv[1]))
    import os
    os._exit(0)
show_window(Clock(), on_painted=painted)
"""
)

_BARE_LIST = (
    _PEAK
    + """
from pathlib import Path
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView
from meedoenbalie.storage.backends.file import _connect
app = QApplication([])
class Names(QAbstractTableModel):
    def __init__(self, rows):
        super().__init__()
        self.rows = rows
    def rowCount(self, parent=None):
        return len(self.rows)
    def columnCount(self, parent=None):
        return 2
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        return None
since = time.monotonic()
connection = _connect(Path(sys.argv[2]), bytes.fromhex(sys.argv[3]))
query = "SELECT given_name, family_name FROM resident ORDER BY given_name, family_name"
view = QTableView()
view.setModel(Names(connection.execute(query).fetchall()))
view.resize(1280, 800)
view.show()
view.grab()
tell(since)
"""
)

_OUR_LIST = (
    _PEAK
    + """
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from meedoenbalie.bootstrap import window_context
from meedoenbalie.clock import Clock
from meedoenbalie.ui.app import make_application, make_window, warm_up
app = make_application()
context = window_context(Clock())
window = make_window(app, context, lambda error: print(repr(error), file=sys.stderr))
window.resize(1280, 800)
window.show()
def wait(until):
    # Not a loop around processEvents: that would take turns with the thread that is waited for.
    loop, timer = QEventLoop(), QTimer(interval=2)
    timer.timeout.connect(lambda: loop.quit() if until() else None)
    timer.start()
    if not until():
        loop.exec()
from meedoenbalie.ui.pages.unlock import UnlockPage
welcome = window.findChild(UnlockPage)
welcome.choose(Path(sys.argv[2]))
warm_up(context)
wait(window.idle)
welcome.passphrase_field().setText(sys.argv[3])
since = time.monotonic()
welcome.unlock()
wait(lambda: window.shell is not None)
window.shell.go("residents")
wait(lambda: not window.shell.tasks.busy())
window.grab()
tell(since)
import os
os._exit(0)
"""
)


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = [told(_BARE_WINDOW, folder), told(_OUR_WINDOW, folder)]
        bare, ours = best(_BARE_WINDOW, folder), best(_OUR_WINDOW, folder)
        store = folder / "desk.db"
        key = a_store(store)
        bare_list = best(_BARE_LIST, folder, str(store), key)
        our_list = best(_OUR_LIST, folder, str(store), PASSPHRASE)
    print(f"    cold: bare {first[0][0] * 1000:.0f} ms, ours {first[1][0] * 1000:.0f} ms")
    print(f"    peak memory of the first screen: bare {bare[1]} MB, ours {ours[1]} MB")
    print(f"    peak memory with {RESIDENTS:,}: bare {bare_list[1]} MB, ours {our_list[1]} MB")
    print(f"    key derivation, apart: {derivation() * 1000:.0f} ms at the cost of this machine")
    return [
        Result("process start to painted first screen", ours[0], "bare window", bare[0], goal=1.2),
        Result(
            f"Enter to painted Bewoners, {RESIDENTS:,} residents (goal 300 ms)",
            our_list[0],
            "driver, names, bare table",
            bare_list[0],
        ),
    ]


def derivation() -> float:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "desk.db"
        keys = KeyFile.create(path, bytes(32), "Marleen", PASSPHRASE, calibrated_cost())
        return once(lambda: keys.unlock("Marleen", PASSPHRASE))


def best(script: str, folder: Path, *words: str) -> tuple[float, int]:
    return min(told(script, folder, *words) for _ in range(ROUNDS))


def told(script: str, folder: Path, *words: str) -> tuple[float, int]:
    """Run a script in a process of its own; return its seconds and its peak memory in MB."""
    environment = {
        # Compiled modules are kept, as they are for whoever starts the program a second time.
        **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        "QT_QPA_PLATFORM": "offscreen",
        "MEEDOENBALIE_HOME": str(folder / "home"),
    }
    done = subprocess.run(
        [sys.executable, "-c", script, str(time.monotonic()), *words],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
        timeout=120,
    )
    answer = json.loads(done.stdout.splitlines()[-1])
    return float(answer["seconds"]), int(answer["peak"])


def a_store(path: Path) -> str:
    """Make a store of residents and return its key in hexadecimal."""
    site = Site(code="RTW", name="azc Rietwaard")
    desk = create_store(path, "Marleen", PASSPHRASE, Clock(), [site], LEAST_COST).desk
    with desk.write("import") as uow:
        uow.insert_many(
            [
                Resident(
                    site_id=site.id,
                    reference=f"RTW-{number:05d}",
                    given_name=f"Naam{number % 977}",
                    family_name=f"Familie{number % 3331}",
                    languages=("tir",),
                    birth_date=date(2004, 1, 1),
                )
                for number in range(RESIDENTS)
            ]
        )
    desk.database.close()
    return KeyFile(path).unlock("Marleen", PASSPHRASE).hex()
