"""A program of its own that half-types a form and waits to be killed: ``STORE PASSPHRASE``.

It is the real window with its real timers. It says *kept* when the draft lies in the file.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from meedoenbalie.bootstrap import window_context
from meedoenbalie.clock import clock_from_environment
from meedoenbalie.services import drafts
from meedoenbalie.ui import app as application
from meedoenbalie.ui.pages.resident_form.page import ResidentFormPage
from meedoenbalie.ui.pages.unlock import UnlockPage


def _unforeseen(error: Exception) -> None:
    raise error


def main(store: Path, passphrase: str) -> None:
    """Unlock, begin a resident, type, and say when it is kept."""
    app = application.make_application()
    window = application.make_window(app, window_context(clock_from_environment()), _unforeseen)
    window.show()
    unlock = window.findChild(UnlockPage)
    assert unlock is not None
    unlock.complete()
    unlock.choose(store)
    unlock.opened.connect(lambda _desk: QTimer.singleShot(0, type_half))

    def type_half() -> None:
        assert window.shell is not None
        window.shell.go("resident_form", "new")
        page = window.shell.current_page()
        assert isinstance(page, ResidentFormPage)
        for name, text in (("given_name", "Filmon"), ("birth_date", "31-02-20")):
            box = page.fields.bound[name].field.box
            assert isinstance(box, QLineEdit)
            QTest.keyClicks(box, text)
        look.start()

    def is_kept() -> None:
        assert window.shell is not None
        found = drafts.mine(window.shell.desk)
        if found and len(found[0].typed) == 2:
            look.stop()
            sys.stdout.write("kept\n")
            sys.stdout.flush()

    look = QTimer(interval=20)
    look.timeout.connect(is_kept)

    def press() -> None:
        if unlock._name.count():
            names.stop()
            unlock.passphrase_field().setText(passphrase)
            unlock.unlock()

    names = QTimer(interval=20)
    names.timeout.connect(press)
    names.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
